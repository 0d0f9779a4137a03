//! What was typed to be searched: words, phrases, filters.

use super::{
    Source,
    filter::{Filter, Name, read},
    fold::fold,
};
use crate::{text::capital, time::Day};

/// What is looked for. All of it must hold for one entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Folded, none of them empty.
    pub(super) terms: Vec<String>,
    pub(super) filters: Vec<Filter>,
    /// A sentence for each filter that was not understood; the rest is searched without it.
    pub not_understood: Vec<String>,
}

impl Query {
    pub(super) fn read(
        text: &str,
        today: Day,
        tracks: &[(String, String)],
        sources: &[Source],
    ) -> Self {
        let mut query = Self::default();
        for (piece, is_phrase) in pieces(text) {
            match Name::of(&piece).filter(|_| !is_phrase) {
                Some((name, value)) => match read(name, value, today, tracks, sources) {
                    Ok(filter) => query.filters.push(filter),
                    Err(sentence) => query.not_understood.push(sentence),
                },
                None => query.terms.push(fold(&piece)),
            }
        }
        query.terms.retain(|term| !term.trim().is_empty());
        query
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.filters.is_empty()
    }

    /// Whether words are looked for, and not only what filters admit.
    pub fn has_words(&self) -> bool {
        !self.terms.is_empty()
    }

    /// What the filters were understood as, in a sentence; empty without any.
    pub fn understood(&self) -> String {
        let parts: Vec<String> = self.filters.iter().map(Filter::said).collect();
        match parts.as_slice() {
            [] => String::new(),
            parts => format!("{}.", capital(&parts.join(", "))),
        }
    }

    /// Whether everything that this one finds is among what the other finds.
    pub(super) fn narrows(&self, other: &Self) -> bool {
        let held = |term: &String| self.terms.iter().any(|own| own.contains(term.as_str()));
        other
            .filters
            .iter()
            .all(|filter| self.filters.contains(filter))
            && other.terms.iter().all(held)
    }
}

/// The pieces between spaces, with those in quotes whole; says of each whether it is a phrase. A
/// quote that is still open ends with the text.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let mut pieces = Vec::new();
    let (mut piece, mut is_phrase, mut is_open) = (String::new(), false, false);
    for c in text.chars().chain([' ']) {
        match c {
            '"' | '\u{201C}' | '\u{201D}' | '\u{201E}' => {
                is_phrase |= piece.is_empty();
                is_open = !is_open;
            }
            c if c.is_whitespace() && !is_open => {
                if !piece.is_empty() {
                    pieces.push((std::mem::take(&mut piece), is_phrase));
                }
                is_phrase = false;
            }
            c => piece.push(c),
        }
    }
    let rest = piece.trim_end();
    if !rest.is_empty() {
        pieces.push((rest.to_owned(), is_phrase));
    }
    pieces
}
