//! What both shells say of a reply before any of it is taken in.

use std::path::Path;

use super::{Arriving, Coming, SEALING};
use crate::{
    insight::seen::hidden,
    journal::{Entry, NoteKind},
    share::reply::{How, LARGEST},
    store::{
        Why,
        disk::{Kind, real_path},
    },
    text::flat,
    time::{Day, say::plain},
    workbook::Workbook,
};

impl Coming {
    /// Whose reply it is, to what, and how it came.
    pub fn says(&self) -> Vec<String> {
        let to = plain(self.sent.date);
        let first = format!(
            "Signed {}, {}; it answers what you handed over on {to}.",
            self.from,
            plain(self.date)
        );
        let came = match self.how {
            How::Sealed => format!("It came sealed. {SEALING}"),
            How::Open => {
                "It came open: anybody on the way could have read and changed it, so its notes \
                 are marked as unverified."
                    .to_owned()
            }
            How::Form => {
                "It came as plain text: anybody on the way could have changed it, so its notes \
                 are marked as unverified."
                    .to_owned()
            }
        };
        vec![first, came]
    }
}

impl Workbook {
    /// What an entry was asked, in one row; "A note" where it was asked nothing.
    pub fn asked_of(&self, entry: &Entry) -> String {
        let asked = entry.asked.as_ref();
        asked.map_or_else(|| "A note".to_owned(), |asked| flat(&asked.question))
    }

    /// What a note is and what it is on: "Question, on: What came with the chair?"
    pub fn title_of(&self, arriving: &Arriving) -> String {
        let kind = crate::text::capital(arriving.note.kind.words());
        let asked = |id: &Option<String>| {
            let entry = id.as_ref().and_then(|id| self.journal.entry(id));
            entry.map(|entry| self.asked_of(entry))
        };
        let on = match (asked(&arriving.on), arriving.note.on.as_str()) {
            (Some(question), _) => format!("on: {question}"),
            (None, "") => "on the whole".to_owned(),
            (None, id) => format!("on {id}"),
        };
        match (arriving.note.kind, arriving.note.with.as_str()) {
            (NoteKind::Connects, with) if !with.is_empty() => {
                let with = asked(&arriving.with).unwrap_or_else(|| with.to_owned());
                format!("{kind}: {with} ({on})")
            }
            _ => format!("{kind}, {on}"),
        }
    }

    /// The words a note is on; nothing where it quotes none, or where they are not shown today.
    pub fn quote_of<'a>(&self, arriving: &'a Arriving, today: Day) -> Option<&'a str> {
        let on = arriving.on.as_ref().and_then(|on| self.journal.entry(on));
        let shown = on.is_none_or(|on| hidden(&self.journal, on, today).is_none());
        let quote = arriving.note.quote.as_str();
        (shown && !quote.is_empty()).then_some(quote)
    }

    /// Reads a reply that lies in a file. Changes nothing.
    ///
    /// # Errors
    /// A sentence that says why nothing of it can be taken in.
    pub fn look_at_reply(&self, path: &Path, today: Day) -> Result<Coming, String> {
        let name = path.display();
        let why = |why: &dyn std::fmt::Display| format!("{name} was not taken in: {why}.");
        let disk = self.store().disk();
        let mut path = path.to_owned();
        let look = |path: &Path| disk.look(path).map_err(|error| why(&Why::from(error)));
        let mut found = look(&path)?;
        if found.kind == Kind::Link {
            path = real_path(&path);
            found = look(&path)?;
        }
        // A pipe or a device could keep the page waiting for ever.
        match found.kind {
            Kind::File => {}
            Kind::Folder => return Err(why(&Why::NotAFile)),
            Kind::Link | Kind::Other => return Err(why(&Why::Special)),
        }
        if found.length > u64::try_from(LARGEST).unwrap_or(u64::MAX) {
            return Err(why(&Why::FileTooLarge));
        }
        let bytes = disk.read(&path, Vec::new());
        let bytes = bytes.map_err(|error| why(&Why::from(error)))?;
        self.arriving(&bytes, today)
            .map_err(|refused| why(&refused))
    }
}
