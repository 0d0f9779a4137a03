use std::io::{self, Write};

use serde_json::{Value, json};

use super::{
    args::Show,
    environment::Edge,
    failure::{Failure, Kind as Wrong},
    json, open, personal, print, talk,
};
use crate::{
    insight::{
        lens::{COLUMNS, COUNTED, ENGLISH, Kind, Lens, NOTHING_BY_ITSELF, Side, look, per_hundred},
        thread::Thread,
    },
    journal::Journal,
    text::shown_text,
    time::say::plain,
};

/// Prints the words of two answers, counted, with their sentences.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let today = edge.clock.now().date_naive();
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let empty = Journal::default();
    let journal = workbook
        .as_ref()
        .map_or(&empty, |workbook| &workbook.journal);
    let Some((then, now)) = two(journal, show) else {
        open::say_found(workbook.as_ref())?;
        return Err(Failure::new(
            Wrong::NotFound,
            "The word lens takes two answers to the same question, and they were not found.",
        )
        .hint("`rolebook show QUESTION` names the answers to a question."));
    };
    match look(journal, &then, &now, today) {
        Ok(lens) if show.json => print::out(|out| json::value(out, &page(&lens, &then, &now)))?,
        Ok(lens) => print::out(|out| give(out, &lens))?,
        Err(not) => talk::say(&not.said(today)),
    }
    open::say_found(workbook.as_ref())
}

/// The two answers that are meant: those named, the one named and the latest, or of a question
/// the last two.
fn two(journal: &Journal, show: &Show) -> Option<(String, String)> {
    let last = |prompt: &str, steps: usize| {
        let thread = Thread::of(journal, prompt);
        let id = thread.points().rev().nth(steps)?.first.id.clone();
        Some(id)
    };
    if let Some(with) = &show.with {
        return Some((show.id.clone(), with.clone()));
    }
    match journal.entry(&show.id) {
        Some(entry) => {
            let prompt = &entry.asked.as_ref()?.prompt;
            Some((show.id.clone(), last(prompt, 0)?))
        }
        None => Some((last(&show.id, 1)?, last(&show.id, 0)?)),
    }
}

fn give(out: &mut dyn Write, lens: &Lens) -> io::Result<()> {
    writeln!(out, "{}\n\n{COUNTED}\n", shown_text(&lens.question))?;
    let sides = [("then", &lens.then), ("now", &lens.now)];
    for (name, side) in sides {
        let day = plain(side.day);
        writeln!(out, "{name}, {day}, {} words", side.words)?;
        for kind in Kind::ALL {
            let (title, count) = (kind.title(), side.count(kind));
            let per = per_hundred(side.tenths(kind));
            writeln!(out, "  {title:9}{count:>5}{per:>7}")?;
        }
        writeln!(out)?;
    }
    writeln!(out, "{NOTHING_BY_ITSELF}\n{COLUMNS}\n{ENGLISH}")?;
    for kind in Kind::ALL {
        if lens.then.count(kind) + lens.now.count(kind) == 0 {
            continue;
        }
        writeln!(out, "\n{}\n", kind.title())?;
        for (name, side) in sides {
            for sentence in side.with(kind) {
                writeln!(
                    out,
                    "  {name:4}  {}",
                    shown_text(&sentence.text).replace('\n', " ")
                )?;
            }
            if side.count(kind) == 0 {
                writeln!(out, "  {name:4}  none")?;
            }
        }
    }
    Ok(())
}

fn page(lens: &Lens, then: &str, now: &str) -> Value {
    let side = |side: &Side, kind: Kind| {
        let sentences: Vec<&str> = side.with(kind).map(|one| one.text.as_str()).collect();
        let per = per_hundred(side.tenths(kind));
        json!({ "count": side.count(kind), "per_hundred": per, "sentences": sentences })
    };
    let counts = Kind::ALL.map(|kind| {
        json!({
            "kind": kind.title(),
            "then": side(&lens.then, kind),
            "now": side(&lens.now, kind),
        })
    });
    json!({
        "schema": "rolebook.lens/1",
        "question": lens.question,
        "then": { "entry": then, "date": lens.then.day, "words": lens.then.words },
        "now": { "entry": now, "date": lens.now.day, "words": lens.now.words },
        "counts": counts,
    })
}
