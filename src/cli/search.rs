use std::{io::Write, path::Path};

use super::{
    args,
    environment::Edge,
    failure::{Failure, Kind},
    json, open, outside, personal, print, talk,
};
use crate::{
    insight::search::Search,
    journal::{Entry, ME, Mark},
    text::shown_text,
    time::{
        Day,
        say::{clock, plain},
    },
    workbook::{Workbook, say_mark},
};

/// Prints what holds the words that are searched, the newest first.
pub(super) fn run(search: &args::Search, edge: &Edge) -> Result<(), Failure> {
    let words = match search.words.as_slice() {
        [one] if one == "-" => outside::words(Path::new("-"))?,
        words => words.join(" "),
    };
    let folders = edge.folders()?;
    let today = edge.clock.now().date_naive();
    let decks = personal::shelf(&folders.config).decks;
    let Some(workbook) = open::to_read(edge, &folders, decks)? else {
        if search.json {
            print::out(|out| json::found(out, None, &[], today))?;
        }
        return Err(Failure::new(
            Kind::NotFound,
            "Nothing is written there yet.",
        ));
    };
    let mut looked = Search::new(&workbook.journal, &workbook.decks);
    let query = looked.read(&words, today);
    for sentence in &query.not_understood {
        talk::say(&shown_text(sentence));
    }
    let understood = query.understood();
    if !understood.is_empty() {
        talk::say(&shown_text(&understood));
    }
    if query.is_empty() {
        return Err(Failure::usage("There is nothing to look for."));
    }
    looked.find(&workbook.journal, &query, today);
    let found = looked.found();
    if search.json {
        print::out(|out| json::found(out, Some(&workbook.journal), found, today))?;
    } else {
        print::out(|out| {
            for (place, at) in found.iter().enumerate() {
                if place > 0 {
                    writeln!(out)?;
                }
                hit(out, &workbook, &looked, *at, today)?;
            }
            Ok(())
        })?;
    }
    open::say_found(Some(&workbook))?;
    if found.is_empty() {
        return Err(
            Failure::new(Kind::NotFound, "Nothing that you wrote has that.")
                .hint("The beginning of a word, or one word less, finds more."),
        );
    }
    Ok(())
}

/// When it was written, its id, the question, and the sentence, in which stars stand around what
/// was looked for.
fn hit(
    out: &mut dyn Write,
    workbook: &Workbook,
    search: &Search,
    at: usize,
    today: Day,
) -> std::io::Result<()> {
    let Some(entry) = workbook.journal.at(at) else {
        return Ok(());
    };
    let (day, time) = (plain(entry.at.date_naive()), clock(&entry.at));
    write!(out, "{day} {time}   {}", shown_text(&entry.id))?;
    if entry.author != ME {
        write!(out, "   {}", shown_text(&entry.author))?;
    }
    if entry.revises.is_some() {
        write!(out, "   a correction")?;
    }
    writeln!(out)?;
    if let Some(about) = about(entry) {
        writeln!(out, "{}", shown_text(&about))?;
    }
    match &entry.asked {
        Some(asked) => {
            let (prompt, question) = (shown_text(&asked.prompt), shown_text(&asked.question));
            writeln!(out, "{prompt}   {question}")?;
        }
        None if entry.answers.is_none() => writeln!(out, "A note")?,
        None => {}
    }
    let found = search.excerpt(&workbook.journal, at, (usize::MAX, ""));
    if let Some((_, runs)) = found {
        let starred = runs.iter().map(|(text, is_hit)| {
            let star = if *is_hit { "*" } else { "" };
            format!("{star}{text}{star}")
        });
        return writeln!(out, "    {}", starred.collect::<String>());
    }
    let said = workbook.said(entry, today);
    for line in shown_text(said.trim_end_matches('\n')).split('\n') {
        writeln!(out, "    {line}")?;
    }
    Ok(())
}

/// What an entry about another one says of it.
fn about(entry: &Entry) -> Option<String> {
    let about = entry.answers.as_ref()?;
    let what = match &entry.mark {
        Some(Mark::Verdict(_) | Mark::Outcome(_)) => say_mark(entry),
        _ => "A note".to_owned(),
    };
    Some(format!("{what}, on {about}"))
}
