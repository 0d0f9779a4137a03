//! Another's voice: a note that came home, behind a hairline, name and date first.

use super::{
    paper::{Run, shorten, width},
    screen::Cx,
};
use crate::{
    insight::seen::hidden,
    journal::Entry,
    text::{flat, wrapped},
    workbook::coming_home::note_of,
};

/// A note as rows: who wrote it and when, the words it is on, and what it says. Of a note on words
/// that are not shown today only that it is there.
/// `side` follows the name and the date.
pub fn rows(cx: &Cx<'_>, entry: &Entry, side: &str, measure: usize) -> Vec<Vec<Run>> {
    let theme = cx.theme;
    let lead = lead(cx);
    let room = measure.saturating_sub(width(&lead.0)).max(1);
    let mut rows = Vec::new();
    let mut put = |text: &str, style| {
        for row in wrapped(text.trim_end(), room) {
            rows.push(vec![lead.clone(), (row.trim_end().to_owned(), style)]);
        }
    };
    let signed = cx.workbook.signed(entry, cx.today());
    put(&format!("{signed}{side}"), theme.attention);
    if let Some(hidden) = hidden(&cx.workbook.journal, entry, cx.today()) {
        put(&hidden.says(), theme.muted);
        return rows;
    }
    let note = note_of(entry);
    if let Some(quote) = note
        .map(|note| note.quote.as_str())
        .filter(|quote| !quote.is_empty())
    {
        put(&format!("\u{201c}{quote}\u{201d}"), theme.muted);
    }
    if let Some(with) = note.and_then(|note| note.with.as_deref()) {
        put(&connected(cx, with), theme.muted);
    }
    if !entry.words.is_empty() {
        put(&entry.words, theme.text);
    }
    rows
}

/// The beginning of a note, in one row.
pub fn row(cx: &Cx<'_>, entry: &Entry, measure: usize) -> Vec<Run> {
    let lead = lead(cx);
    let signed = cx.workbook.signed(entry, cx.today());
    let said = match hidden(&cx.workbook.journal, entry, cx.today()) {
        Some(hidden) => hidden.says(),
        None => flat(&entry.words.chars().take(measure).collect::<String>()),
    };
    let room = measure.saturating_sub(width(&lead.0)).max(1);
    let text = shorten(&format!("{signed}: {said}"), room, cx.glyphs.more);
    vec![lead, (text, cx.theme.attention)]
}

fn lead(cx: &Cx<'_>) -> Run {
    (format!("{} ", cx.glyphs.rule), cx.theme.attention)
}

/// The answer with which a note connects another.
fn connected(cx: &Cx<'_>, with: &str) -> String {
    match cx.workbook.journal.entry(with) {
        Some(with) => format!("with: {}", cx.workbook.asked_of(with)),
        None => "with words that are not in this journal any more".to_owned(),
    }
}
