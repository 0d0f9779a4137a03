//! Every screen at every size.

use crate::driver::Driver;

/// How to come to each screen; the journal holds a few answers.
const SCREENS: [(&str, &str); 17] = [
    ("home", ""),
    ("tracks", "t"),
    ("deck", "t 3 enter"),
    ("about", "t 3 enter i"),
    ("long", "t 1 enter 1 enter"),
    ("why", "t 1 enter 1 enter f3 f2"),
    ("scale", "t 1 enter 5 enter"),
    ("one", "t 1 enter 8 enter"),
    ("many", "t 5 enter 3 enter"),
    ("list", "t 1 enter 2 enter"),
    ("people", "t 1 enter 4 enter"),
    ("commit", "w f4 f4 s"),
    ("predict", "t 1 3 enter 5 enter"),
    ("reading", "r"),
    ("passage", "r enter"),
    ("privacy", "P"),
    ("help", "?"),
];

fn begun() -> Driver {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("To keep promises buildable, and to say early when they are not.");
    t.press("ctrl+s")
        .type_text("CTO")
        .press("ctrl+s f4 f4 f4 6 enter 5 enter f6 enter");
    t
}

fn at(keys: &str) -> Driver {
    let mut t = begun();
    if !keys.is_empty() {
        t.press(keys);
    }
    t
}

#[test]
fn no_size_makes_any_screen_panic() {
    for (_, keys) in SCREENS {
        let mut t = at(keys);
        for width in (1..=60).step_by(3) {
            for height in 1..=20 {
                t.resize(width, height);
            }
        }
        for (width, height) in [
            (0, 0),
            (1, 1),
            (120, 40),
            (200, 60),
            (300, 100),
            (24, 6),
            (23, 30),
        ] {
            t.resize(width, height);
        }
    }
}

#[test]
fn typing_at_any_size_loses_nothing() {
    let mut t = at("t 1 enter 1 enter");
    for (at, (width, height)) in [(1, 1), (5, 2), (23, 5), (40, 12), (300, 100), (80, 24)]
        .iter()
        .enumerate()
    {
        t.resize(*width, *height);
        t.type_text(&format!("word{at} "));
    }
    t.press("ctrl+s");
    let words = t.answers("ground.1").last().unwrap().words.clone();
    assert_eq!(words, "word0 word1 word2 word3 word4 word5 ");
}

#[test]
fn a_question_its_words_and_its_keys_are_seen_without_scrolling() {
    for (_, keys) in SCREENS
        .iter()
        .filter(|(name, _)| !["help", "passage"].contains(name))
    {
        let mut t = at(keys);
        t.resize(80, 24);
        assert!(
            t.screen().lines().last().unwrap().contains("keys"),
            "{}",
            t.screen()
        );
    }
    let mut t = at("t 1 enter 6 enter").size(40, 12);
    t.expect("What has been pulling at the organisation these past three months, whether or not");
    t.type_text("The freeze")
        .expect("The freeze")
        .expect("ctrl+s")
        .expect("f1 keys");
}

#[test]
fn a_paste_of_ten_kilobytes_where_nothing_is_written_does_nothing_and_says_so() {
    let paste = "q\nn\n:t1\u{1b}[31m 👩‍👩‍👧‍👦 ".repeat(400);
    for (name, keys) in SCREENS {
        let mut t = at(keys);
        let before = t.screen();
        let marks = ["scale", "one", "many"].contains(&name);
        if !marks && before.lines().last().unwrap().contains("f1") {
            continue;
        }
        t.paste(&paste);
        t.expect("A paste goes into an answer; here it does nothing.");
        t.press("down up");
        assert_eq!(t.quit, None);
        assert_eq!(t.entries().len(), 4, "{name}");
    }
}

#[test]
fn under_24_by_6_only_the_words_and_the_cursor_are_left() {
    let mut t = at("t 1 enter 1 enter").size(20, 5);
    t.type_text("only words");
    assert_eq!(t.screen().trim(), "only words");
    assert_eq!(t.cursor(), (10, 0));
}
