//! One side of a comparison.

use super::Point;
use crate::{
    journal::{Entry, Journal, Mark},
    text,
    time::Day,
};

/// So many corrections of one answer are followed: a file edited by hand could make a ring of
/// them.
pub(super) const CORRECTED: usize = 1000;

/// The answer with this id, or the one that this id corrects or speaks about.
pub fn answer<'a>(journal: &'a Journal, id: &str) -> Option<Point<'a>> {
    let mut first = journal.entry(id)?;
    for _ in 0..CORRECTED {
        let spoken_about = || journal.entry(first.answers.as_ref()?);
        match journal.corrects(first).or_else(spoken_about) {
            Some(earlier) => first = earlier,
            None => break,
        }
    }
    let now = journal.current(first);
    Some(Point { first, now })
}

/// The day until which none of an answer's words is shown, as a letter or a correction of one.
pub fn sealed(journal: &Journal, point: Point<'_>, today: Day) -> Option<Day> {
    if journal.was_unsealed(&point.first.id) {
        return None;
    }
    let of = |entry: &Entry| journal.sealed(entry, today);
    of(point.first).or_else(|| of(point.now))
}

/// "27 words", "5 of 7", "3 lines": what an answer consists of.
pub fn extent(entry: &Entry) -> Vec<String> {
    let counted = |count: usize, one: &str, several: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {several}")),
    };
    let mark = match &entry.mark {
        Some(Mark::Rating(point)) => Some(format!("{point} of 7")),
        Some(Mark::Choices(ids)) => counted(ids.len(), "option", "options"),
        Some(Mark::Lines(lines)) => counted(lines.len(), "line", "lines"),
        Some(Mark::People(people)) => counted(people.len(), "role", "roles"),
        _ => None,
    };
    let words = counted(text::words(&entry.words), "word", "words");
    words.into_iter().chain(mark).collect()
}
