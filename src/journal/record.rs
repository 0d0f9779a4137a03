use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, MapAccess, Visitor},
    ser::SerializeMap,
};
use serde_json::{Map, Value};

use super::Entry;
use crate::time::Moment;

/// One thing that happened in a session. In JSON an object with one key, the record's kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Record {
    Opened(Opened),
    Wrote(Box<Entry>),
    Stated(Stated),
    Closed(Closed),
    Withdrew(Withdrew),
    Forgot(Forgot),
    /// A record of a later version, or one that cannot be read: kept as it was found. What is no
    /// object with one key has no kind, and is the value itself.
    Other(String, Value),
}

/// The sitting began.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    pub at: Moment,
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// The sitting ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Closed {
    pub at: Moment,
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// A fact about the journal itself. Of the same fact and key, the latest wins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    pub id: String,
    pub at: Moment,
    pub fact: Fact,
    /// Which of several: the id of a role, the name of a setting. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    pub value: Value,
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// What a fact is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// A role held: the key is its id, the value its words.
    Role,
    /// When to look again: the value is a date, or null.
    LookAgain,
    /// A choice about the journal: the key is its name.
    Setting,
    /// A letter was opened before its day: the key is the id of its entry.
    Unsealed,
    /// A roundtable: the key is its id, the value says what it is, or null once it is dropped.
    Roundtable,
    /// A name to be swapped for a role: the key is the name, the value the role, or null.
    Name,
    /// Pinned until the next roundtable closes: the key is the id of an entry, the value whether.
    Pin,
    /// A ritual came to its end: the key is the id of its deck, the value says when it began.
    Ritual,
    /// A card that was kept: the key is the moment its ritual began, the value its form and swaps.
    Card,
    /// What went to a coach: the key is the token of the hand-off, the value says to whom and when,
    /// which entries under which ids, and holds the key its reply is sealed to.
    HandOff,
    /// A coach's question that comes in the next check-in: the key is the id of the note.
    Question,
    /// A coach's note that is hidden: the key is its id.
    Hidden,
    /// A snag that is there again: the key is the id of an entry, the value the id of the one
    /// before it; false where nothing is to be said of it any more.
    Snag,
    /// A change of one's own that one marked at the end of a ritual: the key is the id of the
    /// entry with the verdict, the value whether.
    Shift,
    /// A fact of a later version: kept.
    #[serde(untagged)]
    Other(String),
}

/// An entry was taken back by its author; its words stay in the file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Withdrew {
    pub entry: String,
    pub at: Moment,
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// An entry was forgotten: its words are gone, and this wins over any copy that turns up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Forgot {
    pub id: String,
    pub forgotten_at: Moment,
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Self::Other(kind, value) = self
            && kind.is_empty()
        {
            return value.serialize(serializer);
        }
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Opened(body) => map.serialize_entry("opened", body)?,
            Self::Wrote(body) => map.serialize_entry("wrote", body)?,
            Self::Stated(body) => map.serialize_entry("stated", body)?,
            Self::Closed(body) => map.serialize_entry("closed", body)?,
            Self::Withdrew(body) => map.serialize_entry("withdrew", body)?,
            Self::Forgot(body) => map.serialize_entry("forgot", body)?,
            Self::Other(kind, body) => map.serialize_entry(kind, body)?,
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OneKey)
    }
}

/// Reads the one key first, so that a known body is read without a detour.
struct OneKey;

impl<'de> Visitor<'de> for OneKey {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with one key, the kind of the record")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let Some(kind) = map.next_key::<String>()? else {
            return Err(A::Error::custom("a record without a kind"));
        };
        let record = match kind.as_str() {
            "" => return Err(A::Error::custom("a record without a kind")),
            "opened" => Record::Opened(map.next_value()?),
            "wrote" => Record::Wrote(Box::new(map.next_value()?)),
            "stated" => Record::Stated(map.next_value()?),
            "closed" => Record::Closed(map.next_value()?),
            "withdrew" => Record::Withdrew(map.next_value()?),
            "forgot" => Record::Forgot(map.next_value()?),
            _ => Record::Other(kind, map.next_value()?),
        };
        match map.next_key::<String>()? {
            None => Ok(record),
            Some(_) => Err(A::Error::custom("a record with more than one kind")),
        }
    }
}
