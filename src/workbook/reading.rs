use std::collections::BTreeMap;

use super::Workbook;
use crate::{
    deck::DeckKind,
    journal::{Entry, Sitting},
    time::{
        Day,
        say::{clock, plain},
    },
};

/// A part of the journal that is read as one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    pub title: String,
    /// What stands beside the title: which tracks, how many answers.
    pub note: String,
    pub last: Day,
    /// The time of day at which a sitting began.
    pub clock: String,
    /// Positions in the journal, in the order they are read.
    pub entries: Vec<usize>,
    /// Which of them is in view first.
    pub first: usize,
}

/// One passage a session, newest first.
pub fn by_date(workbook: &Workbook) -> Vec<Passage> {
    let sittings = workbook.journal.sittings().iter().rev();
    let sittings = sittings.filter(|sitting| !sitting.entries.is_empty());
    sittings.map(|sitting| passage(workbook, sitting)).collect()
}

/// The passage of the session in which the entry at a position was written, from that entry on.
pub fn passage_of(workbook: &Workbook, at: usize) -> Option<Passage> {
    let mut passage = passage(workbook, workbook.journal.sitting_of(at)?);
    passage.first = passage.entries.iter().position(|entry| *entry == at)?;
    Some(passage)
}

fn passage(workbook: &Workbook, sitting: &Sitting) -> Passage {
    let day = sitting.started.date_naive();
    Passage {
        clock: clock(&sitting.started),
        ..on_day(workbook, day, &sitting.entries)
    }
}

/// What was written on a day, as one passage.
pub fn on_day(workbook: &Workbook, day: Day, at: &[usize]) -> Passage {
    let mut titles: Vec<&str> = Vec::new();
    for entry in entries(workbook, at) {
        let title = title(workbook, entry);
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    Passage {
        title: plain(day),
        note: titles.join(", "),
        last: day,
        clock: String::new(),
        entries: at.to_vec(),
        first: 0,
    }
}

/// One passage a deck, in the order of the decks; what belongs to none comes last.
pub fn by_track(workbook: &Workbook) -> Vec<Passage> {
    let mut of: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
    let order: Vec<&str> = workbook
        .decks
        .outlines()
        .map(|deck| deck.title.as_str())
        .collect();
    for (at, entry) in workbook.journal.entries().enumerate() {
        let title = title(workbook, entry);
        let rank = order
            .iter()
            .position(|known| *known == title)
            .unwrap_or(order.len());
        of.entry((rank, title)).or_default().push(at);
    }
    let passages = of.into_iter().filter_map(|((_, title), entries_at)| {
        let last = entries(workbook, &entries_at).last()?.at.date_naive();
        let note = match entries_at.len() {
            1 => "1 answer".to_owned(),
            more => format!("{more} answers"),
        };
        Some(Passage {
            title: title.to_owned(),
            note,
            last,
            clock: String::new(),
            entries: entries_at,
            first: 0,
        })
    });
    passages.collect()
}

fn entries<'a>(workbook: &'a Workbook, at: &'a [usize]) -> impl Iterator<Item = &'a Entry> {
    at.iter().filter_map(|at| workbook.journal.at(*at))
}

/// The title of the deck an entry belongs to.
pub fn title<'a>(workbook: &'a Workbook, entry: &Entry) -> &'a str {
    let Some(asked) = &entry.asked else {
        return "Notes";
    };
    match workbook.decks.prompt(&asked.prompt) {
        Some((deck, _)) if deck.kind == DeckKind::First => "The first start",
        Some((deck, _)) => &deck.title,
        None if super::handing::asks(&asked.prompt) => "Hand-offs",
        None => "Questions that no deck holds now",
    }
}
