//! Which of two lists of phrases speak of the same thing.

use std::collections::{BTreeSet, HashMap, VecDeque};

use crate::text::is_plain;

/// A word in more phrases than this says nothing of what any of them speaks of.
const COMMON: usize = 40;

/// In how many parts a pair's words are counted.
const WHOLE: usize = 1000;

/// What a phrase speaks of: its words but the plain ones, folded, each once.
pub(super) fn subject(phrase: &str) -> Vec<String> {
    let words = phrase.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}');
    let mut subject: Vec<String> = words
        .map(fold)
        .filter(|word| !word.is_empty() && !is_plain(word))
        .collect();
    subject.sort_unstable();
    subject.dedup();
    subject
}

/// In small letters, without an ending that does not change what is meant. Of a contraction such
/// as "don't" nothing is left.
fn fold(word: &str) -> String {
    let word = word
        .trim_matches(|c| c == '\'' || c == '\u{2019}')
        .to_lowercase();
    let owner = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("\u{2019}s"));
    let word = owner.unwrap_or(&word);
    if word.contains(['\'', '\u{2019}']) {
        return String::new();
    }
    let several = word
        .strip_suffix('s')
        .filter(|one| one.len() >= 4 && !one.ends_with('s'));
    several.unwrap_or(word).to_owned()
}

/// Pairs of the two lists that share at least half of their words, and at least so many of them
/// unless they have no others; those that share most found first. Each of either list is in one
/// pair at most. In the order of the older list.
pub(super) fn pairs(
    then: &[Vec<String>],
    now: &[Vec<String>],
    least: usize,
) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, subject) in now.iter().enumerate() {
        for word in subject {
            places.entry(word).or_default().push(at);
        }
    }
    let mut found = Vec::new();
    for (at, subject) in then.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        let known = subject.iter().filter_map(|word| places.get(word.as_str()));
        for other in known.filter(|places| places.len() <= COMMON).flatten() {
            *shared.entry(*other).or_default() += 1;
        }
        for (other, both) in shared {
            let all = subject.len() + now.get(other).map_or(0, Vec::len);
            let part = 2 * WHOLE * both / all.max(1);
            if part == WHOLE || (part >= WHOLE / 2 && both >= least) {
                found.push((part, at, other));
            }
        }
    }
    found.sort_unstable_by_key(|&(part, at, other)| {
        (std::cmp::Reverse(part), at.abs_diff(other), at, other)
    });
    let (mut old, mut new) = (vec![false; then.len()], vec![false; now.len()]);
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, at, other) in found {
        if let (Some(left @ false), Some(right @ false)) = (old.get_mut(at), new.get_mut(other)) {
            (*left, *right) = (true, true);
            pairs.push((at, other));
        }
    }
    pairs.sort_unstable();
    pairs
}

/// What stands in both lists, wherever it stands, as pairs of places; each is in one at most.
pub(super) fn same(then: &[&str], now: &[&str]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (at, line) in now.iter().enumerate() {
        places.entry(line).or_default().push_back(at);
    }
    let mut same = Vec::new();
    for (at, line) in then.iter().enumerate() {
        let other = places.get_mut(*line).and_then(VecDeque::pop_front);
        same.extend(other.map(|other| (at, other)));
    }
    same
}

/// The places of so many that are in none of the pairs: on the older side of them, or the newer.
pub(super) fn alone(pairs: &[(usize, usize)], count: usize, side: Side) -> Vec<usize> {
    let paired: BTreeSet<usize> = pairs
        .iter()
        .map(|(then, now)| match side {
            Side::Then => *then,
            Side::Now => *now,
        })
        .collect();
    (0..count).filter(|at| !paired.contains(at)).collect()
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Side {
    Then,
    Now,
}
