//! The inbox: what was added while the journal was locked, until it is confirmed.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, Guard, Hold, Kind};
use super::error::{Doing, StoreError, Why};
use super::list::stranger;
use super::{Keys, Notice, Store, home, lock, protection};
use crate::seal::is_sealed;

/// The inbox of a journal that is locked and that nobody has opened. While it is held no job on
/// the whole journal begins, so that the key words are sealed to stays the journal's.
pub struct Letterbox {
    store: Store,
    _guard: Guard,
}

impl Letterbox {
    /// # Errors
    /// [`Why::Busy`] while a job on the whole journal runs, and where one has just taken the lock
    /// off.
    pub fn hold(disk: Arc<dyn Disk>, home: PathBuf) -> Result<Self, StoreError> {
        let store = Store::new(disk, home, Keys::default());
        let lock = Path::new(home::LOCK);
        let fail = |why: Why| StoreError::new(Doing::Saving, Path::new(home::INBOX), why);
        let guard = match lock::hold(&*store.disk, &store.at(lock), Hold::Shared) {
            Ok(guard) => guard,
            // Where there are no locks, no job on the whole journal can run.
            Err(error) if error.kind() == ErrorKind::Unsupported => Some(Box::new(()) as _),
            Err(error) => return Err(fail(error.into())),
        };
        match guard {
            // Whoever looked before may have seen what a job has changed since.
            Some(guard) if protection(&*store.disk, &store.home)?.locked => Ok(Self {
                store,
                _guard: guard,
            }),
            Some(_) | None => Err(fail(Why::Busy)),
        }
    }

    /// Leaves bytes that are sealed already.
    ///
    /// # Errors
    /// [`Why::Taken`] where something of that name waits. Nothing was left then.
    pub fn leave(&self, id: &str, sealed: &[u8]) -> Result<(), StoreError> {
        let path = home::sealed(&home::inbox(id).ok_or_else(|| bad_name(id))?);
        if self.store.look(&path)?.is_some() {
            return Err(StoreError::new(Doing::Saving, &path, Why::Taken));
        }
        self.store.put(&path, sealed)
    }
}

/// Whether a job on the whole journal runs. Looking makes nothing; it takes a fifth of a second
/// where one does.
pub fn is_busy(disk: &dyn Disk, home: &Path) -> bool {
    let path = home.join(home::LOCK);
    let there = disk.look(&path).is_ok_and(|look| look.kind == Kind::File);
    there && matches!(lock::hold(disk, &path, Hold::Shared), Ok(None))
}

/// Where words lie that came while a job on the whole journal ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    Drafts,
    Inbox,
}

/// Puts words beside a job on the whole journal, whose lock is not waited for; gives their path.
/// Sealed or plain, they take the place of those under the same id in the other form.
///
/// # Errors
/// They may lie there in the form from before.
pub fn put_beside(
    disk: &Arc<dyn Disk>,
    home: &Path,
    place: Beside,
    id: &str,
    bytes: &[u8],
) -> Result<PathBuf, StoreError> {
    let plain = match place {
        Beside::Drafts => home::draft(id),
        Beside::Inbox => home::inbox(id),
    };
    let plain = plain.ok_or_else(|| bad_name(id))?;
    let mut paths = [home::sealed(&plain), plain];
    if !is_sealed(bytes) {
        paths.reverse();
    }
    let [path, other] = paths;
    let store = Store::new(Arc::clone(disk), home.to_path_buf(), Keys::default());
    match store.put(&path, bytes) {
        // A job that begins takes a file that is being written for a leftover.
        Err(error) if error.why == Why::Missing => store.put(&path, bytes)?,
        done => done?,
    }
    store.remove(&other)?;
    Ok(path)
}

impl Store {
    /// Everything that waits in the inbox, by its name, in the order of the names. What cannot be
    /// read is kept and named.
    pub fn read_inbox(&self) -> (Vec<(String, Vec<u8>)>, Vec<Notice>) {
        let mut notices = Vec::new();
        let mut waiting = Vec::new();
        for found in self.list(Path::new(home::INBOX), 0, &mut notices) {
            let name = found.name.as_deref().map(home::plain);
            let id = name.and_then(|name| name.strip_suffix(".json"));
            match (found.kind, id.map(str::to_owned)) {
                _ if found.is_hidden() => {}
                (Kind::File, Some(id)) => {
                    let read = self.read_or_name(&found.path, Vec::new(), &mut notices);
                    waiting.extend(read.map(|(bytes, _)| (id, bytes)));
                }
                _ => notices.push(stranger(found)),
            }
        }
        waiting.sort();
        waiting.dedup_by(|one, other| one.0 == other.0);
        (waiting, notices)
    }

    /// Removes what was taken in or thrown away, in whichever form it lies there.
    ///
    /// # Errors
    /// It may still be there.
    pub fn remove_from_inbox(&self, id: &str) -> Result<(), StoreError> {
        let path = home::inbox(id).ok_or_else(|| bad_name(id))?;
        for path in [home::sealed(&path), path] {
            if self.look(&path)?.is_some() {
                self.remove(&path)?;
            }
        }
        Ok(())
    }
}

fn bad_name(id: &str) -> StoreError {
    StoreError::new(Doing::Saving, Path::new(id), Why::BadName)
}
