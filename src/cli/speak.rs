use super::{
    answer,
    args::Answer,
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    give, keep, linear, open, outside,
    personal::Shelf,
    print,
    talk::{say, say_apart},
};
use crate::{
    insight::forecasts::Expected,
    journal::{Became, Entry, Mark, Walk},
    time::{Day, Moment, say::plain},
    workbook::{CAME, Given, HAPPENED, Lack, Start, VERDICT, Workbook, about},
};

/// Says something about an entry: what became of a promise, what happened to a forecast, or a
/// verdict on an older answer.
pub(super) fn run(
    args: &Answer,
    id: &str,
    edge: &Edge,
    folders: &Folders,
    shelf: Shelf,
) -> Result<(), Failure> {
    if open::is_missing(folders) {
        return Err(unknown(id));
    }
    let mut workbook = open::to_write(edge, folders, shelf)?;
    let now = edge.clock.now();
    let entry = workbook.journal.entry(id).ok_or_else(|| unknown(id))?;
    let walk =
        can_be_spoken_of(&workbook, entry, now.date_naive()).map(|()| workbook.speak_of(entry))?;
    if !give::is_given(args) {
        let here = |left: &Walk| left.about == walk.about;
        let start = answer::resume(&workbook, here);
        return linear::answer(workbook, edge, start.unwrap_or(Start::Walk(walk)));
    }
    let forecast = workbook
        .spoken_about(&walk)
        .is_some_and(|entry| matches!(entry.mark, Some(Mark::Forecast(_))));
    let kept = if forecast {
        give_forecast(args, &mut workbook, &walk, now)?
    } else {
        vec![give_mark(args, &mut workbook, walk, now)?]
    };
    keep::close(&mut workbook, now);
    print::out(|out| kept.iter().try_for_each(|id| writeln!(out, "{id}")))
}

fn unknown(id: &str) -> Failure {
    let cause = format!("There is no deck and no question {id}, nor an answer of that id.");
    Failure::new(Kind::NotFound, cause)
        .hint("`rolebook decks list` names the decks, `rolebook log` answers. Nothing was kept.")
}

fn can_be_spoken_of(workbook: &Workbook, entry: &Entry, today: Day) -> Result<(), Failure> {
    if let Some(about) = &entry.answers {
        return Err(Failure::usage(format!(
            "{} speaks about another answer, {about}.",
            entry.id
        ))
        .hint("Name that one. Nothing was kept."));
    }
    if let Some(day) = workbook.journal.sealed(entry, today) {
        return Err(
            Failure::failed(format!("This letter is sealed until {}.", plain(day))).hint(format!(
                "`rolebook show {} --open` opens it now, which is recorded. Nothing was kept.",
                entry.id
            )),
        );
    }
    Ok(())
}

/// An outcome of a promise, or a verdict.
fn give_mark(
    args: &Answer,
    workbook: &mut Workbook,
    walk: Walk,
    now: Moment,
) -> Result<String, Failure> {
    let Some(prompt) = workbook.question(&walk) else {
        let cause = "The question that asks this is in no deck.";
        return Err(Failure::failed(cause).hint("Nothing was kept."));
    };
    if args.choose.is_empty() {
        let what = if walk.current() == Some(VERDICT) {
            "A verdict"
        } else {
            "What became of a promise"
        };
        let ids: Vec<&str> = prompt.options.iter().map(|one| one.id.as_str()).collect();
        return Err(Failure::usage(format!(
            "{what} is one of {}; --choose names it.",
            ids.join(", ")
        ))
        .hint("Nothing was kept."));
    }
    give::check(args, &prompt)?;
    let mut given = give::flags(args, &prompt, now.date_naive())?;
    give::take_words(args, &prompt, &mut given, now.date_naive())?;
    give::keep(workbook, now, walk, given)
}

/// The line on what happened, then what the forecast came to; either may have been said before.
fn give_forecast(
    args: &Answer,
    workbook: &mut Workbook,
    walk: &Walk,
    now: Moment,
) -> Result<Vec<String>, Failure> {
    let Some(forecast) = workbook.spoken_about(walk).map(|entry| entry.id.clone()) else {
        return Ok(Vec::new());
    };
    let written = Some(CAME) == walk.current();
    let wrong = if args.rate.is_some() || args.by.is_some() || args.percent.is_some() {
        Some("A forecast takes a line on what happened, with --from, and --choose.")
    } else if written && args.from.is_some() {
        Some("What happened is written already; --choose alone says what it came to.")
    } else if !written && args.from.is_none() {
        Some("First comes a line on what happened, with --from; what you expected is shown then.")
    } else {
        None
    };
    if let Some(wrong) = wrong {
        return Err(Failure::usage(wrong).hint("Nothing was kept."));
    }
    let offered = |id: &&String| Became::OF_FORECASTS.iter().any(|is| is.id() == id.as_str());
    let lack = match args.choose.as_slice() {
        [_, _, ..] => Some(Lack::OneOption),
        [id] if !offered(&id) => Some(Lack::NoSuchOption(id.clone())),
        [_] | [] => None,
    };
    if let Some(lack) = lack {
        return Err(Failure::lack(&lack));
    }
    let mut kept = Vec::new();
    let texts = args.from.as_deref().map(outside::words).transpose()?;
    if let Some(text) = texts {
        if text.trim().is_empty() {
            return Err(Failure::lack(&Lack::Nothing));
        }
        let given = Given {
            texts: vec![text],
            picked: Vec::new(),
        };
        kept.push(give::keep(
            workbook,
            now,
            about(HAPPENED, &forecast),
            given,
        )?);
    }
    if !args.choose.is_empty() {
        let given = Given {
            texts: vec![String::new()],
            picked: args.choose.clone(),
        };
        kept.push(give::keep(workbook, now, about(CAME, &forecast), given)?);
    }
    reveal(workbook, &forecast, now.date_naive());
    Ok(kept)
}

/// Says what was expected, now that the line is kept.
fn reveal(workbook: &Workbook, forecast: &str, today: Day) {
    let Some(entry) = workbook.journal.entry(forecast) else {
        return;
    };
    say_apart(&workbook.revealed(entry, today).join("\n"));
    match Expected::of(&workbook.journal, entry).outcome() {
        Some(told) => say(&told.says(today)),
        None => say(&format!(
            "`rolebook answer {forecast} --choose happened|did-not-happen|unclear` says what it \
             came to."
        )),
    }
}
