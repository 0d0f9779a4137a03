use std::str::FromStr;

use age::{secrecy::ExposeSecret, x25519};
use zeroize::Zeroizing;

use super::{FileKeys, SealError, file_keys::Noting, header_of, open_with, seal_to};

/// The key of a journal: an age identity, and what its files are sealed to beside it.
#[derive(Clone)]
pub struct Key {
    identity: x25519::Identity,
    /// The public half of the key on paper, where there is one.
    paper: Option<Public>,
    /// What is noted of the files that it opens, where that is wished.
    noted: Option<FileKeys>,
}

/// The public half of a key: what files are sealed to.
#[derive(Clone, PartialEq, Eq)]
pub struct Public(String);

/// A recovery key, to be written on paper. Its words are secret.
pub struct Paper(Zeroizing<String>);

/// The length of `AGE-SECRET-KEY-1`, and of a group as the rest is shown.
const START: usize = 16;
const GROUP: usize = 6;

/// How the line begins that names the public half of the key on paper.
const PAPER: &str = "# recovery key: ";

impl Key {
    /// A fresh key, sealed to a key on paper too where one is given.
    pub fn make(paper: Option<Public>) -> Self {
        Self::of(x25519::Identity::generate(), paper)
    }

    /// The key whose secret half stands in this text: by itself, or in an identity file of `age`.
    ///
    /// # Errors
    /// [`SealError::NoKey`].
    pub fn from_secret(text: &str) -> Result<Self, SealError> {
        Self::from_file(text)
    }

    /// Its secret half, as age writes it.
    pub fn secret(&self) -> Zeroizing<String> {
        Zeroizing::new(self.identity.to_string().expose_secret().to_owned())
    }

    /// What the journal's files are sealed to.
    pub fn public(&self) -> Public {
        Public(self.identity.to_public().to_string())
    }

    /// The public half of the key on paper.
    pub fn paper(&self) -> Option<&Public> {
        self.paper.as_ref()
    }

    /// The same key, with another key on paper or none.
    #[must_use]
    pub fn with_paper(&self, paper: Option<Public>) -> Self {
        Self::of(self.identity.clone(), paper)
    }

    /// The same key, which looks among the noted keys of files first, and notes the others there.
    #[must_use]
    pub fn noting(&self, noted: FileKeys) -> Self {
        let noted = Some(noted);
        Self {
            noted,
            ..self.clone()
        }
    }

    fn of(identity: x25519::Identity, paper: Option<Public>) -> Self {
        let noted = None;
        Self {
            identity,
            paper,
            noted,
        }
    }

    pub(super) fn identity(&self) -> &dyn age::Identity {
        &self.identity
    }

    pub(super) fn noting_identity(&self) -> Noting<'_> {
        Noting {
            identity: &self.identity,
            keys: self.noted.as_ref(),
        }
    }

    pub(super) fn notes(&self) -> bool {
        self.noted.is_some()
    }

    /// Seals bytes to this key and to the one on paper.
    ///
    /// # Errors
    /// [`SealError::NotSealed`]; then nothing may be written.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let own = self.identity.to_public();
        let paper = self.paper.as_ref().map(Public::recipient).transpose()?;
        let own: &dyn age::Recipient = &own;
        let paper = paper.as_ref().map(|paper| paper as &dyn age::Recipient);
        seal_to(std::iter::once(own).chain(paper), plain)
    }

    /// Whether bytes are sealed to this key, undamaged or not.
    pub fn opens(&self, stored: &[u8]) -> bool {
        header_of(stored).is_some_and(|header| self.fits(header))
    }

    /// The same, and bytes too that are too damaged to tell.
    pub fn may_open(&self, stored: &[u8]) -> bool {
        header_of(stored).is_none_or(|header| self.fits(header))
    }

    fn fits(&self, header: age::Decryptor<&[u8]>) -> bool {
        header.decrypt(std::iter::once(self.identity())).is_ok()
    }

    /// Opens bytes that were sealed to this key.
    ///
    /// # Errors
    /// As [`super::Seal::open`].
    pub fn open(&self, stored: &[u8]) -> Result<Vec<u8>, SealError> {
        open_with(std::iter::once(self), stored)
    }

    /// An identity file as the stock `age` takes it, with what Rolebook notes in comments.
    pub(super) fn to_file(&self) -> Zeroizing<String> {
        let secret = self.identity.to_string();
        let public = self.public().0;
        let paper = self
            .paper
            .as_ref()
            .map(|paper| format!("{PAPER}{}\n", paper.0));
        Zeroizing::new(format!(
            "# public key: {public}\n{}{}\n",
            paper.unwrap_or_default(),
            secret.expose_secret()
        ))
    }

    /// Reads an identity file.
    pub(super) fn from_file(text: &str) -> Result<Self, SealError> {
        let paper = text.lines().find_map(|line| line.strip_prefix(PAPER));
        let paper = paper.map(Public::from_str).transpose()?;
        let secret = text
            .lines()
            .find(|line| line.starts_with("AGE-SECRET-KEY-"));
        let identity = secret.and_then(|secret| secret.trim().parse().ok());
        let identity = identity.ok_or(SealError::NoKey)?;
        Ok(Self::of(identity, paper))
    }
}

impl Paper {
    /// A fresh key for paper.
    pub fn make() -> Self {
        let secret = x25519::Identity::generate().to_string();
        Self(Zeroizing::new(secret.expose_secret().to_owned()))
    }

    /// The key as it was copied from paper: spaces, line ends and case do not matter.
    ///
    /// # Errors
    /// [`SealError::NoKey`] where it was copied wrongly; the key holds a checksum.
    pub fn read(typed: &str) -> Result<Self, SealError> {
        let typed: String = typed.split_whitespace().collect();
        let typed = Zeroizing::new(typed.to_ascii_uppercase());
        match x25519::Identity::from_str(&typed) {
            Ok(_) => Ok(Self(typed)),
            Err(_) => Err(SealError::NoKey),
        }
    }

    /// The key as it is written down: age's own form, which `age -i` takes.
    pub fn words(&self) -> &str {
        &self.0
    }

    /// The same in groups of six, as it is copied; the first two are shorter or longer.
    pub fn groups(&self) -> Vec<&str> {
        let (start, rest) = self.0.split_at_checked(START).unwrap_or((&self.0, ""));
        let mut groups = vec![start];
        let mut rest = rest;
        while !rest.is_empty() {
            let first = match rest.len() % GROUP {
                0 => GROUP,
                short => short,
            };
            let (group, more) = rest.split_at_checked(first).unwrap_or((rest, ""));
            groups.push(group);
            rest = more;
        }
        groups
    }

    /// Whether these are its last six characters, in whatever case.
    pub fn ends_in(&self, typed: &str) -> bool {
        let groups = self.groups();
        groups
            .last()
            .is_some_and(|last| last.eq_ignore_ascii_case(typed.trim()))
    }

    /// What files are sealed to beside the journal's key.
    ///
    /// # Errors
    /// [`SealError::NoKey`], which a key that was made or read cannot give.
    pub fn public(&self) -> Result<Public, SealError> {
        Ok(self.key()?.public())
    }

    /// The key with which it opens files.
    ///
    /// # Errors
    /// As [`Self::public`].
    pub fn key(&self) -> Result<Key, SealError> {
        let identity = x25519::Identity::from_str(&self.0).map_err(|_| SealError::NoKey)?;
        Ok(Key::of(identity, None))
    }
}

impl Public {
    /// As age writes it: `age1…`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn recipient(&self) -> Result<x25519::Recipient, SealError> {
        self.0.parse().map_err(|_| SealError::NoKey)
    }

    /// Seals bytes to several keys, each of which opens them.
    ///
    /// # Errors
    /// [`SealError::NoKey`] where one is no key, or there is none.
    pub fn seal_to_all(keys: &[Self], plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let recipients = keys.iter().map(Self::recipient);
        let recipients = recipients.collect::<Result<Vec<_>, _>>()?;
        if recipients.is_empty() {
            return Err(SealError::NoKey);
        }
        let recipients = recipients.iter().map(|one| one as &dyn age::Recipient);
        seal_to(recipients, plain)
    }

    /// Seals bytes to this key alone: what is written while the journal is locked.
    ///
    /// # Errors
    /// [`SealError::NoKey`] where it is no key.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let recipient = self.recipient()?;
        let recipient: &dyn age::Recipient = &recipient;
        seal_to(std::iter::once(recipient), plain)
    }
}

impl FromStr for Public {
    type Err = SealError;

    fn from_str(text: &str) -> Result<Self, SealError> {
        let public = Self(text.trim().to_owned());
        public.recipient()?;
        Ok(public)
    }
}
