//! The key that is written with while a journal is locked, as this machine knows it: a copy in the
//! configuration folder, where no synchronizer can have changed it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::Disk;
use super::error::{Doing, StoreError, Why};
use super::{Keys, Store, home};
use crate::seal::Public;

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

    /// The key; none where there is none yet.
    ///
    /// # Errors
    /// It cannot be read, or is no key.
    pub fn read(&self) -> Result<Option<Public>, StoreError> {
        let fail = |why: Why| StoreError::new(Doing::Reading, &self.path, why);
        let bytes = match self
            .folder
            .disk
            .read(&self.folder.at(&self.path), Vec::new())
        {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(fail(error.into())),
        };
        let text = std::str::from_utf8(&bytes).map_err(|_| fail(Why::Damaged))?;
        let key = text.parse().map_err(|_| fail(Why::Damaged))?;
        Ok(Some(key))
    }

    /// Puts the key there, in place of another.
    ///
    /// # Errors
    /// What was there before is still there.
    pub fn write(&self, key: &Public) -> Result<(), StoreError> {
        self.folder.make_home(&mut Vec::new())?;
        let line = format!("{}\n", key.as_str());
        self.folder.put(&self.path, line.as_bytes())
    }

    /// Takes it away; one that is not there is as good as taken away.
    ///
    /// # Errors
    /// It may still be there.
    pub fn remove(&self) -> Result<(), StoreError> {
        self.folder.remove(&self.path)
    }
}
