//! Session files: what they are called, how they are saved, and reading them all.

use std::num::NonZero;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::disk::Kind;
use super::error::{Doing, StoreError, Why};
use super::list::{Found, stranger};
use super::{Notice, Store, home};

/// Up to so many files, one thread is faster than two.
const FEW: usize = 64;

/// More threads than this read no faster.
const MOST_THREADS: usize = 8;

/// Folders in folders below `sessions/` that are looked into.
pub(super) const DEPTH: usize = 8;

/// What a session file is called.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SessionName {
    pub started: DateTime<FixedOffset>,
    /// Of the session; random, and one plain name.
    pub id: String,
    /// From 1; a further file of the same session, once an earlier one cannot be trusted.
    pub part: u32,
}

/// A file that was found below `sessions/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionFile {
    /// Relative to the home.
    pub path: PathBuf,
    /// The last part of the path, without what a sealed file's name ends in.
    pub name: String,
}

impl SessionName {
    /// The name of a session's first file.
    pub fn new(started: DateTime<FixedOffset>, id: impl Into<String>) -> Self {
        Self {
            started,
            id: id.into(),
            part: 1,
        }
    }

    /// The name to go on under after [`StoreError::distrust`].
    #[must_use]
    pub fn next_part(&self) -> Self {
        Self {
            part: self.part.saturating_add(1),
            ..self.clone()
        }
    }

    /// Where the file lies, relative to the home; year and time are those of UTC.
    pub fn path(&self) -> PathBuf {
        let started = self.started.to_utc();
        let stamp = started.format("%Y-%m-%dT%H%M%SZ");
        let name = match self.part {
            0 | 1 => format!("{stamp}-{}.json", self.id),
            part => format!("{stamp}-{}.{part}.json", self.id),
        };
        Path::new(home::SESSIONS)
            .join(started.format("%Y").to_string())
            .join(name)
    }
}

impl SessionFile {
    /// Whether the name is one that synchronizers give to the second of two versions.
    pub fn is_conflict_copy(&self) -> bool {
        is_conflict_copy(Path::new(&self.name))
    }
}

/// Whether the name of a file is that of the session with this id, its further parts and second
/// versions among them; none where it is not a name that the program gives.
pub fn names_session(path: &Path, id: &str) -> Option<bool> {
    let name = path.file_name()?.to_str()?;
    let (stamp, rest) = name.split_once("Z-")?;
    chrono::NaiveDateTime::parse_from_str(stamp, "%Y-%m-%dT%H%M%S").ok()?;
    Some(home::begins_with_id(rest, id))
}

/// The same of a draft.
pub fn names_draft(path: &Path, id: &str) -> Option<bool> {
    let name = path.file_name()?.to_str()?;
    Some(home::begins_with_id(name, id))
}

/// Whether the name of a file is one that synchronizers, or bringing a backup back, give to the
/// second of two versions.
pub fn is_conflict_copy(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(home::is_conflict)
}

impl Store {
    /// Saves a session as it is now, whole. Returns once the bytes are on the disk for good.
    ///
    /// # Errors
    /// What was saved before under this name is still there, unless [`StoreError::distrust`]: then
    /// no one knows, and everything belongs in the next part. A name whose file this store did
    /// not write is [`Why::Taken`].
    pub fn save_session(&self, name: &SessionName, bytes: Vec<u8>) -> Result<(), StoreError> {
        let path = self.form(name.path());
        if !home::is_name(&name.id) {
            return Err(StoreError::new(Doing::Saving, &path, Why::BadName));
        }
        self.check_writable()?;
        if !self.is_mine(&path) {
            path.parent()
                .map_or(Ok(()), |year| self.make_folder(year))?;
            if self.look(&path)?.is_some() {
                return Err(StoreError::new(Doing::Saving, &path, Why::Taken));
            }
        } else if self.was_changed(&path) {
            return Err(StoreError::new(Doing::Saving, &path, Why::Taken));
        }
        let saved = self.replace(&path, bytes);
        match &saved {
            Ok(length) => {
                self.set_mine(&path, true);
                self.set_seen(&path, *length);
            }
            Err(error) if error.distrust() => self.set_mine(&path, false),
            Err(_) => {}
        }
        saved.map(|_| ())
    }

    /// Reads every session file, conflict copies among them, on several threads when there are many,
    /// and returns what `parse` makes of them in the byte order of their paths. What cannot be read
    /// is kept and named; links are named and never followed; hidden files are passed over.
    pub fn read_sessions<T: Send>(
        &self,
        parse: impl Fn(&SessionFile, &[u8]) -> T + Sync,
    ) -> (Vec<T>, Vec<Notice>) {
        let mut notices = Vec::new();
        let mut found = self.list(Path::new(home::SESSIONS), DEPTH, &mut notices);
        found.sort_unstable_by(|one, other| one.path.as_os_str().cmp(other.path.as_os_str()));
        let files: Vec<SessionFile> = found
            .into_iter()
            .filter_map(|found| session_file(found, &mut notices))
            .collect();
        let read = |files: &[SessionFile]| self.read_files(files, &parse);
        let share = files.len().div_ceil(threads(files.len())).max(1);
        let (first, others) = files.split_at(share.min(files.len()));
        let parts = std::thread::scope(|scope| {
            let others = others.chunks(share).map(|files| {
                scope.spawn(|| {
                    make_room(files.len());
                    read(files)
                })
            });
            let others: Vec<_> = others.collect();
            let mut parts = vec![read(first)];
            let panics = |panic| std::panic::resume_unwind(panic);
            parts.extend(
                others
                    .into_iter()
                    .map(|part| part.join().unwrap_or_else(panics)),
            );
            parts
        });
        let mut parsed = Vec::with_capacity(files.len());
        for (part, unread) in parts {
            parsed.extend(part);
            notices.extend(unread);
        }
        (parsed, notices)
    }

    /// Whether a file of ours has another length than we gave it.
    fn was_changed(&self, path: &Path) -> bool {
        let seen = self.seen().get(path).copied();
        let look = self.disk.look(&self.at(path));
        look.is_ok_and(|look| Some(look.length) != seen)
    }

    /// Whether sessions were written elsewhere since they were last read here: by another window
    /// or another machine. Files begun before `recent` are taken to be as they were read.
    pub fn has_news(&self, recent: DateTime<FixedOffset>) -> bool {
        let recent = SessionName::new(recent, "").path();
        let recent = recent
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let found = self.list(Path::new(home::SESSIONS), DEPTH, &mut Vec::new());
        let files = found
            .into_iter()
            .filter_map(|found| session_file(found, &mut Vec::new()));
        let seen = self.seen();
        let changed = |file: SessionFile| match seen.get(&file.path) {
            None => true,
            Some(_) if Some(&file.name) < recent.as_ref() => false,
            Some(length) => {
                let look = self.disk.look(&self.at(&file.path));
                look.is_ok_and(|look| look.length != *length)
            }
        };
        files.into_iter().any(changed)
    }

    fn read_files<T>(
        &self,
        files: &[SessionFile],
        parse: impl Fn(&SessionFile, &[u8]) -> T,
    ) -> (Vec<T>, Vec<Notice>) {
        let mut parsed = Vec::with_capacity(files.len());
        let mut notices = Vec::new();
        // One buffer serves file after file: thousands of them would leave the memory in holes.
        let mut room = Vec::new();
        for file in files {
            if let Some((bytes, length)) =
                self.read_or_name(&file.path, std::mem::take(&mut room), &mut notices)
            {
                self.set_seen(&file.path, length);
                parsed.push(parse(file, &bytes));
                room = bytes;
            }
        }
        (parsed, notices)
    }
}

/// On how many threads so many files are read.
fn threads(files: usize) -> usize {
    if files <= FEW {
        return 1;
    }
    let threads = std::thread::available_parallelism().map_or(2, NonZero::get);
    threads.min(MOST_THREADS)
}

/// Takes as much memory as so many sessions of ten answers may need, and gives it back unused.
///
/// Some allocators let the memory of a second thread grow by a page at a time, with a call to the
/// system for each; what was taken once stays at hand without one.
fn make_room(sessions: usize) {
    const BLOCK: usize = 64 << 10;
    const SESSION: usize = 12 << 10;
    let blocks = sessions * SESSION / BLOCK;
    let room: Vec<Vec<u8>> = (0..blocks).map(|_| Vec::with_capacity(BLOCK)).collect();
    drop(std::hint::black_box(room));
}

/// A session file to read; anything else is named, unless it is hidden.
fn session_file(found: Found, notices: &mut Vec<Notice>) -> Option<SessionFile> {
    if found.is_hidden() {
        return None;
    }
    let is_session = found.name.as_deref().and_then(home::id).is_some();
    if found.kind != Kind::File || !is_session {
        notices.push(stranger(found));
        return None;
    }
    Some(SessionFile {
        path: found.path,
        name: home::plain(&found.name?).to_owned(),
    })
}
