//! The first page, and the page of roundtables.

use rolebook::{insight::roundtable::line, tui::route::Route};

use super::made::{NOW, TODAY, day, driver, driver_at, journal, quarter, session, table};

#[test]
fn home_says_when_it_is_and_nothing_beyond_that() {
    let mut t = driver(&quarter());
    t.expect("Your roundtable is in nine days.")
        .expect("One promise is due on 2 April.");
    t.expect_not("CTO forum");
    let screen = t.screen();
    let at = |words: &str| screen.find(words).unwrap();
    assert!(at("Your roundtable") < at("One promise"));
    for (now, says) in [
        ("2026-04-08T10:00:00+02:00", "Your roundtable is tomorrow."),
        ("2026-04-09T10:00:00+02:00", "Your roundtable is today."),
        (
            "2026-04-10T10:00:00+02:00",
            "Your roundtable is in two months.",
        ),
    ] {
        driver_at(&quarter(), now).expect(says);
    }
    let mut none = quarter();
    none[0].records.remove(0);
    driver(&none).expect_not("roundtable is");
}

#[test]
fn home_is_silent_while_none_is_within_its_cadence() {
    let said = |date: &str, cadence: &str| {
        let table = table("t", "2026-01-01", "Forum", date, cadence);
        line(
            &journal(&[session(1, "2026-01-01", vec![table])]),
            day(TODAY),
        )
    };
    assert_eq!(said("2026-07-01", "quarterly"), None);
    assert!(said("2026-06-30", "quarterly").is_some());
    assert_eq!(said("2026-05-01", "monthly"), None);
    assert!(said("2026-04-30", "monthly").is_some());
    assert_eq!(said("2026-07-01", "none"), None);
    assert_eq!(said("2026-03-30", "none"), None);
    assert_eq!(
        said("2026-03-31", "none").unwrap(),
        "Your roundtable is today."
    );
}

#[test]
fn a_moved_time_zone_moves_no_date() {
    // The same instant, in Auckland and in Honolulu: each has a day of its own.
    for (now, says) in [
        ("2026-04-09T01:00:00+13:00", "Your roundtable is today."),
        ("2026-04-08T02:00:00-10:00", "Your roundtable is tomorrow."),
    ] {
        driver_at(&quarter(), now).expect(says);
    }
    // Stated in one and looked at in the other, it is the day that was written down.
    let mut t = driver_at(&[], "2026-04-09T01:00:00+13:00");
    t.go(Route::Roundtables)
        .press("a")
        .type_text("Forum\n9 april\n\n\n");
    let t = t.kill("2026-04-08T02:00:00-10:00");
    let mut t = t;
    t.go(Route::Roundtables).expect("Thursday 9 April 2026");
}

#[test]
fn a_roundtable_is_stated_a_line_at_a_time() {
    let mut t = driver(&[]);
    t.go(Route::Roundtables)
        .expect("No roundtable is stated yet.");
    t.press("a")
        .type_text("CTO forum\n")
        .expect("A day as you say it");
    t.type_text("31 foo\n").expect("could not be read as a day");
    t.press("ctrl+u")
        .type_text("9 april")
        .expect("Thursday 9 April 2026");
    t.press("enter")
        .expect("every quarter")
        .press("j")
        .expect("every month");
    t.press("enter")
        .type_text("CPO\nCTO of a bank\n")
        .press("enter");
    t.expect("CTO forum")
        .expect("in nine days")
        .expect("every month");
    t.expect("CPO, CTO of a bank")
        .expect_not("Enter on an empty line");
    let mut t = t.kill(NOW);
    t.go(Route::Roundtables).expect("CPO, CTO of a bank");
    t.press("a")
        .type_text("cto FORUM \n")
        .expect("There is a roundtable of that name");
}

#[test]
fn half_a_roundtable_is_not_lost_without_a_word() {
    let mut t = driver(&quarter());
    t.go(Route::Roundtables)
        .press("a")
        .type_text("Product leads\nin two weeks");
    t.press("esc esc").expect("is begun; a goes on with it");
    t.press("esc")
        .expect("esc once more leaves it")
        .expect("Roundtables");
    t.press("a")
        .expect("Product leads")
        .press("enter")
        .expect("in two weeks");
    t.press("esc esc esc esc").expect_not("CTO forum");
    // Of those who sit there esc takes the last in again.
    t.go(Route::Roundtables)
        .press("a")
        .type_text("X\nfriday\n\nCPO\n")
        .press("esc")
        .expect("CPO");
    t.type_text(" of a bank\n\n").expect("CPO of a bank");
}

#[test]
fn a_failed_save_keeps_what_was_put_down() {
    let mut t = driver(&quarter());
    t.go(Route::Roundtables)
        .press("a")
        .type_text("Product leads\nin two weeks\n\n");
    t.disk.set_read_only(true);
    t.press("enter").expect("Not saved").expect("Product leads");
    t.disk.set_read_only(false);
    t.press("enter")
        .expect("Product leads")
        .expect("in two weeks")
        .expect("CTO forum");
    t.expect_not("Enter on an empty line");
}

#[test]
fn it_is_moved_with_a_day_and_taken_off_with_two_keys() {
    let mut t = driver(&quarter());
    t.go(Route::Roundtables).expect("in nine days");
    t.press("d")
        .expect("CTO forum")
        .type_text("16 april")
        .expect("Thursday 16 April 2026");
    t.press("enter").expect("in 16 days");
    t.press("x")
        .expect("Press x once more")
        .press("j x")
        .expect("Press x once more");
    t.expect("CTO forum")
        .press("x")
        .expect("No roundtable is stated yet.");
    let mut t = t.kill(NOW);
    t.expect_not("Your roundtable is");
    // Its record stays.
    let holds = |path: &std::path::PathBuf| {
        let bytes = t.disk.bytes(path).unwrap_or_default();
        String::from_utf8_lossy(&bytes).contains("CTO forum")
    };
    assert!(t.disk.paths().iter().any(holds));
}

#[test]
fn its_pages_draw_at_every_size() {
    let mut t = driver(&quarter());
    for route in [Route::Roundtables, Route::Brief] {
        t.go(route);
        for (width, height) in [(1, 1), (24, 6), (40, 12), (60, 20), (120, 40), (200, 60)] {
            t.resize(width, height);
            t.press("a esc e esc j x esc");
        }
    }
    for (width, height) in [(1, 1), (30, 8), (40, 12)] {
        t.resize(width, height);
        t.go(Route::Roundtables).press("a");
        t.type_text("A name of a roundtable that is long\nfriday\n\nOne\nTwo\nThree\nFour\n");
        t.press("esc esc esc esc esc esc esc esc esc esc");
    }
}
