use super::{
    args::Log,
    environment::Edge,
    failure::{Failure, Kind},
    json, open, personal, print, talk,
};
use crate::{
    deck::{self, Decks},
    journal::Entry,
    time::{Day, parse_since, say::full},
    workbook::Workbook,
};

/// Prints entries, the newest last.
pub(super) fn run(log: &Log, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let today = edge.clock.now().date_naive();
    let since = day(log.since.as_deref(), today, "From")?;
    let until = day(log.until.as_deref(), today, "Up to and with")?;
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let wanted = |workbook: &Workbook, entry: &Entry| {
        let day = entry.at.date_naive();
        since.is_none_or(|since| day >= since)
            && until.is_none_or(|until| day <= until)
            && log.track.as_ref().is_none_or(|track| is_of(entry, track))
            && log.dim.is_none_or(|dim| {
                let prompt = entry.asked.as_ref();
                let prompt = prompt.and_then(|asked| workbook.decks.prompt(&asked.prompt));
                prompt.is_some_and(|(_, prompt)| prompt.dimensions.contains(&dim))
            })
    };
    let found: Vec<usize> = workbook.as_ref().map_or_else(Vec::new, |workbook| {
        let entries = workbook.journal.entries().enumerate();
        let found = entries.filter(|(_, entry)| wanted(workbook, entry));
        found.map(|(at, _)| at).collect()
    });
    if let Some(track) = &log.track
        && found.is_empty()
    {
        known_track(track, workbook.as_ref())?;
    }
    give(workbook.as_ref(), today, &found, log.json, true)?;
    open::say_found(workbook.as_ref())
}

/// Prints the entries at these positions, in either form.
pub(super) fn give(
    workbook: Option<&Workbook>,
    today: Day,
    positions: &[usize],
    json: bool,
    with_question: bool,
) -> Result<(), Failure> {
    if json {
        let journal = workbook.map(|workbook| &workbook.journal);
        return print::out(|out| json::entries(out, journal, today, positions));
    }
    if positions.is_empty() {
        talk::say("Nothing is written there yet.");
    }
    let Some(workbook) = workbook else {
        return Ok(());
    };
    let entries = positions.iter().filter_map(|at| workbook.journal.at(*at));
    print::out(|out| print::entries(out, workbook, today, entries, with_question))
}

fn is_of(entry: &Entry, track: &str) -> bool {
    let prompt = entry.asked.as_ref().map(|asked| asked.prompt.as_str());
    let deck = prompt.and_then(|prompt| prompt.split_once('.'));
    deck.is_some_and(|(deck, _)| deck == track)
}

/// Reads a day, and says which it is.
fn day(said: Option<&str>, today: Day, edge: &str) -> Result<Option<Day>, Failure> {
    let Some(said) = said else { return Ok(None) };
    let day = parse_since(said, today).map_err(|error| Failure::usage(error.to_string()))?;
    talk::say(&format!("{edge} {}.", full(day)));
    Ok(Some(day))
}

fn known_track(track: &str, workbook: Option<&Workbook>) -> Result<(), Failure> {
    let known = |decks: &Decks| decks.outlines().any(|deck| deck.id == track);
    let known = workbook.map_or_else(
        || known(&deck::builtin()),
        |workbook| known(&workbook.decks),
    );
    if known {
        return Ok(());
    }
    Err(
        Failure::new(Kind::NotFound, format!("There is no deck {track}."))
            .hint("`rolebook decks list` names them all."),
    )
}
