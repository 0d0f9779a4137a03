//! Forgetting an entry: its words go everywhere the journal holds them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::Map;

use super::{Workbook, open::whole};
use crate::{
    journal::{
        Cleared, Closed, Entry, Forgot, Gone, Header, Occasion, Opened, Record, SessionFile,
    },
    store::{Job, Notice, SessionName, Store, StoreError, Why, home},
    time::Moment,
};

/// What is to be forgotten.
pub struct Forgetting {
    /// The entries that are in the journal now, oldest first: the one that was named, what it
    /// corrects and what corrects it. None where it was forgotten before, and only traces are left.
    pub entries: Vec<usize>,
    gone: Gone,
    /// The session that says so; none where that is on the disk already.
    record: Option<(SessionName, Vec<u8>)>,
}

/// Where words lie.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// Files that stay, without these words.
    pub rewritten: Vec<PathBuf>,
    /// Files that go whole.
    pub removed: Vec<PathBuf>,
    /// Files that could not be looked into or changed, and why.
    pub unread: Vec<(PathBuf, Why)>,
    /// Copies beside the journal, which are left as they are.
    pub copies: Vec<PathBuf>,
    /// Copies that could not be looked into.
    pub closed: Vec<PathBuf>,
    /// Folders of git or of a synchronizer, which keep what was in files before.
    pub histories: Vec<&'static str>,
}

impl Workbook {
    /// What has to go so that the entry of this id is forgotten; none where the journal never
    /// held it. With it goes what is left of everything that was forgotten before.
    pub fn forgetting(&mut self, id: &str, now: Moment) -> Option<Forgetting> {
        let ids = self.chain(raw(id));
        let mut gone = Gone::before(self.journal.forgotten());
        let known = |id: &&String| self.journal.forgotten().any(|(known, _)| known == **id);
        let fresh: Vec<String> = ids.iter().filter(|id| !known(id)).cloned().collect();
        let entries: Vec<usize> = (self.journal.entries().enumerate())
            .filter(|(_, entry)| ids.contains(raw(&entry.id)))
            .map(|(at, _)| at)
            .collect();
        if entries.is_empty() && !self.journal.is_gone(raw(id)) {
            return None;
        }
        for id in &fresh {
            gone.add(id, now);
        }
        let here = entries.iter().filter_map(|at| self.journal.at(*at));
        let unseen = self.journal.unseen().filter(|entry| gone.has(&entry.id));
        let bodies: Vec<&Entry> = here.chain(unseen).collect();
        for entry in bodies {
            gone.add_words(entry);
        }
        let record = (!fresh.is_empty()).then(|| self.forgot(&fresh, now));
        Some(Forgetting {
            entries,
            gone,
            record,
        })
    }

    /// Where words lie that were forgotten before: copies that turned up since, or the rest of a
    /// forgetting that was cut off.
    pub fn returned(&self) -> Traces {
        let mut gone = Gone::before(self.journal.forgotten());
        let unseen = self.journal.unseen().filter(|entry| gone.has(&entry.id));
        let bodies: Vec<&Entry> = unseen.collect();
        for entry in bodies {
            gone.add_words(entry);
        }
        traces(&gone, &self.store)
    }

    /// Closes the journal here and takes it alone.
    ///
    /// # Errors
    /// [`Why::Busy`] while a window or another job has it.
    pub fn alone(self) -> Result<(Job, Vec<Notice>), StoreError> {
        let (disk, keys) = (self.store.disk(), self.store.keys());
        let home = self.store.home().to_owned();
        drop(self);
        Job::begin(disk, home, keys, &whole)
    }

    /// The id, and those of everything that it corrects and that corrects it.
    fn chain(&self, id: &str) -> BTreeSet<String> {
        let mut chain = BTreeSet::from([id.to_owned()]);
        loop {
            let before = chain.len();
            for entry in self.journal.entries() {
                let Some(earlier) = entry.revises.as_deref().map(raw) else {
                    continue;
                };
                let later = raw(&entry.id);
                if chain.contains(earlier) || chain.contains(later) {
                    chain.extend([earlier.to_owned(), later.to_owned()]);
                }
            }
            if chain.len() == before {
                return chain;
            }
        }
    }

    /// A session of its own that says what was forgotten.
    fn forgot(&mut self, ids: &[String], now: Moment) -> (SessionName, Vec<u8>) {
        let id = self.session_id();
        let more = Map::new();
        let mut records = vec![Record::Opened(Opened {
            at: now,
            more: more.clone(),
        })];
        records.extend(ids.iter().map(|id| {
            Record::Forgot(Forgot {
                id: id.clone(),
                forgotten_at: now,
                more: more.clone(),
            })
        }));
        records.push(Record::Closed(Closed {
            at: now,
            more: more.clone(),
        }));
        let session = Header {
            id: id.clone(),
            seq: self.journal.next_seq(),
            started: now,
            occasion: Occasion::Alone,
            continues: None,
            more,
        };
        let file = SessionFile { session, records };
        (
            SessionName::new(now, &id),
            file.to_bytes().unwrap_or_default(),
        )
    }
}

impl Forgetting {
    /// Where the words lie now.
    pub fn traces(&self, store: &Store) -> Traces {
        traces(&self.gone, store)
    }

    /// Says in the journal what is forgotten, and removes its words. Cut off anywhere, doing it
    /// again goes on; every other entry is there at every instant.
    ///
    /// # Errors
    /// The disk refused: some words may still be there.
    pub fn run(&self, job: &Job) -> Result<Traces, StoreError> {
        if let Some((name, bytes)) = &self.record {
            let saved = job.store().save_session(name, bytes.clone());
            match saved {
                Err(error) if error.distrust() => {
                    let next = name.next_part();
                    job.store().save_session(&next, bytes.clone())?;
                }
                other => other?,
            }
        }
        let mut done = Traces::default();
        let mut changes = Vec::new();
        job.store().each_kept(&mut |path, bytes| {
            if let Some(change) = sort(&self.gone, path, bytes, &mut done) {
                changes.push((path.to_owned(), change));
            }
            Ok(())
        })?;
        // The sessions come last: as long as one of them holds the words, it is known what to
        // look for in files that are not read as records.
        changes.sort_by_key(|(path, change)| {
            path.starts_with(home::SESSIONS) && *change != Cleared::Goes
        });
        for (path, change) in changes {
            match change {
                Cleared::Without(bytes) => job.rewrite(&path, bytes)?,
                Cleared::Goes => job.take_away(&path)?,
                Cleared::Same | Cleared::Newer => {}
            }
        }
        beside(&self.gone, job.store(), &mut done);
        Ok(done)
    }
}

/// The entry's id in its file: where two bodies stand under one id, the fold tells them apart.
fn raw(id: &str) -> &str {
    id.split_once('~').map_or(id, |(id, _)| id)
}

fn traces(gone: &Gone, store: &Store) -> Traces {
    let mut traces = Traces::default();
    let look = store.each_kept(&mut |path, bytes| {
        sort(gone, path, bytes, &mut traces);
        Ok(())
    });
    // Looking gives no error of its own.
    let _ = look;
    beside(gone, store, &mut traces);
    traces
}

/// Notes what becomes of a file, and gives it where something does.
fn sort(
    gone: &Gone,
    path: &Path,
    bytes: Result<Vec<u8>, Why>,
    traces: &mut Traces,
) -> Option<Cleared> {
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(why) => {
            traces.unread.push((path.to_owned(), why));
            return None;
        }
    };
    let cleared = gone.clear(&bytes);
    match &cleared {
        Cleared::Same => {}
        Cleared::Without(_) => traces.rewritten.push(path.to_owned()),
        Cleared::Goes => traces.removed.push(path.to_owned()),
        Cleared::Newer => {
            let why = Why::Newer;
            traces.unread.push((path.to_owned(), why));
        }
    }
    (cleared != Cleared::Same).then_some(cleared)
}

/// What lies beside the journal's own files and is left as it is.
fn beside(gone: &Gone, store: &Store, traces: &mut Traces) {
    let look = store.each_copy(&mut |path, bytes| {
        match bytes {
            Ok(bytes) if gone.is_in(&bytes) => traces.copies.push(path.to_owned()),
            Ok(_) | Err(Why::Link) => {}
            Err(_) => traces.closed.push(path.to_owned()),
        }
        Ok(())
    });
    let _ = look;
    traces.copies.dedup();
    traces.closed.dedup();
    // One that is known to hold it needs no further look.
    traces.closed.retain(|path| !traces.copies.contains(path));
    traces.histories = store.histories();
}

impl Traces {
    /// Whether nothing of it is left in the journal's own files.
    pub fn is_clear(&self) -> bool {
        self.rewritten.is_empty() && self.removed.is_empty()
    }
}

impl Workbook {
    /// The entries at these positions.
    pub fn entries_at<'a>(&'a self, at: &'a [usize]) -> impl Iterator<Item = &'a Entry> {
        at.iter().filter_map(|at| self.journal.at(*at))
    }
}
