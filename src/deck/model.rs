//! Decks, prompts and steps.

use serde::{Deserialize, Serialize};

use super::words::{DeckKind, Dimension, Kind, States};

/// A set of prompts, from one TOML file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deck {
    /// Lower-case letters, digits and hyphens; no two decks share it.
    pub id: String,
    pub title: String,
    /// What it is good for, in a sentence. May be empty.
    pub purpose: String,
    /// The moments it suits. May be empty.
    pub when: String,
    /// How long it takes, in words: "20-25". May be empty.
    pub minutes: String,
    pub kind: DeckKind,
    pub sections: Vec<String>,
    /// Whose ideas stand behind it. The words are our own.
    pub credits: Vec<String>,
    /// The way through a ritual. Without steps, a deck is walked through prompt by prompt.
    pub steps: Vec<Step>,
    pub prompts: Vec<Prompt>,
}

impl Deck {
    /// The prompt with this full id.
    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }

    /// The prompts that can be answered by themselves: all but those that a step repeats.
    pub fn answerable(&self) -> impl Iterator<Item = &Prompt> {
        self.prompts.iter().filter(|prompt| !prompt.repeats)
    }

    /// The ids of all prompts that can be answered, in the deck's order.
    pub fn full_form(&self) -> Vec<&str> {
        self.answerable().map(|prompt| prompt.id.as_str()).collect()
    }

    /// The ids of the short prompts in the deck's order, or of all where none is short.
    pub fn short_form(&self) -> Vec<&str> {
        let short: Vec<&str> = self
            .answerable()
            .filter(|prompt| prompt.short)
            .map(|prompt| prompt.id.as_str())
            .collect();
        if short.is_empty() {
            self.full_form()
        } else {
            short
        }
    }

    /// The steps of the short form, or all where none is short.
    pub fn short_steps(&self) -> Vec<&Step> {
        let any = self.steps.iter().any(|step| step.short);
        self.steps
            .iter()
            .filter(|step| step.short || !any)
            .collect()
    }
}

/// One question, and all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a line of its own in the file"
)]
pub struct Prompt {
    /// The full id, deck first: `ground.1`.
    pub id: String,
    /// The revision of the wording, from 1.
    pub rev: u32,
    /// One of the deck's sections, or empty.
    pub section: String,
    pub kind: Kind,
    /// The question.
    pub text: String,
    /// Why it is asked. May be empty.
    pub why: String,
    /// Questions that help when nothing comes.
    pub probes: Vec<String>,
    pub dimensions: Vec<Dimension>,
    /// Two or more for one and many, none for every other kind.
    pub options: Vec<Choice>,
    /// Present for a scale, absent for every other kind.
    pub ends: Option<Ends>,
    pub note: Option<String>,
    /// Worth coming back to: offered when looking again.
    pub anchor: bool,
    /// Belongs to the short form.
    pub short: bool,
    /// Nothing of earlier answers shows until the new one is in.
    pub blind: bool,
    /// Stays here unless the writer chooses otherwise.
    pub private: bool,
    /// Touches on other people: a role name is enough.
    pub others: bool,
    /// Belongs to a step on other prompts: shown, and never answered by itself.
    pub repeats: bool,
    /// The writer may mark an answer as what was there before: after it comes the question whether.
    pub recurs: bool,
    /// The fact that the answer states, beside being an answer.
    pub states: Option<States>,
    /// A letter to oneself: its words are not shown before a day that the writer chooses.
    pub sealed: bool,
}

/// One of the options of a prompt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Unique within its prompt, and kept when the text is reworded.
    pub id: String,
    pub text: String,
}

/// The two ends of a scale of seven points, in words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ends {
    /// What 1 means.
    pub low: String,
    /// What 7 means.
    pub high: String,
}

impl Ends {
    /// Both in words: "1 = ...; 7 = ...".
    pub fn said(&self) -> String {
        format!("1 = {}; 7 = {}", self.low, self.high)
    }
}

/// One step of a ritual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub act: Act,
    /// The deck's section it stands in, where the step says one.
    pub section: Option<String>,
    /// Belongs to the short form.
    pub short: bool,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Asks one prompt, of this deck or another, by its full id.
    Ask(String),
    /// Asks for marks on these prompts, one after another, as entries on them; `from_now` lets the
    /// writer set the mark of then once more.
    Rate {
        prompts: Vec<String>,
        from_now: bool,
    },
    /// Shows earlier answers for a verdict: `least` at first, up to `most` on request; with
    /// `pairs`, those first that a newer answer can stand beside.
    Revisit { least: u32, most: u32, pairs: bool },
    /// Goes through the promises that are open, or only those that are due.
    Promises { due: bool },
    /// Goes through the forecasts that are due.
    Forecasts,
    /// Lets the writer choose what to look at first next time.
    Pin,
    /// Lays out the card for the room.
    Card,
    /// Lets the writer mark up to five of the changes that they gave a verdict on.
    Shifts,
    /// Ends the sitting. Steps after it wait for the next one.
    Close,
}
