//! Text in several tones, wrapped as one.

use ratatui::style::Style;

use crate::{
    text::{diff::Run as Stretch, paragraphs, row_starts, sentences},
    tui::{palette::Theme, paper::Run},
};

/// The rows of pieces that follow one another.
pub(super) fn flow(pieces: &[Run], measure: usize) -> Vec<Vec<Run>> {
    let text: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
    let mut rows = Vec::new();
    let mut begin = 0;
    for paragraph in paragraphs(&text) {
        let starts = row_starts(paragraph, measure);
        let ends = starts.iter().skip(1).copied().chain([paragraph.len()]);
        for (start, end) in starts.iter().zip(ends) {
            rows.push(cut(pieces, begin + start, begin + end));
        }
        begin += paragraph.len() + 1;
    }
    rows
}

/// What stands between two places of the pieces taken together.
fn cut(pieces: &[Run], start: usize, end: usize) -> Vec<Run> {
    let mut row = Vec::new();
    let mut at = 0;
    for (text, style) in pieces {
        let from = start.max(at) - at;
        let to = end.min(at + text.len()).saturating_sub(at);
        if let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) {
            row.push((part.trim_end_matches('\r').to_owned(), *style));
        }
        at += text.len();
    }
    row
}

/// Both texts run together: what is gone in `[-` and `-]`, what is new in `{+` and `+}`, and of
/// what was kept the sentences around them.
pub(super) fn edited(runs: &[Stretch<'_>], theme: &Theme, more: &str) -> Vec<Run> {
    let mut pieces = Vec::new();
    let last = runs.len().saturating_sub(1);
    for (at, run) in runs.iter().enumerate() {
        match run {
            Stretch::Kept { now, .. } => {
                let kept = around(now, at == 0, at == last, more);
                pieces.push((kept, theme.text));
            }
            Stretch::Gone(then) => marked(&mut pieces, ["[-", "-]"], then, theme.muted),
            Stretch::New(now) => marked(&mut pieces, ["{+", "+}"], now, theme.strong),
        }
    }
    pieces
}

/// The signs stand close to the words; the white space around these stays outside.
fn marked(pieces: &mut Vec<Run>, [open, close]: [&str; 2], text: &str, style: Style) {
    let words = text.trim();
    let (before, after) = text.split_once(words).unwrap_or_default();
    pieces.push((format!("{before}{open}{words}{close}{after}"), style));
}

/// Of a long stretch that was kept, the sentences at the changes; the rest is a sign.
fn around(kept: &str, first: bool, last: bool, more: &str) -> String {
    let all = sentences(kept);
    let wanted = usize::from(!first) + usize::from(!last);
    let (Some(head), Some(tail)) = (all.first(), all.last()) else {
        return kept.to_owned();
    };
    if all.len() <= wanted + 1 {
        return kept.to_owned();
    }
    let before: String = kept.chars().take_while(|c| c.is_whitespace()).collect();
    let end = kept.trim_end().len();
    let after = kept.get(end..).unwrap_or_default();
    match (first, last) {
        (true, true) => kept.to_owned(),
        (true, false) => format!("{more} {tail}{after}"),
        (false, true) => format!("{before}{head} {more}"),
        (false, false) => format!("{before}{head} {more} {tail}{after}"),
    }
}
