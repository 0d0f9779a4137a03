//! Plain text: reads in any terminal of 80 columns, any editor, any e-mail.

use std::borrow::Cow;

use unicode_linebreak::linebreaks;

use crate::{
    share::{
        Cleared,
        handoff::{Block, Dot, HandOff, blocks},
    },
    text::{diff::Run, row_width, shown_clusters},
};

/// The widest row, in cells; only a word that is wider by itself goes beyond it.
const MEASURE: usize = 72;

/// Where the client's words begin.
const INSET: &str = "    ";

pub(super) fn write(handoff: &Cleared<HandOff>) -> Result<Vec<u8>, serde_json::Error> {
    Ok(render(&blocks(handoff.packet())?).into_bytes())
}

/// A page as plain text. Control and direction-changing characters have their names.
pub(in crate::share) fn render(page: &[Block<'_>]) -> String {
    let mut out = String::new();
    let mut last: Option<&Block<'_>> = None;
    for block in page
        .iter()
        .filter(|block| !matches!(block, Block::Drawn(_)))
    {
        let blank = match (last, block) {
            (None, _)
            | (Some(Block::Pair(..)), Block::Pair(..))
            | (Some(Block::Dot(_)), Block::Dot(_))
            | (Some(Block::Glance { .. }), Block::Glance { .. })
            | (Some(Block::Item { .. }), Block::Question(_))
            | (Some(Block::Say(_) | Block::Turn(..)), Block::Words(_) | Block::List(_))
            | (_, Block::About(_)) => "",
            (Some(Block::Part(_)), Block::Item { .. }) => "\n",
            (_, Block::Part(_) | Block::Item { .. }) => "\n\n",
            _ => "\n",
        };
        out.push_str(blank);
        write_block(&mut out, block);
        last = Some(block);
    }
    out
}

fn write_block(out: &mut String, block: &Block<'_>) {
    match block {
        Block::Title(title) => underlined(out, title, '='),
        Block::Part(title) => underlined(out, title, '-'),
        Block::Sub(title) => put(out, "", "", title),
        Block::Pair(label, value) => put(out, &format!("{label}: "), INSET, value),
        Block::Say(words) => put(out, "", "", words),
        Block::Turn(then, day) => put(out, "", "", &format!("{then}, {day}:")),
        Block::Item { id: "", date } => put(out, "", "", date),
        Block::Item { id, date } => put(out, "", "", &format!("[{id}]  {date}")),
        Block::Question(words) => put(out, "", "", words),
        Block::About(words) => put(out, "  ", "  ", words),
        Block::Words(words) => put(out, INSET, INSET, words),
        Block::List(lines) => {
            for line in lines {
                put(out, "    - ", "      ", line);
            }
        }
        Block::Dot(one) => dot(out, one),
        // Each rating is drawn in its own row.
        Block::Drawn(_) => {}
        Block::Edited(runs) => put(out, INSET, INSET, &together(runs)),
        Block::Glance { id, line } => put(out, &format!("    [{id}]  "), "          ", line),
        Block::Form(form) => out.push_str(form),
    }
}

fn underlined(out: &mut String, title: &str, with: char) {
    put(out, "", "", title);
    out.extend(std::iter::repeat_n(with, row_width(title)));
    out.push('\n');
}

/// Text in rows, the first behind `first`, the others behind `rest`.
fn put(out: &mut String, first: &str, rest: &str, text: &str) {
    let measure = MEASURE.saturating_sub(rest.len().max(first.len().min(MEASURE / 2)));
    let mut before = first;
    for row in rows(text, measure) {
        let row = row.trim_end();
        out.push_str(if row.is_empty() {
            before.trim_end()
        } else {
            before
        });
        out.push_str(row);
        out.push('\n');
        before = rest;
    }
}

/// The rows of a text as it is shown. A row ends at white space, or where a script without it lets
/// one end (UAX #14): an address is never cut, however long.
fn rows(text: &str, measure: usize) -> Vec<Cow<'_, str>> {
    let mut rows = Vec::new();
    for paragraph in text.split('\n') {
        let paragraph = paragraph.strip_suffix('\r').unwrap_or(paragraph);
        if row_width(paragraph) <= measure {
            rows.push(shown_clusters(paragraph));
            continue;
        }
        let (mut from, mut last, mut width) = (0, 0, 0);
        for (at, _) in linebreaks(paragraph) {
            let before = paragraph
                .get(..at)
                .and_then(|before| before.chars().next_back());
            let after = paragraph.get(at..).and_then(|after| after.chars().next());
            let spaced = before.is_none_or(char::is_whitespace) || after.is_none();
            if !(spaced
                || before.is_some_and(|c| !c.is_ascii())
                || after.is_some_and(|c| !c.is_ascii()))
            {
                continue;
            }
            let unit = paragraph.get(last..at).unwrap_or_default();
            if last > from && width + row_width(unit.trim_end()) > measure {
                rows.push(shown_clusters(
                    paragraph.get(from..last).unwrap_or_default(),
                ));
                (from, width) = (last, 0);
            }
            width += row_width(unit);
            last = at;
        }
        rows.push(shown_clusters(paragraph.get(from..).unwrap_or_default()));
    }
    rows
}

/// A rating: its day, where it lies between 1 and 7 where the series is drawn, and its number.
fn dot(out: &mut String, dot: &Dot<'_>) {
    let row = [
        Some(format!("{INSET}{:<18}", dot.date)),
        scale(dot),
        Some(said(dot)),
    ];
    let row: Vec<String> = row.into_iter().flatten().collect();
    out.push_str(row.join("   ").trim_end());
    out.push('\n');
    if !dot.evidence.is_empty() {
        put(out, "        ", "        ", dot.evidence);
    }
}

/// "1 . . * . o . . 7"
pub(super) fn scale(dot: &Dot<'_>) -> Option<String> {
    let place = |at| match (dot.mark == Some(at), dot.from_now == Some(at)) {
        (true, _) => "*",
        (false, true) => "o",
        (false, false) => ".",
    };
    let places: Vec<&str> = (1..=7).map(place).collect();
    dot.drawn.then(|| format!("1 {} 7", places.join(" ")))
}

/// "5 of 7", and the mark from now beside it.
pub(super) fn said(dot: &Dot<'_>) -> String {
    let mark = dot.mark.map(|mark| format!("{mark} of 7"));
    let from_now = dot.from_now.map(|mark| format!("seen from now {mark}"));
    let said: Vec<String> = mark.into_iter().chain(from_now).collect();
    said.join("; ")
}

/// Two texts run together: what is gone as `[-gone-]`, what is new as `{+new+}`.
pub(super) fn together(runs: &[Run<'_>]) -> String {
    let mut out = String::new();
    for run in runs {
        match run {
            Run::Kept { now, .. } => out.push_str(now),
            Run::Gone(words) => changed(&mut out, "[-", words, "-]"),
            Run::New(words) => changed(&mut out, "{+", words, "+}"),
        }
    }
    out
}

/// The white space after a run stands outside its marks.
fn changed(out: &mut String, open: &str, words: &str, close: &str) {
    let inner = words.trim_end();
    if inner.is_empty() {
        return out.push_str(words);
    }
    out.push_str(open);
    out.push_str(inner);
    out.push_str(close);
    out.push_str(words.get(inner.len()..).unwrap_or_default());
}
