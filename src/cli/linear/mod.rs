//! The workbook line by line: a complete twin of the full screen for screen readers and pipes.

mod command;
mod ears;
mod hearing;
mod question;
mod slot;
mod walker;

use self::walker::Walker;
use super::{environment::Edge, failure::Failure, talk};
use crate::{
    journal::{Draft, Walk},
    workbook::{PURPOSE, Start, Workbook},
};

/// Walks on from there until the questions or the input end.
pub(super) fn answer(workbook: Workbook, edge: &Edge, start: Start) -> Result<(), Failure> {
    if workbook.journal.is_empty() && workbook.drafts.is_empty() {
        talk::say(PURPOSE);
    }
    Walker::new(workbook, edge, start)?.walk()
}

/// Takes one note, or goes on with one that was left.
pub(super) fn note(workbook: Workbook, edge: &Edge) -> Result<(), Failure> {
    let left = |draft: &&Draft| draft.prompt.is_empty() && draft.walk.is_nowhere();
    let draft = workbook.drafts.iter().find(left).cloned();
    let start = match draft {
        Some(draft) => Start::Resume(Box::new(draft)),
        None => Start::Walk(Walk::nowhere()),
    };
    Walker::new(workbook, edge, start)?.walk()
}
