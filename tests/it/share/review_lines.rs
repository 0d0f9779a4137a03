//! A coach's reading on the command line: the whole round by lines and by flags.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use rolebook::{
    seal::{Key, Passphrase, Public},
    share::reply::{ReplyKey, read},
    time::moment_from,
};
use serde_json::{Value, json};

use super::review::{TOKEN, bytes, made};
use crate::shell::{done, files, home, program, run};

const NOW: &str = crate::shell::NOW;

fn key() -> ReplyKey {
    ReplyKey {
        token: TOKEN.to_owned(),
        key: Key::make(None),
    }
}

/// A hand-off in a file, and where a reply can go.
fn sent(out: &Path, handoff: &[u8]) -> String {
    let file = out.join("m.rolebook");
    fs::write(&file, handoff).unwrap();
    file.display().to_string()
}

#[test]
fn a_reply_is_made_by_flags_alone() {
    let (coach, out, key) = (home(), home(), key());
    let file = sent(out.path(), &bytes(&made(Some(key.recipient().as_str()))));
    let home = coach.path();
    let note = |args: &[&str], words: &str| {
        let args = [&["review", &file][..], args, &["--from", "-"]].concat();
        done(home, &args, words)
    };
    assert_eq!(note(&["--note", "h2.3"], "What does it protect?\n"), "n1");
    assert_eq!(
        note(&["--note", "h3", "--kind", "noticed"], "A question.\n"),
        "n2"
    );
    assert_eq!(
        note(
            &["--note", "h1", "--kind", "connects", "--with", "h3"],
            "They meet.\n"
        ),
        "n3"
    );
    assert_eq!(
        note(&["--note", "h1", "--kind", "offer"], "I know one.\n"),
        "n4"
    );
    assert_eq!(
        note(&["--note", "all", "--kind", "next-time"], "Begin here.\n"),
        "n5"
    );
    note(&["--mine"], "She looked tired.\n");
    let list = done(home, &["review", &file, "--list", "--json"], "");
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["schema"], "rolebook.notes/1");
    assert_eq!(list["notes"].as_array().unwrap().len(), 5);
    done(home, &["review", &file, "--drop", "n4"], "");
    let to = out.path().join("reply").display().to_string();
    let unsigned = run(home, &["review", &file, "--pack", &to], "");
    assert_eq!(unsigned.code, 1, "{unsigned:?}");
    assert!(unsigned.err.contains("--sign NAME"));
    done(
        home,
        &["review", &file, "--pack", &to, "--sign", "Anna Berg"],
        "",
    );
    let again = run(home, &["review", &file, "--pack", &to], "");
    assert_eq!(again.code, 1);
    assert!(again.err.contains("there already"), "{again:?}");
    let packed = fs::read(&to).unwrap();
    assert_eq!(
        fs::metadata(&to).unwrap().permissions().mode() & 0o777,
        0o600
    );
    assert!(packed.starts_with(b"age-encryption.org"));
    let today = moment_from(NOW).unwrap().date_naive();
    let reply = read(&packed, std::slice::from_ref(&key), today)
        .unwrap()
        .reply;
    let ids: Vec<&str> = reply.notes.iter().map(|note| note.id.as_str()).collect();
    assert_eq!(ids, ["n5", "n3", "n1", "n2"]);
    assert!(reply.notes[2].quote.starts_with("Platform hiring"));
    let mail = done(home, &["review", &file, "--pack", "-", "--text"], "");
    assert!(mail.contains("What does it protect?") && !mail.contains("tired"));
    for path in files(home) {
        assert!(path.starts_with(home.join("reviews")), "{}", path.display());
        assert_eq!(
            fs::metadata(&path).unwrap().permissions().mode() & 0o777,
            0o600
        );
    }
    done(home, &["review", &file, "--remove", "--yes"], "");
    assert!(!home.join("reviews").join(TOKEN).exists());
}

#[test]
fn line_by_line_it_is_read_out_and_takes_notes() {
    let (coach, out, key) = (home(), home(), key());
    let file = sent(out.path(), &bytes(&made(Some(key.recipient().as_str()))));
    let to = out.path().join("reply").display().to_string();
    let lines = format!(
        "h2.3\nWhat does it protect?\n..\n.\nnoticed h3\nA question\nagain.\n.\n\
         connects h1 h3\nThey meet.\n.\nmine\nTired.\n.\nh9\nnotes\npack {to}\nsign Anna Berg\npack {to}\nleave\n"
    );
    let said = run(coach.path(), &["review", &file, "--plain"], &lines);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.out.contains("(3) Platform hiring is not"),
        "{}",
        said.out
    );
    assert!(said.err.contains("There is no answer h9"), "{}", said.err);
    assert!(
        said.err.contains("A reply is signed with a name."),
        "{}",
        said.err
    );
    let today = moment_from(NOW).unwrap().date_naive();
    let packed = fs::read(&to).unwrap();
    let reply = read(&packed, std::slice::from_ref(&key), today)
        .unwrap()
        .reply;
    assert_eq!(reply.from, "Anna Berg");
    assert_eq!(reply.notes.len(), 3);
    let protects = reply.notes.iter().find(|note| note.id == "n1").unwrap();
    assert_eq!(protects.words, "What does it protect?\n.");
}

#[test]
fn that_the_copy_lies_open_is_said_by_every_command_but_the_one_that_removes_it() {
    let (coach, out) = (home(), home());
    let file = sent(out.path(), &bytes(&made(None)));
    let open = "whoever opens its files can read it";
    for args in [&["--list"][..], &["--list", "--json"], &["--plain"]] {
        let said = run(coach.path(), &[&["review", &file][..], args].concat(), "");
        assert!(said.err.contains(open), "{said:?}");
        assert!(!said.out.contains(open), "{said:?}");
    }
    let said = run(coach.path(), &["review", &file, "--remove", "--yes"], "");
    assert!(!said.err.contains(open), "{said:?}");
}

#[test]
fn the_end_of_the_input_keeps_what_was_written() {
    let (coach, out) = (home(), home());
    let file = sent(out.path(), &bytes(&made(None)));
    let said = run(
        coach.path(),
        &["review", &file, "--plain"],
        "h1\nHalf a thought",
    );
    assert_eq!(said.code, 0, "{said:?}");
    let list = done(coach.path(), &["review", &file, "--list"], "");
    assert!(list.contains("Half a thought"));
}

#[test]
fn a_hand_off_is_sealed_to_the_key_of_the_coach_or_to_a_passphrase() {
    let (coach, out) = (home(), home());
    let plain = bytes(&made(None));
    let public = done(coach.path(), &["review", "--key"], "");
    assert_eq!(done(coach.path(), &["review", "--key"], ""), public);
    let public: Public = public.parse().unwrap();
    let file = sent(out.path(), &public.seal(&plain).unwrap());
    let read = done(coach.path(), &["review", &file, "--plain"], "");
    assert!(read.contains("What would I lose?"));
    let stranger = home();
    let shut = run(stranger.path(), &["review", &file, "--plain"], "");
    assert_eq!(shut.code, 4, "{shut:?}");
    assert!(shut.err.contains("rolebook review --key"), "{}", shut.err);
    assert_eq!(
        files(stranger.path()),
        [""; 0].map(std::path::PathBuf::from)
    );
    let spoken = Passphrase::new("told on the phone".to_owned());
    let file = sent(out.path(), &spoken.seal(&plain).unwrap());
    let shut = run(stranger.path(), &["review", &file, "--plain"], "");
    assert_eq!(shut.code, 4, "{shut:?}");
    let words = out.path().join("words");
    for (said, code) in [("not this one\n", 4), ("told on the phone\n", 0)] {
        fs::write(&words, said).unwrap();
        let mut command = std::process::Command::new("sh");
        let script = format!(
            "exec {} --now {NOW} --home {} --passphrase-fd 3 review {file} --plain 3<{} </dev/null",
            env!("CARGO_BIN_EXE_rolebook"),
            stranger.path().display(),
            words.display()
        );
        let status = command.args(["-c", &script]).output().unwrap();
        assert_eq!(status.status.code(), Some(code), "{status:?}");
    }
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_kept() {
    let (coach, out) = (home(), home());
    let file = sent(out.path(), &bytes(&made(None)));
    let refused: [(&[&str], &str, i32); 6] = [
        (&["--note", "h9", "--from", "-"], "x", 3),
        (&["--note", "h1.9", "--from", "-"], "x", 3),
        (
            &["--note", "h1", "--kind", "connects", "--from", "-"],
            "x",
            2,
        ),
        (&["--note", "h1", "--from", "-"], " \n", 2),
        (&["--drop", "n1"], "", 3),
        (&["--pack", "-"], "", 1),
    ];
    for (args, input, code) in refused {
        let args = [&["review", &file][..], args].concat();
        let said = run(coach.path(), &args, input);
        assert_eq!(said.code, code, "{args:?} {said:?}");
        assert!(said.out.is_empty());
    }
    let list = done(coach.path(), &["review", &file, "--list", "--json"], "");
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["notes"], json!([]));
    let missing = run(
        coach.path(),
        &["review", "/nowhere/m.rolebook", "--plain"],
        "",
    );
    assert_eq!(missing.code, 1);
}

#[test]
fn a_lock_of_the_home_seals_the_reviews_and_asks_first() {
    let (coach, out) = (home(), home());
    let file = sent(out.path(), &bytes(&made(None)));
    let note = ["review", &file, "--note", "h1", "--from", "-"];
    done(coach.path(), &note, "Quagmire");
    let words = out.path().join("words");
    let with = |args: &str, given: &str| {
        fs::write(&words, given).unwrap();
        let script = format!(
            "exec {} --now {NOW} --home {} --passphrase-fd 3 {args} 3<{} </dev/null",
            env!("CARGO_BIN_EXE_rolebook"),
            coach.path().display(),
            words.display()
        );
        std::process::Command::new("sh")
            .args(["-c", &script])
            .output()
            .unwrap()
    };
    let secret = "a wet evening in the annex";
    let locked = with("lock --no-paper", &format!("{secret}\n{secret}\n"));
    let locked = if locked.status.success() {
        locked
    } else {
        with("lock", &format!("{secret}\n{secret}\n"))
    };
    assert!(locked.status.success(), "{locked:?}");
    let folder = coach.path().join("reviews").join(TOKEN);
    let names: Vec<_> = files(&folder);
    assert!(
        names
            .iter()
            .all(|path| path.extension().is_some_and(|end| end == "age")),
        "{names:?}"
    );
    let shut = program(coach.path(), &["review", &file, "--list"]);
    assert_eq!(crate::shell::feed(shut, "").code, 4);
    let list = with(&format!("review {file} --list"), &format!("{secret}\n"));
    assert!(String::from_utf8(list.stdout).unwrap().contains("Quagmire"));
    let verified = with("verify", &format!("{secret}\n"));
    assert!(verified.status.success(), "{verified:?}");
    // The copy opens too, though it is sealed to the home.
    let copy = folder.join("handoff.json.age").display().to_string();
    let read = with(&format!("review {copy} --list"), &format!("{secret}\n"));
    assert!(read.status.success(), "{read:?}");
}
