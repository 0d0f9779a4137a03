//! The word lens.

use rolebook::{
    insight::{
        lens::{Kind, Not, Side, look},
        seen::Hidden,
    },
    tui::route::Route,
};
use serde_json::Value;

use super::made::{Made, day, run};

const THEN: &str = "I have to ask finance before I hire. We decide the roadmap together, so nobody \
    has to own it. Who decides? Perhaps they do.";
const NOW: &str = "I chose to ask. I\u{2019}m told that I might decide; we\u{2019}ve not said so.";

/// Words enough, without a word that the lens knows.
fn long(words: &str) -> String {
    format!("{words} {}", "Plain words stand here now. ".repeat(28))
}

fn made(then: &str, now: &str) -> Made {
    Made::default()
        .day("2025-12-14")
        .answer("then", "authority.4", then, None)
        .day("2026-03-30")
        .answer("now", "authority.4", now, None)
}

fn counts(text: &str) -> Vec<usize> {
    let side = Side::of(day("2026-01-01"), text);
    Kind::ALL.map(|kind| side.count(kind)).to_vec()
}

#[test]
fn whole_words_are_counted_in_any_case_and_with_their_contractions() {
    //                 I  we they have choose hedges questions
    let cases = [
        (THEN, [2, 1, 1, 2, 0, 1, 1]),
        (NOW, [3, 1, 0, 0, 1, 1, 0]),
        (
            "I'm, i'd, I'll and I've; I. Iris in It.",
            [5, 0, 0, 0, 0, 0, 0],
        ),
        ("WE we're weather they'll They", [0, 2, 2, 0, 0, 0, 0]),
        (
            "had to, having to, have, to. haven to",
            [0, 0, 0, 2, 0, 0, 0],
        ),
        ("chosen to choose to chooses\nto", [0, 0, 0, 0, 2, 0, 0]),
        ("Really?\u{201d} So (why?) and? not", [0, 0, 0, 0, 0, 0, 3]),
        ("", [0; 7]),
        ("\u{1f600}? \u{0}?? ?", [0, 0, 0, 0, 0, 0, 2]),
    ];
    for (text, wanted) in cases {
        assert_eq!(counts(text), wanted, "{text}");
    }
}

#[test]
fn every_count_has_its_sentence() {
    let side = Side::of(day("2026-01-01"), THEN);
    let with: Vec<&str> = side
        .with(Kind::HaveTo)
        .map(|one| one.text.as_str())
        .collect();
    assert_eq!(
        with,
        [
            "I have to ask finance before I hire.",
            "We decide the roadmap together, so nobody has to own it."
        ]
    );
    for kind in Kind::ALL {
        for sentence in side.with(kind) {
            for place in sentence.of(kind) {
                assert!(!sentence.text[place.clone()].is_empty());
            }
        }
    }
    let (words, tenths) = (side.words, side.tenths(Kind::I));
    assert_eq!((words, tenths), (24, 83));
}

#[test]
fn with_fewer_words_on_a_side_nothing_is_counted() {
    let seen =
        |then: &str, now: &str| look(&made(then, now).journal(), "then", "now", day("2026-03-31"));
    assert_eq!(seen(THEN, &long(NOW)), Err(Not::TooFew(24, 154)));
    assert!(seen(&long(THEN), &long(NOW)).is_ok());
    let said = Not::TooFew(24, 154).said(day("2026-03-31"));
    assert!(said.contains("150") && said.contains("24 then") && said.contains("154 now"));
}

#[test]
fn two_questions_sealed_letters_and_somebody_elses_words_are_not_counted() {
    let journal = made(&long(THEN), &long(NOW))
        .answer("other", "authority.5", &long(NOW), None)
        .answer("letter", "authority.4", &long(NOW), None)
        .last(|entry| entry.sealed = Some(day("2026-06-30")))
        .answer("theirs", "authority.4", &long(NOW), None)
        .last(|entry| entry.author = "Coach".to_owned())
        .journal();
    let seen = |then: &str, now: &str| look(&journal, then, now, day("2026-03-31")).err();
    assert_eq!(seen("then", "other"), Some(Not::Different));
    assert_eq!(
        seen("then", "letter"),
        Some(Not::Hidden(Hidden::Letter(day("2026-06-30"))))
    );
    assert_eq!(seen("then", "nowhere"), Some(Not::Missing));
    assert_eq!(seen("then", "theirs"), Some(Not::Others));
    assert_eq!(
        Not::Others.said(day("2026-03-31")),
        "Your own answers are laid side by side, and nobody else's."
    );
    assert_eq!(seen("then", "now"), None);
}

#[test]
fn the_lens_is_off_until_it_is_switched_on_and_then_stays_on() {
    let mut t = made(&long(THEN), &long(NOW)).driver();
    t.go(Route::Lens("then".to_owned(), "now".to_owned()));
    insta::assert_snapshot!("lens_off", t.screen());
    t.expect("attaches no meaning").expect_not("finance");
    t.press("y");
    insta::assert_snapshot!("lens", t.screen());
    insta::assert_snapshot!("lens_tones", t.styles());
    t.press("pgdn").expect("nobody has to own it.");
    t.resize(40, 12);
    t.press("home").expect("What has to go right");
    insta::assert_snapshot!("lens_at_40_by_12", t.screen());
    for word in ["\u{2191}", "\u{2193}", "\u{2192}", "+", "-1"] {
        t.expect_not(word);
    }
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.go(Route::Lens("then".to_owned(), "now".to_owned()));
    t.expect("Counted from your words:");
    t.press("y").expect("It is off in this journal.");
}

#[test]
fn the_lens_says_so_where_there_are_too_few_words() {
    let mut t = made(THEN, NOW).driver();
    t.go(Route::Lens("then".to_owned(), "now".to_owned()));
    t.press("y")
        .expect("at least 150 words on either side. Here are 24 then and 14 now.");
}

#[test]
fn no_size_makes_the_lens_panic() {
    let mut t = made(&long(THEN), &long(NOW)).driver();
    t.go(Route::Lens("then".to_owned(), "now".to_owned()));
    t.press("y");
    for width in (1..=60).step_by(3) {
        for height in 1..=20 {
            t.resize(width, height);
            t.press("j");
        }
    }
    t.resize(200, 60);
}

#[test]
fn the_command_counts_for_this_once() {
    let home = made(&long(THEN), &long(NOW)).home();
    let (code, out, err) = run(home.path(), &["show", "then", "now", "--lens"]);
    assert_eq!((code, err.as_str()), (0, ""));
    insta::assert_snapshot!("lens_in_lines", out);
    for args in [
        ["show", "authority.4", "--lens"],
        ["show", "then", "--lens"],
    ] {
        assert_eq!(run(home.path(), &args).1, out);
    }
    let (_, json, _) = run(home.path(), &["show", "then", "now", "--lens", "--json"]);
    let page: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(page["schema"], "rolebook.lens/1");
    assert_eq!(page["counts"][3]["kind"], "have to");
    assert_eq!(page["counts"][3]["then"]["count"], 2);
    let (code, _, err) = run(home.path(), &["show", "authority.9", "--lens"]);
    assert_eq!(code, 3, "{err}");
}
