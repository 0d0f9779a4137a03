//! A year at a glance.

use proptest::prelude::*;
use rolebook::insight::calendar::Calendar;
use serde_json::Value;

use super::made::{Made, day, run, sample};

fn year() -> Made {
    sample()
        .day("2026-03-02")
        .answer("seen", "authority.4", "Somebody tells me.", None)
        .day("2026-03-09")
        .answer("", "week.1", "Words.", None)
        .day("2026-02-27")
        .answer("", "chair.5", "", rolebook::journal::Mark::Rating(4))
}

#[test]
fn the_page_at_80_by_24_and_40_by_12() {
    let mut t = year().driver();
    t.press("y");
    insta::assert_snapshot!("year", t.screen());
    insta::assert_snapshot!("year_tones", t.styles());
    t.resize(40, 12);
    insta::assert_snapshot!("year_at_40_by_12", t.screen());
}

#[test]
fn moving_stops_on_days_with_something_written_and_nowhere_else() {
    let mut t = year().driver();
    t.press("y")
        .expect("Monday 9 March 2026")
        .expect("Weekly check-in");
    t.press("right").expect("Monday 9 March 2026");
    t.press("left")
        .expect("Monday 2 March 2026")
        .expect("Where I stand, Notes");
    t.press("left").expect("Friday 27 February 2026");
    t.press("left").expect("Tuesday 10 February 2026");
    t.press("left").expect("Tuesday 10 February 2026");
    // The nearest day of the next month.
    t.press("down").expect("Monday 9 March 2026");
    t.press("up").expect("Tuesday 10 February 2026");
    t.press("down down").expect("Monday 9 March 2026");
    t.press("home")
        .expect("Tuesday 10 February")
        .press("end")
        .expect("Monday 9 March");
}

#[test]
fn a_day_opens_everything_written_on_it_together() {
    let mut t = year().driver().size(80, 60);
    t.press("y left enter")
        .expect("2 March 2026")
        .expect("The role: what is expected and allowed")
        .expect("On no question.")
        .expect("Somebody tells me.");
    t.press("esc").expect("Monday 2 March 2026");
}

#[test]
fn a_year_without_sessions_is_blank_and_counts_nothing() {
    let mut t = year().driver();
    t.press("y [ [ [")
        .expect("2023")
        .expect("Nothing is written in 2023.");
    t.press("left up down enter o").expect("2023");
    t.press("]").expect("Wednesday 20 November 2024");
    // From there to the day nearest to it.
    t.press("]").expect("Friday 12 December 2025");
    for word in ["days", "sessions", "missed", "in a row"] {
        t.expect_not(word);
    }
}

#[test]
fn a_year_ago_is_shown_when_asked_for_within_a_week() {
    let mut t = year()
        .day("2025-03-05")
        .answer("", "ground.6", "The freeze.", None)
        .day("2025-03-10")
        .answer("", "ground.6", "The thaw.", None)
        .driver();
    t.press("y")
        .expect_not("The thaw")
        .press("o")
        .expect("10 March 2025")
        .expect("The thaw.");
    t.press("esc left o")
        .expect("5 March 2025")
        .expect("The freeze.");
    t.press("esc left left o")
        .expect("Nothing is written within a week of 10 February 2025.");
}

#[test]
fn days_to_come_and_clocks_that_went_backwards_stand_on_their_dates() {
    let mut t = year()
        .day("2026-12-24")
        .answer("", "ground.6", "Ahead.", None)
        .day("2026-01-01")
        .answer("", "ground.6", "Behind.", None)
        .driver();
    // The page opens on the last day that has come.
    t.press("y")
        .expect("Monday 9 March 2026")
        .press("right")
        .expect("Thursday 24 December 2026");
    t.press("home")
        .expect("Thursday 1 January 2026")
        .press("enter")
        .expect("Behind.");
}

#[test]
fn an_empty_journal_says_what_the_page_is_for() {
    let mut t = crate::driver::Driver::fresh();
    t.press("y")
        .expect("Nothing is written yet.")
        .expect("bears a mark here");
    t.press("left right up down enter [ ] o home end esc")
        .expect("Begin");
}

#[test]
fn no_size_makes_these_pages_panic() {
    for keys in ["y", "c", "c tab tab tab tab end"] {
        let mut t = year().driver();
        t.press(keys);
        for width in (1..=60).step_by(3) {
            for height in 1..=20 {
                t.resize(width, height);
            }
        }
        for (width, height) in [(120, 40), (200, 60), (300, 100)] {
            t.resize(width, height);
        }
    }
}

#[test]
fn the_command_lists_the_days_with_their_titles() {
    let home = year().home();
    let (code, out, err) = run(home.path(), &["show", "year", "--year", "2025"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(
        out,
        "3 September 2025   Say and hold, What came with the chair\n\
         12 December 2025   Where I stand, Say and hold, Then and now, Before the roundtable, \
         After the roundtable\n"
    );
    let (_, out, _) = run(home.path(), &["show", "year", "--json"]);
    let page: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&page["schema"], &page["year"]),
        (&"rolebook.year/1".into(), &2026.into())
    );
    assert_eq!(page["days"][0]["date"], "2026-02-10");
    let (code, out, err) = run(home.path(), &["show", "year", "--year", "1999"]);
    assert_eq!(
        (code, out.as_str(), err.as_str()),
        (0, "", "Nothing is written in 1999.\n")
    );
}

proptest! {
    /// Every day that was written on can be come to, from any other of its year, by the arrows.
    #[test]
    fn every_day_is_reached(days in prop::collection::btree_set(1_u32..=360, 1..12)) {
        let mut made = Made::default();
        for number in &days {
            let day = chrono::NaiveDate::from_yo_opt(2025, *number).unwrap();
            made = made.day(&day.to_string()).note("Words.");
        }
        let calendar = Calendar::of(&made.journal());
        let all: Vec<_> = calendar.year(2025).collect();
        prop_assert_eq!(all.len(), days.len());
        let mut walked = vec![all[0]];
        while let Some(next) = calendar.beside(*walked.last().unwrap(), true) {
            walked.push(next);
        }
        prop_assert_eq!(&walked, &all);
        for at in &all {
            for after in [false, true] {
                if let Some(to) = calendar.across(*at, after) {
                    prop_assert!(all.contains(&to));
                    prop_assert_eq!(to > *at, after);
                }
            }
        }
        prop_assert_eq!(calendar.up_to(day("2026-01-01")), all.last().copied());
    }
}
