//! The made-up journal on a real disk: closed to others while it is open, and gone at the end.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use rustix::process::Signal;

use super::{
    home::{Home, files, until},
    window::{Setting, Window},
};

/// The program with a folder of its own for temporary files.
const SETTING: Setting = Setting {
    columns: 80,
    rows: 24,
    term: "xterm-256color",
    answers: true,
    script: r#"export TMPDIR="$HOME/tmp"; exec "$0" "$@""#,
};

fn temporary(home: &Home) -> PathBuf {
    let folder = home.around().join("tmp");
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn open(home: &Home, args: &[&str]) -> Window {
    temporary(home);
    Window::with(SETTING, home, args)
}

/// What lies in a folder.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let items = fs::read_dir(folder).unwrap();
    items.map(|item| item.unwrap().path()).collect()
}

/// Its one folder, with everything in it, is its owner's alone.
#[track_caller]
fn assert_closed_to_others(home: &Home) {
    let found = inside(&temporary(home));
    let [folder] = found.as_slice() else {
        panic!("{found:?}")
    };
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode(folder), 0o700);
    let files = files(folder);
    assert!(files.len() > 36, "{files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
        assert_eq!(mode(file.parent().unwrap()), 0o700);
    }
}

/// Nothing is left of it, and no journal of one's own was made.
#[track_caller]
fn assert_gone(home: &Home) {
    assert_eq!(inside(&temporary(home)), [""; 0].map(PathBuf::from));
    assert!(!home.path().exists());
}

#[test]
fn the_full_screen_leaves_nothing_behind() {
    let home = Home::new();
    let mut window = open(&home, &["demo"]);
    window.expect("This is a made-up journal.");
    assert_closed_to_others(&home);
    window
        .send("?")
        .expect("what you may want to look at again");
    window
        .send("G")
        .expect("what you wrote here is thrown away");
    window.send("x").expect("This is a made-up journal.");
    window.send("q");
    assert_eq!(window.ended(), Some(0));
    assert_gone(&home);
}

#[test]
fn a_command_leaves_nothing_behind() {
    let home = Home::new();
    let mut window = open(&home, &["demo", "answer", "ground.1", "--plain"]);
    window.expect("single dot");
    assert_closed_to_others(&home);
    window.send("One.\n.\n").expect("Kept.");
    assert_eq!(window.ended(), Some(0));
    assert_gone(&home);
}

#[test]
fn ended_by_a_signal_it_leaves_nothing_behind() {
    for (args, shown) in [
        (&["demo"][..], "This is a made-up journal."),
        (&["demo", "answer", "ground.1", "--plain"], "single dot"),
        (
            &["demo", "answer", "ground.1"],
            "what is your job really for?",
        ),
    ] {
        let home = Home::new();
        let mut window = open(&home, args);
        window.expect(shown).signal(Signal::TERM);
        assert_eq!(window.ended(), Some(130), "{args:?}");
        window.expect("Interrupted; the made-up journal is removed.");
        assert!(!window.sees("goes on"), "{args:?}");
        assert_gone(&home);
    }
}

#[test]
fn ended_while_it_waits_for_words_it_leaves_nothing_behind() {
    let home = Home::new();
    let mut window = open(&home, &["demo", "note", "--from", "-"]);
    let sessions = || files(&temporary(&home)).len();
    until(|| sessions() > 36, || format!("{}", sessions()));
    window.signal(Signal::TERM);
    assert_eq!(window.ended(), Some(130));
    window.expect("Interrupted; the made-up journal is removed.");
    assert_gone(&home);
}
