//! What a coach reads and writes: a folder for each hand-off, and beside them who the coach is.
//!
//! A home in which nobody keeps a journal holds nothing but this.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, Guard, Hold, Kind};
use super::error::{Doing, StoreError, Why};
use super::job::is_torn;
use super::label::Label;
use super::{Keys, LockState, Notice, Store, home, lock};
use crate::seal::SealError;

/// The longest token that makes a name; those made here have twenty letters.
const LONGEST: usize = 64;

/// One file of a coach; those of a hand-off lie in a folder named by its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReviewFile {
    /// The coach's key, as the stock `age` takes it.
    Key,
    /// The name under which the coach signs.
    Name,
    /// The hand-off itself.
    HandOff(String),
    /// Notes for the reply.
    Notes(String),
    /// The coach's own notes, which no reply contains.
    Mine(String),
}

/// The right to write notes on a hand-off; no other window has it until this is dropped or the
/// process ends.
pub struct ReviewClaim {
    _guard: Option<Guard>,
}

impl std::fmt::Debug for ReviewClaim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReviewClaim")
    }
}

/// Whether a token can be the name of a folder, on every disk: lowercase letters and digits.
pub fn is_token(token: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    (1..=LONGEST).contains(&token.len()) && token.bytes().all(plain)
}

impl ReviewFile {
    /// Where it lies when it is plain.
    fn path(&self) -> Option<PathBuf> {
        let of = |token: &str, name: &str| is_token(token).then(|| folder(token).join(name));
        match self {
            Self::Key => Some(Path::new(home::REVIEWS).join("key.txt")),
            Self::Name => Some(Path::new(home::REVIEWS).join("name.txt")),
            Self::HandOff(token) => of(token, "handoff.json"),
            Self::Notes(token) => of(token, "notes.json"),
            Self::Mine(token) => of(token, "mine.json"),
        }
    }
}

impl Store {
    /// Opens a home for a coach's reading. Of the journal that may be there nothing is read and
    /// nothing is made; the folder itself is made with the first file that is saved.
    ///
    /// # Errors
    /// [`Why::Busy`] while a job on the whole journal runs.
    pub fn open_reviews(
        disk: Arc<dyn Disk>,
        home: impl Into<PathBuf>,
        keys: Keys,
    ) -> Result<(Self, Vec<Notice>), StoreError> {
        let by_paper = keys.by_paper;
        let (mut store, mut notices) = Self::inspect(disk, home, keys)?;
        let look = store.disk.look(&store.home);
        if look.is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            store.writable = true;
        }
        if by_paper {
            // What is sealed to the key on paper alone, no passphrase would open.
            store.writable = false;
            notices.push(Notice::Lock(LockState::ByPaper));
        }
        Ok((store, notices))
    }

    /// Saves a file of a coach, whole. Returns once it is on the disk for good.
    ///
    /// # Errors
    /// The file as it was before is still there, or, when the last flush failed, perhaps already
    /// the new one. [`Why::Busy`] where the home was locked or unlocked since it was opened.
    pub fn save_review(&self, file: &ReviewFile, bytes: Vec<u8>) -> Result<(), StoreError> {
        let plain = file.path().ok_or_else(bad_name)?;
        self.check_writable()?;
        self.make_home(&mut Vec::new())?;
        let _guard = self.step_in()?;
        let path = self.form(plain.clone());
        self.replace(&path, bytes)?;
        let other = home::other(&path);
        match self.look(&other)? {
            // What a lock that was cut off has left: it was read, and this comes after it.
            Some(Kind::File) => self.remove(&other),
            Some(_) | None => Ok(()),
        }
    }

    /// The plain bytes of a file of a coach; none where there is none.
    ///
    /// # Errors
    /// It is there and cannot be read.
    pub fn read_review(&self, file: &ReviewFile) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.form(file.path().ok_or_else(bad_name)?);
        for path in [home::other(&path), path].iter().rev() {
            match self.read_whole(path) {
                Err(error) if error.why == Why::Missing => {}
                read => return read.map(Some),
            }
        }
        Ok(None)
    }

    /// What is left of a sealed file that was cut off in its beginning would pass for a name.
    fn read_whole(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        let fail = |why: Why| StoreError::new(Doing::Reading, path, why);
        let stored = self.disk.read(&self.at(path), Vec::new());
        let stored = stored.map_err(|error| fail(error.into()))?;
        if is_torn(path, &stored) {
            return Err(fail(SealError::Damaged.into()));
        }
        let plain = self.seal.open(stored);
        plain.map_err(|error| fail(error.into()))
    }

    /// Claims a hand-off that lies here for the window that asks. What saves that were cut off
    /// have left beside it goes: of a file it is the older or the torn form.
    ///
    /// # Errors
    /// [`Why::InUse`] while another window has it. Where there are no file locks every claim is
    /// granted.
    pub fn claim_review(&self, token: &str) -> Result<ReviewClaim, StoreError> {
        let path = ReviewFile::HandOff(token.to_owned()).path();
        let path = self.form(path.ok_or_else(bad_name)?);
        let path = match self.look(&path)? {
            Some(_) => path,
            None => home::other(&path),
        };
        let fail = |why: Why| StoreError::new(Doing::Claiming, &path, why);
        let guard = match lock::hold(&*self.disk, &self.at(&path), Hold::Exclusive) {
            Ok(Some(guard)) => Some(guard),
            Ok(None) => return Err(fail(Why::InUse)),
            Err(error) if error.kind() == ErrorKind::Unsupported => None,
            Err(error) => return Err(fail(error.into())),
        };
        for found in self.list(&folder(token), 0, &mut Vec::new()) {
            let cut_off = found.name.as_deref().and_then(home::cut_off).is_some();
            if cut_off && found.kind == Kind::File {
                // If it stays, it stays in nobody's way.
                let _ = self.remove(&found.path);
            }
        }
        Ok(ReviewClaim { _guard: guard })
    }

    /// Removes a hand-off with all notes on it, for good. What is not there is as good as removed.
    ///
    /// # Errors
    /// Some of it may still be there; removing it again goes on.
    pub fn remove_review(&self, token: &str) -> Result<(), StoreError> {
        if !is_token(token) {
            return Err(bad_name());
        }
        self.check_writable()?;
        let _guard = self.step_in()?;
        let folder = folder(token);
        for found in self.list(&folder, 0, &mut Vec::new()) {
            if found.kind == Kind::File {
                self.remove(&found.path)?;
            }
        }
        match self.disk.remove_empty(&self.at(&folder)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(StoreError::new(Doing::Removing, &folder, error)),
            Ok(()) => Ok(()),
        }
    }

    /// Where no lock is held, since there was no journal: none may have come to be locked since.
    fn step_in(&self) -> Result<Option<Guard>, StoreError> {
        let path = Path::new(home::LOCK);
        let busy = || StoreError::new(Doing::Saving, path, Why::Busy);
        if self.lock.is_some() {
            return Ok(None);
        }
        let mut guard = None;
        if let Some(Kind::File) = self.look(path)? {
            match lock::hold(&*self.disk, &self.at(path), Hold::Shared) {
                Ok(None) => return Err(busy()),
                Ok(held) => guard = held,
                // Where there are no locks, no job on the whole journal can run.
                Err(_) => {}
            }
        }
        let label = self.disk.read(&self.at(Path::new(home::LABEL)), Vec::new());
        let label = label.ok().as_deref().and_then(Label::read);
        if label.is_some_and(|label| label.is_locked() && !self.seal.locks()) {
            return Err(busy());
        }
        Ok(guard)
    }
}

fn folder(token: &str) -> PathBuf {
    Path::new(home::REVIEWS).join(token)
}

fn bad_name() -> StoreError {
    StoreError::new(Doing::Saving, Path::new(home::REVIEWS), Why::BadName)
}
