//! Files that a person asks for outside the journal: written once, over nothing.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::Store;
use super::disk::{Disk, real_path};
use super::error::{Doing, StoreError, Why};
use crate::share::Cleared;

impl Store {
    /// The same as [`write_outside`], and never into the journal, where only its own files lie.
    pub fn write_outside<T: AsRef<[u8]>>(
        &self,
        path: &Path,
        text: &Cleared<T>,
    ) -> Result<(), StoreError> {
        let folder = path.parent().unwrap_or(path);
        if real_path(folder).starts_with(real_path(&self.home)) {
            return Err(StoreError::new(Doing::Saving, path, Why::Inside));
        }
        write_outside(&*self.disk, path, text).map(drop)
    }
}

/// Writes what may leave into a new file, its owner's alone, and says where it lies now.
///
/// # Errors
/// There is no such file afterwards, or the one that was there before, as it was
/// ([`Why::Taken`]).
pub fn write_outside<T: AsRef<[u8]>>(
    disk: &dyn Disk,
    path: &Path,
    text: &Cleared<T>,
) -> Result<PathBuf, StoreError> {
    let fail = |doing: Doing| move |why: io::Error| StoreError::new(doing, path, why);
    if path.file_name().is_none() {
        return Err(StoreError::new(Doing::Saving, path, Why::BadName));
    }
    // What is there is not even tried: of what was made here the remains go after an error.
    match disk.look(path) {
        Ok(_) => return Err(StoreError::new(Doing::Saving, path, Why::Taken)),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(fail(Doing::Saving)(error)),
    }
    let bytes = text.packet().as_ref();
    let written = match disk.create(path, bytes) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return Err(fail(Doing::Saving)(error));
        }
        Err(error) => Err(fail(Doing::Saving)(error)),
        Ok(mut file) => file.sync().map_err(fail(Doing::Flushing)),
    };
    if let Err(error) = written {
        // A part of it helps nobody, and would keep the name.
        let _ = disk.remove(path);
        return Err(error);
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    // The bytes are there; a folder that cannot be flushed may lose the name in a power cut.
    let _ = disk.sync_folder(folder.unwrap_or(Path::new(".")));
    Ok(real_path(path))
}
