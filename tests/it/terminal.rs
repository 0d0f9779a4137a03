//! The terminal's edge: bytes into events, and a real terminal entered, left and lost.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEventKind};
use proptest::prelude::*;
use rolebook::tui::terminal::{Decoder, FromTerminal};

const NONE: KeyModifiers = KeyModifiers::NONE;
const SHIFT: KeyModifiers = KeyModifiers::SHIFT;
const ALT: KeyModifiers = KeyModifiers::ALT;
const CTRL: KeyModifiers = KeyModifiers::CONTROL;

/// All that these bytes mean when nothing more comes.
fn events(bytes: &[u8]) -> Vec<FromTerminal> {
    in_pieces([bytes])
}

fn in_pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Vec<FromTerminal> {
    let mut decoder = Decoder::default();
    let mut all: Vec<_> = pieces
        .into_iter()
        .flat_map(|piece| decoder.feed(piece))
        .collect();
    all.extend(decoder.give_up());
    all
}

fn key(code: KeyCode, modifiers: KeyModifiers) -> FromTerminal {
    FromTerminal::Key(KeyEvent::new(code, modifiers))
}

fn typed(text: &str) -> Vec<FromTerminal> {
    text.chars()
        .map(|char| {
            key(
                KeyCode::Char(char),
                if char.is_uppercase() { SHIFT } else { NONE },
            )
        })
        .collect()
}

/// Keys by name, and the bytes that terminals send for them.
fn keys() -> Vec<(&'static [u8], FromTerminal)> {
    use KeyCode::{
        BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, F, Home, Insert, Left, PageDown,
        PageUp, Right, Tab, Up,
    };
    vec![
        (b"a", key(Char('a'), NONE)),
        (b"A", key(Char('A'), SHIFT)),
        ("é".as_bytes(), key(Char('é'), NONE)),
        ("🌿".as_bytes(), key(Char('🌿'), NONE)),
        (b"\r", key(Enter, NONE)),
        (b"\n", key(Char('j'), CTRL)),
        (b"\t", key(Tab, NONE)),
        (b"\x7f", key(Backspace, NONE)),
        (b"\x08", key(Char('h'), CTRL)),
        (b"\0", key(Char(' '), CTRL)),
        (b"\x13", key(Char('s'), CTRL)),
        (b"\x1f", key(Char('7'), CTRL)),
        (b"\x1b", key(Esc, NONE)),
        (b"\x1bb", key(Char('b'), ALT)),
        (b"\x1bB", key(Char('B'), ALT | SHIFT)),
        ("\x1bü".as_bytes(), key(Char('ü'), ALT)),
        (b"\x1b\r", key(Enter, ALT)),
        (b"\x1b\x7f", key(Backspace, ALT)),
        (b"\x1b\x02", key(Char('b'), ALT | CTRL)),
        (b"\x1b]", key(Char(']'), ALT)),
        (b"\x1b[", key(Char('['), ALT)),
        (b"\x1bO", key(Char('O'), ALT | SHIFT)),
        (b"\x1bP", key(Char('P'), ALT | SHIFT)),
        (b"\x1b_", key(Char('_'), ALT)),
        (b"\x1b[A", key(Up, NONE)),
        (b"\x1bOB", key(Down, NONE)),
        (b"\x1b[1;5C", key(Right, CTRL)),
        (b"\x1b[1;4D", key(Left, ALT | SHIFT)),
        (b"\x1b\x1b[A", key(Up, ALT)),
        (b"\x1b[H", key(Home, NONE)),
        (b"\x1b[1~", key(Home, NONE)),
        (b"\x1bOF", key(End, NONE)),
        (b"\x1b[8~", key(End, NONE)),
        (b"\x1b[2~", key(Insert, NONE)),
        (b"\x1b[3;5~", key(Delete, CTRL)),
        (b"\x1b[5~", key(PageUp, NONE)),
        (b"\x1b[6~", key(PageDown, NONE)),
        (b"\x1b[Z", key(BackTab, SHIFT)),
        (b"\x1bOP", key(F(1), NONE)),
        (b"\x1b[[E", key(F(5), NONE)),
        (b"\x1b[15~", key(F(5), NONE)),
        (b"\x1b[17~", key(F(6), NONE)),
        (b"\x1b[24;2~", key(F(12), SHIFT)),
        (b"\x1b[13;2u", key(Enter, SHIFT)),
        (b"\x1b[27;5;13~", key(Enter, CTRL)),
        (b"\x1b[97;2:1u", key(Char('A'), SHIFT)),
    ]
}

/// What terminals answer when asked, and other things that nobody typed.
const ANSWERS: [&[u8]; 18] = [
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    b"\x1b]10;rgb:cdcd/d6d6/f4f4\x1b\\",
    b"\x1b]lRolebook\x1b\\",
    b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b[?62;22c",
    b"\x1b[>41;390;0c",
    b"\x1b[12;40R",
    b"\x1b[0;0R",
    b"\x1b[?1u",
    b"\x1b[0n",
    b"\x1b[8;24;80t",
    b"\x1b[?2026;1$y",
    b"\x1b[I",
    b"\x1b[97;1:3u",
    b"\x1b[M !!",
];

#[test]
fn each_key_is_known_by_its_bytes() {
    for (bytes, key) in keys() {
        assert_eq!(events(bytes), [key], "{}", bytes.escape_ascii());
    }
}

#[test]
fn a_terminals_answer_is_never_typing() {
    for answer in ANSWERS {
        let between = [b"be", answer, b"fore"].concat();
        assert_eq!(
            events(&between),
            typed("before"),
            "{}",
            answer.escape_ascii()
        );
    }
}

#[test]
fn reads_cut_anywhere_mean_the_same() {
    let mut samples: Vec<Vec<u8>> = ANSWERS.map(<[u8]>::to_vec).into();
    samples.extend(keys().into_iter().map(|(bytes, _)| bytes.to_vec()));
    samples.push("\x1b[200~zwei\r\nZeilen: ~ und 🌿\x1b[201~".into());
    samples.push(b"\x1b[<0;10;4M\x1b[<32;11;4M\x1b[<0;11;4m".into());
    for mut sample in samples {
        sample.splice(0..0, *b"so ");
        sample.extend_from_slice(b" on");
        let whole = events(&sample);
        for cut in 0..=sample.len() {
            let (first, second) = sample.split_at(cut);
            assert_eq!(
                in_pieces([first, second]),
                whole,
                "{} at {cut}",
                sample.escape_ascii()
            );
        }
        assert_eq!(
            in_pieces(sample.chunks(1)),
            whole,
            "{}",
            sample.escape_ascii()
        );
    }
}

#[test]
fn only_an_open_question_makes_the_reader_wake_up() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.patience(), None);
    for (begun, _) in keys().into_iter().filter(|(bytes, _)| bytes.len() > 1) {
        let (_, begun) = begun.split_last().unwrap();
        assert_eq!(decoder.feed(begun), []);
        assert!(decoder.patience().is_some(), "{}", begun.escape_ascii());
        let _ = decoder.give_up();
        assert_eq!(decoder.patience(), None, "{}", begun.escape_ascii());
    }
}

#[test]
fn alt_bracket_by_hand_does_not_hold_what_follows() {
    for introducer in ["]", "P", "_", "[", "O"] {
        let mut decoder = Decoder::default();
        let mut all = decoder.feed(format!("\x1b{introducer}").as_bytes());
        all.extend(decoder.give_up());
        all.extend(decoder.feed(b"11;x"));
        assert_eq!(
            all.split_first().unwrap().1,
            typed("11;x"),
            "alt+{introducer}"
        );
    }
    assert_eq!(events(b"\x1b]hello")[1..], typed("hello"));
}

#[test]
fn an_answer_cut_short_costs_nothing_after_it() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b]11;rgb:1e1e"), []);
    assert_eq!(decoder.give_up(), []);
    assert_eq!(decoder.feed(b"words"), typed("words"));
    assert_eq!(events(b"\x1b]11;rgb:1e1e\x1b[A"), [key(KeyCode::Up, NONE)]);
}

#[test]
fn esc_twice_is_esc_twice() {
    assert_eq!(
        events(b"\x1b\x1b"),
        [key(KeyCode::Esc, NONE), key(KeyCode::Esc, NONE)]
    );
    assert_eq!(
        events(b"\x1b\x1b[?1;2cx"),
        [key(KeyCode::Esc, NONE), key(KeyCode::Char('x'), NONE)]
    );
}

#[test]
fn the_mouse_tells_buttons_drags_and_wheel_only() {
    let mouse = |bytes: &[u8]| match events(bytes).as_slice() {
        [FromTerminal::Mouse(mouse)] => Some((mouse.kind, mouse.column, mouse.row)),
        [] => None,
        other => panic!("{other:?}"),
    };
    let left = MouseButton::Left;
    assert_eq!(
        mouse(b"\x1b[<0;1;1M"),
        Some((MouseEventKind::Down(left), 0, 0))
    );
    assert_eq!(
        mouse(b"\x1b[<32;300;4M"),
        Some((MouseEventKind::Drag(left), 299, 3))
    );
    assert_eq!(
        mouse(b"\x1b[<2;5;6m"),
        Some((MouseEventKind::Up(MouseButton::Right), 4, 5))
    );
    assert_eq!(
        mouse(b"\x1b[<65;5;6M"),
        Some((MouseEventKind::ScrollDown, 4, 5))
    );
    assert_eq!(mouse(b"\x1b[<35;5;6M"), None, "motion without a button");
    assert_eq!(
        mouse(b"\x1b[<0;0;0M"),
        Some((MouseEventKind::Down(left), 0, 0))
    );
    assert_eq!(mouse(b"\x1b[<0;99999;1M"), None);
}

#[test]
fn a_paste_is_one_event_with_plain_line_ends() {
    let paste = |bytes: &[u8]| events(&[b"\x1b[200~", bytes, b"\x1b[201~"].concat());
    let pasted = |text: &str| vec![FromTerminal::Paste(text.into())];
    assert_eq!(paste(b""), pasted(""));
    assert_eq!(
        paste(b"one\rtwo\r\nthree\nfour"),
        pasted("one\ntwo\nthree\nfour")
    );
    assert_eq!(paste(b"a\x1b[Ab~\x1b]11;c"), pasted("a\x1b[Ab~\x1b]11;c"));
    assert_eq!(paste(b"caf\xe9"), pasted("caf\u{fffd}"));
    assert_eq!(
        paste(b"x").len() + events(b"\x1b[201~").len(),
        1,
        "an end alone is nothing"
    );
}

#[test]
fn a_paste_without_an_end_is_handed_out_and_typing_goes_on() {
    let mut decoder = Decoder::default();
    assert_eq!(decoder.feed(b"\x1b[200~half a"), []);
    assert_eq!(decoder.feed(b" thought"), []);
    assert_eq!(
        decoder.give_up(),
        [FromTerminal::Paste("half a thought".into())]
    );
    assert_eq!(decoder.feed(b"on"), typed("on"));
}

/// Bytes as a hostile or broken terminal might send them: mostly the ones that mean something.
fn noise() -> impl Strategy<Value = Vec<u8>> {
    let meaningful =
        proptest::sample::select(b"\x1b\x1b\x1b[]OP_M<?;:0123456789~uRc\\\x07aZ".to_vec());
    let byte = prop_oneof![8 => meaningful, 1 => any::<u8>()];
    let paste = prop_oneof![Just(b"\x1b[200~".to_vec()), Just(b"\x1b[201~".to_vec())];
    let piece = prop_oneof![6 => byte.prop_map(|byte| vec![byte]), 1 => paste];
    proptest::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn typed_text_in_is_typed_text_out(text in "[^\\p{Cc}]{0,60}") {
        prop_assert_eq!(events(text.as_bytes()), typed(&text));
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced_as_everywhere(bytes in proptest::collection::vec(0x80u8.., 0..40)) {
        prop_assert_eq!(events(&bytes), typed(&String::from_utf8_lossy(&bytes)));
    }

    #[test]
    fn any_bytes_cut_anyhow_mean_the_same(bytes in noise(), size in 1usize..9) {
        prop_assert_eq!(in_pieces(bytes.chunks(size)), events(&bytes));
    }

    #[test]
    fn after_any_bytes_a_pause_makes_typing_typing_again(bytes in noise()) {
        let mut decoder = Decoder::default();
        let _ = decoder.feed(&bytes);
        let _ = decoder.give_up();
        prop_assert_eq!(decoder.patience(), None);
        prop_assert_eq!(decoder.feed("words, später".as_bytes()), typed("words, später"));
    }
}

/// A terminal of the test's own, and programs in it.
#[cfg(unix)]
mod real {
    use std::fs::File;
    use std::io::{Read, Write};
    use std::sync::mpsc::{Receiver, channel};
    use std::thread;
    use std::time::Duration;

    use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
    use rolebook::tui::terminal::{
        FromTerminal, Gone, Screen, ask_colors, install_panic_hook, listen, quiet_signals,
        read_keys, size,
    };
    use rustix::process::{Resource, Rlimit, Signal, getpid, kill_process, setrlimit};
    use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};

    use super::typed;

    /// Longer than anything here takes, so that a failure is a failure and not a hang.
    const LIMIT: Duration = Duration::from_secs(30);

    /// A raw terminal whose keys are read, and what comes from them.
    fn reading() -> (Box<dyn MasterPty>, Receiver<FromTerminal>) {
        let pair = native_pty_system().openpty(PtySize::default()).unwrap();
        let tty = File::options()
            .read(true)
            .write(true)
            .open(pair.master.tty_name().unwrap())
            .unwrap();
        let mut modes = tcgetattr(&tty).unwrap();
        modes.make_raw();
        tcsetattr(&tty, OptionalActions::Now, &modes).unwrap();
        let (sender, events) = channel();
        thread::spawn(move || read_keys(tty, |event| sender.send(event).is_ok()));
        (pair.master, events)
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_alarm_rings_once_at_the_moment_that_was_set_last() {
        use rolebook::tui::terminal::Alarm;
        let uptime = || {
            let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
            Duration::try_from(time).unwrap()
        };
        let (sender, rings) = channel();
        let alarm = Alarm::new(move || sender.send(()).is_ok()).unwrap();
        alarm.set(Some(uptime() + 2 * LIMIT));
        let soon = uptime() + Duration::from_millis(40);
        alarm.set(Some(soon));
        rings.recv_timeout(LIMIT).unwrap();
        assert!(uptime() >= soon);
        alarm.set(None);
        // A moment that is over rings at once, and is the next thing heard.
        alarm.set(Some(soon));
        rings.recv_timeout(LIMIT).unwrap();
        assert!(rings.try_recv().is_err());
    }

    #[test]
    fn a_burst_without_brackets_arrives_whole() {
        let (terminal, events) = reading();
        let burst = "ein Wort, noch eins; ".repeat(100);
        let mut keyboard = terminal.take_writer().unwrap();
        keyboard.write_all(burst.as_bytes()).unwrap();
        for expected in typed(&burst) {
            assert_eq!(events.recv_timeout(LIMIT).unwrap(), expected);
        }
    }

    #[test]
    fn a_paste_of_a_megabyte_arrives_whole() {
        let (terminal, events) = reading();
        let text = "was ich ihr nicht gesagt habe ~ ".repeat(1 << 15);
        let mut keyboard = terminal.take_writer().unwrap();
        keyboard
            .write_all(format!("\x1b[200~{text}\x1b[201~").as_bytes())
            .unwrap();
        assert_eq!(
            events.recv_timeout(LIMIT).unwrap(),
            FromTerminal::Paste(text)
        );
    }

    #[test]
    fn a_terminal_that_vanishes_is_the_last_thing_heard() {
        let (terminal, events) = reading();
        drop(terminal);
        let last = FromTerminal::Gone(Gone::HungUp);
        assert_eq!(events.recv_timeout(LIMIT).unwrap(), last);
        assert!(events.recv_timeout(LIMIT).is_err(), "the reader ends");
    }

    /// Runs one part of [`part`] in a terminal of its own; gives all that it wrote.
    fn run(part: &str, script: &str) -> String {
        run_answered(part, script, "")
    }

    /// The same, where the terminal says `answer` to the first question.
    fn run_answered(part: &str, script: &str, answer: &str) -> String {
        let pty = PtySize {
            rows: 7,
            cols: 0,
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(pty).unwrap();
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", script]);
        command.arg(std::env::current_exe().unwrap());
        command.args(["--exact", "terminal::real::part", "--nocapture"]);
        command.env("TERMINAL_PART", part);
        command.env("TERM", "xterm-256color");
        let mut keyboard = pair.master.take_writer().unwrap();
        keyboard.write_all(answer.as_bytes()).unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut written = Vec::new();
        // The end of a terminal is an error on some systems.
        let _ = pair
            .master
            .try_clone_reader()
            .unwrap()
            .read_to_end(&mut written);
        child.wait().unwrap();
        String::from_utf8(written).unwrap()
    }

    #[test]
    fn part() {
        // By itself, without a terminal of its own, it only shows that leaving twice is harmless.
        let mut screen = Screen::default();
        let Ok(part) = std::env::var("TERMINAL_PART") else {
            screen.leave();
            return screen.leave();
        };
        match part.as_str() {
            "title" => {
                screen.enter().unwrap();
                screen.enter().unwrap();
                screen.set_mouse(true).unwrap();
                print!("({:?})", size());
                screen.leave();
                screen.leave();
            }
            "panic" => {
                install_panic_hook();
                screen.enter().unwrap();
                panic!("words of the journal");
            }
            "signals" => {
                let (sender, events) = channel();
                listen(move |event| sender.send(event).is_ok()).unwrap();
                let sent = [
                    Signal::TERM,
                    Signal::HUP,
                    Signal::INT,
                    Signal::TSTP,
                    Signal::CONT,
                    Signal::WINCH,
                ];
                for signal in sent {
                    kill_process(getpid(), signal).unwrap();
                    print!("({:?})", events.recv_timeout(LIMIT).unwrap());
                }
            }
            "suspend" => {
                listen(|_| true).unwrap();
                screen.enter().unwrap();
                let stopped = screen.suspend().unwrap();
                screen.leave();
                print!("(stopped: {stopped})");
            }
            "colors" => print!("({:?})", ask_colors("xterm-256color")),
            "no colors" => print!("({:?}{:?})", ask_colors("dumb"), ask_colors("linux")),
            "limit" => {
                quiet_signals().unwrap();
                let limit = Rlimit {
                    current: Some(16),
                    maximum: Some(16),
                };
                setrlimit(Resource::Fsize, limit).unwrap();
                let mut file = tempfile::tempfile().unwrap();
                print!("({:?})", file.write_all(&[0; 64]).unwrap_err().kind());
            }
            other => panic!("no part {other}"),
        }
    }

    #[test]
    fn the_screen_is_entered_and_left_once() {
        let written = run("title", r#"exec "$0" "$@""#);
        assert_eq!(written.matches("\x1b]").count(), 1, "one title");
        assert!(
            written.contains("\x1b[22;2t\x1b]2;Rolebook\x07\x1b[?1049h"),
            "{written:?}"
        );
        assert!(written.contains("\x1b[?1002h\x1b[?1006h"), "{written:?}");
        assert!(
            !written.contains("\x1b[?1003h"),
            "no motion without a button"
        );
        assert_eq!(written.matches("\x1b[?1049l").count(), 1, "{written:?}");
        assert_eq!(written.matches("\x1b[23;2t").count(), 1, "{written:?}");
        assert!(
            written.contains("((1, 7))"),
            "a window has a column at least: {written:?}"
        );
    }

    #[test]
    fn a_panic_gives_the_terminal_back_and_tells_no_words() {
        let written = run("panic", r#"exec "$0" "$@""#);
        let (before, after) = written.split_once("\x1b[?1049l").unwrap();
        assert!(before.contains("\x1b[?1049h"));
        assert!(
            after.contains("because of a fault of its own (tests/it/terminal.rs:"),
            "{after}"
        );
        assert!(!written.contains("words of the journal"), "{written}");
    }

    #[test]
    fn signals_become_events() {
        let written = run("signals", r#"exec "$0" "$@""#);
        let expected = "(Gone(Terminated))(Gone(HungUp))(Gone(Interrupted))(Suspend)(Resumed)\
                        (Resize(1, 7))";
        assert!(written.contains(expected), "{written}");
    }

    #[test]
    fn suspended_it_gives_the_shell_its_terminal_until_it_comes_back() {
        let written = run("suspend", r#"set -m; "$0" "$@"; echo "(the shell)"; fg"#);
        let places = [
            "\x1b[?1049h",
            "\x1b[?1049l",
            "(the shell)",
            "\x1b[?1049h",
            "\x1b[?1049l",
        ];
        let rest = places.iter().fold(written.as_str(), |rest, place| {
            rest.split_once(place)
                .unwrap_or_else(|| panic!("{place:?} in {written:?}"))
                .1
        });
        assert!(rest.contains("(stopped: true)"), "{written:?}");
    }

    #[test]
    fn ended_while_suspended_it_leaves_the_shell_its_terminal() {
        let written = run(
            "suspend",
            r#"set -m; "$0" "$@"; kill %1; fg; echo "(the shell)""#,
        );
        let count = |sequence| written.matches(sequence).count();
        assert!(written.contains("(the shell)"), "{written:?}");
        assert_eq!(count("\x1b[?1049h"), count("\x1b[?1049l"), "{written:?}");
    }

    #[test]
    fn without_a_shell_it_does_not_stop_for_good() {
        let written = run("suspend", r#"exec "$0" "$@""#);
        assert!(written.contains("(stopped: false)"), "{written:?}");
    }

    #[test]
    fn the_terminal_tells_its_colors() {
        let answer = "\x1b]10;rgb:cdcd/d6d6/f4f4\x07\x1b]11;rgb:1e1e/1e1e/2e2e\x07\x1b[?62c";
        let written = run_answered("colors", r#"exec "$0" "$@""#, answer);
        assert!(
            written.contains("(Some(((205, 214, 244), (30, 30, 46))))"),
            "{written:?}"
        );
    }

    #[test]
    fn a_terminal_that_cannot_tell_its_colors_is_not_asked() {
        let written = run("no colors", r#"exec "$0" "$@""#);
        assert!(written.contains("(NoneNone)"), "{written:?}");
        assert!(!written.contains('\x1b'), "{written:?}");
    }

    #[test]
    fn a_limit_on_files_is_an_error_and_not_the_end() {
        let written = run("limit", r#"exec "$0" "$@""#);
        assert!(written.contains("(FileTooLarge)"), "{written:?}");
    }
}
