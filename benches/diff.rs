//! Word differences, and all that is shown under two answers.
#![allow(clippy::unwrap_used, missing_docs)]

use divan::{Bencher, black_box};
use rolebook::{insight::change, text::diff::diff};

fn main() {
    divan::main();
}

/// A word of a made-up language of so many words, the frequent ones first, as in any language.
fn word(seed: &mut u64, words: u64) -> String {
    *seed = seed
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    let (a, b) = ((*seed >> 33) % words, (*seed >> 13) % words);
    let (mut rest, mut word) = (a * b / words + 1, String::new());
    while rest > 0 {
        let letters = [b"bcdfglmnprstvz".as_slice(), b"aeiou".as_slice()];
        for set in letters {
            let size = u64::try_from(set.len()).unwrap();
            word.extend(
                set.get(usize::try_from(rest % size).unwrap())
                    .map(|b| char::from(*b)),
            );
            rest /= size;
        }
    }
    word
}

/// So many words in sentences of eleven, with commas, and paragraphs.
fn prose(count: usize, seed: u64) -> String {
    let (mut seed, mut text) = (seed, String::new());
    for at in 1..=count {
        text.push_str(&word(&mut seed, 3_000));
        text.push_str(match at {
            at if at % 110 == 0 => ".\n\n",
            at if at % 11 == 0 => ". ",
            at if at % 5 == 0 => ", ",
            _ => " ",
        });
    }
    text
}

/// The same text with a word in thirty replaced.
fn corrected(text: &str) -> String {
    let words = text.split_inclusive(' ').enumerate();
    words
        .map(|(at, word)| if at % 30 == 7 { "otherwise " } else { word })
        .collect()
}

/// So many words of a language of six.
fn few(count: usize, seed: u64) -> String {
    let mut seed = seed;
    (0..count).map(|_| word(&mut seed, 6) + " ").collect()
}

/// The two texts of a pair.
fn pair(name: &str) -> (String, String) {
    let repeated = |word: &str| format!("{word} ").repeat(10_000);
    match name {
        "300, corrected" => (prose(300, 1), corrected(&prose(300, 1))),
        "300, unrelated" => (prose(300, 1), prose(300, 2)),
        "10,000, corrected" => (prose(10_000, 1), corrected(&prose(10_000, 1))),
        "10,000, unrelated" => (prose(10_000, 1), prose(10_000, 2)),
        "10,000, unrelated, not ASCII" => {
            let strange = |text: String| text.replace('a', "\u{e4}").replace('o', "\u{f6}");
            (strange(prose(10_000, 1)), strange(prose(10_000, 2)))
        }
        "10,000, few words" => (few(10_000, 1), few(10_000, 2)),
        "100,000, few words" => (few(100_000, 1), few(100_000, 2)),
        "100,000, unrelated" => (prose(100_000, 1), prose(100_000, 2)),
        "10,000, turned round" => {
            let text = prose(10_000, 1);
            let words: Vec<&str> = text.split_whitespace().rev().collect();
            (words.join(" "), text)
        }
        _ => (repeated("one"), repeated("one two")),
    }
}

const PAIRS: [&str; 10] = [
    "300, corrected",
    "300, unrelated",
    "10,000, corrected",
    "10,000, unrelated",
    "10,000, unrelated, not ASCII",
    "10,000, few words",
    "10,000, turned round",
    "10,000, the same word",
    "100,000, few words",
    "100,000, unrelated",
];

#[divan::bench(args = PAIRS)]
fn differences(bencher: Bencher, name: &str) {
    let (then, now) = pair(name);
    bencher.bench_local(|| diff(black_box(&then), black_box(&now)).len());
}

/// The differences, and where little stays the pairs of sentences.
#[divan::bench(args = PAIRS)]
fn what_changed(bencher: Bencher, name: &str) {
    let (then, now) = pair(name);
    bencher.bench_local(|| change::words(black_box(&then), black_box(&now)).len());
}

/// The pairs of sentences by themselves.
#[divan::bench(args = PAIRS)]
fn pairs(bencher: Bencher, name: &str) {
    let (then, now) = pair(name);
    bencher.bench_local(|| {
        change::Pairing::of(black_box(&then), black_box(&now))
            .turned
            .len()
    });
}
