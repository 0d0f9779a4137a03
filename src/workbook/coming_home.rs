//! A coach's reply comes home: what it says is shown first, and what is taken in becomes entries of
//! another author beside the words it is on. Nothing that was there is touched.

mod say;
mod sent;
mod take;

pub use sent::{Sent, record};

use super::Workbook;
use crate::{
    journal::{Entry, Fact, ME, Mark, Note, NoteKind, Stated, made_of},
    share::{
        envelope::Unread,
        reply::{self, Arrived, How},
    },
    text::{flat, shown_clusters},
    time::{
        Day,
        say::{plain, short},
    },
};

/// How somebody is called who gave no name, or one that is the writer's.
const COACH: &str = "coach";
/// No name is longer, in characters.
const NAME: usize = 80;

/// Said wherever a sealed reply is looked at.
pub const SEALING: &str =
    "Sealing hides what is written from others; it does not prove who wrote it.";

/// A reply that may be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coming {
    /// What it answers.
    pub sent: Sent,
    /// The name under which it will stand beside the words. Proven by nothing.
    pub from: String,
    pub date: Day,
    pub how: How,
    pub notes: Vec<Arriving>,
    /// What could not be read as it was meant, in sentences.
    pub problems: Vec<String>,
}

/// A note that may be taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arriving {
    /// The id it will have.
    pub id: String,
    pub note: reply::Note,
    /// The entries it is on and connects with, where the hand-off has them.
    pub on: Option<String>,
    pub with: Option<String>,
}

/// How a note stands with the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    New,
    TakenIn,
    /// It was taken in and forgotten, or taken back.
    Forgotten,
    /// The hand-off has no answer of this id.
    NoSuchAnswer,
    /// The answer it is on is not in the journal any more.
    Gone,
}

impl Standing {
    /// What is said of it; nothing where it can be taken in.
    pub fn says(self) -> &'static str {
        match self {
            Self::New => "",
            Self::TakenIn => "taken in before",
            Self::Forgotten => "taken in before, and forgotten",
            Self::NoSuchAnswer => "on an answer that was not handed over; it is not taken in",
            Self::Gone => "on an answer that is not in the journal any more; it is not taken in",
        }
    }
}

/// Why a reply is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("{0}")]
    Unread(#[from] Unread),
    #[error("it answers a hand-off that did not go out from this journal")]
    Unknown,
    #[error("it is sealed to the key of one hand-off and says that it answers another")]
    OtherHandOff,
    #[error("there is no note in it")]
    Empty,
}

impl Workbook {
    /// What went to coaches, oldest first.
    pub fn handoffs(&self) -> Vec<Sent> {
        let facts = self.journal.facts_of(Fact::HandOff);
        facts.filter_map(Sent::of).collect()
    }

    /// The hand-off of this token.
    pub fn handoff(&self, token: &str) -> Option<Sent> {
        let facts = self.journal.facts_of(Fact::HandOff);
        facts
            .rev()
            .find(|stated| stated.key == token)
            .and_then(Sent::of)
    }

    /// Reads what came back, whatever it is. Changes nothing.
    ///
    /// # Errors
    /// Why nothing of it can be taken in.
    pub fn arriving(&self, bytes: &[u8], today: Day) -> Result<Coming, Refused> {
        let sent = self.handoffs();
        let keys: Vec<_> = sent.iter().filter_map(Sent::key).collect();
        let arrived = reply::read(bytes, &keys, today)?;
        let token = &arrived.reply.token;
        let sent = sent.into_iter().find(|sent| sent.token == *token);
        let sent = sent.ok_or(Refused::Unknown)?;
        if arrived.how == How::Sealed && !sent.key().is_some_and(|key| key.key.opens(bytes)) {
            return Err(Refused::OtherHandOff);
        }
        if arrived.reply.notes.is_empty() {
            return Err(Refused::Empty);
        }
        Ok(coming(sent, arrived, today))
    }

    /// How a note stands with the journal now.
    pub fn standing(&self, arriving: &Arriving) -> Standing {
        if self.journal.entry(&arriving.id).is_some() {
            return Standing::TakenIn;
        }
        if self.journal.is_gone(&arriving.id) {
            return Standing::Forgotten;
        }
        match &arriving.on {
            None if arriving.note.on.is_empty() => Standing::New,
            None => Standing::NoSuchAnswer,
            Some(on) if self.journal.entry(on).is_none() => Standing::Gone,
            Some(_) => Standing::New,
        }
    }

    /// The notes that came back to a hand-off, in the journal's order.
    pub fn notes_of<'a>(&'a self, token: &'a str) -> impl Iterator<Item = (&'a Entry, &'a Note)> {
        let notes = self
            .journal
            .entries()
            .filter_map(|entry| Some((entry, note_of(entry)?)));
        notes.filter(move |(_, note)| note.handoff == token)
    }

    /// Whether a note was hidden.
    pub fn is_hidden(&self, note: &str) -> bool {
        self.holds(Fact::Hidden, note)
    }

    /// Whether a note is asked in the next check-in.
    pub fn is_asked(&self, note: &str) -> bool {
        self.holds(Fact::Question, note)
    }

    /// The ids of the notes that the next check-in asks, in the order in which they were chosen.
    pub fn asked_next(&self) -> Vec<String> {
        let asked = self.journal.facts_of(Fact::Question);
        let asked = asked.filter(|stated| stated.value == true && !self.is_hidden(&stated.key));
        let there = |stated: &&Stated| self.journal.entry(&stated.key).is_some();
        asked
            .filter(there)
            .map(|stated| stated.key.clone())
            .collect()
    }

    fn holds(&self, fact: Fact, key: &str) -> bool {
        let mut facts = self.journal.facts_of(fact);
        facts.any(|stated| stated.key == key && stated.value == true)
    }

    /// Who wrote a note, when, and what it is: "Anna Berg, 3 April, question".
    pub fn signed(&self, entry: &Entry, today: Day) -> String {
        let day = entry.at.date_naive();
        let mut signed = format!("{}, {}", flat(&entry.author), short(day, today));
        if let Some(note) = note_of(entry) {
            signed.push_str(", ");
            signed.push_str(note.kind.words());
            if note.unverified {
                signed.push_str(", unverified");
            }
        }
        let sitting = self.journal.position(&entry.id);
        let sitting = sitting.and_then(|at| self.journal.sitting_of(at));
        if let Some(taken) = sitting.map(|sitting| sitting.started.date_naive())
            && taken != day
        {
            signed.push_str(", taken in on ");
            signed.push_str(&short(taken, today));
        }
        signed
    }
}

/// What an entry says of itself as a note that came home.
pub fn note_of(entry: &Entry) -> Option<&Note> {
    match &entry.mark {
        Some(Mark::Note(note)) if entry.author != ME => Some(note),
        _ => None,
    }
}

/// Whether a note can be asked in the next check-in.
pub fn can_be_asked(note: &Note) -> bool {
    note.kind == NoteKind::Question
}

fn coming(sent: Sent, arrived: Arrived, today: Day) -> Coming {
    let Arrived {
        reply,
        how,
        problems,
    } = arrived;
    let mut problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    let date = reply.date.clamp(sent.date.min(today), today);
    if date != reply.date {
        problems.push(format!(
            "It says that it was written on {}, which cannot be; it is dated {}.",
            plain(reply.date),
            plain(date)
        ));
    }
    let notes = reply.notes.into_iter().map(|note| {
        let entry = |id: &str| sent.entry(id).map(str::to_owned);
        Arriving {
            id: made_of(&[&sent.token, &note.id]),
            on: entry(&note.on),
            with: entry(&note.with),
            note,
        }
    });
    let mut once: Vec<Arriving> = Vec::new();
    for note in notes {
        if once.iter().any(|known| known.id == note.id) {
            let id = &note.note.id;
            problems.push(format!("Two notes are called {id}; the first holds."));
        } else {
            once.push(note);
        }
    }
    Coming {
        from: name(&reply.from),
        date,
        how,
        notes: once,
        problems,
        sent,
    }
}

/// A name as it may stand beside the words: in one row, and never the writer's own.
fn name(signed: &str) -> String {
    let name: String = shown_clusters(&flat(signed)).chars().take(NAME).collect();
    let own = [ME, "you"].iter().any(|own| name.eq_ignore_ascii_case(own));
    if name.is_empty() || own {
        COACH.to_owned()
    } else {
        name
    }
}
