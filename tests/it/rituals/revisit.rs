//! Earlier answers, read again in a ritual.

use std::path::PathBuf;

use rolebook::{
    deck,
    insight::{
        revisit::{Looking, Revisit, Why},
        thread::APART,
        told::told,
    },
    journal::{Draft, Entry, Fact, Form, Journal, Judged, Mark, Stop, Walk},
    store::memory::MemoryDisk,
    tui::route::Route,
};

use crate::{
    demo,
    driver::{Driver, workbook},
};

const LATER: &str = "2026-03-31T11:30:00+02:00";

/// Begins a ritual on the journal that lies on the disk.
fn begin(t: &mut Driver, deck: &str, form: Form) {
    let walk = workbook(&t.disk, 3).begin(deck, form, t.now);
    t.go(Route::Walk(walk));
}

/// Where the draft lies.
fn path(disk: &MemoryDisk) -> Option<PathBuf> {
    let is = |path: &PathBuf| {
        path.starts_with("/journal/drafts") && path.extension().is_some_and(|end| end == "json")
    };
    disk.paths().into_iter().find(is)
}

/// The draft on the disk, whoever is writing it.
fn draft(disk: &MemoryDisk) -> Option<Draft> {
    Some(Draft::read(&disk.bytes(&path(disk)?)?).unwrap())
}

/// The ritual that waits on the disk.
fn waiting(disk: &MemoryDisk) -> Option<Walk> {
    Some(draft(disk)?.walk)
}

fn journal(t: &Driver) -> Journal {
    workbook(&t.disk, 5).journal
}

fn is_verdict(entry: &Entry) -> bool {
    matches!(entry.mark, Some(Mark::Verdict(_)))
}

/// The answer that is read again now.
fn read(t: &Driver) -> String {
    let walk = waiting(&t.disk).unwrap();
    let Some(Stop::Revisit(id)) = walk.stop() else {
        panic!("{walk:?}");
    };
    id.clone()
}

/// `before` on the made-up journal, at its second answer, so that it waits on the disk.
fn before() -> Driver {
    let mut t = demo::driver();
    begin(&mut t, "before", Form::Short);
    t.press("1");
    t
}

#[test]
fn an_answer_is_shown_whole_with_its_day_and_why_it_comes_and_a_key_goes_on() {
    let mut t = demo::driver();
    begin(&mut t, "before", Form::Short);
    insta::assert_snapshot!("revisit_single", t.screen());
    let styles = t.styles();
    insta::assert_snapshot!("revisit_tones", styles);
    t.press("1");
    let verdicts = t.entries().into_iter().filter(is_verdict);
    let last = verdicts.last().unwrap();
    let Some(Mark::Verdict(verdict)) = &last.mark else {
        panic!("{last:?}");
    };
    assert_eq!(verdict.is, Judged::StillTrue);
    let first = waiting(&t.disk).unwrap().read;
    assert_eq!(last.answers.as_ref(), first.first());
    assert_ne!(read(&t), first[0]);
}

#[test]
fn the_rule_is_explained_in_sentences_on_the_page_of_keys() {
    let mut t = before();
    t.press("?")
        .expect("Which answers are read again is decided by days")
        .expect("First come those that you pinned last time.");
    t.press("esc").expect("still true");
}

#[test]
fn after_changed_come_what_changed_it_and_the_question_anew() {
    let mut t = before();
    let on = read(&t);
    t.press("3").expect("What changed it?").expect("changed.");
    t.type_text("They hired somebody.").wait();
    let mut t = t.kill(LATER);
    t.press("enter").expect("They hired somebody.");
    t.press("ctrl+s");
    let kept = journal(&t);
    let entry = kept.entry(&on).unwrap();
    let said = told(&kept, entry);
    let verdict = said.last().unwrap();
    assert!(verdict.is_corrected());
    assert_eq!(verdict.now.words, "They hired somebody.");
    assert!(
        matches!(&verdict.now.mark, Some(Mark::Verdict(verdict)) if verdict.is == Judged::Changed)
    );
    // The question anew, the old answer in view above it.
    let prompt = entry.asked.as_ref().unwrap().prompt.clone();
    assert_eq!(
        waiting(&t.disk).unwrap().stop(),
        Some(&Stop::Anew(prompt.clone()))
    );
    insta::assert_snapshot!("revisit_anew", t.screen());
    let count = t
        .answers(&prompt)
        .iter()
        .filter(|entry| entry.answers.is_none())
        .count();
    let mut t = t.kill(LATER);
    t.press("enter").expect("f2 fold");
    t.type_text("Said anew.").press("ctrl+s");
    let now: Vec<Entry> = t.answers(&prompt);
    let own: Vec<&Entry> = now.iter().filter(|entry| entry.answers.is_none()).collect();
    assert_eq!(own.len(), count + 1);
    assert_eq!(own.last().unwrap().words, "Said anew.");
    assert_eq!(own.last().unwrap().revises, None);
}

#[test]
fn what_follows_a_verdict_can_be_skipped_and_its_words_stay_with_their_answer() {
    let mut t = before();
    let on = read(&t);
    t.press("4").type_text("Half a reason").press("f4");
    t.press("f4");
    let next = read(&t);
    assert_ne!(next, on);
    // Words put down about one answer do not turn up under another.
    t.press("3")
        .expect("What changed it?")
        .expect_not("Half a reason");
    let aside = draft(&t.disk).unwrap().aside;
    assert_eq!(aside.len(), 1);
    assert_eq!(
        (aside[0].about.as_deref(), aside[0].texts[0].as_str()),
        (Some(on.as_str()), "Half a reason")
    );
    for _ in 0..40 {
        if t.sees("enter first page") {
            break;
        }
        t.press("f4");
    }
    // The ritual is over, and they wait at their question.
    let walk = waiting(&t.disk).unwrap();
    assert_eq!(walk.left, [Stop::Reason(on)]);
}

#[test]
fn a_verdict_that_was_saved_without_the_way_on_is_not_given_twice() {
    let mut t = before();
    let path = path(&t.disk).unwrap();
    let old = t.disk.bytes(&path).unwrap();
    let on = read(&t);
    let count = t.entries().len();
    t.press("4");
    let disk = t.disk.clone();
    drop(t);
    disk.put(&path, old).unwrap();
    let walk = workbook(&disk, 5).drafts.remove(0).walk;
    assert_eq!(walk.stop(), Some(&Stop::Reason(on.clone())));
    assert!(matches!(walk.left[1], Stop::Anew(_)));
    assert_eq!(walk.read.last(), Some(&on));
    let t = Driver::on(disk, LATER);
    assert_eq!(t.entries().len(), count + 1);
}

#[test]
fn one_more_up_to_five_and_none_twice() {
    let mut t = before();
    t.press("+").expect("A further answer comes after these.");
    t.press("+").expect("A further answer comes after these.");
    t.press("+")
        .expect("Five are read again at most in one sitting.")
        .wait();
    let mut t = t.kill(LATER);
    t.press("enter")
        .press("+")
        .expect("Five are read again at most");
    for _ in 0..4 {
        t.press("s");
    }
    let walk = waiting(&t.disk).unwrap();
    assert_eq!(walk.read.len(), 5);
    let mut unique = walk.read.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), 5);
    assert!(
        walk.left
            .iter()
            .all(|stop| !matches!(stop, Stop::Revisit(_)))
    );
}

#[test]
fn a_pin_holds_for_next_time_and_comes_first_then() {
    let mut t = before();
    t.press("s");
    let on = read(&t);
    t.press("*").expect("It is pinned.");
    t.press("*").expect_not("It is pinned.").press("*");
    let mut t = t.kill("2026-07-09T10:00:00+02:00");
    begin(&mut t, "before", Form::Short);
    t.expect("You pinned it last time.");
    t.press("*").expect("The pin is out.").press("*").press("2");
    let now = journal(&t);
    let verdict = now.entries().rfind(|entry| is_verdict(entry)).unwrap();
    assert_eq!(verdict.answers.as_deref(), Some(on.as_str()));
}

#[test]
fn a_sealed_letter_is_not_shown_though_it_is_pinned() {
    let t = demo::driver();
    let journal = journal(&t);
    let today = t.now.date_naive();
    let letter = journal.letters().iter().filter_map(|at| journal.at(*at));
    let letter = letter
        .into_iter()
        .find(|entry| journal.sealed(entry, today).is_some())
        .unwrap();
    let mut book = workbook(&t.disk, 9);
    let deed = rolebook::workbook::Deed::State {
        fact: Fact::Pin,
        key: letter.id.clone(),
        value: true.into(),
    };
    let yesterday = t.now - chrono::TimeDelta::days(1);
    let pending = book.record(yesterday, &deed).unwrap();
    let outcome = pending.save.clone().run(&book.store());
    book.settle(pending, &outcome);
    let pins: Vec<&str> = book
        .journal
        .facts_of(Fact::Pin)
        .map(|pin| pin.key.as_str())
        .collect();
    assert_eq!(pins, [letter.id.as_str()]);
    let walk = book.begin("before", Form::Short, t.now);
    assert!(!walk.left.contains(&Stop::Revisit(letter.id.clone())));
    // Even where a hand has put it into a way on.
    let mut walk = Walk {
        left: vec![Stop::Revisit(letter.id.clone()), Stop::Card],
        ..walk
    };
    book.arrive(&mut walk, today);
    assert_eq!(walk.stop(), Some(&Stop::Card));
}

/// Says something fit for the stop at which a ritual is.
fn say(t: &mut Driver, stop: &Stop, verdicts: usize) {
    match stop {
        Stop::Revisit(_) => t.press(["3", "2", "4"][verdicts % 3]),
        Stop::Reason(_) => t.type_text("A reason.").press("ctrl+s"),
        Stop::Ask(id)
            if ["authority", "temper", "fluent"]
                .iter()
                .any(|deck| id.starts_with(deck)) =>
        {
            t.press("6 enter")
        }
        Stop::Ask(id) if id == "quarter.10" => t.press("f4"),
        Stop::Ask(id) if id == "quarter.9" => t
            .type_text("To you.")
            .press("tab")
            .type_text("1 October")
            .press("ctrl+s"),
        Stop::Ask(_) | Stop::Anew(_) => t.type_text("Some words.").press("ctrl+s"),
        Stop::FromNow => t.press("3 down 7 enter"),
        Stop::Shifts => t.press("space enter"),
        _ => t.press("f4"),
    };
}

#[test]
fn then_and_now_is_walked_whole_and_killed_at_every_stop() {
    let mut t = demo::driver();
    begin(&mut t, "quarter", Form::Full);
    t.type_text("The founder, most of all.").wait();
    let mut stops = Vec::new();
    for turn in 0..60 {
        let Some(walk) = waiting(&t.disk) else { break };
        let entries = t.entries().len();
        // Another moment each time: the ids of a window come from it.
        t = t.kill(&format!("2026-03-31T11:{turn:02}:00+02:00"));
        let again = waiting(&t.disk).unwrap();
        assert_eq!(again.left, walk.left);
        t.press("enter");
        let stop = walk.stop().unwrap().clone();
        match &stop {
            Stop::Revisit(_) if turn == 1 => insta::assert_snapshot!("quarter_pair", t.screen()),
            Stop::FromNow => insta::assert_snapshot!("quarter_from_now", t.screen()),
            Stop::Shifts => insta::assert_snapshot!("quarter_shifts", t.screen()),
            _ => {}
        }
        if turn == 0 {
            t.expect("The founder, most of all.").press("ctrl+s");
        } else {
            let verdicts = stops.iter().filter(|stop| is_read(stop)).count();
            say(&mut t, &stop, verdicts);
        }
        assert!(t.entries().len() >= entries);
        stops.push(stop);
    }
    t.expect("Nothing left this machine.");
    assert_eq!(waiting(&t.disk), None);
    let kinds = |of: fn(&Stop) -> bool| stops.iter().filter(|stop| of(stop)).count();
    assert_eq!(
        kinds(|stop| matches!(stop, Stop::Revisit(_))),
        3,
        "{stops:?}"
    );
    assert_eq!(
        kinds(|stop| matches!(stop, Stop::Reason(_))),
        3,
        "{stops:?}"
    );
    assert_eq!(kinds(|stop| *stop == Stop::FromNow), 1);
    assert_eq!(kinds(|stop| *stop == Stop::Shifts), 1);
    let journal = journal(&t);
    let words: Vec<&str> = journal
        .entries()
        .map(|entry| entry.words.as_str())
        .collect();
    assert_eq!(
        words.iter().filter(|words| **words == "A reason.").count(),
        3
    );
    let verdicts: Vec<&Entry> = journal
        .entries()
        .filter(|entry| is_verdict(entry))
        .filter(|entry| entry.at >= demo_now())
        .collect();
    assert!(verdicts.iter().all(
        |entry| matches!(&entry.mark, Some(Mark::Verdict(verdict)) if verdict.beside.is_some())
    ));
    let shift = journal.facts_of(Fact::Shift).last().unwrap();
    assert!(verdicts.iter().any(|entry| entry.id == shift.key) && shift.value == true);
    assert_eq!(
        journal
            .facts_of(Fact::Ritual)
            .filter(|ritual| ritual.key == "quarter")
            .count(),
        1
    );
}

fn is_read(stop: &Stop) -> bool {
    matches!(stop, Stop::Revisit(_))
}

fn demo_now() -> rolebook::time::Moment {
    rolebook::time::moment_from(demo::NOW).unwrap()
}

#[test]
fn a_mark_for_then_says_that_the_yardstick_may_have_moved_from_two_points_on() {
    let mut t = demo::driver();
    let walk = workbook(&t.disk, 3).begin("quarter", Form::Full, t.now);
    let rate = |stop: &&Stop| matches!(stop, Stop::Ask(id) if id == "authority.2");
    let left = walk
        .left
        .iter()
        .find(rate)
        .cloned()
        .into_iter()
        .chain([Stop::FromNow]);
    let walk = Walk {
        left: left.collect(),
        ..walk
    };
    t.go(Route::Walk(walk)).press("5 enter").expect("now 5.");
    let old = t
        .screen()
        .lines()
        .find_map(|line| {
            line.trim()
                .strip_prefix("Then ")?
                .chars()
                .next()?
                .to_digit(10)
        })
        .unwrap();
    for mark in 1..=7_u32 {
        t.press(&mark.to_string())
            .expect(&format!("How you see then, from now: {mark} of 7."));
        assert_eq!(
            t.sees("Your yardstick may have moved."),
            mark.abs_diff(old) >= 2,
            "{old} {mark}"
        );
    }
    assert!(
        t.entries()
            .iter()
            .all(|entry| !entry.words.contains("yardstick"))
    );
}

#[test]
fn a_sixth_shift_is_refused() {
    let mut t = demo::driver();
    let walk = workbook(&t.disk, 3).begin("quarter", Form::Full, t.now);
    let looking = |journal: &Journal, now: rolebook::time::Moment| -> Vec<String> {
        let decks = deck::builtin();
        let ritual = decks.get("quarter").unwrap();
        let looking = Looking {
            journal,
            decks: &decks,
            ritual,
            pairs: true,
            began: None,
            today: now.date_naive(),
        };
        looking
            .choose(&[])
            .into_iter()
            .map(|one| one.entry)
            .collect()
    };
    let ids = looking(&journal(&t), t.now);
    assert!(ids.len() >= 6, "{}", ids.len());
    let left = ids
        .into_iter()
        .take(6)
        .map(Stop::Revisit)
        .chain([Stop::Shifts]);
    let walk = Walk {
        left: left.collect(),
        ..walk
    };
    t.go(Route::Walk(walk));
    for _ in 0..20 {
        if t.sees("Which of these do you call a shift?") {
            break;
        }
        if t.sees("What changed it?") || t.sees("f4 skip") {
            t.press("f4");
        } else {
            t.press("3");
        }
    }
    t.expect("Which of these do you call a shift?");
    for _ in 0..5 {
        t.press("space down");
    }
    t.press("space")
        .expect("Five are marked. Take one out first.");
    assert_eq!(journal(&t).facts_of(Fact::Shift).count(), 5);
    t.press("up space down space");
    let set = |stated: &&rolebook::journal::Stated| stated.value == true;
    assert_eq!(journal(&t).facts_of(Fact::Shift).filter(set).count(), 5);
    let facts = journal(&t);
    assert!(
        facts
            .facts_of(Fact::Shift)
            .all(|stated| stated.value.is_boolean())
    );
}

#[test]
fn no_size_makes_these_pages_panic() {
    let pages: [fn() -> Driver; 4] = [
        before,
        || {
            let mut t = before();
            t.press("3");
            t
        },
        || {
            let mut t = demo::driver();
            begin(&mut t, "quarter", Form::Full);
            t.press("f4");
            t
        },
        || {
            let mut t = demo::driver();
            begin(&mut t, "quarter", Form::Full);
            t.press("f4 4 f4 3 f4 2 f4");
            for _ in 0..40 {
                if t.sees("Then ") && t.sees("; now") || t.sees("call a shift") {
                    break;
                }
                if t.sees("1 to 7") {
                    t.press("6 enter")
                } else {
                    t.press("f4")
                };
            }
            t.press("1 down");
            t
        },
    ];
    for page in pages {
        let mut t = page();
        for width in (1..=60).step_by(3) {
            for height in 1..=20 {
                t.resize(width, height);
            }
        }
        for (width, height) in [(0, 0), (24, 6), (23, 30), (120, 40), (200, 60), (300, 100)] {
            t.resize(width, height);
        }
        t.resize(40, 12);
        t.press("down pgdn end up pgup home tab");
        t.resize(80, 24);
        assert_eq!(t.quit, None);
    }
}

#[test]
fn pages_that_read_again_at_four_sizes() {
    let mut t = demo::driver();
    begin(&mut t, "quarter", Form::Full);
    t.press("f4 4");
    t.press("f4");
    let mut shown = String::new();
    for (width, height) in [(80, 24), (120, 40), (60, 20), (40, 12)] {
        t.resize(width, height);
        shown.extend([
            format!("--- {width}x{height}\n").as_str(),
            t.screen().trim_end(),
            "\n",
        ]);
    }
    insta::assert_snapshot!("revisit_sizes", shown);
}

#[path = "revisit/rule.rs"]
mod rule;
