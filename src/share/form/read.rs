use std::mem;

use chrono::NaiveDate;

use super::{END, ESCAPE, Field, Problem, WHOLE, Wrong};
use crate::{
    journal::{NoteKind, made_of},
    share::reply::{FORMAT, Note, Reply},
    text::flat,
    time::{Day, parse_since},
};

/// Reads a filled form out of whatever stands around it. None where there is no token; a form
/// without a date is of `today`.
pub fn read(text: &str, today: Day) -> Option<(Reply, Vec<Problem>)> {
    let mut reader = Reader::new(today);
    let text = text.trim_start_matches('\u{feff}');
    for (at, line) in text.lines().enumerate() {
        if !reader.line(at + 1, unquoted(line)) {
            break;
        }
    }
    reader.end_note();
    reader.reply.token = reader.token?;
    Some((reader.reply, reader.problems))
}

/// A line without the marks of a quotation and what white space stands at its end.
fn unquoted(line: &str) -> &str {
    let mut line = line.trim_end();
    while let Some(rest) = line.strip_prefix('>') {
        line = rest.strip_prefix(' ').unwrap_or(rest);
    }
    line
}

/// A line that is part of the form.
enum Marked<'a> {
    Token(&'a str),
    /// The id of an answer, empty for the whole; and what stands behind the mark.
    Answer(&'a str, &'a str),
    Field(Field, &'a str),
    /// What follows belongs to no note: a signature, or the end.
    Outside,
}

fn marked(line: &str) -> Option<Marked<'_>> {
    let line = line.trim();
    if line == "--" || line.trim_end_matches('.').eq_ignore_ascii_case(END) {
        return Some(Marked::Outside);
    }
    if let Some((id, rest)) = line.strip_prefix('[').and_then(|line| line.split_once(']'))
        && let Some(id) = answer(id)
    {
        return Some(Marked::Answer(id, rest.trim()));
    }
    let (name, value) = line.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    if name.eq_ignore_ascii_case("token") {
        return Some(Marked::Token(value));
    }
    let of = |field: &&Field| name.eq_ignore_ascii_case(field.name());
    let field = Field::ALL.iter().find(of)?;
    Some(Marked::Field(*field, value))
}

/// The id of an answer, from h1 on; empty for the whole.
fn answer(id: &str) -> Option<&str> {
    let id = id.trim();
    if id.eq_ignore_ascii_case(WHOLE) {
        return Some("");
    }
    let digits = id.strip_prefix('h')?;
    let number = (1..=9).contains(&digits.len()) && digits.bytes().all(|one| one.is_ascii_digit());
    number.then_some(id)
}

/// Whether a line of a note would be taken for something else.
pub(super) fn needs_escape(line: &str) -> bool {
    line.starts_with(['>', ESCAPE]) || marked(line).is_some()
}

/// A line of a note as it was meant.
fn unescaped(line: &str) -> &str {
    line.strip_prefix(ESCAPE)
        .filter(|rest| needs_escape(rest))
        .unwrap_or(line)
}

struct Reader {
    today: Day,
    token: Option<String>,
    reply: Reply,
    problems: Vec<Problem>,
    /// Whether no answer was named since the token.
    in_head: bool,
    /// The answer that is written under; none above the first one.
    on: Option<String>,
    quote: Vec<String>,
    /// What is being read, from which line on, and its lines.
    field: Option<(Field, usize)>,
    lines: Vec<String>,
}

impl Reader {
    fn new(today: Day) -> Self {
        let reply = Reply {
            format: FORMAT,
            token: String::new(),
            from: String::new(),
            date: today,
            notes: Vec::new(),
        };
        Self {
            today,
            token: None,
            reply,
            problems: Vec::new(),
            in_head: true,
            on: None,
            quote: Vec::new(),
            field: None,
            lines: Vec::new(),
        }
    }

    /// Takes a line; false where nothing further belongs to this form.
    fn line(&mut self, number: usize, line: &str) -> bool {
        let mark = marked(line);
        if let Some(Marked::Token(token)) = mark {
            self.end_note();
            return self.begin(number, token);
        }
        // What stands above the token is the export, or the rest of a mail.
        if self.token.is_none() {
            return true;
        }
        match mark {
            Some(Marked::Answer(id, rest)) => {
                self.end_note();
                (self.on, self.quote) = (Some(id.to_owned()), Vec::new());
                self.in_head = false;
                if !rest.is_empty() {
                    return self.line(number, rest);
                }
            }
            Some(Marked::Field(field, value)) => {
                self.end_note();
                self.field = Some((field, number));
                self.lines.push(value.to_owned());
            }
            Some(Marked::Outside) => {
                self.end_note();
                (self.on, self.in_head) = (None, false);
            }
            Some(Marked::Token(_)) => {}
            None => self.words(number, line),
        }
        true
    }

    fn begin(&mut self, number: usize, token: &str) -> bool {
        let token: String = token.chars().filter(|c| !c.is_whitespace()).collect();
        match &self.token {
            None if token.is_empty() => {}
            None => self.token = Some(token),
            Some(known) if *known == token => {}
            Some(_) => {
                self.problem(number, Wrong::OtherToken);
                return false;
            }
        }
        self.on = None;
        true
    }

    /// A line that is no mark: of the note before it, or a question where none was begun.
    fn words(&mut self, number: usize, line: &str) {
        if self.field.is_some() {
            self.lines.push(unescaped(line).to_owned());
        } else if self.on.is_some() && !line.trim().is_empty() {
            self.field = Some((Field::Note(NoteKind::Question), number));
            self.lines.push(unescaped(line).to_owned());
        } else if self.in_head {
            self.head(number, line);
        }
    }

    /// The lines between the token and the first answer.
    fn head(&mut self, number: usize, line: &str) {
        let Some((name, value)) = line.split_once(':') else {
            return;
        };
        let (name, value) = (name.trim(), value.trim());
        if name.eq_ignore_ascii_case("name") && self.reply.from.is_empty() {
            self.reply.from = flat(value);
        }
        if name.eq_ignore_ascii_case("date") && !value.is_empty() {
            let stated = NaiveDate::parse_from_str(value, "%Y-%m-%d").ok();
            match stated.or_else(|| parse_since(value, self.today).ok()) {
                Some(day) => self.reply.date = day,
                None => self.problem(number, Wrong::Date),
            }
        }
    }

    /// Puts what was read where it belongs.
    fn end_note(&mut self) {
        let Some((field, number)) = self.field.take() else {
            return;
        };
        let lines = trimmed(mem::take(&mut self.lines));
        match field {
            Field::About => {}
            Field::Quote => self.quote = lines,
            Field::Note(kind) => self.note(kind, number, lines),
        }
    }

    fn note(&mut self, kind: NoteKind, number: usize, lines: Vec<String>) {
        let (with, lines) = if kind == NoteKind::Connects {
            connected(lines)
        } else {
            (String::new(), lines)
        };
        let words = lines.join("\n");
        if words.is_empty() && with.is_empty() {
            return;
        }
        if kind == NoteKind::Connects && with.is_empty() {
            self.problem(number, Wrong::WithWhat);
        }
        if self.on.is_none() {
            self.problem(number, Wrong::OnNothing);
        }
        let (on, quote) = (self.on.clone().unwrap_or_default(), self.quote.join("\n"));
        // However a mail wrapped it, it is the same note.
        let said = [kind.words(), &on, &with, &flat(&quote), &flat(&words)];
        let id = format!("f{}", made_of(&said));
        if self.reply.notes.iter().all(|known| known.id != id) {
            self.reply.notes.push(Note {
                id,
                kind,
                on,
                with,
                quote,
                words,
            });
        }
    }

    fn problem(&mut self, line: usize, what: Wrong) {
        self.problems.push(Problem { line, what });
    }
}

/// The lines without the empty ones at both ends.
fn trimmed(mut lines: Vec<String>) -> Vec<String> {
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    let empty = lines.iter().take_while(|line| line.trim().is_empty());
    let empty = empty.count();
    lines.drain(..empty);
    lines
}

/// The answer a note connects with, named before its words, and the words.
fn connected(mut lines: Vec<String>) -> (String, Vec<String>) {
    let Some(first) = lines.first_mut() else {
        return (String::new(), lines);
    };
    let start = first.trim_start();
    let (id, rest) = start.split_once(char::is_whitespace).unwrap_or((start, ""));
    let id = id.trim_matches(['[', ']', ':', ',', '.']);
    let Some(id) = answer(id).filter(|id| !id.is_empty()).map(str::to_owned) else {
        return (String::new(), lines);
    };
    *first = rest.trim_start().to_owned();
    (id, trimmed(lines))
}
