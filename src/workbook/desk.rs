use std::sync::Arc;

use serde_json::{Map, Value};

use super::{
    CAME, DraftChange, HAPPENED, Lack, Outcome, PRIVACY_SAID, Pending, Place, Save, Workbook,
    Writing, compose,
    given::{put_off, sealed_until},
};
use crate::{
    deck::{Prompt, States},
    journal::{
        Aside, Asked, Closed, Draft, Entry, FORMAT, Fact, Header, ME, Occasion, Opened, Record,
        SessionFile, Stated, Walk,
    },
    store::SessionName,
    time::{Moment, parse_day},
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
        if let [happened] = walk.left.as_slice()
            && happened == HAPPENED
        {
            // The page that would ask this is not beneath it any more.
            walk.left.push(CAME.to_owned());
        }
        self.desk.occasion = occasion(&walk);
        let claim = self.store.claim_draft(&draft.id).ok();
        let mut aside = draft.aside.clone();
        if walk.current().unwrap_or_default() != draft.prompt && !draft.is_empty() {
            // No deck holds the question any more; its words are not thrown away.
            aside.push(Aside {
                prompt: draft.prompt.clone(),
                texts: draft.texts.clone(),
                picked: draft.picked.clone(),
            });
        }
        Place {
            walk,
            draft: draft.id.clone(),
            entry: draft.entry.clone(),
            aside,
            claim,
        }
    }

    /// The draft of what stands in the fields.
    pub fn draft(&self, now: Moment, place: &Place, writing: &Writing) -> Draft {
        let mut walk = place.walk.clone();
        if walk.left.is_empty() {
            // A walk that is over goes on at the questions whose words were not kept.
            walk.left = place
                .aside
                .iter()
                .map(|aside| aside.prompt.clone())
                .collect();
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

    /// An id that no entry has.
    pub(super) fn entry_id(&mut self) -> String {
        loop {
            let id = self.ids.entry();
            if self.journal.entry(&id).is_none() {
                return id;
            }
        }
    }

    /// Whether an entry is one that stays here.
    fn is_private(&self, entry: &str) -> bool {
        self.journal.entry(entry).is_some_and(|entry| entry.private)
    }

    /// The save of a draft.
    pub fn save_draft(&self, draft: &Draft) -> Save {
        let bytes = draft.to_bytes().unwrap_or_default();
        Save {
            session: None,
            draft: DraftChange::Write(draft.id.clone(), bytes),
        }
    }

    /// The save that gives a place up: nothing was written, and there is nowhere to go on.
    pub fn drop_place(&self, place: &Place) -> Save {
        Save {
            session: None,
            draft: DraftChange::Remove(place.draft.clone()),
        }
    }

    /// Makes an answer of what was given, to be saved; it is in the journal after [`Self::settle`].
    pub fn keep(&mut self, now: Moment, place: &Place, writing: &Writing) -> Result<Pending, Lack> {
        let Some(prompt) = self.question(&place.walk) else {
            return Err(Lack::Nothing);
        };
        let (given, today) = (&writing.given, now.date_naive());
        let (words, mark) = compose(&prompt, given, today)?;
        let revises = writing.revises.as_deref();
        let before = revises.and_then(|id| self.journal.entry(id)?.sealed);
        let sealed = sealed_until(&prompt, given, today, before)?;
        let by = put_off(&prompt, given, today)?;
        let answers = place.walk.about.clone();
        let (mark, asked) = match &answers {
            Some(about) => self.speak_about(about, &prompt, mark, by, revises),
            None => (mark, Some(Arc::new(Asked::of(&prompt)))),
        };
        let at = self.tried_at(&place.entry).unwrap_or(now);
        let mut records = self.opening(now);
        let role = self.state_for(now, &prompt, &words, &mut records);
        if self.privacy_said && self.journal.setting(PRIVACY_SAID).is_none() {
            records.push(self.stated(now, Fact::Setting, PRIVACY_SAID, Value::Bool(true)));
        }
        records.push(Record::Wrote(Box::new(Entry {
            id: place.entry.clone(),
            at,
            author: ME.to_owned(),
            role,
            asked,
            words,
            mark,
            private: prompt.private || answers.as_deref().is_some_and(|id| self.is_private(id)),
            revises: writing.revises.clone(),
            answers,
            sealed,
            more: Map::new(),
        })));
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
        let words = writing.given.texts.first().cloned().unwrap_or_default();
        if words.trim().is_empty() {
            return Err(Lack::Nothing);
        }
        let at = self.tried_at(&place.entry).unwrap_or(now);
        let mut records = self.opening(now);
        let role = self.role_with(&records).map(|(id, _)| id);
        records.push(Record::Wrote(Box::new(Entry {
            id: place.entry.clone(),
            at,
            author: ME.to_owned(),
            role,
            asked: None,
            words,
            mark: None,
            private: place
                .walk
                .about
                .as_deref()
                .is_some_and(|id| self.is_private(id)),
            revises: writing.revises.clone(),
            answers: place.walk.about.clone(),
            sealed: None,
            more: Map::new(),
        })));
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
    fn next_draft(
        &self,
        now: Moment,
        place: &Place,
        next: &(Walk, String),
        session: &str,
    ) -> DraftChange {
        if next.0.current().is_none() && place.aside.is_empty() {
            return DraftChange::Remove(place.draft.clone());
        }
        let place = Place {
            walk: next.0.clone(),
            draft: place.draft.clone(),
            entry: next.1.clone(),
            aside: place.aside.clone(),
            claim: None,
        };
        let mut draft = self.draft(now, &place, &Writing::default());
        draft.session = Some(session.to_owned());
        DraftChange::Write(draft.id.clone(), draft.to_bytes().unwrap_or_default())
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
        let Some((wanted, _)) = pending.save.session else {
            return;
        };
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

    /// What an answer states about the journal beside itself; gives the role it belongs to.
    fn state_for(
        &mut self,
        now: Moment,
        prompt: &Prompt,
        words: &str,
        records: &mut Vec<Record>,
    ) -> Option<String> {
        let role = self.role_with(records);
        match prompt.states {
            None => role.map(|(id, _)| id),
            Some(States::LookAgain) => {
                let day = parse_day(words, now.date_naive()).ok();
                let day = day.map_or(Value::Null, |day| Value::String(day.to_string()));
                records.push(self.stated(now, Fact::LookAgain, "", day));
                role.map(|(id, _)| id)
            }
            Some(States::Role) => {
                // The first words name the role; later ones open a new chapter.
                let id = match role {
                    Some((id, true)) => id,
                    Some((_, false)) | None => self.ids.session(),
                };
                records.push(self.stated(now, Fact::Role, &id, Value::String(words.to_owned())));
                Some(id)
            }
        }
    }

    /// The role held once these records are saved, and whether it is still without words.
    pub(super) fn role_with(&self, records: &[Record]) -> Option<(String, bool)> {
        let stated_now = records.iter().find_map(|record| match record {
            Record::Stated(stated) if stated.fact == Fact::Role => Some((stated.key.clone(), true)),
            Record::Stated(_)
            | Record::Opened(_)
            | Record::Wrote(_)
            | Record::Closed(_)
            | Record::Withdrew(_)
            | Record::Forgot(_)
            | Record::Other(..) => None,
        });
        let held = self.journal.role();
        stated_now.or_else(|| held.map(|(id, words)| (id.to_owned(), words.is_empty())))
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
            draft: DraftChange::Stays,
        };
        Pending {
            header: file.session,
            records,
            entry: None,
            next: None,
            save,
        }
    }

    /// When this entry was tried to be saved before.
    fn tried_at(&self, entry: &str) -> Option<Moment> {
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
        let known = |id: &str| {
            self.journal
                .sittings()
                .iter()
                .any(|sitting| sitting.id == id)
        };
        let mut id = self.ids.session();
        while known(&id) {
            id = self.ids.session();
        }
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
