//! What changed since a day: facts, and nothing about what they mean.

mod collect;
mod period;
mod questions;
mod say;
mod standing;

pub use period::{Period, QUESTION, Since, said_since};
pub use say::{NO_ROUNDTABLE, NOTHING, PURPOSE};

use crate::{deck::Decks, journal::Journal, time::Day};

/// Something that happened in a period, or stands at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub kind: Kind,
    /// When it happened, or came due.
    pub day: Day,
    /// The question it belongs to, as it was asked; none for a role.
    pub prompt: Option<String>,
    pub question: Option<String>,
    /// The entry it is about: of a verdict the older one, of an outcome the promise.
    pub entry: Option<String>,
    /// The older and the newer answer, where there are two.
    pub then: Option<Side>,
    pub now: Option<Side>,
    /// The verdict or the outcome, in its fixed words.
    pub is: Option<String>,
    /// Words of the writer that belong to it: the first of the older answer, what was promised.
    /// None of what is not shown yet: a letter that is sealed, a forecast that is due.
    pub words: Option<String>,
    /// What the writer said about it.
    pub why: Option<String>,
    /// How it is said.
    pub said: Said,
    /// Where one goes from it.
    pub leads: Option<Leads>,
}

/// The kinds of facts, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Verdict,
    Mark,
    Choice,
    Promise,
    Forecast,
    Letter,
    Role,
    /// A question that was answered before.
    Again,
    /// A question answered for the first time.
    First,
    /// A question that was not looked at for two quarters.
    Rested,
}

/// One of two answers to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub entry: String,
    pub day: Day,
    /// The mark, or what was chosen, in words; empty where the fact does not show it.
    pub says: String,
}

/// A fact in sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// What it is about.
    pub title: String,
    /// What stands behind that.
    pub beside: String,
    /// Lines of their own.
    pub lines: Vec<String>,
}

/// Where a fact leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// Two answers side by side, by their ids; or one, beside what follows it.
    Beside(String, Option<String>),
    /// A question over time, one of its answers chosen.
    Thread(String, String),
    Promises,
    Forecasts,
}

/// Everything that changed in a period, told on this day: by kind, and within a kind in the
/// journal's order. What was not looked at for long stands last, the longest first.
pub fn since(journal: &Journal, decks: &Decks, period: &Period, today: Day) -> Vec<Fact> {
    collect::all(journal, decks, period, today)
}

/// How many sessions and answers a period holds.
pub fn counted(journal: &Journal, period: &Period) -> (usize, usize) {
    let mut sessions: Vec<&str> = Vec::new();
    let mut answers = 0;
    for (at, entry) in journal.entries().enumerate() {
        if !period.holds(at, entry) {
            continue;
        }
        let sitting = journal.sitting_of(at).map(|sitting| sitting.id.as_str());
        // Entries of one session stand together.
        if sessions.last().copied() != sitting {
            sessions.extend(sitting);
        }
        answers += usize::from(collect::is_answer(journal, entry));
    }
    sessions.sort_unstable();
    sessions.dedup();
    (sessions.len(), answers)
}

/// "3 sessions, 11 answers"; empty where nothing was written.
pub fn said_count(counted: (usize, usize)) -> String {
    say::counts(counted)
}
