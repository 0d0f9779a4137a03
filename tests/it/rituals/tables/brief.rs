//! The page to read beforehand.

use rolebook::{
    deck,
    insight::roundtable::line,
    journal::{Fact, SessionFile},
    share::brief::{Brief, Part},
    time::say::relative,
    tui::route::Route,
};
use serde_json::{Value, json};

use super::made::{NOW, TODAY, day, driver, journal, quarter, real};
use crate::{
    driver::Driver,
    shell::{done, home, run},
};

fn brief(files: &[SessionFile]) -> Brief {
    Brief::of(&journal(files), &deck::builtin(), day(TODAY))
}

#[test]
fn the_brief_holds_facts_since_the_last_roundtable() {
    let brief = brief(&quarter());
    let lines: Vec<_> = brief
        .lines
        .iter()
        .map(|line| (line.part, line.entry.as_str(), line.lead.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            (Part::Verdicts, "own", "changed"),
            (Part::Verdicts, "heavy", "still true"),
            (Part::Marks, "say-2", "5   4"),
            (Part::Marks, "hold-2", "3   5"),
            (Part::Marks, "clear-2", "2   3"),
            (Part::Promises, "minute", "done"),
            (Part::Promises, "owner", "open"),
            (Part::Questions, "ask", ""),
            (Part::Questions, "ask-p", ""),
        ]
    );
    let private: Vec<_> = brief
        .private()
        .into_iter()
        .map(|(_, entry)| entry)
        .collect();
    assert_eq!(private, ["heavy", "ask-p"]);
    assert_eq!(brief.promises(), (2, 1));
}

#[test]
fn the_page_is_the_sketch_and_prints_as_it_looks() {
    let mut t = driver(&quarter());
    t.press("B");
    insta::assert_snapshot!(t.screen());
    t.press("p")
        .expect("It is printed on the terminal when you leave");
    t.press("p");
    assert_eq!(t.printed().len(), 1);
    let printed = t.printed()[0].clone();
    insta::assert_snapshot!("printed", printed);
    let mut t = t;
    t.press("j");
    let screen = t.screen();
    for line in printed.lines() {
        assert!(
            screen.contains(line),
            "not as on the screen: {line}\n{screen}"
        );
    }
    assert!(printed.lines().all(|line| line.chars().count() <= 72));
    for secret in [
        "The sale",
        "Dear me",
        "Whom do I fear",
        "left out",
        "private",
    ] {
        assert!(!printed.contains(secret), "{secret}");
    }
}

#[test]
fn private_lines_stay_out_unless_they_are_taken_in_by_hand() {
    let mut t = driver(&quarter());
    t.press("B")
        .expect("left out, a private line")
        .expect_not("Whom do I fear")
        .expect_not("The sale.");
    t.press("G x").expect("2 Whom do I fear?").press("p");
    assert!(t.printed()[0].contains("2   Whom do I fear?"));
    assert!(!t.printed()[0].contains("The sale"));
    // And any line is left out, and the rest keeps its numbers in order.
    t.press("k x")
        .expect("left out")
        .expect("What would I lose?")
        .press("p");
    assert!(!t.printed()[1].contains("What would I lose?"));
    assert!(t.printed()[1].contains("1   Whom do I fear?"));
}

#[test]
fn a_question_is_added_as_an_answer_and_leads_back() {
    let mut t = driver(&quarter());
    t.press("B a")
        .expect("What is your question, in one sentence");
    t.type_text("Who is helped by my not asking?")
        .press("ctrl+s");
    t.expect("Roundtable brief")
        .expect("2 Who is helped by my not asking?");
    // Half a one is a draft, and a goes on with it.
    t.press("a")
        .type_text("And if")
        .wait()
        .press("esc")
        .expect("Roundtable brief")
        .expect("A question you began waits as a draft; a goes on with it.");
    t.resize(40, 12);
    t.expect("A question waits; a goes on with it.");
    t.resize(80, 24);
    t.press("p");
    assert!(!t.prints()[0].contains("draft"));
    t.press("a")
        .expect("And if")
        .type_text(" not?")
        .press("ctrl+s");
    t.expect("3 And if not?").expect_not("waits as a draft");
    assert_eq!(t.answers("before.7").len(), 5);
    // Killed in the midst of typing, nothing of it is lost.
    t.press("a").type_text("Half a").wait();
    let mut t = t.kill("2026-04-05T10:00:00+02:00");
    t.expect("words waiting").press("B a").expect("Half a");
    // The questions wait for their roundtable.
    t.press("esc").expect("Since 12 December");
    t.press("G").expect("3 And if not?");
}

#[test]
fn a_file_of_the_page_is_new_or_is_not_written() {
    let mut t = driver(&quarter());
    t.press("B e")
        .expect("Write to")
        .expect("It cannot be called back.");
    t.press("ctrl+u")
        .type_text("/page.txt")
        .press("enter")
        .expect("Written: ");
    let bytes = t.disk.bytes("/page.txt").unwrap();
    t.press("p");
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), t.printed()[0]);
    t.press("x e ctrl+u").type_text("/page.txt").press("enter");
    t.expect("Not written: a file of that name is there already");
    assert_eq!(t.disk.bytes("/page.txt").unwrap(), bytes);
    t.press("e ctrl+u enter")
        .expect("Type where to write it")
        .press("esc")
        .expect("Roundtable brief");
}

#[test]
fn an_empty_brief_is_an_invitation() {
    let mut t = Driver::fresh();
    t.go(Route::Brief)
        .expect("There is nothing for this page yet.");
    t.expect("a adds a question of yours")
        .press("x")
        .expect("no line to leave out");
    t.press("a")
        .type_text("What now?")
        .press("ctrl+s")
        .expect("1 What now?");
    let home = home();
    let none = run(home.path(), &["brief"], "");
    assert_eq!((none.code, none.out.as_str()), (0, ""));
    assert!(none.err.contains("There is nothing for this page yet."));
    let json: Value = serde_json::from_str(&done(home.path(), &["brief", "--json"], "")).unwrap();
    assert_eq!(
        (&json["schema"], &json["lines"]),
        (&json!("rolebook.brief/1"), &json!([]))
    );
}

#[test]
fn the_brief_on_the_command_line_is_the_page_without_private_lines() {
    let home = real(&quarter());
    let at = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rolebook"));
        command
            .env_clear()
            .args(["--now", NOW, "--home"])
            .arg(home.path())
            .args(args);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let mut t = driver(&quarter());
    t.press("B p");
    let page = |text: &str| text.lines().skip(3).collect::<Vec<_>>().join("\n");
    // The note with which that home was begun is one more session.
    assert_eq!(page(&at(&["brief"])), page(&t.printed()[0]));
    let json: Value = serde_json::from_str(&at(&["brief", "--json"])).unwrap();
    assert_eq!(json["roundtable"]["date"], "2026-04-09");
    assert_eq!(
        (&json["from"], &json["done"]),
        (&json!("2025-12-12"), &json!(1))
    );
    let lines = json["lines"].as_array().unwrap();
    assert_eq!(lines.len(), 7);
    assert_eq!(lines[0]["words"], "Platform hiring is mine.");
    assert_eq!(lines[6]["part"], "question");
    assert!(!json.to_string().contains("Whom do I fear"));
}

#[test]
fn the_days_that_are_said_are_as_people_say_them() {
    assert_eq!(relative(day("2026-04-09"), day(TODAY)), "in nine days");
    let journal = journal(&quarter());
    assert_eq!(
        line(&journal, day(TODAY)).unwrap(),
        "Your roundtable is in nine days."
    );
    assert_eq!(journal.facts_of(Fact::Roundtable).count(), 1);
}
