//! The keys that words are sealed to while a journal is locked, as this machine knows them: a copy
//! in the configuration folder, where no synchronizer can have changed it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, Kind};
use super::error::{Doing, StoreError, Why};
use super::{Keys, Store, home};
use crate::seal::{Key, Public};

/// Where the copy for one journal lies.
pub struct Recipient {
    /// The configuration folder, which is written as a home is.
    folder: Store,
    path: PathBuf,
}

impl Recipient {
    /// The place for the journal of this id; none where the id could not be a name.
    pub fn of(disk: Arc<dyn Disk>, config: &Path, journal: &str) -> Option<Self> {
        let path = Path::new(home::RECIPIENTS).join(journal);
        let folder = Store::new(disk, config.to_path_buf(), Keys::default());
        home::is_name(journal).then_some(Self { folder, path })
    }

    /// What is noted for a key: its public half, and that of the key on paper, so that either
    /// opens what was added.
    pub fn noted(key: &Key) -> Vec<Public> {
        let paper = key.paper().cloned();
        std::iter::once(key.public()).chain(paper).collect()
    }

    /// The keys, at least one; none where nothing is noted yet.
    ///
    /// # Errors
    /// It cannot be read, or something in it is no key.
    pub fn read(&self) -> Result<Option<Vec<Public>>, StoreError> {
        let fail = |why: Why| StoreError::new(Doing::Reading, &self.path, why);
        let place = self.folder.at(&self.path);
        let bytes = match self.folder.disk.read(&place, Vec::new()) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(fail(error.into())),
        };
        let text = std::str::from_utf8(&bytes).map_err(|_| fail(Why::Damaged))?;
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let keys = lines.map(str::parse).collect::<Result<Vec<_>, _>>();
        match keys {
            Ok(keys) if !keys.is_empty() => Ok(Some(keys)),
            Ok(_) | Err(_) => Err(fail(Why::Damaged)),
        }
    }

    /// Notes what words for this key are sealed to, in place of what was noted.
    ///
    /// # Errors
    /// What was there before is still there.
    pub fn write(&self, key: &Key) -> Result<(), StoreError> {
        self.folder.make_home(&mut Vec::new())?;
        let noted = Self::noted(key);
        let lines: String = noted.iter().flat_map(|key| [key.as_str(), "\n"]).collect();
        self.folder.put(&self.path, lines.as_bytes())
    }

    /// Takes it away; one that is not there is as good as taken away.
    ///
    /// # Errors
    /// It may still be there.
    pub fn remove(&self) -> Result<(), StoreError> {
        self.sweep();
        self.folder.remove(&self.path)
    }

    /// Removes what was left where its writing was cut off. Should another window be writing it
    /// at this instant, that window finds what it wanted there, or writes it again.
    pub fn sweep(&self) {
        let name = self.path.file_name().and_then(|name| name.to_str());
        let folder = Path::new(home::RECIPIENTS);
        for found in self.folder.list(folder, 0, &mut Vec::new()) {
            let left = found.name.as_deref().and_then(home::cut_off);
            if found.kind == Kind::File && left.is_some() && left == name {
                // What cannot be removed now is tried again at the next start.
                let _ = self.folder.remove(&found.path);
            }
        }
    }
}
