//! The workbook line by line: a complete twin of the full screen for screen readers and pipes.

mod command;
mod ears;
mod hearing;
mod inbox;
mod question;
mod review;
mod ritual;
mod slot;
mod stop;
mod walker;

use std::path::Path;

use self::{ears::Ears, walker::Walker};
use super::{answer::where_they_were, environment::Edge, failure::Failure, keep, talk};
use crate::{
    journal::{Draft, Form, Walk},
    store::Store,
    workbook::{PURPOSE, Start, Workbook, review::Review},
};

/// Walks on from there until the questions or the input end. `anew` is the form in which a ritual
/// is begun anew; without one it is the form of the walk.
pub(super) fn answer(
    workbook: Workbook,
    edge: &Edge,
    start: Start,
    anew: Option<Form>,
) -> Result<(), Failure> {
    say_first(&workbook);
    Walker::new(workbook, edge, start, listen()?, anew)?.walk()
}

/// What is said before anything is written: what this is, and that it can be locked.
fn say_first(workbook: &Workbook) {
    if !workbook.journal.is_empty() || !workbook.drafts.is_empty() {
        return;
    }
    talk::say(PURPOSE);
    if !workbook.is_sealed() && !workbook.made_up {
        talk::say(OFFER);
    }
}

const OFFER: &str = "Whoever opens the files can read them; `rolebook lock` locks them with a \
    passphrase, now or at any time.";

/// Goes on where they were; what waits in the inbox comes first.
pub(super) fn go_on(mut workbook: Workbook, edge: &Edge) -> Result<(), Failure> {
    let ears = listen()?;
    let offered = !workbook.inbox.is_empty();
    if !inbox::offer(&mut workbook, &ears, edge)? {
        keep::close(&mut workbook, edge.clock.now());
        return Ok(());
    }
    let start = where_they_were(&workbook, edge.clock.now());
    if start.is_err() && offered {
        keep::close(&mut workbook, edge.clock.now());
        talk::say("No question waits to be gone on with.");
        return Ok(());
    }
    say_first(&workbook);
    Walker::new(workbook, edge, start?, ears, None)?.walk()
}

fn listen() -> Result<Ears, Failure> {
    Ears::listen().map_err(|error| Failure::failed(format!("Nothing can be heard: {error}.")))
}

/// Takes one note, or goes on with one that was left.
pub(super) fn note(workbook: Workbook, edge: &Edge) -> Result<(), Failure> {
    let left = |draft: &&Draft| draft.prompt.is_empty() && draft.walk.is_nowhere();
    let draft = workbook.drafts.iter().find(left).cloned();
    let start = match draft {
        Some(draft) => Start::Resume(Box::new(draft)),
        None => Start::Walk(Walk::nowhere()),
    };
    Walker::new(workbook, edge, start, listen()?, None)?.walk()
}

/// Reads a hand-off out, and takes a coach's notes.
pub(super) fn review(
    review: Review,
    store: &Store,
    edge: &Edge,
    file: &Path,
) -> Result<(), Failure> {
    self::review::review(review, store, edge, file)
}
