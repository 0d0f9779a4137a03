//! A hand-off being prepared: begun, its four questions, composed, and handed over.

mod going;
mod questions;

use serde_json::{Value, json};

pub use going::{Going, Sealing};
pub use questions::asks;
pub(super) use questions::question;

use super::{Pending, Place, Workbook};
use crate::{
    insight::seen::hidden,
    journal::{Chosen, Entry, Fact, Form, Journal, Mark, Selection, Stop, Walk},
    share::handoff::{Details, Fit, HandOff, compose, fit},
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

/// A hand-off that went, as the journal recorded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Went {
    pub token: String,
    /// For whom. May be empty.
    pub to: String,
    pub at: Moment,
    /// The name of the form.
    pub form: String,
    /// The ids in it, and the entries.
    pub entries: Vec<(String, String)>,
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
    let cover = |entry: &Entry| entry.asked.as_ref().is_some_and(|asked| asks(&asked.prompt));
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
            let mut entries = went.iter().flat_map(|went| &went.entries);
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
        self.packed_with(walk.selection.as_deref(), &self.details(walk), today)
    }

    /// The same of a selection that lies in no walk.
    pub fn packed_with(
        &self,
        selection: Option<&Selection>,
        details: &Details,
        today: Day,
    ) -> Packed {
        let nothing = Selection::default();
        let selection = selection.unwrap_or(&nothing);
        let (handoff, ids) = compose(&self.journal, &self.decks, selection, details, today);
        Packed { handoff, ids }
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

    /// Hands over: records what goes, writes the file, and where that succeeds the walk, if it
    /// was prepared on one, is over. None of it is done where the file cannot be made.
    pub fn hand_over(&mut self, now: Moment, place: Option<&Place>, going: Going) -> Pending {
        let (token, value) = (going.token.clone(), going.record());
        let mut records = self.opening(now);
        records.push(self.stated(now, Fact::HandOff, &token, value));
        let mut pending = self.pending(now, records);
        if let Some(place) = place {
            let mut walk = place.walk.clone();
            walk.left.clear();
            let next = (walk, self.entry_id());
            pending.save.draft = self.next_draft(now, place, &next, &pending.header.id);
            pending.next = Some(next);
        }
        pending.save.leaves = Some(std::sync::Arc::new(going));
        pending
    }

    /// What went to coaches, the latest last.
    pub fn handoffs(&self) -> Vec<Went> {
        let stated = self.journal.facts_of(Fact::HandOff);
        let went = stated.filter_map(|stated| {
            let value = stated.value.as_object()?;
            let text = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
            let entries = value.get("entries").and_then(Value::as_object);
            let id = |(id, entry): (&String, &Value)| Some((id.clone(), entry.as_str()?.to_owned()));
            Some(Went {
                token: stated.key.clone(),
                to: text("for").to_owned(),
                at: stated.at,
                form: text("form").to_owned(),
                entries: entries.into_iter().flatten().filter_map(id).collect(),
            })
        });
        went.collect()
    }

    /// Fresh chance for what tells one hand-off from every other, and what its reply is sealed to.
    pub fn reply_to(&mut self) -> ReplyTo {
        ReplyTo {
            token: format!("{}{}", self.ids.entry(), self.ids.entry()),
            recipient: None,
            secret: None,
        }
    }
}

/// Where things are is said in so many lines.
const MOST_LINES: usize = 3;

/// Whose reply is expected; the secret half of its key stays in the journal.
#[derive(Debug, Clone, Default)]
pub struct ReplyTo {
    pub token: String,
    pub recipient: Option<String>,
    pub secret: Option<String>,
}

/// What the journal records of a hand-off: to whom, as what, and which entries under which ids.
fn record(packed: &Packed, form: &str, sealed: &str, reply: &ReplyTo) -> Value {
    let entries: serde_json::Map<String, Value> = packed
        .ids
        .iter()
        .map(|(id, entry)| (id.clone(), json!(entry)))
        .collect();
    let cover = &packed.handoff.cover;
    let mut value = json!({
        "for": cover.to,
        "purpose": cover.purpose,
        "form": form,
        "sealed": sealed,
        "entries": entries,
    });
    if let (Some(secret), Some(value)) = (&reply.secret, value.as_object_mut()) {
        value.insert("key".to_owned(), json!(secret));
    }
    value
}

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
