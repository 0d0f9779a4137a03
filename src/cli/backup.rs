use std::path::Path;

use super::{
    environment::Edge,
    failure::{Failure, Kind},
    key, open, print, talk,
};
use crate::{
    seal::SealError,
    store::{
        Backed, Keys, Notice, Protection, Reason, Request, Store, StoreError, Why, disk::real_path,
    },
    text::shown_text,
    workbook::keeping::{count, kinds, rule, size},
};

/// Makes a backup, prints where it lies, and says what was kept and removed.
pub(super) fn run(dir: Option<&Path>, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let protection = open::protected(&folders)?;
    let request = Request {
        reason: Reason::Asked,
        at: edge.clock.now(),
        folder: dir,
        keys: None,
    };
    let what = "No backup was made";
    let failed = |error: StoreError| {
        let safe = "The journal was not changed, and no backup was removed.";
        let folder = dir.filter(|dir| error.path.starts_with(dir));
        match (folder, &error.why) {
            (Some(dir), Why::Missing) => {
                Failure::failed(format!("{what}: there is no folder {}.", dir.display()))
            }
            (Some(dir), Why::NotAFolder) => {
                Failure::failed(format!("{what}: {} is not a folder.", dir.display()))
            }
            _ => Failure::store(what, &error),
        }
        .hint(safe)
    };
    // What is sealed is copied as it lies, so that it takes no passphrase; one that is given all
    // the same is the right one.
    let keys = match edge.passphrase_fd {
        Some(_) => key::keys(edge, &folders)?,
        None => Keys::default(),
    };
    let (store, notices) = open::look(&folders, keys)?;
    if !store.is_there() {
        let home = folders.journal.display();
        let cause = format!("There is no journal in {home} yet. {what}.");
        return Err(Failure::new(Kind::NotFound, cause));
    }
    let backed = match store.backup(&request) {
        Err(error) if error.why == Why::Sealed(SealError::Sealed) => {
            // Not every file is sealed yet, and in a backup every one is.
            let (store, _) = open::look(&folders, key::keys(edge, &folders)?)?;
            store.backup(&request).map_err(failed)?
        }
        other => other.map_err(failed)?,
    };
    let place = match dir {
        Some(_) => backed.path.clone(),
        None => folders.journal.join(&backed.path),
    };
    print::out(|out| writeln!(out, "{}", shown_text(&real_path(&place).to_string_lossy())))?;
    say(&backed, protection.locked, dir.is_some());
    for left in notices.iter().chain(&backed.left) {
        if !matches!(left, Notice::Locked) {
            talk::say(&left.to_string());
        }
    }
    if is_keyless(&store, &protection) {
        let cause = "The key of this journal is not in identities/, and so it is not in the \
             backup: the key on paper opens it, and the passphrase does not.";
        return Err(Failure::new(Kind::Damaged, cause)
            .hint("A synchronizer may be bringing it; then make another one."));
    }
    if backed.left.is_empty() {
        return Ok(());
    }
    let cause = "That is not in the backup; everything else is.";
    Err(Failure::new(Kind::Damaged, cause))
}

/// Whether sealed files lie there without the key that opens them.
fn is_keyless(store: &Store, protection: &Protection) -> bool {
    let ids = &protection.identities;
    let has_key = match &protection.key {
        Some(key) => ids.iter().any(|(id, _)| id == key),
        None => !ids.is_empty(),
    };
    (protection.locked || store.forms().0 > 0) && !has_key
}

fn say(backed: &Backed, locked: bool, elsewhere: bool) {
    let files = count(backed.files, "file", "files");
    let form = if locked {
        "sealed as the journal is"
    } else {
        "not sealed, as the journal is not"
    };
    let bytes = size(backed.bytes);
    talk::say(&format!(
        "{files}, {bytes}, {form}. It was read back and is whole; `tar xf` opens it without \
         Rolebook."
    ));
    for gone in &backed.removed {
        talk::say(&format!("Removed: {}.", gone.display()));
    }
    if elsewhere {
        return;
    }
    let (automatic, asked) = backed.kept;
    if automatic + asked > 0 {
        let kinds = kinds(automatic, asked);
        talk::say(&format!("Others in backups/: {kinds}. {}", rule()));
    }
}
