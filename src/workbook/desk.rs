use serde_json::{Map, Value};

use super::{
    CAME, DraftChange, HAPPENED, Lack, Outcome, PRIVACY_SAID, Pending, Place, Save, Workbook,
    Writing,
};
use crate::{
    journal::{
        Aside, Closed, Draft, FORMAT, Fact, Header, Occasion, Opened, Record, SessionFile, Stated,
        Stop, Walk,
    },
    store::SessionName,
    time::Moment,
};

/// The session being written, as its file last stood.
#[derive(Debug, Default)]
pub(super) struct Desk {
    open: Option<(SessionName, SessionFile)>,
    /// What could not be saved. It may be on the disk all the same, so the next try says the
    /// same again, under the same ids and at the same moment.
    tried: Option<(SessionName, SessionFile)>,
    /// The session that is gone on with.
    continues: Option<String>,
    /// What a session that begins now is for.
    occasion: Option<Occasion>,
}

impl Workbook {
    /// A place to begin a walk.
    pub fn place(&mut self, walk: Walk) -> Place {
        self.desk.occasion = occasion(&walk);
        let draft = self.ids.session();
        let entry = self.entry_id();
        let claim = self.store.claim_draft(&draft).ok();
        Place {
            walk,
            draft,
            entry,
            aside: Vec::new(),
            written: None,
            claim,
        }
    }

    /// The place where a draft was left, which then belongs to this window.
    pub fn resume(&mut self, draft: &Draft) -> Place {
        self.drafts.retain(|known| known.id != draft.id);
        if self.desk.open.is_none() {
            self.desk.continues.clone_from(&draft.session);
        }
        let mut walk = draft.walk.clone().known(&self.decks);
        if let [Stop::Ask(happened)] = walk.left.as_slice()
            && happened == HAPPENED
        {
            // The page that would ask this is not beneath it any more.
            walk.left.push(Stop::Ask(CAME.to_owned()));
        }
        self.desk.occasion = occasion(&walk);
        let claim = self.store.claim_draft(&draft.id).ok();
        let mut place = Place {
            walk,
            draft: draft.id.clone(),
            entry: draft.entry.clone(),
            aside: draft.aside.clone(),
            written: None,
            claim,
        };
        if place.walk.current().unwrap_or_default() != draft.prompt {
            // No deck holds the question any more; its words are not thrown away.
            place.set_aside(draft);
        }
        place
    }

    /// The draft of what stands in the fields.
    pub fn draft(&self, now: Moment, place: &Place, writing: &Writing) -> Draft {
        let mut walk = place.walk.clone();
        if walk.left.is_empty() {
            // A walk that is over goes on at the questions whose words were not kept.
            walk.left = place.aside.iter().map(Aside::stop).collect();
        }
        let prompt = walk.current().unwrap_or_default().to_owned();
        let question = self.question(&walk).map(|prompt| prompt.text);
        Draft {
            format: FORMAT,
            id: place.draft.clone(),
            at: now,
            entry: place.entry.clone(),
            session: self
                .desk
                .open
                .as_ref()
                .map(|(_, file)| file.session.id.clone()),
            walk,
            prompt,
            question: question.unwrap_or_default(),
            texts: writing.given.texts.clone(),
            picked: writing.given.picked.clone(),
            focus: writing.focus,
            cursor: writing.cursor,
            aside: place.aside.clone(),
            revises: writing.revises.clone(),
        }
    }

    /// An id that no entry has, and nothing that waits to be one.
    pub(super) fn entry_id(&mut self) -> String {
        loop {
            let id = self.ids.entry();
            let mut waiting = self.drafts.iter().chain(&self.inbox);
            if self.journal.entry(&id).is_none() && !waiting.any(|draft| draft.entry == id) {
                return id;
            }
        }
    }

    /// An id that no session has.
    pub(super) fn session_id(&mut self) -> String {
        loop {
            let id = self.ids.session();
            let mut sittings = self.journal.sittings().iter();
            if !sittings.any(|sitting| sitting.id == id) {
                return id;
            }
        }
    }

    /// The save of a draft.
    pub fn save_draft(&self, draft: &Draft) -> Save {
        let bytes = draft.to_bytes().unwrap_or_default();
        Save {
            session: None,
            leaves: None,
            before: None,
            draft: DraftChange::Write(draft.id.clone(), bytes),
        }
    }

    /// The save that gives a place up: nothing was written, and there is nowhere to go on.
    pub fn drop_place(&self, place: &Place) -> Save {
        Save {
            session: None,
            leaves: None,
            before: None,
            draft: DraftChange::Remove(place.draft.clone()),
        }
    }

    /// Makes an answer of what was given, to be saved; it is in the journal after [`Self::settle`].
    pub fn keep(&mut self, now: Moment, place: &Place, writing: &Writing) -> Result<Pending, Lack> {
        let said = self.weigh(now, place, writing)?;
        let mut records = self.opening(now);
        if self.privacy_said && self.journal.setting(PRIVACY_SAID).is_none() {
            records.push(self.stated(now, Fact::Setting, PRIVACY_SAID, Value::Bool(true)));
        }
        self.wrote(now, place, writing, said, &mut records);
        let mut walk = place.walk.clone();
        walk.kept();
        let next = (walk, self.entry_id());
        let mut pending = self.pending(now, records);
        pending.entry = Some(place.entry.clone());
        pending.save.draft = self.next_draft(now, place, &next, &pending.header.id);
        pending.next = Some(next);
        Ok(pending)
    }

    /// Makes a note of what was given, on no question, to be saved as an answer is.
    pub fn keep_note(
        &mut self,
        now: Moment,
        place: &Place,
        writing: &Writing,
    ) -> Result<Pending, Lack> {
        let said = self.weigh(now, place, writing)?;
        let mut records = self.opening(now);
        self.wrote(now, place, writing, said, &mut records);
        let mut walk = place.walk.clone();
        walk.kept += 1;
        let next = (walk, self.entry_id());
        let mut pending = self.pending(now, records);
        pending.entry = Some(place.entry.clone());
        pending.save.draft = DraftChange::Remove(place.draft.clone());
        pending.next = Some(next);
        Ok(pending)
    }

    /// The draft after an answer: the next question's place, or none when the walk is over.
    pub(super) fn next_draft(
        &self,
        now: Moment,
        place: &Place,
        next: &(Walk, String),
        session: &str,
    ) -> DraftChange {
        if next.0.stop().is_none() && place.aside.is_empty() {
            return DraftChange::Remove(place.draft.clone());
        }
        let place = Place {
            walk: next.0.clone(),
            draft: place.draft.clone(),
            entry: next.1.clone(),
            aside: place.aside.clone(),
            written: None,
            claim: None,
        };
        let mut draft = self.draft(now, &place, &Writing::default());
        draft.session = Some(session.to_owned());
        DraftChange::Write(draft.id.clone(), draft.to_bytes().unwrap_or_default())
    }

    /// The id of the session being written, once it has a file.
    pub(super) fn open_session(&self) -> Option<String> {
        let (_, file) = self.desk.open.as_ref()?;
        Some(file.session.id.clone())
    }

    /// Ends the session, if one was opened.
    pub fn close(&mut self, now: Moment) -> Option<Pending> {
        self.desk.open.as_ref()?;
        Some(self.pending(
            now,
            vec![Record::Closed(Closed {
                at: now,
                more: Map::new(),
            })],
        ))
    }

    /// Takes what was saved into the journal; after a failed save everything stays as it was.
    pub fn settle(&mut self, pending: Pending, outcome: &Outcome) {
        let Some((wanted, _)) = pending.save.session.clone() else {
            return;
        };
        if pending.apart {
            // The session being written knows nothing of it; tried again, it is made anew.
            if outcome.session.is_ok() {
                self.journal.add(&pending.header, pending.records);
            }
            return;
        }
        let name = outcome.name.clone().unwrap_or(wanted);
        if let Err(error) = &outcome.session {
            // After a failed flush the next save writes the whole session under a new name.
            let name = if error.distrust() {
                name.next_part()
            } else {
                name
            };
            if let Some((open, _)) = &mut self.desk.open {
                open.clone_from(&name);
            }
            let file = SessionFile {
                session: pending.header,
                records: pending.records,
            };
            self.desk.tried = Some((name, file));
            return;
        }
        self.desk.tried = None;
        if let Some((open, _)) = &mut self.desk.open {
            open.clone_from(&name);
        }
        let closed = matches!(pending.records.last(), Some(Record::Closed(_)));
        let session = pending.header.clone();
        let new = || {
            (
                name,
                SessionFile {
                    session,
                    records: Vec::new(),
                },
            )
        };
        let (_, file) = self.desk.open.get_or_insert_with(new);
        file.records.extend(pending.records.iter().cloned());
        if closed {
            // Whoever goes on after the end opens a new session that continues this one.
            let continues = Some(pending.header.id.clone());
            self.desk = Desk {
                continues,
                ..Desk::default()
            };
        }
        if let DraftChange::LeaveInbox(ids) = &pending.save.draft {
            self.inbox.retain(|item| !ids.contains(&item.id));
        }
        self.kept.extend(pending.entry);
        self.journal.add(&pending.header, pending.records);
    }

    /// The records a new session begins with; none when one is open.
    pub(super) fn opening(&mut self, now: Moment) -> Vec<Record> {
        if self.desk.open.is_some() {
            return Vec::new();
        }
        if let Some((_, tried)) = &self.desk.tried {
            let opening = |record: &&Record| match record {
                Record::Opened(_) => true,
                Record::Stated(stated) => stated.fact == Fact::Role && stated.value == "",
                Record::Wrote(_)
                | Record::Closed(_)
                | Record::Withdrew(_)
                | Record::Forgot(_)
                | Record::Other(..) => false,
            };
            return tried.records.iter().filter(opening).cloned().collect();
        }
        let mut records = vec![Record::Opened(Opened {
            at: now,
            more: Map::new(),
        })];
        if self.journal.role().is_none() {
            // A role without words yet: what is written before it is named belongs to it.
            let key = self.ids.session();
            records.push(self.stated(now, Fact::Role, &key, Value::String(String::new())));
        }
        records
    }

    pub(super) fn stated(&mut self, now: Moment, fact: Fact, key: &str, value: Value) -> Record {
        let id = self.ids.entry();
        let (key, more) = (key.to_owned(), Map::new());
        Record::Stated(Stated {
            id,
            at: now,
            fact,
            key,
            value,
            more,
        })
    }

    pub(super) fn pending(&mut self, now: Moment, records: Vec<Record>) -> Pending {
        let (name, mut file) = match &self.desk.open {
            Some((name, file)) => (name.clone(), file.clone()),
            None => self.new_session(now),
        };
        file.records.extend(records.iter().cloned());
        // Serializing plain data into memory does not fail; empty bytes would be refused.
        let bytes = file.to_bytes().unwrap_or_default();
        let save = Save {
            session: Some((name, bytes)),
            leaves: None,
            before: None,
            draft: DraftChange::Stays,
        };
        Pending {
            header: file.session,
            records,
            entry: None,
            next: None,
            apart: false,
            save,
        }
    }

    /// When this entry was tried to be saved before.
    pub(super) fn tried_at(&self, entry: &str) -> Option<Moment> {
        let (_, file) = self.desk.tried.as_ref()?;
        file.records.iter().find_map(|record| match record {
            Record::Wrote(tried) if tried.id == entry => Some(tried.at),
            Record::Wrote(_)
            | Record::Opened(_)
            | Record::Stated(_)
            | Record::Closed(_)
            | Record::Withdrew(_)
            | Record::Forgot(_)
            | Record::Other(..) => None,
        })
    }

    fn new_session(&mut self, now: Moment) -> (SessionName, SessionFile) {
        if let Some((name, tried)) = &self.desk.tried {
            let session = tried.session.clone();
            return (
                name.clone(),
                SessionFile {
                    session,
                    records: Vec::new(),
                },
            );
        }
        let id = self.session_id();
        let session = Header {
            id: id.clone(),
            seq: self.journal.next_seq(),
            started: now,
            occasion: self.desk.occasion.clone().unwrap_or(Occasion::Alone),
            continues: self.desk.continues.clone(),
            more: Map::new(),
        };
        (
            SessionName::new(now, &id),
            SessionFile {
                session,
                records: Vec::new(),
            },
        )
    }
}

/// What a session is for that begins with this walk.
fn occasion(walk: &Walk) -> Option<Occasion> {
    match walk.deck.as_str() {
        "before" | "after" => Some(Occasion::Roundtable),
        "session" => Some(Occasion::Coach),
        _ => None,
    }
}
