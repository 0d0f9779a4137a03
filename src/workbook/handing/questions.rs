//! The four questions of the cover. They are made here, since no deck is walked.

use crate::{
    deck::{Kind, Prompt},
    workbook::about::plain,
};

pub(super) const FROM: &str = "handoff.from";
pub(super) const FOR: &str = "handoff.for";
pub(super) const PURPOSE: &str = "handoff.purpose";
pub(super) const LINES: &str = "handoff.lines";

/// Whether a question is one of these.
pub fn asks(prompt: &str) -> bool {
    [FROM, FOR, PURPOSE, LINES].contains(&prompt)
}

/// One of them, by its id.
pub(in crate::workbook) fn question(id: &str) -> Option<Prompt> {
    let (text, why) = match id {
        FROM => (
            "Under which name does it go?",
            "It stands on the cover. A first name or a role is enough, and none at all will do.",
        ),
        FOR => (
            "For whom is it?",
            "It stands on the cover, and in your own record of what went.",
        ),
        PURPOSE => (
            "What is it for, in one line?",
            "A coach reads differently when they know what you want of it.",
        ),
        LINES => (
            "Where do things stand, in three lines at most?",
            "Whoever has ninety seconds reads these lines. More than three do not go.",
        ),
        _ => return None,
    };
    let kind = if id == LINES { Kind::List } else { Kind::Long };
    Some(Prompt {
        section: "A hand-off".to_owned(),
        why: why.to_owned(),
        kind,
        ..plain(id, text)
    })
}
