//! The same pages, line by line.

use std::{path::Path, process::Command};

use rolebook::journal::{Judged, Mark};
use serde_json::Value;

use super::{Book, NOW, SAY, two_roles};

/// A home that holds this journal.
fn home(book: &Book) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let disk = book.disk();
    for path in disk.paths() {
        let (Some(bytes), Ok(inside)) = (disk.bytes(&path), path.strip_prefix("/journal")) else {
            continue;
        };
        let path = home.path().join(inside);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    home
}

fn show(home: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_rolebook"))
        .env_clear()
        .args(["--now", NOW, "--home"])
        .arg(home)
        .arg("show")
        .args(args)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(home: &Path, args: &[&str]) -> Value {
    serde_json::from_str(&show(home, &[args, &["--json"]].concat())).unwrap()
}

#[test]
fn a_question_over_time_names_breaks_corrections_marks_from_now_and_verdicts() {
    let book = two_roles().verdict("e0", "2026-03-21", Judged::Changed);
    let book = book.about("e0", "2026-03-21", Mark::Rating(6));
    let book = book
        .rate("2026-03-22", SAY, 2)
        .but(|entry| entry.revises = Some("e2".to_owned()));
    let home = home(&book);
    insta::assert_snapshot!("show_a_question", show(home.path(), &[SAY]));
    let entries = json(home.path(), &[SAY]);
    assert_eq!(entries["schema"], "rolebook.entries/1");
}

#[test]
fn choices_over_time_are_strips_in_words() {
    let book = Book::new().choose("2025-03-12", "authority.10", "narrow-firm");
    let book = book.choose("2025-09-12", "authority.10", "wide-firm");
    let book = book.choose("2026-03-12", "authority.10", "narrow-firm");
    let home = home(&book);
    let shown = show(home.path(), &["authority.10"]);
    assert!(
        shown.contains("    Narrow say, firm hold: 12 March 2025, 12 March 2026\n"),
        "{shown}"
    );
    assert!(
        shown.contains("    Wide say, loose hold: not chosen\n"),
        "{shown}"
    );
}

#[test]
fn others_words_stand_apart_under_their_name() {
    let book = Book::new()
        .rate("2025-03-12", SAY, 3)
        .rate("2025-04-12", SAY, 6);
    let home = home(&book.but(|entry| entry.author = "M.".to_owned()));
    let shown = show(home.path(), &[SAY]);
    let (mine, theirs) = (
        shown.find("evidence 0").unwrap(),
        shown.find("   M.").unwrap(),
    );
    assert!(mine < theirs, "{shown}");
}

#[test]
fn a_sealed_letter_is_no_words_here_either() {
    let book = Book::new().answer("2026-03-10", "quarter.9", None, "Dear me, secret");
    let book = book.but(|entry| entry.sealed = Some("2026-06-30".parse().unwrap()));
    let home = home(&book);
    for page in ["quarter.9", "follow"] {
        let shown = show(home.path(), &[page]);
        assert!(!shown.contains("secret"), "{shown}");
        assert!(
            shown.contains("A letter to yourself, sealed until 30 June 2026."),
            "{shown}"
        );
    }
    assert!(
        !json(home.path(), &["follow"])
            .to_string()
            .contains("secret")
    );
}

#[test]
fn the_shelves_and_one_of_them() {
    let home = home(&Book::new().rate("2025-12-30", SAY, 4));
    let shown = show(home.path(), &["shelves"]);
    assert_eq!(shown.lines().count(), 12);
    assert!(
        shown.lines().next().unwrap().ends_with("30 December 2025"),
        "{shown}"
    );
    assert!(shown.contains("nothing yet"));
    let all = json(home.path(), &["shelves"]);
    assert_eq!(all["schema"], "rolebook.shelves/1");
    assert_eq!(all["shelves"][0]["id"], "reach");
    assert_eq!(all["shelves"][0]["last"], "2025-12-30");
    assert_eq!(all["shelves"][1]["last"], Value::Null);
    let shown = show(home.path(), &["reach"]);
    let say = "authority.2   Within what you answer for, how far does your formal say go?\n\
               30 December 2025, older than a quarter\n    4 of 7   evidence 0\n";
    assert!(
        shown.starts_with("How far my say goes\n") && shown.contains(say),
        "{shown}"
    );
    assert!(shown.contains("not answered yet"));
    let one = json(home.path(), &["reach"]);
    assert_eq!(one["schema"], "rolebook.shelf/1");
    let questions = one["questions"].as_array().unwrap();
    let say = questions
        .iter()
        .find(|question| question["prompt"] == SAY)
        .unwrap();
    assert_eq!(
        (&say["entry"], &say["older_than_a_quarter"]),
        (&"e0".into(), &true.into())
    );
}

#[test]
fn say_and_hold_role_by_role() {
    let home = home(&two_roles());
    insta::assert_snapshot!("show_say_and_hold", show(home.path(), &["say-and-hold"]));
    let all = json(home.path(), &["say-and-hold"]);
    assert_eq!(all["schema"], "rolebook.pairs/1");
    let pairs = all["pairs"].as_array().unwrap();
    assert_eq!((pairs.len(), &pairs[0]["say"]["mark"]), (7, &3.into()));
    assert_eq!(pairs[6]["role"], "r2");
}

#[test]
fn without_a_journal_the_pages_are_empty_and_make_none() {
    let home = tempfile::tempdir().unwrap();
    let journal = home.path().join("journal");
    for page in ["shelves", "reach", "say-and-hold"] {
        show(&journal, &[page]);
    }
    assert!(!journal.exists());
}
