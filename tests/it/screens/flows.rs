//! First start, home, walks, going on, new roles.

use rolebook::{deck, journal::Mark, tui::event::Ending};

use crate::driver::Driver;

#[test]
fn three_keys_beside_the_words_keep_a_first_answer() {
    let mut t = Driver::fresh();
    t.expect("It asks; it does not judge, score or advise.");
    t.press("enter")
        .expect("In a few sentences, what is your job really for?");
    t.type_text("To keep promises buildable.").press("ctrl+s");
    assert!(t.presses <= 3);
    assert_eq!(
        t.answers("ground.1")[0].words,
        "To keep promises buildable."
    );
    t.expect("What is your role, in your own words?");
}

#[test]
fn six_keys_lead_to_the_first_question_of_any_track() {
    let decks = deck::builtin();
    let titles: Vec<String> = decks
        .outlines()
        .filter(|deck| deck.id != "first")
        .map(|deck| deck.title.clone())
        .collect();
    assert_eq!(titles.len(), 18);
    for deck in decks.all().filter(|deck| deck.id != "first") {
        let mut t = Driver::fresh();
        t.press("t");
        let screen = t.screen();
        let row = screen
            .lines()
            .find(|row| row.ends_with("questions") && row.contains(&deck.title));
        let number = row
            .unwrap()
            .split_whitespace()
            .find(|word| word.parse::<u8>().is_ok());
        for digit in number.unwrap().chars() {
            t.press(&digit.to_string());
        }
        t.press("enter enter");
        assert!(t.presses <= 6, "{}: {}", deck.id, t.presses);
        t.expect(&deck.answerable().next().unwrap().text);
    }
}

#[test]
fn the_first_start_walks_in_its_order_and_ends_with_a_line_of_theirs() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("For the join.").press("ctrl+s");
    t.type_text("CTO, asked to hold product too")
        .press("ctrl+s");
    t.expect("Since when")
        .press("f4")
        .expect("stage")
        .press("f4")
        .press("f4");
    t.expect("What brings you here?").press("3 enter");
    t.expect("How clear is it to you today what is yours to decide?");
    t.expect("A mark for yourself, today.").press("4 enter");
    t.expect("believe about this role")
        .press("f5")
        .expect("asking most")
        .press("1 enter");
    t.expect("the job you said yes to")
        .press("6 enter")
        .expect("a year from now")
        .press("f5");
    t.expect("By when")
        .type_text("Ask the board to minute it")
        .press("tab");
    t.type_text("friday")
        .expect("Friday 3 April 2026, in three days")
        .press("tab tab enter");
    t.expect("When would you like to look again?")
        .type_text("in 3 months");
    t.expect("Tuesday 30 June 2026").press("enter");
    // The three that were skipped come once more, and then the walk is over.
    for _ in 0..3 {
        t.press("f4");
    }
    t.expect("Kept. Nothing left this machine.")
        .expect("Ask the board to minute it");
    t.press("enter")
        .expect("You set 30 June 2026 to look again");
    t.expect("Where I stand");
    let brings = &t.answers("first.brings")[0];
    assert_eq!(brings.mark, Some(Mark::Choice("stuck".to_owned())));
}

#[test]
fn what_brings_a_person_orders_the_tracks() {
    let mut t = Driver::fresh();
    t.press("enter f4 f4 f4 f4 f4")
        .expect("What brings you here?")
        .press("2 enter");
    t.press("esc t");
    let screen = t.screen();
    let first = screen.lines().find(|row| row.contains(" 1 ")).unwrap();
    assert!(first.contains("One seat or two"), "{first}");
}

#[test]
fn a_second_start_goes_on_at_the_same_question_with_the_same_words() {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("One.")
        .press("ctrl+s")
        .type_text("Half a thought, and")
        .wait();
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.expect("Go on where you were")
        .expect("question 2 of 13, words waiting");
    t.press("enter")
        .expect("2 of 13")
        .expect("Half a thought, and");
    t.type_text(" the rest").press("ctrl+s");
    assert_eq!(
        t.answers("first.role")[0].words,
        "Half a thought, and the rest"
    );
    assert_eq!(t.answers("ground.1").len(), 1);
}

#[test]
fn a_place_without_words_is_gone_on_with_too() {
    let mut t = Driver::fresh();
    t.press("enter").type_text("One.").press("ctrl+s f4 f4 esc");
    assert!(t.sees("question 4 of 13"));
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.press("enter").expect("4 of 13");
}

#[test]
fn esc_on_an_untouched_question_leaves_nothing_behind() {
    let mut t = Driver::fresh();
    t.press("enter esc");
    t.expect("Begin").expect_not("Go on where you were");
    let mut t = t.kill("2026-04-01T09:00:00+02:00");
    t.expect("Begin");
    assert!(
        t.disk
            .paths()
            .iter()
            .all(|path| !path.to_string_lossy().contains("drafts/") || path.extension().is_none())
    );
}

#[test]
fn skip_comes_again_in_this_walk_and_not_today_does_not() {
    let mut t = Driver::fresh();
    t.press("t");
    number_of(&mut t, "Across the line");
    t.press("enter s")
        .expect("1 of 4")
        .press("f4")
        .expect("2 of 4")
        .press("f5")
        .expect("3 of 4");
    t.press("f4").expect("4 of 4");
    t.type_text("A promise").press("tab tab tab enter");
    // Skipped once: asked again; put off: not again, not even in a new walk of this session.
    t.expect("1 of 4, once more")
        .press("f4")
        .expect("3 of 4, once more")
        .press("f4")
        .expect("Kept.");
    t.press("enter t");
    number_of(&mut t, "Across the line");
    t.press("enter s")
        .expect("1 of 4")
        .press("n")
        .expect("3 of 4");
    let mut t = t.kill("2026-04-02T09:00:00+02:00");
    t.press("t");
    number_of(&mut t, "Across the line");
    t.press("enter s f4").expect("2 of 4");
}

#[test]
fn words_at_a_question_that_is_passed_over_wait_for_it() {
    let mut t = Driver::fresh();
    t.press("t");
    number_of(&mut t, "Where I stand");
    t.press("enter s")
        .type_text("Not yet finished")
        .press("f4")
        .expect("2 of 6");
    t.press("s s").press("s s").press("f4 f4 f4");
    // Whatever came in between, the words are there when their question is.
    let mut seen = false;
    for _ in 0..8 {
        if t.sees("1 of 6") {
            seen = t.sees("Not yet finished");
            break;
        }
        t.press("f4");
    }
    assert!(seen, "{}", t.screen());
    t.press("f5");
    for _ in 0..8 {
        if t.sees("Nothing new was kept.") {
            break;
        }
        t.press("f5");
    }
    t.expect("They wait as a draft.")
        .press("enter")
        .expect("words waiting");
    let mut t = t.kill("2026-04-02T09:00:00+02:00");
    t.press("enter").expect("Not yet finished").press("ctrl+s");
    assert_eq!(t.answers("ground.1")[0].words, "Not yet finished");
}

#[test]
fn enough_for_today_keeps_what_is_written_and_closes_without_a_question() {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("One.")
        .press("ctrl+s")
        .type_text("A role of two halves")
        .press("f6");
    t.expect("Kept. Nothing left this machine.")
        .expect("A role of two halves");
    assert_eq!(t.answers("first.role")[0].words, "A role of two halves");
    t.press("q");
    assert_eq!(t.quit, Some(Ending::Left));
    let mut t = t.kill("2026-04-02T09:00:00+02:00");
    t.expect("question 3 of 13");
}

#[test]
fn a_new_role_opens_a_new_chapter_and_the_first_words_name_the_first() {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("One.")
        .press("ctrl+s")
        .type_text("CTO")
        .press("ctrl+s esc");
    t.press("n")
        .expect("What is your role")
        .type_text("CPTO")
        .press("ctrl+s")
        .expect("2 of 4");
    t.press("esc");
    let entries = t.entries();
    let role = |at: usize| entries[at].role.clone().unwrap();
    assert_eq!(role(0), role(1));
    assert_ne!(role(1), role(2));
    let book = crate::driver::workbook(&t.disk, 3);
    assert_eq!(book.journal.role(), Some((role(2).as_str(), "CPTO")));
    assert_eq!(book.journal.role_words(&role(0)), Some("CTO"));
}

#[test]
fn the_truth_about_privacy_is_said_once_before_the_first_tender_question() {
    let mut t = Driver::fresh();
    t.press("t");
    number_of(&mut t, "What came with the chair");
    t.press("enter s")
        .expect("These files are not locked. They do not make a journal privileged");
    t.press("enter")
        .expect("Stays here unless you choose otherwise.");
    t.type_text("Nobody says it.").press("ctrl+s esc");
    assert!(t.answers("inherit.5")[0].private);
    let mut t = t.kill("2026-04-02T09:00:00+02:00");
    t.press("t");
    number_of(&mut t, "Temperament and tolerance");
    t.press("enter 7 enter")
        .expect("Stays here unless")
        .expect_not("These files are not locked");
}

#[test]
fn leaving_by_ctrl_c_or_a_signal_keeps_the_words() {
    for leave in ["ctrl+c", "signal"] {
        let mut t = Driver::fresh();
        t.press("enter").type_text("Unkept words");
        if leave == "signal" {
            t.event(rolebook::tui::event::Event::Ended(Ending::Ended));
            assert_eq!(t.quit, Some(Ending::Ended));
        } else {
            t.press(leave);
            assert_eq!(t.quit, Some(Ending::Interrupted));
        }
        let mut t = t.kill("2026-04-02T09:00:00+02:00");
        t.press("enter").expect("Unkept words");
    }
}

#[test]
fn what_was_written_is_read_by_date_and_by_track() {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("For the join.")
        .press("ctrl+s")
        .type_text("CTO")
        .press("ctrl+s esc");
    t.press("r")
        .expect("by date")
        .expect("31 March 2026")
        .press("enter");
    t.expect("In a few sentences")
        .expect("For the join.")
        .expect("CTO")
        .press("esc");
    t.press("t")
        .expect("by track")
        .expect("Where I stand")
        .expect("1 answer")
        .press("enter");
    t.expect("For the join.").expect_not("CTO");
}

#[test]
fn a_command_is_found_by_its_name() {
    let mut t = Driver::fresh();
    t.press("enter")
        .type_text("Words")
        .press("alt+x")
        .type_text("across")
        .press("enter");
    t.expect("Across the line").press("esc").expect("Words");
    t.press("alt+x")
        .type_text("not again")
        .press("enter")
        .expect("2 of 13");
}

/// Chooses a track by its number on the page of tracks.
fn number_of(t: &mut Driver, title: &str) {
    let screen = t.screen();
    let row = screen.lines().find(|row| row.contains(title)).unwrap();
    let number = row
        .split_whitespace()
        .find(|word| word.parse::<u8>().is_ok())
        .unwrap()
        .to_owned();
    for digit in number.chars() {
        t.press(&digit.to_string());
    }
}
