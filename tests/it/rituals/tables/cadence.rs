//! The days on which something comes again.

use chrono::Datelike;
use proptest::prelude::*;
use rolebook::time::{Cadence, Day};

use super::made::day;

fn days(texts: &[&str]) -> Vec<Day> {
    texts.iter().map(|text| day(text)).collect()
}

fn some(cadence: Cadence, first: &str, count: usize) -> Vec<Day> {
    let first = day(first);
    cadence.from(first, first).take(count).collect()
}

#[test]
fn a_cadence_gives_the_dates_a_person_would_write() {
    use Cadence::{Monthly, None, Quarterly};
    assert_eq!(
        some(Monthly, "2026-01-31", 4),
        days(&["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"])
    );
    assert_eq!(
        some(Monthly, "2028-01-31", 3),
        days(&["2028-01-31", "2028-02-29", "2028-03-31"])
    );
    assert_eq!(
        some(Quarterly, "2026-11-30", 4),
        days(&["2026-11-30", "2027-02-28", "2027-05-30", "2027-08-30"])
    );
    assert_eq!(
        some(Quarterly, "2027-11-30", 3),
        days(&["2027-11-30", "2028-02-29", "2028-05-30"])
    );
    // A leap day comes back as one where the year has it.
    let leap = some(Quarterly, "2028-02-29", 17);
    assert_eq!(leap[4], day("2029-02-28"));
    assert_eq!(leap[5], day("2029-05-29"));
    assert_eq!(leap[16], day("2032-02-29"));
    assert_eq!(some(None, "2026-04-09", 4), days(&["2026-04-09"]));
}

/// Counted by hand: so many months on, and the last day of the month where it has no such day.
fn written(first: Day, months: u32) -> Day {
    let count = first.year() * 12 + i32::try_from(first.month0() + months).unwrap();
    let (year, month) = (
        count.div_euclid(12),
        count.rem_euclid(12).unsigned_abs() + 1,
    );
    let mut number = first.day();
    loop {
        if let Some(day) = Day::from_ymd_opt(year, month, number) {
            return day;
        }
        number -= 1;
    }
}

pub(super) fn any_day() -> impl Strategy<Value = Day> {
    (0..73_000_i64).prop_map(|days| day("1990-01-01") + chrono::TimeDelta::days(days))
}

pub(super) fn any_cadence() -> impl Strategy<Value = Cadence> {
    prop_oneof![Just(Cadence::Quarterly), Just(Cadence::Monthly)]
}

proptest! {
    #[test]
    fn its_days_are_those_counted_by_hand(
        first in any_day(),
        cadence in any_cadence(),
        from in -2_000..9_000_i64,
    ) {
        let from = first + chrono::TimeDelta::days(from);
        let step = cadence.months().unwrap();
        let all: Vec<Day> = (0..340).map(|n| written(first, n * step)).collect();
        let ahead: Vec<Day> = cadence.from(first, from).take(5).collect();
        let wanted: Vec<Day> = all.iter().copied().filter(|d| *d >= from).take(5).collect();
        prop_assert_eq!(ahead, wanted);
        let before = all.iter().copied().rfind(|d| *d < from);
        prop_assert_eq!(cadence.last_before(first, from), before);
    }

    #[test]
    fn a_number_of_the_month_is_kept_or_is_the_last_there_is(first in any_day(), n in 0..60_u32) {
        for cadence in [Cadence::Quarterly, Cadence::Monthly] {
            let day = cadence.nth(first, n).unwrap();
            let tomorrow = day.succ_opt().unwrap();
            prop_assert!(day.day() == first.day() || tomorrow.day() == 1);
            prop_assert_eq!((day.month0() + 12 - first.month0()) % cadence.months().unwrap(), 0);
        }
    }

    #[test]
    fn what_takes_place_once_does_so_once(first in any_day(), from in any_day()) {
        let ahead: Vec<Day> = Cadence::None.from(first, from).collect();
        prop_assert_eq!(ahead, if first >= from { vec![first] } else { vec![] });
        let behind = Cadence::None.last_before(first, from);
        prop_assert_eq!(behind, (first < from).then_some(first));
    }
}
