use std::sync::Arc;

use super::{
    busy,
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    print, talk,
};
use crate::{
    journal::{Draft, FORMAT, Ids, Walk},
    seal::Public,
    store::{self, Letterbox, Recipient, StoreError, Why, disk::RealDisk},
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

/// Words that are given at once, as a draft: the entry has its id already. `question` is empty for
/// a note.
pub(super) fn draft(edge: &Edge, walk: Walk, question: &str, given: Given) -> Draft {
    let mut ids = Ids::new(edge.seed);
    Draft {
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
    }
}

/// Leaves words in the inbox of a locked journal, and prints the id they will have.
pub(super) fn leave(folders: &Folders, journal: &str, draft: &Draft) -> Result<(), Failure> {
    // Held before the key is looked up: a job that changes it waits, or has come before.
    let letterbox = match Letterbox::hold(Arc::new(RealDisk), folders.journal.clone()) {
        Err(error) if error.why == Why::Busy => return Err(busy::put_down(folders, draft)),
        held => held.map_err(|error| not_kept(&error))?,
    };
    let recipients = recipients(folders, journal)?;
    let sealed = letter_for_inbox(draft, &recipients)
        .map_err(|error| Failure::failed(format!("Nothing was kept: {error}.")))?;
    letterbox
        .leave(&draft.id, &sealed)
        .map_err(|error| not_kept(&error))?;
    talk::say(WAITS);
    print::out(|out| writeln!(out, "{}", draft.entry))
}

fn not_kept(error: &StoreError) -> Failure {
    Failure::store("Not kept", error).hint(
        "What you gave is not in the journal; give it again once that is mended. What was kept \
         before is as it was.",
    )
}

/// The keys that words for this journal are sealed to while nobody has opened it: a copy beside
/// the settings, where no synchronizer brings another one.
fn recipients(folders: &Folders, journal: &str) -> Result<Vec<Public>, Failure> {
    let locked = |cause: &str| {
        Failure::new(Kind::Locked, format!("The journal is locked. {cause}"))
            .hint("Unlock it once on this machine. Nothing was kept.")
    };
    let recipient = Recipient::of(Arc::new(RealDisk), &folders.config, journal);
    match recipient.map(|recipient| recipient.read()) {
        Some(Ok(Some(keys))) => Ok(keys),
        Some(Ok(None)) | None => Err(locked(
            "Nothing on this machine says to which key words for it are sealed.",
        )),
        Some(Err(error)) => {
            let path = folders.config.join(&error.path);
            let why = &error.why;
            Err(locked(&format!("{} was not read: {why}.", path.display())))
        }
    }
}
