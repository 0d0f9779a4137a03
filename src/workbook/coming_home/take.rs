use chrono::{FixedOffset, NaiveTime};
use serde_json::Map;

use super::{Arriving, Coming, Standing};
use crate::{
    journal::{Closed, Entry, Header, Mark, Note, Occasion, Opened, Record, SessionFile},
    share::reply::{How, ReplyKey},
    store::{Reason, SessionName},
    time::{Day, Moment},
    workbook::{DraftChange, Pending, Save, Workbook},
};

impl Workbook {
    /// A token and a key for the reply to a hand-off that is about to go.
    pub fn reply_key(&mut self) -> ReplyKey {
        ReplyKey::make(&mut self.ids)
    }

    /// Makes entries of the notes at these places, in a session of its own. None where none of
    /// them can be taken in: they are in the journal, or were, or are on nothing in it.
    ///
    /// What becomes of a note depends on the reply and on what it is on, and on nothing else: taken
    /// in twice, in two windows or on two machines, it is the same entry.
    pub fn take_home(&mut self, now: Moment, coming: &Coming, which: &[usize]) -> Option<Pending> {
        let notes = coming.notes.iter().enumerate();
        let wanted = notes.filter(|(at, _)| which.contains(at));
        let new = wanted.filter(|(_, note)| self.standing(note) == Standing::New);
        let wrote: Vec<Entry> = new.map(|(_, note)| self.noted(coming, note)).collect();
        let last = wrote.last()?.id.clone();
        let more = Map::new;
        let mut records = vec![Record::Opened(Opened {
            at: now,
            more: more(),
        })];
        records.extend(
            wrote
                .into_iter()
                .map(|entry| Record::Wrote(Box::new(entry))),
        );
        records.push(Record::Closed(Closed {
            at: now,
            more: more(),
        }));
        let id = self.session_id();
        let session = Header {
            id: id.clone(),
            seq: self.journal.next_seq(),
            started: now,
            occasion: Occasion::Import,
            continues: None,
            more: more(),
        };
        let file = SessionFile { session, records };
        let bytes = file.to_bytes().unwrap_or_default();
        Some(Pending {
            header: file.session,
            records: file.records,
            entry: Some(last),
            next: None,
            apart: true,
            save: Save {
                leaves: None,
                before: Some((Reason::Import, now)),
                session: Some((SessionName::new(now, &id), bytes)),
                draft: DraftChange::Stays,
            },
        })
    }

    fn noted(&self, coming: &Coming, arriving: &Arriving) -> Entry {
        let about = arriving.on.as_deref().and_then(|on| self.journal.entry(on));
        let note = &arriving.note;
        let mark = Note {
            kind: note.kind,
            handoff: coming.sent.token.clone(),
            quote: note.quote.clone(),
            with: arriving.with.clone(),
            unverified: coming.how != How::Sealed,
        };
        Entry {
            id: arriving.id.clone(),
            at: noon(coming.date),
            author: coming.from.clone(),
            role: about.and_then(|about| about.role.clone()),
            asked: about.and_then(|about| about.asked.clone()),
            words: note.words.clone(),
            mark: Some(Mark::Note(mark)),
            private: about.is_some_and(|about| about.private),
            revises: None,
            answers: about.map(|about| about.id.clone()),
            sealed: None,
            more: Map::new(),
        }
    }
}

/// A reply says a day and no hour: it stands at noon, the same wherever it is taken in.
fn noon(day: Day) -> Moment {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
    let utc = FixedOffset::east_opt(0);
    let at = utc.and_then(|utc| day.and_time(noon).and_local_timezone(utc).single());
    at.unwrap_or_default()
}
