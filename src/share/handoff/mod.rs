//! A hand-off: what a coach gets to read, in the order in which it is read.
//!
//! Its JSON is the [`machine`] form of every export and of the hand-off file; `docs/handoff.md`
//! describes it and `docs/handoff.schema.json` holds it. Ids in it are its own (h1, h2, …), and
//! nothing in it tells what was not chosen.

mod blocks;
mod check;
mod compose;
mod digest;
mod lines;
mod machine;
pub mod sentences;

pub use blocks::{Block, Column, Dot, Drawn, blocks, first_page, item, times};
pub use check::check_value;
pub use compose::{Details, Fit, compose, fit};
pub use digest::{Glance, digest};
pub use lines::{Line, lines};
pub use machine::{Machine, SCHEMA, machine};

use serde::{Deserialize, Serialize};

use crate::{
    deck::Ends,
    journal::{Mark, Offered},
    time::Day,
};

/// The version of the machine form this program writes. It reads this one and every earlier one.
pub const FORMAT: u32 = 1;

/// Stands where a line was left out.
pub const LEFT_OUT: &str = "[left out]";

/// What a coach gets to read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HandOff {
    pub format: u32,
    pub cover: Cover,
    /// Where things are, in three lines at most.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
    /// In the order of their parts, and within a part oldest first.
    pub items: Vec<Item>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<Context>,
    pub reply: ReplyTo,
}

/// From whom, for whom, and what was agreed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cover {
    /// The name the client chose. May be empty.
    pub from: String,
    #[serde(rename = "for")]
    pub to: String,
    pub date: Day,
    /// The first and the last day of what was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<(Day, Day)>,
    /// In one line. May be empty.
    pub purpose: String,
    pub agreement: Agreement,
}

/// What the coach may do with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    pub quote: bool,
    pub sponsor: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_until: Option<Day>,
}

/// The parts in which items stand, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// What I want from this session, and how I would like you to be with it.
    Want,
    /// Since last time: promises with what became of them, what was learned, what was not done.
    Since,
    /// Then and now, with the client's own verdict.
    Shifts,
    Themes,
    Questions,
    /// Promises that are open.
    Commitments,
    Forecasts,
    Ratings,
    /// Everything else that was chosen, in full.
    Entries,
}

impl Part {
    pub const ALL: [Self; 9] = [
        Self::Want,
        Self::Since,
        Self::Shifts,
        Self::Themes,
        Self::Questions,
        Self::Commitments,
        Self::Forecasts,
        Self::Ratings,
        Self::Entries,
    ];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Want => "What I want from this session",
            Self::Since => "Since last time",
            Self::Shifts => "Shifts I see",
            Self::Themes => "Themes, in my own words",
            Self::Questions => "Open questions",
            Self::Commitments => "Commitments now",
            Self::Forecasts => "Forecasts",
            Self::Ratings => "Chosen ratings",
            Self::Entries => "Selected entries",
        }
    }
}

/// One answer, with what goes with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// h1, h2, … in the order of the hand-off.
    pub id: String,
    pub part: Part,
    /// None for a note on no question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Question>,
    /// Earlier answers to the same question that go with it, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Said>,
    pub said: Said,
    /// What the client said later, of it or of the earlier answers: a verdict, an outcome, a line
    /// on what happened, a mark for then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub later: Vec<Said>,
    /// The client's note to the coach on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_note: Option<String>,
}

/// A question as it was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The id and revision of the prompt.
    pub prompt: String,
    pub rev: u32,
    pub text: String,
    /// Why it is asked. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Ends>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Offered>,
}

/// Words of the client, of one day.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    pub date: Day,
    /// The time of day, only where that was chosen: "10:42".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// The question of an earlier answer, where it was asked otherwise than that of the item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Box<Question>>,
    #[serde(default)]
    pub words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// Of what was said later: the earlier answer it is about, counted from 0; none where it is
    /// about the answer itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<usize>,
    /// Whether the mark is one for then, set from this later day.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_now: bool,
}

/// The role held, where the client chose to say it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Context {
    pub role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// The role names that stand in the text. The key of names never travels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
}

/// Whose reply it is, and what it is sealed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyTo {
    /// Random; tells this hand-off from every other.
    pub token: String,
    /// A one-time age recipient; its other half stays in the client's journal. None in forms that
    /// are answered in plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
}
