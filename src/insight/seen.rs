//! What of an entry may be seen on a day.

use std::collections::HashSet;

use super::forecasts::Expected;
use crate::{
    journal::{Entry, Journal, ME, Mark},
    time::{Day, say::plain},
};

/// Why the words of an entry, and what its mark says, are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// It is a letter to oneself, sealed until this day.
    Letter(Day),
    /// It is a forecast whose day has come, and what happened is not written yet.
    Forecast,
}

impl Hidden {
    /// What is said in the place of the words.
    pub fn says(self) -> String {
        match self {
            Self::Letter(day) => format!("A letter to yourself, sealed until {}.", plain(day)),
            Self::Forecast => "A forecast, shown again once what happened is written.".to_owned(),
        }
    }
}

/// Why an entry is not shown on this day; nothing where it may be seen. It is the same for an
/// entry and its corrections.
pub fn hidden(journal: &Journal, entry: &Entry, today: Day) -> Option<Hidden> {
    if let Some(day) = journal.sealed(entry, today) {
        return Some(Hidden::Letter(day));
    }
    // A note that came home speaks of words, and quotes them: it is shown when they are.
    if matches!(entry.mark, Some(Mark::Note(_))) {
        let on = entry.answers.as_ref().and_then(|on| journal.entry(on));
        let on = on.filter(|on| !matches!(on.mark, Some(Mark::Note(_))));
        return on.and_then(|on| hidden(journal, on, today));
    }
    // What nobody corrected is no forecast unless it is one itself.
    let is = |entry: &Entry| matches!(entry.mark, Some(Mark::Forecast(_)));
    let may_be = is(entry) || entry.revises.is_some() || journal.correction(&entry.id).is_some();
    if entry.author != ME || !may_be || !journal.forms(entry).any(is) {
        return None;
    }
    let expected = Expected::of(journal, journal.first(entry));
    let waits = expected.is_due(today) && !expected.is_revealed();
    waits.then_some(Hidden::Forecast)
}

/// The positions of all entries that are not shown on this day.
pub fn all_hidden(journal: &Journal, today: Day) -> HashSet<usize> {
    let at = journal.letters().iter().chain(journal.forecasts());
    let entries = at.filter_map(|at| journal.at(*at));
    let hidden = entries.filter(|entry| hidden(journal, entry, today).is_some());
    let forms = hidden.flat_map(|entry| journal.forms(entry));
    let is_note = |said: &&Entry| matches!(said.mark, Some(Mark::Note(_)));
    let with_notes = forms.flat_map(|form| {
        let notes = journal.about(&form.id).filter(is_note);
        std::iter::once(form).chain(notes)
    });
    with_notes
        .filter_map(|form| journal.position(&form.id))
        .collect()
}
