use std::{path::PathBuf, sync::Arc};

use super::{handing::Going, keeping::made_before};
use crate::{
    journal::{Header, Record, Walk},
    share::Cleared,
    store::{Doing, Reason, Request, ReviewFile, SessionName, Store, StoreError, Why},
    time::Moment,
};

/// Bytes on their way to the disk: first the session, then what becomes of the draft, so that
/// words are at every instant in one of the two.
#[derive(Debug, Clone, Default)]
pub struct Save {
    pub session: Option<(SessionName, Vec<u8>)>,
    /// A file that leaves, once the session says so.
    pub leaves: Option<Arc<Going>>,
    /// A backup that is made first, for what reason and when. Without it nothing else is written.
    pub before: Option<(Reason, Moment)>,
    pub draft: DraftChange,
}

/// What becomes of a draft's file, or what is written beside the session.
#[derive(Debug, Clone, Default)]
pub enum DraftChange {
    #[default]
    Stays,
    Write(String, Vec<u8>),
    Remove(String),
    /// What waited in the inbox under these names was taken in, or thrown away.
    LeaveInbox(Vec<String>),
    /// No draft: a new file outside the journal.
    Outside(PathBuf, Cleared<Vec<u8>>),
    /// No draft of the journal: files of a coach.
    Review(Vec<(ReviewFile, Vec<u8>)>),
    /// A hand-off with all notes on it goes from this machine.
    RemoveReview(String),
}

/// How a save went.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The name under which the session was saved, or tried to be.
    pub name: Option<SessionName>,
    pub session: Result<(), StoreError>,
    pub draft: Result<(), StoreError>,
    /// Whether the file that was to leave is written, if one was.
    pub left: Option<Result<(), Why>>,
    /// What there is to say of the backup that was made first.
    pub said: Vec<String>,
}

/// Records that are being saved. They are in the journal once they are on the disk.
#[derive(Debug)]
pub struct Pending {
    pub(super) header: Header,
    pub(super) records: Vec<Record>,
    /// The entry among them, if one was written.
    pub entry: Option<String>,
    /// The walk after it, and the id of the entry that would follow.
    pub next: Option<(Walk, String)>,
    /// Whether the records are a session of their own, whole, beside the one being written.
    pub(super) apart: bool,
    pub save: Save,
}

impl Save {
    /// Writes, and says how it went. A draft is left alone when its session was not saved.
    pub fn run(self, store: &Store) -> Outcome {
        let Some((reason, at)) = self.before else {
            return self.write(store);
        };
        match store.backup(&Request::automatic(reason, at)) {
            Ok(backed) => {
                let mut outcome = self.write(store);
                if outcome.session.is_ok() {
                    outcome.said = made_before(&backed);
                } else {
                    // One more with every try would push older ones out.
                    store.take_back(&backed);
                }
                outcome
            }
            Err(error) => Outcome::unmade(error),
        }
    }

    fn write(self, store: &Store) -> Outcome {
        let (mut name, mut session) = (None, Ok(()));
        let file = self.leaves.map(|going| (going.path.clone(), going.bytes()));
        let file = match file {
            Some((path, Err(why))) => {
                let (doing, why) = (Doing::Saving, why.into());
                return Outcome::unmade(StoreError { doing, path, why });
            }
            Some((path, Ok(bytes))) => Some((path, bytes)),
            None => None,
        };
        if let Some((wanted, bytes)) = self.session {
            let mut wanted = wanted;
            session = store.save_session(&wanted, bytes.clone());
            // The file is not as this window left it: edited by hand, or by a synchronizer. It
            // stays, and everything is written beside it; the fold unites the two.
            while session.as_ref().is_err_and(|error| error.why == Why::Taken) && wanted.part < 99 {
                wanted = wanted.next_part();
                session = store.save_session(&wanted, bytes.clone());
            }
            name = Some(wanted);
        }
        if session.is_err() {
            return Outcome {
                name,
                session,
                draft: Ok(()),
                left: None,
                said: Vec::new(),
            };
        }
        let left = file.map(|(path, bytes)| {
            store
                .write_outside(&path, &bytes)
                .map_err(|error| error.why)
        });
        if let Some(Err(_)) = &left {
            let draft = Ok(());
            return Outcome {
                name,
                session,
                draft,
                left,
                said: Vec::new(),
            };
        }
        let draft = match self.draft {
            DraftChange::Stays => Ok(()),
            DraftChange::Write(id, bytes) => store.save_draft(&id, bytes),
            DraftChange::Remove(id) => store.remove_draft(&id),
            DraftChange::LeaveInbox(ids) => {
                let mut removed = ids.iter().map(|id| store.remove_from_inbox(id));
                removed.try_for_each(|removed| removed)
            }
            DraftChange::Review(files) => files
                .into_iter()
                .try_for_each(|(file, bytes)| store.save_review(&file, bytes)),
            DraftChange::RemoveReview(token) => store.remove_review(&token),
            DraftChange::Outside(path, text) => store.write_outside(&path, &text),
        };
        Outcome {
            name,
            session,
            draft,
            left,
            said: Vec::new(),
        }
    }
}

impl Pending {
    /// Whether it says no more than that the session has ended.
    pub fn closes(&self) -> bool {
        matches!(self.records.as_slice(), [Record::Closed(_)])
    }
}

impl Outcome {
    /// What comes first could not be made; nothing was written.
    fn unmade(error: StoreError) -> Self {
        Self {
            name: None,
            session: Err(error),
            draft: Ok(()),
            left: None,
            said: Vec::new(),
        }
    }

    /// Whether a file was to leave and could not be written.
    pub fn stayed(&self) -> bool {
        matches!(self.left, Some(Err(_)))
    }

    /// The first thing that went wrong.
    pub fn error(&self) -> Option<&StoreError> {
        self.session.as_ref().err().or(self.draft.as_ref().err())
    }
}
