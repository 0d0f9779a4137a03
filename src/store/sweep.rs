//! Settling what saves that were cut off have left. Only done while no other window is open, so
//! that a save under way is never taken for a leftover. No words are ever removed with it.

use std::path::Path;

use super::disk::Kind;
use super::error::{StoreError, Why};
use super::job::FOLDERS;
use super::list::Found;
use super::{Notice, Store, home};
use crate::seal::SealError;

/// Says how much complete bytes hold (records of a session, say), and `None` for bytes that are
/// torn or damaged.
pub type Whole<'a> = dyn Fn(&[u8]) -> Option<usize> + 'a;

/// What becomes of a leftover.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Everything in it is in the file as well.
    Remove,
    /// It becomes the file.
    Adopt,
    /// It becomes the file, which was damaged and is kept too.
    AdoptBeside,
    /// No one can tell.
    SetAside,
}

impl Store {
    pub(super) fn sweep(&self, whole: &Whole, notices: &mut Vec<Notice>) {
        // Whatever cannot be listed is named when it is read.
        let rest = ["", home::IDENTITIES, home::RECIPIENTS, home::BACKUPS].map(|name| (name, 0));
        let found = FOLDERS
            .into_iter()
            .chain(rest)
            .map(|(folder, depth)| self.list(Path::new(folder), depth, &mut Vec::new()));
        for found in found
            .flatten()
            .filter(|found| found.kind == Kind::File)
            .collect::<Vec<_>>()
        {
            let name = found.name.as_deref().unwrap_or_default();
            let of_any_name = [home::SET_ASIDE, home::INBOX, home::REVIEWS];
            let of_any_name = of_any_name
                .iter()
                .any(|folder| found.path.starts_with(folder));
            let left = if of_any_name {
                home::cut_off(name)
            } else {
                home::unfinished(name)
            };
            let of_keys = [home::IDENTITIES, home::RECIPIENTS];
            let of_keys = of_keys.iter().any(|folder| found.path.starts_with(folder));
            if of_keys && home::cut_off(name).is_some() {
                // A key is put there whole or not at all, and the rest says which is used.
                let _ = self.remove(&found.path);
                continue;
            }
            let settled = match left {
                Some(last) => self.settle(&found.path, last, whole),
                None if found.path.starts_with(home::BACKUPS) => self.drop_backup(&found),
                None if found.path.starts_with(home::DRAFTS) && found.has_extension("lock") => {
                    self.drop_lock(&found.path).map(|()| None)
                }
                None => Ok(None),
            };
            match settled {
                Ok(None) => {}
                Ok(Some(notice)) => notices.push(notice),
                Err(StoreError { why, .. }) => {
                    notices.push(Notice::LeftOver {
                        path: found.path,
                        why,
                    });
                }
            }
        }
    }

    fn settle(&self, left: &Path, last: &str, whole: &Whole) -> Result<Option<Notice>, StoreError> {
        let mut file = left.with_file_name(last);
        if self.seal.locks() && home::plain(last) == last && file != Path::new(home::LABEL) {
            // Left from before the journal was locked: nothing plain comes of it.
            file = home::sealed(&file);
        }
        let bytes = match self.read(left) {
            Ok(bytes) => bytes,
            // Sealed and torn: nobody can tell what it was, and no start should ask again.
            Err(error) if error.why == Why::Sealed(SealError::Damaged) => {
                return self.put_aside(left).map(Some);
            }
            Err(error) => return Err(error),
        };
        let before = match self.read(&file) {
            // A job that seals or opens the file was cut off: it is there in its other form.
            Err(error) if error.why == Why::Missing => self.read(&home::other(&file)),
            read => read,
        };
        let before = match before {
            Ok(before) => Some(before),
            Err(error) if error.why == Why::Missing => None,
            Err(error) => return Err(error),
        };
        let fate = if file == Path::new(home::LABEL) {
            // It never holds words.
            Fate::Remove
        } else {
            fate(&bytes, before.as_deref(), whole)
        };
        let notice = match fate {
            Fate::Remove => None,
            Fate::Adopt | Fate::AdoptBeside => {
                if fate == Fate::AdoptBeside {
                    self.set_aside(&file)?;
                }
                // Written anew instead of renamed: no one knows what of it was flushed.
                self.replace(&file, bytes)?;
                Some(Notice::Adopted { path: file })
            }
            Fate::SetAside => return self.put_aside(left).map(Some),
        };
        self.remove(left)?;
        Ok(notice)
    }

    fn put_aside(&self, left: &Path) -> Result<Notice, StoreError> {
        let kept = self.set_aside(left)?;
        self.remove(left)?;
        let path = left.to_path_buf();
        Ok(Notice::SetAside { path, kept })
    }

    /// Removes what is left of a backup that was cut off; everything in it is in the journal.
    fn drop_backup(&self, found: &Found) -> Result<Option<Notice>, StoreError> {
        let cut_off = found.name.as_deref().and_then(home::cut_off);
        if cut_off.is_some_and(|last| home::has_extension(last, home::BACKUP)) {
            self.remove(&found.path)?;
        }
        Ok(None)
    }

    /// Removes what a claim has left; a file of that name with something in it is not ours.
    fn drop_lock(&self, path: &Path) -> Result<(), StoreError> {
        if self.read(path)?.is_empty() {
            self.remove(path)
        } else {
            Ok(())
        }
    }
}

fn fate(left: &[u8], file: Option<&[u8]>, whole: &Whole) -> Fate {
    let Some(file) = file else {
        return match whole(left) {
            Some(_) => Fate::Adopt,
            None if left.is_empty() => Fate::Remove,
            None => Fate::SetAside,
        };
    };
    if file.starts_with(left) {
        return Fate::Remove;
    }
    match (whole(left), whole(file)) {
        (Some(_), None) => Fate::AdoptBeside,
        (Some(more), Some(fewer)) if more > fewer => Fate::Adopt,
        _ => Fate::SetAside,
    }
}
