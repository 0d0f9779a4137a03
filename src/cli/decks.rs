use std::io::{self, Write};

use serde_json::{Value, json};

use super::{
    args::Decks as Args,
    environment::Edge,
    failure::{Failure, Kind},
    json, open, personal, print, talk,
};
use crate::{
    deck::{Deck, Decks, Prompt, builtin},
    journal::Journal,
    text::shown_text,
};

/// Lists the decks, or shows one.
pub(super) fn run(args: &Args, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let shelf = personal::shelf(&folders.config);
    for said in shelf.problems.iter().chain(&shelf.replaced) {
        talk::say(said);
    }
    let decks = shelf.decks;
    // The journal is only counted in, for which it needs no deck.
    let workbook = open::to_count(edge, &folders, builtin())?;
    let empty = Journal::default();
    let journal = workbook
        .as_ref()
        .map_or(&empty, |workbook| &workbook.journal);
    match args {
        Args::List { json: true } => {
            let all = decks.all().map(|deck| of_deck(deck, journal));
            give_json(&all.collect::<Vec<_>>())
        }
        Args::List { json: false } => print::out(|out| list(out, &decks, journal)),
        Args::Show { id, json } => {
            let deck = decks.get(id).ok_or_else(|| {
                Failure::new(Kind::NotFound, format!("There is no deck {id}."))
                    .hint("`rolebook decks list` names them all.")
            })?;
            if *json {
                let mut one = of_deck(deck, journal);
                if let Some(fields) = one.as_object_mut() {
                    let prompts = deck.prompts.iter().map(of_prompt).collect();
                    fields.insert("prompts".to_owned(), prompts);
                }
                return give_json(&[one]);
            }
            print::out(|out| show(out, deck))
        }
    }
}

fn give_json(decks: &[Value]) -> Result<(), Failure> {
    let decks = json!({ "schema": "rolebook.decks/1", "decks": decks });
    print::out(|out| json::value(out, &decks))
}

/// How many of the questions with these ids have an answer.
fn answered<'a>(journal: &Journal, prompts: impl Iterator<Item = &'a str>) -> usize {
    prompts.filter(|id| journal.latest(id).is_some()).count()
}

fn list(out: &mut dyn Write, decks: &Decks, journal: &Journal) -> io::Result<()> {
    let outlines: Vec<_> = decks.outlines().collect();
    let widest =
        |of: fn(&crate::deck::Outline) -> usize| outlines.iter().map(|deck| of(deck)).max();
    let id = widest(|deck| deck.id.len()).unwrap_or_default();
    let title = widest(|deck| deck.title.chars().count()).unwrap_or_default();
    for deck in outlines {
        let done = answered(journal, deck.prompts.iter().map(String::as_str));
        writeln!(
            out,
            "{:id$}  {:title$}  {:6}  {:2} questions  {done:2} answered",
            deck.id,
            shown_text(&deck.title),
            deck.kind.as_str(),
            deck.prompts.len(),
        )?;
    }
    Ok(())
}

fn show(out: &mut dyn Write, deck: &Deck) -> io::Result<()> {
    writeln!(out, "{}   {}", deck.id, shown_text(&deck.title))?;
    for text in [&deck.purpose, &deck.when] {
        if !text.is_empty() {
            writeln!(out, "{}", shown_text(text))?;
        }
    }
    if !deck.minutes.is_empty() {
        writeln!(out, "{} minutes", shown_text(&deck.minutes))?;
    }
    let mut section = "";
    for prompt in &deck.prompts {
        if prompt.section != section {
            section = &prompt.section;
            writeln!(out, "\n{}", shown_text(section))?;
        }
        show_prompt(out, prompt)?;
    }
    for credit in &deck.credits {
        writeln!(out, "\n{}", shown_text(credit))?;
    }
    Ok(())
}

fn show_prompt(out: &mut dyn Write, prompt: &Prompt) -> io::Result<()> {
    writeln!(out, "\n{}   {}", prompt.id, shown_text(&prompt.text))?;
    let flags = [
        (prompt.short, "short form"),
        (prompt.blind, "asked blind"),
        (prompt.private, "private"),
        (prompt.others, "about others"),
        (prompt.anchor, "worth coming back to"),
        (prompt.repeats, "goes over earlier answers"),
    ];
    let flags = flags.iter().filter(|(is, _)| *is).map(|(_, name)| *name);
    let kind: Vec<&str> = [prompt.kind.as_str()].into_iter().chain(flags).collect();
    writeln!(out, "    {}", kind.join(", "))?;
    if !prompt.why.is_empty() {
        writeln!(out, "    {}", shown_text(&prompt.why))?;
    }
    for probe in &prompt.probes {
        writeln!(out, "    - {}", shown_text(probe))?;
    }
    if let Some(ends) = &prompt.ends {
        writeln!(out, "    1: {}", shown_text(&ends.low))?;
        writeln!(out, "    7: {}", shown_text(&ends.high))?;
    }
    for option in &prompt.options {
        writeln!(out, "    {}: {}", option.id, shown_text(&option.text))?;
    }
    if let Some(note) = &prompt.note {
        writeln!(out, "    {}", shown_text(note))?;
    }
    Ok(())
}

fn of_deck(deck: &Deck, journal: &Journal) -> Value {
    let form = deck.full_form();
    json!({
        "id": deck.id,
        "title": deck.title,
        "kind": deck.kind,
        "purpose": deck.purpose,
        "when": deck.when,
        "minutes": deck.minutes,
        "sections": deck.sections,
        "credits": deck.credits,
        "questions": form.len(),
        "answered": answered(journal, form.into_iter()),
    })
}

fn of_prompt(prompt: &Prompt) -> Value {
    let option = |option: &crate::deck::Choice| json!({ "id": option.id, "text": option.text });
    json!({
        "id": prompt.id,
        "rev": prompt.rev,
        "section": prompt.section,
        "kind": prompt.kind,
        "text": prompt.text,
        "why": prompt.why,
        "probes": prompt.probes,
        "dimensions": prompt.dimensions,
        "options": prompt.options.iter().map(option).collect::<Vec<_>>(),
        "ends": prompt.ends,
        "note": prompt.note,
        "anchor": prompt.anchor,
        "short": prompt.short,
        "blind": prompt.blind,
        "private": prompt.private,
        "others": prompt.others,
        "repeats": prompt.repeats,
        "states": prompt.states,
    })
}
