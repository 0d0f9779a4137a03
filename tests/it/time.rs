//! Days as people say them, read and said.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;
use rolebook::time::{
    Day, DayError, Quarter, moment_from, moment_text, older_than_a_quarter, parse_day, parse_since,
    quarter, say,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A Saturday.
const TODAY: &str = "2026-11-21";

fn reads(today: &str, pairs: &[(&str, &str)]) {
    for (said, meant) in pairs {
        let read = parse_day(said, day(today));
        assert_eq!(read, Ok(day(meant)), "{said:?} on {today}");
    }
}

#[test]
fn days_around_today() {
    reads(
        TODAY,
        &[
            ("today", "2026-11-21"),
            ("Tomorrow", "2026-11-22"),
            ("YESTERDAY", "2026-11-20"),
            ("the day after tomorrow", "2026-11-23"),
            ("the day before yesterday", "2026-11-19"),
            ("  by   tomorrow ", "2026-11-22"),
            ("until the 31st of March", "2027-03-31"),
        ],
    );
}

#[test]
fn a_weekday_is_the_next_one_after_today() {
    reads(
        TODAY,
        &[
            ("friday", "2026-11-27"),
            ("fri", "2026-11-27"),
            ("Fri.", "2026-11-27"),
            ("next friday", "2026-11-27"),
            ("this friday", "2026-11-27"),
            ("on friday", "2026-11-27"),
            ("before Thurs", "2026-11-26"),
            ("saturday", "2026-11-28"),
            ("last saturday", "2026-11-14"),
            ("last friday", "2026-11-20"),
            ("friday next week", "2026-11-27"),
        ],
    );
    reads("2026-11-17", &[("friday next week", "2026-11-27")]);
}

#[test]
fn counted_days_weeks_months_quarters_years() {
    reads(
        TODAY,
        &[
            ("in 3 weeks", "2026-12-12"),
            ("3 weeks", "2026-12-12"),
            ("3 weeks ago", "2026-10-31"),
            ("three weeks from now", "2026-12-12"),
            ("in nine days", "2026-11-30"),
            ("in a month", "2026-12-21"),
            ("in two quarters", "2027-05-21"),
            ("in thirty days", "2026-12-21"),
            ("a year ago", "2025-11-21"),
            ("in 1000 days", "2029-08-17"),
            ("next week", "2026-11-28"),
            ("last week", "2026-11-14"),
            ("next month", "2026-12-21"),
            ("next quarter", "2027-02-21"),
            ("next year", "2027-11-21"),
        ],
    );
}

#[test]
fn month_ends_are_clamped() {
    reads(
        "2027-01-31",
        &[
            ("in a month", "2027-02-28"),
            ("in a quarter", "2027-04-30"),
            ("two months ago", "2026-11-30"),
        ],
    );
    reads("2028-02-29", &[("in a year", "2029-02-28")]);
}

#[test]
fn ends_and_whole_periods_mean_their_last_day() {
    reads(
        TODAY,
        &[
            ("end of quarter", "2026-12-31"),
            ("the end of the month", "2026-11-30"),
            ("end of the year", "2026-12-31"),
            ("by the end of next quarter", "2027-03-31"),
            ("end of the week", "2026-11-22"),
            ("last day of the month", "2026-11-30"),
            ("end of March", "2027-03-31"),
            ("this quarter", "2026-12-31"),
            ("2026-Q1", "2026-03-31"),
            ("Q1 2026", "2026-03-31"),
            ("q3", "2027-09-30"),
            ("q4", "2026-12-31"),
            ("March", "2027-03-31"),
            ("in november", "2026-11-30"),
            ("Feb 2028", "2028-02-29"),
            ("2028-02", "2028-02-29"),
            ("2027", "2027-12-31"),
        ],
    );
}

#[test]
fn dates_in_words_and_digits() {
    reads(
        TODAY,
        &[
            ("31 March", "2027-03-31"),
            ("march 31", "2027-03-31"),
            ("21 november", "2026-11-21"),
            ("20 november", "2027-11-20"),
            ("31 Mar 2027", "2027-03-31"),
            ("March 31, 2027", "2027-03-31"),
            ("31st of March", "2027-03-31"),
            ("Tuesday 31 March 2026", "2026-03-31"),
            ("the 15th", "2026-12-15"),
            ("the 21st", "2026-11-21"),
            ("31st", "2026-12-31"),
            ("2026-03-31", "2026-03-31"),
            ("31.3.2026", "2026-03-31"),
            ("31. 3. 2026", "2026-03-31"),
            ("31.3.", "2027-03-31"),
            ("31/3/2026", "2026-03-31"),
            ("3/4/2027", "2027-04-03"),
            ("3/4", "2027-04-03"),
            ("3/31/2027", "2027-03-31"),
            ("31/3/27", "2027-03-31"),
            ("29 February", "2028-02-29"),
        ],
    );
    reads("2096-03-01", &[("29 February", "2104-02-29")]);
}

#[test]
fn what_is_not_a_day_says_so_and_names_forms_that_are() {
    let today = day(TODAY);
    assert_eq!(parse_day("  ", today), Err(DayError::Empty));
    assert_eq!(parse_day("by the", today), Err(DayError::Empty));
    for said in [
        "soon",
        "-3 weeks",
        "3.5 weeks",
        "31 march 202",
        "in",
        "end of",
        "q5",
    ] {
        let error = parse_day(said, today);
        assert_eq!(error, Err(DayError::NotUnderstood(said.to_owned())));
    }
    for said in [
        "30 February",
        "31.4.2026",
        "2026-13-01",
        "friday 31 March 2026",
        "32nd",
    ] {
        let error = parse_day(said, today);
        assert_eq!(error, Err(DayError::NoSuchDay(said.to_owned())));
    }
    for said in [
        "in 99999999999999999999 weeks",
        "in 4294967295 quarters",
        "in 300 years",
        "31 March 2926",
        "0001-01-01",
    ] {
        assert_eq!(parse_day(said, today), Err(DayError::OutOfRange), "{said}");
    }
    let sentence = parse_day("soon\u{1b}[2J", today).unwrap_err().to_string();
    assert_eq!(
        sentence,
        "\"soon[2J\" could not be read as a day. Try friday, in 3 weeks, 2026-Q1 or 31 March."
    );
    assert_eq!(
        parse_day(&"by ".repeat(1_000_000), today),
        Err(DayError::Empty)
    );
    let long = parse_day(&"x".repeat(9000), today).unwrap_err().to_string();
    assert!(long.chars().count() < 140, "{long}");
}

#[test]
fn since_looks_back() {
    for (said, meant) in [
        ("friday", "2026-11-20"),
        ("saturday", "2026-11-14"),
        ("3 weeks", "2026-10-31"),
        ("last week", "2026-11-09"),
        ("last month", "2026-10-01"),
        ("last quarter", "2026-07-01"),
        ("last year", "2025-01-01"),
        ("march", "2026-03-01"),
        ("november", "2026-11-01"),
        ("december", "2025-12-01"),
        ("q3", "2026-07-01"),
        ("2025", "2025-01-01"),
        ("31 March", "2026-03-31"),
        ("12 December", "2025-12-12"),
        ("this quarter", "2026-10-01"),
        ("the 30th", "2026-10-30"),
        ("tomorrow", "2026-11-22"),
    ] {
        assert_eq!(parse_since(said, day(TODAY)), Ok(day(meant)), "{said}");
    }
}

#[test]
fn days_are_said_whole_short_and_brief() {
    let then = day("2026-03-31");
    assert_eq!(say::full(then), "Tuesday 31 March 2026");
    assert_eq!(say::plain(day("2026-04-02")), "2 April 2026");
    assert_eq!(say::short(day("2025-12-14"), then), "14 December");
    assert_eq!(say::short(day("2026-04-02"), then), "2 April");
    assert_eq!(say::short(day("2024-12-14"), then), "14 December 2024");
    assert_eq!(say::brief(day("2025-10-03"), then), "3 Oct");
    assert_eq!(say::brief(day("2024-12-12"), then), "Dec 2024");
    assert_eq!(say::since(day("2025-12-12"), then), "since 12 December");
}

#[test]
fn distances_are_said_in_words_up_to_twelve() {
    let today = day(TODAY);
    for (then, said) in [
        ("2026-11-21", "today"),
        ("2026-11-22", "tomorrow"),
        ("2026-11-20", "yesterday"),
        ("2026-11-30", "in nine days"),
        ("2026-11-12", "nine days ago"),
        ("2026-11-28", "in a week"),
        ("2026-12-04", "in 13 days"),
        ("2026-12-05", "in two weeks"),
        ("2026-12-08", "in 17 days"),
        ("2026-12-12", "in three weeks"),
        ("2026-12-31", "in five weeks"),
        ("2027-01-20", "in eight weeks"),
        ("2027-01-21", "in two months"),
        ("2026-08-22", "two months ago"),
        ("2026-08-21", "three months ago"),
        ("2025-11-21", "twelve months ago"),
        ("2025-10-21", "13 months ago"),
        ("2024-11-22", "23 months ago"),
        ("2024-11-21", "two years ago"),
    ] {
        assert_eq!(say::relative(day(then), today), said, "{then}");
    }
}

#[test]
fn quarters_know_their_days_and_order() {
    let first = quarter(day("2026-03-31"));
    assert_eq!(first.to_string(), "2026-Q1");
    assert_eq!((first.year(), first.number()), (2026, 1));
    assert_eq!(
        (first.first(), first.last()),
        (day("2026-01-01"), day("2026-03-31"))
    );
    assert_eq!(Quarter::new(2026, 1), Some(first));
    assert_eq!(Quarter::new(2026, 0), None);
    assert_eq!(Quarter::new(2026, 5), None);
    assert_eq!(Quarter::new(2026, u32::MAX), None);
    assert!(first < quarter(day("2026-04-01")));
    assert_eq!(quarter(Day::MAX).last(), Day::MAX);
}

#[test]
fn older_than_a_quarter_is_three_calendar_months() {
    let today = day("2026-05-31");
    assert!(older_than_a_quarter(day("2026-02-27"), today));
    assert!(!older_than_a_quarter(day("2026-02-28"), day("2026-05-28")));
    assert!(!older_than_a_quarter(day("2026-03-01"), day("2026-06-01")));
    assert!(older_than_a_quarter(day("2026-03-01"), day("2026-06-02")));
    assert!(!older_than_a_quarter(day("2026-07-01"), day("2026-06-02")));
    assert!(!older_than_a_quarter(Day::MAX, Day::MAX));
}

#[test]
fn moments_keep_their_offset_and_whole_seconds() {
    let moment = moment_from("2026-11-20T10:12:33.987+01:00").unwrap();
    assert_eq!(moment_text(&moment), "2026-11-20T10:12:33+01:00");
    assert_eq!(say::clock(&moment), "10:12");
    let utc = moment_from("2026-11-20T09:12:33Z").unwrap();
    assert_eq!(moment_text(&utc), "2026-11-20T09:12:33Z");
    assert_eq!(utc, moment);
    assert!(moment_from("2026-11-20").is_err());
    assert!(moment_from("").is_err());
}

fn any_day() -> impl Strategy<Value = Day> {
    let first = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
    (0..109_572_u64).prop_map(move |days| first + chrono::Days::new(days))
}

fn any_phrase() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "in",
        "a",
        "nine",
        "3",
        "31",
        "0",
        "99999999999999",
        "4294967295",
        "2026",
        "9999",
        "days",
        "weeks",
        "months",
        "quarter",
        "year",
        "ago",
        "next",
        "last",
        "this",
        "end",
        "of",
        "the",
        "by",
        "friday",
        "feb",
        "march",
        "q3",
        "31st",
        "29",
        "2/",
        "-",
        ".",
        "today",
        "from",
    ]);
    prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn what_is_said_is_read_back(then in any_day(), today in any_day()) {
        prop_assert_eq!(parse_day(&say::full(then), today), Ok(then));
        prop_assert_eq!(parse_day(&say::plain(then), today), Ok(then));
        prop_assert_eq!(parse_day(&then.to_string(), today), Ok(then));
        prop_assert_eq!(parse_since(&say::plain(then), today), Ok(then));
        let last = quarter(then).last();
        prop_assert_eq!(parse_day(&quarter(then).to_string(), today), Ok(last));
    }

    #[test]
    fn no_text_panics(said in ".*", today in any_day()) {
        let _ = parse_day(&said, today).map_err(|error| error.to_string());
        let _ = parse_since(&said, today);
    }

    #[test]
    fn no_phrase_panics_on_any_day(said in any_phrase(), days in 0..=191_491_528_u32) {
        let today = Day::MIN + chrono::Days::new(days.into());
        let _ = parse_day(&said, today).map_err(|error| error.to_string());
        let _ = parse_since(&said, today);
    }

    #[test]
    fn saying_never_panics(a in 0..=191_491_528_u32, b in 0..=191_491_528_u32) {
        let [a, b] = [a, b].map(|days| Day::MIN + chrono::Days::new(days.into()));
        let _ = (say::full(a), say::short(a, b), say::brief(a, b), say::relative(a, b));
        let _ = (quarter(a).last(), older_than_a_quarter(a, b));
        prop_assert!((1..=4).contains(&quarter(a).number()));
        prop_assert_eq!(quarter(a).year(), a.year());
    }
}
