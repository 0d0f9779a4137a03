use std::{collections::BTreeSet, path::PathBuf};

use super::{CAME, COACH_ASKS, HAPPENED, REASON, handing, review::Review};
use crate::{
    deck::{Act, Deck, DeckKind, Decks},
    journal::{Draft, Form, Stop, Walk},
};

/// Where somebody begins.
#[derive(Debug)]
pub enum Start {
    /// At the first question of a walk.
    Walk(Walk),
    /// Where a draft was left.
    Resume(Box<Draft>),
    /// At a hand-off that a coach reads, which came in this file.
    Review(Box<Review>, PathBuf),
}

/// How a question is left without an answer. None of these is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// The next question; this one comes once more before the walk ends.
    Skip,
    /// Not again in this session.
    NotToday,
}

/// A walk through the questions of a deck, without what was put off for today. A ritual is begun
/// with [`super::Workbook::begin`].
pub(super) fn questions(deck: &Deck, form: Form, not_today: &BTreeSet<String>) -> Walk {
    let mut left = order(deck, form);
    left.retain(|prompt| !not_today.contains(prompt));
    Walk::of(&deck.id, form, asks(left))
}

/// A walk through the full form from one question on.
pub fn begin_at(deck: &Deck, prompt: &str, not_today: &BTreeSet<String>) -> Walk {
    let order = order(deck, Form::Full);
    let from = order.iter().position(|id| id == prompt).unwrap_or(0);
    let mut left: Vec<String> = order.into_iter().skip(from).collect();
    left.retain(|id| id == prompt || !not_today.contains(id));
    Walk::of(&deck.id, Form::Full, asks(left))
}

/// One question by itself.
pub fn one(deck: &str, prompt: &str) -> Walk {
    Walk::of(deck, Form::One, vec![Stop::Ask(prompt.to_owned())])
}

/// Questions asked again, each by itself: after each the older answer stands beside the new one.
pub fn again(deck: &str, prompts: Vec<String>) -> Walk {
    Walk::of(deck, Form::Again, asks(prompts))
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
            Act::Rate { .. }
            | Act::Revisit { .. }
            | Act::Promises { .. }
            | Act::Forecasts
            | Act::Pin
            | Act::Card
            | Act::Shifts
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

fn asks(prompts: Vec<String>) -> Vec<Stop> {
    prompts.into_iter().map(Stop::Ask).collect()
}

impl Stop {
    /// The id of the question it asks; none where it asks in another way.
    pub fn question(&self) -> Option<&str> {
        match self {
            Self::Ask(prompt) | Self::Anew(prompt) => Some(prompt),
            Self::Reason(_) => Some(REASON),
            Self::Happened(_) => Some(HAPPENED),
            Self::Coach(_) => Some(COACH_ASKS),
            Self::Revisit(_)
            | Self::Promise(_)
            | Self::Came(_)
            | Self::Recurs(_)
            | Self::FromNow
            | Self::Pin
            | Self::Card
            | Self::Shifts
            | Self::Choose
            | Self::LookThrough
            | Self::Agree
            | Self::Send
            | Self::Close => None,
        }
    }

    /// The id of the entry it is about.
    pub fn entry(&self) -> Option<&str> {
        match self {
            Self::Revisit(entry)
            | Self::Reason(entry)
            | Self::Promise(entry)
            | Self::Happened(entry)
            | Self::Coach(entry)
            | Self::Came(entry) => Some(entry),
            Self::Ask(_)
            | Self::Anew(_)
            | Self::Recurs(_)
            | Self::FromNow
            | Self::Pin
            | Self::Card
            | Self::Shifts
            | Self::Choose
            | Self::LookThrough
            | Self::Agree
            | Self::Send
            | Self::Close => None,
        }
    }
}

impl Walk {
    /// A walk along these stops.
    pub fn of(deck: &str, form: Form, left: Vec<Stop>) -> Self {
        Self {
            deck: deck.to_owned(),
            form,
            left,
            again: Vec::new(),
            kept: 0,
            about: None,
            began: None,
            read: Vec::new(),
            selection: None,
        }
    }

    /// A walk without a deck: where a note is written.
    pub fn nowhere() -> Self {
        Self::of("", Form::One, Vec::new())
    }

    /// A walk without a deck that attaches its note to an entry.
    pub fn note_on(entry: &str) -> Self {
        Self {
            about: Some(entry.to_owned()),
            ..Self::nowhere()
        }
    }

    /// The same, of a note that goes to a coach: it is written while a hand-off is prepared.
    pub fn side_note_on(entry: &str) -> Self {
        Self {
            selection: Some(Box::default()),
            ..Self::note_on(entry)
        }
    }

    /// Whether a note is written that goes to a coach.
    pub fn is_side_note(&self) -> bool {
        self.is_nowhere() && self.selection.is_some()
    }

    /// Whether it asks nothing: a note is written.
    pub fn is_nowhere(&self) -> bool {
        self.deck.is_empty() && (self.about.is_none() || self.left.is_empty())
    }

    /// Where it is now; nowhere when it is over.
    pub fn stop(&self) -> Option<&Stop> {
        self.left.first()
    }

    /// The question asked now; none when the walk is over, or at a stop of another kind.
    pub fn current(&self) -> Option<&str> {
        self.stop()?.question()
    }

    /// The id of the entry that is spoken about now.
    pub fn about(&self) -> Option<&str> {
        let here = self.stop().and_then(Stop::entry);
        here.or(self.about.as_deref())
    }

    /// Whether it goes along the steps of a ritual.
    pub fn is_ritual(&self) -> bool {
        self.began.is_some()
    }

    /// After the stop was dealt with. `kept` is whether an answer was kept there.
    pub fn pass(&mut self, kept: bool) {
        if !self.left.is_empty() {
            let stop = self.left.remove(0);
            self.kept += usize::from(kept);
            self.tidy(&stop, kept);
        }
    }

    /// Takes out what has nothing to ask once a stop was passed: whether words that were not
    /// written are there again, and a question that was just asked below an older answer. What was
    /// read again is remembered.
    fn tidy(&mut self, passed: &Stop, kept: bool) {
        if let (Stop::Ask(prompt), false) = (passed, kept) {
            let again = Stop::Recurs(prompt.clone());
            if self.left.first() == Some(&again) {
                self.left.remove(0);
            }
        }
        if let Stop::Revisit(entry) = passed {
            self.read.push(entry.clone());
        }
        if let (Stop::Anew(prompt), true) = (passed, kept) {
            let asked = Stop::Ask(prompt.clone());
            self.left.retain(|stop| *stop != asked);
        }
    }

    /// After an answer was kept.
    pub fn kept(&mut self) {
        self.pass(true);
    }

    /// After the question was left without an answer.
    pub fn leave(&mut self, exit: Exit) {
        if self.left.is_empty() {
            return;
        }
        let stop = self.left.remove(0);
        self.tidy(&stop, false);
        // In a ritual what is skipped is skipped: nobody has to press a key twice.
        let again = exit == Exit::Skip && !self.is_ritual();
        if again && !self.left.is_empty() && !self.again.contains(&stop) {
            self.again.push(stop.clone());
            self.left.push(stop);
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
        self.left.retain(|stop| match stop.question() {
            Some(id) => {
                let made_here = [HAPPENED, CAME, COACH_ASKS].contains(&id) || handing::asks(id);
                made_here || decks.prompt(id).is_some()
            }
            None => true,
        });
        self
    }
}
