//! Jobs on the whole journal: nobody else has it open, and each can be cut off at any instant and
//! gone on with. At every instant every file is whole in one form or the other.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::de::IgnoredAny;
use serde_json::Value;

use super::disk::{Disk, Guard, Kind};
use super::error::{Doing, StoreError, Why};
use super::label::Label;
use super::list::{Found, stranger};
use super::session::DEPTH;
use super::{Identity, Keys, Notice, Store, Whole, home, keys, lock};
use crate::seal::{Key, Seal, SealError, is_sealed};

/// A journal that this process holds alone.
pub struct Job {
    store: Store,
    _guard: Guard,
}

/// What became of the files of a journal.
#[derive(Debug, Default)]
pub struct Resealed {
    /// How many are in the wanted form now, those among them that were before included.
    pub done: usize,
    /// What could not be turned, and why; each is as it was.
    pub left: Vec<(PathBuf, Why)>,
}

/// Folders whose files hold words, and how deep they are looked through.
pub(super) const FOLDERS: [(&str, usize); 5] = [
    (home::SESSIONS, DEPTH),
    (home::DRAFTS, 0),
    (home::SET_ASIDE, 0),
    (home::INBOX, 0),
    (home::REVIEWS, 3),
];

impl Job {
    /// Takes the journal alone. Leftovers of saves that were cut off are settled first.
    ///
    /// # Errors
    /// [`Why::Busy`] while a window or another job has it; [`Why::NoLocks`] where nobody can tell;
    /// [`Why::Newer`], [`Why::ReadOnly`] and the like where nothing can be written. Nothing was
    /// begun: [`StoreError::is_refusal`].
    pub fn begin(
        disk: Arc<dyn Disk>,
        home: PathBuf,
        keys: Keys,
        whole: &Whole,
    ) -> Result<(Self, Vec<Notice>), StoreError> {
        let (job, mut notices) = Self::take(disk, home, keys)?;
        job.store.sweep(whole, &mut notices);
        Ok((job, notices))
    }

    /// The same, and settles nothing: for keys that nothing may be sealed to.
    ///
    /// # Errors
    /// As [`Self::begin`].
    pub fn take(
        disk: Arc<dyn Disk>,
        home: PathBuf,
        keys: Keys,
    ) -> Result<(Self, Vec<Notice>), StoreError> {
        let path = Path::new(home::LOCK);
        let mut store = Store::new(disk, home, keys);
        let fail = |path: &Path, why: Why| StoreError::new(Doing::Opening, path, why);
        let guard = lock::alone(&*store.disk, &store.at(path)).map_err(|why| fail(path, why))?;
        let writes = store.disk.can_write(&store.home);
        writes.map_err(|error| fail(Path::new(""), error.into()))?;
        let mut notices = Vec::new();
        // Random as well, and there where the label is not.
        let fresh_id = store.key_id.clone().unwrap_or_default();
        store.open_label(&fresh_id, &mut notices);
        for notice in &notices {
            if let Notice::NewerFormat { .. } = notice {
                return Err(fail(Path::new(home::LABEL), Why::Newer));
            }
            if let Notice::ReadOnly { path, why } = notice {
                return Err(fail(path, why.clone()));
            }
        }
        store.check_writable()?;
        let job = Self {
            store,
            _guard: guard,
        };
        Ok((job, notices))
    }

    /// Makes sure that nobody else has the journal open; nothing of it is changed.
    ///
    /// # Errors
    /// [`Why::Busy`], [`Why::NoLocks`]. What else stands in the way is said where the job begins.
    pub fn check_free(disk: &dyn Disk, home: &Path) -> Result<(), StoreError> {
        match lock::alone(disk, &home.join(home::LOCK)) {
            Err(why @ (Why::Busy | Why::NoLocks)) => {
                Err(StoreError::new(Doing::Opening, Path::new(home::LOCK), why))
            }
            Ok(_) | Err(_) => Ok(()),
        }
    }

    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Puts a key beside the journal, behind a passphrase, once it was read back to be sure. From
    /// [`Self::write_with`] on it is the one that is written with.
    ///
    /// # Errors
    /// Nothing of the journal was changed.
    pub fn put_key(&self, identity: &Identity) -> Result<(), StoreError> {
        let path = keys::identity(&identity.id);
        let stored = &identity.stored;
        self.store
            .put_checked(&path, stored, &|back| back == *stored)
    }

    /// From now on everything is written with these keys, and the label says so.
    ///
    /// # Errors
    /// The label is as it was.
    pub fn write_with(&mut self, keys: Keys) -> Result<(), StoreError> {
        // Beside a journal that is not locked a key that stays would say that it is.
        let there = if keys.id.is_none() {
            self.store.protection()?.identities
        } else {
            Vec::new()
        };
        let kept: Vec<String> = there.into_iter().map(|(id, _)| id).collect();
        let kept = (!kept.is_empty()).then(|| ("kept", Value::from(kept)));
        self.write_label(keys.id.as_deref(), None, kept)?;
        (self.store.seal, self.store.key_id) = (keys.seal, keys.id);
        Ok(())
    }

    /// The same, and the label names a second key: one that is about to be put there, or one to
    /// be taken away once no file is sealed to it. Whoever goes on after a cut knows it by that.
    ///
    /// # Errors
    /// The label is as it was.
    pub fn turn_to(&mut self, keys: Keys, other: &str) -> Result<(), StoreError> {
        self.write_label(keys.id.as_deref(), Some(other), None)?;
        (self.store.seal, self.store.key_id) = (keys.seal, keys.id);
        Ok(())
    }

    /// Everything is still written with these keys, and the label names the key that comes:
    /// nothing is sealed to that until [`Self::turn_to`] names it as the one to write with.
    ///
    /// # Errors
    /// The label is as it was.
    pub fn announce(&mut self, keys: Keys, next: &str) -> Result<(), StoreError> {
        let says = Some(("next", Value::from(next)));
        self.write_label(keys.id.as_deref(), Some(next), says)?;
        (self.store.seal, self.store.key_id) = (keys.seal, keys.id);
        Ok(())
    }

    fn write_label(
        &self,
        key: Option<&str>,
        other: Option<&str>,
        more: Option<(&str, Value)>,
    ) -> Result<(), StoreError> {
        let label = Label::write_more(&self.store.id, key, other, more);
        self.store.put(Path::new(home::LABEL), &label)
    }

    /// Removes a key beside the journal. Only right once no file is sealed to it.
    ///
    /// # Errors
    /// The key may still be there.
    pub fn remove_key(&self, id: &str) -> Result<(), StoreError> {
        self.store.remove(&keys::identity(id))
    }

    /// Turns every file that holds words into the form of `to`, opened with what the store opens
    /// with. The new form is down and read back before the old one is removed.
    ///
    /// What cannot be turned is named, and the rest goes on.
    ///
    /// # Errors
    /// The disk takes nothing more. What was turned stays turned, the rest is as it was: doing it
    /// again goes on.
    pub fn reseal(&self, to: &Seal) -> Result<Resealed, StoreError> {
        let mut resealed = Resealed::default();
        let mut unlisted = Vec::new();
        for path in self.turned(&mut unlisted) {
            match self.turn(&path, to) {
                Ok(()) => resealed.done += 1,
                // Somebody who put words beside the job has turned them meanwhile.
                Err(error) if self.is_gone(&error, &path) => {}
                Err(error) if is_of_disk(&error) => return Err(error),
                // Whatever it stumbled upon, this file is not turned.
                Err(error) => resealed.left.push((path, error.why)),
            }
        }
        for notice in unlisted {
            if let Notice::Unreadable { path, why } = notice {
                resealed.left.push((path, why));
            }
        }
        Ok(resealed)
    }

    /// The files that hold words under names of the journal. What stands there and cannot be
    /// looked into, such as a link, is named among `unlisted`.
    pub(super) fn turned(&self, unlisted: &mut Vec<Notice>) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for (folder, depth) in FOLDERS {
            let found = self.store.list(Path::new(folder), depth, unlisted);
            let shown = |found: &Found| !found.has_extension("lock") && !found.is_hidden();
            for found in found.into_iter().filter(shown) {
                match found.kind {
                    Kind::File => files.push(found.path),
                    Kind::Link => unlisted.push(stranger(found)),
                    Kind::Folder | Kind::Other => {}
                }
            }
        }
        files
    }

    /// Copies a file that cannot be opened to `set-aside/`, exactly as found, and removes it where
    /// it lay; gives where it is now.
    ///
    /// # Errors
    /// It lies where it lay.
    pub fn keep_aside(&self, path: &Path) -> Result<PathBuf, StoreError> {
        let kept = self.store.set_aside(path)?;
        self.store.remove(path)?;
        Ok(kept)
    }

    /// Whether some file needs a key beside the journal, backups among them: one that it opens
    /// or, where that key cannot be asked, one that none of `own` opens. What cannot be read may
    /// need it.
    pub fn needs(&self, key: Option<&Key>, own: &[Key]) -> bool {
        let folders = FOLDERS.into_iter().chain([(home::BACKUPS, 1)]);
        let mut unlisted = Vec::new();
        for (folder, depth) in folders {
            for found in self.store.list(Path::new(folder), depth, &mut unlisted) {
                if found.kind == Kind::Link {
                    return true;
                }
                if found.kind != Kind::File || found.has_extension("lock") {
                    continue;
                }
                let stored = self
                    .store
                    .disk
                    .read(&self.store.at(&found.path), Vec::new());
                let needs = stored.map_or(true, |stored| {
                    let may = match key {
                        Some(key) => key.may_open(&stored),
                        None => !own.iter().any(|own| own.opens(&stored)),
                    };
                    is_torn(&found.path, &stored) || is_sealed(&stored) && may
                });
                if needs {
                    return true;
                }
            }
        }
        !unlisted.is_empty()
    }

    fn is_gone(&self, error: &StoreError, path: &Path) -> bool {
        error.why == Why::Missing && matches!(self.store.look(path), Ok(None))
    }

    fn turn(&self, path: &Path, to: &Seal) -> Result<(), StoreError> {
        let fail = |why: Why| StoreError::new(Doing::Saving, path, why);
        let stored = self.store.disk.read(&self.store.at(path), Vec::new());
        let stored = stored.map_err(|error| fail(error.into()))?;
        if is_torn(path, &stored) {
            return Err(fail(SealError::Damaged.into()));
        }
        let is_so = match to {
            Seal::Plain => !is_sealed(&stored),
            Seal::Locked { key, .. } => is_sealed(&stored) && key.opens(&stored),
        };
        let wanted = wanted(path, to);
        // Opened to its end, whatever its beginning says.
        let plain = self.store.seal.open(stored);
        let plain = plain.map_err(|error| fail(error.into()))?;
        if is_so && wanted == path {
            return Ok(());
        }
        let wanted = self.free(path, &wanted, &plain, to)?;
        let turned = to.seal(plain.clone());
        let turned = turned.map_err(|error| fail(error.into()))?;
        let holds = |back| to.open(back).is_ok_and(|back| back == plain);
        self.store.put_checked(&wanted, &turned, &holds)?;
        if wanted == path {
            return Ok(());
        }
        self.store.remove(path)
    }
}

impl Job {
    /// Where a file goes that is turned. What lies there already and says something else stays,
    /// as when a draft was written on after a job had been cut off; then it goes beside that.
    fn free(
        &self,
        path: &Path,
        wanted: &Path,
        plain: &[u8],
        to: &Seal,
    ) -> Result<PathBuf, StoreError> {
        let candidates = (2..).map(|number| home::numbered(wanted, number));
        for candidate in std::iter::once(wanted.to_path_buf()).chain(candidates) {
            if candidate == path {
                return Ok(candidate);
            }
            let stored = self.store.disk.read(&self.store.at(&candidate), Vec::new());
            let there = match stored {
                Ok(stored) => self
                    .store
                    .seal
                    .open(stored.clone())
                    .or_else(|_| to.open(stored)),
                Err(error) if error.kind() == ErrorKind::NotFound => return Ok(candidate),
                Err(error) => return Err(StoreError::new(Doing::Reading, &candidate, error)),
            };
            if there.is_ok_and(|there| there == plain) {
                return Ok(candidate);
            }
        }
        Err(StoreError::new(Doing::Saving, wanted, Why::Taken))
    }
}

impl Store {
    /// Whether some file of a journal is sealed to this key.
    pub fn is_opened_by(disk: Arc<dyn Disk>, home: &Path, key: &Key) -> bool {
        let store = Self::new(disk, home.to_path_buf(), Keys::default());
        let opens = |path: &Path| {
            let stored = store.disk.read(&store.at(path), Vec::new());
            stored.is_ok_and(|stored| is_sealed(&stored) && key.opens(&stored))
        };
        FOLDERS.iter().any(|(folder, depth)| {
            let found = store.list(Path::new(folder), *depth, &mut Vec::new());
            let mut files = found.iter().filter(|found| found.kind == Kind::File);
            files.any(|found| found.has_extension("age") && opens(&found.path))
        })
    }

    /// How many files that hold words are sealed, and how many are plain.
    pub fn forms(&self) -> (usize, usize) {
        let (mut sealed, mut plain) = (0, 0);
        for (folder, depth) in FOLDERS {
            for found in self.list(Path::new(folder), depth, &mut Vec::new()) {
                if found.kind != Kind::File || found.has_extension("lock") || found.is_hidden() {
                    continue;
                }
                let count = if found.has_extension("age") {
                    &mut sealed
                } else {
                    &mut plain
                };
                *count += 1;
            }
        }
        (sealed, plain)
    }
}

/// The path of a file in the form of a seal.
fn wanted(path: &Path, to: &Seal) -> PathBuf {
    let name = path.file_name().and_then(|name| name.to_str());
    let plain = name.map_or_else(
        || path.into(),
        |name| path.with_file_name(home::plain(name)),
    );
    if to.locks() {
        home::sealed(&plain)
    } else {
        plain
    }
}

/// Whether what is named as sealed is neither that nor a whole plain file: cut off before age's own
/// beginning was over, or that beginning is damaged.
pub(super) fn is_torn(path: &Path, stored: &[u8]) -> bool {
    path.extension().is_some_and(|end| end == "age")
        && !is_sealed(stored)
        && serde_json::from_slice::<IgnoredAny>(stored).is_err()
}

/// Whether the disk itself refuses, so that nothing further can be done now.
fn is_of_disk(error: &StoreError) -> bool {
    let full = matches!(error.why, Why::DiskFull | Why::ReadOnly);
    full || error.why == Why::NotAsWritten
}
