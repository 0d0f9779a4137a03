//! From the fewest changes to those a person would have made.

use std::ops::Range;

use super::{Hunk, Piece};

/// How far a change is moved in search of a start that reads well.
const FAR: u32 = 100;

/// Where an insertion that could stand in several places ends best: it begins where a sentence
/// begins, or else a clause, or else as early as it can.
pub(super) fn slide<'a>(piece: impl Fn(usize) -> &'a str, hunk: &Range<u32>, earliest: u32) -> u32 {
    let long = hunk.end - hunk.start;
    let before = |end: u32| (end - long).checked_sub(1).map(|at| piece(at as usize));
    let first = earliest.max(long).max(hunk.end.saturating_sub(FAR));
    // Of ends that are as good as each other the earliest one stays.
    let mut best = (first, begins(before(first)));
    for end in first + 1..=hunk.end {
        let good = begins(before(end));
        if good > best.1 {
            best = (end, good);
        }
    }
    best.0
}

/// How well something begins after this piece.
fn begins(after: Option<&str>) -> u8 {
    match after {
        None => 2,
        Some(piece) if piece.ends_with(['.', '!', '?', '\u{2026}', '\u{3002}']) => 2,
        Some(piece) if piece.ends_with([',', ';', ':', '\u{2013}', '\u{2014}', ')']) => 1,
        Some(_) => 0,
    }
}

/// Joins changes between which only a few short words were kept.
pub(super) fn joined(
    hunks: impl Iterator<Item = Hunk>,
    old: &[Piece<'_>],
    new: &[Piece<'_>],
) -> Vec<Hunk> {
    let mut joined: Vec<Hunk> = Vec::new();
    for mut hunk in hunks {
        while let Some(before) = joined.last() {
            let kept = &new[before.now.end..hunk.now.start];
            let around = size(before, old, new).min(size(&hunk, old, new));
            if !is_crumb(kept, around) {
                break;
            }
            hunk = Hunk {
                then: before.then.start..hunk.then.end,
                now: before.now.start..hunk.now.end,
            };
            joined.pop();
        }
        joined.push(hunk);
    }
    joined
}

/// Whether what was kept is too little to be read as kept between two changes, the smaller of
/// which is so many letters long. The end of a sentence parts two changes by itself.
fn is_crumb(kept: &[Piece<'_>], around: usize) -> bool {
    let words = kept.iter().filter(|piece| piece.is_word()).count();
    let letters = letters(kept);
    match words {
        0 => begins(kept.last().map(|piece| piece.key)) < 2,
        1..=3 if letters <= 9 => true,
        1..=4 => letters <= around,
        _ => false,
    }
}

/// The longer side of a change, in letters.
fn size(hunk: &Hunk, old: &[Piece<'_>], new: &[Piece<'_>]) -> usize {
    letters(&old[hunk.then.clone()]).max(letters(&new[hunk.now.clone()]))
}

/// In letters; beyond what any comparison asks for it is not counted on.
fn letters(pieces: &[Piece<'_>]) -> usize {
    pieces.iter().take(64).map(|piece| piece.key.len()).sum()
}
