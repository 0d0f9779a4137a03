//! Opening a home: making it when it is not there, taking the lock, settling what was left.

use std::collections::{BTreeSet, HashMap};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex};

use super::disk::{Disk, Guard, Hold, Kind};
use super::error::{Doing, StoreError, Why};
use super::lock::{self, Taken};
use super::{Keys, Notice, Store, Whole, home};

impl Store {
    /// Opens the journal in a home, and makes both when there is none, under `fresh_id`. The home
    /// may be a link; below it none is followed. Leftovers of saves that were cut off are settled
    /// when no other window is open; `whole` weighs them. A home that cannot be written opens for
    /// reading, with a notice.
    ///
    /// # Errors
    /// [`Why::Busy`] while a job on the whole journal runs; else when there is no home and none
    /// can be made, or something that is not a folder stands there.
    pub fn open(
        disk: Arc<dyn Disk>,
        home: impl Into<PathBuf>,
        fresh_id: &str,
        whole: &Whole,
        keys: Keys,
    ) -> Result<(Self, Vec<Notice>), StoreError> {
        let mut store = Self::new(disk, home.into(), keys);
        let mut notices = Vec::new();
        store.make_home(&mut notices)?;
        store.check_folders(&mut notices);
        let alone = store.enter(&mut notices)?;
        store.open_label(fresh_id, &mut notices);
        if let Some(alone) = alone {
            if store.writable {
                store.sweep(whole, &mut notices);
            }
            drop(alone);
            store.stay(&mut notices)?;
        }
        Ok((store, notices))
    }

    pub(super) fn new(disk: Arc<dyn Disk>, home: PathBuf, keys: Keys) -> Self {
        Self {
            disk,
            home,
            seal: keys.seal,
            key_id: keys.id,
            id: String::new(),
            writable: true,
            lock: None,
            mine: Mutex::new(BTreeSet::new()),
            seen: Mutex::new(HashMap::new()),
            numbers: AtomicU64::new(0),
        }
    }

    /// Leaves the store open for reading only.
    pub(super) fn only_read(&mut self, path: &Path, why: Why, notices: &mut Vec<Notice>) {
        self.writable = false;
        notices.push(Notice::ReadOnly {
            path: path.to_path_buf(),
            why,
        });
    }

    /// Flushes the names of the home and of the folders above it. A folder that is closed to us
    /// holds nothing that we have made.
    pub(super) fn sync_above(&self) -> Result<(), StoreError> {
        for folder in self.home.ancestors().skip(1) {
            let here = folder.as_os_str().is_empty();
            let folder = if here { Path::new(".") } else { folder };
            if let Err(error) = self.disk.sync_folder(folder)
                && self.disk.can_write(folder).is_ok()
            {
                return Err(StoreError::new(Doing::Flushing, Path::new(""), error));
            }
        }
        Ok(())
    }

    pub(super) fn make_home(&self, notices: &mut Vec<Notice>) -> Result<(), StoreError> {
        let fail = |why: Why| StoreError::new(Doing::Opening, Path::new(""), why);
        let missing = |error: &io::Error| error.kind() == ErrorKind::NotFound;
        match self.disk.look(&self.home) {
            Ok(look) if look.kind == Kind::Folder => {
                if look.open_to_others {
                    notices.push(Notice::OpenToOthers {
                        home: self.home.clone(),
                    });
                }
                return Ok(());
            }
            Ok(look) if look.kind == Kind::Link => return Ok(()),
            Ok(_) => return Err(fail(Why::NotAFolder)),
            Err(error) if missing(&error) => {}
            Err(error) => return Err(fail(error.into())),
        }
        let above = self
            .home
            .ancestors()
            .take_while(|folder| matches!(self.disk.look(folder), Err(error) if missing(&error)));
        let above: Vec<&Path> = above
            .filter(|folder| !folder.as_os_str().is_empty())
            .collect();
        for folder in above.into_iter().rev() {
            match self.disk.make_folder(folder) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                other => other.map_err(|error| fail(error.into()))?,
            }
        }
        Ok(())
    }

    /// Finds out, without trying, whether anything can be saved.
    fn check_folders(&mut self, notices: &mut Vec<Notice>) {
        for folder in ["", home::SESSIONS, home::DRAFTS].map(Path::new) {
            let why = match self.look(folder) {
                Ok(None) => continue,
                Ok(Some(Kind::Link)) if !folder.as_os_str().is_empty() => Why::Link,
                Ok(Some(Kind::File | Kind::Other)) => Why::NotAFolder,
                Ok(Some(Kind::Folder | Kind::Link)) => {
                    match self.disk.can_write(&self.at(folder)) {
                        Ok(()) => continue,
                        Err(error) => error.into(),
                    }
                }
                Err(error) => error.why,
            };
            return self.only_read(folder, why, notices);
        }
    }

    /// Takes the lock. Returns it when it is held alone; shared, it is kept in the store.
    fn enter(&mut self, notices: &mut Vec<Notice>) -> Result<Option<Guard>, StoreError> {
        let path = Path::new(home::LOCK);
        // A reader makes nothing, but steps aside for a job as everyone does.
        if !self.writable && self.look(path)?.is_none() {
            return Ok(None);
        }
        match lock::enter(&*self.disk, &self.at(path)) {
            Ok(Some(Taken::Alone(guard))) => return Ok(Some(guard)),
            Ok(Some(Taken::Beside(guard))) => self.lock = Some(guard),
            Ok(None) => return Err(busy()),
            Err(error) if error.kind() == ErrorKind::Unsupported => notices.push(Notice::NoLocks),
            Err(error) if self.writable => self.only_read(path, error.into(), notices),
            Err(_) => {}
        }
        Ok(None)
    }

    /// Goes on beside others after having been alone.
    fn stay(&mut self, notices: &mut Vec<Notice>) -> Result<(), StoreError> {
        let path = Path::new(home::LOCK);
        match lock::hold(&*self.disk, &self.at(path), Hold::Shared) {
            Ok(Some(guard)) => self.lock = Some(guard),
            Ok(None) => return Err(busy()),
            Err(error) => self.only_read(path, error.into(), notices),
        }
        Ok(())
    }
}

fn busy() -> StoreError {
    StoreError::new(Doing::Opening, Path::new(home::LOCK), Why::Busy)
}
