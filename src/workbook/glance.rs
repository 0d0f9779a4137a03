use super::{Workbook, say_mark};
use crate::{
    insight::thread::Point,
    journal::{Entry, Mark},
    text::flat,
    time::Day,
};

/// No row is as wide as this, in characters; what lies beyond it is not looked at.
const ROW: usize = 320;

impl Workbook {
    /// An answer as a person reads it today, as it stands now.
    pub fn said_of(&self, point: Point<'_>, today: Day) -> String {
        self.said(point.now, today)
    }

    /// The beginning of an answer for a row of its own: its words, and before them, where `mark`
    /// asks for it or there are no words, its mark. Its cost does not grow with the answer.
    pub fn glance(&self, point: Point<'_>, today: Day, mark: bool) -> String {
        if let Some(hidden) = point.hidden(&self.journal, today) {
            return hidden.says();
        }
        let words = start(&point.now.words);
        let short = short_mark(point.now);
        match (&point.now.mark, words.is_empty() || mark) {
            (None, _) | (Some(_), false) => words,
            (Some(Mark::Promise(_) | Mark::Forecast(_)), _) if !words.is_empty() => words,
            (Some(_), true) if words.is_empty() || short.is_empty() => short + &words,
            (Some(_), true) => format!("{short}   {words}"),
        }
    }
}

/// The mark of an entry in a few words.
fn short_mark(entry: &Entry) -> String {
    let join = |parts: Vec<&str>, by: &str| start(&parts.join(by));
    match &entry.mark {
        Some(Mark::Rating(mark)) => format!("{mark} of 7"),
        Some(Mark::Lines(lines)) => {
            join(lines.iter().take(ROW).map(String::as_str).collect(), "; ")
        }
        Some(Mark::People(people)) => {
            let roles = people.iter().take(ROW).map(|person| person.role.as_str());
            join(roles.collect(), ", ")
        }
        Some(Mark::Choices(_)) => join(say_mark(entry).lines().collect(), ", "),
        _ => start(&say_mark(entry)),
    }
}

/// The beginning of a text in one row.
fn start(text: &str) -> String {
    let start: String = text.chars().take(ROW).collect();
    flat(&start)
}
