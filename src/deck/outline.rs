//! What a list of decks shows, without reading the decks.
//!
//! Reading all built-in decks takes over a millisecond, which the first frame does not have. Their
//! files have one layout (a field to a line, steps before prompts), so a glance at the beginnings
//! of the lines will do; a test holds each outline to its deck.

use super::model::Deck;
use super::words::DeckKind;

/// A deck at a glance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    pub id: String,
    pub title: String,
    pub kind: DeckKind,
    /// The full ids of the prompts that can be answered, in the deck's order.
    pub prompts: Vec<String>,
}

impl Outline {
    pub(super) fn of(deck: &Deck) -> Self {
        Self {
            id: deck.id.clone(),
            title: deck.title.clone(),
            kind: deck.kind,
            prompts: deck.answerable().map(|prompt| prompt.id.clone()).collect(),
        }
    }

    /// Glances at the text of a built-in deck.
    pub(super) fn glance(text: &str) -> Self {
        let (head, body) = text.split_once("[[prompts]]").unwrap_or((text, ""));
        let field = |name| {
            head.lines()
                .find_map(|line| value(line, name))
                .unwrap_or_default()
        };
        let mut prompts: Vec<String> = Vec::new();
        for line in body.lines() {
            if line == "repeats = true" {
                prompts.pop();
            } else if let Some(id) = value(line, "id") {
                prompts.push(id.to_owned());
            }
        }
        Self {
            id: field("id").to_owned(),
            title: field("title").to_owned(),
            kind: DeckKind::named(field("kind")).unwrap_or(DeckKind::Track),
            prompts,
        }
    }
}

fn value<'t>(line: &'t str, name: &str) -> Option<&'t str> {
    line.strip_prefix(name)?
        .strip_prefix(" = \"")?
        .strip_suffix('"')
}
