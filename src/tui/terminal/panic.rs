//! What is said when the program breaks.

use std::io::{self, Write};
use std::panic;

use super::restore;

/// Makes a panic give the terminal back and say where in the source it happened, on standard
/// error. Never what it was about: a panic's message can quote what somebody wrote.
pub fn install_panic_hook() {
    panic::set_hook(Box::new(|panic| {
        restore();
        let place = panic.location().map_or_else(
            || "place unknown".to_owned(),
            |place| format!("{}:{}", place.file(), place.line()),
        );
        // Where even this cannot be said, there is nobody to say it to.
        let _ = writeln!(
            io::stderr(),
            "Rolebook stopped because of a fault of its own ({place}). What you typed up to the \
             last second is in the draft; start again to go on."
        );
    }));
}
