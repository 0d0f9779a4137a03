//! Settling what saves that were cut off have left. Only done while no other window is open, so
//! that a save under way is never taken for a leftover. No words are ever removed with it.

use std::path::Path;

use super::disk::Kind;
use super::error::{StoreError, Why};
use super::list::Found;
use super::session::DEPTH;
use super::{Notice, Store, home};

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
        let found = [
            (home::SESSIONS, DEPTH),
            (home::DRAFTS, 0),
            (home::BACKUPS, 0),
            ("", 0),
        ]
        .map(|(folder, depth)| self.list(Path::new(folder), depth, &mut Vec::new()));
        for found in found
            .into_iter()
            .flatten()
            .filter(|found| found.kind == Kind::File)
        {
            let name = found.name.as_deref().unwrap_or_default();
            let settled = match home::unfinished(name) {
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
        let bytes = self.read(left)?;
        let before = match self.read(&file) {
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
            Fate::SetAside => {
                let kept = self.set_aside(left)?;
                Some(Notice::SetAside {
                    path: left.to_path_buf(),
                    kept,
                })
            }
        };
        self.remove(left)?;
        Ok(notice)
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
