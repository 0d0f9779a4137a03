//! What the writer, or somebody else, said about an answer later.

use super::{Point, sides::CORRECTED};
use crate::journal::{Entry, Journal, ME, Mark, Verdict};

/// So far apart, the two marks may have been set by two yardsticks.
const MOVED: u8 = 2;

/// Everything said about an answer, oldest first: about the answer as it was first given, and
/// about its corrections. What was corrected stands as it is now, at its first place and date.
pub fn said_about<'a>(journal: &'a Journal, answer: &'a Entry) -> Vec<Point<'a>> {
    let mut said: Vec<&Entry> = journal.about(&answer.id).collect();
    let mut version = answer;
    for _ in 0..CORRECTED {
        match journal.correction(&version.id) {
            Some(later) if later.id != answer.id => version = later,
            _ => break,
        }
        said.extend(journal.about(&version.id));
    }
    said.retain(|entry| journal.corrects(entry).is_none());
    said.sort_by_key(|entry| journal.position(&entry.id));
    let point = |first: &'a Entry| Point {
        first,
        now: journal.current(first),
    };
    said.into_iter().map(point).collect()
}

/// The verdict that holds: the last one the writer gave.
pub fn verdict<'a>(said: &[Point<'a>]) -> Option<(Point<'a>, &'a Verdict)> {
    let mut verdicts = said.iter().filter(|point| point.first.author == ME).rev();
    verdicts.find_map(|point| match &point.now.mark {
        Some(Mark::Verdict(verdict)) => Some((*point, verdict)),
        _ => None,
    })
}

/// Where the writer put the old mark later, knowing what they knew by then: the last such mark,
/// in words, and whether it is far from the one given then.
pub fn from_now(said: &[Point<'_>], then: &Entry) -> Vec<String> {
    let mark = said.iter().rev().find_map(|point| match point.now.mark {
        Some(Mark::Rating(mark)) if point.first.author == ME => Some(mark),
        _ => None,
    });
    let (Some(mark), Some(Mark::Rating(old))) = (mark, &then.mark) else {
        return Vec::new();
    };
    let mut facts = vec![format!("How you see then, from now: {mark}.")];
    if mark.abs_diff(*old) >= MOVED {
        facts.push("Your yardstick may have moved.".to_owned());
    }
    facts
}
