//! The steps on the calendar that a phrase asks for. Months are clamped; nothing overflows.

use std::ops::RangeInclusive;

use chrono::{Datelike, Months, TimeDelta, Weekday};

use super::reader::{Edge, Lean, Miss, Reader};
use super::words::Unit;
use super::{Day, Quarter, quarter};

/// Far enough for any role, near enough to catch a slip of the finger in a year.
const YEARS: RangeInclusive<i32> = 1900..=2199;

/// The longest wait between two days of the same name: 29 February around a year like 2100.
const LONGEST_WAIT: i32 = 8;

impl Reader {
    pub(super) fn moved(self, way: Lean, count: u32, unit: Unit) -> Result<Day, Miss> {
        moved(self.today, way, count, unit).ok_or(Miss::OutOfRange)
    }

    /// Never today.
    pub(super) fn nearest_weekday(self, way: Lean, weekday: Weekday) -> Result<Day, Miss> {
        let today = self.today.weekday();
        let days = match way {
            Lean::Ahead => weekday.days_since(today),
            Lean::Back => today.days_since(weekday),
        };
        self.moved(way, if days == 0 { 7 } else { days }, Unit::Day)
    }

    pub(super) fn next_week(self, weekday: Weekday) -> Result<Day, Miss> {
        let monday = self.nearest_weekday(Lean::Ahead, Weekday::Mon)?;
        let days = weekday.num_days_from_monday();
        moved(monday, Lean::Ahead, days, Unit::Day).ok_or(Miss::OutOfRange)
    }

    /// The day of the nearest year that has it, in the direction of the phrase; today counts.
    pub(super) fn nearest(self, of_year: impl Fn(i32) -> Option<Day>) -> Result<Day, Miss> {
        let mut wait = 0..=LONGEST_WAIT;
        let year = self.today.year();
        match self.lean {
            Lean::Ahead => wait.find_map(|n| of_year(year + n).filter(|day| *day >= self.today)),
            Lean::Back => wait.find_map(|n| of_year(year - n).filter(|day| *day <= self.today)),
        }
        .ok_or(Miss::NoSuchDay)
    }

    /// "The 31st": of the nearest month that has one.
    pub(super) fn nearest_month_with(self, day: u32) -> Result<Day, Miss> {
        let in_month = |n| {
            let found = moved(self.today, self.lean, n, Unit::Month)?.with_day(day)?;
            let come = match self.lean {
                Lean::Ahead => found >= self.today,
                Lean::Back => found <= self.today,
            };
            come.then_some(found)
        };
        (0..=2).find_map(in_month).ok_or(Miss::NoSuchDay)
    }

    /// The first or last day of the unit in which a day lies.
    pub(super) fn edge(self, day: Day, unit: Unit) -> Result<Day, Miss> {
        let first = match unit {
            Unit::Day => Some(day),
            Unit::Week => moved(
                day,
                Lean::Back,
                day.weekday().num_days_from_monday(),
                Unit::Day,
            ),
            Unit::Month => day.with_day(1),
            Unit::Quarter => Some(quarter(day).first()),
            Unit::Year => day.with_day(1).and_then(|day| day.with_month(1)),
        };
        match self.edge {
            Edge::First => first,
            Edge::Last => first
                .and_then(|first| moved(first, Lean::Ahead, 1, unit))
                .and_then(|next| next.pred_opt()),
        }
        .ok_or(Miss::OutOfRange)
    }
}

/// Months, quarters and years are clamped to the end of a shorter month.
fn moved(day: Day, way: Lean, count: u32, unit: Unit) -> Option<Day> {
    let months = match unit {
        Unit::Day | Unit::Week => {
            let length = if unit == Unit::Day { 1 } else { 7 };
            let days = TimeDelta::try_days(i64::from(count) * length)?;
            return match way {
                Lean::Ahead => day.checked_add_signed(days),
                Lean::Back => day.checked_sub_signed(days),
            };
        }
        Unit::Month => 1,
        Unit::Quarter => 3,
        Unit::Year => 12,
    };
    let months = Months::new(count.checked_mul(months)?);
    match way {
        Lean::Ahead => day.checked_add_months(months),
        Lean::Back => day.checked_sub_months(months),
    }
}

pub(super) fn within_years(day: Day) -> Result<Day, Miss> {
    if YEARS.contains(&day.year()) {
        Ok(day)
    } else {
        Err(Miss::OutOfRange)
    }
}

/// As people write a year: four digits, or two for this century.
pub(super) fn full_year(year: u32) -> Result<i32, Miss> {
    let year = i32::try_from(year).map_err(|_| Miss::OutOfRange)?;
    match year {
        0..=99 => Ok(2000 + year),
        100..=999 => Err(Miss::NotUnderstood),
        _ if YEARS.contains(&year) => Ok(year),
        _ => Err(Miss::OutOfRange),
    }
}

pub(super) fn in_year(year: u32, month: u32, day: u32) -> Result<Day, Miss> {
    ymd(full_year(year)?, month, day).ok_or(Miss::NoSuchDay)
}

pub(super) fn ymd(year: i32, month: u32, day: u32) -> Option<Day> {
    Day::from_ymd_opt(year, month, day)
}

pub(super) fn of_quarter(year: i32, number: u32) -> Option<Day> {
    Quarter::new(year, number).map(Quarter::first)
}

/// Day first, unless only the other order can be meant.
pub(super) fn day_first(first: u32, second: u32) -> (u32, u32) {
    if second > 12 && first <= 12 {
        (second, first)
    } else {
        (first, second)
    }
}
