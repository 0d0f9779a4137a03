use std::io::{self, Write};

use super::{
    args::Show,
    environment::Edge,
    failure::{Failure, Kind},
    log, open, personal, print, talk,
};
use crate::{
    insight::{
        thread::{Point, Series, Thread},
        told::told,
    },
    journal::{Entry, ME, Mark},
    text::shown_text,
    time::{
        Day,
        say::{clock, plain},
    },
    workbook::Workbook,
};

/// Prints one question over time, the oldest answer first, or one entry.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let today = edge.clock.now().date_naive();
    let folders = edge.folders()?;
    let shelf = personal::shelf(&folders.config);
    let question = shelf
        .decks
        .prompt(&show.id)
        .map(|(_, prompt)| prompt.text.clone());
    let workbook = open::to_read(edge, &folders, shelf.decks)?;
    let workbook = workbook.as_ref();
    let journal = workbook.map(|workbook| &workbook.journal);
    let positions = journal.map_or(&[][..], |journal| journal.thread_of(&show.id));
    if positions.is_empty() && question.is_none() {
        let Some(one) = journal.and_then(|journal| journal.position(&show.id)) else {
            open::say_found(workbook)?;
            let cause = format!("There is no question and no answer {}.", show.id);
            return Err(Failure::new(Kind::NotFound, cause)
                .hint("`rolebook decks show DECK` names questions, `rolebook log` answers."));
        };
        log::give(workbook, today, &[one], show.json, true)?;
        return open::say_found(workbook);
    }
    if show.json {
        log::give(workbook, today, positions, true, false)?;
        return open::say_found(workbook);
    }
    let thread = journal.map(|journal| Thread::of(journal, &show.id));
    match (workbook, thread) {
        (Some(workbook), Some(thread)) if !positions.is_empty() => {
            print::out(|out| {
                over_time(out, workbook, &thread, today)?;
                others(out, workbook, positions, today)
            })?;
        }
        _ => {
            let question = question.unwrap_or_default();
            print::out(|out| writeln!(out, "{}\n", shown_text(&question)))?;
            talk::say("Nothing is written there yet.");
        }
    }
    open::say_found(workbook)
}

/// The answers of the writer, series by series, each break where it is.
fn over_time(
    out: &mut dyn Write,
    workbook: &Workbook,
    thread: &Thread<'_>,
    today: Day,
) -> io::Result<()> {
    let mut question = "";
    for series in &thread.series {
        let role = series
            .role()
            .and_then(|role| workbook.journal.role_words(role));
        for why in &series.breaks {
            writeln!(out, "{}\n", shown_text(&why.says(role)))?;
        }
        if let Some(asked) = series.asked()
            && asked.question != question
        {
            question = &asked.question;
            writeln!(out, "{}\n", shown_text(question))?;
        }
        for point in &series.points {
            answer(out, workbook, *point, today)?;
            writeln!(out)?;
        }
        strips(out, series)?;
    }
    Ok(())
}

/// An answer at its place and date, as it stands now, and what was said of it later.
fn answer(
    out: &mut dyn Write,
    workbook: &Workbook,
    point: Point<'_>,
    today: Day,
) -> io::Result<()> {
    let journal = &workbook.journal;
    let at = &point.first.at;
    let id = shown_text(&point.first.id);
    write!(out, "{} {}   {id}", plain(point.day()), clock(at))?;
    if point.is_corrected() {
        write!(out, "   corrected on {}", plain(point.now.at.date_naive()))?;
    }
    writeln!(out)?;
    print::set_in(out, &workbook.said_of(point, today))?;
    for fact in point.seen_from_now(journal) {
        writeln!(out, "{fact}")?;
    }
    for said in told(journal, point.first) {
        if let Some(Mark::Verdict(verdict)) = &said.now.mark {
            let (day, is) = (plain(said.day()), shown_text(verdict.is.words()));
            writeln!(out, "Your verdict on {day}: {is}")?;
            print::set_in(out, &said.now.words)?;
        }
    }
    Ok(())
}

/// Where a series of choices has points enough: when each option was chosen.
fn strips(out: &mut dyn Write, series: &Series<'_>) -> io::Result<()> {
    let options = series.asked().map_or(&[][..], |asked| &asked.options);
    if !series.is_drawn() || options.is_empty() {
        return Ok(());
    }
    writeln!(out, "When each was chosen")?;
    for option in options {
        let chosen = series
            .points
            .iter()
            .filter(|point| point.chosen().contains(&option.id));
        let days: Vec<String> = chosen.map(|point| plain(point.day())).collect();
        let days = if days.is_empty() {
            "not chosen".to_owned()
        } else {
            days.join(", ")
        };
        writeln!(out, "    {}: {days}", shown_text(&option.text))?;
    }
    writeln!(out)
}

/// What others wrote on the same question, each under their name, and never in one series.
fn others(
    out: &mut dyn Write,
    workbook: &Workbook,
    positions: &[usize],
    today: Day,
) -> io::Result<()> {
    let entries = positions.iter().filter_map(|at| workbook.journal.at(*at));
    let mut others = entries
        .filter(|entry: &&Entry| entry.author != ME)
        .peekable();
    if others.peek().is_some() {
        print::entries(out, workbook, today, others, false)?;
    }
    Ok(())
}
