//! The reply that is packed of a coach's notes.

use std::path::{Path, PathBuf};

use super::Review;
use crate::{
    seal::{Public, SealError},
    share::{
        Cleared, Consent, clear,
        reply::{self, FORMAT, Note, NoteKind, Reply},
    },
    time::Day,
};

/// What the name of a packed reply ends in.
const EXTENSION: &str = "rolebook-reply";

/// Why there is no reply to pack yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Lack {
    #[error("There is no note to send yet.")]
    Nothing,
    #[error("A reply is signed with a name.")]
    Name,
    #[error("The note {0} connects with an answer that is not in this hand-off.")]
    With(String),
    #[error("The note {0} is on an answer that is not in this hand-off.")]
    On(String),
    #[error(
        "The key for the reply that came with the hand-off is none. As plain text it can be sent \
         all the same."
    )]
    Key,
}

impl From<SealError> for Lack {
    fn from(_: SealError) -> Self {
        Self::Key
    }
}

impl Review {
    /// What would go back, in the order of the answers: the same notes under the same ids each
    /// time.
    ///
    /// # Errors
    /// Something is missing.
    pub fn reply(&self, today: Day) -> Result<Reply, Lack> {
        if self.count() == 0 {
            return Err(Lack::Nothing);
        }
        if self.name().is_empty() {
            return Err(Lack::Name);
        }
        let place = |id: &str| self.handoff.items.iter().position(|item| item.id == id);
        let says = |note: &&Note| !note.words.trim().is_empty();
        let mut notes: Vec<Note> = self.notes().iter().filter(says).cloned().collect();
        for note in &notes {
            if !note.on.is_empty() && place(&note.on).is_none() {
                return Err(Lack::On(note.id.clone()));
            }
            if note.kind == NoteKind::Connects && place(&note.with).is_none() {
                return Err(Lack::With(note.id.clone()));
            }
        }
        notes.sort_by_key(|note| place(&note.on));
        Ok(Reply {
            format: FORMAT,
            token: self.token().to_owned(),
            from: self.name().to_owned(),
            date: today,
            notes,
        })
    }

    /// Whether a reply is sealed to the key that came with the hand-off.
    pub fn is_sealed(&self) -> bool {
        self.handoff.reply.recipient.is_some()
    }

    /// The reply as a file, sealed where a key for it came along.
    ///
    /// # Errors
    /// Something is missing.
    pub fn pack(&self, today: Day, consent: Consent) -> Result<Cleared<Vec<u8>>, Lack> {
        let to = self.handoff.reply.recipient.as_deref();
        let to: Option<Public> = to.map(str::parse).transpose()?;
        let reply = clear(self.reply(today)?, consent);
        Ok(reply::pack(&reply, to.as_ref())?)
    }

    /// The same as plain text, for a mail.
    ///
    /// # Errors
    /// Something is missing.
    pub fn mail(&self, today: Day, consent: Consent) -> Result<Cleared<String>, Lack> {
        Ok(reply::mail(&clear(self.reply(today)?, consent)))
    }
}

/// A name for the reply beside the file that was opened, that is not taken yet.
pub fn suggested(file: &Path, is_taken: impl Fn(&Path) -> bool) -> PathBuf {
    let stem = file.file_stem().and_then(|stem| stem.to_str());
    let stem = stem.filter(|stem| !stem.is_empty()).unwrap_or("hand-off");
    let names = (1..100).map(|number| match number {
        1 => format!("{stem}.{EXTENSION}"),
        number => format!("{stem}-{number}.{EXTENSION}"),
    });
    let mut paths = names.map(|name| file.with_file_name(name));
    let free = paths.find(|path| !is_taken(path));
    free.unwrap_or_else(|| file.with_extension(EXTENSION))
}
