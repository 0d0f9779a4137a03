//! The card leaves: copied, written into a file, or printed, each by a key of its own.

use std::path::PathBuf;

use super::CardPage;
use crate::{
    share::{Cleared, Consent},
    tui::{
        act::Act,
        screen::{Cx, Next},
        screens::typing::Typing,
    },
};

/// Said below the path that is typed.
pub(super) const BELOW: &str = "A plain text file that anybody can read who gets it, and that \
    cannot be called back. It is written where none is yet, outside the journal, for your account \
    alone. enter writes it, esc does not.";

impl CardPage {
    /// Lets the card leave on the key that asks for it.
    pub(super) fn leaves(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if self.card.lines.is_empty() {
            return Next::Say("There is nothing on the card.".to_owned());
        }
        let does = match act {
            Act::CopyOut => "y copies it so",
            Act::Print => "p prints it so",
            _ => "e writes it so",
        };
        if let Some(asks) = self.asks(cx, act, does) {
            return asks;
        }
        self.compose(cx.workbook, cx.today());
        if act == Act::WriteFile {
            let path = self.path.clone().or_else(|| self.default_path(cx));
            self.typing = Some(Typing::new("Write to", &path.unwrap_or_default()));
            return Next::Stay;
        }
        let Some(text) = self.cleared() else {
            return Next::Stay;
        };
        if act == Act::CopyOut {
            Next::Copy(text)
        } else {
            Next::Print(text)
        }
    }

    /// The text of the card, which the key just pressed lets leave.
    fn cleared(&self) -> Option<Cleared<String>> {
        let cleared = self.card.cleared(Consent::given())?;
        Some(cleared.text())
    }

    /// Writes the card under a path that was typed, which counts from the person's own folder.
    pub(super) fn write(&mut self, cx: &Cx<'_>, typed: &str) -> Next {
        let typed = typed.trim();
        if typed.is_empty() {
            return Next::Say("Type where to write it; esc leaves it.".to_owned());
        }
        let inside = typed.strip_prefix("~/").unwrap_or(typed);
        let path = match &cx.workbook.person {
            Some(person) => person.join(inside),
            None => PathBuf::from(inside),
        };
        if !path.is_absolute() {
            return Next::Say("Type the whole path, from / on.".to_owned());
        }
        let Some(text) = self.cleared() else {
            return Next::Stay;
        };
        self.path = Some(typed.to_owned());
        self.typing = None;
        Next::Write(path, text)
    }

    /// A dated name in the person's own folder.
    fn default_path(&self, cx: &Cx<'_>) -> Option<String> {
        let day = self.card.day.format("%Y-%m-%d");
        let path = cx.workbook.person.as_ref()?.join(format!("card-{day}.txt"));
        Some(path.to_string_lossy().into_owned())
    }
}
