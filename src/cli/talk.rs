use std::io::{self, Write};

use super::environment;
use crate::text::{UNWRAPPED, shown_rows};

/// The widest row of talk on a terminal, in cells.
const MEASURE: usize = 72;

/// Says a text to the person, on standard error; what could act on the terminal is shown by name.
pub(super) fn say(text: &str) {
    let mut said = String::new();
    let measure = if environment::talks_to_terminal() {
        MEASURE
    } else {
        UNWRAPPED
    };
    for row in shown_rows(text, measure) {
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
