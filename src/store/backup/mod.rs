//! Dated copies of the journal, one file each: made, checked, listed, thinned out.

mod name;
mod sealed;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

pub use self::name::BackupName;
use super::archive::{Archive, fits, pack};
use super::disk::Kind;
use super::error::{Doing, StoreError, Why};
use super::job::is_torn;
use super::label::Label;
use super::{Keys, Notice, Part, Store, home, protection, thin};
use crate::seal::{Seal, SealError, is_sealed};

/// Names tried for backups of one second.
const TRIES: u32 = 1_000;

/// Files by their paths in the journal.
type Packed = Vec<(PathBuf, Vec<u8>)>;

/// What nobody here can open: it goes into a backup as it lies.
pub(super) type Shut = BTreeSet<PathBuf>;

/// A file as it goes into a backup.
pub(super) struct Formed {
    pub(super) path: PathBuf,
    pub(super) bytes: Vec<u8>,
    /// Whether nobody here can open it.
    pub(super) shut: bool,
}

/// What a backup is made for; all but the first are automatic, and may be removed once there are
/// enough later ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    Asked,
    Lock,
    Unlock,
    NewKey,
    Import,
    Migration,
}

/// What is asked of a backup.
pub struct Request<'a> {
    pub reason: Reason,
    pub at: DateTime<FixedOffset>,
    /// Another folder than the journal's own; it has to be there.
    pub folder: Option<&'a Path>,
    /// The keys to seal it to, where they are not those of the journal: those it is about to have.
    pub keys: Option<&'a Keys>,
}

/// A backup that was made and read back.
#[derive(Debug)]
pub struct Backed {
    pub path: PathBuf,
    pub files: usize,
    /// How large it is.
    pub bytes: usize,
    /// What is not in it, and stays where it is.
    pub left: Vec<Notice>,
    /// Automatic ones that made room.
    pub removed: Vec<PathBuf>,
    /// How many others there are now in the journal's own folder: automatic ones, and those that
    /// were asked for.
    pub kept: (usize, usize),
}

/// A backup in the journal's own folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupFile {
    /// Relative to the home.
    pub path: PathBuf,
    /// None where a person or a synchronizer has renamed it.
    pub name: Option<BackupName>,
}

impl Reason {
    fn before(self) -> Option<&'static str> {
        match self {
            Self::Asked => None,
            Self::Lock => Some("lock"),
            Self::Unlock => Some("unlock"),
            Self::NewKey => Some("new-key"),
            Self::Import => Some("import"),
            Self::Migration => Some("migration"),
        }
    }
}

impl<'a> Request<'a> {
    /// An automatic one, of the journal as it is.
    pub fn automatic(reason: Reason, at: DateTime<FixedOffset>) -> Self {
        let (folder, keys) = (None, None);
        Self {
            reason,
            at,
            folder,
            keys,
        }
    }

    /// Sealed to keys that the journal does not have yet.
    #[must_use]
    pub fn sealed_to(mut self, keys: &'a Keys) -> Self {
        self.keys = Some(keys);
        self
    }
}

impl Store {
    /// Makes a backup and reads it back. Words are in it sealed where the journal is, or to the
    /// keys of the request; a plain file in a locked journal needs its key for that. What is not
    /// the journal's is not in it.
    ///
    /// # Errors
    /// There is no new backup, and none was removed. [`SealError::Sealed`] where a key is needed.
    pub fn backup(&self, request: &Request) -> Result<Backed, StoreError> {
        let (files, shut, left) = self.contents(request)?;
        let count = files.len();
        let seconds = u64::try_from(request.at.timestamp()).unwrap_or(0);
        let folder = Path::new(home::BACKUPS);
        let packed = pack(&files, seconds);
        drop(files);
        let packed = packed.map_err(|error| StoreError::new(Doing::Saving, folder, error))?;
        let name = BackupName {
            at: request.at.to_utc(),
            before: request.reason.before().map(str::to_owned),
        };
        let path = match request.folder {
            None => {
                self.make_folder(folder)?;
                let path = folder.join(self.place_backup(folder, &name, &packed)?);
                if let Some(keys) = request.keys
                    && let Err(error) = self.check_opens(&path, &keys.seal, &shut)
                {
                    let _ = self.disk.remove(&self.at(&path));
                    return Err(error);
                }
                path
            }
            Some(elsewhere) => {
                let place = Self::new(self.disk.clone(), elsewhere.into(), Keys::default());
                let name = place.place_backup(Path::new(""), &name, &packed);
                elsewhere.join(name.map_err(|error| StoreError {
                    path: elsewhere.join(&error.path),
                    ..error
                })?)
            }
        };
        let removed = match request.folder {
            None if self.writable => self.thin_out(&path),
            None | Some(_) => Vec::new(),
        };
        let others = self.backups().0;
        let others = others.iter().filter(|other| other.path != path);
        let (automatic, asked): (Vec<_>, Vec<_>) = others.partition(|other| other.is_automatic());
        Ok(Backed {
            path,
            files: count,
            bytes: packed.len(),
            left,
            removed,
            kept: (automatic.len(), asked.len()),
        })
    }

    /// What goes into a backup, what of it nobody here can open, and what does not.
    fn contents(&self, request: &Request) -> Result<(Packed, Shut, Vec<Notice>), StoreError> {
        // Of a newer journal nobody here knows what is plain in it.
        let locked = protection(&*self.disk, &self.home)?.locked && !self.is_newer();
        let (found, mut left) = self.files(Part::is_backed_up);
        let mut files = Packing::default();
        for (part, path) in found {
            if !fits(&path) {
                let why = Why::BadName;
                left.push(Notice::Unreadable { path, why });
                continue;
            }
            let bytes = match self
                .disk
                .read(&self.at(&path), Vec::new())
                .map_err(Why::from)
            {
                Ok(bytes) => bytes,
                // Gone since it was listed: a draft that has become an answer.
                Err(Why::Missing) => continue,
                Err(why) => {
                    left.push(Notice::Unreadable { path, why });
                    continue;
                }
            };
            let as_it_lies = |path, bytes| Formed {
                path,
                bytes,
                shut: false,
            };
            let formed = match (part, request.keys) {
                (Part::Label, Some(keys)) => {
                    as_it_lies(path, Label::write(&self.id, keys.id.as_deref(), None))
                }
                (part, keys) if part.holds_words() => {
                    let seal = keys.map_or(&self.seal, |keys| &keys.seal);
                    if locked && !seal.locks() && !is_sealed(&bytes) {
                        return Err(StoreError::new(Doing::Saving, &path, SealError::Sealed));
                    }
                    self.in_form(path, bytes, seal)?
                }
                _ => as_it_lies(path, bytes),
            };
            let seal = request.keys.map_or(&self.seal, |keys| &keys.seal);
            files.add(formed, seal);
        }
        Ok((files.files, files.shut, left))
    }

    /// A file as it lies where it is sealed to this seal's key; else sealed to it, if that can be.
    fn in_form(&self, path: PathBuf, bytes: Vec<u8>, to: &Seal) -> Result<Formed, StoreError> {
        let as_it_lies = |path, bytes, shut| Ok(Formed { path, bytes, shut });
        let Seal::Locked { key, .. } = to else {
            return as_it_lies(path, bytes, false);
        };
        if is_torn(&path, &bytes) {
            return as_it_lies(path, bytes, true);
        }
        let sealed = is_sealed(&bytes);
        if sealed && key.opens(&bytes) {
            let shut = to.open(bytes.clone()).is_err();
            return as_it_lies(path, bytes, shut);
        }
        let Ok(plain) = self.seal.open(bytes.clone()) else {
            // Nobody here can read it; it is kept as it is.
            return as_it_lies(path, bytes, true);
        };
        let fail = |why: Why| StoreError::new(Doing::Saving, &path, why);
        let turned = to.seal(plain.clone()).map_err(|error| fail(error.into()))?;
        if to.open(turned.clone()).ok().as_ref() != Some(&plain) {
            return Err(fail(Why::Damaged));
        }
        let plainly = path
            .to_str()
            .map_or(path.as_path(), |path| Path::new(home::plain(path)));
        as_it_lies(home::sealed(plainly), turned, false)
    }

    /// Opens every file of a backup that holds words with what it was sealed to, once and to its
    /// end, as it lies on the disk.
    fn check_opens(&self, path: &Path, seal: &Seal, shut: &Shut) -> Result<(), StoreError> {
        if self.read_backup(path)?.opens(seal, shut) {
            return Ok(());
        }
        Err(StoreError::new(Doing::Saving, path, Why::NotAsWritten))
    }

    /// Writes a backup under the first free name of its moment, reads it back, and gives the name.
    fn place_backup(
        &self,
        folder: &Path,
        name: &BackupName,
        packed: &[u8],
    ) -> Result<String, StoreError> {
        for number in 1..TRIES {
            let file = name.file(number);
            let path = folder.join(&file);
            if self.look(&path)?.is_some() {
                continue;
            }
            self.place(&path, packed)?;
            self.check_backup(&path, packed)?;
            return Ok(file);
        }
        Err(StoreError::new(Doing::Saving, folder, Why::Taken))
    }

    /// Reads a backup back that was just written; one that is not what was written goes again.
    fn check_backup(&self, path: &Path, packed: &[u8]) -> Result<(), StoreError> {
        let back = self.disk.read(&self.at(path), Vec::new());
        let why = match back {
            Ok(back) if back == packed && Archive::read(&back).flaws().is_empty() => return Ok(()),
            Ok(_) => Why::NotAsWritten,
            Err(error) => error.into(),
        };
        let _ = self.disk.remove(&self.at(path));
        Err(StoreError::new(Doing::Saving, path, why))
    }

    /// Removes the automatic backups that later ones have made superfluous; never this one. One
    /// that cannot be removed stays.
    fn thin_out(&self, new: &Path) -> Vec<PathBuf> {
        let (backups, _) = self.backups();
        let automatic: Vec<_> = backups
            .iter()
            .filter(|backup| backup.is_automatic())
            .collect();
        let moments = automatic
            .iter()
            .filter_map(|backup| backup.name.as_ref().map(|name| name.at));
        let stays = thin::stay(&moments.collect::<Vec<_>>());
        let superfluous = automatic
            .into_iter()
            .zip(stays)
            .filter(|(backup, stays)| !stays && backup.path != new);
        let gone = superfluous.filter(|(backup, _)| self.remove(&backup.path).is_ok());
        gone.map(|(backup, _)| backup.path.clone()).collect()
    }

    /// Takes a backup away again that was made before something which then did not happen: the
    /// journal is as it was. One that cannot be removed is one more.
    pub fn take_back(&self, backed: &Backed) {
        let _ = self.remove(&backed.path);
    }

    /// The backups in the journal's own folder, oldest first.
    pub fn backups(&self) -> (Vec<BackupFile>, Vec<Notice>) {
        let mut notices = Vec::new();
        let found = self.list(Path::new(home::BACKUPS), 0, &mut notices);
        let files = found.into_iter().filter(|found| {
            found.kind == Kind::File && found.has_extension(home::BACKUP) && !found.is_hidden()
        });
        let mut backups: Vec<_> = files
            .map(|found| BackupFile {
                name: found.name.as_deref().and_then(BackupName::read),
                path: found.path,
            })
            .collect();
        let at = |backup: &BackupFile| backup.name.as_ref().map(|name| name.at);
        backups.sort_by(|one, other| (at(one), &one.path).cmp(&(at(other), &other.path)));
        (backups, notices)
    }

    /// Reads one of those backups.
    pub fn read_backup(&self, path: &Path) -> Result<Archive, StoreError> {
        let bytes = self.disk.read(&self.at(path), Vec::new());
        let bytes = bytes.map_err(|error| StoreError::new(Doing::Reading, path, error))?;
        Ok(Archive::read(&bytes))
    }
}

/// Files on their way into a backup.
#[derive(Default)]
struct Packing {
    files: Packed,
    at: BTreeMap<PathBuf, usize>,
    shut: Shut,
}

impl Packing {
    /// Adds a file. One that a job which was cut off has left in both forms goes in once; where
    /// the two say different things, the second under a name of its own.
    fn add(&mut self, formed: Formed, seal: &Seal) {
        let Formed { path, bytes, shut } = formed;
        let numbered = (2..).map(|number| home::numbered(&path, number));
        for name in std::iter::once(path.clone()).chain(numbered) {
            let known = self.at.get(&name).and_then(|at| self.files.get(*at));
            let Some((_, known)) = known else {
                if shut {
                    self.shut.insert(name.clone());
                }
                self.at.insert(name.clone(), self.files.len());
                return self.files.push((name, bytes));
            };
            let says = |bytes: &[u8]| seal.open(bytes.to_vec()).ok();
            if *known == bytes || (says(known).is_some() && says(known) == says(&bytes)) {
                return;
            }
        }
    }
}

impl BackupFile {
    /// Whether the program made it by itself, and may remove it.
    pub fn is_automatic(&self) -> bool {
        let name = self.name.as_ref();
        name.is_some_and(|name| name.before.is_some())
    }
}
