use std::path::PathBuf;

use serde_json::Value;

use super::{Packed, ReplyTo, record};
use crate::{
    seal::{Passphrase, Public, SealError},
    share::{Cleared, Consent, clear, formats, handoff::HandOff},
};

/// How a hand-off file is closed to everybody else.
pub enum Sealing {
    /// Anybody who has the file can read it.
    Open,
    /// To the public key of whoever is to read it.
    To(Public),
    /// To a passphrase that is told by another way.
    With(Passphrase),
}

impl Sealing {
    fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::To(_) => "key",
            Self::With(_) => "passphrase",
        }
    }
}

/// A hand-off on its way into a file: what goes, in which form, how sealed, and where to.
pub struct Going {
    /// Absolute; nothing stands there yet.
    pub path: PathBuf,
    pub(super) token: String,
    form: String,
    sealing: Sealing,
    packet: Cleared<HandOff>,
    record: Value,
}

impl std::fmt::Debug for Going {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Going").field("form", &self.form).finish_non_exhaustive()
    }
}

impl Going {
    /// Lets this leave, on the key or the command that says so.
    pub fn new(
        packed: Packed,
        reply: &ReplyTo,
        form: &str,
        sealing: Sealing,
        path: PathBuf,
        consent: Consent,
    ) -> Self {
        let sealed = if form == SEALED { sealing.word() } else { "open" };
        Self {
            path,
            token: reply.token.clone(),
            form: form.to_owned(),
            sealing,
            record: record(&packed, form, sealed, reply),
            packet: clear(packed.handoff, consent),
        }
    }

    /// What the journal records of it.
    pub(super) fn record(&self) -> Value {
        self.record.clone()
    }

    /// The bytes of the file. With a passphrase it takes about a second.
    ///
    /// # Errors
    /// Then there is nothing that may be written.
    pub fn bytes(&self) -> Result<Vec<u8>, SealError> {
        if self.form == SEALED {
            return sealed(&self.packet, &self.sealing);
        }
        written(&self.form, &self.packet)
    }
}

/// The form that can be sealed.
pub const SEALED: &str = "handoff";

/// The bytes of a hand-off file.
fn sealed(packet: &Cleared<HandOff>, sealing: &Sealing) -> Result<Vec<u8>, SealError> {
    let plain = machine_form(packet)?;
    match sealing {
        Sealing::Open => Ok(plain),
        Sealing::To(key) => key.seal(&plain),
        Sealing::With(_) => Err(SealError::NotSealed),
    }
}

/// The bytes in the form of this name.
fn written(form: &str, packet: &Cleared<HandOff>) -> Result<Vec<u8>, SealError> {
    match formats::named(form) {
        Some(format) => (format.write)(packet).map_err(|_| SealError::NotSealed),
        None => machine_form(packet),
    }
}

fn machine_form(packet: &Cleared<HandOff>) -> Result<Vec<u8>, SealError> {
    serde_json::to_vec_pretty(packet.packet()).map_err(|_| SealError::NotSealed)
}
