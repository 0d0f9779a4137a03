use crate::{
    insight::seen::hidden,
    journal::{Entry, Journal},
    time::Day,
};

/// Whether an entry may go to a coach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    Goes,
    /// Only where that was said of it, by itself.
    Private,
    /// Somebody else's words, a letter that is sealed, a forecast to be checked first, or what was
    /// taken back.
    Never,
}

/// Whether an entry, at its place or as a correction, may go to a coach today.
pub fn fit(journal: &Journal, entry: &Entry, today: Day) -> Fit {
    let gone = |form: &Entry| journal.is_gone(&form.id);
    let own = journal.own(journal.first(entry)).is_some();
    if !own || journal.forms(entry).any(gone) || hidden(journal, entry, today).is_some() {
        return Fit::Never;
    }
    // What was private in any of its forms stays so.
    if journal.forms(entry).any(|form| form.private) {
        Fit::Private
    } else {
        Fit::Goes
    }
}
