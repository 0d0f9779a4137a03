//! Names in a text, and the text with roles in their place.

use std::{cmp::Reverse, collections::HashMap, ops::Range};

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::{insight::search::fold, share::names::Name};

/// Stands in place of a name whose role says nothing, or holds a listed name itself.
const SOMEONE: &str = "someone";

/// Names made ready to be looked for, as whole words, whatever their case and accents.
pub(super) struct Finder {
    names: Vec<Name>,
    /// By first word, the names that begin with it and their words; the longest first, and of two
    /// that are the same the first one given.
    by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
}

/// Where a name stands in a text, in bytes.
pub(super) struct Found<'a> {
    pub(super) range: Range<usize>,
    pub(super) name: &'a Name,
}

struct Word {
    range: Range<usize>,
    folded: String,
}

impl Finder {
    pub(super) fn new(list: &[Name]) -> Self {
        let mut finder = Self {
            names: list.to_vec(),
            by_first: HashMap::new(),
        };
        for (at, name) in list.iter().enumerate() {
            let words: Vec<String> = words(&name.name).map(|word| word.folded).collect();
            if let Some(first) = words.first() {
                let known = finder.by_first.entry(first.clone()).or_default();
                known.push((words, at));
            }
        }
        for names in finder.by_first.values_mut() {
            names.sort_by_key(|(words, _)| Reverse(words.len()));
        }
        let unfit = |name: &Name| name.role.trim().is_empty() || finder.holds(&name.role);
        let unfit: Vec<bool> = finder.names.iter().map(unfit).collect();
        for (name, unfit) in finder.names.iter_mut().zip(unfit) {
            if unfit {
                SOMEONE.clone_into(&mut name.role);
            }
        }
        finder
    }

    pub(super) fn holds(&self, text: &str) -> bool {
        !self.find(text).is_empty()
    }

    /// The names in a text, in its order; they do not overlap.
    pub(super) fn find(&self, text: &str) -> Vec<Found<'_>> {
        if self.by_first.is_empty() {
            return Vec::new();
        }
        let words: Vec<Word> = words(text).collect();
        let mut found = Vec::new();
        let mut left = words.as_slice();
        while let Some((_, rest)) = left.split_first() {
            match self.first(text, left) {
                Some((one, count)) => {
                    found.push(one);
                    left = left.get(count..).unwrap_or_default();
                }
                None => left = rest,
            }
        }
        found
    }

    /// The text with the role in place of every name; nothing else changes.
    pub(super) fn swap(&self, text: &str) -> String {
        let mut swapped = text.to_owned();
        // A role beside a word could make a further name; each round leaves fewer.
        for _ in 0..=self.names.len() {
            let found = self.find(&swapped);
            if found.is_empty() {
                break;
            }
            let mut next = String::with_capacity(swapped.len());
            let mut from = 0;
            for one in &found {
                next.push_str(swapped.get(from..one.range.start).unwrap_or_default());
                next.push_str(&one.name.role);
                from = one.range.end;
            }
            next.push_str(swapped.get(from..).unwrap_or_default());
            swapped = next;
        }
        swapped
    }

    fn first(&self, text: &str, left: &[Word]) -> Option<(Found<'_>, usize)> {
        let first = left.first()?;
        let known = self.by_first.get(&first.folded)?;
        let stands = |parts: &[String]| {
            let words = left.get(..parts.len())?;
            let same = words
                .iter()
                .zip(parts)
                .all(|(word, part)| word.folded == *part);
            let close = words.windows(2).all(|two| match two {
                [one, next] => text.get(one.range.end..next.range.start).is_some_and(joins),
                _ => true,
            });
            (same && close).then(|| words.last().map(|last| last.range.end))?
        };
        known.iter().find_map(|(parts, at)| {
            let range = first.range.start..stands(parts)?;
            let name = self.names.get(*at)?;
            Some((Found { range, name }, parts.len()))
        })
    }
}

/// Whether the words of one name may have this between them.
fn joins(between: &str) -> bool {
    let joins = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '-' | '.' | '_' | '\'' | '\u{2019}' | '\u{2010}' | '\u{2011}'
            )
    };
    between.chars().all(joins)
}

/// The words of a text (UAX #29), each also parted at what is no letter and no digit, so that
/// "Anna's" and "anna.lind@" hold a name.
fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let within = |c: char| {
        c.is_alphanumeric()
            || is_combining_mark(c)
            || matches!(
                c,
                '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
            )
    };
    text.unicode_word_indices().flat_map(move |(start, word)| {
        word.split(move |c| !within(c))
            .filter(|part| !part.is_empty())
            .map(move |part| {
                let at = start + (part.as_ptr() as usize - word.as_ptr() as usize);
                Word {
                    range: at..at + part.len(),
                    folded: fold(part),
                }
            })
    })
}
