//! Promises: open, due, and what became of them.

use chrono::TimeDelta;

use super::{thread::Point, told::told};
use crate::{
    journal::{Became, Entry, Journal, Mark, Outcome, Promise},
    time::{
        Day,
        say::{relative, short},
    },
};

/// A promise is due from so many days before its day on.
const AHEAD: TimeDelta = TimeDelta::days(7);

/// A promise, and what was said to have become of it.
#[derive(Debug, Clone)]
pub struct Promised<'a> {
    /// The promise at its place, and as it stands now if it was corrected.
    pub point: Point<'a>,
    told: Vec<Point<'a>>,
}

/// What was said to have become of a promise or a forecast.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    pub point: Point<'a>,
    pub outcome: &'a Outcome,
}

/// How a promise stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Its day is past.
    Overdue(Day),
    /// Its day is today or within the next seven.
    Due(Day),
    /// Its day is further on.
    Later(Day),
    /// Open, without a day.
    Undated,
    /// It was said what became of it.
    Over,
}

/// All promises of the writer, in the journal's order.
pub fn promises(journal: &Journal) -> impl DoubleEndedIterator<Item = Promised<'_>> {
    let entries = journal.promises().iter().filter_map(|at| journal.at(*at));
    let own = entries.filter_map(|entry| journal.own(entry));
    own.map(|first| Promised::of(journal, first))
}

/// Those that are open, by their days; those without a day last.
pub fn open(journal: &Journal) -> Vec<Promised<'_>> {
    let mut open: Vec<_> = promises(journal)
        .filter(|promise| !promise.is_over())
        .collect();
    open.sort_by_key(|promise| (promise.by().is_none(), promise.by()));
    open
}

impl<'a> Promised<'a> {
    /// The promise that this entry makes; it corrects no other.
    pub fn of(journal: &'a Journal, first: &'a Entry) -> Self {
        Self {
            point: Point::of(journal, first),
            told: told(journal, first),
        }
    }

    /// What was promised, as it stands now.
    pub fn promise(&self) -> Option<&'a Promise> {
        let of = |entry: &'a Entry| match &entry.mark {
            Some(Mark::Promise(promise)) => Some(promise),
            _ => None,
        };
        of(self.point.now).or_else(|| of(self.point.first))
    }

    /// What was said to have become of it, oldest first; of one day the last.
    pub fn outcomes(&self) -> Vec<Told<'a>> {
        let mut outcomes: Vec<Told<'a>> = Vec::new();
        for told in self.told.iter().filter_map(|point| Told::of(*point)) {
            outcomes.pop_if(|last| last.point.day() == told.point.day());
            outcomes.push(told);
        }
        outcomes
    }

    /// What was said last to have become of it.
    pub fn last(&self) -> Option<Told<'a>> {
        self.told.iter().rev().find_map(|point| Told::of(*point))
    }

    /// Whether it was said what became of it, other than that it is still open.
    pub fn is_over(&self) -> bool {
        self.last()
            .is_some_and(|told| told.outcome.is != Became::StillOpen)
    }

    /// By when it is to be done now: a promise put off has its new day, or none any more.
    pub fn by(&self) -> Option<Day> {
        match self.last() {
            Some(told) => told.outcome.by,
            None => self.promise().and_then(|promise| promise.by),
        }
    }

    /// How it stands on this day.
    pub fn stands(&self, today: Day) -> Stands {
        if self.is_over() {
            return Stands::Over;
        }
        match self.by() {
            None => Stands::Undated,
            Some(day) if day < today => Stands::Overdue(day),
            Some(day) if day - today <= AHEAD => Stands::Due(day),
            Some(day) => Stands::Later(day),
        }
    }

    /// When it was made, and by when it was to be done.
    pub fn made(&self, today: Day) -> String {
        let on = short(self.point.day(), today);
        let by = self.promise().and_then(|promise| promise.by);
        let by = by.map(|by| format!(", by {}", short(by, today)));
        format!("Promised on {on}{}.", by.unwrap_or_default())
    }

    /// When it is due, in words; nothing where it was said what became of it.
    pub fn when(&self, today: Day) -> Option<String> {
        Some(match self.stands(today) {
            Stands::Over => return None,
            Stands::Undated => "Without a day.".to_owned(),
            Stands::Overdue(day) => {
                let (on, ago) = (short(day, today), relative(day, today));
                format!("Was due on {on}, {ago}.")
            }
            Stands::Due(day) | Stands::Later(day) if day == today => "Due today.".to_owned(),
            Stands::Due(day) | Stands::Later(day) => {
                let (on, when) = (short(day, today), relative(day, today));
                format!("Due {when}, on {on}.")
            }
        })
    }
}

impl<'a> Told<'a> {
    /// The outcome that this entry tells, if it tells one.
    pub fn of(point: Point<'a>) -> Option<Self> {
        match &point.now.mark {
            Some(Mark::Outcome(outcome)) => Some(Self { point, outcome }),
            _ => None,
        }
    }

    /// When it was said, and what.
    pub fn says(&self, today: Day) -> String {
        let day = self.point.day();
        let on = if day == today {
            "Today".to_owned()
        } else {
            format!("On {}", short(day, today))
        };
        let told = matches!(self.outcome.is, Became::Happened | Became::DidNotHappen);
        let it = if told { "it " } else { "" };
        let is = self.outcome.is.words();
        let now = match (&self.outcome.is, self.outcome.by) {
            (Became::StillOpen, Some(by)) => format!(", now by {}", short(by, today)),
            (Became::StillOpen, None) => ", now without a day".to_owned(),
            (_, _) => String::new(),
        };
        format!("{on}: {it}{is}{now}.")
    }
}
