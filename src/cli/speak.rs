use std::path::Path;

use super::{
    answer,
    args::Answer,
    busy,
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    give, keep, linear, open, outside,
    personal::Shelf,
    print,
    talk::{say, say_apart},
};
use crate::{
    deck::Prompt,
    insight::{forecasts::Expected, thread::Thread, told},
    journal::{Became, Entry, Journal, Judged, Mark, Walk},
    time::{Day, Moment, say::plain},
    workbook::{CAME, Deed, Given, HAPPENED, Lack, Start, THEN_FROM_NOW, VERDICT, Workbook, about},
};

/// Says something about an entry: what became of a promise, what happened to a forecast, a verdict
/// on an older answer, or where its mark would be put from now.
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
    let from = args.from.as_deref();
    let put_down = |from: &Path| {
        // What of it is said of the answer is known only once the journal is open.
        let draft = give::note_for_later(edge, Walk::note_on(id), outside::words(from)?)?;
        Err(busy::put_down(folders, &draft))
    };
    if let Some(from) = from.filter(|_| busy::still(folders)) {
        return put_down(from);
    }
    let mut workbook = match (open::to_write(edge, folders, shelf), from) {
        (Err(failure), Some(from)) if failure.is_busy() => return put_down(from),
        (opened, _) => opened?,
    };
    let now = edge.clock.now();
    let entry = workbook.journal.entry(id).ok_or_else(|| unknown(id))?;
    can_be_spoken_of(&workbook, entry, now.date_naive())?;
    let walk = workbook.speak_of(entry);
    if !give::is_given(args) {
        let here = |left: &Walk| left.about() == walk.about();
        let start = answer::resume(&workbook, here);
        return linear::answer(workbook, edge, start.unwrap_or(Start::Walk(walk)), None);
    }
    let asked = walk.current().unwrap_or_default();
    if args.beside.is_some() && asked != VERDICT {
        return Err(Failure::usage("--beside goes with a verdict.").hint("Nothing was kept."));
    }
    let kept = match asked {
        HAPPENED | CAME => give_forecast(args, &mut workbook, &walk, now)?,
        VERDICT if args.rate.is_some() => vec![give_from_now(args, &mut workbook, &walk, now)?],
        VERDICT => vec![give_verdict(args, &mut workbook, &walk, now)?],
        _ => {
            let given = chosen(args, &workbook, &walk, "What became of a promise", now)?;
            vec![give::keep(&mut workbook, now, walk, given)?]
        }
    };
    keep::close(&mut workbook, now);
    print::out(|out| kept.iter().try_for_each(|id| writeln!(out, "{id}")))
}

fn unknown(id: &str) -> Failure {
    let cause = format!("There is no deck and no question {id}, nor an answer of that id.");
    Failure::new(Kind::NotFound, cause)
        .hint("`rolebook decks list` names the decks, `rolebook log` answers. Nothing was kept.")
}

/// Where only an answer can be meant.
pub(super) fn no_answer(id: &str) -> Failure {
    Failure::new(Kind::NotFound, format!("There is no answer {id}."))
        .hint("`rolebook log` names answers. Nothing was kept.")
}

/// What speaks about another entry is not spoken about itself.
pub(super) fn is_an_answer(entry: &Entry) -> Result<(), Failure> {
    match &entry.answers {
        None => Ok(()),
        Some(about) => Err(Failure::usage(format!(
            "{} speaks about another answer, {about}.",
            entry.id
        ))
        .hint("Name that one. Nothing was kept.")),
    }
}

fn can_be_spoken_of(workbook: &Workbook, entry: &Entry, today: Day) -> Result<(), Failure> {
    is_an_answer(entry)?;
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

/// What is given at the question of a walk, where it has to be one of its options.
fn chosen(
    args: &Answer,
    workbook: &Workbook,
    walk: &Walk,
    what: &str,
    now: Moment,
) -> Result<Given, Failure> {
    let prompt = question(workbook, walk)?;
    if args.choose.is_empty() {
        let ids: Vec<&str> = prompt.options.iter().map(|one| one.id.as_str()).collect();
        return Err(Failure::usage(format!(
            "{what} is one of {}; --choose names it.",
            ids.join(", ")
        ))
        .hint("Nothing was kept."));
    }
    whole(args, &prompt, now)
}

fn question(workbook: &Workbook, walk: &Walk) -> Result<Prompt, Failure> {
    workbook.question(walk).ok_or_else(|| {
        let cause = "The question that asks this is in no deck.";
        Failure::failed(cause).hint("Nothing was kept.")
    })
}

fn whole(args: &Answer, prompt: &Prompt, now: Moment) -> Result<Given, Failure> {
    give::check(args, prompt)?;
    let mut given = give::flags(args, prompt, now.date_naive())?;
    give::take_words(args, prompt, &mut given, now.date_naive())?;
    Ok(given)
}

/// A verdict, beside the newer answer it was read against; words are why, and correct it.
fn give_verdict(
    args: &Answer,
    workbook: &mut Workbook,
    walk: &Walk,
    now: Moment,
) -> Result<String, Failure> {
    let given = chosen(args, workbook, walk, "A verdict", now)?;
    let lost = || Failure::failed("The answer is not in the journal any more. Nothing was kept.");
    let on = workbook.spoken_about(walk).ok_or_else(lost)?.id.clone();
    let deed = Deed::Verdict {
        beside: newer(&workbook.journal, &on, args.beside.as_deref())?,
        is: given
            .picked
            .first()
            .and_then(|id| Judged::named(id))
            .ok_or_else(|| Failure::failed("That is no verdict. Nothing was kept."))?,
        on,
    };
    let kept = keep::record(workbook, now, &deed)
        .map_err(|error| Failure::store("Not saved", &error).hint("Nothing was kept."))?;
    let verdict = kept.ok_or_else(lost)?.entry;
    if given.texts.iter().all(|text| text.trim().is_empty()) {
        return Ok(verdict);
    }
    let (walk, mut writing) = workbook.because(&verdict);
    writing.given.texts = given.texts;
    give::write(workbook, now, walk, &writing)
}

/// The newer answer to the same question: the one named, or the latest where there is one.
fn newer(journal: &Journal, then: &str, named: Option<&str>) -> Result<Option<String>, Failure> {
    let prompt = |id: &str| journal.entry(id)?.asked.as_ref().map(|asked| &asked.prompt);
    let thread = prompt(then).map(|prompt| Thread::of(journal, prompt));
    let points = thread.iter().flat_map(Thread::points);
    let after = points.skip_while(|point| point.first.id != then).skip(1);
    let mut after = after.map(|point| point.first.id.clone());
    let Some(named) = named else {
        return Ok(after.last());
    };
    let entry = journal.entry(named).ok_or_else(|| no_answer(named))?;
    let named = told::answer(journal, entry);
    match after.find(|id| *id == named.first.id) {
        Some(newer) => Ok(Some(newer)),
        None => Err(Failure::usage(
            "What stands beside an answer is a newer one of yours to the same question.",
        )
        .hint("Nothing was kept.")),
    }
}

/// Where a mark of then would be put from now.
fn give_from_now(
    args: &Answer,
    workbook: &mut Workbook,
    walk: &Walk,
    now: Moment,
) -> Result<String, Failure> {
    let then = workbook.spoken_about(walk);
    let rated = then.filter(|then| {
        let then = workbook.journal.current(then);
        matches!(then.mark, Some(Mark::Rating(_)))
    });
    let wrong = match rated {
        None => Some("Only a mark on a scale can be set for then, from now."),
        Some(_) if !args.choose.is_empty() => {
            Some("--choose gives a verdict, and --rate sets the mark for then, from now.")
        }
        Some(_) => None,
    };
    if let Some(wrong) = wrong {
        let hint = "A verdict takes --choose by itself. Nothing was kept.";
        return Err(Failure::usage(wrong).hint(hint));
    }
    let walk = about(THEN_FROM_NOW, rated.map_or("", |then| &then.id));
    let given = whole(args, &question(workbook, &walk)?, now)?;
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
        let ids = Became::OF_FORECASTS.iter().map(Became::id);
        return Err(give::lacking(&lack, ids));
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
