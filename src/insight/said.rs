//! An entry as a person reads it.

use crate::{
    deck::Ends,
    journal::{Entry, Mark},
    text::capital,
    time::say,
};

/// An entry as a person reads it: its mark in words, then its words, as they were given.
pub fn said(entry: &Entry) -> String {
    let mark = say_mark(entry);
    match (&entry.mark, mark.is_empty(), entry.words.is_empty()) {
        (_, true, _) => entry.words.clone(),
        (_, _, true) => mark,
        // What was promised or forecast comes first, and the mark says more of it.
        (Some(Mark::Promise(_) | Mark::Forecast(_)), _, _) => format!("{}\n{mark}", entry.words),
        _ => format!("{mark}\n{}", entry.words),
    }
}

/// The mark of an entry in words, a line for each part; empty where it has none.
pub fn say_mark(entry: &Entry) -> String {
    let option = |id: &str| entry.option(id).to_owned();
    let said = |mark| mark_in_words(mark, entry.ends(), option);
    entry.mark.as_ref().map(said).unwrap_or_default()
}

/// A mark in words, where the ends of its scale are these and an option is said like this.
pub fn mark_in_words(mark: &Mark, ends: Option<&Ends>, option: impl Fn(&str) -> String) -> String {
    match mark {
        Mark::Rating(point) => {
            let ends = ends.map(|ends| format!("   ({})", ends.said()));
            format!("{point} of 7{}", ends.unwrap_or_default())
        }
        Mark::Choice(id) => option(id),
        Mark::Choices(ids) => join(ids.iter().map(|id| option(id))),
        Mark::Lines(lines) => lines.join("\n"),
        Mark::People(people) => join(people.iter().map(|person| {
            if person.line.is_empty() {
                person.role.clone()
            } else {
                format!("{}: {}", person.role, person.line)
            }
        })),
        Mark::Promise(promise) => join(
            [
                promise.by.map(|day| format!("By {}", say::plain(day))),
                labelled("In the way: ", &promise.obstacle),
                labelled("Then: ", &promise.then),
            ]
            .into_iter()
            .flatten(),
        ),
        Mark::Forecast(forecast) => join(
            [
                forecast
                    .percent
                    .map(|percent| format!("{percent} percent likely")),
                forecast
                    .check
                    .map(|day| format!("To check on {}", say::plain(day))),
                labelled("Counts as yes: ", &forecast.yes),
            ]
            .into_iter()
            .flatten(),
        ),
        Mark::Outcome(outcome) => {
            let by = outcome.by.map(|day| format!(", by {}", say::plain(day)));
            capital(&format!("{}{}", outcome.is.words(), by.unwrap_or_default()))
        }
        Mark::Verdict(verdict) => capital(verdict.is.words()),
        Mark::Note(note) => join(
            [
                Some(capital(note.kind.words())),
                labelled("On: ", &note.quote),
            ]
            .into_iter()
            .flatten(),
        ),
        Mark::Other(value) => format!("A mark this version does not know: {value}"),
    }
}

fn labelled(label: &str, text: &str) -> Option<String> {
    (!text.is_empty()).then(|| format!("{label}{text}"))
}

fn join(lines: impl Iterator<Item = String>) -> String {
    lines.collect::<Vec<_>>().join("\n")
}
