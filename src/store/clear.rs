//! Looking into every file that holds words, and changing or removing it for good.

use std::path::Path;

use super::disk::Kind;
use super::error::{StoreError, Why};
use super::session::DEPTH;
use super::{Archive, Job, Part, Store, home};
use crate::seal::is_sealed;

/// Where the journal keeps words.
const KEPT: [(&str, usize); 4] = [
    (home::SESSIONS, DEPTH),
    (home::DRAFTS, 0),
    (home::SET_ASIDE, DEPTH),
    (home::INBOX, 0),
];

/// Where copies of words lie that the journal does not change: what was handed over or put by, and
/// what a person has put beside the journal.
const COPIES: [(&str, usize); 3] = [(home::BACKUPS, DEPTH), (home::REVIEWS, DEPTH), ("", 0)];

/// Takes the plain bytes of a file, or why they cannot be had.
type Visit<'a> = dyn FnMut(&Path, Result<Vec<u8>, Why>) -> Result<(), StoreError> + 'a;

impl Store {
    /// Hands on the plain bytes of every file in which the journal keeps words, or why they
    /// cannot be had, until the first error.
    ///
    /// # Errors
    /// What `visit` gives.
    pub fn each_kept(&self, visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.each(&KEPT, visit)
    }

    /// The same of every file beside those that may hold a copy.
    ///
    /// # Errors
    /// What `visit` gives.
    pub fn each_copy(&self, visit: &mut Visit<'_>) -> Result<(), StoreError> {
        self.each(&COPIES, &mut |path, bytes| {
            let bytes = match bytes {
                Ok(bytes) if path.starts_with(home::BACKUPS) => bytes,
                other => return visit(path, other),
            };
            // In a backup the files lie as they lie in the home: sealed one by one.
            for (part, _, bytes) in Archive::read(&bytes).files() {
                // A key behind its passphrase holds no words.
                if is_sealed(bytes) && part != Part::Identity {
                    let plain = self.seal.open(bytes.to_vec());
                    visit(path, plain.map_err(Why::from))?;
                }
            }
            visit(path, Ok(bytes))
        })
    }

    /// Folders that keep what was in files before: of git, or of a synchronizer.
    pub fn histories(&self) -> Vec<&'static str> {
        let there = |name: &&str| matches!(self.look(Path::new(name)), Ok(Some(_)));
        let names = [".git", ".hg", ".stversions", ".dropbox.cache"];
        names.into_iter().filter(there).collect()
    }

    fn each(&self, folders: &[(&str, usize)], visit: &mut Visit<'_>) -> Result<(), StoreError> {
        for (folder, depth) in folders {
            let mut unlisted = Vec::new();
            let mut found = self.list(Path::new(folder), *depth, &mut unlisted);
            found.sort_by(|one, other| one.path.cmp(&other.path));
            for found in found {
                match found.kind {
                    Kind::File => {}
                    Kind::Link => {
                        visit(&found.path, Err(Why::Link))?;
                        continue;
                    }
                    Kind::Folder | Kind::Other => continue,
                }
                match self.read(&found.path) {
                    Err(StoreError {
                        why: Why::Missing, ..
                    }) => {}
                    Err(StoreError { why, .. }) => visit(&found.path, Err(why))?,
                    Ok(bytes) => visit(&found.path, Ok(bytes))?,
                }
            }
            for notice in unlisted {
                if let super::Notice::Unreadable { path, why } = notice {
                    visit(&path, Err(why))?;
                }
            }
        }
        Ok(())
    }
}

impl Job {
    /// Puts other plain bytes in the place of a file's.
    ///
    /// # Errors
    /// The file is as it was, or, when the last flush failed, perhaps already the new one.
    pub fn rewrite(&self, path: &Path, plain: Vec<u8>) -> Result<(), StoreError> {
        self.store().replace(path, plain).map(drop)
    }

    /// Removes a file for good.
    ///
    /// # Errors
    /// The file may still be there.
    pub fn take_away(&self, path: &Path) -> Result<(), StoreError> {
        self.store().remove(path)
    }
}
