//! Letters to oneself: sealed, opened, and come of age.

use chrono::TimeDelta;

use crate::{
    journal::{Entry, Journal, ME},
    time::Day,
};

/// That a letter can be opened is said for so long after its day.
const SAID_FOR: TimeDelta = TimeDelta::days(30);

/// How a letter stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// Its words are not shown before this day.
    Sealed(Day),
    /// It was opened on the first of these days, and was sealed until the second.
    Opened(Day, Day),
    /// Its day has come, and it was not opened yet.
    Open(Day),
}

impl Letter {
    /// How an entry stands as a letter; nothing for what is none.
    pub fn of(journal: &Journal, entry: &Entry, today: Day) -> Option<Self> {
        let day = entry.sealed?;
        Some(match journal.unsealed(&entry.id) {
            Some(opened) => Self::Opened(opened.date_naive(), day),
            None if day > today => Self::Sealed(day),
            None => Self::Open(day),
        })
    }
}

/// All letters of the writer, in the journal's order; of one that was corrected the last form.
pub fn letters(journal: &Journal) -> impl DoubleEndedIterator<Item = &Entry> {
    let entries = journal.letters().iter().filter_map(|at| journal.at(*at));
    entries.filter(|entry| {
        let last = journal.forms(entry).filter(|form| form.sealed.is_some());
        entry.author == ME && last.last().is_some_and(|last| last.id == entry.id)
    })
}

/// How many letters can be opened since a short while, and were not opened before.
pub fn come_of_age(journal: &Journal, today: Day) -> usize {
    let fresh = |entry: &&Entry| {
        let letter = Letter::of(journal, entry, today);
        matches!(letter, Some(Letter::Open(day)) if today - day <= SAID_FOR)
    };
    letters(journal).filter(fresh).count()
}
