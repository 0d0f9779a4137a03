//! A hand-off read out, line by line.

use std::io::{self, Write};

use crate::{
    cli::print::set_in,
    share::{
        handoff::{Block, Item, first_page, item},
        reply::{Note, NoteKind},
    },
    text::{shown_text, words},
    workbook::review::Review,
};

/// Reads all of it out: the first page, then answer by answer, the notes beneath.
pub(in crate::cli) fn read_out(out: &mut dyn Write, review: &Review) -> io::Result<()> {
    for block in &first_page(&review.handoff).unwrap_or_default() {
        say(out, block, &mut None)?;
    }
    let mut last = None;
    for one in &review.handoff.items {
        if last.replace(one.part) != Some(one.part) {
            writeln!(out, "\n\n{}", one.part.title())?;
        }
        answer(out, review, one)?;
    }
    for note in review.notes_on("") {
        say_note(out, note)?;
    }
    Ok(())
}

/// One answer, and the notes on it. Where it has several paragraphs, they have their numbers.
pub(in crate::cli) fn answer(out: &mut dyn Write, review: &Review, one: &Item) -> io::Result<()> {
    let mut blocks = Vec::new();
    item(&mut blocks, one);
    let mut number = crate::workbook::review::paragraphs(one)
        .len()
        .gt(&1)
        .then_some(0);
    for block in &blocks {
        say(out, block, &mut number)?;
    }
    for note in review.notes_on(&one.id) {
        say_note(out, note)?;
    }
    Ok(())
}

/// A note, as the coach reads it again.
pub(in crate::cli) fn say_note(out: &mut dyn Write, note: &Note) -> io::Result<()> {
    let on = if note.on.is_empty() { "all" } else { &note.on };
    let with = if note.kind == NoteKind::Connects {
        format!(" {}", note.with)
    } else {
        String::new()
    };
    let head = format!("{}  {} on {on}{with}", note.id, note.kind.words());
    writeln!(out, "\n{}", shown_text(head.trim_end()))?;
    if !note.quote.is_empty() {
        set_in(out, &format!("\u{201c}{}\u{201d}", note.quote))?;
    }
    set_in(out, &note.words)
}

/// A block of the page; paragraphs are counted where there is a number to count from.
fn say(out: &mut dyn Write, block: &Block<'_>, number: &mut Option<usize>) -> io::Result<()> {
    match block {
        Block::Title(words) | Block::Sub(words) => writeln!(out, "\n{words}"),
        Block::Part(words) => writeln!(out, "\n\n{words}"),
        Block::Pair(label, value) => writeln!(out, "{label}: {}", shown_text(value)),
        Block::Say(words) => writeln!(out, "\n{}", shown_text(words)),
        Block::Turn(then, day) => writeln!(out, "\n{then}, {day}:"),
        Block::Item { id, date } => writeln!(out, "\n[{}]  {date}", shown_text(id)),
        Block::Question(words) => writeln!(out, "{}", shown_text(words)),
        Block::About(words) => writeln!(out, "  {}", shown_text(words)),
        Block::Words(words) => paragraphs(out, words.lines(), number),
        Block::List(lines) => paragraphs(out, lines.iter().map(AsRef::as_ref), number),
        Block::Dot(dot) => {
            let mark = dot
                .mark
                .map_or_else(String::new, |mark| format!("{mark} of 7"));
            let from_now = dot.from_now.map(|mark| format!("; seen from now {mark}"));
            writeln!(
                out,
                "    {}   {mark}{}",
                dot.date,
                from_now.unwrap_or_default()
            )?;
            paragraphs(out, dot.evidence.lines(), number)
        }
        Block::Glance { id, line } => {
            writeln!(out, "    [{}]  {}", shown_text(id), shown_text(line))
        }
        // Both texts stand above.
        Block::Edited(_) | Block::Drawn(_) | Block::Form(_) => Ok(()),
    }
}

fn paragraphs<'a>(
    out: &mut dyn Write,
    lines: impl Iterator<Item = &'a str>,
    number: &mut Option<usize>,
) -> io::Result<()> {
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        match number {
            Some(number) => {
                *number += 1;
                set_in(out, &format!("({number}) {line}"))?;
            }
            None => set_in(out, line)?,
        }
    }
    Ok(())
}

/// How much there is to read, to be said first.
pub(in crate::cli) fn extent(review: &Review) -> String {
    let items = &review.handoff.items;
    let count: usize = items.iter().map(|item| words(&item.said.words)).sum();
    match items.len() {
        1 => format!("One answer, {count} words."),
        many => format!("{many} answers, {count} words."),
    }
}
