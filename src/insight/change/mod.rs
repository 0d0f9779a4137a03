//! What changed between two answers, in the writer's own words.

mod differs;
mod marks;
mod pairs;
mod prose;
mod sides;

use std::borrow::Cow;

use super::thread::Point;
use crate::{
    journal::Mark,
    text::diff::{Run, diff},
};

pub use differs::differs;
pub use prose::{Pairing, Turned};
pub use sides::{NOT_YOURS, extent, sides};

/// At least so many of a hundred older words have to stay for the two texts to be run together.
pub const STAYS: usize = 30;

/// Said of two texts that have no sentence and no phrase in common: to name every sentence of the
/// one as gone and of the other as new would only say both again.
const APART: &str = "No sentence of the older words stands in the newer ones.";

/// What lies between an older answer and a newer one: facts, and words of both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Change<'a> {
    /// What differs in the question and the role, a sentence each; nothing where the two belong
    /// to one series.
    pub differs: Vec<String>,
    /// Words first, marks after them.
    pub parts: Vec<Part<'a>>,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part<'a> {
    /// A sentence of fact.
    Fact(String),
    /// Both texts run together.
    Edited(Vec<Run<'a>>),
    /// What was said then, what is said now, or both, under a word that says which: `kept`,
    /// `gone`, `new`, `turned`.
    Row {
        label: &'static str,
        then: Option<Cow<'a, str>>,
        now: Option<Cow<'a, str>>,
    },
}

/// What changed from one answer to another.
pub fn change<'a>(then: Point<'a>, now: Point<'a>) -> Change<'a> {
    let differs = differs(then, now);
    let (old, new) = (then.now, now.now);
    let fields = [old, new]
        .iter()
        .any(|entry| matches!(entry.mark, Some(Mark::Promise(_) | Mark::Forecast(_))));
    // What was promised or expected is one of the fields.
    let mut parts = if fields {
        Vec::new()
    } else {
        words(&old.words, &new.words)
    };
    parts.extend(marks::marks(old, new, differs.is_empty()));
    Change { differs, parts }
}

/// What changed between two texts: a small correction is shown in its place; of a text that was
/// written anew only what turned, what is gone and what is new.
pub fn words<'a>(then: &'a str, now: &'a str) -> Vec<Part<'a>> {
    if then.trim().is_empty() && now.trim().is_empty() {
        return Vec::new();
    }
    let runs = diff(then, now);
    if runs.iter().all(|run| matches!(run, Run::Kept { .. })) {
        return vec![Part::Fact("The words are the same.".to_owned())];
    }
    if prose::stays(&runs) >= STAYS {
        return vec![Part::Edited(runs)];
    }
    let pairing = Pairing::of(then, now);
    if pairing.is_apart() {
        return vec![Part::Fact(APART.to_owned())];
    }
    pairing.parts()
}

impl<'a> Part<'a> {
    fn row(
        label: &'static str,
        then: Option<impl Into<Cow<'a, str>>>,
        now: Option<impl Into<Cow<'a, str>>>,
    ) -> Self {
        let (then, now) = (then.map(Into::into), now.map(Into::into));
        Self::Row { label, then, now }
    }

    fn kept(now: impl Into<Cow<'a, str>>) -> Self {
        Self::row("kept", None::<&str>, Some(now))
    }

    fn gone(then: impl Into<Cow<'a, str>>) -> Self {
        Self::row("gone", Some(then), None::<&str>)
    }

    fn new(now: impl Into<Cow<'a, str>>) -> Self {
        Self::row("new", None::<&str>, Some(now))
    }
}
