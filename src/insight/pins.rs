//! Pins: answers to be looked at first next time.

use crate::{
    journal::{Entry, Fact, Journal, Stated},
    time::Moment,
};

/// Whether an answer is pinned, whichever of its forms is given.
pub fn is_pinned(journal: &Journal, entry: &Entry) -> bool {
    pin(journal, entry).is_some()
}

/// The same, where the pin was set at this moment or later: the end of a ritual that was begun
/// then leaves it.
pub fn is_pinned_since(journal: &Journal, entry: &Entry, began: Moment) -> bool {
    pin(journal, entry).is_some_and(|pin| pin.at >= began)
}

/// The answers that are pinned, in the order in which they were pinned for the first time.
pub fn pinned(journal: &Journal) -> impl Iterator<Item = &Entry> {
    let pins = journal.facts_of(Fact::Pin).filter(|pin| pin.value == true);
    pins.filter_map(|pin| journal.entry(&pin.key))
}

fn pin<'a>(journal: &'a Journal, entry: &Entry) -> Option<&'a Stated> {
    let first = journal.first(entry);
    let mut pins = journal.facts_of(Fact::Pin);
    pins.find(|pin| pin.key == first.id && pin.value == true)
}
