use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    journal::Stated,
    seal::Key,
    share::{
        handoff::{Agreement, HandOff},
        reply::ReplyKey,
    },
    time::Day,
};

/// What the journal keeps of a hand-off that went: the value of its fact, and its token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    #[serde(skip)]
    pub token: String,
    /// For whom, and in one line for what. May be empty.
    pub to: String,
    #[serde(default)]
    pub purpose: String,
    pub date: Day,
    /// The form in which it was written, as it is said: "a sealed hand-off file". May be empty.
    #[serde(default)]
    pub form: String,
    pub agreement: Agreement,
    /// The ids that the hand-off has (h1, h2, …), and the entries they stand for.
    entries: Vec<(String, String)>,
    key: Secret,
}

/// What opens the reply. Shown to nobody.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// The value of the fact that a hand-off went; its key is the token. `form` says in what form.
///
/// It is to be on the disk before the file is: a reply to a hand-off that the journal does not
/// know cannot be opened.
pub fn record(
    handoff: &HandOff,
    entries: &[(String, String)],
    key: &ReplyKey,
    form: &str,
) -> Value {
    let cover = &handoff.cover;
    let sent = Sent {
        token: key.token.clone(),
        to: cover.to.clone(),
        purpose: cover.purpose.clone(),
        date: cover.date,
        form: form.to_owned(),
        agreement: cover.agreement.clone(),
        entries: entries.to_vec(),
        key: Secret(key.secret().to_string()),
    };
    // Plain data does not fail to become JSON.
    serde_json::to_value(sent).unwrap_or_default()
}

impl Sent {
    /// Reads the fact; none where it cannot be read.
    pub fn of(stated: &Stated) -> Option<Self> {
        let sent = Self::deserialize(&stated.value).ok()?;
        let token = stated.key.clone();
        (!token.is_empty()).then_some(Self { token, ..sent })
    }

    /// The entry that went under this id.
    pub fn entry(&self, id: &str) -> Option<&str> {
        let mut entries = self.entries.iter();
        entries
            .find(|(known, _)| known == id)
            .map(|(_, entry)| entry.as_str())
    }

    /// The ids that went, in the order of the hand-off, each with its entry.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        let entries = self.entries.iter();
        entries.map(|(id, entry)| (id.as_str(), entry.as_str()))
    }

    /// What opens the reply.
    pub fn key(&self) -> Option<ReplyKey> {
        let key = Key::from_secret(&self.key.0).ok()?;
        let token = self.token.clone();
        Some(ReplyKey { token, key })
    }
}
