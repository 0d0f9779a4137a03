//! Pinning answers until the next roundtable closes.

use serde_json::Value;

use super::{Deed, Workbook};
use crate::{
    insight::{pins::is_pinned, seen::hidden},
    journal::{Entry, Fact},
    time::Day,
};

impl Workbook {
    /// What pins an answer of the writer, or takes the pin out; or why it cannot be pinned.
    pub fn pin(&self, entry: &str, today: Day) -> Result<Deed, String> {
        let first = self.journal.entry(entry).and_then(|entry| {
            let first = self.journal.own(self.journal.first(entry))?;
            (first.answers.is_none() && first.asked.is_some()).then_some(first)
        });
        let Some(first) = first else {
            return Err("Only an answer of your own can be pinned.".to_owned());
        };
        match hidden(&self.journal, first, today) {
            Some(hidden) => Err(hidden.says()),
            None => Ok(Deed::pin(first, !is_pinned(&self.journal, first))),
        }
    }
}

impl Deed {
    /// Pins an answer, or takes the pin out.
    pub fn pin(first: &Entry, pinned: bool) -> Self {
        Self::State {
            fact: Fact::Pin,
            key: first.id.clone(),
            value: Value::Bool(pinned),
        }
    }
}
