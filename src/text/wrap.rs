//! Soft wrap: where the rows of a paragraph start.
//!
//! A row ends where UAX #14 allows, and never inside a grapheme cluster.
//! Spaces hang past the edge; a word wider than the measure is cut.

use std::borrow::Cow;
use std::ops::ControlFlow;

use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::{paragraphs, shown_clusters, width};

/// The measure that lays every paragraph in one row.
pub const UNWRAPPED: usize = usize::MAX;

/// The byte offsets at which the rows of a paragraph start, rising, the first
/// 0. `measure` is in cells; 0 is taken as 1. Without the spaces at its end no
/// row is wider than that, unless it is a single cluster.
pub fn row_starts(paragraph: &str, measure: usize) -> Vec<usize> {
    let mut starts = vec![0];
    scan(paragraph, 0, measure, |start| {
        starts.push(start);
        ControlFlow::Continue(())
    });
    starts
}

/// The rows of a whole text as slices of it, without the spaces and the
/// carriage return at their ends. There is always at least one.
pub fn wrapped(text: &str, measure: usize) -> Vec<&str> {
    let mut rows = Vec::new();
    for paragraph in paragraphs(text) {
        let starts = row_starts(paragraph, measure);
        let visible = paragraph.strip_suffix('\r').unwrap_or(paragraph);
        let ends = starts.iter().skip(1).copied().chain([visible.len()]);
        rows.extend(
            starts
                .iter()
                .zip(ends)
                .map(|(&start, end)| visible[start..end].trim_end_matches(' ')),
        );
    }
    rows
}

/// The rows of a whole text, ready to be drawn: every cluster as it is shown.
pub fn shown_rows(text: &str, measure: usize) -> Vec<Cow<'_, str>> {
    wrapped(text, measure)
        .into_iter()
        .map(shown_clusters)
        .collect()
}

/// Reads rows from `from`, where one starts, and hands each further start to
/// `found` until that breaks off.
pub(super) fn scan(
    text: &str,
    from: usize,
    measure: usize,
    mut found: impl FnMut(usize) -> ControlFlow<()>,
) {
    if measure == UNWRAPPED {
        return;
    }
    let measure = measure.max(1);
    let mut breaks = linebreaks(&text[from..]).map(|(at, _)| from + at);
    let mut next_break = from;
    let (mut at, mut start, mut column) = (from, from, 0);
    // The last place where the row may end, and the column there.
    let mut chance = (from, 0);
    while at < text.len() {
        let (len, wide) = cluster_at(text, at);
        let hangs = wide == 0 || (len == 1 && text.as_bytes()[at] == b' ');
        while !hangs && column + wide > measure && at > start {
            let (next, used) = if chance.0 > start {
                chance
            } else {
                (at, column)
            };
            start = next;
            column -= used;
            if found(start).is_break() {
                return;
            }
        }
        at += len;
        column += wide;
        while next_break < at {
            next_break = breaks.next().unwrap_or(usize::MAX);
        }
        // Even where a control demands a break, the spaces after it hang.
        if next_break == at && text.as_bytes().get(at) != Some(&b' ') {
            chance = (at, column);
        }
    }
}

/// Bytes and cells of the cluster at `at`.
fn cluster_at(text: &str, at: usize) -> (usize, usize) {
    let rest = &text.as_bytes()[at..];
    match rest {
        [b' '..=b'~'] | [b' '..=b'~', 0..=0x7F, ..] => return (1, 1),
        [b'\r'] => return (1, 0),
        _ => {}
    }
    let cluster = text[at..].graphemes(true).next().unwrap_or_default();
    (cluster.len().max(1), width(cluster))
}
