//! What was said about an entry later.

use super::thread::Point;
use crate::journal::{Entry, Journal};

/// The answer that an entry is, corrects, or speaks about, at its place.
pub fn answer<'a>(journal: &'a Journal, entry: &'a Entry) -> Point<'a> {
    let spoken_about = |first: &Entry| journal.entry(first.answers.as_ref()?);
    let mut first = journal.first(entry);
    let mut seen = vec![first];
    while let Some(about) = spoken_about(first).map(|about| journal.first(about)) {
        // A file edited by hand could make entries that speak about each other.
        if seen.iter().any(|known| known.id == about.id) {
            break;
        }
        first = about;
        seen.push(first);
    }
    Point::of(journal, first)
}

/// Everything said about an entry, by whomever, whichever of its forms it was said about, in the
/// journal's order; corrections stand in the place of what they correct.
pub fn about<'a>(journal: &'a Journal, entry: &'a Entry) -> Vec<Point<'a>> {
    let said = journal
        .forms(entry)
        .flat_map(|form| journal.about(&form.id));
    let firsts = said.filter(|entry| journal.corrects(entry).is_none());
    let mut about: Vec<Point<'a>> = firsts.map(|first| Point::of(journal, first)).collect();
    about.sort_by_key(|point| journal.position(&point.first.id));
    about
}

/// What the writer said about it.
pub fn told<'a>(journal: &'a Journal, entry: &'a Entry) -> Vec<Point<'a>> {
    let mut told = about(journal, entry);
    told.retain(Point::is_own);
    told
}
