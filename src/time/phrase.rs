//! From what people say to a day: "friday", "in nine days", "2026-Q1", "31 March".

use super::Day;
use super::reader::{Edge, Lean, Miss, Reader};
use super::words::{Word, words};

/// Why a phrase is not a day. The sentences name forms that work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    #[error("No day was given. Try friday, in 3 weeks, 2026-Q1 or 31 March.")]
    Empty,
    #[error("\"{}\" could not be read as a day. Try friday, in 3 weeks, 2026-Q1 or 31 March.", excerpt(.0))]
    NotUnderstood(String),
    #[error("\"{}\" is not in the calendar. Try friday, in 3 weeks, 2026-Q1 or 31 March.", excerpt(.0))]
    NoSuchDay(String),
    #[error(
        "That day is too far away: the years 1900 to 2199 can be used. \
         Try friday, in 3 weeks, 2026-Q1 or 31 March."
    )]
    OutOfRange,
}

/// Reads a day as people say it when they look ahead.
///
/// A day or month without a year is the next one to come, today included; a weekday is the next
/// one after today. A month, quarter or year means its last day. Month ends are clamped: a month
/// after 31 January is 28 February. Numbers are read day first, unless only the other order can be.
pub fn parse_day(said: &str, today: Day) -> Result<Day, DayError> {
    read(said, today, Lean::Ahead, Edge::Last)
}

/// Reads the day on which a stretch of the past begins, for "since ...".
///
/// As [`parse_day`], but a day, month or weekday without a year is the latest one that has come,
/// "3 weeks" are three weeks ago, and a month, quarter or year, last quarter too, means its first
/// day.
pub fn parse_since(said: &str, today: Day) -> Result<Day, DayError> {
    read(said, today, Lean::Back, Edge::First)
}

fn read(said: &str, today: Day, lean: Lean, edge: Edge) -> Result<Day, DayError> {
    let words = words(said);
    let words = trimmed(&words);
    if words.is_empty() {
        return Err(DayError::Empty);
    }
    let reader = Reader { today, lean, edge };
    reader.read(words).map_err(|miss| match miss {
        Miss::NotUnderstood => DayError::NotUnderstood(said.trim().to_owned()),
        Miss::NoSuchDay => DayError::NoSuchDay(said.trim().to_owned()),
        Miss::OutOfRange => DayError::OutOfRange,
    })
}

/// Without the "by", "on" or "before" that people put around a day.
fn trimmed(mut words: &[Word]) -> &[Word] {
    while let [Word::By | Word::Before, rest @ ..] | [rest @ .., Word::By | Word::Before] = words {
        words = rest;
    }
    words
}

/// Enough of what was said to know it again, and nothing a terminal could act on.
fn excerpt(said: &str) -> String {
    let shown = |c: &char| c.is_alphanumeric() || c.is_ascii_graphic() || *c == ' ';
    let mut kept: String = said.chars().filter(shown).take(41).collect();
    if kept.chars().count() > 40 {
        kept.pop();
        kept.push_str("...");
    }
    kept
}
