//! A text that was written anew: what turned, what is gone, what is new.

use super::{
    Part,
    pairs::{Side, alone, pairs, same, subject},
};
use crate::text::{self, diff::Run, joins, sentences};

/// A single word that two phrases share may stand in each for another thing.
const SHARED: usize = 2;

/// Of a hundred older words, how many stay.
pub(super) fn stays(runs: &[Run<'_>]) -> usize {
    let (mut kept, mut all) = (0, 0);
    for run in runs {
        match run {
            Run::Kept { then, .. } => {
                let words = text::words(then);
                kept += words;
                all += words;
            }
            Run::Gone(then) => all += text::words(then),
            Run::New(_) => {}
        }
    }
    (100 * kept).checked_div(all).unwrap_or(0)
}

/// The sentences of two texts, each accounted for once: kept, partnered in one or several rows of
/// `turned`, or without a partner. All are named by their place in their text.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pairing<'a> {
    pub then: Vec<&'a str>,
    pub now: Vec<&'a str>,
    /// Said again as it was.
    pub kept: Vec<(usize, usize)>,
    pub turned: Vec<Turned<'a>>,
    pub gone: Vec<usize>,
    pub new: Vec<usize>,
}

/// Two phrases that speak of the same thing, in different words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turned<'a> {
    pub then: &'a str,
    pub now: &'a str,
    /// The sentences they stand in.
    pub of: (usize, usize),
}

/// A part of a sentence.
#[derive(Debug, Clone, Copy)]
struct Phrase<'a> {
    text: &'a str,
    of: usize,
}

impl<'a> Pairing<'a> {
    pub fn of(then: &'a str, now: &'a str) -> Self {
        let (then, now) = (sentences(then), sentences(now));
        let kept = same(&then, &now);
        let (left, right) = (
            alone(&kept, then.len(), Side::Then),
            alone(&kept, now.len(), Side::Now),
        );
        let turned = turned(
            &phrases(&then, &left),
            &phrases(&now, &right),
            (&then, &now),
        );
        let mut partners = kept.clone();
        partners.extend(turned.iter().map(|row| row.of));
        let (gone, new) = (
            alone(&partners, then.len(), Side::Then),
            alone(&partners, now.len(), Side::Now),
        );
        Self {
            then,
            now,
            kept,
            turned,
            gone,
            new,
        }
    }

    /// Whether both have sentences, and none of the one has a partner in the other.
    pub(super) fn is_apart(&self) -> bool {
        let partners = self.kept.len() + self.turned.len();
        partners == 0 && !self.then.is_empty() && !self.now.is_empty()
    }

    /// The rows it is shown in: in the order of the older text, then of the newer one.
    pub(super) fn parts(&self) -> Vec<Part<'a>> {
        let turned = self.turned.iter();
        let turned = turned.map(|row| Part::row("turned", Some(row.then), Some(row.now)));
        let gone = self
            .gone
            .iter()
            .filter_map(|at| self.then.get(*at).copied());
        let new = self.new.iter().filter_map(|at| self.now.get(*at).copied());
        turned
            .chain(gone.map(Part::gone))
            .chain(new.map(Part::new))
            .collect()
    }
}

fn turned<'a>(
    old: &[Phrase<'a>],
    new: &[Phrase<'a>],
    (then, now): (&[&'a str], &[&'a str]),
) -> Vec<Turned<'a>> {
    let subjects = |phrases: &[Phrase<'_>]| {
        let subjects = phrases.iter().map(|phrase| subject(phrase.text));
        subjects.collect::<Vec<_>>()
    };
    let pairs = pairs(&subjects(old), &subjects(new), SHARED);
    let pairs = pairs
        .iter()
        .filter_map(|(a, b)| Some((old.get(*a)?, new.get(*b)?)));
    let (mut rows, mut same) = (Vec::new(), Vec::new());
    for (old, new) in pairs {
        let of = (old.of, new.of);
        if is_same(old.text, new.text) {
            same.push(of);
        } else {
            rows.push(Turned {
                then: old.text,
                now: new.text,
                of,
            });
        }
    }
    // Sentences that only share a phrase as it was are partners as a whole.
    for of in same {
        let known =
            rows.iter().any(|row| row.of.0 == of.0) && rows.iter().any(|row| row.of.1 == of.1);
        if !known && let (Some(then), Some(now)) = (then.get(of.0), now.get(of.1)) {
            rows.push(Turned { then, now, of });
        }
    }
    rows.sort_by_key(|row| row.of);
    rows
}

fn is_same(then: &str, now: &str) -> bool {
    then.to_lowercase() == now.to_lowercase()
}

/// The phrases of those sentences that are to be looked at.
fn phrases<'a>(sentences: &[&'a str], wanted: &[usize]) -> Vec<Phrase<'a>> {
    let wanted = wanted
        .iter()
        .filter_map(|of| Some((*of, *sentences.get(*of)?)));
    let all = wanted.flat_map(|(of, sentence)| {
        let parts = clauses(sentence).into_iter();
        parts.map(move |text| Phrase { text, of })
    });
    all.collect()
}

/// What stands between the commas, colons and dashes of a sentence, without the word that joins
/// it to what stands before.
fn clauses(sentence: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, sign) in sentence.char_indices() {
        let rest = sentence.get(at + sign.len_utf8()..).unwrap_or_default();
        let apart = rest.starts_with(char::is_whitespace);
        let ends = match sign {
            ',' | ';' | ':' => apart,
            '-' => {
                apart
                    && sentence
                        .get(..at)
                        .is_some_and(|before| before.ends_with(' '))
            }
            '(' | ')' | '\u{2013}' | '\u{2014}' | '\u{3001}' | '\u{FF0C}' => true,
            _ => false,
        };
        if ends {
            parts.extend(sentence.get(start..at));
            start = at + sign.len_utf8();
        }
    }
    parts.extend(sentence.get(start..));
    let parts = parts.into_iter().map(bare);
    parts.filter(|part| !part.is_empty()).collect()
}

fn bare(part: &str) -> &str {
    let part = part
        .trim()
        .trim_end_matches(['.', '!', '?', '\u{2026}'])
        .trim_end();
    match part.split_once(' ') {
        Some((first, rest)) if joins(first) => rest.trim_start(),
        _ => part,
    }
}
