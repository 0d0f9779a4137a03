//! The days on which something was written.

use std::collections::BTreeMap;

use chrono::{Datelike, Days};

use crate::{journal::Journal, time::Day};

/// A day is near another when so many days at most lie between them.
const NEAR: u64 = 7;

/// Every day with an entry, by the date the entry bears; its entries in the journal's order.
#[derive(Debug, Default)]
pub struct Calendar {
    days: BTreeMap<Day, Vec<usize>>,
}

impl Calendar {
    pub fn of(journal: &Journal) -> Self {
        let mut days: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
        for (at, entry) in journal.entries().enumerate() {
            days.entry(entry.at.date_naive()).or_default().push(at);
        }
        Self { days }
    }

    /// The positions of what was written on a day.
    pub fn on(&self, day: Day) -> &[usize] {
        self.days.get(&day).map_or(&[], Vec::as_slice)
    }

    /// The days of a year, in order.
    pub fn year(&self, year: i32) -> impl DoubleEndedIterator<Item = Day> {
        let first = Day::from_ymd_opt(year, 1, 1);
        let last = Day::from_ymd_opt(year, 12, 31);
        let days = first
            .zip(last)
            .map(|(first, last)| self.days.range(first..=last));
        days.into_iter().flatten().map(|(day, _)| *day)
    }

    /// The last day up to this one, or else the first after it.
    pub fn up_to(&self, day: Day) -> Option<Day> {
        let before = self.days.range(..=day).next_back();
        before
            .or(self.days.range(day..).next())
            .map(|(day, _)| *day)
    }

    /// The next day of the same year, or the one before.
    pub fn beside(&self, day: Day, after: bool) -> Option<Day> {
        let mut days = self.year(day.year());
        if after {
            days.find(|other| *other > day)
        } else {
            days.rfind(|other| *other < day)
        }
    }

    /// The day nearest in the next month of the same year that has one, or in the month before.
    pub fn across(&self, day: Day, after: bool) -> Option<Day> {
        let other = |other: &Day| {
            if after {
                other.month() > day.month()
            } else {
                other.month() < day.month()
            }
        };
        let days: Vec<Day> = self.year(day.year()).filter(other).collect();
        let months = days.iter().map(Datelike::month);
        let month = if after { months.min() } else { months.max() };
        let days = days
            .into_iter()
            .filter(|other| Some(other.month()) == month);
        days.min_by_key(|other| other.day().abs_diff(day.day()))
    }

    /// The day of a year nearest to a day of another year.
    pub fn in_year(&self, year: i32, day: Day) -> Option<Day> {
        let wanted = day.with_year(year).unwrap_or(day);
        self.year(year)
            .min_by_key(|other| (*other - wanted).num_days().abs())
    }

    /// The day nearest to this one, within a week.
    pub fn near(&self, day: Day) -> Option<Day> {
        let from = day.checked_sub_days(Days::new(NEAR))?;
        let to = day.checked_add_days(Days::new(NEAR))?;
        let days = self.days.range(from..=to).map(|(day, _)| *day);
        days.min_by_key(|other| (*other - day).num_days().abs())
    }
}
