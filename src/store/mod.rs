//! Where a journal lives. The only module that touches files; it deals in names and bytes and
//! knows nothing of what they say.

mod archive;
mod backup;
mod clear;
pub mod disk;
mod draft;
mod error;
pub mod home;
mod inbox;
mod inspect;
mod job;
mod keys;
mod label;
mod list;
mod lock;
mod lost;
pub mod memory;
mod notice;
mod open;
mod outside;
mod parts;
mod recipient;
mod remains;
mod restore;
mod review;
mod session;
mod shortcut;
mod sweep;
pub mod temporary;
mod thin;
mod write;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

pub use self::archive::{Archive, Flaw};
pub use self::backup::{Backed, BackupFile, BackupName, Reason, Request};
use self::disk::{Disk, Guard};
pub use self::draft::{Draft, DraftClaim};
pub use self::error::{Doing, StoreError, Why};
pub use self::inbox::{Beside, Letterbox, is_busy, put_beside};
pub use self::inspect::{Carrier, Mode, carriers};
pub use self::job::{Job, Resealed};
pub use self::keys::{Identity, Keys, Protection, identity, protection};
pub use self::label::FORMAT;
pub use self::notice::{LockState, Notice};
pub use self::outside::write_outside;
pub use self::parts::Part;
pub use self::recipient::Recipient;
pub use self::restore::{Fate, Holds, Restored, Restoring, Step};
pub use self::review::{ReviewClaim, ReviewFile, is_token};
pub use self::session::{SessionFile, SessionName, is_conflict_copy, names_draft, names_session};
pub use self::shortcut::Shortcut;
pub use self::sweep::Whole;
use crate::seal::Seal;

/// An open home. Threads share it as `Arc<Store>`; the last one to let go gives up the lock.
pub struct Store {
    disk: Arc<dyn Disk>,
    home: PathBuf,
    seal: Seal,
    /// The id of the key that is written with, where the journal is locked.
    key_id: Option<String>,
    id: String,
    writable: bool,
    /// Shared with other windows; `None` where there are no locks or nothing can be written.
    lock: Option<Guard>,
    /// Relative paths that this store has made durable: folders, and its own session files.
    mine: Mutex<BTreeSet<PathBuf>>,
    /// The length of each session file as it was last read or saved here.
    seen: Mutex<HashMap<PathBuf, u64>>,
    /// Tells temporary files apart.
    numbers: AtomicU64,
}

impl Store {
    /// Whether anything can be saved; when not, a notice of [`Store::open`] says why.
    pub fn writable(&self) -> bool {
        self.writable
    }

    /// The folder that paths are relative to.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// The journal's id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What the journal is sealed with.
    pub fn seal(&self) -> &Seal {
        &self.seal
    }

    /// What opens the journal.
    pub fn keys(&self) -> Keys {
        Keys {
            seal: self.seal.clone(),
            id: self.key_id.clone(),
            by_paper: false,
        }
    }

    /// The disk it lies on.
    pub fn disk(&self) -> Arc<dyn Disk> {
        Arc::clone(&self.disk)
    }

    /// Where a file lies that has this path when it is plain.
    fn form(&self, path: PathBuf) -> PathBuf {
        if self.seal.locks() {
            home::sealed(&path)
        } else {
            path
        }
    }

    fn at(&self, path: &Path) -> PathBuf {
        self.home.join(path)
    }

    fn check_writable(&self) -> Result<(), StoreError> {
        if self.writable {
            return Ok(());
        }
        Err(StoreError::new(Doing::Saving, Path::new(""), Why::ReadOnly))
    }

    fn is_mine(&self, path: &Path) -> bool {
        self.mine().contains(path)
    }

    fn set_mine(&self, path: &Path, mine: bool) {
        if mine {
            self.mine().insert(path.to_path_buf());
        } else {
            self.mine().remove(path);
        }
    }

    fn set_seen(&self, path: &Path, length: usize) {
        let length = u64::try_from(length).unwrap_or(u64::MAX);
        self.seen().insert(path.to_path_buf(), length);
    }

    fn seen(&self) -> MutexGuard<'_, HashMap<PathBuf, u64>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn mine(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.mine.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
