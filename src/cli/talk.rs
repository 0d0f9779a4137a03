use std::io::{self, Write};

use crate::text::shown_rows;

/// The widest row of talk, in cells.
const MEASURE: usize = 72;

/// Says a text to the person, on standard error, in rows; what could act on the terminal is shown
/// by name.
pub(super) fn say(text: &str) {
    let mut said = String::new();
    for row in shown_rows(text, MEASURE) {
        said.push_str(&row);
        said.push('\n');
    }
    // Where nobody listens, the work is done all the same.
    let _ = io::stderr().write_all(said.as_bytes());
}

/// Says something after an empty row.
pub(super) fn say_apart(text: &str) {
    say(&format!("\n{text}"));
}
