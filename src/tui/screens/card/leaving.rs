//! The card leaves: copied, written into a file, or printed, each by a key of its own.

use super::CardPage;
use crate::{
    share::{Cleared, Consent},
    tui::{
        act::Act,
        screen::{Cx, Next},
        screens::outward,
    },
};

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
            let name = format!("card-{}.txt", self.card.day.format("%Y-%m-%d"));
            self.typing = Some(outward::asked(cx, self.path.as_deref(), &name));
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

    /// Writes the card under a path that was typed.
    pub(super) fn write(&mut self, cx: &Cx<'_>, typed: &str) -> Next {
        let path = match outward::path(cx, typed) {
            Ok(path) => path,
            Err(why) => return Next::Say(why),
        };
        let Some(text) = self.cleared() else {
            return Next::Stay;
        };
        self.path = Some(typed.trim().to_owned());
        self.typing = None;
        Next::Write(path, text.into())
    }
}
