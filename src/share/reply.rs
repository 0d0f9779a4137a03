//! A coach's reply: notes on spans of a hand-off, in one file.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::{
    Cleared,
    envelope::{Glance, Opener, Sealing, Unread, close, glance, json, open, pretty},
    form::{self, Problem},
};
pub use crate::journal::NoteKind;
use crate::{
    journal::Ids,
    seal::{Key, Public, SealError, is_sealed},
    time::Day,
};

/// The version of the form this program writes. It reads this one and every earlier one.
pub const FORMAT: u32 = 1;

/// No reply is larger than this, in bytes; a form may stand below the export it came with.
pub const LARGEST: usize = 16 << 20;
/// No reply holds more notes than this; after seven the coach is asked which three matter most.
const MOST: usize = 1_000;

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

/// What the answer to one hand-off is known by, and what opens it. The secret half stays in the
/// client's journal.
#[derive(Clone)]
pub struct ReplyKey {
    pub token: String,
    pub key: Key,
}

impl ReplyKey {
    /// A fresh one. The key is made of the system's chance, as every age key is.
    pub fn make(ids: &mut Ids) -> Self {
        Self {
            token: ids.token(),
            key: Key::make(None),
        }
    }

    /// What the reply is to be sealed to: for [`super::handoff::ReplyTo`].
    pub fn recipient(&self) -> Public {
        self.key.public()
    }

    /// The secret half, for the journal alone.
    pub fn secret(&self) -> Zeroizing<String> {
        self.key.secret()
    }
}

/// How a reply came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Sealed to the key of its hand-off.
    Sealed,
    /// As a reply file that anybody could have read and changed.
    Open,
    /// As the plain-text form.
    Form,
}

/// A reply as it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    pub reply: Reply,
    pub how: How,
    /// What of a form could not be read as it was meant.
    pub problems: Vec<Problem>,
}

/// The bytes of a reply file: sealed to the key of its hand-off, or open where that has none.
///
/// # Errors
/// [`SealError::NoKey`], [`SealError::NotSealed`]; then there is nothing that may be written.
pub fn write(reply: &Cleared<Reply>, to: Option<&Public>) -> Result<Vec<u8>, SealError> {
    let sealing = to.map_or(Sealing::Open, Sealing::To);
    close(&pretty(reply.packet())?, &sealing)
}

/// The same, as what may leave.
///
/// # Errors
/// As [`write`].
pub fn pack(reply: &Cleared<Reply>, to: Option<&Public>) -> Result<Cleared<Vec<u8>>, SealError> {
    let bytes = write(reply, to)?;
    Ok(reply.made(|_| bytes))
}

/// The reply as a filled form: plain text, for a mail.
pub fn mail(reply: &Cleared<Reply>) -> Cleared<String> {
    reply.made(form::fill)
}

/// Reads what came back, whatever it is: a sealed reply, an open one, or the plain-text form.
/// `keys` are those of the hand-offs that went; a form without a date is of `today`.
///
/// # Errors
/// Why nothing of it was read.
pub fn read(bytes: &[u8], keys: &[ReplyKey], today: Day) -> Result<Arrived, Unread> {
    let own: Vec<Key> = keys.iter().map(|key| key.key.clone()).collect();
    let plain = open(bytes, &Opener::Keys(&own), LARGEST)?;
    if !is_json(&plain) {
        let text = std::str::from_utf8(&plain);
        let text = text.map_err(|error| Unread::NotText(error.valid_up_to()))?;
        let (reply, problems) = form::read(text, today).ok_or(Unread::Other("reply"))?;
        let how = How::Form;
        return counted(Arrived {
            reply,
            how,
            problems,
        });
    }
    match glance(&plain)? {
        Glance { cover: Some(_), .. } => return Err(Unread::HandOff),
        Glance {
            format: Some(format),
            token: Some(_),
            notes: Some(_),
            ..
        } if format <= FORMAT => {}
        Glance {
            format: Some(format),
            token: Some(_),
            ..
        } if format > FORMAT => return Err(Unread::Newer(format)),
        _ => return Err(Unread::Other("reply")),
    }
    let how = if is_sealed(bytes) {
        How::Sealed
    } else {
        How::Open
    };
    counted(Arrived {
        reply: json(&plain)?,
        how,
        problems: Vec::new(),
    })
}

fn counted(arrived: Arrived) -> Result<Arrived, Unread> {
    match arrived.reply.notes.len() {
        0..=MOST => Ok(arrived),
        many => Err(Unread::TooMany(many)),
    }
}

fn is_json(plain: &[u8]) -> bool {
    plain.trim_ascii_start().starts_with(b"{")
}

#[cfg(test)]
mod tests {
    use super::ReplyKey;
    use crate::journal::Ids;

    #[test]
    fn a_token_is_new_each_time_and_the_same_for_the_same_chance() {
        let (mut one, mut other) = (Ids::new(7), Ids::new(7));
        let (a, b) = (ReplyKey::make(&mut one), ReplyKey::make(&mut one));
        assert_ne!(a.token, b.token);
        let again = ReplyKey::make(&mut other);
        assert_eq!(a.token, again.token);
        assert_ne!(a.secret(), again.secret(), "the key is never the same");
    }
}
