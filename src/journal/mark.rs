use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::time::Day;

/// What an entry carries beside words. In JSON an object with one key, the mark's name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A point from 1 to 7 on the scale as it was asked; the entry's words are its evidence.
    Rating(u8),
    /// The id of one of the options offered.
    Choice(String),
    /// The ids of the options chosen, in the order they were offered.
    Choices(Vec<String>),
    /// The lines of a list, each without its line end.
    Lines(Vec<String>),
    /// Roles, and a line on each.
    People(Vec<Person>),
    /// Something to be done; the entry's words say what.
    Promise(Promise),
    /// Something expected; the entry's words state it.
    Forecast(Forecast),
    /// What became of the promise or the forecast that the entry answers.
    Outcome(Outcome),
    /// What the writer says of their own older words, which the entry answers.
    Verdict(Verdict),
    /// What somebody else's note is, which came home with a reply.
    Note(Note),
    /// A mark of a later version: kept as it was found.
    #[serde(untagged)]
    Other(Value),
}

/// A note that came home: its words are the entry's, and so is what it is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub kind: NoteKind,
    /// The words it is on, as they went out. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// The token of the hand-off it answers.
    pub handoff: String,
    /// The id of a further entry, with which it connects the one that it is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<String>,
    /// It did not come sealed, so anybody on the way could have changed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unverified: bool,
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

/// One person, by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
}

/// By when, what might get in the way, and what then. Empty where nothing was said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub obstacle: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub then: String,
}

/// When to check, how likely in percent (0 to 100), and what would count as yes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub yes: String,
}

/// What became of a promise or a forecast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub is: Became,
    /// For a promise that is still open: the day it is put off to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
}

/// The first five are of promises, the next three of forecasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    Done,
    Partly,
    ChangedOnPurpose,
    LetGo,
    StillOpen,
    Happened,
    DidNotHappen,
    Unclear,
    /// An outcome of a later version: kept.
    #[serde(untagged)]
    Other(String),
}

/// What the writer says of their own older words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    pub is: Judged,
    /// The id of the newer entry that stood beside the older one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<String>,
}

/// The five verdicts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    StillTrue,
    WeighsDifferently,
    Changed,
    NearlyOpposite,
    NoLongerMyQuestion,
    /// A verdict of a later version: kept.
    #[serde(untagged)]
    Other(String),
}

impl Judged {
    /// The five in the order of their keys.
    pub const ALL: [Self; 5] = [
        Self::StillTrue,
        Self::WeighsDifferently,
        Self::Changed,
        Self::NearlyOpposite,
        Self::NoLongerMyQuestion,
    ];

    /// The id it has as an option of a question.
    pub fn id(&self) -> &str {
        match self {
            Self::StillTrue => "still-true",
            Self::WeighsDifferently => "weighs-differently",
            Self::Changed => "changed",
            Self::NearlyOpposite => "nearly-opposite",
            Self::NoLongerMyQuestion => "no-longer-my-question",
            Self::Other(id) => id,
        }
    }

    /// The verdict with this id.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.id() == id)
    }

    /// As it is said in a row: "weighs differently".
    pub fn words(&self) -> &str {
        match self {
            Self::StillTrue => "still true",
            Self::WeighsDifferently => "weighs differently",
            Self::Changed => "changed",
            Self::NearlyOpposite => "nearly the opposite",
            Self::NoLongerMyQuestion => "no longer my question",
            Self::Other(id) => id,
        }
    }
}

impl Became {
    /// Of promises, in the order in which they are offered.
    pub const OF_PROMISES: [Self; 5] = [
        Self::Done,
        Self::Partly,
        Self::ChangedOnPurpose,
        Self::LetGo,
        Self::StillOpen,
    ];
    /// Of forecasts.
    pub const OF_FORECASTS: [Self; 3] = [Self::Happened, Self::DidNotHappen, Self::Unclear];

    /// The id it has as an option of a question.
    pub fn id(&self) -> &str {
        match self {
            Self::Done => "done",
            Self::Partly => "partly",
            Self::ChangedOnPurpose => "changed-on-purpose",
            Self::LetGo => "let-go",
            Self::StillOpen => "still-open",
            Self::Happened => "happened",
            Self::DidNotHappen => "did-not-happen",
            Self::Unclear => "unclear",
            Self::Other(id) => id,
        }
    }

    /// The outcome with this id.
    pub fn named(id: &str) -> Option<Self> {
        let all = Self::OF_PROMISES.into_iter().chain(Self::OF_FORECASTS);
        all.into_iter().find(|became| became.id() == id)
    }

    /// As it is said in a row: "let go".
    pub fn words(&self) -> &str {
        match self {
            Self::Done => "done",
            Self::Partly => "partly",
            Self::ChangedOnPurpose => "changed on purpose",
            Self::LetGo => "let go",
            Self::StillOpen => "still open",
            Self::Happened => "happened",
            Self::DidNotHappen => "did not happen",
            Self::Unclear => "unclear",
            Self::Other(id) => id,
        }
    }
}
