//! What comes in, however it comes.

use std::{
    thread,
    time::{Duration, Instant},
};

use super::{
    home::{Home, until},
    window::{ESC, KEEP, KIND, PAPER_COLOR, Setting, TEXT_COLOR, Window},
};

const SILENT: Setting = Setting {
    columns: 80,
    rows: 24,
    term: "xterm-256color",
    answers: false,
    script: "",
};

#[test]
fn a_paste_of_a_megabyte_is_kept_byte_for_byte() {
    let home = Home::new();
    let mut window = Window::at_first_question(Setting::default(), &home);
    let paragraph = "Was ich ihr nicht gesagt habe: ~ \u{1f33f} \u{1b}[A e\u{301} ".repeat(800);
    let mut text = format!("{paragraph}\n\n{{\"words\": 1}}\n---\n").repeat(30);
    text.push_str("no line end here");
    assert!(text.len() > 1 << 20);
    // A terminal sends line ends as the enter key would.
    let sent = text.replace('\n', "\r");
    window.send(&format!("\x1b[200~{sent}\x1b[201~"));
    window.expect("no line end here").send(KEEP);
    window.expect("2 of 13");
    let words = home.words();
    assert!(words == [text], "{} bytes", words[0].len());
}

#[test]
fn a_burst_of_letters_arrives_whole_without_a_further_key() {
    let home = Home::new();
    let mut window = Window::at_first_question(Setting::default(), &home);
    let words = "a word, and then one more; ".repeat(80);
    let burst = &words[..2000];
    window.send(burst);
    home.until_draft(burst);
    window.send(KEEP).expect("2 of 13");
    assert_eq!(home.words(), [burst]);
}

#[test]
fn a_late_answer_of_the_terminal_is_not_typing() {
    let home = Home::new();
    let begun = Instant::now();
    let mut window = Window::at_first_question(SILENT, &home);
    window.send("be").expect("be");
    let late = Duration::from_millis(300);
    thread::sleep(late.saturating_sub(begun.elapsed()));
    window.send(TEXT_COLOR).send(PAPER_COLOR).send(KIND);
    // One that comes in two halves.
    let (first, second) = PAPER_COLOR.split_at(9);
    window.send(first).send(second).send("fore");
    home.until_draft("before");
    window.expect("before").send(KEEP).expect("2 of 13");
    assert_eq!(home.words(), ["before"]);
}

#[test]
fn an_answer_around_the_end_of_the_wait_is_not_typing() {
    for wait in [0, 60, 90, 100, 105, 110, 120, 140] {
        let home = Home::new();
        let mut window = Window::with(SILENT, &home, &["answer", "ground.1"]);
        thread::sleep(Duration::from_millis(wait));
        window.send(TEXT_COLOR).send(PAPER_COLOR).send(KIND);
        window.expect("what is your job really for?");
        window.send("mine").expect("mine").send(KEEP);
        window.expect("Kept. Nothing left this machine.");
        assert_eq!(home.words(), ["mine"], "after {wait} ms");
    }
}

#[test]
fn an_answer_that_pauses_over_the_end_of_the_wait_is_not_typing() {
    for cut in [TEXT_COLOR.len(), TEXT_COLOR.len() + PAPER_COLOR.len()] {
        let home = Home::new();
        let mut window = Window::with(SILENT, &home, &["answer", "ground.1"]);
        let all = [TEXT_COLOR, PAPER_COLOR, KIND].concat();
        let (first, second) = all.split_at(cut);
        until(
            || window.written().ends_with(b"\x1b[c"),
            || "no question".to_owned(),
        );
        window.send(first).expect("what is your job really for?");
        window.send(second).send("mine");
        window.expect("mine").send(KEEP);
        window.expect("Kept. Nothing left this machine.");
        assert_eq!(home.words(), ["mine"], "cut at {cut}");
    }
}

#[test]
fn a_terminal_that_never_answers_is_not_waited_for() {
    let home = Home::new();
    let mut window = Window::at_first_question(SILENT, &home);
    let asked = String::from_utf8_lossy(&window.written()).contains("\x1b]11;?");
    assert!(asked, "else there was nothing to wait for");
    window.send("One.").send(KEEP).expect("2 of 13");
    window.send(ESC).expect("Go on where you were").send("q");
    assert_eq!(window.ended(), Some(0));
}
