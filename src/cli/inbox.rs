use std::sync::Arc;

use super::{
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    outside, print, talk,
};
use crate::{
    journal::{Draft, FORMAT, Ids, Walk},
    seal::Public,
    store::{self, Letterbox, StoreError, Why, disk::RealDisk},
    workbook::{Given, letter_for_inbox},
};

const WAITS: &str = "The journal is locked: your words are sealed and wait in its inbox. They count \
    once it is unlocked and you have taken them in.";

/// The id of the journal, where it is locked and words given now can only wait.
pub(super) fn locked(edge: &Edge, folders: &Folders) -> Result<Option<String>, Failure> {
    if edge.passphrase_fd.is_some() {
        // Whoever gives the passphrase wants the journal itself.
        return Ok(None);
    }
    let protection = store::protection(&RealDisk, &folders.journal);
    let protection =
        protection.map_err(|error| Failure::store("The journal cannot be opened", &error))?;
    Ok(protection
        .journal
        .filter(|id| protection.locked && !id.is_empty()))
}

/// Leaves words in the inbox of a locked journal, and prints the id they will have. `question` is
/// empty for a note.
pub(super) fn leave(
    edge: &Edge,
    folders: &Folders,
    journal: &str,
    walk: Walk,
    question: &str,
    given: Given,
) -> Result<(), Failure> {
    let failed = |error: StoreError| {
        let failure = Failure::store("Not kept", &error);
        if error.why == Why::Busy {
            failure.hint("Try again in a moment.")
        } else {
            failure
        }
    };
    // Held before the key is looked up: a job that changes it waits, or has come before.
    let letterbox = Letterbox::hold(Arc::new(RealDisk), folders.journal.clone());
    let letterbox = letterbox.map_err(failed)?;
    let recipients = recipients(folders, journal)?;
    let mut ids = Ids::new(edge.seed);
    let draft = Draft {
        format: FORMAT,
        id: ids.entry(),
        at: edge.clock.now(),
        entry: ids.entry(),
        session: None,
        prompt: walk.current().unwrap_or_default().to_owned(),
        walk,
        question: question.to_owned(),
        texts: given.texts,
        picked: given.picked,
        focus: 0,
        cursor: 0,
        aside: Vec::new(),
        revises: None,
    };
    let sealed = letter_for_inbox(&draft, &recipients)
        .map_err(|error| Failure::failed(format!("Nothing was kept: {error}.")))?;
    letterbox.leave(&draft.id, &sealed).map_err(failed)?;
    talk::say(WAITS);
    print::out(|out| writeln!(out, "{}", draft.entry))
}

/// The keys that words for this journal are sealed to while nobody has opened it: a copy beside
/// the settings, where no synchronizer brings another one.
fn recipients(folders: &Folders, journal: &str) -> Result<Vec<Public>, Failure> {
    let path = folders.config.join("recipients").join(journal);
    let locked = |cause: &str| {
        Failure::new(Kind::Locked, format!("The journal is locked. {cause}"))
            .hint("Unlock it once on this machine. Nothing was kept.")
    };
    let text = match outside::text(&path) {
        None => {
            return Err(locked(
                "Nothing on this machine says to which key words for it are sealed.",
            ));
        }
        Some(Err(problem)) => return Err(locked(&problem)),
        Some(Ok(text)) => text,
    };
    let keys = text.lines().filter(|line| !line.trim().is_empty());
    let keys: Result<Vec<Public>, _> = keys.map(str::parse).collect();
    keys.ok()
        .filter(|keys| !keys.is_empty())
        .ok_or_else(|| locked(&format!("{} holds no key.", path.display())))
}
