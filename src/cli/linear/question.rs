use super::ritual;
use crate::{
    deck::Prompt,
    insight::{
        thread::{Point, last},
        told::answer,
    },
    journal::Stop,
    time::{Day, Moment, say::plain},
    workbook::{BLIND, OWN_SIDE, Place, VERDICT, Workbook, quiet_lines, then_line},
};

/// A question as it is said: where it stands, its words, and what belongs to it.
pub(super) fn text(workbook: &Workbook, place: &Place, prompt: &Prompt, now: Moment) -> String {
    let mut lines = Vec::new();
    let today = now.date_naive();
    if place.walk.is_ritual() {
        lines.push(ritual::head(workbook, &place.walk, now));
    } else if let Some(deck) = workbook.decks.get(&place.walk.deck) {
        let (number, of) = place.walk.number(&workbook.decks);
        lines.push(match of {
            1 => deck.title.clone(),
            of => format!("{}, question {number} of {of}", deck.title),
        });
    }
    let anew = matches!(place.walk.stop(), Some(Stop::Anew(_)));
    let earlier = last(&workbook.journal, &prompt.id).filter(|_| !prompt.blind);
    if let Some(then) = earlier.filter(|_| anew) {
        lines.push(written(workbook, then, today));
    }
    lines.extend(about(workbook, place, today));
    lines.push(prompt.text.clone());
    lines.extend(quiet_lines(prompt).into_iter().map(str::to_owned));
    if place.walk.is_ritual() && place.walk.deck == "after" {
        lines.push(OWN_SIDE.to_owned());
    }
    if let Some(ends) = &prompt.ends {
        lines.push(format!("1 is: {}", ends.low));
        lines.push(format!("7 is: {}", ends.high));
    }
    for (at, option) in prompt.options.iter().enumerate() {
        lines.push(format!("{}  {} ({})", at + 1, option.text, option.id));
    }
    // Of a question that is asked blind nothing is said before its answer is in.
    if let Some(then) = earlier.filter(|_| !anew && place.walk.about().is_none()) {
        lines.push(format!("{} :earlier reads it.", then_line(then, today)));
    }
    lines.join("\n")
}

/// What a question about an entry is about.
fn about(workbook: &Workbook, place: &Place, today: Day) -> Vec<String> {
    let walk = &place.walk;
    match (walk.current(), workbook.spoken_about(walk)) {
        (Some(VERDICT), Some(entry)) => {
            vec![written(
                workbook,
                Point::of(&workbook.journal, entry),
                today,
            )]
        }
        _ => workbook.about_lines(walk, today),
    }
}

/// An earlier answer, whole.
fn written(workbook: &Workbook, then: Point<'_>, today: Day) -> String {
    let (on, words) = (plain(then.day()), workbook.said_of(then, today));
    format!("On {on} you wrote:\n{words}")
}

/// Why it is asked, and what may help.
pub(super) fn why(prompt: &Prompt) -> String {
    let lines = [&prompt.why].into_iter().chain(&prompt.probes);
    let lines: Vec<&str> = lines
        .map(String::as_str)
        .filter(|line| !line.is_empty())
        .collect();
    if lines.is_empty() {
        return "There is no more to say about it.".to_owned();
    }
    lines.join("\n")
}

/// What was written here before; of a forecast whose line is being written, which one it was.
pub(super) fn earlier(workbook: &Workbook, place: &Place, prompt: &Prompt, today: Day) -> String {
    if let Some(statement) = workbook.statement(&place.walk) {
        return statement.to_owned();
    }
    if prompt.blind {
        return BLIND.to_owned();
    }
    let read = match place.walk.stop() {
        Some(Stop::Reason(read)) => workbook.journal.entry(read),
        _ => None,
    };
    let read = read.map(|read| answer(&workbook.journal, read));
    match read.or_else(|| last(&workbook.journal, &prompt.id)) {
        None => "Nothing was written here before.".to_owned(),
        Some(then) => {
            let day = plain(then.day());
            format!("{day}:\n{}", workbook.said_of(then, today))
        }
    }
}

/// The day that was set to look again, where it is still to come.
pub(super) fn look_again(workbook: &Workbook, today: Day) -> Option<String> {
    let day = workbook.journal.look_again().filter(|day| *day > today)?;
    Some(format!("You set {} to look again.", plain(day)))
}
