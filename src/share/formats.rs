//! The forms in which a hand-off is written. A further one is a file in `formats/` and a row here.

mod html;
mod json;
mod markdown;
mod text;

use super::{Cleared, handoff::HandOff};

pub(super) use markdown::render as in_markdown;
pub(super) use text::render as in_text;

/// A form in which a hand-off leaves.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// As it is named on the command line.
    pub id: &'static str,
    /// Of the file, without the dot.
    pub extension: &'static str,
    /// Its bytes.
    ///
    /// # Errors
    /// The machine form, of which the check value is taken, cannot be written.
    pub write: fn(&Cleared<HandOff>) -> Result<Vec<u8>, serde_json::Error>,
}

impl Format {
    /// The same bytes, which may leave.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn leaving(
        &self,
        handoff: &Cleared<HandOff>,
    ) -> Result<Cleared<Vec<u8>>, serde_json::Error> {
        (self.write)(handoff).map(Cleared)
    }
}

/// All of them, the plainest first.
pub const FORMATS: &[Format] = &[
    Format {
        id: "text",
        extension: "txt",
        write: text::write,
    },
    Format {
        id: "markdown",
        extension: "md",
        write: markdown::write,
    },
    Format {
        id: "html",
        extension: "html",
        write: html::write,
    },
    Format {
        id: "json",
        extension: "json",
        write: json::write,
    },
];

/// The format of this name.
pub fn named(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id)
}
