//! What says how a journal is protected, where the journal has lost it and a backup has it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::Disk;
use super::error::StoreError;
use super::{Archive, Keys, Part, Protection, Store, home, protection};

/// What comes back before everything else, since it decides in what form the rest does.
pub(super) struct Lost {
    /// How the journal is protected once this is back.
    pub(super) protection: Protection,
    /// Whether the label comes back.
    pub(super) label: bool,
    /// The ids of the keys that come back.
    pub(super) keys: BTreeSet<String>,
}

/// How the words of a journal lie, as their names say.
struct Words {
    sealed: bool,
    plain: bool,
}

impl Store {
    /// How a journal is protected once what it has lost of that is back from a backup. Nothing is
    /// changed.
    ///
    /// # Errors
    /// As [`protection`].
    pub fn protection_with(
        disk: Arc<dyn Disk>,
        home: impl Into<PathBuf>,
        archive: &Archive,
    ) -> Result<Protection, StoreError> {
        let store = Self::new(disk, home.into(), Keys::default());
        store.lost(archive).map(|lost| lost.protection)
    }

    /// What of its protection is lost here and lies in this backup. A label comes back where none
    /// is and it fits what is there; a key, where the label names it or everything is sealed and
    /// no key is left.
    pub(super) fn lost(&self, archive: &Archive) -> Result<Lost, StoreError> {
        let mut here = protection(&*self.disk, &self.home)?;
        let theirs = archive.protection();
        let words = self.words();
        let keyless = here.identities.is_empty();
        let shut = keyless && words.sealed && !words.plain;
        let has = |keys: &Protection, id: &String| keys.identities.iter().any(|(key, _)| key == id);
        let fits = match (&theirs.key, theirs.locked) {
            (Some(key), true) => has(&here, key) || shut && has(&theirs, key),
            (None, true) => false,
            (_, false) => keyless && !words.sealed,
        };
        let no_label = self.look(Path::new(home::LABEL))?.is_none();
        let label = no_label && fits && archive.journal().is_some();
        if label {
            here.journal.clone_from(&theirs.journal);
            here.key.clone_from(&theirs.key);
            here.locked = theirs.locked;
        }
        // An older label that was brought back, or a damaged one, names no key.
        let unnamed = here.key.is_none() && shut && (no_label || self.lacks_its_key());
        let comes = |id: &String| unnamed || here.key.as_ref() == Some(id);
        let mut keys = BTreeSet::new();
        let mut identities = here.identities.clone();
        for (id, bytes) in theirs.identities {
            let known = identities.iter().any(|(known, _)| *known == id);
            if !known && comes(&id) {
                keys.insert(id.clone());
                identities.push((id, bytes));
            }
        }
        here.identities = identities;
        here.locked |= !keys.is_empty();
        Ok(Lost {
            protection: here,
            label,
            keys,
        })
    }

    fn words(&self) -> Words {
        let kept = |part| {
            matches!(
                part,
                Part::Session | Part::Draft | Part::Inbox | Part::Review
            )
        };
        let (files, _) = self.files(kept);
        let is_sealed = |path: &Path| path.extension().is_some_and(|end| end == "age");
        let sealed = files.iter().filter(|(_, path)| is_sealed(path)).count();
        Words {
            sealed: sealed > 0,
            plain: sealed < files.len(),
        }
    }
}
