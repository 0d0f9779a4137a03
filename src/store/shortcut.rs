//! A shortcut to opening many sealed sessions: the keys of their files, noted by this machine in
//! the configuration folder. It is a cache and never the truth; whoever removes it waits a little
//! once.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use zeroize::Zeroizing;

use super::disk::Disk;
use super::{Keys, Store, home};
use crate::seal::{FileKeys, Key, Seal};

/// So many files are opened as quickly without it.
const WORTH_IT: usize = 64;

/// Where the keys of files are noted, for one key of a journal.
pub struct Shortcut {
    /// The configuration folder, which is written as a home is.
    folder: Store,
    path: PathBuf,
    key: Key,
    noted: FileKeys,
}

impl Shortcut {
    /// Reads what is noted, and has what these keys open noted from now on. None for a journal that
    /// is not locked, or is opened by paper.
    pub fn take(disk: &Arc<dyn Disk>, config: &Path, keys: &mut Keys) -> Option<Self> {
        let id = keys.id.as_ref().filter(|_| !keys.by_paper)?;
        let Seal::Locked { key, .. } = &mut keys.seal else {
            return None;
        };
        let (folder, path) = place(disk, config, id)?;
        let stored = folder.disk.read(&folder.at(&path), Vec::new());
        let plain = stored.ok().and_then(|stored| key.open(&stored).ok());
        let noted = plain.and_then(|plain| FileKeys::read(&Zeroizing::new(plain)));
        let noted = noted.unwrap_or_default();
        let plain_key = std::mem::replace(key, key.noting(noted.clone()));
        Some(Self {
            folder,
            path,
            key: plain_key,
            noted,
        })
    }

    /// Notes what was opened since, where that saves anybody's time.
    pub fn note(&self) {
        if self.noted.fresh() < WORTH_IT {
            return;
        }
        let sealed = self.key.seal(&self.noted.to_bytes());
        if let Ok(sealed) = sealed {
            // Without it nothing is lost but a moment at the next start.
            let _ = self.folder.make_home(&mut Vec::new());
            let _ = self.folder.put(&self.path, &sealed);
        }
    }

    /// Takes away what is noted for the key of this id, which is about to go.
    pub fn remove(disk: &Arc<dyn Disk>, config: &Path, id: &str) {
        if let Some((folder, path)) = place(disk, config, id) {
            // What could not be removed is sealed to the key that goes.
            let _ = folder.remove(&path);
        }
    }
}

fn place(disk: &Arc<dyn Disk>, config: &Path, id: &str) -> Option<(Store, PathBuf)> {
    let folder = Store::new(Arc::clone(disk), config.to_path_buf(), Keys::default());
    let path = Path::new(home::RECIPIENTS).join(format!("{id}{}", home::SEALED));
    home::is_name(id).then_some((folder, path))
}
