//! Nothing that is on the screen is lost, whatever the disk does.

use rolebook::store::memory::{Failure, Fault, Op};

use rolebook::tui::event::{Ending, Event};

use crate::driver::Driver;

#[test]
fn a_failed_keep_leaves_the_words_on_screen_and_in_the_draft_and_says_so() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("Kept before.").press("ctrl+s");
    t.type_text("Not to be lost").wait();
    t.disk.fail(Fault {
        op: None,
        nth: 1,
        failure: Failure::DiskFull,
        lasting: true,
    });
    t.press("ctrl+s")
        .expect("Not saved: the disk is full")
        .expect("Not to be lost");
    t.expect("not saved")
        .expect("2 of 13")
        .expect("Press ctrl+s to try again");
    t.disk.fail(None);
    t.press("ctrl+s").expect("3 of 13");
    assert_eq!(t.answers("first.role")[0].words, "Not to be lost");
    assert_eq!(t.answers("ground.1").len(), 1);
}

#[test]
fn a_fault_at_any_operation_costs_no_word() {
    for failure in [
        Failure::DiskFull,
        Failure::Io,
        Failure::NoPermission,
        Failure::ShortWrite,
    ] {
        for nth in 1.. {
            let mut t = Driver::fresh();
            t.press("enter")
                .type_text("Kept before.")
                .press("ctrl+s")
                .type_text("New words")
                .wait();
            t.disk.fail(Fault {
                op: None,
                nth,
                failure,
                lasting: false,
            });
            t.press("ctrl+s");
            let failed = t.disk.has_failed();
            t.disk.fail(None);
            let shown = t.sees("New words");
            let t = t.kill("2026-04-01T09:00:00+02:00");
            assert_eq!(t.answers("ground.1").len(), 1, "{failure:?} at {nth}");
            let kept = t
                .answers("first.role")
                .iter()
                .any(|entry| entry.words == "New words");
            let mut t = t;
            t.press("enter");
            assert!(
                kept || (shown && t.sees("New words")),
                "{failure:?} at {nth}\n{}",
                t.screen()
            );
            if !failed {
                assert!(nth > 5, "the fault was never met");
                break;
            }
        }
    }
}

#[test]
fn after_a_failed_flush_the_session_goes_on_in_a_new_file() {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("One.")
        .press("ctrl+s")
        .type_text("Two.");
    t.disk.fail(Fault {
        op: Some(Op::SyncFile),
        nth: 1,
        failure: Failure::Io,
        lasting: false,
    });
    t.press("ctrl+s").expect("Not saved").press("ctrl+s");
    let words: Vec<String> = t.entries().into_iter().map(|entry| entry.words).collect();
    assert_eq!(words, ["One.", "Two."]);
    let paths = t.disk.paths();
    let files = paths
        .iter()
        .filter(|path| path.to_string_lossy().contains("/sessions/2026/2"));
    assert_eq!(files.count(), 2);
}

#[test]
fn a_slow_disk_never_holds_the_keyboard() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("The words");
    t.hold_saves();
    t.wait();
    assert_eq!(t.saves_held(), 1);
    t.type_text(" go on").expect("The words go on");
    t.release_saves();
    t.hold_saves();
    t.press("ctrl+s").type_text(" here");
    t.expect("The words go on here");
    t.release_saves();
    // What was typed meanwhile is not lost: it stands as a correction that is not kept yet.
    t.expect("The words go on here");
    t.press("ctrl+s");
    let words: Vec<String> = t.entries().into_iter().map(|entry| entry.words).collect();
    assert_eq!(words, ["The words go on", "The words go on here"]);
    assert_eq!(t.entries()[1].revises, Some(t.entries()[0].id.clone()));
}

#[test]
fn leaving_with_a_full_disk_takes_a_second_key_and_says_why() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("Words");
    t.disk.fail(Fault {
        op: None,
        nth: 1,
        failure: Failure::DiskFull,
        lasting: true,
    });
    t.press("esc")
        .expect("Not saved: the disk is full")
        .expect("Words");
    t.press("esc").expect_not("Words");
}

#[test]
fn a_home_that_cannot_be_written_can_be_read() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("One.").press("ctrl+s esc");
    t.disk.set_read_only(true);
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.expect("You can read; nothing can be written.");
    t.press("enter")
        .expect("nothing can be written")
        .press("r enter")
        .expect("One.");
}

#[test]
fn files_that_cannot_be_read_are_named_and_the_rest_is_there() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("One.").press("ctrl+s esc");
    t.disk
        .put(
            "/journal/sessions/2026/2026-01-01T000000Z-zzzzzz.json",
            b"{ not json",
        )
        .unwrap();
    t.disk
        .put("/journal/sessions/2026/mine.txt", b"my own file")
        .unwrap();
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.expect("things were found that need a look").press("f");
    t.expect("2026-01-01T000000Z-zzzzzz.json")
        .expect("mine.txt")
        .press("esc r enter")
        .expect("One.");
}

#[test]
fn a_flipped_bit_does_not_pass_in_silence() {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("Pricing is mine.")
        .press("ctrl+s esc");
    let path = t.disk.paths().into_iter().find(|path| {
        path.to_string_lossy().contains("-k")
            || path.to_string_lossy().contains("sessions/2026/2026")
    });
    let path = path.unwrap();
    let whole = t.disk.bytes(&path).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        let (_, problems) = rolebook::journal::read_session(&bytes);
        assert!(!problems.is_empty(), "byte {at}");
    }
    let (read, problems) = rolebook::journal::read_session(&whole);
    assert!(read.is_some() && problems.is_empty());
}

#[test]
fn two_windows_on_one_journal_keep_both_their_answers() {
    let mut one = Driver::fresh();
    let mut two = Driver::on(one.disk.clone(), "2026-03-31T10:43:00+02:00");
    one.press("enter")
        .type_text("From the first window")
        .press("ctrl+s");
    two.press("enter")
        .type_text("From the second window")
        .press("ctrl+s");
    one.type_text("CTO").press("ctrl+s");
    let words: Vec<String> = one.entries().into_iter().map(|entry| entry.words).collect();
    assert_eq!(words.len(), 3, "{words:?}");
    // A draft that another window is writing is not offered.
    one.type_text("half").wait();
    let mut three = Driver::on(one.disk.clone(), "2026-03-31T10:44:00+02:00");
    three.expect_not("words waiting");
}

#[test]
fn a_failed_flush_of_the_first_answer_does_not_keep_it_twice() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("Once.");
    t.disk.fail(Fault {
        op: Some(Op::SyncFolder),
        nth: 4,
        failure: Failure::Io,
        lasting: false,
    });
    t.press("ctrl+s");
    if t.sees("Not saved") {
        t.press("ctrl+s");
    }
    t.disk.fail(None);
    assert_eq!(t.entries().len(), 1);
    let book = crate::driver::workbook(&t.disk, 3);
    assert!(book.notices.is_empty(), "{:?}", book.notices);
}

#[test]
fn words_are_saved_when_another_page_covers_them() {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("Typed, then a look at the keys")
        .press("f1");
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.press("enter").expect("Typed, then a look at the keys");
}

#[test]
fn a_crash_between_answer_and_draft_goes_on_at_the_next_question_with_what_was_put_aside() {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("Put aside")
        .press("f4")
        .type_text("CTO");
    // The session is written; the draft after it is not.
    t.wait();
    let before = t.disk.fork();
    t.press("ctrl+s").expect("3 of 13");
    let draft = before.paths().into_iter().find(|path| {
        path.to_string_lossy().contains("drafts/")
            && path.extension().is_some_and(|kind| kind == "json")
    });
    let draft = draft.unwrap();
    let old = before.bytes(&draft).unwrap();
    t.disk.put(&draft, old).unwrap();
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.expect("question 3 of 13")
        .press("enter")
        .expect("3 of 13")
        .press("f6 enter");
    let mut t = t.kill("2026-04-02T09:00:00+02:00");
    t.press("enter");
    for _ in 0..11 {
        t.press("f5");
    }
    t.expect("1 of 13").expect("Put aside");
    assert_eq!(t.answers("first.role").len(), 1);
}

#[test]
fn a_second_window_does_not_take_over_a_draft_that_is_being_written() {
    let mut one = Driver::fresh();
    one.press("enter").type_text("Mine").press("esc");
    let disk = one.disk.clone();
    let mut two = Driver::on(disk, "2026-03-31T10:43:00+02:00");
    one.press("enter").expect("Mine");
    two.press("enter")
        .expect("Another window is writing there.");
}

#[test]
fn a_key_during_a_slow_keep_does_not_leave_the_question() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("Words");
    t.hold_saves();
    t.press("ctrl+s ctrl+s f6 f4 esc f1");
    t.expect("still on its way to the disk").expect("Words");
    t.release_saves();
    t.expect("2 of 13");
    assert_eq!(t.entries().len(), 1);
}

#[test]
fn a_window_sees_what_another_has_written_when_it_next_looks() {
    let mut one = Driver::fresh();
    let mut two = Driver::on(one.disk.clone(), "2026-03-31T10:43:00+02:00");
    two.press("enter")
        .type_text("From the second window")
        .press("ctrl+s");
    one.press("t esc")
        .press("r enter")
        .expect("From the second window");
    two.type_text("CTO").press("ctrl+s");
    one.press("esc esc").press("r enter").expect("CTO");
}

#[test]
fn what_is_typed_while_the_screen_is_left_is_on_the_disk_before_it_goes() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("abc");
    t.hold_saves();
    t.press("esc").type_text(" LATE").press("esc");
    t.expect("Leaving as soon as");
    t.release_saves();
    t.expect("Go on where you were");
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.press("enter").expect("abc LATE");
}

#[test]
fn leaving_while_a_keep_fails_tries_the_draft_and_asks_once_more() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("abc");
    t.hold_saves();
    t.press("ctrl+s ctrl+c");
    t.disk.fail(Fault {
        op: None,
        nth: 1,
        failure: Failure::DiskFull,
        lasting: true,
    });
    t.release_saves();
    assert_eq!(t.quit, None);
    t.expect("Press the key once more").expect("abc");
    t.press("ctrl+c");
    assert_eq!(t.quit, Some(Ending::Unsaved));

    let mut t = Driver::fresh();
    t.press("enter").type_text("abc");
    t.hold_saves();
    t.press("ctrl+s ctrl+c");
    t.disk.fail(Fault {
        op: None,
        nth: 3,
        failure: Failure::Io,
        lasting: false,
    });
    t.release_saves();
    assert_eq!(t.quit, Some(Ending::Interrupted));
    t.disk.fail(None);
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.press("enter").expect("abc");
}

#[test]
fn a_signal_ends_the_program_and_says_whether_the_words_are_safe() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("abc");
    t.disk.fail(Fault {
        op: None,
        nth: 1,
        failure: Failure::DiskFull,
        lasting: true,
    });
    t.wait().expect("Not saved");
    t.disk.fail(None);
    t.event(Event::Ended(Ending::Ended));
    assert_eq!(t.quit, Some(Ending::Ended));
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.press("enter").expect("abc").type_text("d");
    t.disk.fail(Fault {
        op: None,
        nth: 1,
        failure: Failure::DiskFull,
        lasting: true,
    });
    t.event(Event::Ended(Ending::Ended));
    assert_eq!(t.quit, Some(Ending::Unsaved));
}

#[test]
fn a_conflict_copy_of_a_draft_is_a_draft_of_its_own() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("alpha words").press("esc");
    let draft = draft_path(&t);
    let copy = t.disk.bytes(&draft).unwrap();
    let copy = String::from_utf8(copy)
        .unwrap()
        .replace("alpha words", "beta words");
    let name = draft.file_stem().unwrap().to_string_lossy().into_owned();
    let beside = draft.with_file_name(format!("{name} (conflicted copy 2026-11-20).json"));
    t.disk.put(&beside, copy).unwrap();
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    let mut seen = Vec::new();
    for keys in ["enter", "down enter"] {
        t.press(keys);
        seen.push(t.sees("alpha words"));
        t.press("ctrl+s esc");
    }
    seen.sort_unstable();
    assert_eq!(seen, [false, true]);
    let mut words: Vec<String> = t
        .answers("ground.1")
        .into_iter()
        .map(|entry| entry.words)
        .collect();
    words.sort();
    assert_eq!(words, ["alpha words", "beta words"]);
}

#[test]
fn a_draft_with_other_words_than_were_kept_becomes_a_correction() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("abc").press("esc enter");
    let draft = draft_path(&t);
    let old = t.disk.bytes(&draft).unwrap();
    t.press("ctrl+s esc");
    let old = String::from_utf8(old).unwrap().replace("abc", "abc MORE");
    t.disk.put(&draft, old).unwrap();
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.press("enter").expect("abc MORE").press("ctrl+s");
    let kept = t.answers("ground.1");
    assert_eq!(kept[1].words, "abc MORE");
    assert_eq!(kept[1].revises, Some(kept[0].id.clone()));
}

#[test]
fn a_session_file_edited_by_hand_while_it_is_open_is_not_overwritten() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("One.").press("ctrl+s");
    let paths = t.disk.paths();
    let path = paths
        .iter()
        .find(|path| path.to_string_lossy().contains("sessions/2026/2"));
    let path = path.unwrap().clone();
    let text = String::from_utf8(t.disk.bytes(&path).unwrap()).unwrap();
    t.disk
        .put(&path, text.replace("One.", "One, EDITED BY HAND."))
        .unwrap();
    t.type_text("CTO").press("ctrl+s").expect("3 of 13");
    assert!(
        String::from_utf8(t.disk.bytes(&path).unwrap())
            .unwrap()
            .contains("EDITED BY HAND")
    );
    assert_eq!(t.answers("first.role").len(), 1);
    let words: Vec<String> = t
        .answers("ground.1")
        .into_iter()
        .map(|entry| entry.words)
        .collect();
    assert!(
        words.contains(&"One, EDITED BY HAND.".to_owned()),
        "{words:?}"
    );
}

fn draft_path(t: &Driver) -> std::path::PathBuf {
    let json = |path: &std::path::PathBuf| {
        path.to_string_lossy().contains("drafts/")
            && path.extension().is_some_and(|kind| kind == "json")
    };
    t.disk.paths().into_iter().find(json).unwrap()
}

#[test]
fn a_draft_that_cannot_be_removed_keeps_nobody_and_no_answer_is_called_unsaved() {
    let mut t = Driver::fresh();
    t.press("n")
        .type_text("CTO")
        .press("ctrl+s f4 f4")
        .type_text("The CPO");
    t.press("ctrl+s").expect("once more").press("f5");
    t.disk.fail(Fault {
        op: Some(Op::Remove),
        nth: 1,
        failure: Failure::Io,
        lasting: true,
    });
    t.press("f5")
        .expect("Kept. Nothing left this machine.")
        .expect_not("Not saved");
    t.disk.fail(None);
    assert_eq!(t.entries().len(), 2);
}
