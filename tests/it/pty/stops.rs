//! Put to sleep, made small, left alone.

use rustix::process::{Signal, kill_process};

use super::{
    home::{Home, until},
    starts::assert_whole,
    window::{ENTER, ESC, KEEP, SLEEP, Setting, Window},
};

/// A shell with jobs: it has the terminal while the program sleeps.
const JOBS: &str = r#"set -m; "$0" "$@"; echo "(the shell)"; read -r line; fg; echo "(over)""#;

#[test]
fn asleep_it_gives_the_terminal_back_and_awake_the_words_are_there() {
    for by_key in [true, false] {
        let home = Home::new();
        let setting = Setting {
            script: JOBS,
            ..Setting::default()
        };
        let mut window = Window::at_first_question(setting, &home);
        window.send("Before the sleep").expect("Before the sleep");
        let program = window.front().unwrap();
        assert_ne!(program, window.pid());
        if by_key {
            window.send(SLEEP);
        } else {
            kill_process(program, Signal::TSTP).unwrap();
        }
        window.expect("(the shell)");
        assert_whole(&window);
        assert_eq!(home.drafts()[0].texts, ["Before the sleep"]);
        window
            .send(ENTER)
            .expect("1 of 13")
            .expect("Before the sleep");
        assert!(window.screen().alternate_screen());
        window
            .send(", and after")
            .expect("Before the sleep, and after");
        window.send(KEEP).expect("2 of 13").send(ESC);
        window
            .expect("Go on where you were")
            .send("q")
            .expect("(over)");
        assert_eq!(window.ended(), Some(0));
        assert_eq!(home.words(), ["Before the sleep, and after"]);
    }
}

#[test]
fn a_window_of_no_size_costs_no_words() {
    let home = Home::new();
    let setting = Setting {
        columns: 0,
        rows: 0,
        ..Setting::default()
    };
    let mut window = Window::with(setting, &home, &["answer", "ground.1"]);
    until(
        || window.screen().alternate_screen(),
        || "it does not start".to_owned(),
    );
    let mut words = String::new();
    for (columns, rows, more) in [
        (0, 0, "one "),
        (1, 1, "two "),
        (0, 0, "three "),
        (3, 1, "four "),
    ] {
        window.resize(columns, rows).send(more);
        words.push_str(more);
        home.until_draft(&words);
    }
    window.resize(80, 24).expect("what is your job really for?");
    window.expect("one two three four").send("five");
    window.expect("one two three four five").send(KEEP);
    window.expect("Kept. Nothing left this machine.");
    assert_eq!(home.words(), ["one two three four five"]);
}

/// How often the threads of a process have gone to sleep; each wake-up ends in one more.
#[cfg(target_os = "linux")]
fn sleeps(window: &Window) -> u64 {
    let tasks = format!("/proc/{}/task", window.pid());
    let tasks = std::fs::read_dir(tasks).unwrap();
    let sleeps = tasks.map(|task| {
        let status = std::fs::read_to_string(task.unwrap().path().join("status")).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        line.unwrap().trim().parse::<u64>().unwrap()
    });
    sleeps.sum()
}

#[test]
#[cfg(target_os = "linux")]
fn at_rest_it_neither_wakes_up_nor_writes() {
    use std::{thread, time::Duration};

    let homes = [Home::new(), Home::new()];
    let mut still = Window::open(&homes[0]);
    still.expect("It asks; it does not judge");
    let mut writing = Window::at_first_question(Setting::default(), &homes[1]);
    writing.send("Some words").expect("Some words");
    homes[1].until_draft("Some words");
    writing.expect("saved");
    let windows = [still, writing];
    let state = || {
        windows
            .each_ref()
            .map(|window| (sleeps(window), window.written().len()))
    };
    // The last thread to lie down may still be at it.
    let mut before = state();
    until(
        || {
            thread::sleep(Duration::from_millis(100));
            let now = state();
            std::mem::replace(&mut before, now) == now
        },
        || "it never comes to rest".to_owned(),
    );
    thread::sleep(Duration::from_secs(2));
    assert_eq!(state(), before);
}
