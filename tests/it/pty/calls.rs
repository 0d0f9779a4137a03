//! A day with the program, and every call of it to the system that has to do with a network.

use std::{collections::BTreeSet, fs, path::Path, process::Command};

use super::{
    home::{Home, PROGRAM, files},
    window::{ENTER, ESC, KEEP, Setting, Window},
};
use crate::{shell::Done, untried::untried};

/// Calls on sockets, and the opening of files, which shows whether a name is looked up.
const TRACE: &str = "trace=%network,open,openat";

/// The same, around the full screen.
const SCREEN: &str = r#"exec strace -f -qq -e trace=%network,open,openat -o calls.txt "$0" "$@""#;

/// The passphrase of this day.
const WORDS: &str = "a wet evening in the annex\n";
const TWICE: &str = "a wet evening in the annex\na wet evening in the annex\n";

/// The key that blanks the screen of a locked journal.
const BLANK: &str = "\x1b[21~";
/// The key that skips a step.
const SKIP: &str = "\x1bOS";

/// What is said before the roundtable: a question and what would help, so that there is a card.
const TO_THE_CARD: &str = ":skip\n:skip\n:skip\n:skip\nWhat would I lose?\n.\n1\n\n\n";
/// The first line of that card.
const CARD: &str = "Three-minute update";

/// A day in lines: what is asked for, and what is given. Each succeeds, or finds nothing.
/// `BACKUP`, `ENTRY` and `KEY` stand for the newest backup, the first answer and the key of a coach.
const DAY: &[(&[&str], &str)] = &[
    (
        &["answer", "ground.1", "--from", "-"],
        "To keep promises buildable.",
    ),
    (&["answer", "ground.5", "--rate", "5"], ""),
    (&["answer", "ground.6", "--plain"], "A line.\n.\n"),
    (&["note", "--from", "-"], "A note."),
    (&["log"], ""),
    (&["log", "--json"], ""),
    (&["show", "ground.1"], ""),
    (&["search", "promises"], ""),
    (&["changes"], ""),
    (
        &["answer", "move.1", "--from", "-", "--by", "friday"],
        "Ask.\nNobody has time.\nThen I ask again.",
    ),
    (&["show", "promises"], ""),
    (&["show", "year"], ""),
    (
        &["roundtable", "add", "--name", "Forum", "--date", "friday"],
        "",
    ),
    (&["roundtable", "list", "--ics", "forum.ics"], ""),
    (&["roundtable", "move", "--date", "in 2 weeks"], ""),
    (&["week", "--plain"], "It moved.\n.\n:skip\n4\n\n:skip\n"),
    (&["before", "--plain"], TO_THE_CARD),
    (&["after", "--plain"], "That it is hard.\n.\n:skip\n"),
    (&["coach", "--plain"], "A plan.\n.\n:skip\n"),
    (&["quarter", "--plain", "--full"], "My sleep.\n.\n:skip\n"),
    (&["brief"], ""),
    (&["brief", "--json"], ""),
    (&["roundtable", "drop", "Forum"], ""),
    (&["names", "add"], "Anna\nmy CFO\n"),
    (&["names", "list"], ""),
    (&["names", "drop"], "Anna\n"),
    (&["export", "--track", "ground"], ""),
    (
        &[
            "export",
            "--track",
            "ground",
            "--format",
            "html",
            "--to",
            "page.html",
            "--yes",
        ],
        "",
    ),
    (
        &[
            "export", "--track", "ground", "--format", "markdown", "--to", "page.md", "--yes",
        ],
        "",
    ),
    (&["export", "--mine", "--to", "mine.txt", "--yes"], ""),
    (&["review", "--key"], ""),
    (
        &[
            "export",
            "--track",
            "ground",
            "--for",
            "Anna Berg",
            "--format",
            "handoff",
            "--seal-to",
            "KEY",
            "--to",
            "m.rolebook",
            "--yes",
        ],
        "",
    ),
    (&["review", "m.rolebook", "--plain"], "help\n"),
    (
        &["review", "m.rolebook", "--note", "h1", "--from", "-"],
        "What does it protect?",
    ),
    (
        &["review", "m.rolebook", "--mine", "--from", "-"],
        "She sounded tired.",
    ),
    (&["review", "m.rolebook", "--list"], ""),
    (
        &[
            "review",
            "m.rolebook",
            "--pack",
            "reply.rolebook",
            "--sign",
            "Anna Berg",
        ],
        "",
    ),
    (&["import", "reply.rolebook", "--dry-run"], ""),
    (&["import", "reply.rolebook", "--yes"], ""),
    (&["backup"], ""),
    (&["verify"], ""),
    (&["doctor"], ""),
    (&["decks", "list"], ""),
    (&["decks", "show", "ground"], ""),
    (&["keys"], ""),
    (&["man"], ""),
    (&["completions", "bash"], ""),
    (&["demo", "log"], ""),
    (&["restore", "BACKUP", "--dry-run"], ""),
    (&["restore", "BACKUP"], ""),
    (&["forget", "nothing123", "--yes"], ""),
    (&["forget", "ENTRY", "--yes"], ""),
    (&["lock", "--passphrase-fd", "0"], WORDS),
    (&["note", "--from", "-"], "For the inbox."),
    (&["log", "--passphrase-fd", "0"], WORDS),
    (
        &["review", "m.rolebook", "--list", "--passphrase-fd", "0"],
        WORDS,
    ),
    (&["backup"], ""),
    (&["verify", "--passphrase-fd", "0"], WORDS),
    (&["verify", "BACKUP", "--passphrase-fd", "0"], WORDS),
    (&["restore", "BACKUP", "--passphrase-fd", "0"], WORDS),
    (&["doctor", "--mend", "--passphrase-fd", "0"], WORDS),
    (&["passphrase", "--passphrase-fd", "0"], TWICE),
    (&["passphrase", "--new-key", "--passphrase-fd", "0"], TWICE),
    (&["unlock", "--passphrase-fd", "0"], WORDS),
    (&["review", "m.rolebook", "--remove", "--yes"], ""),
    (&["--help"], ""),
];

/// Files that are read to find an address by a name.
const LOOKUPS: [&str; 6] = [
    "/etc/resolv.conf",
    "/etc/hosts",
    "/etc/nsswitch.conf",
    "/etc/gai.conf",
    "/etc/services",
    "nscd",
];

/// The calls in a trace that reach for a network.
fn reaching(trace: &str) -> Vec<&str> {
    let calls = [
        "connect(", "bind(", "listen(", "accept(", "accept4(", "socket(", "AF_INET", "sin_addr",
    ];
    let reaches = |line: &&str| {
        calls.iter().any(|call| line.contains(call))
            || LOOKUPS.iter().any(|name| line.contains(name))
    };
    trace.lines().filter(reaches).collect()
}

/// Whether there is an strace that may look on.
fn can_trace(folder: &Path) -> bool {
    let tried = Command::new("strace")
        .args(["-f", "-qq", "-e", TRACE, "-o"])
        .arg(folder.join("tried.txt"))
        .arg("true")
        .output();
    let can = tried.is_ok_and(|tried| tried.status.success());
    if !can {
        untried("strace is not installed or may not look on, so the calls were not traced.");
    }
    can
}

/// The program on the full screen, traced; what is traced lies in the file.
fn watched(home: &Home) -> Setting {
    let _ = fs::remove_file(traced(home));
    Setting {
        script: SCREEN,
        ..Setting::default()
    }
}

fn traced(home: &Home) -> std::path::PathBuf {
    home.around().join("calls.txt")
}

/// What was traced on the full screen.
#[track_caller]
fn assert_quiet(home: &Home) {
    let trace = fs::read_to_string(traced(home)).unwrap();
    assert!(
        trace.contains("socketpair("),
        "the trace shows calls on sockets"
    );
    assert!(trace.contains("journal.json"), "and the opening of files");
    assert_eq!(reaching(&trace), [""; 0]);
}

/// Does one thing without a terminal, traced.
#[track_caller]
fn do_quietly(home: &Home, args: &[&str], input: &str) -> Done {
    let file = traced(home);
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-e", TRACE, "-o"]).arg(&file);
    command.arg(PROGRAM).args(args);
    command.arg("--home").arg(home.path());
    command.env_clear().env("HOME", home.around());
    command.current_dir(home.around());
    let done = crate::shell::feed(command, input);
    assert!(matches!(done.code, 0 | 3), "{args:?}: {done:?}");
    let trace = fs::read_to_string(&file).unwrap();
    assert!(!trace.is_empty(), "{args:?} was not traced");
    assert_eq!(reaching(&trace), [""; 0], "{args:?}");
    done
}

#[test]
fn on_a_whole_day_nothing_reaches_for_a_network() {
    let home = Home::new();
    if !can_trace(home.around()) {
        return;
    }
    // The first start, an answer, a look back, a page of each kind, and the end.
    let mut window = Window::at_first_question(watched(&home), &home);
    window.send("To keep promises buildable.").send(KEEP);
    window
        .expect("2 of 13")
        .send(ESC)
        .expect("question 2 of 13");
    window
        .send("r")
        .expect("What you wrote")
        .send(ENTER)
        .expect("To keep promises");
    window
        .send(ESC)
        .expect("What you wrote")
        .send(ESC)
        .expect("question 2 of 13");
    window
        .send("P")
        .expect("Privacy")
        .send(ESC)
        .expect("question 2 of 13");
    window.send("q");
    assert_eq!(window.ended(), Some(0));
    assert_quiet(&home);

    let (entries, _) = home.log();
    let entry = entries[0]["id"].as_str().unwrap();
    let mut key = String::new();
    for (args, input) in DAY {
        let backup = files(&home.path().join("backups")).into_iter().max();
        let backup = backup.map_or(String::new(), |path| path.display().to_string());
        let args: Vec<&str> = args
            .iter()
            .map(|arg| match *arg {
                "BACKUP" => backup.as_str(),
                "ENTRY" => entry,
                "KEY" => key.as_str(),
                arg => arg,
            })
            .collect();
        let done = do_quietly(&home, &args, input);
        match args[0] {
            "before" => assert!(done.err.contains(CARD), "{done:?}"),
            "review" if args[1] == "--key" => done.out.trim().clone_into(&mut key),
            "import" => assert!(done.out.contains("What does it protect?"), "{done:?}"),
            "--help" => assert_eq!(verbs(&done.out), tried_verbs()),
            _ => {}
        }
    }
}

/// The verbs that the help lists.
fn verbs(help: &str) -> BTreeSet<&str> {
    let (_, verbs) = help.split_once("Commands:\n").unwrap();
    let (verbs, _) = verbs.split_once("\n\n").unwrap();
    let is_first = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    let verbs = verbs.lines().filter(is_first);
    let verbs = verbs.map(|line| line.split_whitespace().next().unwrap());
    verbs.filter(|verb| *verb != "help").collect()
}

/// Those of the day.
fn tried_verbs() -> BTreeSet<&'static str> {
    let verbs = DAY.iter().map(|(args, _)| args[0]);
    verbs.filter(|verb| !verb.starts_with('-')).collect()
}

#[test]
fn a_card_that_is_copied_written_and_printed_on_the_full_screen_reaches_for_no_network() {
    let home = Home::new();
    if !can_trace(home.around()) {
        return;
    }
    do_quietly(&home, &["answer", "ground.1", "--from", "-"], "To keep.");
    let mut window = Window::with(watched(&home), &home, &[]);
    window.expect("? keys").send("b");
    window.expect("Three marks, three questions, and a card.");
    window.send(ENTER).expect("your formal say go");
    window.send(SKIP).expect("directly control");
    window.send(SKIP).expect("the join between");
    window.send(SKIP).expect("This is said once.");
    window.send(ENTER).expect("heavier than");
    window.send(SKIP).expect("What is your question");
    window.send("What would I lose?").send(KEEP);
    window.expect("What would help").send("1").send(ENTER);
    window.expect(CARD).send("y");
    window.expect("Handed to the clipboard of the terminal.");
    window.send("e").expect("Write to").send(ENTER);
    window.expect("It cannot be called back.").send("p");
    window.expect("It is printed on the terminal").send(ENTER);
    window
        .expect("Kept. What you copied, printed or wrote out")
        .send("q");
    assert_eq!(window.ended(), Some(0));
    assert_quiet(&home);
    assert_eq!(crate::shell::holding(home.around(), CARD).len(), 1);
}

#[test]
fn a_locked_journal_on_the_full_screen_reaches_for_no_network() {
    let home = Home::new();
    if !can_trace(home.around()) {
        return;
    }
    do_quietly(
        &home,
        &["answer", "ground.1", "--from", "-"],
        "Behind a door.",
    );
    do_quietly(&home, &["lock", "--passphrase-fd", "0"], WORDS);
    let passphrase = WORDS.trim_end();
    // Opened by its passphrase, read, written in, shut by a key, opened again, and left.
    let mut window = Window::with(watched(&home), &home, &[]);
    window.expect("What you type is not shown.");
    window.send("wrong words").send(ENTER);
    window.expect("That is not the passphrase.");
    window.send(passphrase).send(ENTER).expect("? keys");
    window.send("r").expect("What you wrote").send(ENTER);
    window.expect("Behind a door.").send(BLANK);
    window.expect("What you type is not shown.");
    assert!(!window.sees("Behind a door."));
    window.send(passphrase).send(ENTER).expect("? keys");
    window.send("q");
    assert_eq!(window.ended(), Some(0));
    assert_quiet(&home);
    // Written in, and left from its first page without opening it.
    let mut window = Window::with(watched(&home), &home, &["answer", "ground.2"]);
    window.expect("What you type is not shown.");
    window.send(passphrase).send(ENTER).expect("ctrl+s keep");
    window.send("Typed behind it.").send(KEEP);
    window.expect("Kept. Nothing left this machine.").send("q");
    assert_eq!(window.ended(), Some(0));
    assert_quiet(&home);
    let mut window = Window::with(watched(&home), &home, &[]);
    window.expect("What you type is not shown.").send(ESC);
    assert_eq!(window.ended(), Some(0));
    let trace = fs::read_to_string(traced(&home)).unwrap();
    assert_eq!(reaching(&trace), [""; 0]);
    let log = do_quietly(&home, &["log", "--passphrase-fd", "0"], WORDS);
    assert!(log.out.contains("Typed behind it."), "{log:?}");
}

#[test]
fn the_look_at_the_calls_sees_what_would_connect() {
    let lines = [
        "1 connect(3, {sa_family=AF_UNIX, sun_path=\"/run/x\"}, 110) = 0",
        "1 socket(AF_INET6, SOCK_STREAM, 0) = 3",
        "1 openat(AT_FDCWD, \"/etc/resolv.conf\", O_RDONLY) = 3",
        "1 sendto(3, \"x\", 1, 0, {sa_family=AF_INET, sin_addr=0}, 16) = 1",
    ];
    for line in lines {
        assert_eq!(reaching(line), [line]);
    }
    let quiet = "1 socketpair(AF_UNIX, SOCK_STREAM, 0, [3, 4]) = 0\n1 sendto(4, \"\\1\", 1, 0, NULL, 0) = 1";
    assert_eq!(reaching(quiet), [""; 0]);
}
