use std::{path::PathBuf, sync::Arc};

use serde_json::Value;

use super::Packed;
use crate::{
    seal::{Passphrase, Public, SealError},
    share::{Cleared, Consent, clear, envelope, formats, handoff::HandOff, reply::ReplyKey},
    workbook::coming_home,
};

/// A form in which a hand-off is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// As it is named on the command line.
    pub id: &'static str,
    /// Of the file, without the dot.
    pub extension: &'static str,
    /// As it is said.
    pub says: &'static str,
    /// What it is good for.
    pub note: &'static str,
}

/// The form that can be sealed, and that the program opens at the coach's.
pub const SEALED: &str = "handoff";

/// The machine form, which is never sealed.
const MACHINE: &str = "json";

/// All of them, in the order of their numbers.
pub const FORMS: [Form; 5] = [
    Form {
        id: "text",
        extension: "txt",
        says: "plain text",
        note: "reads in any editor, mail or terminal",
    },
    Form {
        id: "markdown",
        extension: "md",
        says: "Markdown",
        note: "the same, with headings",
    },
    Form {
        id: "html",
        extension: "html",
        says: "a page for a browser",
        note: "one file, which prints to clean pages",
    },
    Form {
        id: MACHINE,
        extension: "json",
        says: "JSON",
        note: "for another program",
    },
    Form {
        id: SEALED,
        extension: "rolebook",
        says: "a hand-off file",
        note: "opens with Rolebook, and can be sealed",
    },
];

/// The form of this name.
pub fn form(id: &str) -> Option<Form> {
    FORMS.into_iter().find(|form| form.id == id)
}

/// How a hand-off file is closed to everybody else.
#[derive(Clone)]
pub enum Sealing {
    /// Anybody who has the file can read it.
    Open,
    /// To the public key of whoever is to read it.
    To(Public),
    /// To a passphrase that is told by another way.
    With(Arc<Passphrase>),
}

impl Sealing {
    /// What the file is, as the record of it says.
    fn says(&self, form: Form) -> String {
        match self {
            Self::Open => form.says.to_owned(),
            Self::To(_) => format!("{}, sealed to a key", form.says),
            Self::With(_) => format!("{}, sealed with a passphrase", form.says),
        }
    }
}

/// In which form a hand-off is to leave, and where to; the person has just asked for it.
pub struct Sending {
    pub form: Form,
    /// Of a hand-off file; every other form is open.
    pub sealing: Sealing,
    /// Absolute; nothing stands there yet.
    pub path: PathBuf,
    pub consent: Consent,
}

impl Sending {
    pub(super) fn is_read_by_programs(&self) -> bool {
        [SEALED, MACHINE].contains(&self.form.id)
    }
}

impl std::fmt::Debug for Sending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

/// A hand-off on its way into a file.
pub struct Going {
    pub path: PathBuf,
    /// Tells it from every other one.
    pub token: String,
    /// What the journal records of it.
    pub(super) record: Value,
    form: Form,
    sealing: Sealing,
    packet: Cleared<HandOff>,
}

impl std::fmt::Debug for Going {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("Going");
        shown.field("form", &self.form.id).finish_non_exhaustive()
    }
}

impl Going {
    /// Lets this leave.
    pub(super) fn new(packed: Packed, key: &ReplyKey, sending: Sending) -> Self {
        let form = sending.form;
        let seals = form.id == SEALED;
        let sealing = if seals {
            sending.sealing
        } else {
            Sealing::Open
        };
        let says = sealing.says(form);
        Self {
            path: sending.path,
            token: key.token.clone(),
            record: coming_home::record(&packed.handoff, &packed.ids, key, &says),
            form,
            sealing,
            packet: clear(packed.handoff, sending.consent),
        }
    }

    /// The bytes of the file. With a passphrase it takes about a second.
    ///
    /// # Errors
    /// Then there is nothing that may be written.
    pub fn bytes(&self) -> Result<Cleared<Vec<u8>>, SealError> {
        let sealing = match &self.sealing {
            Sealing::Open => envelope::Sealing::Open,
            Sealing::To(key) => envelope::Sealing::To(key),
            Sealing::With(passphrase) => envelope::Sealing::With(passphrase),
        };
        if self.form.id == SEALED || self.form.id == MACHINE {
            return envelope::leaving(&self.packet, &sealing);
        }
        let format = formats::named(self.form.id).ok_or(SealError::NotSealed)?;
        let made = format.leaving(&self.packet);
        made.map_err(|_| SealError::NotSealed)
    }
}
