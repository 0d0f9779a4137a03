//! Roundtables on the command line.

use std::path::Path;

use serde_json::{Value, json};

use crate::shell::{done, home, run};

#[test]
fn roundtables_on_the_command_line() {
    let home = home();
    let home = home.path();
    let listed = run(home, &["roundtable", "list"], "");
    assert_eq!((listed.code, listed.out.as_str()), (0, ""));
    assert!(listed.err.contains("No roundtable is stated yet."));
    let add = [
        "roundtable",
        "add",
        "--name",
        "CTO forum",
        "--date",
        "in nine days",
    ];
    let added = run(
        home,
        &[&add[..], &["--who", "CPO", "CTO of a bank"]].concat(),
        "",
    );
    assert_eq!(added.code, 0, "{added:?}");
    assert!(
        added
            .err
            .contains("Monday 30 November 2026, in nine days, every quarter")
    );
    let id = added.out.trim();
    done(
        home,
        &[
            "roundtable",
            "add",
            "--name",
            "Leads",
            "--date",
            "tomorrow",
            "--cadence",
            "none",
        ],
        "",
    );
    let out = done(home, &["roundtable", "list"], "");
    assert_eq!(
        out,
        format!(
            "Leads   {}\n    Sunday 22 November 2026, tomorrow, once\n\nCTO forum   {id}\n    \
             Monday 30 November 2026, in nine days, every quarter\n    CPO\n    CTO of a bank",
            out.lines().next().unwrap().split("   ").last().unwrap()
        )
    );
    is_listed_as_json(home, id);
    let moved = run(
        home,
        &[
            "roundtable",
            "move",
            "cto FORUM",
            "--date",
            "31 january",
            "--cadence",
            "monthly",
        ],
        "",
    );
    assert!(moved.err.contains("Sunday 31 January 2027"), "{moved:?}");
    let due = done(home, &["show", "due"], "");
    assert_eq!(due, "Your roundtable is tomorrow.");
    done(home, &["roundtable", "drop", "Leads"], "");
    let out = done(home, &["roundtable", "list"], "");
    assert!(out.contains("31 January") && !out.contains("Leads"));
}

fn is_listed_as_json(home: &Path, id: &str) {
    let json: Value =
        serde_json::from_str(&done(home, &["roundtable", "list", "--json"], "")).unwrap();
    assert_eq!(json["schema"], "rolebook.roundtables/1");
    let one = &json["roundtables"][1];
    assert_eq!(one["id"], id);
    assert_eq!(one["next"], "2026-11-30");
    assert_eq!(one["cadence"], "quarterly");
    assert_eq!(one["who"], json!(["CPO", "CTO of a bank"]));
    assert_eq!(one["before"], Value::Null);
}

#[test]
fn what_cannot_be_meant_is_refused_with_a_sentence() {
    let home = home();
    let home = home.path();
    let refused = |args: &[&str], code: i32, says: &str| {
        let done = run(home, args, "");
        assert_eq!(done.code, code, "{args:?}: {done:?}");
        assert!(done.err.contains(says), "{args:?}: {done:?}");
        assert!(
            done.err.contains("Nothing was changed."),
            "{args:?}: {done:?}"
        );
        assert_eq!(done.out, "");
    };
    refused(
        &["roundtable", "move", "--date", "friday"],
        3,
        "No roundtable is stated yet.",
    );
    refused(
        &["roundtable", "drop", "Forum"],
        3,
        "There is no roundtable Forum.",
    );
    let add = |name, date| ["roundtable", "add", "--name", name, "--date", date];
    refused(&add("Forum", "30 foo"), 2, "could not be read as a day");
    refused(&add(" ", "friday"), 2, "has a name");
    refused(
        &[&add("Forum", "yesterday")[..], &["--cadence", "none"]].concat(),
        2,
        "is past",
    );
    done(home, &add("Forum", "friday"), "");
    refused(
        &add("forum ", "monday"),
        2,
        "There is a roundtable of that name. It is on 27 November.",
    );
    done(home, &add("Leads", "monday"), "");
    refused(
        &["roundtable", "move", "--date", "friday"],
        2,
        "There are several roundtables.",
    );
    refused(
        &["roundtable", "move", "Fora", "--date", "friday"],
        3,
        "There is no roundtable Fora.",
    );
    refused(
        &["roundtable", "list", "--name", "Fora"],
        3,
        "There is no roundtable Fora.",
    );
}
