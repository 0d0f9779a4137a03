use std::io::{self, BufWriter, ErrorKind, Write};

use super::failure::Failure;
use crate::{
    journal::{Entry, ME},
    text::shown_text,
    time::{
        Day,
        say::{clock, plain},
    },
    workbook::Workbook,
};

/// Writes data to standard output. A reader that has had enough is no failure.
pub(super) fn out(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(&mut out).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(|error| Failure::output(&error)),
    }
}

/// An entry as a person reads it today: when, its id, the question, and the words set in. Of a
/// letter that is sealed only that it is.
pub(super) fn entry(
    out: &mut dyn Write,
    workbook: &Workbook,
    today: Day,
    entry: &Entry,
    with_question: bool,
) -> io::Result<()> {
    head(out, entry)?;
    match &entry.asked {
        Some(asked) if with_question => {
            writeln!(
                out,
                "{}   {}",
                shown_text(&asked.prompt),
                shown_text(&asked.question)
            )?;
        }
        None if entry.answers.is_none() => writeln!(out, "A note")?,
        None | Some(_) => {}
    }
    if let Some(about) = workbook.about_what(entry) {
        writeln!(out, "{about}")?;
    }
    set_in(out, &workbook.said(entry, today))
}

/// When an entry was written, its id, and whose it is.
pub(super) fn head(out: &mut dyn Write, entry: &Entry) -> io::Result<()> {
    let day = plain(entry.at.date_naive());
    write!(
        out,
        "{day} {}   {}",
        clock(&entry.at),
        shown_text(&entry.id)
    )?;
    if entry.author != ME {
        write!(out, "   {}", shown_text(&entry.author))?;
    }
    if entry.revises.is_some() {
        write!(out, "   a correction")?;
    }
    writeln!(out)
}

/// Words set in, so that none of theirs is taken for ours. What could act on the terminal is
/// shown by name.
pub(super) fn set_in(out: &mut dyn Write, words: &str) -> io::Result<()> {
    if words.is_empty() {
        return Ok(());
    }
    for line in shown_text(words.trim_end_matches('\n')).split('\n') {
        if line.is_empty() {
            writeln!(out)?;
        } else {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

/// Entries, an empty line between them.
pub(super) fn entries<'a>(
    out: &mut dyn Write,
    workbook: &Workbook,
    today: Day,
    entries: impl Iterator<Item = &'a Entry>,
    with_question: bool,
) -> io::Result<()> {
    for (at, one) in entries.enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        entry(out, workbook, today, one, with_question)?;
    }
    Ok(())
}
