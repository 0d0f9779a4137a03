//! The decks that come with the program, and all decks at hand.

use std::sync::OnceLock;

use super::model::{Deck, Prompt};
use super::outline::Outline;
use super::read::read;

/// The texts of the built-in decks, in the order in which they are listed.
macro_rules! embedded {
    ($($id:literal)+) => {
        [$(include_str!(concat!("../../assets/decks/", $id, ".toml"))),+]
    };
}

const TEXTS: [&str; 19] = embedded! {
    "ground" "inherit" "authority" "mandate" "temper" "step" "seats" "seam" "cpto" "fluent"
    "chair" "knot" "calls" "week" "before" "after" "session" "quarter" "first"
};

/// The sentence on where to turn, shown at fixed places and never because of what was written.
pub fn care() -> &'static str {
    include_str!("../../assets/care.txt").trim_end()
}

/// All decks at hand. A built-in deck is read when it is first asked for.
#[derive(Debug)]
pub struct Decks {
    shelf: Vec<Shelved>,
}

#[derive(Debug)]
struct Shelved {
    outline: Outline,
    /// Empty for a deck that was added.
    text: &'static str,
    deck: OnceLock<Option<Deck>>,
}

impl Shelved {
    fn deck(&self) -> Option<&Deck> {
        self.deck.get_or_init(|| read(self.text).0).as_ref()
    }
}

/// The built-in decks: the tracks and rituals in their order, then the one for the first start.
pub fn builtin() -> Decks {
    let shelved = |text| Shelved {
        outline: Outline::glance(text),
        text,
        deck: OnceLock::new(),
    };
    Decks {
        shelf: TEXTS.into_iter().map(shelved).collect(),
    }
}

impl Decks {
    /// Adds a personal deck. Returns whether it took the place of one with the same id.
    pub fn add(&mut self, deck: Deck) -> bool {
        let outline = Outline::of(&deck);
        let shelved = Shelved {
            outline,
            text: "",
            deck: OnceLock::from(Some(deck)),
        };
        let same = self
            .shelf
            .iter_mut()
            .find(|old| old.outline.id == shelved.outline.id);
        let replaced = same.is_some();
        match same {
            Some(place) => *place = shelved,
            None => self.shelf.push(shelved),
        }
        replaced
    }

    /// Every deck at a glance, in order, without reading any.
    pub fn outlines(&self) -> impl Iterator<Item = &Outline> {
        self.shelf.iter().map(|shelved| &shelved.outline)
    }

    /// Every deck, in order. The first call reads all of them, about a millisecond.
    pub fn all(&self) -> impl Iterator<Item = &Deck> {
        self.shelf.iter().filter_map(Shelved::deck)
    }

    /// The deck with this id.
    pub fn get(&self, id: &str) -> Option<&Deck> {
        self.shelf
            .iter()
            .find(|shelved| shelved.outline.id == id)?
            .deck()
    }

    /// The prompt with this full id, and its deck. Reads no other deck.
    pub fn prompt(&self, id: &str) -> Option<(&Deck, &Prompt)> {
        let deck = self.get(id.split_once('.')?.0)?;
        Some((deck, deck.prompt(id)?))
    }
}
