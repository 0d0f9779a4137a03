//! The plain-text form of a reply, for a coach without the program: it travels in the export, is
//! filled in with any editor or in a mail, and is read back in.
//!
//! Mail does much to a text: it quotes it, wraps it, changes line ends and puts a signature below
//! it. So every mark of the form is short, stands at the beginning of a line, and is known again
//! behind any number of `>`.

mod read;

use std::fmt;

pub use read::read;

use super::{handoff::HandOff, reply::Reply};
use crate::{
    journal::NoteKind,
    text::{flat, shown_clusters},
    time::say::plain,
};

/// Ends the form, and a note that stands last in it.
const END: &str = "End of the reply";
/// Stands before a line of a note that would otherwise be taken for a mark of the form.
const ESCAPE: char = '\\';
/// The mark of what is on no answer, but on the whole.
const WHOLE: &str = "all";
/// So many characters of a question tell which one it is.
const TITLE: usize = 60;

const HOW: &str = "\
How to answer

Beneath the mark of an answer, write behind a colon: a question, what
you noticed, what it connects with (the mark of the other answer first,
as in \"connects with: h2\"), an offer of experience, something for next
time. Behind \"quote\" you can put the words it is about. Leave the
lines you do not need as they are. Write into this text, or into a mail
that quotes it, and send it back.";

/// Something in a form that could not be read as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    pub what: Wrong,
}

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// A note says that it connects and not with which answer.
    WithWhat,
    /// A note stands above the first mark of an answer.
    OnNothing,
    Date,
    /// The token of another hand-off stands further down.
    OtherToken,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.what {
            Wrong::WithWhat => "it does not say which answer it connects with",
            Wrong::OnNothing => "it stands under no answer, and is taken as a note on the whole",
            Wrong::Date => "the date cannot be read; 2026-03-31 is one",
            Wrong::OtherToken => "here another form begins; it and what follows were not read",
        };
        write!(f, "Line {}: {what}.", self.line)
    }
}

/// What the lines of the form begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    About,
    Quote,
    Note(NoteKind),
}

impl Field {
    const ALL: [Self; 7] = [
        Self::About,
        Self::Quote,
        Self::Note(NoteKind::Question),
        Self::Note(NoteKind::Noticed),
        Self::Note(NoteKind::Connects),
        Self::Note(NoteKind::Offer),
        Self::Note(NoteKind::NextTime),
    ];

    fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Quote => "quote",
            Self::Note(kind) => kind.words(),
        }
    }
}

/// The blank form for a hand-off.
pub fn form(handoff: &HandOff) -> String {
    let mut form = format!("{HOW}\n\nToken: {}\nName:\nDate:\n", handoff.reply.token);
    for item in &handoff.items {
        let about = match &item.asked {
            Some(asked) => title(&asked.text),
            None => format!("a note of {}", plain(item.said.date)),
        };
        block(&mut form, &item.id, &about);
    }
    block(&mut form, WHOLE, "the whole");
    form.extend(["\n", END, "\n"]);
    form
}

fn block(form: &mut String, id: &str, about: &str) {
    form.extend(["\n[", id, "]\n"]);
    for field in Field::ALL {
        match field {
            Field::About => put(form, field.name(), about),
            Field::Quote | Field::Note(_) => put(form, field.name(), ""),
        }
    }
}

/// The beginning of a question, in one row.
fn title(question: &str) -> String {
    let flat = flat(&shown_clusters(question));
    match flat.char_indices().nth(TITLE) {
        Some((at, _)) => format!("{}\u{2026}", flat.get(..at).unwrap_or_default().trim_end()),
        None => flat,
    }
}

/// A reply as a filled form: the same as plain text, for a mail.
pub fn fill(reply: &Reply) -> String {
    let name = flat(&reply.from);
    let mut form = format!(
        "Token: {}\nName: {name}\nDate: {}\n",
        reply.token, reply.date
    );
    for note in &reply.notes {
        let on = if note.on.is_empty() { WHOLE } else { &note.on };
        form.extend(["\n[", on, "]\n"]);
        put(&mut form, "quote", &note.quote);
        let words = match (note.kind, note.with.is_empty()) {
            (NoteKind::Connects, false) => format!("{}\n{}", note.with, note.words),
            _ => note.words.clone(),
        };
        put(&mut form, note.kind.words(), &words);
    }
    form.extend(["\n", END, "\n"]);
    form
}

/// A field and its text, in which no line can be taken for a mark.
fn put(form: &mut String, name: &str, text: &str) {
    form.push_str(name);
    form.push(':');
    for (at, line) in text.lines().enumerate() {
        form.push(if at == 0 { ' ' } else { '\n' });
        if at > 0 && read::needs_escape(line) {
            form.push(ESCAPE);
        }
        form.push_str(line);
    }
    form.push('\n');
}
