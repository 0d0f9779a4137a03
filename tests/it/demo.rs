//! The made-up journal.

use std::collections::{BTreeMap, BTreeSet};

use rolebook::{
    deck,
    journal::{Became, Entry, Fact, Journal, Judged, Mark, Record, SessionFile, read_session},
    time::{Moment, moment_from},
    workbook::demo::demo,
};

use crate::driver::Driver;

/// The last day of the story.
pub(crate) const NOW: &str = "2026-03-31T10:42:00+02:00";

pub(crate) fn files() -> Vec<SessionFile> {
    files_at(NOW)
}

fn files_at(now: &str) -> Vec<SessionFile> {
    let now: Moment = moment_from(now).unwrap();
    demo(&deck::builtin(), now).unwrap()
}

pub(crate) fn journal() -> Journal {
    Journal::fold(files())
}

/// The program started on the made-up journal.
pub(crate) fn driver() -> Driver {
    let disk = rolebook::store::memory::MemoryDisk::new();
    drop(crate::driver::workbook(&disk, 1));
    for file in files() {
        let name = rolebook::store::SessionName::new(file.session.started, &file.session.id);
        let path = std::path::Path::new(crate::driver::HOME).join(name.path());
        disk.put(path, file.to_bytes().unwrap()).unwrap();
    }
    Driver::on(disk, NOW)
}

fn marks(journal: &Journal) -> impl Iterator<Item = (&Entry, &Mark)> {
    journal
        .entries()
        .filter_map(|entry| Some((entry, entry.mark.as_ref()?)))
}

#[test]
fn it_is_a_journal_like_any_other() {
    let files = files();
    for file in &files {
        let bytes = file.to_bytes().unwrap();
        let (read, problems) = read_session(&bytes);
        assert_eq!(problems, []);
        assert_eq!(read.as_ref(), Some(file));
    }
    assert_eq!(Journal::fold(files).problems(), []);
    let mut t = driver().size(80, 40);
    t.expect("To look at again").expect("Not begun");
}

#[test]
fn it_holds_two_years_of_every_kind() {
    let files = files();
    assert!((36..=48).contains(&files.len()), "{}", files.len());
    let journal = Journal::fold(files.clone());
    let quarters: BTreeSet<String> = journal
        .entries()
        .map(|entry| rolebook::time::quarter(entry.at.date_naive()).to_string())
        .collect();
    assert_eq!(quarters.len(), 9, "{quarters:?}");
    let kinds: BTreeSet<&str> = journal
        .entries()
        .filter_map(|entry| Some(entry.asked.as_ref()?.kind.as_str()))
        .collect();
    assert_eq!(kinds.len(), 8, "{kinds:?}");
    let verdicts: BTreeSet<&str> = marks(&journal)
        .filter_map(|(_, mark)| match mark {
            Mark::Verdict(verdict) => Some(verdict.is.id()),
            _ => None,
        })
        .collect();
    assert_eq!(verdicts.len(), Judged::ALL.len(), "{verdicts:?}");
    let mut outcomes: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, mark) in marks(&journal) {
        if let Mark::Outcome(outcome) = mark {
            *outcomes.entry(outcome.is.id()).or_default() += 1;
        }
    }
    for is in Became::OF_PROMISES.into_iter().chain(Became::OF_FORECASTS) {
        assert!(outcomes.contains_key(is.id()), "{is:?} {outcomes:?}");
    }
    assert!(outcomes["happened"] + outcomes["did-not-happen"] > 20);
    let roles = files.iter().flat_map(|file| &file.records);
    let roles: BTreeSet<&str> = roles
        .filter_map(|record| match record {
            Record::Stated(stated) if stated.fact == Fact::Role => stated.value.as_str(),
            _ => None,
        })
        .filter(|words| !words.is_empty())
        .collect();
    assert_eq!(roles.len(), 2, "{roles:?}");
    assert!(journal.entries().any(|entry| entry.asked.is_none()));
    assert!(journal.entries().any(|entry| entry.revises.is_some()));
    assert!(journal.entries().any(|entry| entry.private));
}

/// Prompts whose wording was another once.
#[test]
fn two_questions_were_reworded_on_the_way() {
    let journal = journal();
    let mut asked: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for asked_then in journal.entries().filter_map(|entry| entry.asked.as_ref()) {
        let wordings = asked.entry(&asked_then.prompt).or_default();
        wordings.insert(&asked_then.question);
    }
    let reworded = asked.values().filter(|wordings| wordings.len() > 1);
    assert_eq!(reworded.count(), 2);
}

#[test]
fn it_ends_in_the_week_it_is_opened_and_weekdays_stay() {
    use chrono::Datelike;
    let then = files();
    let later = files_at("2029-08-16T22:00:00-03:00");
    assert_eq!(then.len(), later.len());
    for (then, later) in then.iter().zip(&later) {
        let (then, later) = (then.session.started, later.session.started);
        assert_eq!(then.weekday(), later.weekday());
        assert_eq!((later.date_naive() - then.date_naive()).num_days() % 7, 0);
        assert!(later <= moment_from("2029-08-16T22:00:00-03:00").unwrap());
    }
    let last = later.last().unwrap().session.started.date_naive();
    let days = (moment_from("2029-08-16T22:00:00-03:00")
        .unwrap()
        .date_naive()
        - last)
        .num_days();
    assert!((0..21).contains(&days), "{days}");
}

#[test]
fn its_words_name_no_time_of_the_year() {
    const NAMES: [&str; 27] = [
        "january",
        "february",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "summer",
        "winter",
        "autumn",
        "christmas",
        "easter",
        "2023",
        "2024",
        "2025",
        "2026",
        "2027",
    ];
    for entry in journal().entries() {
        let words = format!("{} {:?}", entry.words, entry.mark).to_lowercase();
        let words = words.replace(|c: char| !c.is_alphanumeric() && c != '-', " ");
        for word in words.split_whitespace() {
            assert!(!NAMES.contains(&word), "{word}: {}", entry.words);
        }
    }
}
