use serde::Serialize;

use super::{
    args::Show,
    environment::Edge,
    failure::{Failure, Kind},
    json, keep, log, open, personal, print, talk,
};
use crate::{
    insight::letters::{Letter, letters},
    journal::{Entry, Journal},
    time::{Day, Moment, say::plain},
    workbook::Deed,
};

/// Prints the letters to oneself, the newest last: when each was written and how it stands, and
/// none of its words.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let today = edge.clock.now().date_naive();
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let journal = workbook.as_ref().map(|workbook| &workbook.journal);
    let all: Vec<(&Entry, Letter)> = journal
        .into_iter()
        .flat_map(|j| standing(j, today))
        .collect();
    if show.json {
        let letters = all
            .iter()
            .map(|(entry, letter)| LetterOut::of(entry, *letter));
        let letters = letters.collect();
        let schema = "rolebook.letters/1";
        print::out(|out| json::value(out, &Letters { schema, letters }))?;
        return open::say_found(workbook.as_ref());
    }
    if all.is_empty() {
        talk::say("You have written no letter to yourself yet.");
    }
    print::out(|out| {
        for (at, (entry, letter)) in all.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            print::head(out, entry)?;
            print::set_in(out, &says(*letter))?;
        }
        Ok(())
    })?;
    open::say_found(workbook.as_ref())
}

/// Opens a letter, which is recorded where its day has not come, and prints it.
pub(super) fn open(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let now = edge.clock.now();
    let today = now.date_naive();
    let unknown = || {
        let cause = format!("There is no letter {}.", show.id);
        Failure::new(Kind::NotFound, cause).hint("`rolebook show letters` names them.")
    };
    let shelf = personal::shelf(&folders.config);
    if open::is_missing(&folders) {
        return Err(unknown());
    }
    let mut workbook = open::open(edge, &folders, shelf.decks)?;
    let entry = workbook.journal.entry(&show.id);
    let letter = entry.and_then(|entry| Letter::of(&workbook.journal, entry, today));
    match letter {
        None => return Err(unknown()),
        Some(Letter::Sealed(_)) => {
            if let Some(why) = &workbook.reading_only {
                let cause = format!("{why} That a letter is opened has to be recorded.");
                return Err(Failure::failed(cause).hint("It stays sealed."));
            }
            let deed = Deed::Unseal(show.id.clone());
            keep::record(&mut workbook, now, &deed).map_err(|error| {
                Failure::store("That the letter was opened is not recorded", &error)
                    .hint("It stays sealed.")
            })?;
            keep::close(&mut workbook, now);
            talk::say("Opened before its day; that is recorded.");
        }
        // That it was read is recorded where it can be; it is open in any case.
        Some(Letter::Open(_)) if workbook.reading_only.is_none() => {
            let deed = Deed::Unseal(show.id.clone());
            if keep::record(&mut workbook, now, &deed).is_ok() {
                keep::close(&mut workbook, now);
            }
        }
        Some(Letter::Opened(..) | Letter::Open(_)) => {}
    }
    let at = workbook.journal.position(&show.id);
    let at: Vec<usize> = at.into_iter().collect();
    log::give(Some(&workbook), today, &at, show.json, true)?;
    open::say_found(Some(&workbook))
}

fn standing(journal: &Journal, today: Day) -> Vec<(&Entry, Letter)> {
    let letters = letters(journal);
    let letters = letters.filter_map(|entry| Some((entry, Letter::of(journal, entry, today)?)));
    letters.collect()
}

fn says(letter: Letter) -> String {
    match letter {
        Letter::Sealed(day) => format!("A letter to yourself, sealed until {}.", plain(day)),
        Letter::Opened(opened, day) => format!(
            "A letter to yourself, sealed until {}, opened {}on {}.",
            plain(day),
            if opened < day { "early " } else { "" },
            plain(opened)
        ),
        Letter::Open(day) => format!("A letter to yourself; its day came on {}.", plain(day)),
    }
}

#[derive(Serialize)]
struct Letters<'a> {
    schema: &'static str,
    letters: Vec<LetterOut<'a>>,
}

#[derive(Serialize)]
struct LetterOut<'a> {
    id: &'a str,
    #[serde(serialize_with = "json::moment")]
    at: &'a Moment,
    /// The day that was set.
    until: Day,
    /// Whether its words are not shown today.
    sealed: bool,
    /// The day on which it was opened, if it was.
    opened: Option<Day>,
}

impl<'a> LetterOut<'a> {
    fn of(entry: &'a Entry, letter: Letter) -> Self {
        let (until, sealed, opened) = match letter {
            Letter::Sealed(day) => (day, true, None),
            Letter::Opened(opened, day) => (day, false, Some(opened)),
            Letter::Open(day) => (day, false, None),
        };
        Self {
            id: &entry.id,
            at: &entry.at,
            until,
            sealed,
            opened,
        }
    }
}
