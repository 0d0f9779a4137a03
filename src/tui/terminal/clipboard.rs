//! What leaves by way of the terminal: to its clipboard.

use std::io::{self, Write};

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Hands a text to the clipboard of the terminal (OSC 52). Whether it takes it nobody is told.
///
/// # Errors
/// The terminal cannot be written to.
pub fn copy(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(copying(text).as_bytes())?;
    out.flush()
}

/// The sequence that asks for it.
pub fn copying(text: &str) -> String {
    let mut sequence = String::from("\x1b]52;c;");
    for three in text.as_bytes().chunks(3) {
        let byte = |at: usize| three.get(at).map_or(0, |byte| u32::from(*byte));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let letter = usize::try_from(bits >> (18 - 6 * at) & 63).ok();
            let letter = letter.and_then(|letter| LETTERS.get(letter));
            let known = usize::try_from(at).is_ok_and(|at| at <= three.len());
            sequence.push(
                letter
                    .filter(|_| known)
                    .map_or('=', |byte| char::from(*byte)),
            );
        }
    }
    sequence.push_str("\x1b\\");
    sequence
}
