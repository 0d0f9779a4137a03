//! Roundtables: when the next one is, and who sits there.

use serde::{Deserialize, Serialize};

use crate::{
    journal::{Fact, Journal},
    time::Day,
};

/// A roundtable as it was stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roundtable {
    /// The key of its fact.
    #[serde(skip)]
    pub id: String,
    pub name: String,
    /// A day on which it takes place, from which its cadence counts.
    pub date: Day,
    pub cadence: Cadence,
    /// Who sits there, by role names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who: Vec<String>,
}

/// How often it comes again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    Quarterly,
    Monthly,
    None,
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

impl Roundtable {
    /// The first day on which it takes place from `from` on; none where it does not come again.
    pub fn next(&self, from: Day) -> Option<Day> {
        (self.date >= from).then_some(self.date)
    }
}

/// The roundtable that comes first from this day on, and its day.
pub fn next(journal: &Journal, today: Day) -> Option<(Roundtable, Day)> {
    let stated = roundtables(journal).into_iter();
    let coming = stated.filter_map(|one| Some((one.next(today)?, one)));
    let (day, one) = coming.min_by_key(|(day, _)| *day)?;
    Some((one, day))
}
