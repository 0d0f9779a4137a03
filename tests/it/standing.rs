//! What stands: promises, forecasts and letters, on screen and in lines.

use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
};

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use rolebook::{
    insight::{
        forecasts::{TOO_FEW, Tally},
        standing,
    },
    journal::{Became, Entry, Journal, Mark, SessionFile},
    time::Day,
};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::Driver;

const NOW: &str = "2026-03-31T10:42:00+02:00";
const QUESTION: &str = "State one result you could check.";

/// An entry as it stands in a file; what `more` holds is put into it.
fn wrote(id: &str, day: &str, prompt: &str, words: &str, more: &Value) -> Value {
    let mut entry = json!({
        "id": id, "at": format!("{day}T09:00:00+01:00"), "author": "me", "words": words,
        "asked": { "prompt": prompt, "rev": 1, "kind": "long", "question": QUESTION },
    });
    let fields = entry.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    json!({ "wrote": entry })
}

fn promise(id: &str, day: &str, words: &str, by: Option<&str>) -> Value {
    let promise = json!({ "by": by, "obstacle": "A full week", "then": "Ask on Monday" });
    wrote(
        id,
        day,
        "first.promise",
        words,
        &json!({ "mark": { "promise": promise } }),
    )
}

fn forecast(id: &str, day: &str, words: &str, check: Option<&str>, percent: u8) -> Value {
    let forecast = json!({ "check": check, "percent": percent, "yes": "Two signatures" });
    wrote(
        id,
        day,
        "calls.5",
        words,
        &json!({ "mark": { "forecast": forecast } }),
    )
}

fn outcome(id: &str, day: &str, on: &str, is: &str, by: Option<&str>) -> Value {
    let mark = json!({ "outcome": { "is": is, "by": by } });
    wrote(
        id,
        day,
        "calls.5",
        "",
        &json!({ "answers": on, "mark": mark }),
    )
}

fn letter(id: &str, day: &str, until: &str) -> Value {
    wrote(
        id,
        day,
        "quarter.9",
        "Dear me, ask her.",
        &json!({ "sealed": until }),
    )
}

fn file(records: &[Value]) -> SessionFile {
    let session = json!({
        "id": "aaaaaa", "seq": 1, "started": "2025-10-01T09:00:00+02:00", "occasion": "alone",
    });
    let records = records.iter().cloned().map(serde_json::from_value);
    SessionFile {
        session: serde_json::from_value(session).unwrap(),
        records: records.collect::<Result<_, _>>().unwrap(),
    }
}

fn journal(records: &[Value]) -> Journal {
    Journal::fold(vec![file(records)])
}

/// The program on a journal that holds these records.
fn with_at(records: &[Value], now: &str) -> Driver {
    let t = Driver::fresh();
    let path = "/journal/sessions/2025/2025-10-01T070000Z-aaaaaa.json";
    t.disk.put(path, file(records).to_bytes().unwrap()).unwrap();
    t.kill(now)
}

fn with(records: &[Value]) -> Driver {
    with_at(records, NOW)
}

fn day(text: &str) -> Day {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

fn outcomes(t: &Driver) -> Vec<(Became, Option<Day>, Entry)> {
    let of = |entry: Entry| match &entry.mark {
        Some(Mark::Outcome(outcome)) => Some((outcome.is.clone(), outcome.by, entry)),
        _ => None,
    };
    t.entries().into_iter().filter_map(of).collect()
}

/// A journal with a little of everything.
fn some() -> Vec<Value> {
    vec![
        promise(
            "p1",
            "2026-01-10",
            "Ask the board to minute it",
            Some("2026-04-02"),
        ),
        promise(
            "p2",
            "2026-01-12",
            "Write the page on hiring",
            Some("2026-03-20"),
        ),
        promise("p3", "2026-01-14", "Have lunch with sales", None),
        promise("p4", "2026-01-16", "Read the contract", Some("2026-06-30")),
        promise(
            "p5",
            "2026-01-18",
            "Close the old tracker",
            Some("2026-02-01"),
        ),
        outcome("o5", "2026-02-02", "p5", "let-go", None),
        forecast(
            "f1",
            "2025-12-14",
            "Two of three renew",
            Some("2026-03-15"),
            70,
        ),
        forecast(
            "f2",
            "2026-01-14",
            "The freeze ends",
            Some("2026-06-30"),
            40,
        ),
        forecast("f3", "2026-01-15", "Somebody leaves", None, 20),
        letter("l2", "2025-12-01", "2026-03-20"),
        letter("l1", "2026-03-01", "2026-06-30"),
    ]
}

// Home.

fn lines(records: &[Value]) -> Vec<String> {
    let lines = standing::lines(&journal(records), day("2026-03-31"));
    let late = |late| if late { "late: " } else { "" };
    let lines = lines.into_iter();
    lines
        .map(|line| format!("{}{}", late(line.late), line.text))
        .collect()
}

#[test]
fn home_says_by_count_what_is_due_and_nothing_where_nothing_is() {
    let due = |id: &str, by| promise(id, "2026-01-10", "x", Some(by));
    let check = |id: &str, on| forecast(id, "2026-01-10", "x", Some(on), 50);
    let cases: Vec<(Vec<Value>, &[&str])> = vec![
        (vec![], &[]),
        (vec![due("a", "2026-04-08"), check("b", "2026-04-01")], &[]),
        (
            vec![due("a", "2026-04-07")],
            &["One promise is due on 7 April."],
        ),
        (vec![due("a", "2026-03-31")], &["One promise is due today."]),
        (
            vec![
                due("a", "2026-04-02"),
                due("b", "2026-03-31"),
                check("c", "2026-03-31"),
            ],
            &["Two promises are due by 2 April. One forecast is due."],
        ),
        (
            vec![
                due("a", "2026-03-30"),
                due("b", "2026-03-20"),
                due("c", "2026-04-01"),
            ],
            &[
                "late: Two promises were due by 30 March.",
                "One promise is due on 1 April.",
            ],
        ),
        (
            vec![
                check("a", "2026-03-30"),
                check("b", "2026-01-11"),
                check("c", "2026-02-01"),
            ],
            &["Three forecasts are due."],
        ),
        (
            vec![
                due("a", "2026-03-20"),
                outcome("o", "2026-03-21", "a", "done", None),
            ],
            &[],
        ),
        // Still open without a day has no day any more, and with one that one.
        (
            vec![
                due("a", "2026-03-20"),
                outcome("o", "2026-03-21", "a", "still-open", None),
            ],
            &[],
        ),
        (
            vec![
                due("a", "2026-03-20"),
                outcome("o", "2026-03-21", "a", "still-open", Some("2026-04-03")),
            ],
            &["One promise is due on 3 April."],
        ),
        // A letter that came due is said for a month, unless it was opened before.
        (
            vec![letter("a", "2025-12-01", "2026-03-31")],
            &["A letter to yourself can be opened."],
        ),
        (vec![letter("a", "2025-12-01", "2026-02-28")], &[]),
        (vec![letter("a", "2025-12-01", "2026-04-01")], &[]),
    ];
    for (records, wanted) in cases {
        assert_eq!(lines(&records), wanted, "{records:?}");
    }
}

#[test]
fn home_says_what_is_overdue_in_the_tone_of_attention_and_no_word_of_it() {
    let mut t = with(&some());
    t.expect("One promise was due on 20 March.")
        .expect("One promise is due on 2 April. One forecast is due.")
        .expect("A letter to yourself can be opened; o opens it.");
    for words in ["hiring", "board", "renew", "Dear me"] {
        t.expect_not(words);
    }
    let (screen, styles) = (t.screen(), t.styles());
    let row = screen
        .lines()
        .position(|row| row.contains("was due"))
        .unwrap();
    let tone = |row: usize| styles.lines().nth(row).unwrap().trim().chars().next();
    assert_ne!(tone(row), tone(row + 1));
    insta::assert_snapshot!("standing_home", screen);
}

// Promises.

#[test]
fn the_page_of_promises_has_the_open_ones_by_their_days() {
    let mut t = with(&some());
    t.press("p")
        .expect("Was due on 20 March, eleven days ago.")
        .expect("Due in two days, on 2 April.")
        .expect("In the way: A full week")
        .expect_not("Close the old tracker");
    insta::assert_snapshot!("standing_promises", t.screen());
    let order = ["hiring", "board", "contract", "lunch"];
    t.resize(80, 60);
    let screen = t.screen();
    let at = order.map(|words| screen.find(words).unwrap());
    assert!(at.is_sorted(), "{screen}");
    t.expect("Without a day.")
        .expect("Sealed until 30 June 2026, in three months.")
        .expect("Its day came on 20 March 2026; enter opens it.");
    t.press("tab")
        .expect("Close the old tracker")
        .expect("On 2 February: let go.");
}

#[test]
fn one_key_says_what_became_of_a_promise_and_y_a_line_about_it() {
    let mut t = with(&some());
    t.press("p d")
        .expect("Today: done.")
        .expect("Write the page on hiring");
    let kept = outcomes(&t);
    let (is, _, entry) = kept.last().unwrap();
    assert_eq!((is, entry.answers.as_deref()), (&Became::Done, Some("p2")));
    t.press("d").expect("That is said; y says a line");
    assert_eq!(outcomes(&t).len(), kept.len());
    t.press("y")
        .expect("What became of this commitment?")
        .expect("Write the page on hiring");
    t.type_text("Two pages, in the end").press("ctrl+s");
    t.expect("Today: done.").expect("Two pages, in the end");
    let (is, _, line) = outcomes(&t).pop().unwrap();
    assert_eq!(
        (is, line.words.as_str()),
        (Became::Done, "Two pages, in the end")
    );
    assert_eq!(line.revises.as_deref(), Some(entry.id.as_str()));
    t.press("esc").expect_not("was due on 20 March");
    t.press("p").expect_not("Write the page on hiring");
}

#[test]
fn what_is_still_open_can_have_a_new_day() {
    let mut t = with(&some());
    t.press("p o").expect("still open, now without a day");
    // What is looked at and left as it was leaves nothing behind.
    t.press("y").expect("Still open: by when now").press("esc");
    t.press("esc").expect_not("words waiting").press("p");
    assert_eq!(outcomes(&t).len(), 2);
    t.press("G k k k").expect("Write the page on hiring");
    t.press("y tab").type_text("14 april").press("enter");
    t.expect("Today: still open, now by 14 April.")
        .expect("Due in two weeks, on 14 April.");
    let (is, by, _) = outcomes(&t).pop().unwrap();
    assert_eq!((is, by), (Became::StillOpen, Some(day("2026-04-14"))));
    // A day goes with nothing else; the words stay.
    t.press("y shift+tab 1 ctrl+s")
        .expect("A new day goes with what is still open.");
    t.press("esc esc").expect_not("was due on 20 March");
}

#[test]
fn still_open_of_an_earlier_day_is_not_corrected_by_a_later_word() {
    let mut records = some();
    records.push(outcome(
        "o2",
        "2026-03-21",
        "p2",
        "still-open",
        Some("2026-03-25"),
    ));
    let mut t = with(&records);
    t.press("p").expect("Was due on 25 March, six days ago.");
    t.press("y 1 enter").expect("Today: done.");
    let (_, _, entry) = outcomes(&t).pop().unwrap();
    assert_eq!(entry.revises, None);
    t.resize(80, 60);
    t.press("tab")
        .expect("On 21 March: still open, now by 25 March.");
}

#[test]
fn a_corrected_promise_is_one_promise_with_its_last_text() {
    let mut records = some();
    let mut later = promise("p9", "2026-02-01", "Write two pages", Some("2026-04-01"));
    later["wrote"]["revises"] = json!("p2");
    records.push(later);
    let mut t = with(&records);
    t.expect("Two promises are due by 2 April.").press("p");
    t.expect("Write two pages")
        .expect_not("Write the page on hiring");
    // What was said of either form is said of the promise.
    t.press("p").expect("Today: partly.").press("esc");
    t.expect("One promise is due on 2 April.");
}

#[test]
fn a_ring_of_corrections_and_somebody_elses_take_no_promise_away() {
    let mut ring = some();
    let mut later = promise("p9", "2026-02-01", "Write two pages", Some("2026-04-01"));
    later["wrote"]["revises"] = json!("p2");
    ring[1]["wrote"]["revises"] = json!("p9");
    ring.push(later);
    let mut t = with(&ring);
    t.press("p").expect("Write two pages");
    let out = done(
        home(&ring).path(),
        &["changes", "--since", "everything"],
        "",
    )
    .out;
    assert!(out.contains("Write two pages"), "{out}");
    let mut theirs = some();
    let mut later = promise("p9", "2026-02-01", "As a coach has it", Some("2026-04-01"));
    later["wrote"]["revises"] = json!("p2");
    later["wrote"]["author"] = json!("Coach");
    theirs.push(later);
    let mut t = with(&theirs);
    t.press("p").expect("Write the page on hiring");
    t.expect_not("As a coach has it");
    for page in [
        &["show", "promises"][..],
        &["changes", "--since", "everything"],
    ] {
        let out = done(home(&theirs).path(), page, "").out;
        assert!(out.contains("Write the page on hiring"), "{out}");
        assert!(!out.contains("As a coach has it"), "{out}");
    }
}

#[test]
fn where_nothing_is_promised_the_page_is_an_invitation() {
    let mut t = with(&[wrote("a", "2026-01-01", "ground.1", "x", &json!({}))]);
    t.press("p")
        .expect("You have promised nothing yet.")
        .expect("w on the first page")
        .press("d")
        .expect("Choose a promise first.")
        .press("enter tab esc e")
        .expect("You have made no forecast yet.")
        .press("w y")
        .expect("Choose a forecast first.");
}

// Forecasts.

#[test]
fn what_was_expected_is_seen_only_after_what_happened_is_written() {
    let mut t = with(&some());
    t.press("e")
        .expect(QUESTION)
        .expect("Made on 14 December, to check on 15 March.");
    for hidden in ["renew", "70", "Two signatures", "freeze", "40"] {
        t.expect_not(hidden);
    }
    insta::assert_snapshot!("standing_forecasts", t.screen());
    t.press("y").expect("First a line on what happened");
    t.press("enter")
        .expect("What happened? A line, before you see what you expected.")
        .expect_not("renew");
    t.press("f2")
        .expect("Two of three renew")
        .expect_not("70")
        .press("f2");
    t.expect_not("renew")
        .type_text("Both signed in the last week");
    insta::assert_snapshot!("standing_what_happened", t.screen());
    t.press("ctrl+s")
        .expect("Two of three renew")
        .expect("You gave it 70%.")
        .expect("Counts as yes: Two signatures")
        .expect("What happened, as you wrote on 31 March: Both signed in the last week");
    insta::assert_snapshot!("standing_revealed", t.screen());
    assert_eq!(outcomes(&t).len(), 1);
    t.press("w").expect("What happened is written");
    t.press("n").expect("Today: it did not happen.");
    let (is, _, entry) = outcomes(&t).pop().unwrap();
    assert_eq!(
        (is, entry.answers.as_deref()),
        (Became::DidNotHappen, Some("f1"))
    );
    t.press("esc").expect_not("forecast is due").press("e");
    t.expect_not("Two of three renew").press("tab");
    t.press("end")
        .expect("Two of three renew")
        .expect("as you wrote on 31 March: Both signed");
}

#[test]
fn a_note_on_a_forecast_is_no_line_on_what_happened() {
    let mut records = some();
    let mut note = wrote(
        "n",
        "2026-02-01",
        "",
        "Not sure any more",
        &json!({ "answers": "f1" }),
    );
    note["wrote"].as_object_mut().unwrap().remove("asked");
    records.push(note);
    let mut t = with(&records);
    t.press("e y").expect("First a line on what happened");
}

/// What of the sample's forecast that is due is not to be seen.
const SECRET: [&str; 4] = ["renew", "70 percent", "\"percent\": 70", "70%"];
const SHOWN_AGAIN: &str = "A forecast, shown again once what happened is written.";

#[test]
fn a_forecast_that_is_due_is_nowhere_before_what_happened_is_written() {
    let home = home(&some());
    let home = home.path();
    let verbs = |id: &'static str| {
        vec![
            vec!["log"],
            vec!["show", id],
            vec!["show", id, "--beside"],
            vec!["show", "calls.5"],
            vec!["search", "track:calls"],
        ]
    };
    for args in verbs("f1") {
        let out = done(home, &args, "").out;
        let seen = SECRET.iter().find(|word| out.contains(**word));
        assert!(
            seen.is_none() && !out.contains("Counts as yes: Two signatures\n    You"),
            "{args:?}: {out}"
        );
        assert!(out.contains(SHOWN_AGAIN), "{args:?}: {out}");
        let json = done(home, &[args.as_slice(), &["--json"]].concat(), "").out;
        assert!(
            SECRET.iter().all(|word| !json.contains(word)),
            "{args:?}: {json}"
        );
        assert!(json.contains("\"unresolved\": true"), "{args:?}: {json}");
    }
    for words in ["renew", "three"] {
        assert_eq!(run(home, &["search", words], "").code, 3);
    }
    let one = |id: &str| json_of(home, &["show", id, "--json"], "entries").remove(0);
    let due = one("f1");
    assert_eq!(due["words"], "");
    assert_eq!(
        due["mark"],
        json!({ "forecast": { "check": "2026-03-15" } })
    );
    // One that is not due can be read.
    let later = one("f2");
    assert_eq!(
        (&later["words"], &later["unresolved"]),
        (&json!("The freeze ends"), &json!(false))
    );
    assert_eq!(run(home, &["search", "freeze"], "").code, 0);
    done(home, &["answer", "f1", "--from", "-"], "Both signed.");
    for args in verbs("f1") {
        let out = done(home, &args, "").out;
        assert!(out.contains("Two of three renew"), "{args:?}: {out}");
    }
    assert_eq!(one("f1")["unresolved"], json!(false));
    assert_eq!(run(home, &["search", "renew"], "").code, 0);
}

#[test]
fn a_forecast_that_is_due_is_on_no_page_before_what_happened_is_written() {
    // By its correction it is due, and no form of it is seen.
    let mut records = some();
    let mut later = forecast(
        "f9",
        "2026-01-20",
        "Two renew, late",
        Some("2026-03-20"),
        75,
    );
    later["wrote"]["revises"] = json!("f1");
    records.push(later);
    let unseen = |t: &Driver, page: &str| {
        let screen = t.screen();
        for word in ["renew", "Two signatures", "70", "75"] {
            assert!(!screen.contains(word), "{page}: {screen}");
        }
    };
    let mut t = with(&records);
    t.resize(200, 60);
    t.press("/")
        .type_text("renew")
        .expect("Nothing that you wrote");
    t.press("ctrl+u").type_text("track:calls before:2025-12-31");
    t.expect(SHOWN_AGAIN);
    unseen(&t, "find");
    // In its thread, in the margin of it, and beside the last one.
    t.press("enter")
        .expect("A forecast, shown again once what happened is");
    t.expect("14 Dec 2025").expect_not("renew");
    t.press("enter")
        .expect("Somebody leaves")
        .expect_not("renew");
    t.expect_not("gone");
    t.press("1").expect(SHOWN_AGAIN).expect_not("renew");
    for keys in ["r enter", "y enter"] {
        let mut t = with(&records);
        t.resize(80, 200);
        t.press(keys).expect_not("renew");
    }
}

#[test]
fn what_is_not_due_is_not_shown_and_can_be_resolved() {
    let mut t = with(&some());
    t.press("e j")
        .expect("Not due yet")
        .expect_not("freeze")
        .press("j");
    t.expect("without a day to check")
        .expect_not("Somebody leaves");
    t.press("w").type_text("She left in May").press("ctrl+s");
    t.expect("Somebody leaves")
        .press("y")
        .expect("Today: it happened.");
    let (is, _, entry) = outcomes(&t).pop().unwrap();
    assert_eq!(
        (is, entry.answers.as_deref()),
        (Became::Happened, Some("f3"))
    );
}

fn resolved(count: usize, percent: u8, happened: usize) -> Vec<Value> {
    let one = |at: usize| {
        let id = format!("f{percent}-{at}");
        let is = if at < happened {
            "happened"
        } else {
            "did-not-happen"
        };
        [
            forecast(&id, "2025-12-14", "x", Some("2026-01-01"), percent),
            outcome(&format!("o{id}"), "2026-01-02", &id, is, None),
        ]
    };
    (0..count).flat_map(one).collect()
}

#[test]
fn below_twenty_there_is_one_sentence_and_from_twenty_on_there_are_counts() {
    let mut records = resolved(18, 80, 11);
    records.extend(resolved(1, 33, 0));
    records.push(forecast("u", "2025-12-14", "x", None, 50));
    records.push(outcome("ou", "2026-01-02", "u", "unclear", None));
    let mut t = with(&records);
    t.press("e tab tab").expect(TOO_FEW).expect_not("Of those");
    records.extend(resolved(1, 25, 1));
    let mut t = with(&records);
    t.press("e tab tab")
        .expect("Of those you gave about 30%, 1 of 2 happened.")
        .expect("Of those you gave about 80%, 11 of 18 happened.")
        .expect("One is unclear.")
        .expect_not(TOO_FEW);
    insta::assert_snapshot!("standing_likelihood", t.screen());
    t.press("tab").expect("No forecast waits for its day.");
}

proptest! {
    #[test]
    fn every_resolved_forecast_is_counted_once(
        given in prop::collection::vec((0u8..=100, 0usize..4), 0..60)
    ) {
        let names = ["happened", "did-not-happen", "unclear"];
        let mut records = Vec::new();
        for (at, (percent, is)) in given.iter().enumerate() {
            let id = format!("f{at}");
            records.push(forecast(&id, "2025-12-14", "x", None, *percent));
            let is = names.get(*is);
            records.extend(is.map(|is| outcome(&format!("o{at}"), "2026-01-02", &id, is, None)));
        }
        let counted = given.iter().filter(|(_, is)| *is < 2).count();
        match Tally::of(&journal(&records)) {
            None => prop_assert!(counted < 20),
            Some(tally) => {
                prop_assert_eq!(tally.bands.iter().map(|band| band.of).sum::<usize>(), counted);
                let yes = given.iter().filter(|(_, is)| *is == 0).count();
                prop_assert_eq!(tally.bands.iter().map(|band| band.happened).sum::<usize>(), yes);
                prop_assert_eq!(tally.unclear, given.iter().filter(|(_, is)| *is == 2).count());
                prop_assert!(tally.bands.iter().all(|band| band.about % 10 == 0));
                prop_assert!(tally.bands.is_sorted_by(|a, b| a.about < b.about));
            }
        }
    }
}

// Letters.

/// Goes to the question that takes a letter.
fn to_the_letter(t: &mut Driver) {
    t.resize(80, 60);
    t.press("t");
    choose(t, "Then and now");
    choose(t, "Write a short letter");
    t.resize(80, 24);
    t.expect("Write a short letter to yourself");
}

/// Opens the line with these words by its number.
fn choose(t: &mut Driver, words: &str) {
    let screen = t.screen();
    let row = screen.lines().find(|row| row.contains(words));
    let row = row.unwrap_or_else(|| panic!("{words}\n{screen}"));
    let number = row
        .split_whitespace()
        .find(|word| word.parse::<u8>().is_ok());
    for digit in number.unwrap().chars() {
        t.press(&digit.to_string());
    }
    t.press("enter");
}

#[test]
fn a_letter_is_sealed_from_the_moment_it_is_kept() {
    let mut t = with(&some()[..1]);
    to_the_letter(&mut t);
    t.type_text("Dear me, ask for it.")
        .press("tab")
        .type_text("30 march 2026");
    t.press("ctrl+s")
        .expect("A letter is sealed until a day that is still to come");
    t.press("ctrl+u").type_text("30 june");
    insta::assert_snapshot!("standing_letter_being_written", t.screen());
    t.press("ctrl+s f6").expect("Kept.").expect_not("Dear me");
    let kept = t.answers("quarter.9").pop().unwrap();
    assert_eq!(kept.sealed, Some(day("2026-06-30")));
    // Nowhere: not at its question, not when read.
    t.press("enter");
    to_the_letter(&mut t);
    t.press("f2")
        .expect("A letter to yourself, sealed until 30 June 2026.")
        .expect_not("Dear me");
    t.press("f8")
        .expect("A letter to yourself, sealed until 30 June 2026.");
    t.expect_not("Dear me").press("esc esc esc");
    t.press("r enter")
        .expect("sealed until 30 June 2026")
        .expect_not("Dear me");
    t.press("esc esc p tab G")
        .expect("A letter to yourself, written on 31 March")
        .press("enter");
    t.expect(
        "A letter to yourself, written on 31 March 2026, sealed until 30 June 2026, in three months.",
    );
    insta::assert_snapshot!("standing_letter_sealed", t.screen());
    t.press("o")
        .expect("Dear me, ask for it.")
        .expect("opened early on 31 March 2026");
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.press("p G")
        .expect("Opened early, on 31 March 2026.")
        .press("enter");
    t.expect("Dear me").press("o").expect("It is open.");
}

#[test]
fn the_day_of_a_letter_is_three_months_on_where_none_is_given() {
    let mut t = with(&some()[..1]);
    to_the_letter(&mut t);
    t.type_text("Dear me.").press("ctrl+s");
    assert_eq!(t.answers("quarter.9")[0].sealed, Some(day("2026-06-30")));
}

#[test]
fn after_its_day_a_letter_opens_as_it_is() {
    let mut t = with(&some());
    t.expect("A letter to yourself can be opened");
    t.press("o")
        .expect("Its day came on 20 March 2026.")
        .expect_not("Dear me, ask her.");
    t.press("o")
        .expect("sealed until 20 March 2026, opened on 31 March 2026.")
        .expect("Dear me, ask her.")
        .expect_not("early");
    // That it was read is known from now on.
    t.press("esc").expect_not("can be opened");
    t.press("o").expect("No letter waits to be opened");
}

#[test]
fn a_letter_whose_draft_stayed_behind_is_not_offered_again() {
    let mut t = with(&some()[..1]);
    to_the_letter(&mut t);
    t.type_text("Dear me.")
        .press("tab")
        .type_text("in 2 months")
        .wait();
    let drafts = || {
        let all = t.disk.paths().into_iter();
        all.filter(|path| path.to_string_lossy().contains("drafts/") && path.extension().is_some())
    };
    let path = drafts().next().unwrap();
    let bytes = t.disk.bytes(&path).unwrap();
    t.press("ctrl+s").expect_not("Dear me");
    t.disk.put(&path, bytes).unwrap();
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.expect_not("words waiting");
}

// Sizes.

#[test]
fn no_size_makes_these_pages_panic() {
    let mut records = some();
    records.extend(resolved(25, 60, 12));
    for keys in [
        "p",
        "p tab",
        "e",
        "e tab",
        "e tab tab",
        "e enter",
        "p y",
        "p tab G enter",
    ] {
        let mut t = with(&records);
        t.press(keys);
        for width in (1..=60).step_by(3) {
            for height in 1..=20 {
                t.resize(width, height);
            }
        }
        for (width, height) in [(0, 0), (120, 40), (200, 60), (300, 100), (24, 6)] {
            t.resize(width, height);
            t.press("down");
        }
    }
}

#[test]
fn a_long_page_turns_and_keeps_the_chosen_one_in_view() {
    let one = |at: u64| {
        let by = day("2026-04-01") + Days::new(at);
        let words = format!("Promise number {at}");
        promise(
            &format!("p{at}"),
            "2026-01-10",
            &words,
            Some(&by.to_string()),
        )
    };
    let records: Vec<Value> = (0..300).map(one).collect();
    let mut t = with(&records);
    t.press("p")
        .expect("Promise number 0")
        .press("G")
        .expect("Promise number 299");
    t.press("g")
        .expect("Promise number 0")
        .press("j j")
        .expect("Promise number 2");
}

// In lines.

struct Done {
    code: i32,
    out: String,
    err: String,
}

/// The real program on a home that holds these records.
fn home(records: &[Value]) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    let private = fs::Permissions::from_mode(0o700);
    fs::set_permissions(home.path(), private).unwrap();
    let folder = home.path().join("sessions/2025");
    fs::create_dir_all(&folder).unwrap();
    let bytes = file(records).to_bytes().unwrap();
    fs::write(folder.join("2025-10-01T070000Z-aaaaaa.json"), bytes).unwrap();
    home
}

fn run(home: &Path, args: &[&str], input: &str) -> Done {
    static SEED: AtomicU64 = AtomicU64::new(90_000);
    let seed = SEED.fetch_add(1, Ordering::Relaxed).to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_rolebook"))
        .env_clear()
        .args(["--now", NOW, "--seed", &seed])
        .args(args)
        .arg("--home")
        .arg(home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

#[track_caller]
fn done(home: &Path, args: &[&str], input: &str) -> Done {
    let done = run(home, args, input);
    assert_eq!(done.code, 0, "{args:?}: {}{}", done.out, done.err);
    done
}

#[track_caller]
fn refused(home: &Path, args: &[&str], input: &str, why: &str) {
    let before = json_of(home, &["log", "--json"], "entries").len();
    let done = run(home, args, input);
    assert_eq!(done.code, 2, "{args:?}: {}{}", done.out, done.err);
    assert!(done.err.contains(why), "{}", done.err);
    assert_eq!(json_of(home, &["log", "--json"], "entries").len(), before);
}

fn json_of(home: &Path, args: &[&str], list: &str) -> Vec<Value> {
    let value: Value = serde_json::from_str(&done(home, args, "").out).unwrap();
    let name = value["schema"].as_str().unwrap();
    assert_eq!(name, format!("rolebook.{list}/1"));
    value[list].as_array().unwrap().clone()
}

#[test]
fn answer_takes_what_became_of_a_promise() {
    let home = home(&some());
    let home = home.path();
    let said = done(
        home,
        &["answer", "p2", "--choose", "done", "--from", "-"],
        "At last.\n",
    );
    let kept = json_of(home, &["log", "--json"], "entries").pop().unwrap();
    assert_eq!(said.out.trim(), kept["id"]);
    assert_eq!(kept["answers"], "p2");
    assert_eq!(kept["mark"], json!({ "outcome": { "is": "done" } }));
    assert_eq!(kept["words"], "At last.\n");
    let said = done(
        home,
        &["answer", "p1", "--choose", "still-open", "--by", "14 april"],
        "",
    );
    assert!(
        said.err.contains("That is Tuesday 14 April 2026."),
        "{}",
        said.err
    );
    let shown = json_of(home, &["show", "promises", "--json"], "promises");
    assert_eq!(
        (&shown[0]["id"], &shown[0]["by"]),
        (&json!("p1"), &json!("2026-04-14"))
    );
    assert_eq!(shown[0]["stands"], "later");
    refused(
        home,
        &["answer", "p1", "--choose", "done", "--by", "friday"],
        "",
        "still open",
    );
    refused(
        home,
        &["answer", "p1", "--from", "-"],
        "Words",
        "is one of done, partly",
    );
    refused(
        home,
        &["answer", "p1", "--choose", "happened"],
        "",
        "no option",
    );
    refused(
        home,
        &["answer", "p1", "--rate", "3"],
        "",
        "--choose names it",
    );
    refused(
        home,
        &["answer", said.out.trim(), "--choose", "done"],
        "",
        "speaks about another",
    );
    let gone = run(home, &["answer", "nobody"], "");
    assert_eq!(gone.code, 3);
    assert!(
        gone.err
            .contains("no deck and no question nobody, nor an answer"),
        "{}",
        gone.err
    );
}

#[test]
fn an_unknown_answer_makes_no_journal() {
    let home = tempfile::tempdir().unwrap();
    let gone = run(home.path(), &["answer", "nobody", "--choose", "done"], "");
    assert_eq!(gone.code, 3);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn answer_takes_the_line_on_what_happened_before_it_tells_the_forecast() {
    let home = home(&some());
    let home = home.path();
    let choose = ["answer", "f1", "--choose", "happened"];
    refused(home, &choose, "", "First comes a line on what happened");
    refused(
        home,
        &["answer", "f1", "--from", "-", "--choose", "done"],
        "x",
        "no option",
    );
    let said = done(home, &["answer", "f1", "--from", "-"], "Both signed");
    assert!(
        said.err.contains("Two of three renew") && said.err.contains("70%"),
        "{}",
        said.err
    );
    assert_eq!(said.out.lines().count(), 1);
    refused(
        home,
        &["answer", "f1", "--from", "-"],
        "Again",
        "is written already",
    );
    done(home, &choose, "");
    let both = ["answer", "f3", "--from", "-", "--choose", "unclear"];
    assert_eq!(
        done(home, &both, "She is still here").out.lines().count(),
        2
    );
    let shown = json_of(home, &["show", "forecasts", "--json"], "forecasts");
    let of = |id: &str| shown.iter().find(|one| one["id"] == id).unwrap();
    assert_eq!(of("f1")["outcome"]["is"], "happened");
    assert_eq!(of("f1")["line"], "Both signed");
    assert_eq!(of("f1")["percent"], 70);
    assert_eq!(of("f3")["outcome"]["is"], "unclear");
    assert_eq!(
        (&of("f2")["statement"], &of("f2")["percent"]),
        (&Value::Null, &Value::Null)
    );
}

#[test]
fn anything_else_takes_a_verdict() {
    let mut records = some();
    records.push(wrote(
        "a1",
        "2026-01-20",
        "ground.1",
        "To keep promises.",
        &json!({}),
    ));
    let home = home(&records);
    let home = home.path();
    done(
        home,
        &["answer", "a1", "--choose", "changed", "--from", "-"],
        "It is wider now.",
    );
    let kept = json_of(home, &["log", "--json"], "entries").pop().unwrap();
    assert_eq!(kept["mark"]["verdict"]["is"], "changed");
    assert_eq!(
        (&kept["answers"], &kept["words"]),
        (&json!("a1"), &json!("It is wider now."))
    );
    refused(
        home,
        &["answer", "a1", "--from", "-"],
        "x",
        "A verdict is one of still-true",
    );
}

#[test]
fn line_by_line_a_forecast_is_told_after_its_line() {
    let home = home(&some());
    let home = home.path();
    let said = done(home, &["answer", "f1"], ":earlier\nBoth signed\n.\n1\n\n");
    let (before, after) = said.err.split_once("Kept.").unwrap();
    assert!(before.contains("What happened? A line"), "{before}");
    assert!(
        before.contains("Two of three renew") && !before.contains("70%"),
        "{before}"
    );
    assert!(
        after.contains("70%") && after.contains("Did it happen?"),
        "{after}"
    );
    let shown = json_of(home, &["show", "forecasts", "--json"], "forecasts");
    let one = shown.iter().find(|one| one["id"] == "f1").unwrap();
    assert_eq!(
        (&one["line"], &one["outcome"]["is"]),
        (&json!("Both signed"), &json!("happened"))
    );
    // Without the line there is nothing to decide on.
    let said = done(home, &["answer", "f2"], ":skip\n");
    assert!(
        !said.err.contains("freeze") && !said.err.contains("Did it happen?"),
        "{}",
        said.err
    );
    let said = done(
        home,
        &["answer", "p1"],
        "still-open\nNo answer yet\n9 april\n",
    );
    assert!(
        said.err.contains("Ask the board to minute it"),
        "{}",
        said.err
    );
    let shown = json_of(home, &["show", "promises", "--json"], "promises");
    let one = shown.iter().find(|one| one["id"] == "p1").unwrap();
    assert_eq!(one["by"], "2026-04-09");
    assert_eq!(one["outcomes"][0]["words"], "No answer yet");
}

#[test]
fn the_pages_in_lines() {
    let mut records = some();
    records.extend(resolved(20, 80, 12));
    let home = home(&records);
    let home = home.path();
    insta::assert_snapshot!("lines_promises", done(home, &["show", "promises"], "").out);
    insta::assert_snapshot!("lines_letters", done(home, &["show", "letters"], "").out);
    let out = done(home, &["show", "forecasts"], "").out;
    let (open, rest) = out.split_once("Resolved").unwrap();
    insta::assert_snapshot!("lines_forecasts", open);
    assert!(
        rest.ends_with("\nOf those you gave about 80%, 12 of 20 happened.\n"),
        "{rest}"
    );
    let bare = tempfile::tempdir().unwrap();
    for page in ["promises", "forecasts", "letters"] {
        let said = done(bare.path(), &["show", page], "");
        assert_eq!(said.out, "");
        assert!(said.err.starts_with("You have "), "{}", said.err);
        assert!(json_of(bare.path(), &["show", page, "--json"], page).is_empty());
    }
}

#[test]
fn in_lines_a_letter_keeps_its_words_until_it_is_opened() {
    let home = home(&some());
    let home = home.path();
    for args in [
        &["log"][..],
        &["log", "--json"],
        &["show", "quarter.9"],
        &["show", "l1"],
        &["show", "l1", "--json"],
        &["show", "letters"],
        &["show", "letters", "--json"],
    ] {
        let out = done(home, args, "").out;
        // The other letter's day has come.
        let all = args.contains(&"log") || args.contains(&"quarter.9");
        assert_eq!(
            out.matches("Dear me").count(),
            usize::from(all),
            "{args:?}: {out}"
        );
    }
    let one = json_of(home, &["show", "l1", "--json"], "entries")
        .pop()
        .unwrap();
    assert_eq!(
        (&one["words"], &one["sealed_until"]),
        (&json!(""), &json!("2026-06-30"))
    );
    let said = run(home, &["answer", "l1", "--choose", "changed"], "");
    assert_eq!(said.code, 1);
    assert!(
        said.err.contains("sealed until 30 June 2026"),
        "{}",
        said.err
    );
    let said = done(home, &["answer", "quarter.9"], ":earlier\n:leave\n");
    assert!(!said.err.contains("Dear me"), "{}", said.err);
    let opened = done(home, &["show", "l1", "--open"], "");
    assert!(opened.out.contains("Dear me, ask her."), "{}", opened.out);
    assert!(opened.err.contains("that is recorded"), "{}", opened.err);
    assert!(done(home, &["show", "l1"], "").out.contains("Dear me"));
    let all = json_of(home, &["show", "letters", "--json"], "letters");
    assert_eq!(all[1]["opened"], "2026-03-31");
    assert_eq!(all[0]["opened"], Value::Null);
    let again = done(home, &["show", "l2", "--open"], "");
    assert!(
        again.out.contains("Dear me") && again.err.is_empty(),
        "{}",
        again.err
    );
    assert_eq!(run(home, &["show", "p1", "--open"], "").code, 3);
}

#[test]
fn a_corrected_letter_is_opened_under_either_id() {
    for id in ["l1", "l9"] {
        let mut records = some();
        let mut later = letter("l9", "2026-03-02", "2026-06-30");
        later["wrote"]["revises"] = json!("l1");
        later["wrote"]["words"] = json!("Dear me, wait for her.");
        records.push(later);
        let home = home(&records);
        let home = home.path();
        let pages = [
            &["show", "quarter.9", "--beside"][..],
            &["show", "l9"],
            &["search", "wait"],
        ];
        for page in pages {
            let out = run(home, page, "").out;
            assert!(!out.contains("for her"), "{page:?}: {out}");
        }
        done(home, &["show", id, "--open"], "");
        for page in pages {
            let out = done(home, page, "").out;
            assert!(out.contains("for her"), "{id} {page:?}: {out}");
        }
    }
}

#[test]
fn what_somebody_else_answered_is_not_said_to_be_yours() {
    let mut theirs = wrote(
        "c",
        "2026-02-01",
        "ground.1",
        "Theirs, all of it.",
        &json!({}),
    );
    theirs["wrote"]["author"] = json!("Coach");
    let own = wrote("a", "2025-12-30", "ground.1", "Mine.", &json!({}));
    let mut later = wrote(
        "b",
        "2026-02-02",
        "ground.1",
        "Mine, corrected.",
        &json!({}),
    );
    later["wrote"]["revises"] = json!("a");
    let mut t = with(&[own, later, theirs.clone()]);
    // Three months lie between, whenever it was corrected.
    t.expect("1 question older than a quarter");
    t.press("t 1 enter 1 enter")
        .expect("On 30 December you wrote 2 words.");
    t.press("f2")
        .expect("Mine, corrected.")
        .expect_not("Theirs");
    t.press("f8").expect("The last answer, to be corrected.");
    t.expect("Mine, corrected.").expect_not("Theirs");
    let mut t = with(&[theirs]);
    t.press("t 1 enter 1 enter").expect_not("you wrote");
    t.press("f8").expect("Nothing was written here before.");
}
