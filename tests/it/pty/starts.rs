//! From the first start to the next one.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use rustix::{process::Signal, termios::LocalModes};
use serde_json::Value;

use super::{
    home::Home,
    window::{ENTER, ESC, KEEP, Setting, Window},
};

/// Stays after the program has ended, as a shell does.
const SHELL: &str = r#""$0" "$@"; echo "(ended $?)"; read -r line"#;

#[test]
fn the_first_start_keeps_an_answer_in_a_file_that_anyone_can_read() {
    let home = Home::new();
    let setting = Setting {
        script: SHELL,
        ..Setting::default()
    };
    let mut window = Window::at_first_question(setting, &home);
    let modes = window.modes().local_modes;
    assert!(!modes.intersects(LocalModes::ICANON | LocalModes::ECHO));
    assert!(window.screen().alternate_screen());
    window.send("To keep promises buildable.").send(KEEP);
    window.expect("2 of 13").expect("What is your role");
    window.send(ESC).expect("question 2 of 13").send("q");
    window.expect("(ended 0)");
    assert_whole(&window);
    assert_eq!(titles(&window.written()), ["Rolebook"]);

    let sessions = home.sessions();
    assert_eq!(sessions.len(), 1);
    let text = fs::read_to_string(&sessions[0]).unwrap();
    assert_pretty(&text);
    let session: Value = serde_json::from_str(&text).unwrap();
    let records = session["records"].as_array().unwrap();
    let wrote = records
        .iter()
        .find_map(|record| record.get("wrote"))
        .unwrap();
    assert_eq!(wrote["words"], "To keep promises buildable.");
    let question = "In a few sentences, what is your job really for?";
    assert_eq!(wrote["asked"]["question"], question);
    assert_closed_to_others(&home.path());
}

/// The terminal is as a shell wants it.
#[track_caller]
pub(super) fn assert_whole(window: &Window) {
    let screen = window.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
    let mouse = screen.mouse_protocol_mode();
    assert_eq!(mouse, vt100::MouseProtocolMode::None);
    let modes = window.modes().local_modes;
    assert!(modes.contains(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG));
}

/// What was ever put into the window's title or icon. Beside it only colors are asked for.
#[track_caller]
fn titles(written: &[u8]) -> Vec<String> {
    let written = String::from_utf8_lossy(written);
    let mut titles = Vec::new();
    for command in written.split("\x1b]").skip(1) {
        let command = command.split(['\x07', '\x1b']).next().unwrap();
        match command.split_once(';').unwrap() {
            ("0" | "1" | "2", title) => titles.push(title.to_owned()),
            ("10" | "11", "?") => {}
            _ => panic!("{command:?}"),
        }
    }
    titles
}

/// Two more spaces in each bracket.
#[track_caller]
fn assert_pretty(json: &str) {
    assert!(json.ends_with("}\n"));
    let mut depth = 0;
    for line in json.lines() {
        let inside = line.trim_start();
        depth -= usize::from(inside.starts_with(['}', ']']));
        assert_eq!(line.len() - inside.len(), 2 * depth, "{line}");
        depth += usize::from(inside.ends_with(['{', '[']));
    }
}

#[track_caller]
fn assert_closed_to_others(path: &Path) {
    let about = fs::metadata(path).unwrap();
    let mode = about.permissions().mode() & 0o7777;
    let right = if about.is_dir() { 0o700 } else { 0o600 };
    assert_eq!(mode, right, "{mode:o} {}", path.display());
    if about.is_dir() {
        for item in fs::read_dir(path).unwrap() {
            assert_closed_to_others(&item.unwrap().path());
        }
    }
}

/// Keeps one answer, begins the next one, leaves, and starts again.
fn leave_and_come_back(leave: impl FnOnce(&mut Window, &Home)) {
    let home = Home::new();
    let mut window = Window::at_first_question(Setting::default(), &home);
    window.send("One.").send(KEEP).expect("2 of 13");
    window
        .send("Half a thought, and")
        .expect("Half a thought, and");
    leave(&mut window, &home);
    drop(window);

    let mut window = Window::open(&home);
    window.expect("Go on where you were");
    window.expect("question 2 of 13, words waiting");
    window
        .send(ENTER)
        .expect("2 of 13")
        .expect("What is your role");
    window.expect("Half a thought, and");
    window.send(" the rest").send(KEEP).expect("3 of 13");
    assert_eq!(home.words(), ["One.", "Half a thought, and the rest"]);
}

#[test]
fn left_by_esc_it_goes_on_there() {
    leave_and_come_back(|window, _| {
        window.send(ESC).expect("words waiting").send("q");
        assert_eq!(window.ended(), Some(0));
    });
}

#[test]
fn killed_it_goes_on_there() {
    leave_and_come_back(|window, home| {
        home.until_draft("Half a thought, and");
        window.signal(Signal::KILL);
        assert_eq!(window.ended(), None);
    });
}

#[test]
fn after_its_terminal_was_closed_it_goes_on_there() {
    leave_and_come_back(|window, _| assert_eq!(window.vanish().ended(), Some(130)));
}

#[test]
fn ended_by_a_signal_it_goes_on_there() {
    for signal in [Signal::TERM, Signal::HUP] {
        leave_and_come_back(|window, _| {
            window.signal(signal);
            assert_eq!(window.ended(), Some(130));
            window.expect("goes on where you were.");
            assert!(!window.screen().alternate_screen());
        });
    }
}

#[test]
fn a_plain_terminal_gets_lines() {
    let home = Home::new();
    let setting = Setting {
        term: "dumb",
        ..Setting::default()
    };
    let mut window = Window::with(setting, &home, &[]);
    window
        .expect("It asks; it does not judge")
        .expect("single dot");
    window
        .send("For the join.\n.\n")
        .expect("What is your role");
    window.send("Half\n").expect("Half");
    window.signal(Signal::KILL).screen();
    window.ended();
    assert!(!window.written().contains(&0x1b));
    assert_eq!(home.words(), ["For the join."]);
}

#[test]
fn without_a_terminal_it_says_what_to_use_instead() {
    let home = Home::new();
    let output = home.run(&[], b"");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("opens on a terminal, and this is none"),
        "{said}"
    );
    assert!(said.contains("answer --plain"), "{said}");
    assert!(output.stdout.is_empty() && !home.path().exists());
}
