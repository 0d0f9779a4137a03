//! The passphrase at a terminal: asked for without being shown, and before anything else.

use rustix::termios::LocalModes;

use super::{
    home::{Home, files},
    starts::assert_whole,
    window::{ENTER, ESC, KEEP, Setting, Window},
};

const WORDS: &str = "a wet evening in the annex";
/// The shell outlives what ends the program.
const SHELL: &str = r#"trap : INT; "$0" "$@"; echo "(ended $?)"; read -r line"#;
const BLANK: &str = "\x11";

fn answered() -> Home {
    let home = Home::new();
    let answer = ["answer", "ground.1", "--from", "-"];
    assert!(home.run(&answer, b"Kept behind a door.").status.success());
    home
}

fn shell(home: &Home, args: &[&str]) -> Window {
    let setting = Setting {
        script: SHELL,
        ..Setting::default()
    };
    Window::with(setting, home, args)
}

#[test]
fn a_passphrase_at_the_prompt_is_not_shown_and_the_key_on_paper_is_checked() {
    let home = answered();
    let mut window = shell(&home, &["lock", "--paper"]);
    window.expect("New passphrase:");
    assert!(!window.modes().local_modes.contains(LocalModes::ECHO));
    window.send(WORDS).send(ENTER).expect("The same once more:");
    window
        .send(WORDS)
        .send(ENTER)
        .expect("Press enter when it is on paper.");
    let screen = window.screen().contents();
    let last = screen
        .lines()
        .rfind(|line| line.len() > 5 && !line.contains('.'))
        .unwrap();
    let last = last.split_whitespace().last().unwrap().to_owned();
    window.send(ENTER).expect("Its last six characters:");
    assert!(!window.sees("AGE-SECRET-KEY-1"));
    window.send(&last).send(ENTER).expect("(ended 0)");
    assert!(!window.sees(WORDS) && window.sees("one file is sealed"));
    assert_whole(&window);
    drop(window);

    // A wrong one is asked for again; ended at the prompt, the terminal is as it was.
    let mut window = shell(&home, &["log"]);
    window.expect("Passphrase:").send("wrong words").send(ENTER);
    window.expect("That is not the passphrase. Passphrase:");
    window.send("\x03").expect("(ended 130)");
    assert_whole(&window);
}

#[test]
fn a_locked_journal_opens_on_its_passphrase_and_is_shut_by_one_key() {
    let home = answered();
    // Locked on its page, with the journal open.
    let mut window = shell(&home, &[]);
    window
        .expect("Rolebook")
        .expect("? keys")
        .send("l")
        .expect("A passphrase for this journal");
    window
        .send(WORDS)
        .expect("Guessed in")
        .send(ENTER)
        .expect("The same once more");
    window
        .send(WORDS)
        .send(ENTER)
        .expect("A key on paper?")
        .send("n");
    window
        .expect("Locked: one file is sealed.")
        .expect("Locked with a passphrase.");
    window
        .send("\x1b")
        .expect("answered")
        .send("t")
        .expect("Tracks and rituals");
    // One key shuts it: a fresh process asks again.
    window.send(BLANK).expect("What you type is not shown.");
    assert!(!window.sees("Tracks"));
    window
        .send("wrong words")
        .send(ENTER)
        .expect("That is not the passphrase.");
    window.send(WORDS).send(ENTER).expect("? keys");
    window.send("r").expect("What you wrote");
    window.send(ENTER).expect("Kept behind a door.");
    window.send(BLANK).expect("What you type is not shown.");
    window.send("\x1b").expect("(ended 0)");
    assert_whole(&window);
}

#[test]
fn whether_a_damaged_plain_backup_goes_is_asked() {
    let home = answered();
    assert!(home.run(&["backup"], b"").status.success());
    let backups = || files(&home.path().join("backups"));
    let backup = backups().pop().unwrap();
    let bytes = std::fs::read(&backup).unwrap();
    std::fs::write(&backup, &bytes[..bytes.len() - 2000]).unwrap();
    let mut window = shell(&home, &["lock"]);
    window.expect("New passphrase:").send(WORDS).send(ENTER);
    window.expect("The same once more:").send(WORDS).send(ENTER);
    window.expect("Do you want one?").send("n").send(ENTER);
    window.expect("Remove it?").send("n").send(ENTER);
    window.expect("(ended 6)");
    assert!(window.sees("Plain text remains") && backup.exists());
    drop(window);
    let mut window = shell(&home, &["lock"]);
    window.expect("Passphrase:").send(WORDS).send(ENTER);
    window.expect("Remove it?").send("y").send(ENTER);
    window.expect("(ended 0)");
    assert!(!window.sees("remains") && !backup.exists());
    assert_eq!(backups().len(), 1, "the one before locking stays");
}

#[test]
fn on_its_page_the_passphrase_is_changed_and_the_lock_taken_off_while_one_writes_on() {
    const NEW: &str = "four words nobody guesses";
    let home = Home::new();
    let mut window = shell(&home, &[]);
    window.expect("Begin").send(ENTER).expect("1 of 13");
    window.send("One.").send(KEEP).expect("2 of 13").send(ESC);
    window.expect("Go on where you were").send("l");
    window.expect("A passphrase for this journal").send(WORDS);
    window.send(ENTER).expect("The same once more").send(WORDS);
    window.send(ENTER).expect("A key on paper?").send("n");
    window
        .expect("Locked with a passphrase.")
        .expect("history of git");
    // What is written after that has an id of its own.
    window
        .send(ENTER)
        .expect("Go on where you were")
        .send(ENTER);
    window.expect("2 of 13").send("CTO").send(KEEP);
    window
        .expect("3 of 13")
        .send(ESC)
        .expect("Go on where you were");

    window.send("l").expect("Change the passphrase").send("p");
    window
        .expect("the new passphrase opens them")
        .send("wrong words");
    window
        .send(ENTER)
        .expect("That is not the passphrase. Nothing was changed.");
    window.send(WORDS).send(ENTER).expect("The new passphrase ");
    window.send(NEW).expect("Guessed in").send(ENTER);
    window.expect("The same once more").send(NEW).send(ENTER);
    window.expect("The passphrase is changed.").send(ENTER);
    window.expect("Go on where you were").send("l");
    window.expect("Take the lock off").send("u");
    window.expect("Every file is plain again").send(NEW);
    window
        .send(ENTER)
        .expect("Take the lock off for good?")
        .send("y");
    window
        .expect("Not locked any more: ")
        .expect("history of git");
    window.send(ENTER).expect("Go on where you were").send("q");
    window.expect("(ended 0)");
    assert_whole(&window);
    let (entries, _) = home.log();
    let ids: Vec<&str> = entries
        .iter()
        .map(|entry| entry["id"].as_str().unwrap())
        .collect();
    assert_eq!(home.words(), ["One.", "CTO"]);
    assert_ne!(ids[0], ids[1]);
}

#[test]
fn while_another_window_is_open_nothing_is_changed_and_that_is_said() {
    let home = answered();
    let mut other = shell(&home, &[]);
    other.expect("? keys");
    let mut window = shell(&home, &[]);
    window.expect("? keys").send("l");
    window.expect("Not locked: another window or command has the journal open.");
    assert!(
        !window.sees("A passphrase for this journal"),
        "nothing is asked for"
    );
    window.expect("Nothing was changed.").send(ENTER);
    window.expect("answered").send("q").expect("(ended 0)");
    drop(window);
    assert_eq!(home.words(), ["Kept behind a door."]);

    // Whatever needs the journal alone says that it is a window.
    let id = home.log().0[0]["id"].as_str().unwrap().to_owned();
    assert!(home.run(&["backup"], b"").status.success());
    let backup = files(&home.path().join("backups")).pop().unwrap();
    let backup = backup.to_str().unwrap();
    for args in [&["forget", &id, "--yes"][..], &["restore", backup]] {
        let done = home.run(args, b"");
        let said = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(5), "{said}");
        let who = "another window or command has the journal open. Close it and do this again. \
                   Nothing was changed.";
        let flat = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(who), "{said}");
    }
    // Alone, the page asks.
    other.send("l").expect("A passphrase for this journal");
    other.send(ESC).expect("answered").send("q");
    other.expect("(ended 0)");
}
