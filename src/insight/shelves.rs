//! The twelve shelves. A shelf holds questions side by side; nothing is added up across it.

use super::thread::{Point, last};
use crate::{
    deck::{Deck, Decks, Dimension, Prompt},
    journal::Journal,
    time::{Day, older_than_a_quarter},
};

/// A question on a shelf, and what was last said to it.
#[derive(Debug, Clone, Copy)]
pub struct Shelved<'a> {
    pub deck: &'a Deck,
    pub prompt: &'a Prompt,
    pub last: Option<Point<'a>>,
}

impl Shelved<'_> {
    /// Whether what was last said is older than a quarter.
    pub fn is_old(&self, today: Day) -> bool {
        let day = self.last.map(|point| point.day());
        day.is_some_and(|day| older_than_a_quarter(day, today))
    }
}

/// The questions on a shelf, of all decks, in their order.
pub fn shelf<'a>(
    decks: &'a Decks,
    journal: &'a Journal,
    dimension: Dimension,
) -> impl Iterator<Item = Shelved<'a>> {
    decks.all().flat_map(move |deck| {
        let prompts = deck.answerable();
        let prompts = prompts.filter(move |prompt| prompt.dimensions.contains(&dimension));
        prompts.map(move |prompt| Shelved {
            deck,
            prompt,
            last: last(journal, &prompt.id),
        })
    })
}

/// The answer on a shelf that stands last in the journal.
pub fn last_said<'a>(
    decks: &'a Decks,
    journal: &'a Journal,
    dimension: Dimension,
) -> Option<Point<'a>> {
    let said = shelf(decks, journal, dimension).filter_map(|shelved| shelved.last);
    said.max_by_key(|point| journal.position(&point.first.id))
}
