use std::{io::ErrorKind, sync::Arc};

use super::{
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    key,
    personal::Shelf,
    talk,
};
use crate::{
    deck::Decks,
    journal::Ids,
    store::{
        Keys, Notice, Protection, Shortcut, Store,
        disk::{Disk, RealDisk},
        home,
    },
    workbook::{Opening, Workbook, locking},
};

/// Opens the journal with these decks; it is made if there is none. Where it is locked, whoever is
/// there is asked for the passphrase.
pub(super) fn open(edge: &Edge, folders: &Folders, decks: Decks) -> Result<Workbook, Failure> {
    open_with(edge, folders, decks, key::keys(edge, folders)?)
}

/// Opens the journal with what is at hand for it.
pub(super) fn open_with(
    edge: &Edge,
    folders: &Folders,
    decks: Decks,
    mut keys: Keys,
) -> Result<Workbook, Failure> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let shortcut = Shortcut::take(&disk, &folders.config, &mut keys);
    let home = folders.journal.clone();
    let what = format!("The journal in {} cannot be opened", home.display());
    let opening = Opening {
        disk: Arc::clone(&disk),
        home,
        decks,
        ids: Ids::new(edge.seed),
        keys,
    };
    let mut workbook = Workbook::open(opening).map_err(|error| {
        let failure = Failure::store(&what, &error);
        let hint = if failure.kind == Kind::Busy {
            "Nothing was read, and nothing was kept. Try again in a moment."
        } else {
            "Nothing was changed. Another folder can be named with --home DIR."
        };
        failure.hint(hint)
    })?;
    if let Some(shortcut) = shortcut.filter(|_| workbook.store().writable()) {
        shortcut.note();
    }
    let agrees = locking::agree(&disk, &folders.config, &workbook.store());
    workbook.notices.extend(agrees);
    workbook.person = Edge::person();
    Ok(workbook)
}

/// How the journal is protected.
pub(super) fn protected(folders: &Folders) -> Result<Protection, Failure> {
    key::protection(folders)
}

/// Looks at the journal as it lies, and changes nothing.
pub(super) fn look(folders: &Folders, keys: Keys) -> Result<(Store, Vec<Notice>), Failure> {
    let home = folders.journal.clone();
    let what = format!("The journal in {} cannot be looked at", home.display());
    Store::inspect(Arc::new(RealDisk), home, keys)
        .map_err(|error| Failure::store(&what, &error).hint("Nothing was read or changed."))
}

/// Opens the journal for somebody who writes in it.
pub(super) fn to_write(edge: &Edge, folders: &Folders, shelf: Shelf) -> Result<Workbook, Failure> {
    let mut workbook = open(edge, folders, shelf.decks)?;
    if let Some(why) = &workbook.reading_only {
        let kind = if workbook.locked {
            Kind::Locked
        } else {
            Kind::Failed
        };
        return Err(Failure::new(kind, format!("{why} Nothing was kept.")));
    }
    workbook.notices.extend(shelf.problems);
    Ok(workbook)
}

/// Opens the journal for somebody who only looks; none where there is none yet, and none is made.
pub(super) fn to_read(
    edge: &Edge,
    folders: &Folders,
    decks: Decks,
) -> Result<Option<Workbook>, Failure> {
    if is_missing(folders) {
        return Ok(None);
    }
    open(edge, folders, decks).map(Some)
}

/// Whether there is no journal yet.
pub(super) fn is_missing(folders: &Folders) -> bool {
    let missing = |name: &str| {
        let found = RealDisk.look(&folders.journal.join(name));
        found.is_err_and(|error| error.kind() == ErrorKind::NotFound)
    };
    missing(home::LABEL) && missing(home::SESSIONS)
}

/// Opens the journal for somebody who only counts in it; none where it is locked, since nobody
/// should be asked for a passphrase for that.
pub(super) fn to_count(
    edge: &Edge,
    folders: &Folders,
    decks: Decks,
) -> Result<Option<Workbook>, Failure> {
    if edge.passphrase_fd.is_none() && key::protection(folders)?.locked {
        talk::say("The journal is locked, so nothing is counted in it.");
        return Ok(None);
    }
    to_read(edge, folders, decks)
}

/// Says what was found in the journal. Damage is a failure of its kind, once everything that can
/// be read has been given.
pub(super) fn say_found(workbook: Option<&Workbook>) -> Result<(), Failure> {
    let Some(workbook) = workbook else {
        return Ok(());
    };
    for notice in &workbook.notices {
        talk::say(notice);
    }
    if workbook.locked {
        return Err(Failure::new(Kind::Locked, "What is locked was not read."));
    }
    if workbook.damaged {
        return Err(Failure::new(Kind::Damaged, "The rest was read."));
    }
    Ok(())
}
