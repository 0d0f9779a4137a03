//! Which roundtable was the last one.

use rolebook::{
    insight::{
        roundtable::{Cadence, Roundtable, next, roundtables},
        since::{Period, Since},
    },
    journal::SessionFile,
    time::Day,
};
use serde_json::{Value, json};

use super::made::{TODAY, day, journal, quarter, rating, session, stated, table, wrote};

fn since(files: &[SessionFile], today: &str) -> Option<Day> {
    let period = Period::of(&journal(files), Since::Roundtable, day(today));
    (!period.no_roundtable).then_some(period.day).flatten()
}

#[test]
fn the_last_roundtable_is_the_one_written_about_or_a_stated_one_that_is_past() {
    let files = quarter();
    // Stated for April; the one in December was written about.
    assert_eq!(since(&files, TODAY), Some(day("2025-12-12")));
    assert_eq!(since(&files, "2026-04-09"), Some(day("2025-12-12")));
    assert_eq!(since(&files, "2026-04-10"), Some(day("2026-04-09")));
    assert_eq!(since(&files, "2026-07-09"), Some(day("2026-04-09")));
    assert_eq!(since(&files, "2026-07-10"), Some(day("2026-07-09")));
    // What was written on its day lies before it, what was written after it does not.
    let mut files = files;
    files.push(session(
        4,
        "2026-04-09",
        vec![rating("on", "2026-04-09", "ground.5", 4)],
    ));
    files.push(session(
        5,
        "2026-04-10",
        vec![rating("past", "2026-04-10", "ground.5", 4)],
    ));
    let journal = journal(&files);
    let period = Period::of(&journal, Since::Roundtable, day("2026-04-12"));
    let holds = |id: &str| {
        let at = journal.position(id).unwrap();
        period.holds(at, journal.entry(id).unwrap())
    };
    assert_eq!((holds("on"), holds("past")), (false, true));
}

#[test]
fn what_prepares_a_stated_roundtable_is_not_the_last_one_before_its_day() {
    let mut files = quarter();
    files.push(session(
        4,
        "2026-04-05",
        vec![wrote(
            "prep",
            "2026-04-05",
            "before.5",
            "The audit.",
            &json!({}),
        )],
    ));
    for today in ["2026-04-07", "2026-04-09"] {
        assert_eq!(since(&files, today), Some(day("2025-12-12")), "{today}");
    }
    assert_eq!(since(&files, "2026-04-10"), Some(day("2026-04-09")));
    // Without a stated one, two days later it was.
    let mut alone = files.clone();
    alone[0].records.remove(0);
    assert_eq!(since(&alone, "2026-04-07"), Some(day("2026-04-05")));
}

#[test]
fn a_question_by_itself_prepares_nothing_and_one_in_the_ritual_does() {
    let ask = || wrote("alone", "2026-03-28", "before.7", "And now?", &json!({}));
    let mut files = quarter();
    files.push(session(4, "2026-03-28", vec![ask()]));
    assert_eq!(since(&files, TODAY), Some(day("2025-12-12")));
    let began = json!({ "began": "2026-03-28T09:20:00+01:00" });
    let mut ended = stated("end", "2026-03-28", "ritual", "before", &began);
    ended["stated"]["at"] = json!("2026-03-28T09:40:00+01:00");
    files.pop();
    files.push(session(4, "2026-03-28", vec![ask(), ended]));
    files[0].records.remove(0);
    assert_eq!(since(&files, TODAY), Some(day("2026-03-28")));
}

#[test]
fn a_roundtable_that_is_moved_remembers_when_it_was() {
    let files = vec![session(
        1,
        "2025-10-09",
        vec![table("t", "2025-10-09", "Forum", "2025-10-09", "quarterly")],
    )];
    let one = roundtables(&journal(&files)).remove(0);
    assert_eq!(one.last_before(day(TODAY)), Some(day("2026-01-09")));
    let moved = one
        .clone()
        .moved(day("2026-04-16"), Cadence::Quarterly, day(TODAY));
    assert_eq!(moved.next(day(TODAY)), Some(day("2026-04-16")));
    assert_eq!(moved.last_before(day(TODAY)), Some(day("2026-01-09")));
    assert_eq!(
        moved.last_before(day("2026-04-17")),
        Some(day("2026-04-16"))
    );
    // It says the same once it was written and read.
    let read: Roundtable = serde_json::from_value(moved.value()).unwrap();
    assert_eq!((read.date, read.before), (moved.date, moved.before));
}

#[test]
fn what_a_later_version_says_of_a_roundtable_is_kept_when_it_moves() {
    let value = json!({
        "name": "Forum", "date": "2026-04-09", "cadence": "monthly", "room": "the small one",
    });
    let files = vec![session(
        1,
        "2026-01-01",
        vec![stated("f", "2026-01-01", "roundtable", "t", &value)],
    )];
    let one = roundtables(&journal(&files)).remove(0);
    let moved = one.moved(day("2026-04-10"), Cadence::Monthly, day(TODAY));
    assert_eq!(moved.value()["room"], "the small one");
}

#[test]
fn what_cannot_be_read_as_a_roundtable_costs_the_others_nothing() {
    let odd = [
        json!(null),
        json!(7),
        json!({ "name": "x" }),
        json!({ "name": "x", "date": "2026-02-30", "cadence": "none" }),
    ];
    let mut records: Vec<Value> = odd
        .iter()
        .enumerate()
        .map(|(at, value)| {
            stated(
                &format!("o{at}"),
                "2026-01-01",
                "roundtable",
                &format!("o{at}"),
                value,
            )
        })
        .collect();
    records.push(table("t", "2026-01-01", "Forum", "2026-04-09", "none"));
    let journal = journal(&[session(1, "2026-01-01", records)]);
    assert_eq!(roundtables(&journal).len(), 1);
    assert_eq!(next(&journal, day(TODAY)).unwrap().1, day("2026-04-09"));
}
