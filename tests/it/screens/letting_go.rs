//! What was begun is let go from the first page: never its words, and never by itself.

use std::path::Path;

use rolebook::{
    store::memory::{Failure, Fault, MemoryDisk, Op},
    workbook::{Remains, WORDS_WAIT},
};

use crate::driver::{Driver, HOME, workbook};

const NOW: &str = "2026-03-31T12:00:00+02:00";
const ONCE: &str = "Press d once more to let this go.";
const WORDS: &str = "Half a sentence, and";

/// A check-in that was begun and left at its second question.
fn begun() -> Driver {
    let mut t = Driver::fresh();
    t.press("w enter f4 esc");
    t.expect("Go on where you were");
    t
}

fn drafts(disk: &MemoryDisk) -> usize {
    let folder = Path::new(HOME).join("drafts");
    let files = disk.paths().into_iter();
    files
        .filter(|path| path.starts_with(&folder))
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .count()
}

#[test]
fn a_begun_ritual_is_let_go_by_one_key_that_asks_once() {
    let mut t = begun();
    t.expect("d let go").press("d").expect(ONCE);
    // Any other key takes the question back.
    t.press("j k d").expect(ONCE);
    assert_eq!(drafts(&t.disk), 1);
    t.press("d").expect("Let go. What you kept stays");
    t.expect_not("Go on where you were");
    assert_eq!(drafts(&t.disk), 0);
    t.press("d").expect_not("Let go.");
    let mut t = t.kill(NOW);
    t.expect_not("Go on where you were");
}

#[test]
fn words_that_were_not_kept_stay_at_their_questions_when_the_rest_is_let_go() {
    let mut t = Driver::fresh();
    // Words at a question that was passed over, and at the one left.
    t.press("w enter").type_text("Passed over.").press("f4");
    t.type_text(WORDS).press("esc");
    t.press("d").expect("The words that were not kept stay");
    t.press("d")
        .expect("Let go. The words that were not kept wait");
    t.expect("words waiting");
    let draft = workbook(&t.disk, 7).drafts[0].clone();
    assert_eq!(draft.texts[0], WORDS);
    assert_eq!(draft.aside[0].texts[0], "Passed over.");
    assert!(draft.walk.began.is_none() && draft.walk.left.len() == 2);
    // What is nothing but words is not let go.
    t.press("d d").expect(WORDS_WAIT);
    // They are gone on with, kept, and then the row is gone.
    let mut t = t.kill(NOW);
    t.press("enter").expect(WORDS).press("ctrl+s");
    t.expect("Passed over.").press("ctrl+s");
    assert_eq!(t.entries().len(), 2);
    t.press("esc").expect_not("Go on where you were");
    assert_eq!(drafts(&t.disk), 0);
}

#[test]
fn a_begun_hand_off_is_let_go_and_the_words_of_its_cover_are_not() {
    let mut t = Driver::fresh();
    t.press("t 1 enter 1 enter")
        .type_text("An answer.")
        .press("ctrl+s esc esc");
    t.press("esc h n space enter").press("esc esc");
    t.expect("A hand-off to a coach");
    let row = |t: &mut Driver| {
        // Its row is the first of the places.
        t.press("home d");
    };
    row(&mut t);
    t.expect("What was chosen for it goes; your answers stay.");
    t.press("d").expect_not("A hand-off to a coach");
    assert_eq!(t.entries().len(), 1);
    let mut t = t.kill(NOW);
    t.press("h n space enter enter enter").type_text("Me");
    t.press("esc esc").expect("A hand-off to a coach");
    row(&mut t);
    t.expect(WORDS_WAIT)
        .press("d d")
        .expect("A hand-off to a coach");
}

#[test]
fn what_another_window_wrote_there_is_not_let_go() {
    let first = begun();
    let mut second = Driver::on(first.disk.clone(), NOW);
    second.press("enter").type_text(WORDS);
    let mut first = first;
    first
        .press("d d")
        .expect("Another window is writing there.");
    second.press("esc");
    drop(second);
    first
        .press("d d")
        .expect("It was gone on with elsewhere since; it stays.");
    first.expect("words waiting");
    let draft = workbook(&first.disk, 7).drafts[0].clone();
    assert_eq!(draft.texts[0], WORDS);
    let book = workbook(&first.disk, 8);
    assert!(matches!(book.remains(&draft), Remains::Words(_)));
}

#[test]
fn rows_that_look_alike_say_when_each_was_begun() {
    let mut t = begun();
    t.expect_not("begun today");
    t.press("w n f4 esc").expect("begun today, 10:42");
    t.resize(40, 12);
    t.expect("begun today, 10:42").expect("d let go");
}

#[test]
fn a_disk_that_fails_keeps_it() {
    let mut t = begun();
    t.disk.fail(Fault {
        op: Some(Op::Remove),
        nth: 1,
        failure: Failure::NoPermission,
        lasting: true,
    });
    t.press("d d")
        .expect("Not let go")
        .expect("Go on where you were");
    assert_eq!(drafts(&t.disk), 1);
}
