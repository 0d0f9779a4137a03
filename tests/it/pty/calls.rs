//! A day with the program, and every call of it to the system that has to do with a network.

use std::{fs, path::Path, process::Command};

use super::{
    home::{Home, PROGRAM, files},
    window::{ENTER, ESC, KEEP, Setting, Window},
};

/// Calls on sockets, and the opening of files, which shows whether a name is looked up.
const TRACE: &str = "trace=%network,open,openat";

/// The same, around the full screen.
const SCREEN: &str = r#"exec strace -f -qq -e trace=%network,open,openat -o calls.txt "$0" "$@""#;

/// The passphrase of this day.
const WORDS: &str = "a wet evening in the annex\n";
const TWICE: &str = "a wet evening in the annex\na wet evening in the annex\n";

/// A day in lines: what is asked for, and what is given. Each succeeds, or finds nothing.
/// `BACKUP` and `ENTRY` stand for the newest backup and the first answer.
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
    (&["backup"], ""),
    (&["verify", "--passphrase-fd", "0"], WORDS),
    (&["verify", "BACKUP", "--passphrase-fd", "0"], WORDS),
    (&["restore", "BACKUP", "--passphrase-fd", "0"], WORDS),
    (&["doctor", "--mend", "--passphrase-fd", "0"], WORDS),
    (&["passphrase", "--passphrase-fd", "0"], TWICE),
    (&["passphrase", "--new-key", "--passphrase-fd", "0"], TWICE),
    (&["unlock", "--passphrase-fd", "0"], WORDS),
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
        eprintln!("strace is not installed or may not look on, so the calls were not traced.");
    }
    can
}

#[test]
fn on_a_whole_day_nothing_reaches_for_a_network() {
    let home = Home::new();
    if !can_trace(home.around()) {
        return;
    }
    let file = home.around().join("calls.txt");
    // The first start, an answer, a look back, a page of each kind, and the end.
    let setting = Setting {
        script: SCREEN,
        ..Setting::default()
    };
    let mut window = Window::at_first_question(setting, &home);
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
    let trace = fs::read_to_string(&file).unwrap();
    assert!(
        trace.contains("socketpair("),
        "the trace shows calls on sockets"
    );
    assert!(trace.contains("journal.json"), "and the opening of files");
    assert_eq!(reaching(&trace), [""; 0]);

    let (entries, _) = home.log();
    let entry = entries[0]["id"].as_str().unwrap();
    for (args, input) in DAY {
        let backup = files(&home.path().join("backups")).into_iter().max();
        let backup = backup.map_or(String::new(), |path| path.display().to_string());
        let args: Vec<&str> = args
            .iter()
            .map(|arg| match *arg {
                "BACKUP" => backup.as_str(),
                "ENTRY" => entry,
                arg => arg,
            })
            .collect();
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-e", TRACE, "-o"]).arg(&file);
        command
            .arg(PROGRAM)
            .args(&args)
            .arg("--home")
            .arg(home.path());
        command.env_clear().env("HOME", home.around());
        let done = crate::shell::feed(command, input);
        assert!(matches!(done.code, 0 | 3), "{args:?}: {done:?}");
        let trace = fs::read_to_string(&file).unwrap();
        assert!(!trace.is_empty(), "{args:?} was not traced");
        assert_eq!(reaching(&trace), [""; 0], "{args:?}");
    }
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
