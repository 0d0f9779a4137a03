use age::{scrypt, secrecy::SecretString};
use zeroize::Zeroizing;

use super::{Key, Paper, SealError, header_of, open_age, seal_to};

/// A passphrase has at least so many characters.
pub const MINIMUM: usize = 8;

/// The work factor of scrypt, as a power of two: about a second, as age takes by itself.
const WORK: u8 = 17;
/// What is accepted of a file from elsewhere; more would be a way to hold the program up.
const MOST_WORK: u8 = 20;
/// The same of a file that somebody else made: 256 MiB of memory while it is opened.
const MOST_WORK_OF_OTHERS: u8 = 18;

/// A passphrase; it is wiped from memory when it is dropped.
pub struct Passphrase(Zeroizing<String>);

/// How long guessing would take, said plainly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    TooShort,
    Minutes,
    Days,
    Years,
    Centuries,
}

/// Says nothing of what was typed.
impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase")
    }
}

impl Passphrase {
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    /// Whether another was typed the same, character for character.
    pub fn is(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The key on paper, where that was typed instead.
    pub fn paper(&self) -> Option<Paper> {
        Paper::read(&self.0).ok()
    }

    /// Whether the last six characters of a key on paper were typed.
    pub fn ends(&self, paper: &Paper) -> bool {
        paper.ends_in(&self.0)
    }

    pub fn strength(&self) -> Strength {
        strength(&self.0)
    }

    /// Seals bytes with it: a file that the stock `age` opens. Takes about a second.
    ///
    /// # Errors
    /// [`SealError::NotSealed`].
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut recipient = scrypt::Recipient::new(self.secret());
        recipient.set_work_factor(WORK);
        let recipient: &dyn age::Recipient = &recipient;
        seal_to(std::iter::once(recipient), plain)
    }

    /// Opens bytes from elsewhere that were sealed with it. Takes about a second; what asks for
    /// more than twice the work, and the memory for it, is refused.
    ///
    /// # Errors
    /// [`SealError::WrongPassphrase`], [`SealError::Damaged`].
    pub fn open(&self, stored: &[u8]) -> Result<Vec<u8>, SealError> {
        self.open_within(MOST_WORK_OF_OTHERS, stored)
    }

    fn open_within(&self, most: u8, stored: &[u8]) -> Result<Vec<u8>, SealError> {
        let mut identity = scrypt::Identity::new(self.secret());
        identity.set_max_work_factor(most);
        let identity: &dyn age::Identity = &identity;
        open_age(
            std::iter::once(identity),
            stored,
            SealError::WrongPassphrase,
        )
    }

    fn secret(&self) -> SecretString {
        SecretString::from(self.0.as_str().to_owned())
    }
}

/// Seals a key with a passphrase: an age file that the stock `age` takes as an identity.
///
/// # Errors
/// [`SealError::NotSealed`].
pub fn seal_key(key: &Key, passphrase: &Passphrase) -> Result<Vec<u8>, SealError> {
    passphrase.seal(key.to_file().as_bytes())
}

/// Opens a key that was sealed with a passphrase. Takes about a second.
///
/// # Errors
/// [`SealError::WrongPassphrase`], [`SealError::Damaged`], [`SealError::NoKey`].
pub fn open_key(stored: &[u8], passphrase: &Passphrase) -> Result<Key, SealError> {
    let plain = Zeroizing::new(passphrase.open_within(MOST_WORK, stored)?);
    let text = std::str::from_utf8(&plain).map_err(|_| SealError::NoKey)?;
    Key::from_file(text)
}

/// Whether bytes look like a key behind a passphrase, as far as that can be seen without it.
pub fn holds_key(stored: &[u8]) -> bool {
    header_of(stored).is_some_and(|header| header.is_scrypt())
}

/// An estimate from length and variety, at ten thousand guesses a second on many machines: every
/// word counts as one of some ten thousand, every character beyond words as one of its kind.
fn strength(typed: &str) -> Strength {
    if typed.chars().count() < MINIMUM {
        return Strength::TooShort;
    }
    let bits = word_bits(typed).min(letter_bits(typed));
    match bits {
        0..36 => Strength::Minutes,
        36..46 => Strength::Days,
        46..60 => Strength::Years,
        _ => Strength::Centuries,
    }
}

/// Guessed word by word, 13 bits each; what is no word of letters is guessed by its characters.
fn word_bits(typed: &str) -> u32 {
    let word = |part: &str| {
        if part.chars().all(char::is_alphabetic) && part.chars().count() > 2 {
            13.min(letter_bits(part))
        } else {
            letter_bits(part)
        }
    };
    typed.split_whitespace().map(word).sum()
}

/// Guessed character by character; repeated ones count once more at most.
fn letter_bits(typed: &str) -> u32 {
    let has = |of: fn(char) -> bool| typed.chars().any(of);
    let kinds = [
        (has(|c| c.is_ascii_digit()), 10_u32),
        (has(char::is_lowercase), 26),
        (has(char::is_uppercase), 26),
        (has(|c| !c.is_alphanumeric()), 20),
        (has(|c| c.is_alphanumeric() && !c.is_ascii()), 50),
    ];
    let pool: u32 = kinds.iter().filter(|(is, _)| *is).map(|(_, of)| of).sum();
    let mut seen: Vec<char> = typed.chars().collect();
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    let worth = u32::try_from(count.min(seen.len() * 2)).unwrap_or(u32::MAX);
    worth.saturating_mul(pool.max(2).ilog2() + 1)
}
