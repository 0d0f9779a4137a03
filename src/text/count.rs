//! How many words a text has.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// The number of words by UAX #29, counted between white space, so that a
/// change of the text changes only the count of what it touches.
pub fn words(text: &str) -> usize {
    text.split_ascii_whitespace().map(words_of_piece).sum()
}

/// Grows `range` to the white space around it: words outside the result do
/// not depend on what stands inside `range`.
pub fn word_region(text: &str, range: Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let is_space = |byte: &u8| byte.is_ascii_whitespace();
    let start = bytes[..range.start]
        .iter()
        .rposition(is_space)
        .map_or(0, |at| at + 1);
    let end = bytes[range.end..]
        .iter()
        .position(is_space)
        .map_or(text.len(), |at| range.end + at);
    start..end
}

/// A plain word with punctuation around it is one; the rest is looked at closely.
fn words_of_piece(piece: &str) -> usize {
    let core = piece.trim_matches(|c: char| c.is_ascii_punctuation());
    if !core.is_empty() && core.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        1
    } else {
        piece.unicode_words().count()
    }
}
