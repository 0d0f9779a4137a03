//! Text as it is shown: paragraphs, grapheme clusters, rows, words.
//!
//! Everything here is pure. Text is kept byte for byte as it was written; what
//! a terminal could hide or obey is given a visible name on the way to the screen.
#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "offsets come from the text itself; tests/it/text.rs holds them to cluster bounds"
)]

mod count;
pub mod diff;
mod pieces;
mod plain;
mod rewrap;
mod shown;
mod wrap;

pub use count::{word_region, words};
pub use pieces::sentences;
pub use plain::{capital, flat, is_plain, joins};
pub use rewrap::{Change, rewrap, starts_afresh};
pub use shown::{row_width, shown, shown_clusters, shown_text, width};
pub use wrap::{UNWRAPPED, row_starts, shown_rows, wrapped};

/// The paragraphs of a text: what stands between line feeds. There is always
/// at least one. A carriage return before a line feed stays in its paragraph.
pub fn paragraphs(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.split('\n')
}
