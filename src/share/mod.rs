//! What leaves and what comes back: bytes in, bytes out.
//!
//! A gate in types: only a [`Cleared`] packet can be written, only [`clear`] makes one, and it
//! takes a [`Consent`], which few places may build (`tests/it/share.rs` names them).

pub mod brief;
pub mod calendar;
pub mod card;
pub mod envelope;
pub mod form;
pub mod formats;
pub mod handoff;
pub mod mine;
pub mod names;
pub mod reply;

/// That the person chose this, by the key or the command that says so.
#[derive(Debug)]
pub struct Consent(());

impl Consent {
    /// The person has just asked for it.
    pub fn given() -> Self {
        Self(())
    }
}

/// Something that may leave: it was chosen and looked through.
#[derive(Debug, Clone)]
pub struct Cleared<T>(T);

/// Lets something leave that the person has consented to.
pub fn clear<T>(packet: T, _consent: Consent) -> Cleared<T> {
    Cleared(packet)
}

impl From<Cleared<String>> for Cleared<Vec<u8>> {
    fn from(text: Cleared<String>) -> Self {
        Self(text.0.into_bytes())
    }
}

impl<T> Cleared<T> {
    /// What was cleared, for a format to write.
    pub(crate) fn packet(&self) -> &T {
        &self.0
    }

    /// A format of what was cleared; it may leave as well, and nothing else comes into it.
    fn made<U>(&self, format: impl FnOnce(&T) -> U) -> Cleared<U> {
        Cleared(format(&self.0))
    }
}

impl Cleared<Vec<u8>> {
    /// The bytes as they leave.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl Cleared<String> {
    /// The text as it leaves.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
