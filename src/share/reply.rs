//! A coach's reply: notes on spans of a hand-off, in one file.

use serde::{Deserialize, Serialize};

use crate::time::Day;

/// The version of the form this program writes. It reads this one and every earlier one.
pub const FORMAT: u32 = 1;

/// What a coach sends back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    pub format: u32,
    /// The token of the hand-off it answers.
    pub token: String,
    /// The name under which the coach signs. Not proven by anything.
    pub from: String,
    pub date: Day,
    pub notes: Vec<Note>,
}

/// One note, tied to an answer of the hand-off and a quoted span of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Unique within the reply, and the same whenever it is packed again: n1, n2, …
    pub id: String,
    pub kind: NoteKind,
    /// The id of the answer: h1, h2, … Empty for a note on the whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub on: String,
    /// For [`NoteKind::Connects`], the answer it connects with.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub with: String,
    /// The span it is on, in the client's words. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    pub words: String,
}

/// The five kinds of note.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    #[default]
    Question,
    Noticed,
    Connects,
    /// Experience or a resource, only if invited.
    Offer,
    NextTime,
}

impl NoteKind {
    pub const ALL: [Self; 5] = [
        Self::Question,
        Self::Noticed,
        Self::Connects,
        Self::Offer,
        Self::NextTime,
    ];

    /// As it is said: "connects with".
    pub fn words(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Noticed => "noticed",
            Self::Connects => "connects with",
            Self::Offer => "offer",
            Self::NextTime => "next time",
        }
    }
}
