//! Calendar files: the dates we say, the title, and no word of the journal.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use chrono::{Datelike, Months, NaiveDate};
use proptest::prelude::*;
use rolebook::{
    share::{
        Consent,
        calendar::{Calendar, Days, file as calendar_file},
        clear,
    },
    store::{Why, disk::RealDisk, write_outside},
    time::{Cadence, Day, moment_from},
};

use super::{
    cadence::{any_cadence, any_day},
    made::{NOW, TODAY, day, promise, rating, real, session},
};
use crate::shell::{done, holding, run};

fn ics(title: &str, days: Days) -> String {
    let calendar = Calendar {
        title: title.to_owned(),
        days,
        uid: "k7f3q2h6c2v0yq8d".to_owned(),
        at: moment_from(NOW).unwrap(),
    };
    let file = calendar_file(&clear(calendar, Consent::given()));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.ics");
    write_outside(&RealDisk, &path, &file).unwrap();
    fs::read_to_string(path).unwrap()
}

/// The lines as they were before they were folded.
fn unfolded(file: &str) -> Vec<String> {
    assert!(file.ends_with("\r\n"));
    assert_eq!(file.matches('\n').count(), file.matches("\r\n").count());
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    let whole = file.replace("\r\n ", "");
    whole.trim_end().split("\r\n").map(str::to_owned).collect()
}

fn values<'a>(lines: &'a [String], name: &str) -> Vec<&'a str> {
    let of = |line: &'a String| line.strip_prefix(name)?.strip_prefix(':');
    lines.iter().filter_map(of).collect()
}

/// The days a calendar shows: what RFC 5545 makes of a monthly rule skips months without the day.
fn shown(lines: &[String], count: usize) -> Vec<Day> {
    let starts = values(lines, "DTSTART;VALUE=DATE");
    let read = |text: &&str| NaiveDate::parse_from_str(text, "%Y%m%d").unwrap();
    let starts: Vec<Day> = starts.iter().map(read).collect();
    let rules = values(lines, "RRULE");
    let Some(rule) = rules.first() else {
        return starts;
    };
    assert_eq!((starts.len(), rules.len()), (1, 1));
    let rule = rule.strip_prefix("FREQ=MONTHLY").unwrap();
    let step: u32 = rule
        .strip_prefix(";INTERVAL=")
        .map_or(1, |n| n.parse().unwrap());
    let month = |n: u32| starts[0].with_day(1).unwrap() + Months::new(n * step);
    let days = (0..).filter_map(|n| month(n).with_day(starts[0].day()));
    days.take(count).collect()
}

proptest! {
    #[test]
    fn a_calendar_shows_the_dates_we_do(
        first in any_day(),
        cadence in any_cadence(),
        from in 0..9_000_i64,
    ) {
        let from = first + chrono::TimeDelta::days(from);
        let lines = unfolded(&ics("Roundtable", Days::of(first, cadence, from)));
        let shown = shown(&lines, 60);
        prop_assert!(shown.len() >= 8);
        let ours: Vec<Day> = cadence.from(first, from).take(shown.len()).collect();
        prop_assert_eq!(shown, ours);
        // Each event is told apart from the others.
        let uids: std::collections::HashSet<_> = values(&lines, "UID").into_iter().collect();
        prop_assert_eq!(uids.len(), values(&lines, "DTSTART;VALUE=DATE").len());
    }

    #[test]
    fn a_title_comes_back_from_a_calendar_file(title in "[ -~äßλ漢😀\\n]{0,200}") {
        let lines = unfolded(&ics(&title, Days::Each(vec![day("2026-04-09")])));
        let said = values(&lines, "SUMMARY")[0];
        let mut read = String::new();
        let mut chars = said.chars();
        while let Some(c) = chars.next() {
            read.push(match c {
                '\\' => match chars.next().unwrap() { 'n' => '\n', other => other },
                ';' | ',' => panic!("not escaped: {said}"),
                c => c,
            });
        }
        prop_assert_eq!(read, title);
        let ends = lines.iter().filter(|line| *line == "END:VEVENT").count();
        prop_assert_eq!((ends, lines.len()), (1, 12));
    }
}

#[test]
fn a_calendar_file_to_the_letter() {
    let quarterly = Days::of(day("2026-04-09"), Cadence::Quarterly, day(TODAY));
    let file = ics("Roundtable, \u{202e}mine; a\\b\u{7}", quarterly);
    insta::assert_snapshot!(file.replace("\r\n", "|\n"));
    // The end of a month is no rule that calendars share.
    let last = Days::of(day("2026-01-31"), Cadence::Monthly, day(TODAY));
    assert!(matches!(&last, Days::Each(days) if days.len() == 24 && days[1] == day("2026-04-30")));
    // The last of March, June, September and December is: each has a thirtieth.
    let plain = Days::of(day("2026-03-30"), Cadence::Quarterly, day(TODAY));
    assert_eq!(plain, Days::Every(day("2026-06-30"), 3));
}

#[test]
fn a_calendar_file_holds_the_title_and_no_word_of_the_journal() {
    let home = real(&[]);
    let home = home.path();
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("table.ics");
    let file_name = file.to_str().unwrap();
    done(
        home,
        &[
            "roundtable",
            "add",
            "--name",
            "Xylophone",
            "--date",
            "9 april",
            "--who",
            "Zebra",
        ],
        "",
    );
    let written = run(
        home,
        &["roundtable", "list", "--ics", file_name, "--title", "Lunch"],
        "",
    );
    assert_eq!(written.code, 0, "{written:?}");
    assert!(written.out.trim().ends_with("table.ics"));
    assert!(
        written.err.contains("every quarter from there"),
        "{written:?}"
    );
    let text = fs::read_to_string(&file).unwrap();
    assert!(
        text.contains("SUMMARY:Lunch\r\n") && text.contains("RRULE:FREQ=MONTHLY;INTERVAL=3\r\n")
    );
    for word in ["Xylophone", "Zebra"] {
        assert!(!text.contains(word));
        assert!(!holding(home, word).is_empty());
    }
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    // It is not written over, whatever it is.
    let again = run(home, &["roundtable", "list", "--ics", file_name], "");
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert!(
        again.err.contains("What is there is as it was."),
        "{again:?}"
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    let link = out.path().join("link.ics");
    std::os::unix::fs::symlink(out.path().join("nowhere"), &link).unwrap();
    assert_eq!(
        run(
            home,
            &["roundtable", "list", "--ics", link.to_str().unwrap()],
            ""
        )
        .code,
        1
    );
    assert!(!out.path().join("nowhere").exists());
    let missing = out.path().join("no/such/folder.ics");
    let missing = run(
        home,
        &["roundtable", "list", "--ics", missing.to_str().unwrap()],
        "",
    );
    assert!(
        missing.code == 1 && missing.err.contains("The folder has to be there"),
        "{missing:?}"
    );
}

#[test]
fn the_day_of_a_promise_goes_into_a_calendar_on_request() {
    let home = real(&[session(
        1,
        "2025-12-12",
        vec![
            promise("kept", "2025-12-12", "Ask the board", "2027-04-02"),
            rating("mark", "2025-12-12", "ground.5", 3),
        ],
    )]);
    let home = home.path();
    let out = tempfile::tempdir().unwrap();
    let path = |name: &str| out.path().join(name).to_str().unwrap().to_owned();
    done(home, &["show", "kept", "--ics", &path("a.ics")], "");
    let text = fs::read_to_string(path("a.ics")).unwrap();
    assert!(
        text.contains("DTSTART;VALUE=DATE:20270402\r\n") && text.contains("SUMMARY:A date\r\n")
    );
    assert!(!text.contains("board"));
    for (id, code) in [("mark", 2), ("nobody", 3), ("promises", 2)] {
        let refused = run(home, &["show", id, "--ics", &path("b.ics")], "");
        assert_eq!(refused.code, code, "{refused:?}");
    }
    done(home, &["answer", "kept", "--choose", "done"], "");
    let over = run(home, &["show", "kept", "--ics", &path("b.ics")], "");
    assert!(over.code == 2 && over.err.contains("is over"), "{over:?}");
    assert!(!Path::new(&path("b.ics")).exists());
}

#[test]
fn a_full_disk_leaves_no_half_of_a_file() {
    use rolebook::store::memory::{Failure, Fault, MemoryDisk, Op};
    let faults = [
        (Op::Create, Failure::DiskFull),
        (Op::Create, Failure::ShortWrite),
        (Op::SyncFile, Failure::Io),
    ];
    for (op, failure) in faults {
        let disk = MemoryDisk::new();
        let op = Some(op);
        disk.fail(Fault {
            op,
            nth: 1,
            failure,
            lasting: false,
        });
        let text = calendar_file(&clear(
            Calendar {
                title: "x".to_owned(),
                days: Days::Each(vec![day(TODAY)]),
                uid: "u".to_owned(),
                at: moment_from(NOW).unwrap(),
            },
            Consent::given(),
        ));
        let error = write_outside(&disk, Path::new("/x.ics"), &text).unwrap_err();
        assert_ne!(error.why, Why::Taken);
        assert!(disk.bytes("/x.ics").is_none());
    }
}
