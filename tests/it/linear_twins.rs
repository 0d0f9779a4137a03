//! What the full screen does with an earlier answer, done by commands: a mark for then, a note, a
//! verdict beside the newer answer, what stands out, and a year ago.

use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::demo;

const THEN: &str = "2025-10-02T09:00:00+02:00";
const NOW: &str = "2026-03-31T10:42:00+02:00";

struct Done {
    code: i32,
    out: String,
    err: String,
}

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
        Self(home)
    }

    /// The made-up journal, on a disk.
    fn made_up() -> Self {
        let home = Self::new();
        fs::write(home.0.path().join("journal.json"), crate::driver::LABEL).unwrap();
        for file in demo::files() {
            let name =
                rolebook::store::SessionName::new(file.session.started, &file.session.id).path();
            let path: PathBuf = home.0.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file.to_bytes().unwrap()).unwrap();
        }
        home
    }

    fn at(&self, now: &str, args: &[&str], input: &str) -> Done {
        static SEED: AtomicU64 = AtomicU64::new(70_000);
        let seed = SEED.fetch_add(1, Ordering::Relaxed).to_string();
        let mut child = Command::new(env!("CARGO_BIN_EXE_rolebook"))
            .env_clear()
            .args(["--now", now, "--seed", &seed])
            .args(args)
            .arg("--home")
            .arg(self.0.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        Done {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    fn done(&self, args: &[&str], input: &str) -> Done {
        let done = self.at(NOW, args, input);
        assert_eq!(done.code, 0, "{args:?}: {}", done.err);
        done
    }

    /// Keeps something, and gives its id.
    #[track_caller]
    fn kept(&self, now: &str, args: &[&str], input: &str) -> String {
        let done = self.at(now, args, input);
        assert_eq!(done.code, 0, "{args:?}: {}", done.err);
        assert_eq!(done.out.lines().count(), 1, "{}", done.out);
        done.out.trim().to_owned()
    }

    fn entries(&self) -> Vec<Value> {
        let log: Value = serde_json::from_str(&self.done(&["log", "--json"], "").out).unwrap();
        log["entries"].as_array().unwrap().clone()
    }

    fn last(&self) -> Value {
        self.entries().pop().unwrap()
    }

    /// Refuses with this exit code and sentence, and keeps nothing.
    #[track_caller]
    fn refused(&self, args: &[&str], code: i32, why: &str) {
        let before = self.entries();
        let done = self.at(NOW, args, "Words.");
        assert_eq!(done.code, code, "{args:?}: {}", done.err);
        assert!(done.err.contains(why), "{args:?}: {}", done.err);
        assert_eq!((done.out.as_str(), self.entries()), ("", before));
    }
}

/// Two answers to a long question and two marks on a scale, half a year apart.
fn twice() -> (Home, [String; 4]) {
    let home = Home::new();
    let long = ["answer", "ground.1", "--from", "-"];
    let ids = [
        home.kept(THEN, &long, "Pricing is mine."),
        home.kept(THEN, &["answer", "ground.5", "--rate", "3"], ""),
        home.kept(NOW, &long, "Pricing is not mine."),
        home.kept(NOW, &["answer", "ground.5", "--rate", "5"], ""),
    ];
    (home, ids)
}

#[test]
fn a_mark_for_then_is_set_from_now() {
    let (home, [words, then, _, now]) = twice();
    let args = ["answer", &then, "--rate", "6", "--from", "-"];
    let mark = home.kept(NOW, &args, "I knew little.");
    let kept = home.last();
    assert_eq!(kept["id"], mark.as_str());
    assert_eq!(
        (&kept["answers"], &kept["mark"], &kept["words"]),
        (
            &json!(then),
            &json!({ "rating": 6 }),
            &json!("I knew little.")
        )
    );
    let shown = home.done(&["show", &then, "--beside"], "").out;
    assert!(
        shown.contains("How you see then, from now: 6 of 7."),
        "{shown}"
    );
    // A mark that was set for then is no answer to the question.
    let thread = home.done(&["show", "ground.5"], "").out;
    assert_eq!(thread.matches(" of 7   (").count(), 2, "{thread}");
    for (args, why) in [
        (
            &["answer", &words, "--rate", "6"][..],
            "Only a mark on a scale",
        ),
        (
            &["answer", &then, "--rate", "6", "--choose", "changed"],
            "--choose gives a verdict",
        ),
        (
            &["answer", &then, "--rate", "6", "--percent", "5"],
            "takes no --percent",
        ),
        (
            &["answer", &mark, "--rate", "6"],
            "speaks about another answer",
        ),
        (
            &["answer", &then, "--rate", "6", "--beside", &now],
            "--choose",
        ),
    ] {
        home.refused(args, 2, why);
    }
}

#[test]
fn a_verdict_stands_beside_the_newer_answer() {
    let (home, [then, mark, now, _]) = twice();
    let verdict = |home: &Home| home.last()["mark"]["verdict"].clone();
    home.kept(NOW, &["answer", &then, "--choose", "changed"], "");
    assert_eq!(verdict(&home), json!({ "is": "changed", "beside": now }));
    // The newest has none beside it.
    home.kept(NOW, &["answer", &now, "--choose", "still-true"], "");
    assert_eq!(verdict(&home)["beside"], Value::Null);
    let long = ["answer", "ground.1", "--from", "-"];
    let newest = home.kept(NOW, &long, "Pricing is shared.");
    let args = [
        "answer",
        &then,
        "--choose",
        "nearly-opposite",
        "--from",
        "-",
    ];
    let why = home.kept(NOW, &args, "The board asked.");
    let kept = home.last();
    assert_eq!(
        (&kept["id"], &kept["words"], &kept["answers"]),
        (&json!(why), &json!("The board asked."), &json!(then))
    );
    assert_eq!(
        verdict(&home),
        json!({ "is": "nearly-opposite", "beside": newest })
    );
    // Another one can be named.
    let named = ["answer", &then, "--choose", "changed", "--beside", &now];
    home.kept(NOW, &named, "");
    assert_eq!(verdict(&home)["beside"], now.as_str());
    for (on, beside, code) in [
        (&now, &then, 2),
        (&then, &then, 2),
        (&then, &mark, 2),
        (&then, &"nothing".to_owned(), 3),
        (&"ground.8".to_owned(), &now, 2),
    ] {
        let args = ["answer", on, "--choose", "changed", "--beside", beside];
        home.refused(&args, code, "Nothing was kept.");
    }
    let shown = home.done(&["show", &then, &now], "").out;
    assert!(shown.contains("The board asked."), "{shown}");
}

#[test]
fn an_option_that_is_not_offered_is_answered_with_those_that_are() {
    let (home, [then, ..]) = twice();
    home.refused(
        &["answer", &then, "--choose", "better"],
        2,
        "It offers still-true, weighs-differently, changed, nearly-opposite, \
         no-longer-my-question.",
    );
    home.refused(
        &["answer", "ground.8", "--choose", "you"],
        2,
        "It offers me, role, system, cannot-separate.",
    );
    let made_up = Home::made_up();
    let forecasts = made_up.done(&["show", "forecasts", "--json"], "").out;
    let forecasts: Value = serde_json::from_str(&forecasts).unwrap();
    let due = forecasts["forecasts"].as_array().unwrap();
    let due = due.iter().find(|one| one["line"].is_null()).unwrap();
    let id = due["id"].as_str().unwrap();
    made_up.refused(
        &["answer", id, "--from", "-", "--choose", "done"],
        2,
        "It offers happened, did-not-happen, unclear.",
    );
}

#[test]
fn a_note_is_attached_to_an_answer() {
    let (home, [then, ..]) = twice();
    let note = home.kept(NOW, &["note", "--on", &then, "--from", "-"], "Ask her.\n");
    let kept = home.last();
    assert_eq!(
        (&kept["id"], &kept["answers"], &kept["words"]),
        (&json!(note), &json!(then), &json!("Ask her.\n"))
    );
    assert_eq!(
        (&kept["prompt"], &kept["mark"]),
        (&Value::Null, &Value::Null)
    );
    let said = home
        .done(&["note", "--on", &then], "Line by line.\n.\n")
        .err;
    assert!(said.contains("On your answer of 2 October 2025"), "{said}");
    assert_eq!(home.last()["answers"], then.as_str());
    let shown = home.done(&["show", &then, "--beside"], "").out;
    assert!(shown.contains("Ask her.") && shown.contains("Line by line."));
    home.refused(&["note", "--on", &note, "--from", "-"], 2, "another answer");
    home.refused(
        &["note", "--on", "nothing", "--from", "-"],
        3,
        "no answer nothing",
    );
    let missing = Home::new();
    let gone = missing.at(NOW, &["note", "--on", "nothing", "--from", "-"], "Words.");
    assert_eq!(gone.code, 3);
    assert_eq!(fs::read_dir(missing.0.path()).unwrap().count(), 0);
}

/// In one row.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_stands_out_is_what_the_first_page_says() {
    let home = Home::made_up();
    let said = home.done(&["show", "due"], "").out;
    let page = flat(&demo::driver().size(100, 40).screen());
    assert_eq!(said.lines().count(), 3, "{said}");
    for line in said.lines() {
        assert!(page.contains(line.trim_end_matches('.')), "{line}\n{page}");
    }
    let out = home.done(&["show", "due", "--json"], "").out;
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["schema"], "rolebook.due/1");
    let lines = json["lines"].as_array().unwrap();
    let texts: Vec<&str> = lines
        .iter()
        .map(|line| line["text"].as_str().unwrap())
        .collect();
    assert_eq!(texts, said.lines().collect::<Vec<_>>());
    assert_eq!(lines[0]["overdue"], true);
    let bare = Home::new();
    let nothing = bare.done(&["show", "due"], "");
    assert_eq!(
        (nothing.out.as_str(), nothing.err.as_str()),
        ("", "Nothing stands out today.\n")
    );
    assert_eq!(fs::read_dir(bare.0.path()).unwrap().count(), 0);
    bare.kept(NOW, &["answer", "first.again", "--by", "30 june"], "");
    let again = bare.done(&["show", "due"], "").out;
    assert_eq!(again, "You set 30 June 2026 to look again.\n");
}

#[test]
fn a_year_ago_is_what_the_key_opens() {
    let home = Home::made_up();
    let said = home.done(&["show", "year-ago"], "");
    assert_eq!(said.err, "A year before 26 March 2026: 25 March 2025.\n");
    let mut page = demo::driver().size(100, 200);
    page.press("y o").expect("25 March 2025");
    let page = flat(&page.screen());
    for line in said
        .out
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
    {
        assert!(page.contains(&flat(line)), "{line}");
    }
    let out = home.done(&["show", "year-ago", "--json"], "").out;
    let json: Value = serde_json::from_str(&out).unwrap();
    let entries = json["entries"].as_array().unwrap();
    assert!(
        entries
            .iter()
            .all(|one| one["at"].as_str().unwrap().starts_with("2025-03-25"))
    );
    assert!(entries.len() > 10);
    let (young, _) = twice();
    let nothing = young.done(&["show", "year-ago"], "");
    assert_eq!(
        (nothing.out.as_str(), nothing.err.as_str()),
        ("", "Nothing is written within a week of 31 March 2025.\n")
    );
}

#[test]
fn a_flag_that_means_nothing_there_is_refused() {
    let (home, [then, _, now, _]) = twice();
    for page in [
        "shelves",
        "reach",
        "say-and-hold",
        "promises",
        "forecasts",
        "letters",
        "due",
        "year",
        "year-ago",
    ] {
        for flag in ["--lens", "--open", "--beside"] {
            let why = format!("The page {page} takes no {flag}.");
            home.refused(&["show", page, flag], 2, &why);
        }
        home.refused(&["show", page, &then], 2, "takes no second answer.");
        if page != "year" {
            let why = format!("The page {page} takes no --year.");
            home.refused(&["show", page, "--year", "2025"], 2, &why);
        }
        home.done(&["show", page], "");
        home.done(&["show", page, "--json"], "");
    }
    home.refused(
        &["show", "ground.1", "--year", "2025"],
        2,
        "takes no --year.",
    );
    home.refused(&["show", &then, "--open", "--lens"], 2, "takes no --lens.");
    home.refused(
        &["show", &then, &now, "--open"],
        2,
        "takes no second answer.",
    );
    home.done(&["show", &then, &now, "--beside", "--lens"], "");
}

#[test]
fn help_says_what_can_be_named() {
    let home = Home::new();
    let help = home.done(&["answer", "--help"], "").out;
    assert!(help.contains("[DECK|QUESTION|ENTRY]"), "{help}");
    let lens = flat(&home.done(&["show", "--help"], "").out);
    assert!(lens.contains("y switches it on for a journal"), "{lens}");
}
