//! A hand-off of so many answers: composed, and written in each format.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::Arc;

use divan::{Bencher, black_box};
use rolebook::{
    deck,
    journal::{
        Asked, Chosen, Entry, Header, Journal, ME, Mark, Occasion, Record, Selection, SessionFile,
        With,
    },
    share::{
        Consent, clear,
        formats::FORMATS,
        handoff::{Details, HandOff, compose},
        mine,
    },
    time::{Day, moment_from},
};
use serde_json::Map;

fn main() {
    divan::main();
}

fn today() -> Day {
    "2026-03-31".parse().unwrap()
}

/// Answers of 120 words to all questions of six decks, every fifth with a rating.
fn journal(answers: usize) -> Journal {
    let decks = deck::builtin();
    let of = ["ground", "authority", "mandate", "seam", "week", "chair"];
    let prompts = of
        .into_iter()
        .flat_map(|deck| &decks.get(deck).unwrap().prompts);
    let asked: Vec<Arc<Asked>> = prompts.map(|prompt| Arc::new(Asked::of(prompt))).collect();
    let at = moment_from("2026-03-31T10:42:00+02:00").unwrap();
    let words = "Pricing of the tier is mine and the board heard Anna say so ".repeat(10);
    let entry = |number: usize| Entry {
        id: format!("e{number}"),
        at,
        author: ME.to_owned(),
        role: None,
        asked: asked.get(number % asked.len()).cloned(),
        words: words.clone(),
        mark: number.is_multiple_of(5).then_some(Mark::Rating(4)),
        private: false,
        revises: None,
        answers: None,
        sealed: None,
        more: Map::new(),
    };
    let records = (0..answers).map(|number| Record::Wrote(Box::new(entry(number))));
    Journal::fold(vec![SessionFile {
        session: Header {
            id: "s1".to_owned(),
            seq: 1,
            started: at,
            occasion: Occasion::Alone,
            continues: None,
            more: Map::new(),
        },
        records: records.collect(),
    }])
}

fn selection(answers: usize, with: With) -> Selection {
    let chosen = |number| Chosen {
        entry: format!("e{number}"),
        with,
        private: false,
        left_out: Vec::new(),
        side_note: None,
    };
    Selection {
        chosen: (0..answers).map(chosen).collect(),
        roles: vec![("Anna".to_owned(), "the COO".to_owned())],
        ..Selection::default()
    }
}

fn composed(journal: &Journal, selection: &Selection) -> HandOff {
    let details = Details::default();
    compose(journal, &deck::builtin(), selection, &details, today()).0
}

#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn compose_answers(bencher: Bencher<'_, '_>, answers: usize) {
    let (journal, selection) = (journal(answers), selection(answers, With::Alone));
    bencher.bench_local(|| composed(&journal, black_box(&selection)));
}

#[divan::bench(args = [1_000, 10_000], sample_count = 10)]
fn compose_whole_threads(bencher: Bencher<'_, '_>, answers: usize) {
    let (journal, selection) = (journal(answers), selection(answers, With::Thread));
    bencher.bench_local(|| composed(&journal, black_box(&selection)));
}

#[divan::bench(args = FORMATS.iter().map(|format| format.id), sample_count = 10)]
fn write_ten_thousand(bencher: Bencher<'_, '_>, id: &str) {
    let (journal, selection) = (journal(10_000), selection(10_000, With::Alone));
    let cleared = clear(composed(&journal, &selection), Consent::given());
    let format = FORMATS.iter().find(|format| format.id == id).unwrap();
    bencher.bench_local(|| (format.write)(black_box(&cleared)).unwrap());
}

#[divan::bench(args = ["text", "markdown", "json"], sample_count = 10)]
fn write_ten_thousand_of_mine(bencher: Bencher<'_, '_>, id: &str) {
    let journal = journal(10_000);
    bencher.bench_local(|| {
        let all = clear(mine::mine(&journal, today()), Consent::given());
        mine::write(&all, id).unwrap().unwrap()
    });
}
