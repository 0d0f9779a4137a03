//! Word differences between two texts, which read like an edit.

mod parted;
mod tidy;

use std::ops::Range;

use imara_diff::{Algorithm, Diff, InternedInput, Token};

use super::pieces::{Piece, pieces};

/// A stretch of two texts. The runs of a difference, one after another, rebuild both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'a> {
    /// The same words in both; the white space after each may differ.
    Kept { then: &'a str, now: &'a str },
    /// Only in the older text.
    Gone(&'a str),
    /// Only in the newer text.
    New(&'a str),
}

/// So many pieces of the one text stand where so many of the other do.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk {
    then: Range<usize>,
    now: Range<usize>,
}

/// What was kept, what is gone and what is new, word by word. No run begins or ends inside a
/// word or a cluster; a short stretch that happens to stand in both, between two changes, counts
/// as changed.
pub fn diff<'a>(then: &'a str, now: &'a str) -> Vec<Run<'a>> {
    let (old, new) = (pieces(then), pieces(now));
    let mut input: InternedInput<&str> = InternedInput::default();
    input.update_before(old.iter().map(|piece| piece.key));
    input.update_after(new.iter().map(|piece| piece.key));
    let known = input.interner.num_tokens();
    let all = parted::part(&mut input.before, &input.after, known);
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &input.before, &input.after, all);
    diff.postprocess_with_heuristic(&input, |tokens: &[Token], hunk, earliest| {
        let key = |at: usize| tokens.get(at).filter(|token| token.0 < known);
        let key = |at| key(at).map_or("", |token| input.interner[*token]);
        tidy::slide(key, &hunk, earliest)
    });
    let wide = |range: &Range<u32>| range.start as usize..range.end as usize;
    let hunks = diff.hunks().map(|hunk| Hunk {
        then: wide(&hunk.before),
        now: wide(&hunk.after),
    });
    let hunks = tidy::joined(hunks, &old, &new);
    runs((then, &old), (now, &new), &hunks)
}

fn runs<'a>(
    (then, old): (&'a str, &[Piece<'_>]),
    (now, new): (&'a str, &[Piece<'_>]),
    hunks: &[Hunk],
) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    let mut at = (0, 0);
    let last = Hunk {
        then: old.len()..old.len(),
        now: new.len()..new.len(),
    };
    for hunk in hunks.iter().chain([&last]) {
        let kept = slice(then, old, at.0..hunk.then.start);
        if !kept.is_empty() {
            let now = slice(now, new, at.1..hunk.now.start);
            runs.push(Run::Kept { then: kept, now });
        }
        let (gone, new) = (
            slice(then, old, hunk.then.clone()),
            slice(now, new, hunk.now.clone()),
        );
        runs.extend((!gone.is_empty()).then_some(Run::Gone(gone)));
        runs.extend((!new.is_empty()).then_some(Run::New(new)));
        at = (hunk.then.end, hunk.now.end);
    }
    runs
}

fn slice<'a>(text: &'a str, pieces: &[Piece<'_>], range: Range<usize>) -> &'a str {
    let start = |at: usize| pieces.get(at).map_or(text.len(), |piece| piece.start);
    &text[start(range.start)..start(range.end)]
}
