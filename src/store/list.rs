//! Looking through folders and files: what is strange is named, and nothing fails outright.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::disk::{Item, Kind};
use super::error::{Doing, StoreError, Why};
use super::{Notice, Store, home};

/// Something in a folder of the journal.
pub(super) struct Found {
    /// Relative to the home.
    pub(super) path: PathBuf,
    /// `None` when it is not UTF-8.
    pub(super) name: Option<String>,
    pub(super) kind: Kind,
}

impl Found {
    pub(super) fn has_extension(&self, extension: &str) -> bool {
        self.name
            .as_ref()
            .is_some_and(|name| home::has_extension(name, extension))
    }

    /// Hidden files are ours while they are written, or a synchronizer's or the system's.
    pub(super) fn is_hidden(&self) -> bool {
        self.name.as_ref().is_some_and(|name| name.starts_with('.'))
    }
}

impl Store {
    /// Everything in a folder and, `depth` levels down, in the folders within; those themselves
    /// are left out. A folder that is not there is empty.
    pub(super) fn list(
        &self,
        folder: &Path,
        depth: usize,
        notices: &mut Vec<Notice>,
    ) -> Vec<Found> {
        let items = match self.items(folder) {
            Ok(items) => items,
            Err(StoreError {
                why: Why::Missing, ..
            }) => return Vec::new(),
            Err(StoreError { path, why, .. }) => {
                notices.push(Notice::Unreadable { path, why });
                return Vec::new();
            }
        };
        let mut all = Vec::with_capacity(items.len());
        for Item { name, kind } in items {
            let path = folder.join(&name);
            let found = Found {
                path,
                name: name.into_string().ok(),
                kind,
            };
            let named_as_file = found.has_extension("json") || found.has_extension("age");
            if kind == Kind::Folder && depth > 0 && !named_as_file && !found.is_hidden() {
                all.extend(self.list(&found.path, depth - 1, notices));
            } else {
                all.push(found);
            }
        }
        all
    }

    /// The names in a folder. The disk would follow a link that stands for it; the journal does
    /// not.
    fn items(&self, folder: &Path) -> Result<Vec<Item>, StoreError> {
        let fail = |why: Why| StoreError::new(Doing::Reading, folder, why);
        match self.look(folder)? {
            Some(Kind::Folder) => {}
            Some(Kind::Link) => return Err(fail(Why::Link)),
            Some(Kind::File | Kind::Other) => return Err(fail(Why::NotAFolder)),
            None => return Err(fail(Why::Missing)),
        }
        self.disk
            .list(&self.at(folder))
            .map_err(|error| fail(error.into()))
    }

    /// The plain bytes of a file and the length it has on the disk, or a notice that names it. One that is gone since it was listed
    /// is not missed: another window or a synchronizer has taken it away.
    pub(super) fn read_or_name(
        &self,
        path: &Path,
        room: Vec<u8>,
        notices: &mut Vec<Notice>,
    ) -> Option<(Vec<u8>, usize)> {
        match self.read_into(path, room) {
            Ok((bytes, length)) => {
                if let Err(error) = std::str::from_utf8(&bytes) {
                    let offset = error.valid_up_to();
                    notices.push(Notice::NotText {
                        path: path.to_path_buf(),
                        offset,
                    });
                }
                Some((bytes, length))
            }
            Err(StoreError {
                why: Why::Missing, ..
            }) => None,
            Err(StoreError { path, why, .. }) => {
                notices.push(Notice::Unreadable { path, why });
                None
            }
        }
    }

    /// The plain bytes of a file.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        self.read_into(path, Vec::new()).map(|(bytes, _)| bytes)
    }

    fn read_into(&self, path: &Path, room: Vec<u8>) -> Result<(Vec<u8>, usize), StoreError> {
        let fail = |why: Why| StoreError::new(Doing::Reading, path, why);
        let bytes = self
            .disk
            .read(&self.at(path), room)
            .map_err(|error| fail(error.into()))?;
        let length = bytes.len();
        let plain = self.seal.open(bytes);
        Ok((plain.map_err(|error| fail(error.into()))?, length))
    }

    /// What stands at a path; `None` when nothing does.
    pub(super) fn look(&self, path: &Path) -> Result<Option<Kind>, StoreError> {
        match self.disk.look(&self.at(path)) {
            Ok(look) => Ok(Some(look.kind)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::new(Doing::Reading, path, error)),
        }
    }
}

/// The notice for something that is not read where it lies.
pub(super) fn stranger(found: Found) -> Notice {
    let why = match found.kind {
        Kind::Link => Why::Link,
        Kind::Other => Why::Special,
        Kind::Folder if found.has_extension("json") => Why::NotAFile,
        Kind::Folder | Kind::File => return Notice::Unknown { path: found.path },
    };
    Notice::Unreadable {
        path: found.path,
        why,
    }
}
