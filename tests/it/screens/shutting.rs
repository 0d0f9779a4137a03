//! A locked journal that is to be shut while its last words cannot be saved: they are kept, and
//! nobody sees them who does not open the journal.

use rolebook::{
    store::{
        Protection,
        memory::{Failure, Fault},
    },
    tui::{
        door::Refused,
        event::{Ending, Event},
    },
    workbook::locking::Opened,
};

use crate::{
    driver::{Driver, workbook_with},
    locking::{WORDS, keys, locked_driver, opened},
};

const LAST: &str = "Words on no disk.";

fn fill(t: &Driver) {
    t.disk.fail(Fault {
        op: None,
        nth: 1,
        failure: Failure::DiskFull,
        lasting: true,
    });
}

/// In a locked journal, words on the screen that the full disk does not take.
fn unsaved() -> Driver {
    let mut t = locked_driver();
    t.press("t 1 enter 1 enter").wait();
    fill(&t);
    t.type_text(LAST);
    t
}

#[track_caller]
fn is_barred(t: &mut Driver) {
    t.expect("Not shut: the disk is full.")
        .expect("only in memory")
        .expect_not(LAST);
    assert_eq!(t.quit, None);
}

/// The journal is shut, and the disk holds the words.
#[track_caller]
fn is_shut_whole(t: Driver) {
    assert_eq!(t.quit, Some(Ending::Shut));
    assert!(!t.sees(LAST));
    let disk = t.disk.clone();
    drop(t);
    let drafts = workbook_with(&disk, 5, keys(&disk)).drafts;
    let mut texts = drafts.iter().flat_map(|draft| &draft.texts);
    assert!(texts.any(|text| text.contains(LAST)), "{drafts:?}");
}

#[test]
fn words_that_cannot_be_saved_are_kept_and_not_shown_until_they_are() {
    for by_key in [true, false] {
        let mut t = unsaved();
        if by_key {
            t.press("f10");
        } else {
            t.event(Event::Idle);
        }
        is_barred(&mut t);
        t.press("x esc esc ctrl+c ctrl+c f1 f10 ctrl+q ctrl+s");
        is_barred(&mut t);
        t.event(Event::Idle).wait().wait();
        is_barred(&mut t);
        t.disk.fail(None);
        t.wait();
        is_shut_whole(t);
    }
}

#[test]
fn the_passphrase_shows_them_again_and_nothing_else_does() {
    let mut t = unsaved();
    t.press("f10").type_text("a guess").press("enter");
    t.expect("Opening\u{2026}").expect_not(LAST);
    let (number, _) = t.tried.take().unwrap();
    t.event(Event::Tried(number, Err(Refused::Wrong)));
    t.expect("That is not the passphrase.");
    is_barred(&mut t);
    // What nobody asked for opens nothing.
    let known = opened(&t.disk.fork()).unwrap_or_default();
    let right = Opened {
        keys: Protection::keys(&known),
        known,
        elsewhere: false,
    };
    t.event(Event::Tried(number, Ok(right.clone())));
    is_barred(&mut t);
    t.paste(&format!("{WORDS}\n")).press("enter").wait();
    let (number, typed) = t.tried.take().unwrap();
    assert!(typed.is(&rolebook::seal::Passphrase::new(WORDS.to_owned())));
    t.event(Event::Tried(number, Ok(right)));
    t.expect(LAST).expect("Not saved");
    t.disk.fail(None);
    t.wait().expect(LAST);
    assert_eq!(t.quit, None, "somebody is there again");
    t.press("f10");
    is_shut_whole(t);
}

#[test]
fn who_once_pressed_to_leave_without_them_does_not_lose_them_to_the_clock() {
    let mut t = unsaved();
    t.press("ctrl+c").expect("Press the key once more");
    t.event(Event::Idle);
    is_barred(&mut t);
    t.disk.fail(None);
    t.wait();
    is_shut_whole(t);
}

#[test]
fn words_below_a_page_of_help_are_not_lost_either() {
    for leave in ["f10", "ctrl+c"] {
        let mut t = unsaved();
        t.press("f1");
        assert!(!t.sees(LAST));
        t.press(leave);
        assert_eq!(t.quit, None, "{leave}");
        if leave == "f10" {
            is_barred(&mut t);
            t.disk.fail(None);
            t.wait();
            is_shut_whole(t);
        } else {
            t.expect("Not saved: the disk is full.").expect(LAST);
        }
    }
}

#[test]
fn a_page_that_is_just_being_left_is_shut_all_the_same() {
    let mut t = locked_driver();
    t.press("t 1 enter 1 enter").type_text(LAST);
    t.hold_saves();
    t.press("esc f10");
    t.release_saves();
    is_shut_whole(t);
}

#[test]
fn a_save_that_fails_on_the_way_does_not_leave_it_open() {
    let mut t = unsaved();
    t.hold_saves();
    t.wait().press("f10");
    t.release_saves();
    is_barred(&mut t);
    t.disk.fail(None);
    t.wait();
    is_shut_whole(t);
}

#[test]
fn its_page_fits_any_window() {
    let mut t = unsaved();
    t.press("f10");
    for width in 1..=60 {
        for height in 1..=20 {
            t.resize(width, height);
        }
    }
    t.resize(40, 12);
    insta::assert_snapshot!("not_shut_at_40_by_12", t.screen());
    t.resize(80, 24);
    insta::assert_snapshot!("not_shut", t.screen());
}
