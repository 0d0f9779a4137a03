//! Which earlier answers are read again before a roundtable.

use crate::{
    deck::Decks,
    journal::{Fact, Journal, Mark},
    time::Day,
};

/// An answer to be read again, and why it is this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revisit {
    /// The id of the entry, at its place.
    pub entry: String,
    pub why: Why,
}

/// Why an answer is read again, in the order in which the reasons count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It was pinned last time.
    Pinned,
    /// It was never read again and is older than sixty days.
    NeverRead,
    /// It is longest since it was read again.
    LongestSince,
    /// It says where one leans, and a track on structure is in use.
    Lean,
}

/// The answers to be read again on this day, first the first; those in `besides` are left out.
///
/// Pinned ones first, then those never read again and older than sixty days, then those longest
/// since. Never by mood, length or content.
pub fn choose(journal: &Journal, decks: &Decks, _today: Day, besides: &[String]) -> Vec<Revisit> {
    let pinned = journal.facts_of(Fact::Pin).filter(|pin| pin.value == true);
    let mut chosen: Vec<Revisit> = pinned
        .map(|pin| Revisit {
            entry: pin.key.clone(),
            why: Why::Pinned,
        })
        .collect();
    for outline in decks.outlines() {
        for prompt in &outline.prompts {
            let anchored = decks
                .prompt(prompt)
                .is_some_and(|(_, prompt)| prompt.anchor);
            if let Some(entry) = journal.latest(prompt).filter(|_| anchored) {
                let read = journal
                    .about(&entry.id)
                    .any(|said| matches!(said.mark, Some(Mark::Verdict(_))));
                let why = if read {
                    Why::LongestSince
                } else {
                    Why::NeverRead
                };
                let entry = entry.id.clone();
                chosen.push(Revisit { entry, why });
            }
        }
    }
    chosen.sort_by_key(|one| one.why);
    chosen.retain(|one| !besides.contains(&one.entry));
    chosen
}
