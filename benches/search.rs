//! Search as one types: a key at 10,000 and at 100,000 answers of 120 words.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use std::{collections::HashMap, fmt, sync::Mutex};

use divan::Bencher;
use rolebook::{
    deck::{self, Decks},
    insight::search::Search,
    journal::{Journal, read_session},
    time::{Day, moment_from},
};

fn main() {
    divan::main();
}

/// How many answers, and whether a third of the letters e have an accent.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Size(usize, bool);

impl fmt::Debug for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.0, if self.1 { "accents" } else { "ascii" })
    }
}

const SIZES: [Size; 4] = [
    Size(10_000, false),
    Size(10_000, true),
    Size(100_000, false),
    Size(100_000, true),
];

fn today() -> Day {
    moment_from("2026-03-31T10:42:00+02:00")
        .unwrap()
        .date_naive()
}

/// A journal of answers made of the words of the built-in questions.
fn journal(size: Size, decks: &Decks) -> Journal {
    let prompts: Vec<_> = decks.all().flat_map(|deck| deck.prompts.clone()).collect();
    let texts: Vec<&str> = prompts.iter().map(|prompt| prompt.why.as_str()).collect();
    let all = texts.join(" ");
    let words: Vec<&str> = all
        .split_whitespace()
        .filter(|word| word.is_ascii())
        .collect();
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap() % below
    };
    let mut files = Vec::new();
    for session in 0..size.0 / 10 {
        let mut records = Vec::new();
        for answer in 0..10 {
            let mut text: Vec<&str> = (0..120).map(|_| words[next(words.len())]).collect();
            if session % 100 == 50 && answer == 5 {
                text[60] = "Quixotic";
            }
            let mut text = text.join(" ");
            if size.1 {
                let accent = |c: char| if c == 'e' && next(3) == 0 { 'é' } else { c };
                text = text.chars().map(accent).collect();
            }
            let prompt = &prompts[next(prompts.len())];
            records.push(serde_json::json!({"wrote": {
                "id": format!("{session}-{answer}"), "at": "2026-03-31T10:42:00+02:00",
                "author": "me", "words": text,
                "asked": {"prompt": prompt.id, "rev": 1, "kind": "long", "question": prompt.text},
            }}));
        }
        let file = serde_json::json!({
            "format": 1,
            "session": {"id": format!("s{session}"), "seq": session,
                "started": "2026-03-31T10:42:00+02:00", "occasion": "alone"},
            "records": records,
        });
        files.push(read_session(file.to_string().as_bytes()).0.unwrap());
    }
    Journal::fold(files)
}

/// Made once for each size, and kept for the next bench.
static KNOWN: Mutex<Option<HashMap<Size, Journal>>> = Mutex::new(None);

fn look(bencher: Bencher<'_, '_>, size: Size, typed: &str) {
    let decks = deck::builtin();
    let mut known = KNOWN.lock().unwrap();
    let known = known.get_or_insert_default();
    let journal = known.entry(size).or_insert_with(|| journal(size, &decks));
    let mut search = Search::new(journal, &decks);
    bencher.bench_local(|| {
        search.find(journal, &search.read("", today()), today());
        search.find(journal, &search.read(typed, today()), today());
        search.found().len()
    });
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn open_the_page(bencher: Bencher<'_, '_>, size: Size) {
    let decks = deck::builtin();
    let mut known = KNOWN.lock().unwrap();
    let known = known.get_or_insert_default();
    let journal = known.entry(size).or_insert_with(|| journal(size, &decks));
    bencher.bench_local(|| Search::new(journal, &decks));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn a_common_letter(bencher: Bencher<'_, '_>, size: Size) {
    look(bencher, size, "e");
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn a_rare_letter(bencher: Bencher<'_, '_>, size: Size) {
    look(bencher, size, "z");
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn a_word_that_few_have(bencher: Bencher<'_, '_>, size: Size) {
    look(bencher, size, "quixotic");
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn common_letters_that_none_has(bencher: Bencher<'_, '_>, size: Size) {
    look(bencher, size, "thenete");
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn three_words_and_a_filter(bencher: Bencher<'_, '_>, size: Size) {
    look(bencher, size, "what promise Quixot since:2020");
}
