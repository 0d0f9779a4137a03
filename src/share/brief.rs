//! The brief: the page to read before a roundtable. Facts of the journal and the writer's own
//! lines, and nothing about what they mean.

mod laid;
mod lines;

pub use laid::{Row, Tone, rows, text};

use std::collections::BTreeSet;

use crate::{
    deck::Decks,
    insight::{
        roundtable::{self, Roundtable},
        since::{Leads, Period, Since, counted},
    },
    journal::Journal,
    time::Day,
};

/// What the page says where there is nothing for it yet.
pub const NOTHING: &str = "There is nothing for this page yet.";

/// What it is for.
pub const PURPOSE: &str = "It lays out what you wrote since the last roundtable, as facts: your \
    verdicts, marks then and now, promises, and the questions you bring to the table.";

/// One page for the next roundtable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    pub today: Day,
    /// The next roundtable and its day, where one is stated.
    pub table: Option<(Roundtable, Day)>,
    pub period: Period,
    /// Sessions and answers of the period.
    pub counted: (usize, usize),
    pub lines: Vec<Line>,
}

/// The parts of the page, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Verdicts,
    Marks,
    Promises,
    Questions,
}

/// One line of a part. What it does not have is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub part: Part,
    /// The entry it is about, and when that was written.
    pub entry: String,
    pub day: Day,
    /// The verdict, the two marks, or what became of a promise.
    pub lead: String,
    /// What it is about, in the words of the deck.
    pub title: String,
    /// The writer's own words.
    pub words: String,
    /// The day that belongs to it, in words.
    pub when: String,
    /// It stays out unless it is chosen by hand.
    pub is_private: bool,
    pub leads: Leads,
}

/// A line by its part and its entry.
pub type Key = (Part, String);

impl Part {
    /// The id it has for scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Verdicts => "verdict",
            Self::Marks => "mark",
            Self::Promises => "promise",
            Self::Questions => "question",
        }
    }
}

impl Line {
    pub fn key(&self) -> Key {
        (self.part, self.entry.clone())
    }
}

impl Brief {
    /// The page as the journal stands on this day, private lines among the others. What is not
    /// to be seen yet is not in it.
    pub fn of(journal: &Journal, decks: &Decks, today: Day) -> Self {
        let period = Period::of(journal, Since::Roundtable, today);
        Self {
            today,
            table: roundtable::next(journal, today),
            period,
            counted: counted(journal, &period),
            lines: lines::all(journal, decks, &period, today),
        }
    }

    /// The lines that stay out unless they are chosen.
    pub fn private(&self) -> BTreeSet<Key> {
        let private = self.lines.iter().filter(|line| line.is_private);
        private.map(Line::key).collect()
    }

    /// The same page without these lines.
    #[must_use]
    pub fn without(&self, out: &BTreeSet<Key>) -> Self {
        let mut brief = self.clone();
        brief.lines.retain(|line| !out.contains(&line.key()));
        brief
    }

    /// How many promises it names, and how many of them are done.
    pub fn promises(&self) -> (usize, usize) {
        let promises = || self.lines.iter().filter(|line| line.part == Part::Promises);
        let done = promises().filter(|line| line.lead == lines::DONE);
        (promises().count(), done.count())
    }
}
