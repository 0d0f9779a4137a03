//! One answer on a page.

use std::borrow::Cow;

use super::{Block, Dot, drawn};
use crate::{
    insight::{
        change::{Part as Changed, words},
        said::mark_in_words,
    },
    journal::{Became, Mark},
    share::handoff::{Item, Part, Question, Said, sentences},
    text::{capital, flat},
    time::say::plain,
};

/// An answer, with what goes with it.
pub fn item<'a>(page: &mut Vec<Block<'a>>, item: &'a Item) {
    let date = day(&item.said);
    page.push(Block::Item { id: &item.id, date });
    if let Some(asked) = &item.asked {
        question(page, asked);
    }
    if item.part == Part::Ratings {
        ratings(page, item);
    } else {
        answers(page, item);
    }
    for said in &item.later {
        later(page, item, said);
    }
    if let Some(note) = &item.side_note {
        page.push(Block::Say("A side-note to the coach:".into()));
        page.push(Block::Words(note.into()));
    }
}

/// A question with what belongs to it.
pub(crate) fn question<'a>(page: &mut Vec<Block<'a>>, asked: &'a Question) {
    page.push(Block::Question(&asked.text));
    let rev =
        (!asked.prompt.is_empty()).then(|| format!("{}, revision {}.", asked.prompt, asked.rev));
    let why = (!asked.why.is_empty()).then(|| format!("Why it is asked: {}", asked.why));
    let about: Vec<String> = rev.into_iter().chain(why).collect();
    if !about.is_empty() {
        page.push(Block::About(about.join(" ")));
    }
    if let Some(ends) = &asked.ends {
        page.push(Block::About(ends.said()));
    }
}

pub(super) fn day(said: &Said) -> String {
    match &said.time {
        Some(time) => format!("{}, {time}", plain(said.date)),
        None => plain(said.date),
    }
}

/// The answer, after the earlier ones; what is said of then and now comes after both.
fn answers<'a>(page: &mut Vec<Block<'a>>, item: &'a Item) {
    let asked = item.asked.as_ref();
    page.extend(drawn::strip(item).map(Block::Drawn));
    for said in &item.earlier {
        page.push(Block::Turn("Then", day(said)));
        let own = said.asked.as_deref();
        if let Some(own) = own {
            page.push(Block::Say("It was asked otherwise then:".into()));
            question(page, own);
        }
        content(page, said, own.or(asked));
    }
    let Some(before) = item.earlier.last() else {
        return content(page, &item.said, asked);
    };
    page.push(Block::Turn("Now", day(&item.said)));
    content(page, &item.said, asked);
    let changed = words(&before.words, &item.said.words);
    if item.part == Part::Shifts
        && let Some(Changed::Edited(runs)) = changed.into_iter().next()
    {
        page.push(Block::Say(sentences::TOGETHER.into()));
        page.push(Block::Edited(runs));
    }
}

/// What was said, its mark in words.
pub(crate) fn content<'a>(page: &mut Vec<Block<'a>>, said: &'a Said, asked: Option<&'a Question>) {
    let words = (!said.words.is_empty()).then(|| Block::Words(said.words.as_str().into()));
    let Some(mark) = &said.mark else {
        page.extend(words);
        return;
    };
    let option = |id: &'a str| {
        let known = asked.and_then(|asked| asked.options.iter().find(|option| option.id == id));
        known.map_or(id, |option| option.text.as_str())
    };
    let list: Vec<Cow<'a, str>> = match mark {
        Mark::Lines(lines) => lines.iter().map(Cow::from).collect(),
        Mark::Choice(id) => vec![option(id).into()],
        Mark::Choices(ids) => ids.iter().map(|id| option(id).into()).collect(),
        Mark::People(people) => people
            .iter()
            .map(|person| {
                if person.line.is_empty() {
                    Cow::from(&person.role)
                } else {
                    format!("{}: {}", person.role, person.line).into()
                }
            })
            .collect(),
        Mark::Rating(_)
        | Mark::Promise(_)
        | Mark::Forecast(_)
        | Mark::Outcome(_)
        | Mark::Verdict(_) => {
            let said = mark_in_words(mark, None, str::to_owned);
            let said = (!said.is_empty()).then(|| Block::Words(said.into()));
            // What was promised or forecast comes first, and the mark says more of it.
            page.extend(words);
            page.extend(said);
            return;
        }
        // A hand-off holds no notes of a coach.
        Mark::Note(_) | Mark::Other(_) => Vec::new(),
    };
    page.extend((!list.is_empty()).then_some(Block::List(list)));
    page.extend(words);
}

/// A series of ratings, a row each; a mark for then stands beside the mark of then.
fn ratings<'a>(page: &mut Vec<Block<'a>>, item: &'a Item) {
    let series = || item.earlier.iter().chain([&item.said]);
    let from_now = |place| {
        let of = (place < item.earlier.len()).then_some(place);
        let mut later = item.later.iter().filter(|later| later.of == of);
        later.find_map(rating)
    };
    let drawing = drawn::scale(item, from_now);
    let drawn = drawing.is_some();
    page.extend(drawing.map(Block::Drawn));
    let mut hollow = false;
    for (place, said) in series().enumerate() {
        let from_now = from_now(place);
        hollow |= from_now.is_some();
        page.push(Block::Dot(Dot {
            date: day(said),
            mark: rating(said),
            from_now,
            evidence: &said.words,
            drawn,
        }));
    }
    if hollow && drawn {
        page.push(Block::Say(sentences::FROM_NOW.into()));
    }
}

pub(super) fn rating(said: &Said) -> Option<u8> {
    match said.mark {
        Some(Mark::Rating(mark)) if (1..=7).contains(&mark) => Some(mark),
        _ => None,
    }
}

/// What was said later, with its day.
fn later<'a>(page: &mut Vec<Block<'a>>, item: &'a Item, said: &'a Said) {
    let on = day(said);
    let of = said.of.and_then(|of| item.earlier.get(of));
    let of = of.map(|of| format!(" of {}", day(of))).unwrap_or_default();
    let forecast = matches!(item.said.mark, Some(Mark::Forecast(_)));
    let label = match &said.mark {
        Some(Mark::Verdict(verdict)) => {
            let is = flat(verdict.is.words());
            format!("The client's verdict on the words{of}, on {on}: {is}.")
        }
        Some(Mark::Outcome(outcome)) => {
            let happened = matches!(outcome.is, Became::Happened | Became::DidNotHappen);
            let it = if happened { "it " } else { "" };
            let is = capital(&format!("{it}{}", flat(outcome.is.words())));
            let by = outcome.by.map(|by| format!(", now by {}", plain(by)));
            format!("On {on}: {is}{}.", by.unwrap_or_default())
        }
        // It stands in the series.
        Some(Mark::Rating(_)) if item.part == Part::Ratings => {
            if said.words.is_empty() {
                return;
            }
            format!("On {on}, on the mark for then:")
        }
        Some(Mark::Rating(mark)) => format!("How the client sees then, from {on}: {mark} of 7."),
        None if forecast => {
            format!("What happened, as written on {on}, before the forecast was seen again:")
        }
        _ => format!("On {on}:"),
    };
    page.push(Block::Say(label.into()));
    page.extend((!said.words.is_empty()).then(|| Block::Words(said.words.as_str().into())));
}
