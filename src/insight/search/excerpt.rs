//! The sentence in which something was found, cut around it.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::fold::occurrences;
use crate::text::{row_width, shown, width};

/// Pieces of a row, ready to be drawn, each with whether it is what was looked for.
pub type Runs = Vec<(String, bool)>;

/// So many bytes before and after a place are looked at for the sentence around it.
const NEAR: usize = 2_000;

/// Of so many places in a text the best one is shown.
const PLACES: usize = 64;

/// The sentence of a text that holds the terms, within so many cells; none where none of them
/// is in it. Where it is cut, `more` says so.
pub(super) fn excerpt(text: &str, terms: &[String], room: usize, more: &str) -> Option<Runs> {
    let found = occurrences(text, terms);
    let here = best(&found)?;
    let sentence = sentence(text, &here);
    let shared = |range: &Range<usize>| range.start < sentence.end && range.end > sentence.start;
    let hits: Vec<Range<usize>> = found
        .into_iter()
        .map(|(range, _)| range)
        .filter(shared)
        .collect();
    let mut cells = Vec::new();
    for (at, cluster) in text.get(sentence.clone())?.grapheme_indices(true) {
        let at = sentence.start + at;
        let is_hit = hits.iter().any(|range| range.contains(&at));
        let blank = cluster.chars().all(char::is_whitespace);
        let cluster = if blank { " " } else { cluster };
        cells.push(Cell {
            at,
            cluster,
            is_hit,
        });
    }
    while cells
        .pop_if(|cell| cell.is_space() && !cell.is_hit)
        .is_some()
    {}
    let blank = cells
        .iter()
        .take_while(|cell| cell.is_space() && !cell.is_hit);
    cells.drain(..blank.count());
    let first = cells.iter().position(|cell| cell.at >= here.start)?;
    let end = cells.iter().take_while(|cell| cell.at < here.end).count();
    let [start, until] = cut(&cells, first..end, room, row_width(more));
    let mut runs = Runs::new();
    if start > 0 {
        runs.push((more.to_owned(), false));
    }
    for cell in cells.iter().take(until).skip(start) {
        let text = shown(cell.cluster);
        match runs.last_mut() {
            Some((run, is_hit)) if *is_hit == cell.is_hit => run.push_str(&text),
            _ => runs.push((text.into_owned(), cell.is_hit)),
        }
    }
    if until < cells.len() {
        runs.push((more.to_owned(), false));
    }
    Some(runs)
}

struct Cell<'a> {
    at: usize,
    cluster: &'a str,
    is_hit: bool,
}

impl Cell<'_> {
    fn is_space(&self) -> bool {
        self.cluster == " "
    }
}

/// The place with most of the terms around it, the first of those.
fn best(found: &[(Range<usize>, usize)]) -> Option<Range<usize>> {
    let around = |place: &Range<usize>| {
        let near = found.iter().take(PLACES);
        let near = near.filter(|(range, _)| {
            (place.start..place.start.saturating_add(200)).contains(&range.start)
        });
        let mut terms: Vec<usize> = near.map(|(_, term)| *term).collect();
        terms.sort_unstable();
        terms.dedup();
        terms.len()
    };
    let mut best: Option<(usize, &Range<usize>)> = None;
    for (place, _) in found.iter().take(PLACES) {
        let count = around(place);
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, place));
        }
    }
    best.map(|(_, place)| place.clone())
}

/// The sentence around a place.
fn sentence(text: &str, here: &Range<usize>) -> Range<usize> {
    let bound = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (near, far) = (
        bound(here.start.saturating_sub(NEAR)),
        bound((here.end + NEAR).min(text.len())),
    );
    let before = text.get(near..here.start).unwrap_or_default();
    let after = text.get(here.end..far).unwrap_or_default();
    let start = before.rfind('\n').map_or(near, |at| near + at + 1);
    let end = after.find('\n').map_or(far, |at| here.end + at);
    let paragraph = text.get(start..end).unwrap_or_default();
    let mut sentences = paragraph.split_sentence_bound_indices();
    let own = sentences.find(|(at, sentence)| start + at + sentence.len() > here.start);
    let (from, until) = own.map_or((start, end), |(at, sentence)| {
        (start + at, (start + at + sentence.len()).max(here.end))
    });
    from.min(here.start)..until
}

/// The cells of a sentence that fit, so that what was found is among them and words stay whole.
fn cut(cells: &[Cell<'_>], here: Range<usize>, room: usize, more: usize) -> [usize; 2] {
    let wide = |cells: &[Cell<'_>]| -> usize { cells.iter().map(|cell| width(cell.cluster)).sum() };
    let after = wide(cells.get(here.start..).unwrap_or_default());
    if wide(cells) <= room {
        return [0, cells.len()];
    }
    // A third of the row stands before it, or more where the sentence ends soon.
    let lead = (room / 3)
        .max(room.saturating_sub(after))
        .saturating_sub(more);
    let mut used = 0;
    let before = cells.iter().take(here.start).rev();
    let before = before.take_while(|cell| {
        used += width(cell.cluster);
        used <= lead
    });
    let mut start = here.start - before.count();
    if start > 0 && wide(cells.get(..here.start).unwrap_or_default()) <= lead + more {
        start = 0;
    }
    if start > 0 {
        let mut between = cells.iter().take(here.start).enumerate().skip(start - 1);
        if let Some((space, _)) = between.find(|(_, cell)| cell.is_space()) {
            start = space + 1;
        }
    }
    let room = room.saturating_sub(if start > 0 { more } else { 0 });
    let rest = cells.get(start..).unwrap_or_default();
    if wide(rest) <= room {
        return [start, cells.len()];
    }
    let room = room.saturating_sub(more);
    let mut used = 0;
    let fit = rest.iter().take_while(|cell| {
        used += width(cell.cluster);
        used <= room
    });
    let fit = start + fit.count();
    // A word is cut only where the row holds no space behind what was found.
    let mut ends = cells.iter().enumerate().take(fit + 1).skip(here.end);
    let end = ends.rfind(|(_, cell)| cell.is_space());
    [start, end.map_or(fit, |(space, _)| space)]
}
