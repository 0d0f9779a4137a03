use std::io::{self, Write};

use serde_json::{Value, json};

use super::{
    args::Changes as Args, environment::Edge, failure::Failure, json, open, personal, print, talk,
};
use crate::{
    insight::since::{
        Fact, NO_ROUNDTABLE, NOTHING, Period, Side, Since, counted, said_count, said_since, since,
    },
    text::shown_text,
    time::{Day, parse_since},
};

/// Prints what changed since a day.
pub(super) fn run(args: &Args, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let today = edge.clock.now().date_naive();
    let from = beginning(args.since.as_deref(), today)?;
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let Some(book) = &workbook else {
        if args.json {
            return print::out(|out| json::value(out, &page(None, (0, 0), &[])));
        }
        talk::say(NOTHING);
        return Ok(());
    };
    let period = Period::of(&book.journal, from, today);
    let facts = since(&book.journal, &book.decks, &period, today);
    let counted = counted(&book.journal, &period);
    if args.json {
        print::out(|out| json::value(out, &page(Some(&period), counted, &facts)))?;
        return open::say_found(workbook.as_ref());
    }
    let since = said_since(&period, today);
    if period.no_roundtable {
        talk::say(NO_ROUNDTABLE);
    }
    if facts.is_empty() {
        talk::say(&format!("What changed, {since}. {NOTHING}"));
    } else {
        print::out(|out| {
            writeln!(out, "What changed, {since}")?;
            give(out, counted, &facts)
        })?;
    }
    open::say_found(workbook.as_ref())
}

fn beginning(said: Option<&str>, today: Day) -> Result<Since, Failure> {
    let Some(said) = said else {
        return Ok(Since::Roundtable);
    };
    let read = || parse_since(said, today).map(Since::Day);
    let named = Since::named(said).map_or_else(read, Ok);
    named.map_err(|error| Failure::usage(error.to_string()))
}

fn give(out: &mut dyn Write, counted: (usize, usize), facts: &[Fact]) -> io::Result<()> {
    let counts = said_count(counted);
    if !counts.is_empty() {
        writeln!(out, "{counts}")?;
    }
    let mut kind = None;
    for fact in facts {
        if kind != Some(fact.kind) {
            writeln!(out, "\n{}\n", fact.kind.title())?;
            kind = Some(fact.kind);
        }
        let said = &fact.said;
        let beside = match said.beside.as_str() {
            "" => String::new(),
            beside => format!("   {beside}"),
        };
        for (indent, line) in [(2, format!("{}{beside}", said.title))]
            .into_iter()
            .chain(said.lines.iter().map(|line| (4, line.clone())))
        {
            for row in shown_text(&line).split('\n') {
                writeln!(out, "{:indent$}{row}", "")?;
            }
        }
    }
    Ok(())
}

fn page(period: Option<&Period>, (sessions, answers): (usize, usize), facts: &[Fact]) -> Value {
    json!({
        "schema": "rolebook.changes/1",
        "since": period.map(|period| period.since.id()),
        "from": period.and_then(|period| period.day),
        "sessions": sessions,
        "answers": answers,
        "facts": facts.iter().map(of_fact).collect::<Vec<_>>(),
    })
}

/// Every field is there, null where there is nothing.
fn of_fact(fact: &Fact) -> Value {
    let side = |side: &Option<Side>| {
        side.as_ref().map(|side| {
            let says = (!side.says.is_empty()).then_some(&side.says);
            json!({ "entry": side.entry, "date": side.day, "says": says })
        })
    };
    json!({
        "kind": fact.kind.id(),
        "date": fact.day,
        "prompt": fact.prompt,
        "question": fact.question,
        "entry": fact.entry,
        "then": side(&fact.then),
        "now": side(&fact.now),
        "is": fact.is,
        "words": fact.words,
        "why": fact.why,
    })
}
