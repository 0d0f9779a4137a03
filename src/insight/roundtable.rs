//! Roundtables: when the next one is, and who sits there.

use chrono::{Months, TimeDelta};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    journal::{Fact, Journal},
    time::{Day, say::relative},
};

pub use crate::time::Cadence;

/// What is written so many days before a stated roundtable prepares it.
const PREPARED: TimeDelta = TimeDelta::days(14);

/// A roundtable as it was stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roundtable {
    /// The key of its fact; empty until it is stated.
    #[serde(skip)]
    pub id: String,
    pub name: String,
    /// The day from which its cadence counts.
    pub date: Day,
    pub cadence: Cadence,
    /// Who sits there, by role names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<String>,
    /// The last day on which it took place before it was moved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Day>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// The roundtables that were stated and not dropped, in the order in which they were stated.
pub fn roundtables(journal: &Journal) -> Vec<Roundtable> {
    let stated = journal.facts_of(Fact::Roundtable);
    stated
        .filter_map(|stated| {
            let mut one: Roundtable = serde_json::from_value(stated.value.clone()).ok()?;
            one.id.clone_from(&stated.key);
            Some(one)
        })
        .collect()
}

/// The same with the day of each that comes next, the earliest first; those that do not come
/// again stand last.
pub fn coming(journal: &Journal, today: Day) -> Vec<(Roundtable, Option<Day>)> {
    let stated = roundtables(journal).into_iter();
    let mut coming: Vec<_> = stated
        .map(|one| {
            let next = one.next(today);
            (one, next)
        })
        .collect();
    coming.sort_by_key(|(_, next)| (next.is_none(), *next));
    coming
}

impl Roundtable {
    /// The first day on which it takes place from `from` on; none where it does not come again.
    pub fn next(&self, from: Day) -> Option<Day> {
        self.cadence.from(self.date, from).next()
    }

    /// The last day on which it took place before this one, as far as it was stated.
    pub fn last_before(&self, day: Day) -> Option<Day> {
        let moved = self.before.filter(|before| *before < day);
        self.cadence.last_before(self.date, day).max(moved)
    }

    /// The same roundtable from another day on. What took place until today is remembered.
    #[must_use]
    pub fn moved(self, date: Day, cadence: Cadence, today: Day) -> Self {
        let before = self.last_before(today);
        Self {
            date,
            cadence,
            before,
            ..self
        }
    }

    /// Whether it is called so; capitals make no difference.
    pub fn is_called(&self, name: &str) -> bool {
        self.name.trim().to_lowercase() == name.trim().to_lowercase()
    }

    /// What its fact says.
    pub fn value(&self) -> Value {
        serde_json::to_value(self).unwrap_or(Value::Null)
    }
}

/// The roundtable that comes first from this day on, and its day.
pub fn next(journal: &Journal, today: Day) -> Option<(Roundtable, Day)> {
    let first = coming(journal, today).into_iter().next();
    first.and_then(|(one, day)| Some((one, day?)))
}

/// "Your roundtable is in nine days." Nothing where none comes within its cadence; one without a
/// cadence is spoken of from a quarter before it on.
pub fn line(journal: &Journal, today: Day) -> Option<String> {
    let (one, day) = next(journal, today)?;
    let months = one.cadence.months().or(Cadence::Quarterly.months())?;
    let near = today.checked_add_months(Months::new(months))?;
    (day <= near).then(|| format!("Your roundtable is {}.", relative(day, today)))
}

/// The last day before this one on which a stated roundtable took place.
pub fn last_stated(journal: &Journal, today: Day) -> Option<Day> {
    let stated = roundtables(journal).into_iter();
    stated.filter_map(|one| one.last_before(today)).max()
}

/// The day of the stated roundtable that was prepared on this one, if one was.
pub(super) fn prepared_on(stated: &[Roundtable], day: Day) -> Option<Day> {
    let until = day.checked_add_signed(PREPARED)?;
    let next = stated.iter().filter_map(|one| one.next(day)).min();
    next.filter(|next| *next <= until)
}
