//! The names list: names to be swapped for roles before anything leaves.
//!
//! A name is found where it stands as words of its own (UAX #29), whatever the case, however its
//! accents are composed, and with `'s` behind it or a letter elided before it; never inside
//! another word.

mod words;

use std::{cmp::Reverse, collections::BTreeMap, ops::Range};

use crate::{
    journal::{Fact, Journal},
    text::flat,
};
use words::{Word, words};

/// A name, and the role it is swapped for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub name: String,
    pub role: String,
}

/// The person's own list, in the order in which it was stated.
pub fn listed(journal: &Journal) -> Vec<Name> {
    let stated = journal.facts_of(Fact::Name);
    stated
        .filter_map(|stated| {
            let role = stated.value.as_str()?.to_owned();
            let name = stated.key.clone();
            Some(Name { name, role })
        })
        .collect()
}

/// Why a name does not go on the list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("A name has at least one letter.")]
    NoName,
    #[error("Say a role for it: it is what stands there in place of the name.")]
    NoRole,
    #[error("That role holds a name itself. Say it in other words.")]
    NameInRole,
    #[error("That name is a word of the role of {0}. Change that role first.")]
    InRoleOf(String),
}

/// The name as it goes on the list; one that is on it already keeps its spelling there.
///
/// # Errors
/// Nothing can be found by it, or swapping it would put a listed name there.
pub fn fit(list: &[Name], name: &str, role: &str) -> Result<Name, Unfit> {
    let (name, role) = (flat(name), flat(role));
    if words(&name).is_empty() {
        return Err(Unfit::NoName);
    }
    if role.is_empty() {
        return Err(Unfit::NoRole);
    }
    let known = list.iter().find(|known| same(&known.name, &name));
    let name = known.map_or(name, |known| known.name.clone());
    let new = Name { name, role };
    let all: Vec<Name> = list.iter().chain([&new]).cloned().collect();
    if Finder::new(&all).holds(&new.role) {
        return Err(Unfit::NameInRole);
    }
    let alone = Finder::new(std::slice::from_ref(&new));
    let others = list.iter().filter(|other| other.name != new.name);
    match others.into_iter().find(|other| alone.holds(&other.role)) {
        Some(other) => Err(Unfit::InRoleOf(other.name.clone())),
        None => Ok(new),
    }
}

/// Whether two spellings are the same name.
pub fn same(one: &str, other: &str) -> bool {
    let folded = |name| words(name).into_iter().map(|word| word.folded);
    folded(one).eq(folded(other))
}

/// What stands in place of a name whose role cannot be said, because it holds a listed name: two
/// machines may have stated what neither would have alone.
const SOMEONE: &str = "someone";

/// The names list, made ready to be looked for.
#[derive(Debug, Default)]
pub struct Finder {
    names: Vec<Name>,
    /// The words of each name, folded.
    words: Vec<Vec<String>>,
    /// The names that begin with a word, the longest first.
    by_first: BTreeMap<String, Vec<usize>>,
}

/// Where a name stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// In bytes, between characters.
    pub range: Range<usize>,
    pub name: &'a Name,
}

impl Finder {
    pub fn new(list: &[Name]) -> Self {
        let mut finder = Self::default();
        for name in list {
            let folded: Vec<String> = words(&name.name).into_iter().map(|w| w.folded).collect();
            let Some(first) = folded.first().cloned() else {
                continue;
            };
            let at = finder.names.len();
            finder.by_first.entry(first).or_default().push(at);
            finder.names.push(name.clone());
            finder.words.push(folded);
        }
        let long = |words: &Vec<String>| (words.len(), words.iter().map(String::len).sum());
        for names in finder.by_first.values_mut() {
            names.sort_by_key(|at| Reverse(finder.words.get(*at).map_or((0, 0_usize), long)));
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

    /// Whether there is nothing to find.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Whether a listed name stands in a text.
    pub fn holds(&self, text: &str) -> bool {
        !self.find(text).is_empty()
    }

    /// The names in a text, in its order; they do not overlap, and of two that begin together the
    /// longer one is found.
    pub fn find(&self, text: &str) -> Vec<Found<'_>> {
        if self.is_empty() {
            return Vec::new();
        }
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(left) = words.get(at..).filter(|left| !left.is_empty()) {
            match self.first(text, left) {
                Some((one, count)) => {
                    found.push(one);
                    at += count;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The text with the role in place of every listed name; nothing else changes.
    pub fn swap(&self, text: &str) -> String {
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

    /// The name that these words begin with, and how many of them it takes.
    fn first(&self, text: &str, words: &[Word]) -> Option<(Found<'_>, usize)> {
        let (first, rest) = words.split_first()?;
        let whole = (first.range.start, first.folded.clone());
        let tail = first.tail.clone();
        std::iter::once(whole).chain(tail).find_map(|(start, key)| {
            let names = self.by_first.get(&key)?;
            names.iter().find_map(|at| {
                let (name, parts) = (self.names.get(*at)?, self.words.get(*at)?);
                let mut end = first.range.end;
                let mut rest = rest.iter();
                for part in parts.iter().skip(1) {
                    let next = rest.next().filter(|next| next.folded == *part)?;
                    let between = text.get(end..next.range.start)?;
                    between.chars().all(joins).then_some(())?;
                    end = next.range.end;
                }
                let range = start..end;
                Some((Found { range, name }, parts.len()))
            })
        })
    }
}

/// Whether the words of one name may have this between them.
fn joins(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '.')
}
