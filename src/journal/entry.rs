use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Mark;
use crate::{
    deck::{Ends, Kind, Prompt},
    time::{Day, Moment},
};

/// Someone's words about something at a moment, and at most one mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Unique in the journal.
    pub id: String,
    pub at: Moment,
    /// `me`, or the name under which somebody else's words came in.
    pub author: String,
    /// The id of the role held at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The question as it was asked; none for a note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Arc<Asked>>,
    /// The words, byte for byte as they were given.
    #[serde(default)]
    pub words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<Mark>,
    /// Stays here unless chosen one by one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// The id of an earlier entry of the same author that this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revises: Option<String>,
    /// The id of the entry this one answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<String>,
    /// A letter to oneself: its words are not shown before this day, unless it is opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sealed: Option<Day>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// The author of the journal's own entries.
pub const ME: &str = "me";

/// A question, frozen as it stood when it was answered.
///
/// A series of answers breaks where any of it differs, whatever `rev` says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Asked {
    pub prompt: String,
    pub rev: u32,
    pub kind: Kind,
    pub question: String,
    /// The ends of its scale, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Ends>,
    /// The options it offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<Offered>,
}

/// An option as it was offered.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Offered {
    pub id: String,
    pub text: String,
}

impl Entry {
    /// The ends of the scale on which it was answered.
    pub fn ends(&self) -> Option<&Ends> {
        self.asked.as_ref()?.ends.as_ref()
    }

    /// An option in the words in which it was offered; its id where it was not.
    pub fn option<'a>(&'a self, id: &'a str) -> &'a str {
        let asked = self.asked.as_ref();
        asked.and_then(|asked| asked.option(id)).unwrap_or(id)
    }
}

impl Asked {
    /// The frozen form of `prompt`.
    pub fn of(prompt: &Prompt) -> Self {
        Self {
            prompt: prompt.id.clone(),
            rev: prompt.rev,
            kind: prompt.kind,
            question: prompt.text.clone(),
            ends: prompt.ends.clone(),
            options: prompt
                .options
                .iter()
                .map(|option| Offered {
                    id: option.id.clone(),
                    text: option.text.clone(),
                })
                .collect(),
        }
    }

    /// The words of the option with this id, as offered then.
    pub fn option(&self, id: &str) -> Option<&str> {
        self.options
            .iter()
            .find(|option| option.id == id)
            .map(|option| option.text.as_str())
    }
}
