//! A hand-off being prepared: begun, its four questions, composed, and handed over.

mod going;
mod questions;

use std::sync::Arc;

use serde_json::Value;

pub use going::{FORMS, Form as Written, Going, SEALED, Sealing, Sending, form};
pub use questions::asks;
pub(super) use questions::question;

use super::{Deed, Pending, Place, Workbook, coming_home::Sent};
use crate::{
    insight::seen::hidden,
    journal::{Chosen, Entry, Fact, Form, Journal, Mark, Selection, Stop, Walk},
    share::{
        handoff::{Details, Fit, HandOff, compose, fit, times},
        names::same,
    },
    text::flat,
    time::{Day, Moment},
};
use questions::{FOR, FROM, LINES, PURPOSE};

/// The id under which a hand-off is walked; no deck has it.
pub const HANDOFF: &str = "handoff";

/// The questions before a session with a coach whose answers are chosen to begin with.
const SESSION: [&str; 4] = ["session.1", "session.2", "session.3", "session.6"];

/// Whether an answer may be chosen for a coach today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum May {
    Go,
    /// Only by itself, after it was said that it may.
    Private,
    /// Why not.
    Not(String),
}

/// What would go, and what stays here of it.
#[derive(Debug, Clone)]
pub struct Packed {
    pub handoff: HandOff,
    /// For each of its ids the id of the entry.
    pub ids: Vec<(String, String)>,
}

/// Whether an answer of the writer may be chosen today.
pub fn may_go(journal: &Journal, entry: &Entry, today: Day) -> May {
    match fit(journal, entry, today) {
        Fit::Goes => May::Go,
        Fit::Private => May::Private,
        Fit::Never => May::Not(match hidden(journal, entry, today) {
            Some(hidden) => hidden.says(),
            None => "This does not go to anybody.".to_owned(),
        }),
    }
}

/// Where the answers stand that may be chosen, oldest first: the writer's own, at their places.
/// What they say of an answer goes with it, and what was said for a hand-off is on its cover.
pub fn choosable(journal: &Journal) -> impl DoubleEndedIterator<Item = usize> {
    let cover = |entry: &Entry| {
        entry
            .asked
            .as_ref()
            .is_some_and(|asked| asks(&asked.prompt))
    };
    journal
        .entries()
        .enumerate()
        .filter(move |(_, entry)| {
            entry.answers.is_none() && journal.own(entry).is_some() && !cover(entry)
        })
        .map(|(at, _)| at)
}

impl Workbook {
    /// A walk along which a hand-off is prepared. Of what is chosen to begin with only what may
    /// go without a further word is taken.
    pub fn begin_handoff(&self, now: Moment, preselected: Vec<String>) -> Walk {
        let today = now.date_naive();
        let mut selection = Selection::default();
        for id in preselected {
            let entry = self.journal.entry(&id);
            if entry.is_some_and(|entry| may_go(&self.journal, entry, today) == May::Go) {
                take(&mut selection, &id, false);
            }
        }
        let ask = |id: &str| Stop::Ask(id.to_owned());
        let left = vec![
            Stop::Choose,
            Stop::LookThrough,
            ask(FROM),
            ask(FOR),
            ask(PURPOSE),
            ask(LINES),
            Stop::Agree,
            Stop::Send,
            Stop::Close,
        ];
        Walk {
            began: Some(now),
            selection: Some(Box::new(selection)),
            ..Walk::of(HANDOFF, Form::Full, left)
        }
    }

    /// The walk back to the questions of the cover, from the agreement on.
    pub fn ask_again(walk: &Walk) -> Walk {
        let mut walk = walk.clone();
        let asked = [FROM, FOR, PURPOSE, LINES].map(|id| Stop::Ask(id.to_owned()));
        walk.left.splice(0..0, asked);
        walk
    }

    /// What is chosen to begin with: the last answers to the questions before a session with a
    /// coach, where they did not go to one yet.
    pub fn session_answers(&self) -> Vec<String> {
        let went = self.handoffs();
        let gone = |id: &str| {
            let mut entries = went.iter().flat_map(Sent::entries);
            entries.any(|(_, entry)| entry == id)
        };
        let began = self.journal.facts_of(Fact::Ritual).find_map(|ritual| {
            let began = ritual.value.get("began")?.as_str()?;
            (ritual.key == "session").then(|| crate::time::moment_from(began).ok())?
        });
        let last = SESSION.iter().filter_map(|id| self.journal.latest(id));
        last.filter(|entry| began.is_none_or(|began| entry.at >= began))
            .map(|entry| entry.id.clone())
            .filter(|id| !gone(id))
            .collect()
    }

    /// What would go to the coach as it stands now. The same whenever it is looked at.
    pub fn packed(&self, walk: &Walk, today: Day) -> Packed {
        let selection = walk.selection.as_deref().cloned().unwrap_or_default();
        self.packed_with(&selection, &self.details(walk), today)
    }

    /// The same of a selection that lies in no walk.
    pub fn packed_with(&self, selection: &Selection, details: &Details, today: Day) -> Packed {
        let (handoff, ids) = compose(&self.journal, &self.decks, selection, details, today);
        Packed { handoff, ids }
    }

    /// In how many places of what would go a name stands, whatever role stands there for it.
    pub fn places(&self, walk: &Walk, name: &str, today: Day) -> usize {
        let mut selection = walk.selection.as_deref().cloned().unwrap_or_default();
        selection.roles.retain(|(known, _)| !same(known, name));
        selection.roles.push((name.to_owned(), PLACE.to_owned()));
        let packed = self.packed_with(&selection, &self.details(walk), today);
        times(&packed.handoff, PLACE)
    }

    /// What was said for the cover on this walk.
    fn details(&self, walk: &Walk) -> Details {
        let said = |id: &str| {
            let of = self.entries_of(walk).filter(|entry| {
                let asked = entry.asked.as_ref();
                asked.is_some_and(|asked| asked.prompt == id)
            });
            of.last().map(|entry| self.journal.current(entry))
        };
        let line = |id: &str| said(id).map(|entry| flat(&entry.words)).unwrap_or_default();
        let lines = match said(LINES).and_then(|entry| entry.mark.as_ref()) {
            Some(Mark::Lines(lines)) => lines.iter().take(MOST_LINES).cloned().collect(),
            _ => Vec::new(),
        };
        Details {
            from: line(FROM),
            to: line(FOR),
            purpose: line(PURPOSE),
            lines,
            ..Details::default()
        }
    }

    /// Hands over what was prepared at a place: records what goes, writes the file, and where
    /// that succeeds the walk is over. None of it is done where the file cannot be made.
    pub fn hand_over(&mut self, now: Moment, place: &Place, sending: Sending) -> Pending {
        let selection = place.walk.selection.as_deref().cloned().unwrap_or_default();
        let details = self.details(&place.walk);
        let mut pending = self.hand_over_of(now, &selection, details, sending);
        let mut walk = place.walk.clone();
        walk.left.clear();
        let next = (walk, self.entry_id());
        pending.save.draft = self.next_draft(now, place, &next, &pending.header.id);
        pending.next = Some(next);
        pending
    }

    /// The same of a selection that lies in no walk.
    pub fn hand_over_of(
        &mut self,
        now: Moment,
        selection: &Selection,
        details: Details,
        sending: Sending,
    ) -> Pending {
        let key = self.reply_key();
        let details = Details {
            token: key.token.clone(),
            // In plain text the reply comes as a form, which nothing seals.
            recipient: sending
                .is_read_by_programs()
                .then(|| key.recipient().as_str().to_owned()),
            ..details
        };
        let packed = self.packed_with(selection, &details, now.date_naive());
        let going = Going::new(packed, &key, sending);
        let mut records = self.opening(now);
        records.push(self.stated(now, Fact::HandOff, &key.token, going.record.clone()));
        let mut pending = self.pending(now, records);
        pending.save.leaves = Some(Arc::new(going));
        pending
    }

    /// Takes the record of a hand-off back whose file could not be written: nothing went.
    pub fn take_back(&mut self, now: Moment, token: String) -> Option<Pending> {
        let (fact, value) = (Fact::HandOff, Value::Null);
        let key = token;
        self.record(now, &Deed::State { fact, key, value })
    }
}

/// Stands for a name while its places are counted: nobody types it.
const PLACE: &str = "\u{e000}\u{e001}";

/// Where things are is said in so many lines.
const MOST_LINES: usize = 3;

/// Takes an answer in.
pub fn take(selection: &mut Selection, entry: &str, private: bool) {
    if chosen(selection, entry).is_none() {
        selection.chosen.push(Chosen {
            entry: entry.to_owned(),
            private,
            with: crate::journal::With::default(),
            left_out: Vec::new(),
            side_note: None,
        });
    }
}

/// An answer among those chosen.
pub fn chosen<'a>(selection: &'a Selection, entry: &str) -> Option<&'a Chosen> {
    selection.chosen.iter().find(|chosen| chosen.entry == entry)
}
