//! The files that travel: a hand-off to a coach and a reply from one, open or sealed by age, and
//! what a file that came in turns out to be.
//!
//! Whoever made such a file is a stranger: its size is bounded before it is read, nothing in it
//! decides how much work or memory opening it takes, and what cannot be read is named.

use serde::{Deserialize, de::DeserializeOwned, de::IgnoredAny};
use zeroize::Zeroizing;

use super::{
    Cleared, handoff,
    handoff::{HandOff, machine},
};
use crate::seal::{Key, Lock, Passphrase, Public, SealError, lock_of};

/// No hand-off is larger than this, in bytes: ten thousand answers take half of it.
pub const LARGEST: usize = 32 << 20;

/// How a file is closed to everybody else.
pub enum Sealing<'a> {
    Open,
    /// To the key of whoever is to read it.
    To(&'a Public),
    /// To a passphrase that is told by another way.
    With(&'a Passphrase),
}

/// What is at hand to open a file with.
pub enum Opener<'a> {
    Nothing,
    Keys(&'a [Key]),
    Passphrase(&'a Passphrase),
}

/// A hand-off as it came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    pub handoff: HandOff,
    /// Whether a newer version wrote it: what this one does not know is not shown.
    pub is_newer: bool,
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    #[error("it is larger than {} MiB, which no such file is", .0 >> 20)]
    TooLarge(usize),
    #[error("it is sealed to a key, and that key is not here")]
    SealedToKey,
    #[error("it is sealed with a passphrase")]
    SealedWithPassphrase,
    #[error("that is not the passphrase")]
    WrongPassphrase,
    #[error("it is sealed, and damaged")]
    Damaged,
    #[error("it is not text from byte {0} on")]
    NotText(usize),
    #[error("it cannot be read at line {line}, column {column}; it may have been cut off")]
    Torn { line: usize, column: usize },
    #[error("it is no {0}")]
    Other(&'static str),
    #[error("it is a hand-off, not a reply; the coach's notes come in another file")]
    HandOff,
    #[error("it was written by a newer version of Rolebook, in format {0}")]
    Newer(u32),
    #[error("it holds {0} notes, and no reply has so many")]
    TooMany(usize),
}

impl From<SealError> for Unread {
    fn from(error: SealError) -> Self {
        match error {
            SealError::Sealed | SealError::OtherKey | SealError::NoKey => Self::SealedToKey,
            SealError::WrongPassphrase => Self::WrongPassphrase,
            SealError::Damaged | SealError::NotSealed => Self::Damaged,
        }
    }
}

/// The bytes of a hand-off file, `.rolebook`.
///
/// # Errors
/// [`SealError::NoKey`], [`SealError::NotSealed`]; then there is nothing that may be written.
pub fn write(handoff: &Cleared<HandOff>, sealing: &Sealing<'_>) -> Result<Vec<u8>, SealError> {
    let machine = machine(handoff.packet()).map_err(|_| SealError::NotSealed)?;
    close(&pretty(&machine)?, sealing)
}

/// The same bytes, which may leave.
///
/// # Errors
/// As [`write`].
pub fn leaving(
    handoff: &Cleared<HandOff>,
    sealing: &Sealing<'_>,
) -> Result<Cleared<Vec<u8>>, SealError> {
    write(handoff, sealing).map(Cleared)
}

/// Reads a hand-off file.
///
/// # Errors
/// Why not; which kind of seal it has is told without trying it.
pub fn read(bytes: &[u8], with: &Opener<'_>) -> Result<Opened, Unread> {
    let plain = open(bytes, with, LARGEST)?;
    let is_newer = match glance(&plain)? {
        Glance {
            format: Some(format),
            cover: Some(_),
            items: Some(_),
            ..
        } => (format > handoff::FORMAT).then_some(format),
        _ => return Err(Unread::Other("hand-off")),
    };
    match (json(&plain), is_newer) {
        (Ok(handoff), _) => Ok(Opened {
            handoff,
            is_newer: is_newer.is_some(),
        }),
        (Err(_), Some(format)) => Err(Unread::Newer(format)),
        (Err(why), None) => Err(why),
    }
}

/// What stands at the top of a file, without the rest of it.
#[derive(Deserialize)]
pub(super) struct Glance {
    pub(super) format: Option<u32>,
    pub(super) token: Option<IgnoredAny>,
    pub(super) notes: Option<IgnoredAny>,
    pub(super) cover: Option<IgnoredAny>,
    pub(super) items: Option<IgnoredAny>,
}

/// Looks at the top of a JSON file.
pub(super) fn glance(plain: &[u8]) -> Result<Glance, Unread> {
    json(plain)
}

/// Reads JSON; how deep it may go is bounded by the reader itself.
pub(super) fn json<T: DeserializeOwned>(plain: &[u8]) -> Result<T, Unread> {
    serde_json::from_slice(plain).map_err(|error| Unread::Torn {
        line: error.line(),
        column: error.column(),
    })
}

pub(super) fn pretty(file: &impl serde::Serialize) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let mut plain = serde_json::to_vec_pretty(file).map_err(|_| SealError::NotSealed)?;
    plain.push(b'\n');
    Ok(Zeroizing::new(plain))
}

pub(super) fn close(plain: &[u8], sealing: &Sealing<'_>) -> Result<Vec<u8>, SealError> {
    match sealing {
        Sealing::Open => Ok(plain.to_vec()),
        Sealing::To(key) => key.seal(plain),
        Sealing::With(passphrase) => passphrase.seal(plain),
    }
}

/// The bytes in a file, which has at most `most` of them: what is sealed is never larger opened
/// than it is sealed.
pub(super) fn open(bytes: &[u8], with: &Opener<'_>, most: usize) -> Result<Vec<u8>, Unread> {
    if bytes.len() > most {
        return Err(Unread::TooLarge(most));
    }
    match (lock_of(bytes), with) {
        (None, _) => Ok(bytes.to_vec()),
        (Some(Lock::Unknown), _) => Err(Unread::Damaged),
        (Some(Lock::Key), Opener::Keys(keys)) => match keys.iter().find(|key| key.opens(bytes)) {
            Some(key) => Ok(key.open(bytes)?),
            None => Err(Unread::SealedToKey),
        },
        (Some(Lock::Key), _) => Err(Unread::SealedToKey),
        (Some(Lock::Passphrase), Opener::Passphrase(passphrase)) => Ok(passphrase.open(bytes)?),
        (Some(Lock::Passphrase), _) => Err(Unread::SealedWithPassphrase),
    }
}
