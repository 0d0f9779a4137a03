//! The card: what one brings to the room, on one page, in one of three forms of the same content.
//!
//! What is kept of a card is a [`Recipe`]: which entries, which form, what is left out, which names
//! are swapped. It holds no copy of their words, so that what is forgotten is forgotten here too.

mod compose;
mod page;
mod recipe;

pub use compose::compose;
pub use page::{MEASURE, Row, Tone, rows};
pub use recipe::{Recipe, Swap};

use serde::{Deserialize, Serialize};

use super::{Cleared, Consent, clear};
use crate::time::Day;

/// The forms of a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// What is going on, and then the question.
    #[default]
    Update,
    /// The question, and then what it takes to answer it.
    Case,
    /// The question, and what would help.
    Ask,
}

impl Form {
    /// The three in the order of their keys.
    pub const ALL: [Self; 3] = [Self::Update, Self::Case, Self::Ask];

    /// What stands above the card.
    pub fn title(self) -> &'static str {
        match self {
            Self::Update => "Three-minute update",
            Self::Case => "Case card",
            Self::Ask => "Two-line ask",
        }
    }
}

/// A card as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub form: Form,
    /// The day its ritual was begun.
    pub day: Day,
    pub lines: Vec<Line>,
    /// What could stand in it and is left out.
    pub out: Vec<Line>,
    /// Listed names that are in it on purpose.
    kept: Vec<String>,
}

/// A line of a card: what is left out or taken in as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub part: Part,
    pub pieces: Vec<Piece>,
    /// Stays here unless it is taken in.
    pub private: bool,
}

/// A piece of a line: the words of one answer, or what joins two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Which words of which entry; empty for what joins two.
    pub key: String,
    pub spans: Vec<Span>,
}

/// Words in one tone, as they are to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    /// The swap that would take a listed name out, where this is one.
    pub name: Option<Swap>,
}

/// The parts of a card, by what they hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    Better,
    Heavier,
    Promised,
    Question,
    Know,
    Help,
    NoHelp,
}

impl Part {
    /// What stands before its lines.
    pub fn label(self) -> &'static str {
        match self {
            Self::Better => "Better",
            Self::Heavier => "Heavier",
            Self::Promised => "Promised",
            Self::Question => "Question",
            Self::Know => "Know, tried",
            Self::Help => "Would help",
            Self::NoHelp => "Would not",
        }
    }

    /// What it is, where it is not in the card.
    pub fn title(self) -> &'static str {
        match self {
            Self::Better => "better than you have let on",
            Self::Heavier => "heavier than you have let on",
            Self::Promised => "what became of a promise",
            Self::Question => "the question",
            Self::Know => "what they must know, or what you tried",
            Self::Help => "what would help",
            Self::NoHelp => "what would not help",
        }
    }
}

impl Card {
    /// Whether there is nothing to put on it, in it or left out.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.out.is_empty()
    }

    /// The listed names that stand in it, each once, in the order in which they stand there.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for swap in self.lines.iter().flat_map(Line::names) {
            if !names.contains(&swap.name.as_str()) {
                names.push(&swap.name);
            }
        }
        names
    }

    /// Those of them that are not there on purpose.
    pub fn unsettled(&self) -> Vec<&str> {
        let mut names = self.names();
        names.retain(|name| !self.kept.iter().any(|kept| kept == name));
        names
    }

    /// The next name that can be swapped, from a line on and round to it: its line, and the swap.
    pub fn next_swap(&self, from: usize) -> Option<(usize, &Swap)> {
        let lines = self.lines.iter().enumerate();
        let (before, after): (Vec<_>, Vec<_>) = lines.partition(|(at, _)| *at < from);
        let mut round = after.into_iter().chain(before);
        round.find_map(|(at, line)| Some((at, line.names().next()?)))
    }

    /// As plain text, exactly the page that it is on the screen.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for row in rows(self, MEASURE) {
            let row: String = row.runs.into_iter().map(|(run, _)| run).collect();
            text.push_str(row.trim_end());
            text.push('\n');
        }
        text
    }

    /// Lets it leave, once every listed name in it is swapped, or there on purpose. None before.
    pub fn cleared(&self, consent: Consent) -> Option<Cleared<Self>> {
        let settled = self.unsettled().is_empty();
        settled.then(|| clear(self.clone(), consent))
    }
}

impl Cleared<Card> {
    /// Its plain text, as it may leave.
    pub fn text(&self) -> Cleared<String> {
        self.made(Card::text)
    }
}

impl Line {
    /// The words it is made of, by their keys.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let keys = self.pieces.iter().map(|piece| piece.key.as_str());
        keys.filter(|key| !key.is_empty())
    }

    fn names(&self) -> impl Iterator<Item = &Swap> {
        let spans = self.pieces.iter().flat_map(|piece| &piece.spans);
        spans.filter_map(|span| span.name.as_ref())
    }
}
