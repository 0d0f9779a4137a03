//! Wrapping again after a change, at a cost that does not grow with the paragraph.
//!
//! Where a row starts depends on the text before it only through the state of
//! the breaking rules, and some letters reset that state whatever came before.
//! So reading goes on from a row that starts with such a letter, far enough
//! before the change not to feel it, and stops as soon as a row starts with
//! such a letter where one started before.

use std::ops::ControlFlow;

use super::wrap::scan;

/// A change of a text: at byte `at`, `removed` bytes made way for `inserted` bytes.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    pub at: usize,
    pub removed: usize,
    pub inserted: usize,
}

/// Brings `rows`, the row starts of a paragraph before `change`, up to date
/// with `text`, the paragraph after it. The same as wrapping afresh.
pub fn rewrap(text: &str, rows: &mut Vec<usize>, change: Change, measure: usize) {
    let new_end = change.at + change.inserted;
    let old_end = change.at + change.removed;
    let row = rows
        .partition_point(|&start| start <= change.at)
        .saturating_sub(1);
    // A row's start was settled by its first word and the row before it. One
    // row back that word can still be joined by the change; two rows back it cannot.
    let mut kept = row.saturating_sub(2);
    while kept > 0 && !starts_afresh(&text[rows[kept]..]) {
        kept -= 1;
    }
    let mut fresh = Vec::new();
    let mut tail = rows.len();
    scan(text, rows[kept], measure, |start| {
        if start >= new_end && starts_afresh(&text[start..]) {
            let was = start - new_end + old_end;
            if let Ok(index) = rows[kept + 1..].binary_search(&was) {
                tail = kept + 1 + index;
                return ControlFlow::Break(());
            }
        }
        fresh.push(start);
        ControlFlow::Continue(())
    });
    let shifted = kept + 1 + fresh.len();
    rows.splice(kept + 1..tail, fresh);
    for start in &mut rows[shifted..] {
        *start = *start + change.inserted - change.removed;
    }
}

/// Whether the text starts with a letter after which neither line breaks nor
/// clusters depend on what came before it: Latin, Greek, Cyrillic, ideographs.
pub fn starts_afresh(text: &str) -> bool {
    text.chars().next().is_some_and(|c| {
        c.is_ascii_alphabetic()
            || (c.is_alphabetic()
                && matches!(c, '\u{C0}'..='\u{2AF}' | '\u{370}'..='\u{52F}' | '\u{4E00}'..='\u{9FFF}'))
    })
}
