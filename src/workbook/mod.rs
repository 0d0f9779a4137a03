//! The use cases that both shells share: open a journal, walk through a deck, keep an answer.

mod begun;
mod desk;
mod given;
mod open;
mod reading;
mod said;
mod save;
mod walk;

pub use begun::{Begun, GoOn, Shelf, begun, shelves};
pub use desk::{Place, Writing};
pub use given::{Field, Given, Lack, Shape, compose, fields, from_lines};
pub use open::Opening;
pub use reading::{Passage, by_date, by_track, title};
pub use said::{said, say_mark};
pub use save::{DraftChange, Outcome, Pending, Save};
pub use walk::{Exit, begin, begin_at, one};

use std::collections::HashSet;

use crate::{
    deck::Decks,
    journal::{Draft, Ids, Journal},
    store::Store,
};

/// A journal, what may be asked, and the session being written: the world of both shells.
pub struct Workbook {
    pub decks: Decks,
    pub journal: Journal,
    /// What was found at the start that a person may want to know: files kept but not read.
    pub notices: Vec<String>,
    /// Words that are not kept yet, newest first, that no other window is writing.
    pub drafts: Vec<Draft>,
    /// Why nothing can be written, if nothing can.
    pub reading_only: Option<String>,
    store: Store,
    ids: Ids,
    desk: desk::Desk,
    /// Prompts put off until another session.
    not_today: HashSet<String>,
}

impl Workbook {
    /// A handle to the disk for whoever runs the saves.
    pub fn store(&self) -> Store {
        self.store.clone()
    }

    /// Puts a prompt off: it does not come again in this session.
    pub fn not_today(&mut self, prompt: &str) {
        self.not_today.insert(prompt.to_owned());
    }
}
