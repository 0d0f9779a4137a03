use serde::{Deserialize, Serialize};

use super::Selection;
use crate::time::Moment;

/// Words that are not an entry yet, and the place in the walk where they are being written.
///
/// A draft without words is a place to go on from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub format: u32,
    /// The name of its file.
    pub id: String,
    pub at: Moment,
    /// The id the entry will have: once the journal holds it, the draft has done its work.
    pub entry: String,
    /// The session it was written in, once that has a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    pub walk: Walk,
    /// The question as it is being asked.
    pub prompt: String,
    pub question: String,
    /// The text of each field, in the order of the kind's fields.
    pub texts: Vec<String>,
    /// The mark being set: a point of the scale, or the ids of options.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub picked: Vec<String>,
    /// The field being written, and the cursor in it, in bytes.
    #[serde(default)]
    pub focus: usize,
    #[serde(default)]
    pub cursor: usize,
    /// Words of questions of this walk that were passed over: they wait here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aside: Vec<Aside>,
    /// The entry that these words correct.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revises: Option<String>,
}

/// Words put down at a question that was then passed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    pub prompt: String,
    /// The id of the entry they are about, where the question was about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    pub texts: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub picked: Vec<String>,
}

/// A way through a deck: what is still to be asked, the current question first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    pub deck: String,
    pub form: Form,
    pub left: Vec<Stop>,
    /// Those that were skipped once, and come again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<Stop>,
    /// How many answers were kept on the way.
    #[serde(default)]
    pub kept: usize,
    /// The id of the entry that is spoken about, where the question is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// When a ritual was begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub began: Option<Moment>,
    /// The ids of the answers that were read again on the way, or skipped: none comes twice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<String>,
    /// What was chosen so far, where a hand-off is being prepared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub selection: Option<Box<Selection>>,
}

/// What a walk comes to. In JSON a question is its id; everything else names itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// An earlier answer, by the id of its entry, read again for a verdict.
    Revisit(String),
    /// What changed the answer with this id, after a verdict that says so.
    Reason(String),
    /// A question asked again below the answer that was just read.
    Anew(String),
    /// What became of the promise with this id.
    Promise(String),
    /// What happened, before the forecast with this id is shown again.
    Happened(String),
    /// What that forecast came to.
    Came(String),
    /// Whether what was just answered to this question is there again.
    Recurs(String),
    /// Where one would put marks of then, knowing what one knows now.
    FromNow,
    /// What to look at first next time.
    Pin,
    /// The card for the room.
    Card,
    /// The changes that one marks oneself.
    Shifts,
    /// What goes to a coach is chosen.
    Choose,
    /// It is looked through, as the coach will.
    LookThrough,
    /// What the coach may do with it.
    Agree,
    /// It is written.
    Send,
    /// A coach's question, by the id of the note.
    Coach(String),
    /// The end of a sitting; what follows waits for the next one.
    Close,
    /// A question, by the full id of its prompt.
    #[serde(untagged)]
    Ask(String),
}

/// How much of a deck is walked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    Short,
    Full,
    /// The questions named, and then back.
    One,
    /// The questions named, asked again: after each the older answer stands beside the new one.
    Again,
}

impl Draft {
    /// Whether nothing has been written or marked yet.
    pub fn is_empty(&self) -> bool {
        self.picked.is_empty() && self.texts.iter().all(String::is_empty)
    }

    /// The bytes of its file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Reads a draft's file; the error says where it could not be read.
    pub fn read(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }
}
