use std::collections::HashMap;

use super::gather::{Gathered, Group};
use crate::{
    insight::promises::Promised,
    journal::{Became, Judged, Mark},
    share::handoff::{Item, Part},
};

/// The last answers to these say what the session is for, and stand at its front.
const SESSION: [(&str, Part); 5] = [
    ("session.1", Part::Want),
    ("session.6", Part::Want),
    ("session.2", Part::Since),
    ("session.3", Part::Since),
    ("session.4", Part::Themes),
];

/// Questions that ask for a question.
const QUESTIONS: [&str; 2] = ["before.7", "after.3"];

/// Where the last chosen answer to each question of a session stands.
pub(super) fn last_of_session<'a>(
    groups: &[Group<'a>],
    gathered: &Gathered<'a>,
) -> HashMap<&'a str, usize> {
    let mut last = HashMap::new();
    for group in groups {
        let at = gathered.at(group.point);
        if let Some(asked) = &group.point.first.asked {
            let known: &mut usize = last.entry(asked.prompt.as_str()).or_insert(at);
            *known = at.max(*known);
        }
    }
    last.retain(|prompt, _| SESSION.iter().any(|(known, _)| known == prompt));
    last
}

/// The part in which an item stands, by what of it goes.
pub(super) fn part(
    gathered: &Gathered<'_>,
    group: &Group<'_>,
    item: &Item,
    last: &HashMap<&str, usize>,
) -> Part {
    let prompt = group.point.first.asked.as_ref();
    let prompt = prompt.map_or("", |asked| asked.prompt.as_str());
    let of_session = SESSION.iter().find(|(known, _)| *known == prompt);
    if let Some((_, part)) = of_session
        && last.get(prompt) == Some(&gathered.at(group.point))
    {
        return *part;
    }
    match &item.said.mark {
        Some(Mark::Promise(_)) => return promised(gathered, group, item),
        Some(Mark::Forecast(_)) => return Part::Forecasts,
        Some(Mark::Rating(_)) if group.point.first.answers.is_none() => return Part::Ratings,
        _ => {}
    }
    let shifted = |mark: &Option<Mark>| {
        matches!(mark, Some(Mark::Verdict(verdict)) if matches!(
            verdict.is,
            Judged::WeighsDifferently | Judged::Changed | Judged::NearlyOpposite
        ))
    };
    let mut later = item.later.iter();
    if later.any(|said| said.of.is_some() && shifted(&said.mark)) {
        Part::Shifts
    } else if QUESTIONS.contains(&prompt) {
        Part::Questions
    } else {
        Part::Entries
    }
}

/// A promise of which it was said what became of it, where that does not go, is not called open.
fn promised(gathered: &Gathered<'_>, group: &Group<'_>, item: &Item) -> Part {
    let over = |mark: &Option<Mark>| matches!(mark, Some(Mark::Outcome(outcome)) if outcome.is != Became::StillOpen);
    if item
        .later
        .iter()
        .any(|said| said.of.is_none() && over(&said.mark))
    {
        Part::Since
    } else if Promised::of(gathered.journal, group.point.first).is_over() {
        Part::Entries
    } else {
        Part::Commitments
    }
}
