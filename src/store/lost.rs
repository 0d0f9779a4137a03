//! What says how a journal is protected, where the journal has lost it and a backup has it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, Kind};
use super::error::{StoreError, Why};
use super::list::Found;
use super::{Archive, Keys, Part, Protection, Store, home, protection};
use crate::seal::{Key, Seal, SealError, holds_key, is_sealed};

/// What comes back before everything else, since it decides in what form the rest does.
pub(super) struct Lost {
    /// How the journal is protected once this is back.
    pub(super) protection: Protection,
    /// Whether the label comes back.
    pub(super) label: bool,
    /// The ids of the keys that come back.
    pub(super) keys: BTreeSet<String>,
    /// Why nothing of this backup may come into this home: the label is lost with every key, and
    /// the files that are sealed here are not known to be of the same journal.
    /// [`SealError::Sealed`] where a passphrase would tell, else [`Why::KeyMissing`].
    pub(super) refused: Option<Why>,
}

/// Whether a backup has the key of what is sealed in a home.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fit {
    Yes,
    No,
    /// None of its keys is open.
    Untold,
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
        store.lost(archive, None).map(|lost| lost.protection)
    }

    /// What of its protection is lost here and lies in this backup. A label comes back where none
    /// is and it fits what is there; a key, where the label names it or where none is left and it
    /// opens something that is sealed here. `opens` is what was opened so far; without it all that
    /// may come back is taken to.
    pub(super) fn lost(
        &self,
        archive: &Archive,
        opens: Option<[&Seal; 2]>,
    ) -> Result<Lost, StoreError> {
        let mut here = protection(&*self.disk, &self.home)?;
        let theirs = archive.protection();
        let sealed = self.has_sealed_words();
        let keyless = here.identities.is_empty();
        let no_label = self.look(Path::new(home::LABEL))?.is_none();
        // An older label that was brought back, or a damaged one, names no key.
        let unnamed = here.key.is_none() && keyless && sealed;
        let fit = if sealed && (no_label || unnamed) {
            self.fit(archive, &opens.unwrap_or([&Seal::Plain; 2]))
        } else {
            Fit::Untold
        };
        let is_proven = fit == Fit::Yes || fit == Fit::Untold && opens.is_none();
        let comes_unnamed = unnamed && is_proven && !theirs.identities.is_empty();
        let has = |keys: &Protection, id: &String| keys.identities.iter().any(|(key, _)| key == id);
        let fits = match (&theirs.key, theirs.locked) {
            (Some(key), true) if has(&here, key) => !sealed || fit != Fit::No,
            (Some(key), true) => comes_unnamed && has(&theirs, key),
            (None, true) => false,
            (_, false) => keyless && !sealed,
        };
        let label = no_label && fits && archive.journal().is_some();
        if label {
            here.journal.clone_from(&theirs.journal);
            here.key.clone_from(&theirs.key);
            here.locked = theirs.locked;
        }
        let refused =
            (unnamed && !comes_unnamed && (no_label || self.lacks_its_key())).then(|| {
                if fit == Fit::Untold && !theirs.identities.is_empty() {
                    Why::Sealed(SealError::Sealed)
                } else {
                    Why::KeyMissing
                }
            });
        let is_named = |id: &String| here.key.as_ref() == Some(id);
        let comes = |id: &String| is_named(id) || comes_unnamed && here.key.is_none();
        let mut keys = BTreeSet::new();
        let mut identities = here.identities.clone();
        for (id, bytes) in theirs.identities {
            match identities.iter_mut().find(|(known, _)| *known == id) {
                // What is there in its place is no key.
                Some((_, there)) if is_named(&id) && !holds_key(there) && holds_key(&bytes) => {
                    *there = bytes;
                }
                None if comes(&id) => {
                    keys.insert(id.clone());
                    identities.push((id, bytes));
                }
                Some(_) | None => {}
            }
        }
        here.identities = identities;
        here.locked |= !keys.is_empty();
        Ok(Lost {
            protection: here,
            label,
            keys,
            refused,
        })
    }

    /// Whether something that is sealed here lies in a backup byte for byte, or is opened by one of
    /// the keys that are open.
    fn fit(&self, archive: &Archive, opens: &[&Seal]) -> Fit {
        let keys: Vec<&Key> = opens.iter().flat_map(|seal| keys_in(seal)).collect();
        let (files, _) = self.files(Part::holds_words);
        let is_ours = |path: &Path| {
            let stored = self.disk.read(&self.at(path), Vec::new());
            stored.is_ok_and(|stored| {
                let same = archive.get(path) == Some(&*stored);
                is_sealed(&stored) && (same || keys.iter().any(|key| key.opens(&stored)))
            })
        };
        if files.iter().any(|(_, path)| is_ours(path)) {
            Fit::Yes
        } else if keys.is_empty() {
            Fit::Untold
        } else {
            Fit::No
        }
    }

    /// Whether a file is sealed to none of the keys that are open, as when another machine wrote
    /// it with the key from before; and whether one is sealed to one of them.
    pub(super) fn shut_and_open(&self, there: &[(Part, Found)]) -> (bool, bool) {
        let keys = keys_in(&self.seal);
        let (mut shut, mut open) = (false, false);
        let files = there.iter().filter(|(part, _)| part.holds_words());
        for (_, found) in files.filter(|(_, found)| found.kind == Kind::File) {
            let stored = self.disk.read(&self.at(&found.path), Vec::new());
            let Some(stored) = stored.ok().filter(|stored| is_sealed(stored)) else {
                continue;
            };
            let opens = keys.is_empty() || keys.iter().any(|key| key.may_open(&stored));
            (shut, open) = (shut || !opens, open || opens);
        }
        (shut, open)
    }

    /// Whether words lie here sealed, as their names say.
    fn has_sealed_words(&self) -> bool {
        let kept = |part: Part| part.holds_words() && part != Part::SetAside;
        let (files, _) = self.files(kept);
        let mut paths = files.iter().map(|(_, path)| path);
        paths.any(|path| path.extension().is_some_and(|end| end == "age"))
    }
}

/// The keys that a seal opens with.
fn keys_in(seal: &Seal) -> Vec<&Key> {
    match seal {
        Seal::Plain => Vec::new(),
        Seal::Locked { key, others } => std::iter::once(key).chain(others).collect(),
    }
}
