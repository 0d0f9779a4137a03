//! Several windows on one journal, and a disk that takes no more.

use std::fs;

use rustix::process::Signal;
use serde_json::json;

use super::{
    home::Home,
    window::{ENTER, ESC, KEEP, Setting, UNDO, Window},
};

#[test]
fn windows_and_commands_beside_each_other_keep_everything() {
    let home = Home::new();
    let mut one = Window::at_first_question(Setting::default(), &home);
    let mut two = Window::at_first_question(Setting::default(), &home);
    one.send("From the first window").expect("From the first");
    two.send("From the second window").expect("From the second");
    home.until_draft("From the first window");
    let output = home.run(&["answer", "ground.1", "--from", "-"], b"From a script\n");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    one.send(KEEP).expect("2 of 13");
    two.send(KEEP).expect("2 of 13").send("CTO").send(KEEP);
    two.expect("3 of 13");
    one.send("CPTO").send(KEEP).expect("3 of 13");
    for window in [&mut one, &mut two] {
        window.send(ESC).expect("Go on where you were").send("q");
        assert_eq!(window.ended(), Some(0));
    }
    let mut words = home.words();
    words.sort();
    let all = [
        "CPTO",
        "CTO",
        "From a script\n",
        "From the first window",
        "From the second window",
    ];
    assert_eq!(words, all);
    assert_eq!(home.sessions().len(), 3);
}

#[test]
fn a_disk_that_takes_no_more_costs_no_words() {
    let home = Home::new();
    let mut window = Window::at_first_question(Setting::default(), &home);
    window.send("Kept before.").send(KEEP).expect("2 of 13");
    window.send("Begun").expect("Begun");
    home.until_draft("Begun");
    window.send(ESC).expect("words waiting").send("q");
    assert_eq!(window.ended(), Some(0));
    let before = fs::read(&home.sessions()[0]).unwrap();

    let setting = Setting {
        script: r#"ulimit -f 4; exec "$0" "$@""#,
        ..Setting::default()
    };
    let mut window = Window::with(setting, &home, &[]);
    window.expect("words waiting").send(ENTER).expect("Begun");
    let more = " and more than there is room for".repeat(200);
    window.send(&format!("\x1b[200~{more}\x1b[201~"));
    window.expect("not saved").expect("Not saved:");
    window.expect("room for");
    window.send(KEEP).expect("Not saved:").expect("2 of 13");
    assert_eq!(home.drafts()[0].texts, ["Begun"]);
    assert_eq!(fs::read(&home.sessions()[0]).unwrap(), before);
    // What fits is saved again.
    window.send(UNDO).send(" again");
    home.until_draft("Begun again");
    window
        .send(KEEP)
        .expect("3 of 13")
        .send(ESC)
        .expect("question 3 of 13")
        .send("q");
    assert_eq!(window.ended(), Some(0));
    assert_eq!(home.words(), ["Kept before.", "Begun again"]);
}

#[test]
fn a_note_that_was_begun_is_named_and_gone_on_with() {
    let home = Home::new();
    let mut window = Window::with(Setting::default(), &home, &["note"]);
    window.expect("single dot").send("Half a note\n");
    home.until_draft("Half a note");
    window.signal(Signal::KILL).screen();
    window.ended();
    let (entries, said) = home.log();
    assert!(entries.is_empty());
    assert!(said.contains("`rolebook note` goes on with it"), "{said}");
    assert!(!said.contains("no deck"), "{said}");
    let output = home.run(&["note"], b"and the rest\n.\n");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(home.words(), ["Half a note\nand the rest"]);
}

#[test]
fn other_words_in_a_copy_of_a_draft_stay_where_their_question_is_not_known() {
    let home = Home::new();
    let output = home.run(&["answer", "ground.1", "--from", "-"], b"Mine");
    let entry = String::from_utf8(output.stdout).unwrap();
    let draft = json!({
        "format": 1, "id": "k7f3q2", "at": "2026-11-20T09:12:33+01:00", "entry": entry.trim(),
        "walk": { "deck": "gone", "form": "full", "left": ["gone.1"] },
        "prompt": "gone.1", "question": "Who?", "texts": ["Others"],
    });
    let copy = home.path().join("drafts/k7f3q2 (conflicted copy).json");
    fs::create_dir_all(copy.parent().unwrap()).unwrap();
    fs::write(&copy, draft.to_string()).unwrap();
    home.log();
    assert!(copy.exists());
    assert_eq!(home.drafts()[0].texts, ["Others"]);
}
