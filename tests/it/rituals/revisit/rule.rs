//! The rule itself, over generated journals.

use std::sync::Arc;

use chrono::{Days, FixedOffset, NaiveDate, TimeZone};
use proptest::prelude::*;
use rolebook::{
    deck::Decks,
    journal::{Asked, Header, ME, Occasion, Record, SessionFile, Stated, Verdict},
    time::{Day, Moment},
};
use serde_json::{Map, Value};

use super::*;

/// Some that are worth coming back to, one asked blind, one private, one that is not, the lean.
const PROMPTS: [&str; 12] = [
    "ground.1",
    "ground.10",
    "cpto.1",
    "cpto.9",
    "seats.13",
    "temper.10",
    "mandate.1",
    "authority.6",
    "chair.4",
    "inherit.5",
    "ground.2",
    "seats.11",
];

#[derive(Debug, Clone)]
struct Answer {
    prompt: usize,
    day: u16,
    words: String,
    /// The verdict on it, and how many days later.
    verdict: Option<(usize, u16)>,
    pinned: bool,
}

fn answer() -> impl Strategy<Value = Answer> {
    let words = prop_oneof![
        Just(String::new()),
        "[a-z .!]{0,12}",
        "(terrible|glad|never ){1,40}"
    ];
    let verdict = prop::option::weighted(0.4, (0..5_usize, 0..200_u16));
    (
        0..PROMPTS.len(),
        0..500_u16,
        words,
        verdict,
        prop::bool::weighted(0.15),
    )
        .prop_map(|(prompt, day, words, verdict, pinned)| Answer {
            prompt,
            day,
            words,
            verdict,
            pinned,
        })
}

fn today() -> Day {
    NaiveDate::from_ymd_opt(2026, 3, 31).unwrap()
}

fn at(day: u16, hours: i32) -> Moment {
    let zone = FixedOffset::east_opt(hours * 3600).unwrap();
    let day = today() - Days::new(500) + Days::new(u64::from(day).min(500));
    zone.from_local_datetime(&day.and_hms_opt(9, 0, 0).unwrap())
        .unwrap()
}

/// A session for each day, in the order of the days.
fn files(answers: &[Answer], hours: i32) -> Vec<SessionFile> {
    let mut said: Vec<(u16, Record)> = Vec::new();
    let decks = deck::builtin();
    for (number, answer) in answers.iter().enumerate() {
        let asked = decks
            .prompt(PROMPTS[answer.prompt])
            .map(|(_, prompt)| Arc::new(Asked::of(prompt)));
        let entry = |id: String, day: u16| Entry {
            id,
            at: at(day, hours),
            author: ME.to_owned(),
            role: None,
            asked: asked.clone(),
            words: answer.words.clone(),
            mark: None,
            private: false,
            revises: None,
            answers: None,
            sealed: None,
            more: Map::new(),
        };
        let id = format!("e{number}");
        said.push((
            answer.day,
            Record::Wrote(Box::new(entry(id.clone(), answer.day))),
        ));
        if let Some((is, after)) = answer.verdict {
            let day = (answer.day + after).min(500);
            let mut verdict = entry(format!("v{number}"), day);
            verdict.answers = Some(id.clone());
            let is = Judged::ALL[is].clone();
            verdict.mark = Some(Mark::Verdict(Verdict { is, beside: None }));
            said.push((day, Record::Wrote(Box::new(verdict))));
        }
        if answer.pinned {
            let day = answer.day;
            said.push((
                day,
                Record::Stated(Stated {
                    id: format!("p{number}"),
                    at: at(day, hours),
                    fact: Fact::Pin,
                    key: id,
                    value: Value::Bool(true),
                    more: Map::new(),
                }),
            ));
        }
    }
    said.sort_by_key(|(day, _)| *day);
    let session = |seq: usize, day: u16, record: Record| SessionFile {
        session: Header {
            id: format!("s{seq:04}"),
            seq: seq as u64,
            started: at(day, hours),
            occasion: Occasion::Alone,
            continues: None,
            more: Map::new(),
        },
        records: vec![record],
    };
    said.into_iter()
        .enumerate()
        .map(|(seq, (day, record))| session(seq + 1, day, record))
        .collect()
}

fn chosen(journal: &Journal, decks: &Decks, pairs: bool, besides: &[String]) -> Vec<Revisit> {
    let ritual = decks.get(if pairs { "quarter" } else { "before" }).unwrap();
    let looking = Looking {
        journal,
        decks,
        ritual,
        pairs,
        began: None,
        today: today(),
    };
    looking.choose(besides)
}

fn rank(why: Why) -> u8 {
    match why {
        Why::Pinned => 0,
        Why::NeverRead => 1,
        Why::LongestSince(_) => 2,
        Why::Lean => 3,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn neither_words_nor_zones_nor_the_order_of_files_play_a_part(
        answers in prop::collection::vec(answer(), 0..24),
        other in prop::collection::vec("[a-z !]{0,60}", 24),
        hours in -11..12_i32,
        turn in 0..50_usize,
        pairs in any::<bool>(),
    ) {
        let decks = deck::builtin();
        let expected = chosen(&Journal::fold(files(&answers, 1)), &decks, pairs, &[]);
        let mut changed = answers.clone();
        for (answer, words) in changed.iter_mut().zip(other) {
            answer.words = words;
        }
        let mut files = files(&changed, hours);
        let middle = turn % files.len().max(1);
        files.rotate_left(middle);
        let journal = Journal::fold(files);
        prop_assert_eq!(&expected, &chosen(&journal, &decks, pairs, &[]));
        prop_assert_eq!(&expected, &chosen(&journal, &decks, pairs, &[]));
    }

    #[test]
    fn each_comes_once_pinned_ones_first_and_what_comes_is_worth_coming_back_to(
        answers in prop::collection::vec(answer(), 0..24),
        pairs in any::<bool>(),
    ) {
        let decks = deck::builtin();
        let journal = Journal::fold(files(&answers, 1));
        let chosen = chosen(&journal, &decks, pairs, &[]);
        let mut ids: Vec<&str> = chosen.iter().map(|one| one.entry.as_str()).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        prop_assert_eq!(ids.len(), count);
        let pinned = chosen.iter().filter(|one| one.why == Why::Pinned).count();
        prop_assert!(chosen.iter().take(pinned).all(|one| one.why == Why::Pinned));
        prop_assert_eq!(pinned, answers.iter().filter(|answer| answer.pinned).count());
        if !pairs {
            prop_assert!(chosen.is_sorted_by_key(|one| rank(one.why)));
        }
        for one in chosen.iter().filter(|one| one.why != Why::Pinned) {
            let entry = journal.entry(&one.entry).unwrap();
            let id = &entry.asked.as_ref().unwrap().prompt;
            let (_, prompt) = decks.prompt(id).unwrap();
            prop_assert!(prompt.anchor && !prompt.private);
            prop_assert!((today() - entry.at.date_naive()).num_days() >= APART);
            let newest = journal.latest(id).unwrap();
            prop_assert!(pairs || newest.id == one.entry);
            prop_assert!(!prompt.blind || newest.id != one.entry || id == "seats.11");
        }
    }

    #[test]
    fn one_more_never_repeats_and_comes_to_an_end(
        answers in prop::collection::vec(answer(), 0..24),
        pairs in any::<bool>(),
    ) {
        let decks = deck::builtin();
        let journal = Journal::fold(files(&answers, 1));
        let whole = chosen(&journal, &decks, pairs, &[]);
        let mut seen: Vec<String> = Vec::new();
        while let Some(next) = chosen(&journal, &decks, pairs, &seen).into_iter().next() {
            prop_assert!(!seen.contains(&next.entry));
            seen.push(next.entry);
        }
        let whole: Vec<String> = whole.into_iter().map(|one| one.entry).collect();
        prop_assert_eq!(seen, whole);
    }
}

fn one(prompt: &str, day: u16) -> Answer {
    let prompt = PROMPTS.iter().position(|id| *id == prompt).unwrap();
    Answer {
        prompt,
        day,
        words: "Words.".to_owned(),
        verdict: None,
        pinned: false,
    }
}

fn reasons(answers: &[Answer], pairs: bool) -> Vec<(String, Why)> {
    let chosen = chosen(
        &Journal::fold(files(answers, 1)),
        &deck::builtin(),
        pairs,
        &[],
    );
    chosen.into_iter().map(|one| (one.entry, one.why)).collect()
}

fn day(day: u16) -> Day {
    at(day, 1).date_naive()
}

#[test]
fn pinned_then_never_read_then_longest_since_then_the_lean() {
    let read = |is, after, answer| Answer {
        verdict: Some((is, after)),
        ..answer
    };
    let answers = [
        one("seats.11", 100),
        read(0, 10, one("ground.1", 300)),
        read(1, 10, one("ground.10", 200)),
        one("temper.10", 460),
        one("cpto.1", 400),
        one("cpto.9", 150),
        Answer {
            pinned: true,
            ..one("mandate.1", 490)
        },
        // Written this week, called no longer a question, private, not worth coming back to.
        one("seats.13", 495),
        read(4, 10, one("authority.6", 20)),
        one("inherit.5", 20),
        one("ground.2", 20),
        one("chair.4", 20),
    ];
    let wanted = [
        ("e6", Why::Pinned),
        ("e5", Why::NeverRead),
        ("e4", Why::NeverRead),
        ("e2", Why::LongestSince(Some(day(210)))),
        ("e1", Why::LongestSince(Some(day(310)))),
        ("e3", Why::LongestSince(None)),
        ("e0", Why::Lean),
    ];
    let wanted: Vec<_> = wanted.map(|(id, why)| (id.to_owned(), why)).into();
    assert_eq!(reasons(&answers, false), wanted);
    // Without another question on structure in use, the lean does not come.
    assert_eq!(reasons(&answers[..2], false).len(), 1);
}

#[test]
fn sixty_days_and_fourteen_are_counted_whole() {
    let at = |age: u16| reasons(&[one("ground.1", 500 - age)], false);
    assert_eq!(at(13), []);
    assert_eq!(at(14)[0].1, Why::LongestSince(None));
    assert_eq!(at(60)[0].1, Why::LongestSince(None));
    assert_eq!(at(61)[0].1, Why::NeverRead);
}

#[test]
fn pairs_come_before_single_answers_and_blind_marks_only_as_one() {
    let answers = [
        one("ground.1", 50),
        one("mandate.1", 100),
        one("mandate.1", 300),
        one("chair.4", 200),
        one("chair.4", 400),
        one("temper.10", 380),
        one("temper.10", 410),
    ];
    let ids: Vec<String> = reasons(&answers, true)
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(ids, ["e1", "e3", "e0", "e6"]);
    let ids: Vec<String> = reasons(&answers, false)
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(ids, ["e0", "e2", "e6"]);
}

#[test]
fn what_is_about_to_be_marked_blind_is_not_shown_before_though_it_is_pinned() {
    let decks = deck::builtin();
    let mut answers = vec![Answer {
        pinned: true,
        ..one("ground.1", 50)
    }];
    answers[0].prompt = 0;
    let mut files = files(&answers, 1);
    for record in files.iter_mut().flat_map(|file| &mut file.records) {
        if let Record::Wrote(entry) = record {
            let (_, prompt) = decks.prompt("authority.2").unwrap();
            entry.asked = Some(Arc::new(Asked::of(prompt)));
        }
    }
    let journal = Journal::fold(files);
    assert_eq!(chosen(&journal, &decks, false, &[]), []);
}
