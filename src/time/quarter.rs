//! Quarters of the calendar year.

use std::fmt;

use chrono::{Datelike, Months};

use super::Day;

/// A quarter of a calendar year. Shown as `2026-Q1`; ordered by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    /// Always the first day of January, April, July or October.
    first: Day,
}

/// The quarter that a day lies in.
pub fn quarter(day: Day) -> Quarter {
    let month = day.month0() / 3 * 3 + 1;
    let first = Day::from_ymd_opt(day.year(), month, 1).unwrap_or(Day::MIN);
    Quarter { first }
}

impl Quarter {
    /// A quarter by its year and its number; none unless the number is 1 to 4.
    pub fn new(year: i32, number: u32) -> Option<Self> {
        let month = number.checked_mul(3)?.checked_sub(2)?;
        Day::from_ymd_opt(year, month, 1).map(quarter)
    }

    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// 1 to 4.
    pub fn number(self) -> u32 {
        self.first.month0() / 3 + 1
    }

    pub fn first(self) -> Day {
        self.first
    }

    pub fn last(self) -> Day {
        self.first
            .checked_add_months(Months::new(3))
            .and_then(|next| next.pred_opt())
            .unwrap_or(Day::MAX)
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-Q{}", self.year(), self.number())
    }
}

/// Whether more than three calendar months lie between the two days.
/// Three months to the day are not yet older.
pub fn older_than_a_quarter(then: Day, today: Day) -> bool {
    then.checked_add_months(Months::new(3))
        .is_some_and(|later| later < today)
}
