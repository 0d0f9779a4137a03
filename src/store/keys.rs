//! The keys of a locked journal: where they lie, and what opens them.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind};
use super::error::{Doing, StoreError};
use super::home;
use super::label::Label;
use crate::seal::{Key, Passphrase, Seal, SealError, open_key};

/// What a store is opened with.
#[derive(Clone, Default)]
pub struct Keys {
    pub seal: Seal,
    /// The id of the key that is written with; none for a plain journal.
    pub id: Option<String>,
}

/// How a journal is protected, as its files say before any of them is opened.
#[derive(Debug, Clone, Default)]
pub struct Protection {
    /// Whether it takes a passphrase to open it.
    pub locked: bool,
    /// The id of the key that is written with.
    pub key: Option<String>,
    /// The journal's id; none where its label is gone.
    pub journal: Option<String>,
    /// Every key behind a passphrase, by its id: two where two machines locked apart.
    pub identities: Vec<(String, Vec<u8>)>,
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
    let identities = identities(disk, home)?;
    Ok(Protection {
        // Where the label is gone or damaged, keys tell that the journal was locked.
        locked: label
            .as_ref()
            .map_or(!identities.is_empty(), Label::is_locked),
        journal: label.as_ref().map(|label| label.id.clone()),
        key: label.and_then(|label| label.key),
        identities,
    })
}

fn identities(disk: &dyn Disk, home: &Path) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let folder = Path::new(home::IDENTITIES);
    let fail = |path: &Path, error| StoreError::new(Doing::Opening, path, error);
    let items = match disk.list(&home.join(folder)) {
        Ok(items) => items,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(fail(folder, error)),
    };
    let mut identities = Vec::new();
    for item in items.into_iter().filter(|item| item.kind == Kind::File) {
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
        let bytes = disk.read(&home.join(&path), Vec::new());
        identities.push((id.to_owned(), bytes.map_err(|error| fail(&path, error))?));
    }
    identities.sort();
    Ok(identities)
}

impl Protection {
    /// Opens the keys that this passphrase opens; the one that is written with first.
    ///
    /// # Errors
    /// [`SealError::WrongPassphrase`] where it opens none; nothing is harmed by trying.
    pub fn unlock(&self, passphrase: &Passphrase) -> Result<Keys, SealError> {
        let mut opened: Vec<(&str, Key)> = Vec::new();
        let mut error = SealError::NoKey;
        let mut identities: Vec<_> = self.identities.iter().collect();
        identities.sort_by_key(|(id, _)| Some(id) != self.key.as_ref());
        for (id, bytes) in identities {
            match open_key(bytes, passphrase) {
                Ok(key) => opened.push((id, key)),
                Err(why) if error != SealError::WrongPassphrase => error = why,
                Err(_) => {}
            }
        }
        let mut opened = opened.into_iter();
        let Some((id, key)) = opened.next() else {
            return Err(error);
        };
        let others = opened.map(|(_, key)| key).collect();
        let (seal, id) = (Seal::Locked { key, others }, Some(id.to_owned()));
        Ok(Keys { seal, id })
    }

    /// Opens everything with the key on paper.
    pub fn unlock_with(&self, paper: Key) -> Keys {
        let others = Vec::new();
        let seal = Seal::Locked { key: paper, others };
        Keys {
            seal,
            id: self.key.clone(),
        }
    }
}

/// Where the key of this id lies.
pub(super) fn identity(id: &str) -> PathBuf {
    Path::new(home::IDENTITIES).join(format!("{id}{}", home::SEALED))
}
