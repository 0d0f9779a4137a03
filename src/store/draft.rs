//! Drafts: words that are not an entry yet, each with the window that is typing it.

use std::io::ErrorKind;
use std::path::Path;

use super::disk::{Guard, Hold, Kind};
use super::error::{Doing, StoreError, Why};
use super::list::stranger;
use super::{Notice, Store, home, lock};

/// A draft as it lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its name; a conflict copy of a draft has one of its own.
    pub id: String,
    pub bytes: Vec<u8>,
    /// A living window has claimed it (this one counts too); it is not to be offered.
    pub in_use: bool,
}

/// The right to type a draft; no other window has it until this is dropped or the process ends.
pub struct DraftClaim {
    _guard: Option<Guard>,
}

impl Store {
    /// Saves the words of a draft, whole. Returns once they are on the disk for good.
    ///
    /// # Errors
    /// The draft as it was before is still there, or, when the last flush failed, perhaps
    /// already the new one. Saving again under the same id is always right: each save is a new
    /// file.
    pub fn save_draft(&self, id: &str, bytes: Vec<u8>) -> Result<(), StoreError> {
        let path = home::draft(id).ok_or_else(|| bad_name(id))?;
        let path = self.form(path);
        self.replace(&path, bytes)?;
        self.remove_spread(&path)
    }

    /// Removes a draft once its words are in a session, or its writer has thrown them away.
    /// Removing one that is not there is fine.
    ///
    /// # Errors
    /// The draft may still be there.
    pub fn remove_draft(&self, id: &str) -> Result<(), StoreError> {
        let path = home::draft(id).ok_or_else(|| bad_name(id))?;
        let path = self.form(path);
        self.remove(&path)?;
        self.remove_spread(&path)?;
        // Random ids never come back, so the lock file has no further use; if it stays, the next
        // start sweeps it.
        if let Some(lock) = home::draft_lock(id) {
            let _ = self.disk.remove(&self.at(&lock));
        }
        Ok(())
    }

    /// Removes the file that a synchronizer has named in its own way.
    fn remove_spread(&self, path: &Path) -> Result<(), StoreError> {
        match home::spread(path) {
            Some(other) if self.look(&other)?.is_some() => self.remove(&other),
            Some(_) | None => Ok(()),
        }
    }

    /// Reads every draft, sorted by id. What cannot be read is kept and named.
    pub fn read_drafts(&self) -> (Vec<Draft>, Vec<Notice>) {
        let mut notices = Vec::new();
        let mut drafts = Vec::new();
        for found in self.list(Path::new(home::DRAFTS), 0, &mut notices) {
            let id = found.name.as_deref().and_then(home::id);
            match (found.kind, id) {
                _ if found.is_hidden() => {}
                (Kind::File, Some(id)) => {
                    if let Some((bytes, _)) =
                        self.read_or_name(&found.path, Vec::new(), &mut notices)
                    {
                        let draft = Draft {
                            in_use: self.is_in_use(&id),
                            id,
                            bytes,
                        };
                        let as_written = self.seal.locks() == found.has_extension("age");
                        drafts.push((draft, as_written));
                    }
                }
                (Kind::File, None) if found.has_extension("lock") => {}
                _ => notices.push(stranger(found)),
            }
        }
        // Cut off while it was sealed or opened, a draft is there in both forms; it is written on
        // in the form of the journal, which therefore comes first.
        drafts
            .sort_by(|(one, first), (other, second)| one.id.cmp(&other.id).then(second.cmp(first)));
        drafts.dedup_by(|(one, _), (other, _)| one.id == other.id);
        (
            drafts.into_iter().map(|(draft, _)| draft).collect(),
            notices,
        )
    }

    /// Claims a draft, there already or about to be, for the window that asks.
    ///
    /// # Errors
    /// [`Why::InUse`] while another window (or another claim of this one) has it. Where there are
    /// no file locks every claim is granted.
    pub fn claim_draft(&self, id: &str) -> Result<DraftClaim, StoreError> {
        let path = home::draft_lock(id).ok_or_else(|| bad_name(id))?;
        self.check_writable()?;
        self.make_folder(Path::new(home::DRAFTS))?;
        let fail = |why: Why| StoreError::new(Doing::Claiming, &path, why);
        match lock::hold(&*self.disk, &self.at(&path), Hold::Exclusive) {
            Ok(Some(guard)) => Ok(DraftClaim {
                _guard: Some(guard),
            }),
            Ok(None) => Err(fail(Why::InUse)),
            Err(error) if error.kind() == ErrorKind::Unsupported => Ok(DraftClaim { _guard: None }),
            Err(error) => Err(fail(error.into())),
        }
    }

    /// Whether a claim is held. Looking never makes a lock file, and stands in nobody's way but
    /// for a moment, which claiming waits out.
    fn is_in_use(&self, id: &str) -> bool {
        let Some(path) = home::draft_lock(id) else {
            return false;
        };
        let there = matches!(self.look(&path), Ok(Some(Kind::File)));
        there && matches!(self.disk.lock(&self.at(&path), Hold::Shared), Ok(None))
    }
}

fn bad_name(id: &str) -> StoreError {
    StoreError::new(Doing::Saving, Path::new(id), Why::BadName)
}
