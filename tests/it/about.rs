//! What is said about an entry: verdicts, outcomes, what happened.

use chrono::NaiveDate;
use rolebook::{
    journal::{Became, Entry, Judged, Mark},
    store::memory::{Failure, Fault, Op},
};

use crate::driver::Driver;

/// A journal with two answers to one question, half a year apart.
fn twice(then: &str, now: &str) -> Driver {
    let mut t = Driver::fresh();
    t.press("t 1 enter 1 enter").type_text(then).press("ctrl+s");
    let mut t = t.kill("2026-10-02T09:00:00+02:00");
    t.press("t 1 enter 1 v").type_text(now).press("ctrl+s");
    t
}

fn about(entries: &[Entry], id: &str) -> Vec<Entry> {
    let about = |entry: &&Entry| entry.answers.as_deref() == Some(id);
    entries.iter().filter(about).cloned().collect()
}

#[test]
fn a_question_asked_again_ends_with_both_answers_side_by_side() {
    let mut t = twice("Pricing is mine.", "Pricing is not mine.");
    t.expect("Pricing is mine.").expect("Pricing is not mine.");
    assert_eq!(t.answers("ground.1").len(), 2);
    t.press("esc").expect("Where I stand");
}

#[test]
fn the_older_answer_stays_folded_until_it_is_asked_for() {
    let mut t = Driver::fresh();
    t.press("t 1 enter 1 enter")
        .type_text("Older words here.")
        .press("ctrl+s");
    let mut t = t.kill("2026-10-02T09:00:00+02:00");
    t.press("t 1 enter 1 v")
        .expect_not("Older words here.")
        .expect("On 31 March 2026 you wrote 3 words.");
    t.press("f2").expect("Older words here.");
}

#[test]
fn what_is_older_than_a_quarter_is_asked_again_one_by_one() {
    let mut t = Driver::fresh();
    t.press("t 1 enter 1 enter")
        .type_text("One.")
        .press("ctrl+s");
    t.type_text("Two.\nThree.").press("ctrl+s esc");
    let mut t = t.kill("2026-10-02T09:00:00+02:00");
    t.press("v")
        .expect("1 of 2")
        .type_text("One again.")
        .press("ctrl+s");
    t.expect("One again.").expect("One.");
    t.press("enter")
        .expect("2 of 2")
        .type_text("Two.")
        .press("ctrl+s");
    t.expect("Three.").press("enter").expect("2 of 10 answered");
    assert_eq!(t.entries().len(), 4);
}

#[test]
fn back_from_a_question_asked_again_leaves_the_walk_where_it_can_be_gone_on_with() {
    let mut t = Driver::fresh();
    t.press("t 1 enter 1 enter")
        .type_text("One.")
        .press("ctrl+s");
    t.type_text("Two.\nThree.").press("ctrl+s esc");
    let mut t = t.kill("2026-10-02T09:00:00+02:00");
    t.press("v").type_text("One again.").press("ctrl+s");
    t.expect("One again.")
        .press("esc")
        .expect("Go on where you were");
    t.expect("question 2 of 2").press("enter").expect("2 of 2");
    // Help over the question is no way out of it.
    t.press("f1 esc").expect("2 of 2");
}

#[test]
fn on_a_short_page_a_verdict_is_said() {
    let mut t = twice("Pricing is mine.", "Pricing is not mine.");
    t.resize(40, 12);
    t.press("3").expect("Your verdict: changed.");
}

#[test]
fn a_note_that_was_being_written_waits_and_lands_on_the_same_answers() {
    let mut t = twice("Pricing is mine.", "Pricing is not mine.");
    t.press("c").type_text("Ask the board").wait();
    let mut t = t.kill("2026-10-03T09:00:00+02:00");
    t.expect("A note").expect("words waiting");
    t.press("enter").expect("Ask the board").press("ctrl+s");
    let entries = t.entries();
    let note = entries.last().unwrap();
    assert_eq!(note.words, "Ask the board");
    assert_eq!(note.answers.as_deref(), Some(entries[1].id.as_str()));
    assert_eq!(note.asked, None);
}

#[test]
fn a_verdict_is_one_key_and_on_the_disk_at_once() {
    let mut t = twice("Pricing is mine.", "Pricing is not mine.");
    t.press("4");
    let entries = t.entries();
    let then = &entries[0];
    let said = about(&entries, &then.id);
    assert_eq!(said.len(), 1);
    let Some(Mark::Verdict(verdict)) = &said[0].mark else {
        panic!("{said:?}")
    };
    assert_eq!(verdict.is, Judged::NearlyOpposite);
    assert_eq!(verdict.beside.as_deref(), Some(entries[1].id.as_str()));
    // It stands under the question of the words it is about, and is no answer to it.
    assert_eq!(said[0].asked, then.asked);
    assert_eq!(
        crate::driver::workbook(&t.disk, 9)
            .journal
            .answers("ground.1")
            .count(),
        2
    );
}

#[test]
fn of_two_verdicts_the_last_one_holds_and_both_are_kept() {
    let mut t = twice("Pricing is mine.", "Pricing is not mine.");
    t.press("1 3");
    let entries = t.entries();
    assert_eq!(about(&entries, &entries[0].id).len(), 2);
    let mut t = t.kill("2026-10-03T09:00:00+02:00");
    t.press("t 1 enter 1 o")
        .expect("changed")
        .expect_not("still true");
}

#[test]
fn why_is_said_in_words_of_ones_own_and_corrects_the_verdict() {
    let mut t = twice("Pricing is mine.", "Pricing is not mine.");
    t.press("3 y").type_text("The board asked.").press("enter");
    let entries = t.entries();
    let said = about(&entries, &entries[0].id);
    let last = said.last().unwrap();
    assert_eq!(last.words, "The board asked.");
    assert_eq!(last.revises.as_deref(), Some(said[0].id.as_str()));
    let Some(Mark::Verdict(verdict)) = &last.mark else {
        panic!("{last:?}")
    };
    assert_eq!(verdict.is, Judged::Changed);
    assert_eq!(verdict.beside.as_deref(), Some(entries[1].id.as_str()));
    // Back where it was given, with its reason.
    t.expect("The board asked.");
}

#[test]
fn the_reason_is_a_draft_while_it_is_written() {
    let mut t = twice("Pricing is mine.", "Pricing is not mine.");
    t.press("3 y").type_text("The board").wait();
    let mut t = t.kill("2026-10-02T10:00:00+02:00");
    t.expect("words waiting").press("enter").expect("The board");
    t.type_text(" asked.").press("enter");
    let last = t.entries().pop().unwrap();
    assert_eq!(last.words, "The board asked.");
    assert!(matches!(last.mark, Some(Mark::Verdict(_))));
}

#[test]
fn a_verdict_that_cannot_be_saved_is_said_and_given_with_the_same_key() {
    let mut t = twice("Pricing is mine.", "Pricing is not mine.");
    t.disk.fail(Fault {
        op: Some(Op::Create),
        nth: 1,
        failure: Failure::DiskFull,
        lasting: true,
    });
    t.press("3").expect("Not saved");
    assert_eq!(t.entries().len(), 2);
    t.disk.fail(None);
    t.press("3");
    assert_eq!(t.entries().len(), 3);
}

#[test]
fn outcomes_and_verdicts_have_the_ids_of_the_options_they_are_asked_with() {
    let decks = rolebook::deck::builtin();
    let ids = |prompt: &str| -> Vec<String> {
        let (_, prompt) = decks.prompt(prompt).unwrap();
        prompt
            .options
            .iter()
            .map(|option| option.id.clone())
            .collect()
    };
    let verdicts: Vec<String> = Judged::ALL.iter().map(|is| is.id().to_owned()).collect();
    assert_eq!(ids("quarter.2"), verdicts);
    assert_eq!(ids("before.1"), verdicts);
    let outcomes = Became::OF_PROMISES.iter().map(|is| is.id().to_owned());
    assert_eq!(ids("before.3"), outcomes.collect::<Vec<_>>());
    for is in Judged::ALL {
        assert_eq!(Judged::named(is.id()), Some(is));
    }
    for is in Became::OF_PROMISES.into_iter().chain(Became::OF_FORECASTS) {
        assert_eq!(Became::named(is.id()), Some(is));
    }
}

#[test]
fn a_letter_has_a_day_of_its_own_or_three_months() {
    let mut t = Driver::fresh();
    let quarter = "alt+x";
    t.press(quarter)
        .type_text("Then and now")
        .press("enter 9 enter");
    t.type_text("Dear me.")
        .press("tab")
        .type_text("30 june")
        .press("ctrl+s");
    let letter = t.answers("quarter.9").pop().unwrap();
    assert_eq!(letter.words, "Dear me.");
    assert_eq!(letter.sealed, NaiveDate::from_ymd_opt(2026, 6, 30));
    let mut t = Driver::fresh();
    t.press(quarter)
        .type_text("Then and now")
        .press("enter 9 enter");
    t.type_text("Dear me.").press("ctrl+s");
    let letter = t.answers("quarter.9").pop().unwrap();
    assert_eq!(letter.sealed, NaiveDate::from_ymd_opt(2026, 6, 30));
}
