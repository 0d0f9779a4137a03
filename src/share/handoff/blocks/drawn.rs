//! A series as a drawing: dots for a scale, strips for options. A line between two days would
//! claim what nobody said.

use std::borrow::Cow;

use super::item::{day, rating};
use crate::{
    insight::thread::DRAWN,
    journal::{Mark, Offered},
    share::handoff::{Item, Question, Said},
};

/// Dots on levels, a column for each answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn<'a> {
    /// What the levels are called, the uppermost first.
    pub levels: Vec<Cow<'a, str>>,
    /// Oldest first, at least three of them.
    pub columns: Vec<Column>,
}

/// The dots of a day, by their levels counted from the uppermost.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    pub date: String,
    pub full: Vec<usize>,
    /// For then, set from a later day.
    pub hollow: Option<usize>,
}

/// The marks of a series on the scale on which they were set. `from_now` has the mark for then of
/// the answer at a place.
pub(super) fn scale(item: &Item, from_now: impl Fn(usize) -> Option<u8>) -> Option<Drawn<'_>> {
    let ends = item.asked.as_ref().and_then(|asked| asked.ends.as_ref());
    let level = |mark| match (mark, ends) {
        (7, Some(ends)) => format!("7 {}", ends.high).into(),
        (1, Some(ends)) => format!("1 {}", ends.low).into(),
        _ => Cow::from(mark.to_string()),
    };
    let place = |mark: u8| usize::from(7 - mark.min(7));
    let series = item.earlier.iter().chain([&item.said]);
    let columns: Vec<Column> = series
        .enumerate()
        .map(|(at, said)| Column {
            date: day(said),
            full: rating(said).map(place).into_iter().collect(),
            hollow: from_now(at).map(place),
        })
        .collect();
    drawn((1..=7).rev().map(level).collect(), columns)
}

/// What was chosen, each time the same question offered the same options.
pub(super) fn strip(item: &Item) -> Option<Drawn<'_>> {
    let options = item.asked.as_ref().map(|asked: &Question| &asked.options)?;
    let series = item.earlier.iter().chain([&item.said]);
    let columns = series.filter_map(|said| {
        let chosen = said.asked.is_none().then(|| chosen(said))?;
        let of = |option: &Offered| chosen.contains(&option.id);
        let full = (0..).zip(options).filter(|(_, option)| of(option));
        Some(Column {
            date: day(said),
            full: full.map(|(at, _)| at).collect(),
            hollow: None,
        })
    });
    let levels = options.iter().map(|option| option.text.as_str().into());
    drawn(levels.collect(), columns.collect())
}

fn drawn(levels: Vec<Cow<'_, str>>, columns: Vec<Column>) -> Option<Drawn<'_>> {
    let marks = columns.iter().filter(|column| !column.full.is_empty());
    (marks.count() >= DRAWN).then_some(Drawn { levels, columns })
}

fn chosen(said: &Said) -> &[String] {
    match &said.mark {
        Some(Mark::Choice(id)) => std::slice::from_ref(id),
        Some(Mark::Choices(ids)) => ids,
        _ => &[],
    }
}
