//! One side of a comparison.

use super::Point;
use crate::{
    insight::told::answer,
    journal::{Entry, Journal, Mark},
    text,
};

/// Said where one of two answers is somebody else's: nobody is compared with anybody.
pub const NOT_YOURS: &str = "Your own answers are laid side by side, and nobody else's.";

/// The answers that entries with these ids are, correct, or speak about; none where the journal
/// does not hold the first of them.
///
/// # Errors
/// [`NOT_YOURS`] where one of them is somebody else's.
pub fn sides<'a>(
    journal: &'a Journal,
    then: &str,
    now: Option<&str>,
) -> Result<Option<(Point<'a>, Option<Point<'a>>)>, &'static str> {
    let find = |id: &str| Some(answer(journal, journal.entry(id)?));
    let (then, now) = (find(then), now.and_then(find));
    if [then, now].iter().flatten().any(|point| !point.is_own()) {
        return Err(NOT_YOURS);
    }
    Ok(then.map(|then| (then, now)))
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
