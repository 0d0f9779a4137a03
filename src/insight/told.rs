//! What was said about an entry later, and how often it was corrected.

use super::thread::Point;
use crate::journal::{Entry, Journal, ME};

/// The entry whose place this one takes: what it corrects, or itself.
pub fn first<'a>(journal: &'a Journal, entry: &'a Entry) -> &'a Entry {
    let mut seen = vec![entry];
    let mut first = entry;
    while let Some(earlier) = journal.corrects(first) {
        // A file edited by hand could make a ring of corrections.
        if seen.iter().any(|known| known.id == earlier.id) {
            break;
        }
        seen.push(earlier);
        first = earlier;
    }
    first
}

/// What the writer said about an entry and its corrections, in the journal's order; corrections
/// stand in the place of what they correct.
pub fn told<'a>(journal: &'a Journal, about: &'a Entry) -> Vec<Point<'a>> {
    let mut forms = vec![about];
    while let Some(later) = forms.last().and_then(|form| journal.correction(&form.id)) {
        if forms.iter().any(|known| known.id == later.id) {
            break;
        }
        forms.push(later);
    }
    let said = forms.iter().flat_map(|form| journal.about(&form.id));
    let said = said.filter(|entry| entry.author == ME && journal.corrects(entry).is_none());
    let mut told: Vec<Point<'a>> = said
        .map(|first| Point {
            first,
            now: journal.current(first),
        })
        .collect();
    told.sort_by_key(|point| journal.position(&point.first.id));
    told
}
