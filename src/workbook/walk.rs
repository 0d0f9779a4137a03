use std::collections::BTreeSet;

use super::{CAME, HAPPENED};
use crate::{
    deck::{Act, Deck, DeckKind, Decks},
    journal::{Draft, Form, Walk},
};

/// Where somebody begins.
#[derive(Debug)]
pub enum Start {
    /// At the first question of a walk.
    Walk(Walk),
    /// Where a draft was left.
    Resume(Box<Draft>),
}

/// How a question is left without an answer. None of these is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The next question; this one comes once more before the walk ends.
    Skip,
    /// Not again in this session.
    NotToday,
}

/// A walk through a whole deck, without what was put off for today.
pub fn begin(deck: &Deck, form: Form, not_today: &BTreeSet<String>) -> Walk {
    let mut left = order(deck, form);
    left.retain(|prompt| !not_today.contains(prompt));
    Walk {
        deck: deck.id.clone(),
        form,
        left,
        again: Vec::new(),
        kept: 0,
        about: None,
    }
}

/// A walk through the full form from one question on.
pub fn begin_at(deck: &Deck, prompt: &str, not_today: &BTreeSet<String>) -> Walk {
    let order = order(deck, Form::Full);
    let from = order.iter().position(|id| id == prompt).unwrap_or(0);
    let mut left: Vec<String> = order.into_iter().skip(from).collect();
    left.retain(|id| id == prompt || !not_today.contains(id));
    Walk {
        deck: deck.id.clone(),
        form: Form::Full,
        left,
        again: Vec::new(),
        kept: 0,
        about: None,
    }
}

/// One question by itself.
pub fn one(deck: &str, prompt: &str) -> Walk {
    let left = vec![prompt.to_owned()];
    Walk {
        deck: deck.to_owned(),
        form: Form::One,
        left,
        again: Vec::new(),
        kept: 0,
        about: None,
    }
}

/// Questions asked again, each by itself: after each the older answer stands beside the new one.
pub fn again(deck: &str, prompts: Vec<String>) -> Walk {
    Walk {
        form: Form::Again,
        left: prompts,
        ..one(deck, "")
    }
}

/// A question about an entry.
pub fn about(prompt: &str, entry: &str) -> Walk {
    Walk {
        about: Some(entry.to_owned()),
        ..one("", prompt)
    }
}

/// The prompts of a form of a deck, in the order they are asked.
fn order(deck: &Deck, form: Form) -> Vec<String> {
    if deck.kind == DeckKind::First {
        // Its steps ask across decks.
        let asked = deck.steps.iter().filter_map(|step| match &step.act {
            Act::Ask(prompt) => Some(prompt.clone()),
            Act::Rate(_)
            | Act::Revisit { .. }
            | Act::Promises
            | Act::Forecasts
            | Act::Pin
            | Act::Card
            | Act::Close => None,
        });
        return asked.collect();
    }
    let prompts = match form {
        Form::Short => deck.short_form(),
        Form::Full | Form::One | Form::Again => deck.full_form(),
    };
    prompts.into_iter().map(str::to_owned).collect()
}

impl Walk {
    /// A walk without a deck: where a note is written.
    pub fn nowhere() -> Self {
        Self {
            deck: String::new(),
            form: Form::One,
            left: Vec::new(),
            again: Vec::new(),
            kept: 0,
            about: None,
        }
    }

    /// A walk without a deck that attaches its note to an entry.
    pub fn note_on(entry: &str) -> Self {
        Self {
            about: Some(entry.to_owned()),
            ..Self::nowhere()
        }
    }

    /// Whether it asks nothing: a note is written.
    pub fn is_nowhere(&self) -> bool {
        self.deck.is_empty() && (self.about.is_none() || self.left.is_empty())
    }

    /// The question asked now; none when the walk is over.
    pub fn current(&self) -> Option<&str> {
        self.left.first().map(String::as_str)
    }

    /// After an answer was kept.
    pub fn kept(&mut self) {
        if !self.left.is_empty() {
            self.left.remove(0);
            self.kept += 1;
        }
    }

    /// After the question was left without an answer.
    pub fn leave(&mut self, exit: Exit) {
        if self.left.is_empty() {
            return;
        }
        let prompt = self.left.remove(0);
        if exit == Exit::Skip && !self.left.is_empty() && !self.again.contains(&prompt) {
            self.again.push(prompt.clone());
            self.left.push(prompt);
        }
    }

    /// Where the current question stands in its form: its number, from 1, and of how many.
    pub fn number(&self, decks: &Decks) -> (usize, usize) {
        if matches!(self.form, Form::One | Form::Again) {
            return (self.kept + 1, self.kept + self.left.len().max(1));
        }
        let order = decks
            .get(&self.deck)
            .map(|deck| order(deck, self.form))
            .unwrap_or_default();
        let at = self
            .current()
            .and_then(|id| order.iter().position(|known| known == id));
        (at.map_or(1, |at| at + 1), order.len().max(1))
    }

    /// Without the questions that no deck holds any more.
    #[must_use]
    pub fn known(mut self, decks: &Decks) -> Self {
        self.left
            .retain(|id| decks.prompt(id).is_some() || [HAPPENED, CAME].contains(&id.as_str()));
        self
    }
}
