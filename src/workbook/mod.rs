//! The use cases that both shells share: open a journal, walk through a deck, keep an answer.

mod about;
mod begun;
mod brought;
mod coming;
pub mod coming_home;
pub mod demo;
mod desk;
mod forget;
mod given;
mod glance;
pub mod handing;
mod inbox;
pub mod keeping;
mod let_go;
pub mod locking;
mod open;
mod pin;
mod place;
mod reading;
pub mod review;
mod revisit;
mod ritual;
mod said;
mod save;
mod sentences;
mod standing;
mod walk;
mod wrote;

pub use crate::insight::said::{said, say_mark};
pub use about::{BECAME, CAME, COACH_ASKS, Deed, HAPPENED, THEN_FROM_NOW, VERDICT, note};
pub use begun::{Begun, GoOn, Shelf, Words, begun, old_questions, shelves};
pub use coming::{CLOCK, OWN_SIDE};
pub use forget::{Forgetting, Traces};
pub use given::{Field, Given, Lack, Shape, compose, fields, from_lines, given_of, lacks};
pub use inbox::{letter_for_inbox, waiting_words};
pub use let_go::{LetGo, Remains, WORDS_WAIT};
pub use open::Opening;
pub use place::{Place, Writing};
pub use reading::{Passage, by_date, by_track, on_day, passage_of, title};
pub use revisit::{Quote, SHIFTS, Shift, follows};
pub use ritual::{REASON, section};
pub use save::{DraftChange, Outcome, Pending, Save};
pub use sentences::{
    BLIND, PURPOSE, ROLE_NAMES, closing, last_line, privacy, quiet_lines, then_line, waiting_line,
};
pub use walk::{Exit, Start, about, again, begin_at, one};

use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use crate::{
    deck::{Deck, DeckKind, Decks, States},
    insight::thread::points,
    journal::{Draft, Entry, Ids, Journal, Walk},
    store::Store,
    time::Moment,
};

/// A journal, what may be asked, and the session being written: the world of both shells.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something found at the start"
)]
pub struct Workbook {
    pub decks: Decks,
    pub journal: Journal,
    /// What was found at the start that a person may want to know: files kept but not read.
    pub notices: Vec<String>,
    /// Words that are not kept yet, newest first, that no other window is writing.
    pub drafts: Vec<Draft>,
    /// What was added while the journal was locked and is not confirmed yet, oldest first.
    pub inbox: Vec<Draft>,
    /// Why nothing can be written, if nothing can.
    pub reading_only: Option<String>,
    /// Whether that is because the journal is locked.
    pub locked: bool,
    /// Whether a session could not be read, or is not as it was written; a notice names it.
    pub damaged: bool,
    /// Whether this is the made-up journal.
    pub made_up: bool,
    /// The person's own folder, where what leaves is written unless they name another one.
    pub person: Option<PathBuf>,
    store: Arc<Store>,
    ids: Ids,
    desk: desk::Desk,
    /// Prompts put off until another session.
    not_today: BTreeSet<String>,
    privacy_said: bool,
    /// The entries kept since the program was started.
    kept: Vec<String>,
    /// Since when somebody sits at a ritual.
    since: Option<Moment>,
    /// How many keys behind other passphrases lie beside the journal.
    unopened: usize,
}

/// The setting that remembers that the truth about privacy was said.
const PRIVACY_SAID: &str = "privacy_said";

impl Workbook {
    /// A handle to the disk for whoever runs the saves.
    pub fn store(&self) -> Arc<Store> {
        Arc::clone(&self.store)
    }

    /// A path as a person types it: `~/` is their own folder, which no shell has put there.
    pub fn path_of(&self, typed: &str) -> PathBuf {
        let typed = typed.trim();
        match typed.strip_prefix("~/").zip(self.person.as_ref()) {
            Some((inside, person)) => person.join(inside),
            None => PathBuf::from(typed),
        }
    }

    /// Whether it takes a passphrase to open the files.
    pub fn is_sealed(&self) -> bool {
        self.locked || self.store.seal().locks()
    }

    /// Puts a prompt off: it does not come again in this session.
    pub fn not_today(&mut self, prompt: &str) {
        self.not_today.insert(prompt.to_owned());
    }

    /// The prompts put off until another session.
    pub fn put_off(&self) -> &BTreeSet<String> {
        &self.not_today
    }

    /// Puts a draft among those the first page offers to go on with.
    pub fn set_down(&mut self, draft: Draft) {
        self.drafts.retain(|known| known.id != draft.id);
        self.drafts.insert(0, draft);
    }

    /// Whether the truth about privacy has still to be said before the question that comes now:
    /// it is said once, before the first sensitive one.
    pub fn must_say_privacy(&self, walk: &Walk) -> bool {
        let prompt = walk.current().and_then(|id| self.decks.prompt(id));
        prompt.is_some_and(|(_, prompt)| prompt.private)
            && self.journal.setting(PRIVACY_SAID).is_none()
            && !self.journal.entries().any(|entry| entry.private)
            && !self.privacy_said
    }

    /// The truth about privacy was said; it is recorded with the next session that is written.
    pub fn privacy_was_said(&mut self) {
        self.privacy_said = true;
    }

    /// Whether anything was kept since the program was started.
    pub fn has_kept(&self) -> bool {
        !self.kept.is_empty()
    }

    /// Whether this entry was kept since the program was started.
    pub fn was_kept(&self, entry: &str) -> bool {
        self.kept.iter().any(|kept| kept == entry)
    }

    /// The id of the entry kept last since the program was started.
    pub fn last_kept(&self) -> Option<&str> {
        self.kept.last().map(String::as_str)
    }

    /// The answer before this one to the same question, and this one, by their ids; none where it
    /// is the first, or a letter that is sealed.
    pub fn before(&self, entry: &str) -> Option<(String, String)> {
        let now = self.journal.entry(entry)?;
        let prompt = &now.asked.as_ref()?.prompt;
        // The context card is filled in anew; it is not looked at again.
        let first = |deck: &Deck| deck.kind == DeckKind::First;
        if (self.decks.prompt(prompt)).is_some_and(|(deck, _)| first(deck)) {
            return None;
        }
        let mut later = points(&self.journal, prompt).rev();
        later.find(|point| point.first.id == now.id)?;
        let then = later.next()?.first;
        (now.sealed.is_none()).then(|| (then.id.clone(), now.id.clone()))
    }

    /// The entry kept last since the program was started: none that is to stay unseen, and none
    /// that only sets a day.
    pub fn last_entry(&self) -> Option<&Entry> {
        let says = |entry: &&Entry| {
            let asked = entry
                .asked
                .as_ref()
                .and_then(|asked| self.decks.prompt(&asked.prompt));
            let day = asked.is_some_and(|(_, prompt)| prompt.states == Some(States::LookAgain));
            !day && !entry.private && entry.answers.is_none() && entry.sealed.is_none()
        };
        self.kept
            .iter()
            .rev()
            .filter_map(|id| self.journal.entry(id))
            .find(says)
    }
}
