//! The first lines of what a hand-off holds.

use std::borrow::Cow;

use super::{HandOff, Item, Part};
use crate::{journal::Mark, text::sentences};

/// The parts whose first lines are in the digest.
const PARTS: [Part; 5] = [
    Part::Since,
    Part::Shifts,
    Part::Themes,
    Part::Questions,
    Part::Commitments,
];

/// So many answers of a part are in it.
const MOST: usize = 5;

/// The beginning of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance<'a> {
    pub part: Part,
    pub id: &'a str,
    /// Its first sentence, or the first line of its list.
    pub line: Cow<'a, str>,
}

/// What follows the cover, the wish and the three lines in the ninety seconds a coach may have:
/// the first lines of the next five parts.
pub fn digest(handoff: &HandOff) -> Vec<Glance<'_>> {
    let of = |part| handoff.items.iter().filter(move |item| item.part == part);
    let lines = PARTS
        .into_iter()
        .flat_map(|part| of(part).filter_map(glance).take(MOST));
    lines.collect()
}

fn glance(item: &Item) -> Option<Glance<'_>> {
    let first = |text: &'_ str| sentences(text).first().map(|line| (*line).to_owned());
    let line: Cow<'_, str> = match &item.said.mark {
        Some(Mark::Lines(lines)) => lines.first()?.into(),
        _ => first(&item.said.words)?.into(),
    };
    Some(Glance {
        part: item.part,
        id: &item.id,
        line,
    })
}
