use std::{path::Path, sync::Arc};

use super::{Site, every, said::DISAGREED};
use crate::{
    seal::{Key, Public, Seal},
    store::{Job, Recipient, Store, StoreError, disk::Disk},
};

/// Notes what words are sealed to while the journal is locked, where no synchronizer reaches.
pub(super) fn remember(site: &Site, job: &Job, key: &Key) -> Result<(), StoreError> {
    match site.recipient(job.store().id()) {
        Some(recipient) => recipient.write(key),
        None => Ok(()),
    }
}

/// Looks, with the journal open, whether this machine's copy of its keys agrees; it is put right.
/// Says so where somebody else could have read what was sealed to it.
pub fn agree(disk: &Arc<dyn Disk>, config: &Path, store: &Store) -> Option<String> {
    let recipient = Recipient::of(Arc::clone(disk), config, store.id())?;
    if !store.writable() {
        return None;
    }
    recipient.sweep();
    let Seal::Locked { key, .. } = store.seal() else {
        return None;
    };
    let own = Recipient::noted(key);
    let agrees = |known: &Result<Option<Vec<Public>>, StoreError>| matches!(known, Ok(Some(known)) if *known == own);
    let known = recipient.read();
    if agrees(&known) {
        return None;
    }
    // What the label names is what the journal is sealed to, on whichever machine.
    let found = store.protection().ok()?;
    if found.names_its_key() && found.key != store.keys().id {
        return None;
    }
    // Where only some of its own keys were noted, nobody else could read anything: the key from
    // before among them, where a change of it was cut off.
    let every: Vec<Public> = every(&store.keys())
        .iter()
        .flat_map(Recipient::noted)
        .collect();
    let harmless = match &known {
        Ok(known) => known.iter().flatten().all(|key| every.contains(key)),
        Err(_) => false,
    };
    match recipient.write(key) {
        Ok(()) if harmless => None,
        Ok(()) => Some(DISAGREED.to_owned()),
        // Another window has just done it.
        Err(_) if agrees(&recipient.read()) => None,
        Err(error) => Some(format!(
            "Until this journal is unlocked nothing can be added to it: its key could not be \
             noted beside the settings, {error}."
        )),
    }
}
