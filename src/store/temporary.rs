//! A home that is thrown away.

use std::io;
use std::path::Path;

use tempfile::TempDir;

use super::disk::{Disk, Hold, RealDisk};
use super::home;

/// The beginning of the names of homes that are thrown away.
const PREFIX: &str = "rolebook-demo-";

/// A folder that only its owner can open, removed with all it holds when this is dropped.
#[derive(Debug)]
pub struct Temporary(TempDir);

impl Temporary {
    /// Makes one in a folder of temporary files. What a killed program left there before
    /// is removed, unless somebody has it open.
    pub fn make(place: &Path) -> io::Result<Self> {
        for item in RealDisk.list(place).unwrap_or_default() {
            let name = Path::new(&item.name);
            if name.to_string_lossy().starts_with(PREFIX) {
                abandoned(&place.join(name));
            }
        }
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        builder.prefix(PREFIX).tempdir_in(place).map(Self)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Removes it, and says if that could not be done.
    pub fn remove(self) -> io::Result<()> {
        self.0.close()
    }
}

/// Removes a home that nobody has open. One that is being made has no lock yet, and stays.
fn abandoned(folder: &Path) {
    let lock = folder.join(home::LOCK);
    if RealDisk.look(&lock).is_err() {
        return;
    }
    if let Ok(Some(guard)) = RealDisk.lock(&lock, Hold::Exclusive) {
        // What cannot be removed now is tried again the next time.
        let _ = std::fs::remove_dir_all(folder);
        drop(guard);
    }
}
