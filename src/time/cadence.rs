//! How often a day comes again.

use chrono::{Datelike, Months};
use serde::{Deserialize, Serialize};

use super::Day;

/// How often something comes again, counted from its first day.
///
/// A day that a month does not have is the last one it has; the next month is counted from the
/// first day again, so that 31 January leads to 28 February and to 31 March.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    Quarterly,
    Monthly,
    None,
}

impl Cadence {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Quarterly, Self::Monthly, Self::None];

    /// The id it has in files and for scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Quarterly => "quarterly",
            Self::Monthly => "monthly",
            Self::None => "none",
        }
    }

    /// The cadence with this id.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cadence| cadence.id() == id)
    }

    /// As it is said beside a day: "every quarter".
    pub fn words(self) -> &'static str {
        match self {
            Self::Quarterly => "every quarter",
            Self::Monthly => "every month",
            Self::None => "once",
        }
    }

    /// So many months lie between two of its days; none where it does not come again.
    pub fn months(self) -> Option<u32> {
        match self {
            Self::Quarterly => Some(3),
            Self::Monthly => Some(1),
            Self::None => None,
        }
    }

    /// The day after so many steps from the first; none beyond the calendar, and where it does
    /// not come again.
    pub fn nth(self, first: Day, steps: u32) -> Option<Day> {
        if steps == 0 {
            return Some(first);
        }
        let months = self.months()?.checked_mul(steps)?;
        first.checked_add_months(Months::new(months))
    }

    /// Its days from this one on, the earliest first.
    pub fn from(self, first: Day, from: Day) -> impl Iterator<Item = Day> {
        let steps = self.steps_before(first, from);
        let days = (steps..).map_while(move |steps| self.nth(first, steps));
        days.skip_while(move |day| *day < from)
    }

    /// The last of its days before this one; none where it had not begun.
    pub fn last_before(self, first: Day, before: Day) -> Option<Day> {
        let steps = self.steps_before(first, before);
        // A month is counted whole here, so the next step may lie before it too.
        let near = [steps + 1, steps].map(|steps| self.nth(first, steps));
        near.into_iter().flatten().find(|day| *day < before)
    }

    /// Whether each of its days has the number of the first.
    pub fn keeps_its_number(self, first: Day) -> bool {
        let Some(months) = self.months() else {
            return true;
        };
        // Every month of a year that has no 29 February is among those of four years.
        let days = (0..48 / months).map_while(|steps| self.nth(first, steps));
        days.into_iter().all(|day| day.day() == first.day())
    }

    /// So many steps surely lead to no day later than this one, and one more at least to its
    /// month.
    fn steps_before(self, first: Day, day: Day) -> u32 {
        let count = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month0());
        let between = count(day) - count(first) - 1;
        let step = i64::from(self.months().unwrap_or(u32::MAX));
        u32::try_from(between.max(0) / step).unwrap_or(0)
    }
}
