//! What changed in the marks, by their kind.

use std::borrow::Cow;

use super::{
    Part,
    pairs::{Side, alone, pairs, same, subject},
};
use crate::{
    journal::{Entry, Forecast, Mark, Person, Promise},
    time::{Day, say::plain},
};

/// What changed in the marks. Two points of a scale stand in one sentence only where nothing of
/// the question or the role differs.
pub(super) fn marks<'a>(then: &'a Entry, now: &'a Entry, one_series: bool) -> Vec<Part<'a>> {
    match (&then.mark, &now.mark) {
        (Some(Mark::Rating(old)), Some(Mark::Rating(new))) if one_series => {
            let scale = now
                .ends()
                .map(|scale| Part::Fact(format!("{}.", scale.said())));
            let both = Part::Fact(format!("Then {old}, now {new}."));
            [Some(both), scale].into_iter().flatten().collect()
        }
        (Some(Mark::Rating(_)), _) | (None, Some(Mark::Rating(_))) => {
            let sides = [rated("Then", then), rated("Now", now)];
            sides.into_iter().flatten().collect()
        }
        (Some(Mark::Choice(_)), None | Some(Mark::Choice(_))) | (None, Some(Mark::Choice(_))) => {
            chosen(then, now)
        }
        (Some(Mark::Choices(_)), None | Some(Mark::Choices(_)))
        | (None, Some(Mark::Choices(_))) => several(then, now),
        (Some(Mark::Lines(old)), Some(Mark::Lines(new))) => lines(old, new),
        (Some(Mark::Lines(old)), None) => lines(old, &[]),
        (None, Some(Mark::Lines(new))) => lines(&[], new),
        (Some(Mark::People(old)), Some(Mark::People(new))) => people(old, new),
        (Some(Mark::People(old)), None) => people(old, &[]),
        (None, Some(Mark::People(new))) => people(&[], new),
        (Some(Mark::Promise(_)), None | Some(Mark::Promise(_)))
        | (None, Some(Mark::Promise(_))) => {
            let field = |entry: &'a Entry| match &entry.mark {
                Some(Mark::Promise(promise)) => promised(entry, promise),
                _ => only_words(entry),
            };
            fields(&field(then), &field(now))
        }
        (Some(Mark::Forecast(_)), None | Some(Mark::Forecast(_)))
        | (None, Some(Mark::Forecast(_))) => {
            let field = |entry: &'a Entry| match &entry.mark {
                Some(Mark::Forecast(forecast)) => expected(entry, forecast),
                _ => only_words(entry),
            };
            fields(&field(then), &field(now))
        }
        // Marks of two kinds, or none that an answer carries: both stand above as they are.
        _ => Vec::new(),
    }
}

fn rated<'a>(side: &str, entry: &Entry) -> Option<Part<'a>> {
    let Some(Mark::Rating(point)) = entry.mark else {
        return None;
    };
    let scale = entry.ends().map(|scale| format!(" ({})", scale.said()));
    Some(Part::Fact(format!(
        "{side} {point}{}.",
        scale.unwrap_or_default()
    )))
}

fn chosen<'a>(then: &'a Entry, now: &'a Entry) -> Vec<Part<'a>> {
    let of = |entry: &'a Entry| match &entry.mark {
        Some(Mark::Choice(id)) => Some((id, entry.option(id))),
        _ => None,
    };
    match (of(then), of(now)) {
        (Some((old, _)), Some((new, words))) if old == new => vec![Part::kept(words)],
        (old, new) => vec![Part::row(
            "chosen",
            old.map(|(_, words)| words),
            new.map(|(_, words)| words),
        )],
    }
}

fn several<'a>(then: &'a Entry, now: &'a Entry) -> Vec<Part<'a>> {
    let of = |entry: &'a Entry| match &entry.mark {
        Some(Mark::Choices(ids)) => ids.as_slice(),
        _ => &[],
    };
    let (old, new) = (of(then), of(now));
    let kept = new.iter().filter(|id| old.contains(id));
    let gone = old.iter().filter(|id| !new.contains(id));
    let more = new.iter().filter(|id| !old.contains(id));
    kept.map(|id| Part::kept(now.option(id)))
        .chain(gone.map(|id| Part::gone(then.option(id))))
        .chain(more.map(|id| Part::new(now.option(id))))
        .collect()
}

fn lines<'a>(old: &'a [String], new: &'a [String]) -> Vec<Part<'a>> {
    let trimmed = |lines: &'a [String]| lines.iter().map(|line| line.trim()).collect::<Vec<_>>();
    let (old, new) = (trimmed(old), trimmed(new));
    let same = same(&old, &new);
    let of = |lines: &[&'a str], places: Vec<usize>| -> Vec<&'a str> {
        places
            .iter()
            .filter_map(|at| lines.get(*at).copied())
            .collect()
    };
    let kept = of(&new, same.iter().map(|(_, at)| *at).collect());
    let (left, right) = (
        alone(&same, old.len(), Side::Then),
        alone(&same, new.len(), Side::Now),
    );
    let (old, new) = (of(&old, left), of(&new, right));
    let subjects = |lines: &[&str]| lines.iter().map(|line| subject(line)).collect::<Vec<_>>();
    let pairs = pairs(&subjects(&old), &subjects(&new), 1);
    let (gone, more) = (
        alone(&pairs, old.len(), Side::Then),
        alone(&pairs, new.len(), Side::Now),
    );
    let row = |(a, b): &(usize, usize)| {
        Some(Part::row(
            "reworded",
            Some(*old.get(*a)?),
            Some(*new.get(*b)?),
        ))
    };
    let mut parts: Vec<Part<'a>> = kept.into_iter().map(Part::kept).collect();
    parts.extend(pairs.iter().filter_map(row));
    parts.extend(of(&old, gone).into_iter().map(Part::gone));
    parts.extend(of(&new, more).into_iter().map(Part::new));
    parts
}

fn people<'a>(old: &'a [Person], new: &'a [Person]) -> Vec<Part<'a>> {
    let role = |person: &Person| person.role.trim().to_lowercase();
    let mut left: Vec<&Person> = old.iter().collect();
    let (mut kept, mut changed, mut more) = (Vec::new(), Vec::new(), Vec::new());
    for person in new {
        match left.iter().position(|known| role(known) == role(person)) {
            None => more.push(Part::new(say(person))),
            Some(at) => {
                let known = left.remove(at);
                if known.line.trim() == person.line.trim() {
                    kept.push(Part::kept(say(person)));
                } else {
                    changed.push(Part::row("reworded", Some(say(known)), Some(say(person))));
                }
            }
        }
    }
    let gone = left.into_iter().map(|person| Part::gone(say(person)));
    kept.into_iter()
        .chain(changed)
        .chain(gone)
        .chain(more)
        .collect()
}

fn say(person: &Person) -> String {
    match person.line.trim() {
        "" => person.role.clone(),
        line => format!("{}: {line}", person.role),
    }
}

/// A field of a promise or a forecast, and what it says; nothing where it says nothing.
type Field<'a> = (&'static str, Cow<'a, str>);

fn promised<'a>(entry: &'a Entry, promise: &'a Promise) -> Vec<Field<'a>> {
    vec![
        ("what", said(&entry.words)),
        ("by", day(promise.by)),
        ("obstacle", said(&promise.obstacle)),
        ("and then", said(&promise.then)),
    ]
}

fn expected<'a>(entry: &'a Entry, forecast: &'a Forecast) -> Vec<Field<'a>> {
    let percent = forecast.percent.map(|percent| format!("{percent} percent"));
    vec![
        ("what", said(&entry.words)),
        ("check on", day(forecast.check)),
        ("likely", percent.unwrap_or_default().into()),
        ("yes is", said(&forecast.yes)),
    ]
}

/// Words alone, where the other side has fields.
fn only_words(entry: &Entry) -> Vec<Field<'_>> {
    vec![("what", said(&entry.words))]
}

fn said(words: &str) -> Cow<'_, str> {
    words.trim().into()
}

fn day(day: Option<Day>) -> Cow<'static, str> {
    day.map(plain).unwrap_or_default().into()
}

/// The fields that say something else now; all that stay the same are in one sentence.
fn fields<'a>(old: &[Field<'a>], new: &[Field<'a>]) -> Vec<Part<'a>> {
    let names = if old.len() > new.len() { old } else { new };
    let names: Vec<&'static str> = names.iter().map(|(name, _)| *name).collect();
    let of = |fields: &[Field<'a>], name| {
        let field = fields.iter().find(|(known, _)| *known == name);
        field.map(|(_, said)| said.clone()).unwrap_or_default()
    };
    let differ = names.into_iter().filter_map(|name| {
        let (then, now) = (of(old, name), of(new, name));
        let some = |said: Cow<'a, str>| Some(said).filter(|said| !said.is_empty());
        (then != now).then(|| Part::row(name, some(then), some(now)))
    });
    let parts: Vec<Part<'a>> = differ.collect();
    if parts.is_empty() {
        return vec![Part::Fact("Every field says the same.".to_owned())];
    }
    parts
}
