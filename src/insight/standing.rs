//! What stands out on a day: promises, forecasts and letters, by count. Never their words.

use super::{
    forecasts, letters,
    promises::{self, Stands},
};
use crate::{
    journal::Journal,
    text::capital,
    time::{
        Day,
        say::{number, short},
    },
};

/// A line on what stands out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// Whether a day is past.
    pub late: bool,
    /// How many letters it says can be opened.
    pub letters: usize,
}

/// The lines there are; none where nothing stands out.
pub fn lines(journal: &Journal, today: Day) -> Vec<Line> {
    let (mut overdue, mut due) = (Vec::new(), Vec::new());
    for promise in promises::promises(journal) {
        match promise.stands(today) {
            Stands::Overdue(day) => overdue.push(day),
            Stands::Due(day) => due.push(day),
            Stands::Later(_) | Stands::Undated | Stands::Over => {}
        }
    }
    let checks = forecasts::forecasts(journal);
    let checks = checks.filter(|forecast| forecast.is_due(today)).count();
    let late = promised(&overdue, today, ["was", "were"]);
    let now = [promised(&due, today, ["is", "are"]), checked(checks)];
    let now: Vec<String> = now.into_iter().flatten().collect();
    let now = (!now.is_empty()).then(|| now.join(" "));
    let letters = letters::come_of_age(journal, today);
    let line = |late, letters| {
        move |text| Line {
            text,
            late,
            letters,
        }
    };
    let lines = [
        late.map(line(true, 0)),
        now.map(line(false, 0)),
        written(letters).map(line(false, letters)),
    ];
    lines.into_iter().flatten().collect()
}

/// "Two promises are due by 9 April."
fn promised(days: &[Day], today: Day, [is, are]: [&str; 2]) -> Option<String> {
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    let when = match (first == last, *last == today) {
        (true, true) => "today".to_owned(),
        (false, true) => "by today".to_owned(),
        (true, false) => format!("on {}", short(*last, today)),
        (false, false) => format!("by {}", short(*last, today)),
    };
    Some(match days.len() {
        1 => format!("One promise {is} due {when}."),
        more => format!("{} promises {are} due {when}.", capital(&number(more))),
    })
}

fn checked(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("One forecast is due.".to_owned()),
        more => Some(format!("{} forecasts are due.", capital(&number(more)))),
    }
}

fn written(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("A letter to yourself can be opened.".to_owned()),
        more => Some(format!(
            "{} letters to yourself can be opened.",
            capital(&number(more))
        )),
    }
}
