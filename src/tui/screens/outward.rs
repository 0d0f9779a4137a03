//! Where a page is written that leaves: a line in which its path is typed, the same for all.

use std::path::PathBuf;

use super::typing::Typing;
use crate::tui::screen::Cx;

/// Said below the path that is typed.
pub(super) const BELOW: &str = "You are about to write a plain text file that can be read outside \
    this program. It holds exactly the page you saw. It cannot be called back. It is written where \
    none is yet, outside the journal, for your account alone. enter writes it, esc does not.";

/// The line, with what was typed last, or with a file of this name in the person's own folder.
pub(super) fn asked(cx: &Cx<'_>, last: Option<&str>, name: &str) -> Typing {
    let person = cx.workbook.person.as_ref();
    let path = person.map_or_else(PathBuf::new, |person| person.join(name));
    Typing::new("Write to", last.unwrap_or(&path.to_string_lossy()))
}

/// The path that was typed, which counts from the person's own folder.
///
/// # Errors
/// It names no place, in a sentence.
pub(super) fn path(cx: &Cx<'_>, typed: &str) -> Result<PathBuf, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err("Type where to write it; esc leaves it.".to_owned());
    }
    let inside = typed.strip_prefix("~/").unwrap_or(typed);
    let path = match &cx.workbook.person {
        Some(person) => person.join(inside),
        None => PathBuf::from(inside),
    };
    if !path.is_absolute() {
        return Err("Type the whole path, from / on.".to_owned());
    }
    Ok(path)
}
