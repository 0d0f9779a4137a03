use std::path::Path;

use super::{
    args::Answer,
    busy,
    environment::{Edge, Folders},
    failure::Failure,
    inbox,
    keep::{self, Unkept},
    open, outside,
    personal::Shelf,
    print, talk,
};
use crate::{
    deck::{Kind, Prompt},
    journal::{Draft, Walk},
    time::{Day, Moment, parse_day, say::full},
    workbook::{Given, Lack, Shape, Workbook, Writing, fields, from_lines, lacks, one, privacy},
};

/// Whether the arguments hold an answer, or a part of one.
pub(super) fn is_given(args: &Answer) -> bool {
    args.from.is_some()
        || args.rate.is_some()
        || !args.choose.is_empty()
        || args.by.is_some()
        || args.percent.is_some()
}

/// Keeps what the arguments hold as one answer, and prints its id.
pub(super) fn answer(
    args: &Answer,
    deck: &str,
    prompt: &Prompt,
    edge: &Edge,
    folders: &Folders,
    shelf: Shelf,
) -> Result<(), Failure> {
    check(args, prompt)?;
    let now = edge.clock.now();
    let mut given = flags(args, prompt, now.date_naive())?;
    let walk = one(deck, &prompt.id);
    let from = args.from.as_deref();
    let put_down = |mut given: Given, from: &Path| {
        // Whether it is an answer is seen when it is gone on with.
        fill(&mut given, prompt, from)?;
        let draft = inbox::draft(edge, one(deck, &prompt.id), &prompt.text, given);
        Err(busy::put_down(folders, &draft))
    };
    if let Some(from) = from.filter(|_| busy::still(folders)) {
        return put_down(given, from);
    }
    if args.from.is_some()
        && let Some(journal) = inbox::locked(edge, folders)?
    {
        take_words(args, prompt, &mut given, now.date_naive())?;
        let draft = inbox::draft(edge, walk, &prompt.text, given);
        return inbox::leave(folders, &journal, &draft);
    }
    // The journal is opened first: while words come in, no job on the whole of it can begin.
    let mut workbook = match (open::to_write(edge, folders, shelf), from) {
        (Err(failure), Some(from)) if failure.is_busy() => return put_down(given, from),
        (opened, _) => opened?,
    };
    take_words(args, prompt, &mut given, now.date_naive())?;
    if fields(prompt)
        .first()
        .is_some_and(|field| field.shape == Shape::Date)
        && let Some(Ok(day)) = given
            .texts
            .first()
            .map(|said| parse_day(said, now.date_naive()))
    {
        say_day(day);
    }
    finish(&mut workbook, now, walk, given)
}

/// Puts the words that the arguments name into what is given, and looks whether it is an answer.
pub(super) fn take_words(
    args: &Answer,
    prompt: &Prompt,
    given: &mut Given,
    today: Day,
) -> Result<(), Failure> {
    if let Some(from) = &args.from {
        fill(given, prompt, from)?;
    }
    let ids = prompt.options.iter().map(|option| option.id.as_str());
    lacks(prompt, given, today).map_or(Ok(()), |lack| Err(lacking(&lack, ids)))
}

/// Puts words into the fields that are empty.
fn fill(given: &mut Given, prompt: &Prompt, from: &Path) -> Result<(), Failure> {
    let words = from_lines(prompt, &outside::words(from)?);
    for (field, words) in given.texts.iter_mut().zip(words) {
        if field.is_empty() {
            *field = words;
        }
    }
    Ok(())
}

/// What was given is not an answer; where an option is none of those offered, with their ids.
pub(super) fn lacking<'a>(lack: &Lack, offered: impl Iterator<Item = &'a str>) -> Failure {
    let failure = Failure::lack(lack);
    if matches!(lack, Lack::NoSuchOption(_)) {
        let ids: Vec<&str> = offered.collect();
        return failure.hint(format!("It offers {}.", ids.join(", ")));
    }
    failure
}

/// A note that waits, as a draft.
pub(super) fn note_for_later(edge: &Edge, walk: Walk, words: String) -> Result<Draft, Failure> {
    if words.trim().is_empty() {
        return Err(Failure::lack(&Lack::Nothing));
    }
    let given = Given {
        texts: vec![words],
        picked: Vec::new(),
    };
    Ok(inbox::draft(edge, walk, "", given))
}

/// Keeps words as a note, and prints its id.
pub(super) fn note(
    mut workbook: Workbook,
    now: Moment,
    walk: Walk,
    words: String,
) -> Result<(), Failure> {
    let given = Given {
        texts: vec![words],
        picked: Vec::new(),
    };
    finish(&mut workbook, now, walk, given)
}

fn finish(workbook: &mut Workbook, now: Moment, walk: Walk, given: Given) -> Result<(), Failure> {
    let kept = keep(workbook, now, walk, given)?;
    keep::close(workbook, now);
    print::out(|out| writeln!(out, "{kept}"))
}

/// Keeps what is given as one entry, and gives its id.
pub(super) fn keep(
    workbook: &mut Workbook,
    now: Moment,
    walk: Walk,
    given: Given,
) -> Result<String, Failure> {
    let writing = Writing {
        given,
        ..Writing::default()
    };
    write(workbook, now, walk, &writing)
}

/// Keeps what was written at the question of a walk, and gives the id of its entry.
pub(super) fn write(
    workbook: &mut Workbook,
    now: Moment,
    walk: Walk,
    writing: &Writing,
) -> Result<String, Failure> {
    if workbook.must_say_privacy(&walk) {
        talk::say(privacy(workbook));
        workbook.privacy_was_said();
    }
    let place = workbook.place(walk);
    let kept = keep::keep(workbook, now, &place, writing);
    let kept = kept.map_err(|unkept| match unkept {
        Unkept::Lack(lack) => Failure::lack(&lack),
        Unkept::Store(error) => keep::rescue(workbook, now, &place, writing, &error),
    })?;
    Ok(kept.entry)
}

/// Whether the question takes what the arguments hold.
pub(super) fn check(args: &Answer, prompt: &Prompt) -> Result<(), Failure> {
    let takes_day = fields(prompt)
        .iter()
        .any(|field| field.shape == Shape::Date);
    let wrong = [
        (args.rate.is_some() && prompt.kind != Kind::Scale, "--rate"),
        (
            !args.choose.is_empty() && prompt.options.is_empty(),
            "--choose",
        ),
        (args.by.is_some() && !takes_day, "--by"),
        (
            args.percent.is_some() && prompt.kind != Kind::Predict,
            "--percent",
        ),
    ];
    match wrong.iter().find(|(wrong, _)| *wrong) {
        None => Ok(()),
        Some((_, flag)) => Err(Failure::usage(format!(
            "{} is a question of the kind {}, which takes no {flag}.",
            prompt.id,
            prompt.kind.as_str()
        ))
        .hint("Nothing was kept.")),
    }
}

/// What the flags say, field by field.
pub(super) fn flags(args: &Answer, prompt: &Prompt, today: Day) -> Result<Given, Failure> {
    let mut texts = Vec::new();
    for (at, field) in fields(prompt).into_iter().enumerate() {
        texts.push(match (field.shape, &args.by, args.percent) {
            (Shape::Date, Some(said), _) => {
                let day = parse_day(said, today);
                let day =
                    day.map_err(|error| Failure::usage(format!("{error} Nothing was kept.")))?;
                // Where the day is the answer itself, it is said once that is whole.
                if at > 0 {
                    say_day(day);
                }
                said.clone()
            }
            (Shape::Percent, _, Some(percent)) => percent.to_string(),
            _ => String::new(),
        });
    }
    let rate = args.rate.map(|rate| rate.to_string());
    let picked = args.choose.iter().cloned().chain(rate).collect();
    Ok(Given { texts, picked })
}

fn say_day(day: Day) {
    talk::say(&format!("That is {}.", full(day)));
}
