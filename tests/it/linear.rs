//! The real binary, line by line: every kind of answer, every exit code, and no word lost.

use std::{
    collections::HashSet,
    fs::{self, File},
    io::{BufRead, BufReader, Read, Write},
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};

use rolebook::deck::{self, Kind, States};
use serde_json::{Value, json};
use tempfile::TempDir;

const NOW: &str = "2026-11-21T10:42:00+01:00";

/// Longer than anything here takes, so that a failure is a failure and not a hang.
const LIMIT: Duration = Duration::from_secs(30);

#[derive(Debug)]
struct Done {
    code: i32,
    out: String,
    err: String,
}

/// The program with nothing around it, at a clock that stands still; ids differ from run to run.
fn bare(args: &[&str]) -> Command {
    static SEED: AtomicU64 = AtomicU64::new(1);
    let seed = SEED.fetch_add(1, Ordering::Relaxed).to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
    command
        .env_clear()
        .args(["--now", NOW, "--seed", &seed])
        .args(args);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn program(home: &Path, args: &[&str]) -> Command {
    let mut command = bare(args);
    command.arg("--home").arg(home);
    command
}

fn finish(mut child: Child, input: &[u8]) -> Done {
    // A program that refuses at once does not read.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn run(home: &Path, args: &[&str], input: impl AsRef<[u8]>) -> Done {
    finish(program(home, args).spawn().unwrap(), input.as_ref())
}

/// Runs what has to succeed.
fn done(home: &Path, args: &[&str], input: impl AsRef<[u8]>) -> Done {
    let done = run(home, args, input);
    assert_eq!(done.code, 0, "{args:?}: {done:?}");
    assert!(!done.err.contains('\u{1b}') && !done.out.contains('\u{1b}'));
    done
}

fn entries(home: &Path) -> Vec<Value> {
    let log = done(home, &["log", "--json"], "");
    let log: Value = serde_json::from_str(&log.out).unwrap();
    assert_eq!(log["schema"], "rolebook.entries/1");
    log["entries"].as_array().unwrap().clone()
}

fn last(home: &Path) -> Value {
    entries(home).pop().unwrap()
}

fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
    home
}

/// All files below a folder that are named so.
fn files(folder: &Path, extension: &str) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).into_iter().flatten() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|end| end == extension) {
            found.push(path);
        }
    }
    found
}

// A question of each kind: what is given by flags and by lines, and what is kept of it.

struct Case {
    id: &'static str,
    flags: &'static [&'static str],
    from: &'static str,
    lines: &'static str,
    words: &'static str,
    mark: Value,
}

#[expect(clippy::too_many_lines, reason = "a table")]
fn cases() -> Vec<Case> {
    vec![
        Case {
            id: "ground.1",
            flags: &[],
            from: "To decide.\nAnd to stay.",
            lines: "To decide.\nAnd to stay.\n.\n",
            words: "To decide.\nAnd to stay.",
            mark: Value::Null,
        },
        Case {
            id: "ground.5",
            flags: &["--rate", "4"],
            from: "The March budget.",
            lines: "4\nThe March budget.\n",
            words: "The March budget.",
            mark: json!({ "rating": 4 }),
        },
        Case {
            id: "authority.10",
            flags: &["--choose", "wide-loose"],
            from: "Since May.",
            lines: "2\nSince May.\n",
            words: "Since May.",
            mark: json!({ "choice": "wide-loose" }),
        },
        Case {
            id: "seam.1",
            flags: &["--choose", "two-plans", "same-disagreement"],
            from: "",
            lines: "two-plans, 1\n\n",
            words: "",
            mark: json!({ "choices": ["same-disagreement", "two-plans"] }),
        },
        Case {
            id: "authority.1",
            flags: &[],
            from: "Hiring below lead\n\n  Tools under 5k\n",
            lines: "Hiring below lead\n\n  Tools under 5k\n.\n",
            words: "",
            mark: json!({ "lines": ["Hiring below lead", "  Tools under 5k"] }),
        },
        Case {
            id: "ground.4",
            flags: &[],
            from: "The chair: asks for dates\nPeer in sales\n",
            lines: "The chair: asks for dates\nPeer in sales\n.\n",
            words: "",
            mark: json!({ "people": [
                { "role": "The chair", "line": "asks for dates" },
                { "role": "Peer in sales" },
            ] }),
        },
        Case {
            id: "first.promise",
            flags: &["--by", "friday"],
            from: "Ask her\nA full week\nAsk on Monday\n",
            lines: "Ask her\nfriday\nA full week\nAsk on Monday\n",
            words: "Ask her",
            mark: json!({ "promise": {
                "by": "2026-11-27", "obstacle": "A full week", "then": "Ask on Monday",
            } }),
        },
        Case {
            id: "authority.13",
            flags: &["--by", "2026-Q4", "--percent", "70"],
            from: "We hire two\nTwo signed contracts\n",
            lines: "We hire two\n2026-Q4\n70 %\nTwo signed contracts\n",
            words: "We hire two",
            mark: json!({ "forecast": {
                "check": "2026-12-31", "percent": 70, "yes": "Two signed contracts",
            } }),
        },
    ]
}

#[test]
fn every_kind_is_kept_from_words_and_flags() {
    let home = home();
    let mut kinds = HashSet::new();
    for case in cases() {
        let args = [&["answer", case.id, "--from", "-"], case.flags].concat();
        let given = done(home.path(), &args, case.from);
        let entry = last(home.path());
        assert_eq!(given.out, format!("{}\n", entry["id"].as_str().unwrap()));
        assert_eq!(
            (&entry["words"], &entry["mark"]),
            (&json!(case.words), &case.mark),
            "{}",
            case.id
        );
        assert_eq!(entry["prompt"], case.id);
        assert_eq!(entry["at"], NOW);
        assert_eq!(entry["author"], "me");
        assert!(entry["session"].is_string() && entry["role"].is_string());
        assert!(entry["question"].is_string() && entry["rev"].is_number());
        assert!(entry["revises"].is_null() && entry["answers"].is_null());
        kinds.insert(entry["kind"].as_str().unwrap().to_owned());
    }
    assert_eq!(kinds.len(), Kind::ALL.len());
    assert!(files(&home.path().join("drafts"), "json").is_empty());
}

#[test]
fn every_kind_is_kept_line_by_line() {
    let home = home();
    for case in cases() {
        let told = done(home.path(), &["answer", case.id, "--plain"], case.lines);
        let entry = last(home.path());
        assert_eq!(
            (&entry["words"], &entry["mark"]),
            (&json!(case.words), &case.mark),
            "{}",
            case.id
        );
        assert_eq!(told.out, "");
        assert!(
            told.err.contains("Kept. Nothing left this machine."),
            "{}",
            told.err
        );
    }
    assert!(files(&home.path().join("drafts"), "json").is_empty());
}

#[test]
fn input_that_ends_early_is_kept() {
    let home = home();
    for (id, input, words, mark) in [
        ("ground.1", "Cut off here", "Cut off here", Value::Null),
        ("ground.5", "4", "", json!({ "rating": 4 })),
        ("authority.10", "1\n", "", json!({ "choice": "wide-firm" })),
        (
            "authority.1",
            "One\nTwo",
            "",
            json!({ "lines": ["One", "Two"] }),
        ),
        (
            "ground.4",
            "The chair",
            "",
            json!({ "people": [{ "role": "The chair" }] }),
        ),
        (
            "first.promise",
            "Ask her",
            "Ask her",
            json!({ "promise": {} }),
        ),
        (
            "authority.13",
            "We hire\nmonday",
            "We hire",
            json!({ "forecast": { "check": "2026-11-23" } }),
        ),
        // Words where a mark was asked for are still words.
        ("ground.5", "It depends", "It depends", Value::Null),
        // A word like a command further on, and dots and colons at the beginning.
        ("ground.1", "a\n:skip\n..\n", "a\n:skip\n.", Value::Null),
        ("ground.1", "::why not\n", ":why not", Value::Null),
        ("ground.1", "\n\n two\r\n", "\n\n two\r", Value::Null),
    ] {
        let told = done(home.path(), &["answer", id], input);
        let entry = last(home.path());
        assert_eq!(entry["prompt"], id, "{}", told.err);
        assert_eq!(
            (&entry["words"], &entry["mark"]),
            (&json!(words), &mark),
            "{input:?}"
        );
    }
    // What cannot be part of an answer yet waits, and nothing of it is lost.
    let told = run(
        home.path(),
        &["answer", "first.promise"],
        "Ask him\nsomeday soonish",
    );
    assert_eq!(told.code, 1);
    assert!(told.err.contains("draft"), "{}", told.err);
    let told = done(home.path(), &["answer", "first.promise"], "\nfriday\n\n\n");
    assert!(told.err.contains("Ask him"), "{}", told.err);
    assert!(told.err.contains("someday soonish"), "{}", told.err);
    assert_eq!(
        last(home.path())["mark"],
        json!({ "promise": { "by": "2026-11-27" } })
    );
}

#[test]
fn what_comes_after_the_end_of_an_answer_waits_and_a_slip_is_no_answer() {
    let home = home();
    let told = run(home.path(), &["answer", "ground.1"], "One\n.\nleft over\n");
    assert_eq!(told.code, 1);
    assert!(told.err.contains("it waits as a draft"), "{}", told.err);
    assert_eq!(last(home.path())["words"], "One");
    let told = run(home.path(), &["note"], ".\n");
    assert!(told.err.contains("left over"), "{}", told.err);
    let before = last(home.path())["id"].clone();
    for (id, slip) in [("ground.5", "9\n"), ("ground.8", "4,4\n")] {
        let told = run(home.path(), &["answer", id], slip);
        assert_eq!(told.code, 1, "{}", told.err);
        assert_eq!(last(home.path())["id"], before);
    }
}

#[test]
fn every_question_can_be_answered_but_those_about_other_answers() {
    let home = home();
    let decks = deck::builtin();
    let (mut answered, mut refused) = (0, Vec::new());
    for prompt in decks.all().flat_map(|deck| &deck.prompts) {
        let option = prompt
            .options
            .first()
            .map_or("", |option| option.id.as_str());
        let (flags, input): (&[&str], &str) = match prompt.kind {
            _ if prompt.states == Some(States::LookAgain) => (&[], "in 3 weeks"),
            Kind::Scale => (&["--rate", "7"], ""),
            Kind::One | Kind::Many => (&["--choose", option], ""),
            Kind::Predict => (&["--percent", "5"], "It holds."),
            Kind::Long | Kind::List | Kind::People | Kind::Commit => (&[], "Words"),
        };
        let args = [&["answer", &prompt.id, "--from", "-"], flags].concat();
        let given = run(home.path(), &args, input);
        if given.code == 0 {
            answered += 1;
        } else {
            assert_eq!(given.code, 2, "{}: {given:?}", prompt.id);
            assert!(given.err.contains("goes over earlier answers"));
            refused.push(prompt.id.clone());
        }
    }
    assert_eq!(
        refused,
        [
            "before.1",
            "before.2",
            "before.3",
            "before.4",
            "quarter.2",
            "quarter.5"
        ]
    );
    // The small deck of the first start is beside the catalogue.
    assert_eq!(answered, 197 + 7);
    let kept = entries(home.path());
    assert_eq!(kept.len(), answered);
    let decks = done(home.path(), &["decks", "list", "--json"], "");
    let decks: Value = serde_json::from_str(&decks.out).unwrap();
    for deck in decks["decks"].as_array().unwrap() {
        assert_eq!(deck["answered"], deck["questions"], "{deck}");
    }
}

#[test]
fn any_text_comes_back_byte_for_byte() {
    let home = home();
    let megabyte = "x".repeat(1 << 20);
    let texts = [
        "{\n  \"format\": 1\n}\n,\n  \"checksum\": \"",
        "\"}, {\"wrote\": {\"id\": 1}}",
        "---\ntitle: no\n---\n# Not a title\n",
        "[2024-01-01 10:00] x",
        "\0\u{1}\u{7}\u{8}\t\u{b}\u{c}\u{1b}[31mred\u{1b}]0;t\u{7}\u{7f}\u{85}\u{9b}31m",
        "\u{202e}abc\u{202c} \u{200f}\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{2066}x\u{2069}",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} \u{1f1e9}\u{1f1ea} \u{2764}\u{fe0f}",
        "e\u{301} a\u{308}\u{323} \u{1112}\u{1161}\u{11ab}",
        &megabyte,
        "one\r\ntwo\r\n",
        "no end",
        "May: the month\n",
        ".\n..\n:leave\n\u{feff}\u{2028}\n\n\n",
        "   leading and trailing   \n \n",
        "\u{10ffff}\u{fffd}\u{e000}",
    ];
    for text in texts {
        done(home.path(), &["answer", "ground.1", "--from", "-"], text);
    }
    let path = home.path().join("given.txt");
    fs::write(&path, "from a file\r\n").unwrap();
    done(
        home.path(),
        &["answer", "ground.1", "--from", path.to_str().unwrap()],
        "",
    );
    let kept = entries(home.path());
    let kept: Vec<&str> = kept
        .iter()
        .map(|entry| entry["words"].as_str().unwrap())
        .collect();
    assert!(kept.iter().zip(texts).all(|(kept, given)| *kept == given));
    assert_eq!(kept.last(), Some(&"from a file\r\n"));
    // In the text that a person reads, nothing acts on the terminal.
    let log = done(home.path(), &["log"], "").out;
    assert!(
        log.contains("[NUL][SOH][BEL]") && log.contains("[RLO]abc"),
        "{}",
        &log[..2000]
    );
    assert!(!log.chars().any(|c| c.is_control() && c != '\n'));
}

#[test]
fn input_that_is_not_text_is_refused_with_its_place() {
    let home = home();
    for args in [
        ["answer", "ground.1", "--from", "-"].as_slice(),
        &["note", "--from", "-"],
    ] {
        let given = run(home.path(), args, b"good \xff bad");
        assert_eq!(given.code, 1);
        assert!(given.err.contains("not UTF-8 from byte 5"), "{}", given.err);
        assert_eq!(given.out, "");
    }
    assert!(entries(home.path()).is_empty());
    let given = run(
        home.path(),
        &["answer", "ground.1"],
        b"first\ngood \xff bad\n",
    );
    assert_eq!(given.code, 1);
    assert!(given.err.contains("from byte 11"), "{}", given.err);
    assert!(entries(home.path()).is_empty());
    let draft = fs::read_to_string(&files(&home.path().join("drafts"), "json")[0]).unwrap();
    assert!(draft.contains("\"first\""));
}

#[test]
fn every_failure_has_its_exit_code() {
    let home = home();
    let journal = home.path().join("none/yet");
    for (code, args, said) in [
        (0, ["log"].as_slice(), "Nothing is written"),
        (0, &["log", "--json"], ""),
        (0, &["show", "ground.1"], "Nothing is written"),
        (2, &[], "rolebook answer --plain"),
        (2, &["colour"], "unrecognized subcommand"),
        (2, &["answer", "ground", "--from", "-"], "whole deck"),
        (2, &["answer", "--from", "-"], "required"),
        (2, &["answer", "ground.1", "--rate", "3"], "takes no --rate"),
        (2, &["answer", "ground.5", "--rate", "8"], "8"),
        (
            2,
            &["answer", "ground.1", "--choose", "x"],
            "takes no --choose",
        ),
        (2, &["answer", "authority.10", "--choose", "x"], "no option"),
        (
            2,
            &[
                "answer",
                "authority.10",
                "--choose",
                "wide-firm",
                "wide-loose",
            ],
            "one option",
        ),
        (
            2,
            &["answer", "first.promise", "--by", "someday"],
            "could not be read as a day",
        ),
        (
            2,
            &["log", "--since", "someday"],
            "could not be read as a day",
        ),
        (1, &["answer", "ground.1", "--from", "-"], "no words"),
        (
            1,
            &["answer", "ground.1", "--from", "/nowhere/at/all"],
            "it is not there",
        ),
        (
            3,
            &["answer", "nothing.1", "--from", "-"],
            "no deck and no question",
        ),
        (3, &["answer", "nothing"], "no deck and no question"),
        (3, &["show", "qqqqqqqqqq"], "no question and no answer"),
        (3, &["log", "--track", "nothing"], "no deck nothing"),
        (3, &["decks", "show", "nothing"], "no deck nothing"),
    ] {
        let given = run(&journal, args, "");
        assert_eq!(given.code, code, "{args:?}: {given:?}");
        assert!(given.err.contains(said), "{args:?}: {}", given.err);
        assert!(!given.err.contains("panicked"));
        assert!(code == 0 || given.out.is_empty());
    }
    assert!(
        run(&journal, &["log", "--json"], "")
            .out
            .contains("\"entries\": []")
    );
}

#[test]
fn who_only_looks_makes_nothing() {
    let home = home();
    for args in [
        ["log"].as_slice(),
        &["show", "ground.1"],
        &["decks", "list"],
        &["keys"],
    ] {
        done(&home.path().join("journal"), args, "");
        done(home.path(), args, "");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "{args:?}");
    }
}

#[test]
fn a_damaged_session_is_read_and_named() {
    let home = home();
    done(home.path(), &["answer", "ground.1", "--from", "-"], "first");
    done(
        home.path(),
        &["answer", "ground.1", "--from", "-"],
        "second",
    );
    let sessions = files(&home.path().join("sessions"), "json");
    let changed = sessions
        .iter()
        .find(|path| fs::read_to_string(path).unwrap().contains("second"))
        .unwrap();
    let text = fs::read_to_string(changed).unwrap();
    fs::write(changed, text.replace("second", "sekond")).unwrap();
    for args in [["log"], ["log"]] {
        let read = run(home.path(), &args, "");
        assert_eq!(read.code, 6);
        assert!(read.out.contains("first") && read.out.contains("sekond"));
        assert!(
            read.err.contains("does not match its checksum"),
            "{}",
            read.err
        );
        assert!(read.err.contains("The rest was read."));
    }
    fs::write(changed, "{ cut").unwrap();
    let read = run(home.path(), &["show", "ground.1"], "");
    assert_eq!((read.code, read.out.contains("first")), (6, true));
    assert_eq!(run(home.path(), &["decks", "list"], "").code, 0);
    // Writing goes on.
    done(home.path(), &["answer", "ground.1", "--from", "-"], "third");
}

#[test]
fn a_locked_journal_and_a_busy_one_say_so() {
    let home = home();
    done(home.path(), &["answer", "ground.1", "--from", "-"], "first");
    let lock = File::options()
        .write(true)
        .open(home.path().join("lock"))
        .unwrap();
    lock.lock().unwrap();
    let busy = run(
        home.path(),
        &["answer", "ground.1", "--from", "-"],
        "second",
    );
    assert_eq!(busy.code, 5);
    assert!(busy.err.contains("is in a draft"), "{}", busy.err);
    assert_eq!(run(home.path(), &["log"], "").code, 5);
    drop(lock);
    let label = home.path().join("journal.json");
    let text = fs::read_to_string(&label)
        .unwrap()
        .replace("\"none\"", "\"passphrase\"");
    fs::write(&label, text).unwrap();
    let locked = run(
        home.path(),
        &["answer", "ground.1", "--from", "-"],
        "second",
    );
    assert_eq!(locked.code, 4);
    assert!(locked.err.contains("locked"), "{}", locked.err);
    assert_eq!(run(home.path(), &["log"], "").code, 4);
}

#[test]
fn many_at_once_are_all_kept() {
    let home = home();
    let args = ["answer", "ground.1", "--from", "-"];
    let all: Vec<Child> = (0..8)
        .map(|_| program(home.path(), &args).spawn().unwrap())
        .collect();
    for (at, child) in all.into_iter().enumerate() {
        let given = finish(child, format!("words {at}").as_bytes());
        assert_eq!(given.code, 0, "{given:?}");
    }
    let kept = entries(home.path());
    let words: HashSet<&str> = kept
        .iter()
        .map(|entry| entry["words"].as_str().unwrap())
        .collect();
    assert_eq!(words.len(), 8);
}

#[test]
fn files_are_their_owners_alone_and_a_person_can_read_them() {
    let home = home();
    let journal = home.path().join("a/b");
    done(
        &journal,
        &["answer", "ground.1", "--from", "-"],
        "What I said",
    );
    run(&journal, &["answer", "ground"], "1\n.\n2\n.\n");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let all = files(&journal, "json");
    assert!(all.len() >= 4, "{all:?}");
    for file in &all {
        assert_eq!(mode(file), 0o600, "{}", file.display());
        assert_eq!(mode(file.parent().unwrap()), 0o700, "{}", file.display());
    }
    let text = fs::read_to_string(&files(&journal.join("sessions"), "json")[0]).unwrap();
    let session: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(session["format"], 1);
    assert!(text.starts_with("{\n  \"format\": 1,\n  \"session\": {\n"));
}

#[test]
fn a_home_that_cannot_be_used_is_a_sentence() {
    let home = home();
    let file = home.path().join("file");
    fs::write(&file, "here first").unwrap();
    for journal in [file.clone(), file.join("below")] {
        let given = run(&journal, &["answer", "ground.1", "--from", "-"], "words");
        assert_eq!(given.code, 1, "{given:?}");
        assert!(given.err.contains("cannot be opened"), "{}", given.err);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "here first");
}

#[test]
fn a_folder_that_cannot_be_written_is_read_and_takes_nothing() {
    crate::untried::bound_by_modes(|| {
        let home = home();
        let journal = home.path().join("journal");
        done(&journal, &["answer", "ground.1", "--from", "-"], "kept");
        let set = |mode| fs::set_permissions(&journal, fs::Permissions::from_mode(mode)).unwrap();
        set(0o500);
        let given = run(&journal, &["answer", "ground.1", "--from", "-"], "words");
        let read = entries(&journal).len();
        set(0o700);
        assert_eq!((given.code, read), (1, 1), "{given:?}");
        assert!(given.err.contains("reading only"), "{}", given.err);
    });
}

#[test]
fn without_a_home_it_says_how_to_name_one() {
    for args in [
        ["log"].as_slice(),
        &["answer", "ground.1", "--from", "-"],
        &["decks", "list"],
    ] {
        let given = finish(bare(args).spawn().unwrap(), b"words");
        assert_eq!(given.code, 1, "{given:?}");
        assert!(given.err.contains("HOME is not set") && given.err.contains("--home DIR"));
    }
    // Where HOME is set, or ROLEBOOK_HOME, everything lies below it.
    let home = home();
    for (name, below) in [("HOME", ".local/share/rolebook"), ("ROLEBOOK_HOME", "")] {
        let mut command = bare(&["note", "--from", "-"]);
        command.env(name, home.path());
        assert_eq!(finish(command.spawn().unwrap(), b"words").code, 0);
        assert!(
            home.path().join(below).join("journal.json").exists(),
            "{name}"
        );
    }
}

#[test]
fn a_full_disk_costs_nothing_that_was_kept() {
    let home = home();
    done(home.path(), &["answer", "ground.1", "--from", "-"], "small");
    let big = "word ".repeat(20_000);
    for verb in [
        &["answer", "ground.1", "--from", "-"][..],
        &["note", "--from", "-"],
        &["answer", "ground.1"],
    ] {
        let limited = program(home.path(), verb);
        let mut shell = Command::new("sh");
        shell
            .env_clear()
            .args(["-c", "ulimit -f 8; exec \"$0\" \"$@\""]);
        shell.arg(limited.get_program()).args(limited.get_args());
        shell
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let given = finish(shell.spawn().unwrap(), big.as_bytes());
        assert_eq!(given.code, 1, "{given:?}");
        assert!(
            given.err.contains("ot saved: the file is too large"),
            "{}",
            given.err
        );
        assert!(
            given.err.contains("What was kept before is as it was."),
            "{}",
            given.err
        );
        assert_eq!(given.out, "");
    }
    assert_eq!(entries(home.path()).len(), 1);
    assert_eq!(last(home.path())["words"], "small");
}

#[test]
fn words_that_cannot_be_kept_wait_as_a_draft() {
    let home = home();
    done(home.path(), &["answer", "ground.1", "--from", "-"], "first");
    // A file stands where the year's folder belongs.
    let year = home.path().join("sessions/2026");
    fs::rename(&year, home.path().join("away")).unwrap();
    fs::write(&year, "").unwrap();
    let given = run(
        home.path(),
        &["answer", "ground.3", "--from", "-"],
        "not lost",
    );
    assert_eq!(given.code, 1);
    assert!(given.err.contains("in a draft"), "{}", given.err);
    fs::remove_file(&year).unwrap();
    fs::rename(home.path().join("away"), &year).unwrap();
    let told = done(home.path(), &["answer", "ground.3"], ".\n");
    assert!(told.err.contains("So far:\nnot lost"), "{}", told.err);
    assert_eq!(last(home.path())["words"], "not lost");
}

#[test]
fn a_new_role_opens_a_chapter() {
    let home = home();
    let mut roles = Vec::new();
    for (id, words) in [
        ("ground.1", "before it has words"),
        ("first.role", "Head of product"),
        ("ground.1", "in it"),
        ("first.role", "Both chairs"),
        ("ground.1", "in the next"),
    ] {
        done(home.path(), &["answer", id, "--from", "-"], words);
        roles.push(last(home.path())["role"].as_str().unwrap().to_owned());
    }
    assert_eq!(roles[0], roles[1]);
    assert_eq!(roles[1], roles[2]);
    assert_ne!(roles[2], roles[3]);
    assert_eq!(roles[3], roles[4]);
}

#[test]
fn days_are_said_back_in_full() {
    let home = home();
    for (said, full) in [
        ("friday", "That is Friday 27 November 2026."),
        ("in 3 weeks", "That is Saturday 12 December 2026."),
        ("2026-Q4", "That is Thursday 31 December 2026."),
        ("31 March", "That is Wednesday 31 March 2027."),
    ] {
        let flagged = done(
            home.path(),
            &["answer", "first.promise", "--by", said, "--from", "-"],
            "x",
        );
        assert_eq!(flagged.err, format!("{full}\n"));
        let typed = done(home.path(), &["answer", "first.again"], format!("{said}\n"));
        assert!(typed.err.contains(full), "{}", typed.err);
        let given = done(home.path(), &["answer", "first.again", "--from", "-"], said);
        assert_eq!(given.err, format!("{full}\n"));
    }
    // One that cannot be read is asked again.
    let typed = done(
        home.path(),
        &["answer", "first.promise"],
        "x\nsomeday\nfriday\n\n\n",
    );
    assert!(
        typed
            .err
            .contains("Try friday, in 3 weeks, 2026-Q1 or 31 March."),
        "{}",
        typed.err
    );
    assert_eq!(last(home.path())["mark"]["promise"]["by"], "2026-11-27");
}

#[test]
fn commands_are_obeyed_where_an_answer_begins() {
    let home = home();
    done(
        home.path(),
        &["answer", "ground.1", "--from", "-"],
        "my earlier words",
    );
    let input = ":help\n:why\n:earlier\n:skip\n:not today\nThird, at last\n.\n:enough\n";
    let told = done(home.path(), &["answer", "ground"], input);
    for said in [
        ":not today   ",
        "Where I stand, question 1 of 10",
        "Where I stand, question 3 of 10",
        "On 21 November you wrote three words."
            .replace("three", "3")
            .as_str(),
        "my earlier words",
    ] {
        assert!(told.err.contains(said), "{said}: {}", told.err);
    }
    let kept = entries(home.path());
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[1]["prompt"], "ground.3");
    // It goes on at the fourth; the first comes again at the end, the second not today.
    let draft = fs::read_to_string(&files(&home.path().join("drafts"), "json")[0]).unwrap();
    let draft: Value = serde_json::from_str(&draft).unwrap();
    assert_eq!(draft["prompt"], "ground.4");
    let left = draft["walk"]["left"].as_array().unwrap();
    assert_eq!(left.last().unwrap(), "ground.1");
    assert!(!left.contains(&json!("ground.2")));
    let told = done(home.path(), &["answer"], ":leave\n");
    assert!(
        told.err.contains("You go on where you were."),
        "{}",
        told.err
    );
    assert!(told.err.contains("question 4 of 10"), "{}", told.err);
    assert!(told.err.contains("waits as a draft"), "{}", told.err);
}

#[test]
fn of_a_blind_question_nothing_is_said_before() {
    let home = home();
    let decks = deck::builtin();
    let blind = decks
        .all()
        .flat_map(|deck| &deck.prompts)
        .find(|prompt| prompt.blind)
        .unwrap();
    done(
        home.path(),
        &["answer", &blind.id, "--rate", "3", "--from", "-"],
        "a telling word",
    );
    let told = done(home.path(), &["answer", &blind.id], ":earlier\n:leave\n");
    assert!(
        !told.err.contains("telling") && !told.err.contains("On 21 November"),
        "{}",
        told.err
    );
    assert!(told.err.contains("asked blind"));
}

#[test]
fn the_truth_about_privacy_is_said_once() {
    let home = home();
    let decks = deck::builtin();
    let private = decks.all().flat_map(|deck| &deck.prompts);
    let private: Vec<_> = private
        .filter(|prompt| prompt.private && prompt.kind == Kind::Long)
        .collect();
    let said = |told: &Done| told.err.contains("These files are not locked.");
    let plain = done(home.path(), &["answer", "ground.1"], "x\n");
    assert!(!said(&plain));
    let first = done(home.path(), &["answer", &private[0].id], "x\n");
    assert!(said(&first), "{}", first.err);
    assert!(first.err.find("not locked") < first.err.find(&private[0].text[..20]));
    let second = done(home.path(), &["answer", &private[1].id], "y\n");
    assert!(!said(&second));
    assert_eq!(last(home.path())["private"], true);
}

#[test]
fn the_first_start_says_what_this_is_and_begins() {
    let home = home();
    let told = done(
        home.path(),
        &["answer"],
        "First words\n.\nHead of product\n",
    );
    assert!(
        told.err
            .starts_with("This is a workbook for thinking about your role.")
    );
    assert!(
        told.err
            .contains("`rolebook lock` locks them with a passphrase")
    );
    assert!(
        told.err.contains("The first start, question 1 of 13"),
        "{}",
        told.err
    );
    assert!(told.err.ends_with("Head of product\n"), "{}", told.err);
    let kept = entries(home.path());
    let prompts: Vec<&str> = kept
        .iter()
        .map(|entry| entry["prompt"].as_str().unwrap())
        .collect();
    assert_eq!(prompts, ["ground.1", "first.role"]);
    let told = done(home.path(), &["answer"], ":leave\n");
    assert!(!told.err.contains("This is a workbook") && !told.err.contains("lock"));
    assert!(told.err.contains("question 3 of 13"), "{}", told.err);
}

#[test]
fn notes_are_words_on_no_question() {
    let home = home();
    let given = done(home.path(), &["note", "--from", "-"], "a thought\n");
    let entry = last(home.path());
    assert_eq!(given.out.trim_end(), entry["id"]);
    assert_eq!(entry["words"], "a thought\n");
    assert!(entry["prompt"].is_null() && entry["kind"].is_null() && entry["question"].is_null());
    assert!(entry["role"].is_string());
    done(home.path(), &["note"], "line by line\nand more");
    assert_eq!(last(home.path())["words"], "line by line\nand more");
    assert!(
        done(home.path(), &["log"], "")
            .out
            .contains("A note\n    a thought\n")
    );
    assert!(files(&home.path().join("drafts"), "json").is_empty());
    assert_eq!(run(home.path(), &["note", "--from", "-"], " \n").code, 1);
}

#[test]
fn what_was_typed_survives_an_interruption() {
    for (verb, number) in [(["answer", "ground.1"].as_slice(), 130), (&["note"], 130)] {
        let home = home();
        let mut child = program(home.path(), verb).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut told = String::new();
        while !told.contains("single dot") {
            assert!(stderr.read_line(&mut told).unwrap() > 0, "{told}");
        }
        stdin.write_all(b"typed and not ended\n").unwrap();
        // The draft is on the disk before anything else comes, and without it.
        let since = Instant::now();
        let drafts = home.path().join("drafts");
        let is_there = || {
            let drafts = files(&drafts, "json");
            drafts.iter().any(|draft| {
                fs::read_to_string(draft)
                    .unwrap_or_default()
                    .contains("not ended")
            })
        };
        while !is_there() {
            assert!(since.elapsed() < LIMIT, "no draft was saved");
            std::thread::yield_now();
        }
        let id = rustix::process::Pid::from_child(&child);
        rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(number));
        stderr.read_to_string(&mut told).unwrap();
        assert!(told.contains("waits as a draft"), "{told}");
        assert!(entries(home.path()).is_empty());
        let told = done(home.path(), verb, "and gone on with\n");
        assert!(
            told.err.contains("So far:\ntyped and not ended"),
            "{}",
            told.err
        );
        assert_eq!(
            last(home.path())["words"],
            "typed and not ended\nand gone on with"
        );
        assert!(!is_there());
    }
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let home = home();
    done(
        home.path(),
        &["answer", "ground.1", "--from", "-"],
        "word ".repeat(100_000),
    );
    for args in [
        ["log"].as_slice(),
        &["log", "--json"],
        &["keys"],
        &["--help"],
        &["man"],
    ] {
        let mut child = program(home.path(), args).spawn().unwrap();
        drop(child.stdout.take());
        let given = finish(child, b"");
        assert_eq!((given.code, given.err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn the_log_can_be_narrowed() {
    let home = home();
    for (now, id) in [
        ("2026-01-05T09:00:00Z", "ground.1"),
        ("2026-03-31T23:30:00Z", "seam.2"),
        ("2026-11-20T09:00:00Z", "ground.5"),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
        command
            .env_clear()
            .args(["--now", now, "answer", id, "--from", "-", "--home"])
            .arg(home.path());
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        assert_eq!(finish(command.spawn().unwrap(), b"words").code, 0);
    }
    let found = |args: &[&str]| {
        let log = done(home.path(), &[&["log", "--json"], args].concat(), "");
        let log: Value = serde_json::from_str(&log.out).unwrap();
        let entries = log["entries"].as_array().unwrap().clone();
        entries
            .iter()
            .map(|entry| entry["prompt"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&[]), ["ground.1", "seam.2", "ground.5"]);
    assert_eq!(found(&["--since", "31 March"]), ["seam.2", "ground.5"]);
    assert_eq!(found(&["--until", "31 March"]), ["ground.1", "seam.2"]);
    assert_eq!(found(&["--since", "yesterday"]), ["ground.5"]);
    assert_eq!(found(&["--track", "ground"]), ["ground.1", "ground.5"]);
    assert_eq!(found(&["--track", "week"]), [""; 0]);
    assert!(found(&["--dim", "clarity"]).contains(&"ground.5".to_owned()));
    assert!(!found(&["--dim", "fluency"]).contains(&"ground.5".to_owned()));
    let shown = done(home.path(), &["show", "ground.5"], "").out;
    assert!(
        shown.contains("20 November 2026 09:00") && shown.contains("    words"),
        "{shown}"
    );
    let id = last(home.path())["id"].as_str().unwrap().to_owned();
    let one: Value =
        serde_json::from_str(&done(home.path(), &["show", &id, "--json"], "").out).unwrap();
    assert_eq!(one["entries"][0]["id"], id);
}

#[test]
fn personal_decks_are_read_and_what_is_wrong_in_them_is_named() {
    let home = home();
    let decks = home.path().join("decks");
    fs::create_dir(&decks).unwrap();
    let deck = "id = \"mine\"\ntitle = \"My own\"\n\n[[prompts]]\nid = \"mine.1\"\nrev = 1\n\
                kind = \"long\"\ntext = \"What is yours?\"\n";
    fs::write(decks.join("mine.toml"), deck).unwrap();
    fs::write(decks.join("week.toml"), deck.replace("mine", "week")).unwrap();
    fs::write(decks.join("broken.toml"), "id = \n").unwrap();
    fs::write(decks.join("bytes.toml"), b"id = \"\xff\"").unwrap();
    fs::write(decks.join("notes.txt"), "not a deck").unwrap();
    let listed = done(home.path(), &["decks", "list"], "");
    assert!(listed.out.contains("My own"), "{}", listed.out);
    for said in [
        "decks/broken.toml:1:",
        "not UTF-8 from byte 6",
        "in the place of the deck week",
    ] {
        assert!(listed.err.contains(said), "{said}: {}", listed.err);
    }
    assert!(!listed.err.contains("notes.txt"));
    done(home.path(), &["answer", "mine.1", "--from", "-"], "This");
    assert_eq!(last(home.path())["question"], "What is yours?");
    let shown = done(home.path(), &["decks", "show", "mine", "--json"], "");
    let shown: Value = serde_json::from_str(&shown.out).unwrap();
    assert_eq!(shown["schema"], "rolebook.decks/1");
    assert_eq!(shown["decks"][0]["prompts"][0]["id"], "mine.1");
    assert_eq!(shown["decks"][0]["answered"], 1);
    let shown = done(home.path(), &["decks", "show", "seam"], "").out;
    assert!(
        shown.contains("    same-disagreement: ") && shown.contains("    7: The same day"),
        "{shown}"
    );
}

#[test]
fn pages_are_made_from_the_tables() {
    let home = home();
    assert_eq!(
        done(home.path(), &["keys"], "").out,
        rolebook::tui::command::keys_page()
    );
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            done(home.path(), &["completions", shell], "")
                .out
                .contains("rolebook")
        );
    }
    assert!(done(home.path(), &["man"], "").out.contains("ROLEBOOK"));
    let to = home.path().join("man");
    fs::create_dir(&to).unwrap();
    done(home.path(), &["man", "--to", to.to_str().unwrap()], "");
    assert!(to.join("rolebook.1").exists() && to.join("rolebook-answer.1").exists());
    assert_eq!(
        run(home.path(), &["man", "--to", "/nowhere/at/all"], "").code,
        1
    );
    let help = done(home.path(), &["--help"], "").out;
    assert!(help.contains("Exit codes") && !help.contains("--seed") && !help.contains("--now"));
    assert!(
        done(home.path(), &["--version"], "")
            .out
            .starts_with("rolebook 0.")
    );
}

// A real terminal, which takes a full screen or does not.

/// What a terminal of 80×24 gets to see until it shows `wanted`.
fn on_terminal(home: &Path, args: &[&str], env: &[(&str, &str)], wanted: &str) -> String {
    use portable_pty::{CommandBuilder, PtySize, native_pty_system};
    let size = PtySize {
        cols: 80,
        rows: 24,
        ..PtySize::default()
    };
    let pair = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_rolebook"));
    command.env_clear();
    command.env("LANG", "C.UTF-8");
    for (name, value) in env {
        command.env(name, value);
    }
    command.args(["--now", NOW, "--color", "never", "--home"]);
    command.arg(home);
    command.args(args);
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().unwrap();
    let mut screen = vt100::Parser::new(24, 80, 0);
    let (mut bytes, since) = ([0; 4096], Instant::now());
    while !screen.screen().contents().contains(wanted) {
        assert!(since.elapsed() < LIMIT, "{}", screen.screen().contents());
        let count = reader.read(&mut bytes).unwrap();
        assert!(count > 0, "{}", screen.screen().contents());
        screen.process(&bytes[..count]);
    }
    let full = screen.screen().alternate_screen();
    child.kill().unwrap();
    child.wait().unwrap();
    format!(
        "{}\n{}",
        if full { "full" } else { "lines" },
        screen.screen().contents()
    )
}

#[test]
fn a_terminal_decides_between_the_screen_and_lines() {
    let home = home();
    let question = "what is your job really for?";
    let full = [("TERM", "xterm-256color")];
    let dumb = [("TERM", "dumb")];
    let accessible = [("TERM", "xterm-256color"), ("ACCESSIBLE", "1")];
    for (way, args, env, wanted) in [
        ("full", [].as_slice(), full.as_slice(), "This is a workbook"),
        ("full", &["answer", "ground.1"], &full, question),
        ("full", &["answer", "ground"], &full, question),
        ("full", &["answer"], &full, question),
        (
            "lines",
            &["answer", "ground.1", "--plain"],
            &full,
            "single dot",
        ),
        ("lines", &["answer", "ground.1"], &dumb, "single dot"),
        ("lines", &["answer", "ground.1"], &accessible, "single dot"),
        ("lines", &[], &dumb, "single dot"),
        ("lines", &[], &accessible, "single dot"),
    ] {
        let seen = on_terminal(home.path(), args, env, wanted);
        assert!(seen.starts_with(way), "{args:?} {env:?}: {seen}");
    }
}

#[test]
fn words_outlive_the_question_they_were_for() {
    let home = home();
    let decks = home.path().join("decks");
    fs::create_dir(&decks).unwrap();
    let prompt = |id: &str| {
        format!("\n[[prompts]]\nid = \"{id}\"\nrev = 1\nkind = \"long\"\ntext = \"What?\"\n")
    };
    let deck = |prompts: &[&str]| {
        let prompts: String = prompts.iter().map(|id| prompt(id)).collect();
        let text = format!("id = \"mine\"\ntitle = \"My own\"\n{prompts}");
        fs::write(decks.join("mine.toml"), text).unwrap();
    };
    deck(&["mine.1", "mine.2"]);
    let interrupted = run(home.path(), &["answer", "mine"], b"for the first\n\xff");
    assert_eq!(interrupted.code, 1);
    deck(&["mine.2"]);
    done(home.path(), &["answer"], "for the second\n.\n");
    assert_eq!(last(home.path())["words"], "for the second");
    let draft = fs::read_to_string(&files(&home.path().join("drafts"), "json")[0]).unwrap();
    assert!(draft.contains("for the first"), "{draft}");
}
