//! The keys of a locked journal: where they lie, and what opens them.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind};
use super::error::{Doing, StoreError};
use super::job::FOLDERS;
use super::label::Label;
use super::session::DEPTH;
use super::{Store, home};
use crate::seal::{Key, Passphrase, Seal, SealError, open_key, seal_key};

/// What a store is opened with.
#[derive(Clone, Default)]
pub struct Keys {
    pub seal: Seal,
    /// The id of the key that is written with; none for a plain journal.
    pub id: Option<String>,
    /// Whether it is the key on paper: it opens everything, and nothing is written with it.
    pub by_paper: bool,
}

/// A key with its id, and the file that holds it behind a passphrase.
#[derive(Clone)]
pub struct Identity {
    pub id: String,
    pub key: Key,
    pub(super) stored: Vec<u8>,
}

/// A key behind a passphrase, by its id, as its file has it.
type Stored = (String, Vec<u8>);

/// How a journal is protected, as its files say before any of them is opened.
#[derive(Debug, Clone, Default)]
pub struct Protection {
    /// Whether it takes a passphrase to open it.
    pub locked: bool,
    /// The id of the key that is written with.
    pub key: Option<String>,
    /// The id of a second key, while a job that turns the journal to another key is under way
    /// or was cut off.
    pub other: Option<String>,
    /// The same id where a change of the key was begun and nothing is sealed to that key.
    pub next: Option<String>,
    /// The journal's id; none where its label is gone.
    pub journal: Option<String>,
    /// Every key behind a passphrase: two where two machines locked apart.
    pub identities: Vec<Stored>,
    /// Where a link stands in the place of a key; none is followed.
    pub linked: Option<PathBuf>,
}

impl Identity {
    /// Puts a key behind a passphrase, and opens it once to be sure. Takes about two seconds.
    ///
    /// # Errors
    /// [`SealError::NotSealed`].
    pub fn behind(id: String, key: Key, passphrase: &Passphrase) -> Result<Self, SealError> {
        let stored = seal_key(&key, passphrase)?;
        if open_key(&stored, passphrase)?.public() == key.public() {
            Ok(Self { id, key, stored })
        } else {
            Err(SealError::NotSealed)
        }
    }

    /// What a journal is written with that has this key, and opened with where others are left.
    pub fn keys(&self, others: Vec<Key>) -> Keys {
        let key = self.key.clone();
        Keys {
            seal: Seal::Locked { key, others },
            id: Some(self.id.clone()),
            by_paper: false,
        }
    }
}

/// Looks how a journal is protected. One that is not there is not.
///
/// # Errors
/// What says so cannot be read.
pub fn protection(disk: &dyn Disk, home: &Path) -> Result<Protection, StoreError> {
    let label = Path::new(home::LABEL);
    let fail = |path: &Path, error| StoreError::new(Doing::Opening, path, error);
    let bytes = match disk.read(&home.join(label), Vec::new()) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(fail(label, error)),
    };
    let label = Label::read(&bytes);
    let (identities, linked) = identities(disk, home)?;
    let has_sealed = |(folder, depth): &(&str, usize)| has_sealed(disk, &home.join(folder), *depth);
    Ok(Protection {
        // Where the label is gone or damaged, keys tell that the journal was locked; and where a
        // synchronizer has brought an older label back, sealed files beside them do, or a key
        // that no unlocking has left there.
        locked: label.as_ref().map_or(!identities.is_empty(), |label| {
            label.is_locked() || label.overlooks(identities.iter().map(|(id, _)| id))
        }) || (!identities.is_empty() && FOLDERS.iter().any(has_sealed)),
        other: label.as_ref().and_then(|label| label.other.clone()),
        next: label.as_ref().and_then(|label| label.next.clone()),
        journal: label.as_ref().map(|label| label.id.clone()),
        key: label.and_then(|label| label.key),
        identities,
        linked,
    })
}

impl Store {
    /// Whether a key lies beside the journal, or nobody can tell.
    pub(super) fn may_hold_keys(&self) -> bool {
        let mut unlisted = Vec::new();
        let keys = self.list(Path::new(home::IDENTITIES), 0, &mut unlisted);
        !unlisted.is_empty() || keys.iter().any(|found| found.has_extension("age"))
    }

    /// Whether every session is sealed, and no key lies beside them.
    pub fn lacks_its_key(&self) -> bool {
        if self.may_hold_keys() {
            return false;
        }
        let found = self.list(Path::new(home::SESSIONS), DEPTH, &mut Vec::new());
        let sessions = found.iter().filter(|found| found.kind == Kind::File);
        let mut sessions = sessions.filter(|found| !found.is_hidden()).peekable();
        sessions.peek().is_some() && sessions.all(|found| found.has_extension("age"))
    }
}

/// Whether a sealed file lies in a folder, or so many levels below it. What is kept in
/// `set-aside/` exactly as found has another name, whatever it is.
fn has_sealed(disk: &dyn Disk, folder: &Path, depth: usize) -> bool {
    let items = disk.list(folder).unwrap_or_default();
    items.into_iter().any(|item| match item.kind {
        Kind::Folder if depth > 0 => has_sealed(disk, &folder.join(&item.name), depth - 1),
        Kind::File => item.name.to_string_lossy().ends_with(home::SEALED),
        Kind::Folder | Kind::Link | Kind::Other => false,
    })
}

/// The keys in a home, and where a link stands in the place of one.
fn identities(disk: &dyn Disk, home: &Path) -> Result<(Vec<Stored>, Option<PathBuf>), StoreError> {
    let folder = Path::new(home::IDENTITIES);
    let fail = |path: &Path, error| StoreError::new(Doing::Opening, path, error);
    let items = match disk.list(&home.join(folder)) {
        Ok(items) => items,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok((Vec::new(), None)),
        Err(error) => return Err(fail(folder, error)),
    };
    let (mut identities, mut linked) = (Vec::new(), None);
    for item in items {
        let Some(name) = item.name.to_str() else {
            continue;
        };
        let Some(id) = name.strip_suffix(home::SEALED) else {
            continue;
        };
        if !home::is_name(id) {
            continue;
        }
        let path = folder.join(name);
        match item.kind {
            Kind::File => {
                let bytes = disk.read(&home.join(&path), Vec::new());
                identities.push((id.to_owned(), bytes.map_err(|error| fail(&path, error))?));
            }
            Kind::Link => linked = Some(path),
            Kind::Folder | Kind::Other => {}
        }
    }
    identities.sort();
    Ok((identities, linked))
}

impl Store {
    /// How the journal of this store is protected now, as its files say.
    ///
    /// # Errors
    /// As [`protection`].
    pub fn protection(&self) -> Result<Protection, StoreError> {
        protection(&*self.disk, &self.home)
    }
}

impl Protection {
    /// The keys that this passphrase opens, with their ids; the one that is written with first.
    /// Takes about a second for each key there is.
    ///
    /// # Errors
    /// [`SealError::WrongPassphrase`] where it opens none; nothing is harmed by trying.
    /// [`SealError::OtherKey`] where it opens only one that the journal was about to be turned to:
    /// nothing is sealed to that, and nothing may be.
    pub fn open(&self, passphrase: &Passphrase) -> Result<Vec<(String, Key)>, SealError> {
        let opened = self.open_any(passphrase)?;
        if opened.iter().all(|(id, _)| self.is_not_begun(id)) {
            return Err(SealError::OtherKey);
        }
        Ok(opened)
    }

    /// The key that this passphrase opens and that the journal was about to be turned to when
    /// that was cut off.
    ///
    /// # Errors
    /// As [`Self::open`]; [`SealError::OtherKey`] where it opens another one.
    pub fn open_unused(&self, passphrase: &Passphrase) -> Result<(String, Key), SealError> {
        let mut opened = self.open_any(passphrase)?.into_iter();
        let unused = opened.find(|(id, _)| self.is_not_begun(id));
        unused.ok_or(SealError::OtherKey)
    }

    /// Whether the label names the key of this id as the one that comes, beside the key that is
    /// written with.
    fn is_not_begun(&self, id: &str) -> bool {
        self.other.as_deref() == Some(id) && self.names_its_key()
    }

    /// Whether the label names a key that lies beside the journal; an older one that was brought
    /// back may not.
    pub fn names_its_key(&self) -> bool {
        let is_there = |id: &String| self.identities.iter().any(|(known, _)| known == id);
        self.key.as_ref().is_some_and(is_there)
    }

    /// The key of a change that was cut off before anything was sealed to it, where it is open
    /// and so is the one that everything is sealed to: then the change can come to its end.
    pub fn to_finish<'a>(&self, opened: &'a [(String, Key)]) -> Option<&'a (String, Key)> {
        let open = |wanted: &Option<String>| {
            let wanted = wanted.as_ref()?;
            opened.iter().find(|(id, _)| id == wanted)
        };
        open(&self.key)?;
        open(&self.next)
    }

    /// Whether nothing but a key says that the journal is locked, or files that are sealed:
    /// `journal.json` says that it is not.
    pub fn is_unstated(&self) -> bool {
        self.locked && self.journal.is_some() && self.key.is_none()
    }

    fn open_any(&self, passphrase: &Passphrase) -> Result<Vec<(String, Key)>, SealError> {
        let mut opened = Vec::new();
        let mut error = SealError::NoKey;
        let mut identities: Vec<_> = self.identities.iter().collect();
        identities.sort_by_key(|(id, _)| Some(id) != self.key.as_ref());
        for (id, bytes) in identities {
            match open_key(bytes, passphrase) {
                Ok(key) => opened.push((id.clone(), key)),
                Err(why) if error != SealError::WrongPassphrase => error = why,
                Err(_) => {}
            }
        }
        if opened.is_empty() {
            Err(error)
        } else {
            Ok(opened)
        }
    }

    /// What the journal is opened with, from keys that were opened: the first is written with.
    pub fn keys(opened: &[(String, Key)]) -> Keys {
        let Some(((id, key), others)) = opened.split_first() else {
            return Keys::default();
        };
        let (key, id) = (key.clone(), Some(id.clone()));
        let others = others.iter().map(|(_, key)| key.clone()).collect();
        Keys {
            seal: Seal::Locked { key, others },
            id,
            by_paper: false,
        }
    }

    /// Opens everything that this passphrase opens.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<Keys, SealError> {
        self.open(passphrase).map(|opened| Self::keys(&opened))
    }

    /// Opens everything with the key on paper.
    pub fn unlock_with(&self, paper: Key) -> Keys {
        let others = Vec::new();
        // Where the label is gone, what lies beside it tells.
        let first = || self.identities.first().map(|(id, _)| id.clone());
        Keys {
            seal: Seal::Locked { key: paper, others },
            id: self.key.clone().or_else(first),
            by_paper: true,
        }
    }

    /// The ids of the keys that are not among these, and are not left from a change of the key
    /// that was cut off.
    pub fn elsewhere(&self, opened: &[(String, Key)]) -> Vec<&str> {
        let mut ids = self.unopened(opened);
        ids.retain(|id| self.other.as_deref() != Some(*id));
        ids
    }

    /// The ids of the keys that are not among these.
    pub fn unopened(&self, opened: &[(String, Key)]) -> Vec<&str> {
        let is_open = |id: &str| opened.iter().any(|(open, _)| open == id);
        let ids = self.identities.iter().map(|(id, _)| id.as_str());
        ids.filter(|id| !is_open(id)).collect()
    }
}

/// Where the key of this id lies.
pub fn identity(id: &str) -> PathBuf {
    Path::new(home::IDENTITIES).join(format!("{id}{}", home::SEALED))
}
