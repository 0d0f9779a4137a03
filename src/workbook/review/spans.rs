//! The spans that a note can hang on: the paragraphs of an answer.

use crate::share::handoff::{Block, Item, item};

/// The paragraphs of an answer in the order in which they are read, from its history to what was
/// said of it later; words of the client alone.
pub fn paragraphs(one: &Item) -> Vec<String> {
    let mut page = Vec::new();
    item(&mut page, one);
    let mut found = Vec::new();
    for block in &page {
        match block {
            Block::Words(words) => found.extend(parts(words).map(str::to_owned)),
            Block::List(lines) => found.extend(lines.iter().map(|line| line.trim().to_owned())),
            Block::Dot(dot) => found.extend(parts(dot.evidence).map(str::to_owned)),
            Block::Title(_)
            | Block::Part(_)
            | Block::Sub(_)
            | Block::Pair(..)
            | Block::Say(_)
            | Block::Turn(..)
            | Block::Drawn(_)
            | Block::Item { .. }
            | Block::Question(_)
            | Block::About(_)
            | Block::Edited(_)
            | Block::Glance { .. }
            | Block::Form(_) => {}
        }
    }
    found.retain(|span| !span.is_empty());
    found
}

/// What stands between line feeds, without the blank lines.
fn parts(words: &str) -> impl Iterator<Item = &str> {
    words
        .split('\n')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// The paragraph of this number, from 1.
pub fn span(one: &Item, number: usize) -> Option<String> {
    paragraphs(one).into_iter().nth(number.checked_sub(1)?)
}
