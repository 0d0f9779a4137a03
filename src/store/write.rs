//! The one way in which bytes come to lie in a home: beside the old ones first, flushed, then in
//! their place at once, and the folder flushed. Cut off anywhere, a file is wholly old or new.

use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::Ordering;

use super::disk::{Fresh, Kind};
use super::error::{Doing, StoreError, Why};
use super::{Store, home};
use crate::seal;

/// More names than this are never tried for one file.
const TRIES: u64 = 10_000;

impl Store {
    /// Replaces a file by the sealed form of `plain`. On an error what was there before is still
    /// there, or, when the last flush failed, perhaps already the new. Gives the length on disk.
    pub(super) fn replace(&self, path: &Path, plain: Vec<u8>) -> Result<usize, StoreError> {
        let sealed = self.seal.seal(plain);
        let bytes = sealed.map_err(|error| StoreError::new(Doing::Saving, path, error))?;
        self.put(path, &bytes)?;
        Ok(bytes.len())
    }

    /// Replaces a file by these bytes, as they are.
    pub(super) fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.check_writable()?;
        self.place(path, bytes)
    }

    /// As [`Self::put`], in place of the only form of what it says: what lies there goes only once
    /// the new bytes were read back from the disk and `holds` has said yes to them.
    pub(super) fn put_checked(
        &self,
        path: &Path,
        bytes: &[u8],
        holds: &dyn Fn(Vec<u8>) -> bool,
    ) -> Result<(), StoreError> {
        self.check_writable()?;
        self.bring_down(path, bytes, Some(holds))
    }

    /// As [`Self::put`], where nobody writes but whoever holds the journal: a backup of what can
    /// only be read, and a home that is being made from one.
    pub(super) fn place(&self, path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        self.bring_down(path, bytes, None)
    }

    fn bring_down(
        &self,
        path: &Path,
        bytes: &[u8],
        holds: Option<&dyn Fn(Vec<u8>) -> bool>,
    ) -> Result<(), StoreError> {
        let fail = |doing, why: io::Error| StoreError::new(doing, path, why);
        let (folder, name) = split(path)?;
        self.make_folder(folder)?;
        let number = || self.numbers.fetch_add(1, Ordering::Relaxed);
        let candidates = std::iter::repeat_with(|| folder.join(home::temporary(name, number())));
        let (mut fresh, temporary) = self
            .create(candidates, bytes)
            .map_err(|error| fail(Doing::Saving, error))?;
        let placed = fresh
            .sync()
            .map_err(|error| fail(Doing::Flushing, error))
            .and_then(|()| {
                let Some(holds) = holds else { return Ok(()) };
                let back = self.disk.read(&self.at(&temporary), Vec::new());
                let back = back.map_err(|error| fail(Doing::Saving, error))?;
                let wrong = || StoreError::new(Doing::Saving, path, Why::NotAsWritten);
                holds(back).then_some(()).ok_or_else(wrong)
            })
            .and_then(|()| {
                let renamed = self.disk.rename(&self.at(&temporary), &self.at(path));
                renamed.map_err(|error| fail(Doing::Saving, error))
            });
        if let Err(error) = placed {
            // Whoever saves still holds the words; a copy that may be torn helps nobody.
            let _ = self.disk.remove(&self.at(&temporary));
            return Err(error);
        }
        self.sync_folder(folder)
    }

    /// Copies a file to `set-aside/`, exactly as found, and says where to. The original stays.
    ///
    /// # Errors
    /// The file cannot be read, or the copy not be made durable.
    pub fn set_aside(&self, path: &Path) -> Result<PathBuf, StoreError> {
        self.check_writable()?;
        let fail = |why: io::Error| StoreError::new(Doing::SettingAside, path, why);
        let mut bytes = self.disk.read(&self.at(path), Vec::new()).map_err(fail)?;
        let (_, name) = split(path)?;
        let name = home::unfinished(name).unwrap_or(name);
        let folder = Path::new(home::SET_ASIDE);
        self.make_folder(folder)?;
        // A locked journal keeps nothing plain, damaged or not.
        let seals = self.seal.locks() && !seal::is_sealed(&bytes);
        if seals {
            let sealed = self.seal.seal(bytes);
            bytes = sealed.map_err(|error| StoreError::new(Doing::SettingAside, path, error))?;
        }
        let end = if seals { home::SEALED } else { "" };
        let candidates = (1..).map(|number: u64| folder.join(format!("{name}.{number}{end}")));
        let (mut fresh, kept) = self.create(candidates, &bytes).map_err(fail)?;
        if let Err(error) = fresh.sync() {
            let _ = self.disk.remove(&self.at(&kept));
            return Err(StoreError::new(Doing::Flushing, &kept, error));
        }
        self.sync_folder(folder)?;
        Ok(kept)
    }

    /// Removes a file for good. One that is not there is as good as removed.
    pub(super) fn remove(&self, path: &Path) -> Result<(), StoreError> {
        self.check_writable()?;
        match self.disk.remove(&self.at(path)) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(StoreError::new(Doing::Removing, path, error)),
            Ok(()) => {}
        }
        match split(path)? {
            (folder, _) if self.look(folder)?.is_none() => Ok(()),
            (folder, _) => self.sync_folder(folder),
        }
    }

    /// Makes a folder and those above it, up to the home, when they are missing. The first time
    /// its name is flushed in any case: who made it may have been cut off before that.
    pub(super) fn make_folder(&self, folder: &Path) -> Result<(), StoreError> {
        let Some(parent) = folder.parent() else {
            return Ok(());
        };
        self.make_folder(parent)?;
        let fail = |why: Why| StoreError::new(Doing::Saving, folder, why);
        match self.look(folder)? {
            Some(Kind::Folder) if self.is_mine(folder) => return Ok(()),
            Some(Kind::Folder) => {}
            Some(Kind::Link) => return Err(fail(Why::Link)),
            Some(Kind::File | Kind::Other) => return Err(fail(Why::NotAFolder)),
            None => match self.disk.make_folder(&self.at(folder)) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                other => other.map_err(|error| fail(error.into()))?,
            },
        }
        self.sync_folder(parent)?;
        self.set_mine(folder, true);
        Ok(())
    }

    /// Writes the first of the candidates whose name is free; nothing is left after an error.
    fn create(
        &self,
        candidates: impl Iterator<Item = PathBuf>,
        bytes: &[u8],
    ) -> io::Result<(Box<dyn Fresh>, PathBuf)> {
        for path in candidates.zip(0..TRIES).map(|(path, _)| path) {
            match self.disk.create(&self.at(&path), bytes) {
                Ok(fresh) => return Ok((fresh, path)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => {
                    let _ = self.disk.remove(&self.at(&path));
                    return Err(error);
                }
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }

    fn sync_folder(&self, folder: &Path) -> Result<(), StoreError> {
        let synced = self.disk.sync_folder(&self.at(folder));
        synced.map_err(|error| StoreError::new(Doing::Flushing, folder, error))
    }
}

/// The folder and the name in it; a path that could lead out of the home has none.
fn split(path: &Path) -> Result<(&Path, &str), StoreError> {
    let inside = path
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    let parts = path
        .parent()
        .zip(path.file_name().and_then(|name| name.to_str()));
    parts
        .filter(|_| inside)
        .ok_or_else(|| StoreError::new(Doing::Saving, path, Why::BadName))
}
