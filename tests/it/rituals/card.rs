//! The card: shown as the page it will be, and left by keys of its own.

use std::path::PathBuf;

use proptest::prelude::*;
use rolebook::{
    journal::{Fact, Form, Stop, Walk},
    store::memory::MemoryDisk,
    tui::{route::Route, terminal::copying},
};
use serde_json::Value;

use crate::driver::{Driver, workbook};

const BETTER: &str = "The API tier. I set it, and nobody reopened it.";
const QUESTION: &str = "What would I lose if platform hiring were plainly not mine?";

/// A ritual that asks what a card is made of, and comes to it.
fn ritual(t: &mut Driver, asks: &[&str]) {
    let asks = asks.iter().map(|id| Stop::Ask((*id).to_owned()));
    let walk = Walk::of(
        "before",
        Form::Short,
        asks.chain([Stop::Card, Stop::Close]).collect(),
    );
    let began = Some(t.now);
    t.go(Route::Walk(Walk { began, ..walk }));
}

fn name(t: &mut Driver, name: &str, role: &str) {
    t.go(Route::Names);
    t.press("a")
        .type_text(name)
        .press("enter")
        .type_text(role)
        .press("enter esc");
}

/// At the card of a ritual in which everything was answered.
fn at_card(mut t: Driver) -> Driver {
    let all = ["before.5", "before.7", "before.8", "before.9", "before.10"];
    ritual(&mut t, &all);
    t.type_text(BETTER).press("ctrl+s");
    t.type_text(QUESTION).press("ctrl+s");
    t.type_text("Finance asks the COO.\nI asked Anna twice; Anna's answer was a shrug.");
    t.press("ctrl+s 2 4 enter");
    t.type_text("Advice on how to talk to the COO.")
        .press("ctrl+s");
    t
}

fn answered() -> Driver {
    at_card(Driver::fresh())
}

/// The card's own rows on the screen, without the margin.
fn page(t: &Driver) -> String {
    let screen = t.screen();
    let rows = screen.lines().skip(3);
    let rows = rows.map(|row| row.strip_prefix("    ").or(row.strip_prefix("  \u{258c} ")));
    let rows = rows.map(Option::unwrap_or_default);
    let rows: Vec<&str> = rows.take_while(|row| !row.starts_with("Listed")).collect();
    let text = rows.join("\n");
    let text = text.split("\n\n\n").next().unwrap();
    format!("{}\n", text.trim_end())
}

fn card_facts(t: &Driver) -> Vec<Value> {
    let journal = workbook(&t.disk, 7).journal;
    let facts = journal.facts_of(Fact::Card);
    facts.map(|fact| fact.value.clone()).collect()
}

/// A disk with a folder of one's own beside the journal.
fn with_folder() -> Driver {
    let disk = MemoryDisk::new();
    disk.put("/me/there.txt", "mine").unwrap();
    Driver::on(disk, "2026-03-31T10:42:00+02:00")
}

macro_rules! looks {
    ($name:ident, $driver:expr) => {
        #[test]
        fn $name() {
            let t: Driver = $driver;
            insta::assert_snapshot!(stringify!($name), t.screen());
        }
    };
}

looks!(card_update, answered());
looks!(card_case, {
    let mut t = answered();
    t.press("2");
    t
});
looks!(card_ask, {
    let mut t = answered();
    t.press("3");
    t
});
looks!(card_at_40_by_12, answered().size(40, 12));
looks!(card_names, {
    let mut t = Driver::fresh();
    name(&mut t, "Anna", "my CFO");
    at_card(t)
});
looks!(card_empty, {
    let mut t = Driver::fresh();
    ritual(&mut t, &["before.7"]);
    t.press("f4");
    t
});

#[test]
fn the_page_is_what_is_printed_and_copied_in_all_three_forms() {
    for form in ["1", "2", "3"] {
        let mut t = answered();
        t.press(form).press("p y");
        t.expect("Some terminals refuse it");
        let [printed] = &t.prints()[..] else { panic!() };
        assert_eq!(*printed, page(&t), "form {form}");
        assert_eq!(t.copied, std::slice::from_ref(printed));
        let flat = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            flat.contains(QUESTION) && flat.contains("Hard questions"),
            "{flat}"
        );
        assert!(printed.lines().count() <= 24 && printed.lines().all(|row| row.len() <= 72));
    }
}

#[test]
fn a_line_is_left_out_and_taken_in_again() {
    let mut t = answered();
    t.press("x").expect("Left out: The API tier.");
    assert!(!page(&t).contains("API tier"));
    t.press("p");
    assert!(!t.prints()[0].contains("API tier"));
    // It lies below the card; the same key takes it in.
    t.press("G x");
    assert!(page(&t).contains("API tier"));
}

#[test]
fn what_was_heavier_is_in_it_only_when_it_is_taken_in() {
    let mut t = Driver::fresh();
    ritual(&mut t, &["before.6", "before.7"]);
    t.press("enter").type_text("The nights.").press("ctrl+s");
    t.type_text(QUESTION).press("ctrl+s");
    for form in ["1", "2", "3"] {
        t.press(form).press("p").expect_not("nights");
    }
    t.press("1")
        .expect("Private, not in it: heavier than you have let on.");
    assert!(t.prints().iter().all(|text| !text.contains("nights")));
    t.press("G x")
        .expect("Heavier")
        .expect("The nights.")
        .press("p");
    assert!(t.prints()[0].contains("The nights."));
    assert!(!format!("{:?}", card_facts(&t)).contains("nights"));
}

#[test]
fn a_listed_name_is_swapped_place_by_place_or_kept_on_purpose() {
    let mut t = Driver::fresh();
    name(&mut t, "Anna", "my CFO");
    let mut t = at_card(t);
    assert_eq!(t.styles().matches('u').count(), 12, "{}", t.styles());
    for key in ["enter", "y", "p", "e"] {
        t.press(key)
            .expect("A listed name is still in it: Anna.")
            .expect("r swaps the next one.");
    }
    assert!(t.copied.is_empty() && t.prints().is_empty());
    t.press("r").expect("I asked my CFO twice; Anna's answer");
    t.press("r").expect("I asked my CFO twice; my CFO's answer");
    t.press("r")
        .expect("No listed name is left in the card.")
        .expect_not("Anna");
    t.press("y");
    assert!(!t.copied[0].contains("Anna"));
    // Put back, and kept on purpose.
    t.press("R").expect("Anna twice").press("y");
    t.expect("A listed name is still in it: Anna. y copies it so, r swaps the next one.")
        .press("y");
    assert!(t.copied[1].contains("Anna"));
    t.expect("They are kept on purpose.")
        .press("p")
        .press("enter");
    assert!(t.prints()[0].contains("Anna"));
    let facts = card_facts(&t);
    assert_eq!(facts.last().unwrap()["kept"], serde_json::json!(["Anna"]));
}

#[test]
fn a_card_that_was_swapped_stays_so_when_the_name_leaves_the_list() {
    let mut t = Driver::fresh();
    name(&mut t, "Anna", "my CFO");
    let mut t = at_card(t);
    t.press("r r").press("esc");
    t.go(Route::Names).press("x x esc");
    let draft = workbook(&t.disk, 7).drafts[0].clone();
    t.go(Route::Resume(Box::new(draft)))
        .expect("my CFO twice")
        .expect_not("Anna");
}

#[test]
fn killed_at_the_card_everything_is_as_it_was() {
    let mut t = answered();
    t.press("3 x");
    let seen = page(&t);
    let mut t = t.kill("2026-03-31T11:00:00+02:00");
    let draft = workbook(&t.disk, 7).drafts[0].clone();
    t.go(Route::Resume(Box::new(draft)));
    assert_eq!(page(&t), seen);
    // Kept, it goes on, and the fact holds no word of any answer.
    t.press("enter").expect("first page");
    let facts = card_facts(&t);
    let [fact] = &facts[..] else {
        panic!("{facts:?}")
    };
    assert_eq!(fact["form"], "ask");
    let said = fact.to_string();
    for words in ["API", "hiring", "shrug", "Advice"] {
        assert!(!said.contains(words), "{said}");
    }
}

#[test]
fn what_is_forgotten_is_forgotten_in_the_card() {
    let mut t = answered();
    t.press("x G x esc");
    let mut book = workbook(&t.disk, 7);
    let entry = t.answers("before.7")[0].id.clone();
    let now = t.now;
    let forgetting = book.forgetting(&entry, now).unwrap();
    let disk = t.disk.clone();
    drop(t);
    let (job, _) = book.alone().unwrap();
    forgetting.run(&job).unwrap();
    drop(job);
    let mut t = Driver::on(disk, "2026-03-31T11:00:00+02:00");
    let draft = workbook(&t.disk, 7).drafts[0].clone();
    t.go(Route::Resume(Box::new(draft)));
    t.expect("Three-minute update")
        .expect("API tier")
        .expect_not("platform hiring");
}

#[test]
fn a_file_is_written_where_none_was_and_outside_the_journal() {
    let mut t = at_card(with_folder());
    t.press("e")
        .type_text("/me/there.txt")
        .press("enter")
        .expect("Not written");
    assert_eq!(t.disk.bytes("/me/there.txt").unwrap(), b"mine");
    t.press("e").expect("/me/there.txt");
    t.press("ctrl+u")
        .type_text("/journal/card.txt")
        .press("enter")
        .expect("the folder of the journal");
    assert!(t.disk.bytes("/journal/card.txt").is_none());
    t.press("e ctrl+u")
        .type_text("card.txt")
        .press("enter")
        .expect("Type the whole path");
    t.press("ctrl+u")
        .type_text("/me/no/card.txt")
        .press("enter")
        .expect("Not written");
    t.press("e ctrl+u")
        .type_text("/me/card.txt")
        .press("enter")
        .expect("Written: /me/card.txt");
    let written = String::from_utf8(t.disk.bytes("/me/card.txt").unwrap()).unwrap();
    assert_eq!(written, page(&t));
    t.press("e").press("esc").expect("Three-minute update");
    assert!(
        t.disk
            .paths()
            .iter()
            .filter(|path| path.starts_with("/me"))
            .count()
            == 3
    );
}

#[test]
fn an_empty_ritual_has_an_invitation_and_goes_on() {
    let mut t = Driver::fresh();
    ritual(&mut t, &["before.7"]);
    t.press("f4")
        .expect("There is nothing to put on the card yet.");
    t.press("y")
        .expect("There is nothing on the card.")
        .press("1 x r enter");
    assert!(card_facts(&t).is_empty() && t.copied.is_empty());
}

#[test]
fn what_leaves_holds_whole_sentences_and_only_names_that_stand_in_it() {
    const PROMISE: &str = "Put the fourteen price exceptions on one page, with the name of whoever \
        granted each of them, and bring that page to the COO";
    let mut t = Driver::fresh();
    name(&mut t, "COO", "other chief");
    t.go(Route::Walk(rolebook::workbook::one("week", "week.7")));
    t.type_text(PROMISE).press("tab");
    t.type_text("friday").press("tab tab enter");
    let promise = t.answers("week.7")[0].id.clone();
    let stops = vec![
        Stop::Promise(promise),
        Stop::Ask("before.7".to_owned()),
        Stop::Card,
    ];
    let walk = Walk::of("before", Form::Short, stops);
    let began = Some(t.now);
    t.go(Route::Walk(Walk { began, ..walk }));
    t.press("d").type_text(QUESTION).press("ctrl+s");
    t.expect("Listed names in it: COO.");
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for form in ["1", "2"] {
        t.press(form)
            .press("p p")
            .expect(PROMISE.split(',').next().unwrap());
        let printed = flat(&t.prints().pop().unwrap());
        assert!(printed.contains(PROMISE), "{printed}");
    }
    t.press("1").resize(40, 12);
    t.expect("bring that page to the COO").resize(80, 24);
    // A swap is seen, and then no name is reported.
    t.press("r")
        .expect("that page to the other chief")
        .expect_not("Listed names");
    t.press("p");
    let printed = t.prints().pop().unwrap();
    assert!(
        flat(&printed).contains("bring that page to the other chief"),
        "{printed}"
    );
    // The form that does not hold the promise holds no name either.
    t.press("R 3").expect_not("Listed names").press("y");
    assert!(!t.copied[0].contains("COO"));
}

#[test]
fn what_was_copied_is_said_at_the_end() {
    let mut t = answered();
    t.press("enter").expect("Kept. Nothing left this machine.");
    let mut t = answered();
    t.press("y").press("enter");
    t.expect("What you copied, printed or wrote out is outside the journal.")
        .expect_not("Nothing left");
}

#[test]
fn a_card_longer_than_a_page_says_so_and_is_printed_whole() {
    let mut t = Driver::fresh();
    ritual(&mut t, &["before.5", "before.7"]);
    t.paste(&"A paragraph that is long enough for a row of its own and one more row.\n".repeat(20));
    t.press("ctrl+s")
        .type_text(QUESTION)
        .press("ctrl+s")
        .expect("longer than a page");
    t.press("p G").expect(QUESTION);
    assert_eq!(t.prints()[0].matches("A paragraph").count(), 20);
}

#[test]
fn what_is_pinned_stands_where_they_must_know_it_to_be_edited() {
    let mut t = Driver::fresh();
    t.go(Route::Walk(rolebook::workbook::one("ground", "ground.1")));
    t.type_text("I hold the line. It is thin.").press("ctrl+s");
    let entry = t.entries()[0].id.clone();
    let mut book = workbook(&t.disk, 9);
    let pin = rolebook::workbook::Deed::State {
        fact: Fact::Pin,
        key: entry,
        value: true.into(),
    };
    let pending = book.record(t.now, &pin).unwrap();
    let outcome = pending.save.clone().run(&book.store());
    book.settle(pending, &outcome);
    drop(book);
    let disk = t.disk.clone();
    drop(t);
    let mut t = Driver::on(disk.clone(), "2026-03-31T12:00:00+02:00");
    ritual(&mut t, &["before.8", "before.7"]);
    t.expect("I hold the line.").expect_not("It is thin.");
    // Passed over as it stands, it is nobody's words: nothing waits.
    t.press("f4")
        .type_text(QUESTION)
        .press("ctrl+s")
        .expect_not("I hold the line.");
    t.press("enter").expect_not("words that you did not keep");
    assert!(t.answers("before.8").is_empty());
    ritual(&mut t, &["before.8"]);
    t.type_text(" Still.")
        .press("ctrl+s")
        .expect("I hold the line. Still.");
}

#[test]
fn the_clipboard_takes_standard_base64() {
    for (text, coded) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("\u{e9}>?", "w6k+Pw=="),
    ] {
        assert_eq!(copying(text), format!("\x1b]52;c;{coded}\x1b\\"));
    }
}

#[test]
fn no_size_makes_the_card_panic() {
    let mut t = Driver::fresh();
    name(&mut t, "Anna", "my CFO");
    let mut t = at_card(t);
    for width in (1..=90).step_by(3) {
        for height in (1..=26).step_by(2) {
            t.resize(width, height);
        }
    }
    t.press("e").resize(10, 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_listed_name_leaves_unless_it_is_kept_on_purpose(
        names in prop::collection::vec("[QXZ][aeiou][qxz][aeiou]", 1..4),
        texts in prop::collection::vec(prop::collection::vec(
            prop_oneof![
                2 => "[bcdfg]{1,6}".prop_map(|word| (word, 9)),
                1 => prop::sample::select(vec!["", "'s", ",", "\u{2019}s"])
                    .prop_map(|end| (end.to_owned(), 0)),
            ], 1..12), 3),
        picks in prop::collection::vec(0usize..9, 36),
        form in 1..4_u8,
    ) {
        let mut t = with_folder();
        for (at, one) in names.iter().enumerate() {
            name(&mut t, one, &format!("role {at}"));
        }
        ritual(&mut t, &["before.5", "before.7", "before.8"]);
        let mut picks = picks.into_iter().cycle();
        for words in &texts {
            let words = words.iter().map(|(word, kind)| {
                if *kind == 9 {
                    return word.clone();
                }
                let pick = picks.next().unwrap();
                let one = &names[pick % names.len()];
                let one = if pick > 4 { one.to_lowercase() } else { one.clone() };
                format!("{one}{word}")
            });
            t.paste(&words.collect::<Vec<_>>().join(" ")).press("ctrl+s");
        }
        t.press(&form.to_string());
        let holds = |text: &str| {
            let text = text.to_lowercase();
            names.iter().any(|one| text.contains(&one.to_lowercase()))
        };
        // Whatever is pressed once, no name is out; swapped one by one, none is in it at all.
        t.press("y p");
        let mut out: Vec<String> = t.copied.clone();
        out.extend(t.prints());
        for _ in 0..40 {
            t.press("r");
        }
        t.press("y p e ctrl+u").type_text("/me/card.txt").press("enter");
        out.extend(t.copied.clone());
        out.extend(t.prints());
        out.push(String::from_utf8(t.disk.bytes(PathBuf::from("/me/card.txt")).unwrap()).unwrap());
        for text in &out {
            prop_assert!(!holds(text), "{text}");
        }
    }
}
