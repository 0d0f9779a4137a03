use crate::{
    journal::{Header, Record, Walk},
    store::{SessionName, Store, StoreError},
};

/// Bytes on their way to the disk: first the session, then what becomes of the draft, so that
/// words are at every instant in one of the two.
#[derive(Debug, Clone, Default)]
pub struct Save {
    pub session: Option<(SessionName, Vec<u8>)>,
    pub draft: DraftChange,
}

/// What becomes of a draft's file.
#[derive(Debug, Clone, Default)]
pub enum DraftChange {
    #[default]
    Stays,
    Write(String, Vec<u8>),
    Remove(String),
}

/// How a save went.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub session: Result<(), StoreError>,
    pub draft: Result<(), StoreError>,
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
    pub save: Save,
}

impl Save {
    /// Writes, and says how it went. A draft is left alone when its session was not saved.
    pub fn run(self, store: &Store) -> Outcome {
        let session = match self.session {
            Some((name, bytes)) => store.save_session(&name, bytes),
            None => Ok(()),
        };
        if session.is_err() {
            return Outcome {
                session,
                draft: Ok(()),
            };
        }
        let draft = match self.draft {
            DraftChange::Stays => Ok(()),
            DraftChange::Write(id, bytes) => store.save_draft(&id, bytes),
            DraftChange::Remove(id) => store.remove_draft(&id),
        };
        Outcome { session, draft }
    }
}

impl Outcome {
    /// The first thing that went wrong.
    pub fn error(&self) -> Option<&StoreError> {
        self.session.as_ref().err().or(self.draft.as_ref().err())
    }
}
