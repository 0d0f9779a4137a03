//! Bringing a backup back: into a fresh home as it lies, or beside what is there, never over it.
//! Cut off anywhere and done again, it goes on.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::archive::{Archive, fits, sum};
use super::disk::{Disk, Guard, Hold, Kind};
use super::error::{Doing, StoreError, Why};
use super::lost::Lost;
use super::{Keys, Notice, Part, Protection, Store, Whole, home, lock};
use crate::seal::{Seal, SealError, holds_key, is_sealed};

/// Whether the first bytes hold everything that the second say.
pub type Holds<'a> = dyn Fn(&[u8], &[u8]) -> bool + 'a;

/// What is brought back, and with what it is read.
pub struct Restoring<'a> {
    pub archive: &'a Archive,
    /// Opens what is in the backup, where the journal's own keys do not.
    pub opens: &'a Seal,
    pub holds: &'a Holds<'a>,
}

/// What becomes of a file of a backup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is not there: it is added.
    Added,
    /// It is there already, or more than it.
    Same,
    /// Another is there: it lies beside that, under a further name.
    Beside,
    /// What is there under the name of a key is none: it is added, and that lies here in
    /// `set-aside/`, as it was.
    Instead(PathBuf),
    /// It stays in the backup alone. [`SealError::Sealed`] where a key would help.
    Left(Why),
}

/// One file of a backup, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its path in the backup.
    pub path: PathBuf,
    /// Where it lies in the journal; as `path` where it was left.
    pub to: PathBuf,
    pub part: Part,
    pub fate: Fate,
}

/// What became of a backup, or would.
#[derive(Debug, Default)]
pub struct Restored {
    pub steps: Vec<Step>,
    /// Whether nothing was there.
    pub fresh: bool,
    /// Whether the label came to sessions of which the backup has none: it may be another
    /// journal's.
    pub foreign: bool,
    pub notices: Vec<Notice>,
}

/// How the words of a home lie.
enum Form<'a> {
    /// Nothing is there: everything as it lies in the backup.
    AsItLies,
    Plain,
    Sealed(&'a Seal),
    /// Locked, and nobody has opened it: what is sealed to the same key as it lies, if it is so.
    Shut(bool),
}

/// A home as it is filled.
struct Filling<'a> {
    store: &'a Store,
    what: &'a Restoring<'a>,
    form: Form<'a>,
    /// What is back before everything else.
    lost: Lost,
    /// Whether something in the home is sealed to a key that is not open.
    lacks_key: bool,
    /// Whether everything sealed is, as when another's key has taken the place of the journal's.
    opens_none: bool,
    /// Everything that lies there.
    there: BTreeSet<PathBuf>,
}

impl Restored {
    /// Whether a key would bring back more.
    pub fn needs_key(&self) -> bool {
        let lacks = Fate::Left(Why::Sealed(SealError::Sealed));
        self.steps.iter().any(|step| step.fate == lacks)
    }

    /// How many files have had a fate.
    pub fn count(&self, is: impl Fn(&Fate) -> bool) -> usize {
        self.steps.iter().filter(|step| is(&step.fate)).count()
    }
}

impl Store {
    /// What bringing a backup back would do; nothing is changed.
    ///
    /// # Errors
    /// [`Why::Newer`]; a home that cannot be read; [`Why::Busy`].
    pub fn plan_restore(
        disk: Arc<dyn Disk>,
        home: impl Into<PathBuf>,
        keys: Keys,
        what: &Restoring,
    ) -> Result<Restored, StoreError> {
        let (store, _) = Self::inspect(disk, home, keys)?;
        store.fill(what, |_, _, _, _| Ok(()))
    }

    /// Brings a backup back, as [`Self::plan_restore`] says.
    ///
    /// # Errors
    /// What was brought back stays, nothing that was there has changed, and doing it again goes on.
    pub fn restore(
        disk: Arc<dyn Disk>,
        home: impl Into<PathBuf>,
        keys: Keys,
        whole: &Whole,
        what: &Restoring,
    ) -> Result<Restored, StoreError> {
        let mut store = Self::new(disk, home.into(), keys);
        let mut notices = Vec::new();
        store.make_home(&mut notices)?;
        let _alone = store.alone(&mut notices)?;
        store.read_label(&mut notices);
        let mut restored = store.fill(what, Self::bring)?;
        // What a restore that was cut off has left is known for what it is only now. The label may
        // be one that was just brought.
        store.read_label(&mut Vec::new());
        if store.writable {
            store.sweep(whole, &mut notices);
        }
        restored.notices.splice(0..0, notices);
        Ok(restored)
    }

    /// Holds the home alone, so that nobody writes meanwhile.
    fn alone(&self, notices: &mut Vec<Notice>) -> Result<Option<Guard>, StoreError> {
        let path = Path::new(home::LOCK);
        match lock::hold(&*self.disk, &self.at(path), Hold::Exclusive) {
            Ok(Some(guard)) => Ok(Some(guard)),
            Ok(None) => Err(StoreError::new(Doing::Opening, path, Why::Busy)),
            Err(error) if error.kind() == std::io::ErrorKind::Unsupported => {
                notices.push(Notice::NoLocks);
                Ok(None)
            }
            Err(error) => Err(StoreError::new(Doing::Opening, path, error)),
        }
    }

    fn bring(&self, folder: &Path, to: &Path, bytes: &[u8]) -> Result<(), StoreError> {
        if folder.as_os_str().is_empty() {
            self.sync_above()?;
        }
        self.place(to, bytes)?;
        let back = self.disk.read(&self.at(to), Vec::new());
        match back {
            Ok(back) if back == bytes => Ok(()),
            Ok(_) => Err(StoreError::new(Doing::Saving, to, Why::Damaged)),
            Err(error) => Err(StoreError::new(Doing::Saving, to, error)),
        }
    }

    /// How the words of this home lie once what it has lost is back.
    fn form_of(&self, archive: &Archive, home: &Protection, fresh: bool) -> Form<'_> {
        if fresh {
            Form::AsItLies
        } else if !home.locked {
            Form::Plain
        } else if self.seal.locks() {
            Form::Sealed(&self.seal)
        } else {
            let same = home.key.is_some() && archive.protection().key == home.key;
            Form::Shut(same)
        }
    }

    fn fill(
        &self,
        what: &Restoring,
        write: impl Fn(&Self, &Path, &Path, &[u8]) -> Result<(), StoreError>,
    ) -> Result<Restored, StoreError> {
        let fresh = !self.is_there();
        if !fresh && (what.archive.is_newer() || self.is_newer()) {
            return Err(StoreError::new(
                Doing::Saving,
                Path::new(home::LABEL),
                Why::Newer,
            ));
        }
        let lost = self.lost(what.archive, Some([&self.seal, what.opens]))?;
        let form = self.form_of(what.archive, &lost.protection, fresh);
        let mut notices = Vec::new();
        let there = self.everything(&mut notices);
        let (lacks_key, opens) = self.shut_and_open(&there);
        let mut filling = Filling {
            store: self,
            what,
            form,
            lost,
            lacks_key,
            opens_none: lacks_key && !opens,
            there: there.into_iter().map(|(_, found)| found.path).collect(),
        };
        // Keys and the label come first: cut off after that, it is a journal that asks for its
        // passphrase, and not one that has lost it.
        let mut files: Vec<_> = what.archive.files().collect();
        files.sort_by_key(|(part, path, _)| (*part, *path));
        let foreign = !fresh && filling.lost.label && filling.shares_no_session();
        let mut steps = Vec::new();
        for (part, path, bytes) in files {
            let Some((step, bytes)) = filling.step(part, path, bytes)? else {
                continue;
            };
            if let Fate::Instead(kept) = &step.fate
                && !filling.there.contains(kept)
            {
                write(
                    self,
                    Path::new(home::SET_ASIDE),
                    kept,
                    &filling.stored(path)?,
                )?;
                filling.there.insert(kept.clone());
            }
            if let Some(bytes) = bytes {
                let folder = step.to.parent().unwrap_or(Path::new(""));
                write(self, folder, &step.to, &bytes)?;
                filling.there.insert(step.to.clone());
            }
            steps.push(step);
        }
        Ok(Restored {
            steps,
            fresh,
            foreign,
            notices,
        })
    }
}

/// What becomes of a file, and what is written for it.
type Turn = (Step, Option<Vec<u8>>);

impl Filling<'_> {
    /// What becomes of one file; none where it is nothing to speak of.
    fn step(&self, part: Part, path: &Path, bytes: &[u8]) -> Result<Option<Turn>, StoreError> {
        let step = |fate| Step {
            path: path.to_path_buf(),
            to: path.to_path_buf(),
            part,
            fate,
        };
        if !part.is_backed_up() || !fits(path) {
            return Ok(Some((step(Fate::Left(Why::BadName)), None)));
        }
        let is_ours = part.holds_words() || matches!(part, Part::Identity | Part::Label);
        if let Some(why) = self.lost.refused.as_ref().filter(|_| is_ours) {
            let is_there = self.there.contains(path);
            let same = is_there && self.stored(path).is_ok_and(|stored| stored == bytes);
            let fate = if same {
                Fate::Same
            } else {
                Fate::Left(why.clone())
            };
            return Ok(Some((step(fate), None)));
        }
        if part.holds_words() {
            return self.words(path, bytes, &step).map(Some);
        }
        let fresh = matches!(self.form, Form::AsItLies);
        let own = (part != Part::Identity || self.wants_key(path))
            && (part != Part::Label || self.lost.label);
        let wanted = fresh || own;
        if !self.there.contains(path) {
            if wanted {
                return Ok(Some((step(Fate::Added), Some(bytes.to_vec()))));
            }
            let left = || (step(Fate::Left(Why::Taken)), None);
            return Ok((part == Part::Label).then(left));
        }
        let stands = self.store.look(path)?.and_then(no_file);
        if let Some(why) = stands.filter(|_| part == Part::Identity && wanted) {
            return Ok(Some((step(Fate::Left(why)), None)));
        }
        let fate = match self.stored(path) {
            Ok(stored) if stored == bytes => Fate::Same,
            Ok(stored) if part == Part::Identity && wanted && no_key(&stored, bytes) => {
                let fate = Fate::Instead(self.aside(path, &stored));
                return Ok(Some((step(fate), Some(bytes.to_vec()))));
            }
            Ok(_) if part == Part::Identity && wanted && self.opens_none => {
                Fate::Left(Why::Sealed(SealError::OtherKey))
            }
            Err(error) if wanted => return Err(error),
            Ok(_) if wanted => Fate::Left(Why::Taken),
            // Of the keys and the label nothing but what is lost is spoken of.
            Ok(_) | Err(_) => return Ok(None),
        };
        Ok(Some((step(fate), None)))
    }

    /// Whether a key is the journal's own, or may open what none here opens; one more is not
    /// taken in.
    fn wants_key(&self, path: &Path) -> bool {
        let name = path.file_name().and_then(|name| name.to_str());
        let id = name.map(home::plain);
        let own = id.is_some() && id == self.lost.protection.key.as_deref();
        own || self.lacks_key || id.is_some_and(|id| self.lost.keys.contains(id))
    }

    /// Where in `set-aside/` the bytes of a file are kept; the same again for the same bytes.
    fn aside(&self, path: &Path, stored: &[u8]) -> PathBuf {
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.unwrap_or_default();
        let at = |number| Path::new(home::SET_ASIDE).join(format!("{name}.{number}"));
        let is_free = |path: &PathBuf| {
            !self.there.contains(path) || self.stored(path).is_ok_and(|kept| kept == stored)
        };
        let names = (1..=self.there.len() + 1).map(at);
        names.into_iter().find(is_free).unwrap_or_else(|| at(0))
    }

    /// Whether sessions lie here, and none of them in the backup.
    fn shares_no_session(&self) -> bool {
        let is_session = |path: &&PathBuf| Part::of(path) == Part::Session;
        let name = |path: &Path| stem(&plainly(path));
        let files = self.what.archive.files();
        let theirs: BTreeSet<_> = files.map(|(_, path, _)| name(path)).collect();
        let mut ours = self.there.iter().filter(is_session).peekable();
        ours.peek().is_some() && !ours.any(|path| theirs.contains(&name(path)))
    }

    fn stored(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        let stored = self.store.disk.read(&self.store.at(path), Vec::new());
        stored.map_err(|error| StoreError::new(Doing::Reading, path, error))
    }

    /// A file that holds words.
    fn words(
        &self,
        path: &Path,
        bytes: &[u8],
        step: &dyn Fn(Fate) -> Step,
    ) -> Result<Turn, StoreError> {
        let plainly = plainly(path);
        let is_it = |other: &Path| other == plainly || other == home::sealed(&plainly);
        let back = self.opened(bytes);
        let (mut taken, mut unknown) = (false, false);
        for other in self.beside(&plainly) {
            taken |= is_it(&other);
            // What cannot be read where it lies is kept there, and this beside it.
            let is_file = matches!(self.store.look(&other)?, Some(Kind::File));
            let Some(stored) = is_file.then(|| self.stored(&other)).and_then(Result::ok) else {
                continue;
            };
            if stored == bytes {
                return Ok((step(Fate::Same), None));
            }
            match (self.store.seal.open(stored), &back) {
                (Ok(there), Ok(back)) if there == *back || (self.what.holds)(&there, back) => {
                    return Ok((step(Fate::Same), None));
                }
                (Err(SealError::Sealed), _) if is_it(&other) => unknown = true,
                (Ok(_) | Err(_), _) => {}
            }
        }
        if unknown {
            return Ok((step(Fate::Left(Why::Sealed(SealError::Sealed))), None));
        }
        let form = match self.formed(path, &plainly, bytes, back) {
            Ok(form) => form,
            Err(why) => return Ok((step(Fate::Left(why.into())), None)),
        };
        let ((to, bytes), fate) = if taken {
            ((self.further(&form.0, bytes), form.1), Fate::Beside)
        } else {
            (form, Fate::Added)
        };
        let step = Step { to, ..step(fate) };
        Ok((step, Some(bytes)))
    }

    /// What the bytes of the backup say.
    fn opened(&self, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        let first = self.what.opens.open(bytes.to_vec());
        let Err(SealError::Sealed | SealError::OtherKey) = first else {
            return first;
        };
        match self.store.seal.open(bytes.to_vec()) {
            // The journal's own key does not fit: whether nobody was asked for that of the backup
            // is what the first has said.
            Err(SealError::Sealed | SealError::OtherKey) => first,
            second => second,
        }
    }

    /// Where a file lies in this home, and as what.
    fn formed(
        &self,
        path: &Path,
        plainly: &Path,
        bytes: &[u8],
        back: Result<Vec<u8>, SealError>,
    ) -> Result<(PathBuf, Vec<u8>), SealError> {
        match &self.form {
            Form::AsItLies => Ok((path.to_path_buf(), bytes.to_vec())),
            Form::Plain => Ok((plainly.to_path_buf(), back?)),
            Form::Sealed(seal) => {
                let own = matches!(seal, Seal::Locked { key, .. } if key.opens(bytes));
                let sealed = if own && is_sealed(bytes) {
                    // Only what is whole comes into the journal.
                    back?;
                    bytes.to_vec()
                } else {
                    seal.seal(back?)?
                };
                Ok((home::sealed(plainly), sealed))
            }
            Form::Shut(true) if is_sealed(bytes) => Ok((path.to_path_buf(), bytes.to_vec())),
            Form::Shut(_) => Err(SealError::Sealed),
        }
    }

    /// What is there under this name or one that was made of it.
    fn beside(&self, plainly: &Path) -> Vec<PathBuf> {
        let stem = stem(plainly);
        let starts = |path: &&PathBuf| path.to_str().is_some_and(|path| path.starts_with(&stem));
        self.there.iter().filter(starts).cloned().collect()
    }

    /// A further name, as synchronizers give them; the same again for the same bytes.
    fn further(&self, to: &Path, bytes: &[u8]) -> PathBuf {
        let plainly = plainly(to);
        let stem = stem(&plainly);
        let sum: String = sum(bytes).chars().take(8).collect();
        let text = plainly.to_str().unwrap_or_default();
        let json = text.strip_prefix(&stem).unwrap_or_default();
        let end = if plainly == to { "" } else { home::SEALED };
        let name = |number: usize| match number {
            0 => format!("{stem} (conflicted copy from a backup, {sum}){json}{end}"),
            number => format!("{stem} (conflicted copy from a backup, {sum}-{number}){json}{end}"),
        };
        let names = (0..=self.there.len()).map(|number| PathBuf::from(name(number)));
        let free = names.into_iter().find(|name| !self.there.contains(name));
        free.unwrap_or_else(|| name(0).into())
    }
}

/// What stands where a file belongs.
fn no_file(kind: Kind) -> Option<Why> {
    match kind {
        Kind::File => None,
        Kind::Folder => Some(Why::NotAFile),
        Kind::Link => Some(Why::Link),
        Kind::Other => Some(Why::Special),
    }
}

/// Whether what is there under the name of a key is none, and what the backup has is one.
fn no_key(stored: &[u8], bytes: &[u8]) -> bool {
    !holds_key(stored) && holds_key(bytes)
}

fn plainly(path: &Path) -> PathBuf {
    path.to_str()
        .map_or_else(|| path.to_path_buf(), |path| home::plain(path).into())
}

/// A path without what it ends in.
fn stem(plainly: &Path) -> String {
    let text = plainly.to_str().unwrap_or_default();
    text.strip_suffix(".json").unwrap_or(text).to_owned()
}
