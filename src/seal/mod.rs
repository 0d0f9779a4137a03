//! The form in which bytes lie on the disk: every byte goes out and comes back through a [`Seal`].
//!
//! Sealed files are standard age files (age-encryption.org/v1), so that the stock `age` opens
//! every one of them.

mod file_keys;
mod key;
mod passphrase;

use std::io::{Read, Write};

use zeroize::Zeroizing;

pub use file_keys::FileKeys;
use file_keys::Noting;
pub use key::{Key, Paper, Public};
pub use passphrase::{MINIMUM, Passphrase, Strength, holds_key, open_key, seal_key};

/// How an age file begins, in its binary form and in its armored one.
const AGE: [&[u8]; 2] = [
    b"age-encryption.org/v1",
    b"-----BEGIN AGE ENCRYPTED FILE-----",
];

/// The longest header that is read, in bytes: that of a hundred keys or so.
const HEADER: usize = 16 << 10;

/// How the last line of a header begins.
const END: &[u8] = b"\n---";

/// Turns what the journal says into what the disk holds, and back.
#[derive(Clone, Default)]
pub enum Seal {
    /// As it is: readable by anyone who can open the file.
    #[default]
    Plain,
    /// Sealed to a key.
    Locked {
        /// The key that what is written is sealed to, and that opens it.
        key: Key,
        /// Further keys that open what was sealed on another machine.
        others: Vec<Key>,
    },
}

/// Why bytes could not be sealed or opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The bytes are an age file and this seal holds no key for it.
    #[error("it is sealed, and the journal is not unlocked")]
    Sealed,
    /// The bytes are an age file for other keys than those that are open.
    #[error("it is sealed to another key than those that were opened")]
    OtherKey,
    /// The bytes are an age file that was damaged or cut off.
    #[error("it is sealed, and damaged")]
    Damaged,
    /// The passphrase does not open the key.
    #[error("that is not the passphrase")]
    WrongPassphrase,
    /// What was opened is no key.
    #[error("there is no key in it")]
    NoKey,
    /// The bytes could not be sealed.
    #[error("it could not be sealed")]
    NotSealed,
}

/// What an age file is sealed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    Key,
    Passphrase,
    /// It is damaged, or in the armored form, which nothing here writes.
    Unknown,
}

/// What bytes are sealed with; nothing where they are no age file. Derives no key.
pub fn lock_of(stored: &[u8]) -> Option<Lock> {
    is_sealed(stored).then(|| match header_of(stored) {
        Some(header) if header.is_scrypt() => Lock::Passphrase,
        Some(_) => Lock::Key,
        None => Lock::Unknown,
    })
}

/// The header of an age file, its structure checked; none where it is damaged, or longer than any
/// that is written here or by the stock tools.
///
/// The parser begins anew with each line, so that a long enough header would hold it for hours.
fn header_of(stored: &[u8]) -> Option<age::Decryptor<&[u8]>> {
    let start = stored.get(..HEADER).unwrap_or(stored);
    let ends = start.windows(END.len()).any(|part| part == END);
    let header = ends.then(|| age::Decryptor::new_buffered(stored));
    header?.ok()
}

/// Whether bytes are an age file.
pub fn is_sealed(stored: &[u8]) -> bool {
    AGE.iter().any(|start| stored.starts_with(start))
}

impl Seal {
    /// Whether what is written is sealed.
    pub fn locks(&self) -> bool {
        matches!(self, Self::Locked { .. })
    }

    /// The bytes to put on the disk.
    ///
    /// # Errors
    /// [`SealError::NotSealed`]; then nothing may be written.
    pub fn seal(&self, plain: Vec<u8>) -> Result<Vec<u8>, SealError> {
        match self {
            Self::Plain => Ok(plain),
            Self::Locked { key, .. } => key.seal(&Zeroizing::new(plain)),
        }
    }

    /// The bytes that were given to [`Seal::seal`]. Plain bytes are opened by every seal: a
    /// journal that is being locked is at every instant partly plain.
    ///
    /// # Errors
    /// [`SealError::Sealed`] where this seal holds no key, [`SealError::OtherKey`] where it holds
    /// none that fits, [`SealError::Damaged`] where the file was cut off or altered.
    pub fn open(&self, stored: Vec<u8>) -> Result<Vec<u8>, SealError> {
        if !is_sealed(&stored) {
            return Ok(stored);
        }
        match self {
            Self::Plain => Err(SealError::Sealed),
            Self::Locked { key, others } => open_with(std::iter::once(key).chain(others), &stored),
        }
    }
}

/// Seals bytes to age recipients.
fn seal_to<'a>(
    recipients: impl Iterator<Item = &'a dyn age::Recipient>,
    plain: &[u8],
) -> Result<Vec<u8>, SealError> {
    let failed = |_: std::io::Error| SealError::NotSealed;
    let encryptor =
        age::Encryptor::with_recipients(recipients).map_err(|_| SealError::NotSealed)?;
    let mut sealed = Vec::with_capacity(plain.len() + plain.len() / 64 + 512);
    let mut writer = encryptor.wrap_output(&mut sealed).map_err(failed)?;
    writer.write_all(plain).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(sealed)
}

fn open_with<'a>(keys: impl Iterator<Item = &'a Key>, stored: &[u8]) -> Result<Vec<u8>, SealError> {
    let keys: Vec<&Key> = keys.collect();
    let noting: Vec<Noting<'_>> = keys.iter().map(|key| key.noting_identity()).collect();
    let identities = noting.iter().map(|one| one as &dyn age::Identity);
    let opened = open_age(identities, stored, SealError::OtherKey);
    if opened == Err(SealError::Damaged) && keys.iter().any(|key| key.notes()) {
        // A key that was noted wrongly must not make a sound file a damaged one.
        let identities = keys.iter().map(|key| key.identity());
        return open_age(identities, stored, SealError::OtherKey);
    }
    opened
}

/// Opens an age file, with what it means when no identity fits.
fn open_age<'a>(
    identities: impl Iterator<Item = &'a dyn age::Identity>,
    stored: &[u8],
    none_fits: SealError,
) -> Result<Vec<u8>, SealError> {
    let header = header_of(stored).ok_or(SealError::Damaged)?;
    let none = |error: &age::DecryptError| {
        use age::DecryptError::{DecryptionFailed, NoMatchingKeys};
        matches!(error, NoMatchingKeys | DecryptionFailed)
    };
    let mut reader = header.decrypt(identities).map_err(|error| {
        if none(&error) {
            none_fits
        } else {
            SealError::Damaged
        }
    })?;
    let mut plain = Vec::with_capacity(stored.len());
    reader
        .read_to_end(&mut plain)
        .map_err(|_| SealError::Damaged)?;
    Ok(plain)
}
