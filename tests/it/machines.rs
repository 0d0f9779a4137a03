//! Two machines and one journal: carried by git, or by a synchronizer that names conflict copies.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use rolebook::journal::Ids;
use rolebook::seal::{Key, Passphrase, Seal, open_key, seal_key};
use rolebook::store::{Keys, memory::MemoryDisk, protection};
use rolebook::time::Moment;
use rolebook::workbook::{Given, Opening, Place, Workbook, Writing, one};

use crate::driver::HOME;
use crate::shell;
use crate::untried::untried;

// git.

/// git with nothing of this machine's settings around it.
fn git(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_TERMINAL_PROMPT", "0")
        .args(["-c", "user.name=M", "-c", "user.email=m@example.com"])
        .args(["-c", "init.defaultBranch=main", "-c", "core.autocrlf=true"])
        .arg("-C")
        .arg(folder)
        .args(args);
    command
}

#[track_caller]
fn do_git(folder: &Path, args: &[&str]) -> String {
    let output = git(folder, args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Whether there is a git; a test says so where there is none.
fn has_git() -> bool {
    let there = Command::new("git").arg("--version").output().is_ok();
    if !there {
        untried("git is not installed, so a journal in git was not tried.");
    }
    there
}

fn carry(home: &Path) {
    do_git(home, &["add", "-A"]);
    do_git(home, &["commit", "-qm", "journal"]);
    do_git(
        home,
        &["pull", "-q", "--no-rebase", "--no-edit", "origin", "main"],
    );
    do_git(home, &["push", "-q", "origin", "HEAD:main"]);
}

/// What is written, in order: id and words; nothing else may be said of the journal.
#[track_caller]
fn said(home: &Path) -> Vec<(String, String)> {
    let done = shell::run(home, &["log", "--json"], "");
    assert_eq!((done.code, done.err.as_str()), (0, ""), "{done:?}");
    let log: serde_json::Value = serde_json::from_str(&done.out).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let entries = log["entries"].as_array().unwrap().iter();
    entries
        .map(|entry| (text(&entry["id"]), text(&entry["words"])))
        .collect()
}

/// As `docs/sync.md` says it.
fn sync_page() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/sync.md");
    fs::read_to_string(path).unwrap()
}

#[test]
fn two_homes_and_a_remote_are_united_whoever_wrote_when() {
    if !has_git() {
        return;
    }
    let around = shell::home();
    let (one, two) = (around.path().join("one"), around.path().join("two"));
    let remote = around.path().join("remote.git");
    let remote = remote.to_str().unwrap();
    shell::done(
        &one,
        &["answer", "ground.1", "--from", "-"],
        "First.\nTwo lines.",
    );
    do_git(&one, &["init", "-q"]);
    do_git(&one, &["init", "-q", "--bare", remote]);
    // The two files that the page says to write.
    for (name, text) in [
        (".gitattributes", "* -text\n"),
        (".gitignore", "/lock\n/drafts/\n/backups/\n"),
    ] {
        for line in text.lines() {
            assert!(
                sync_page().contains(line),
                "docs/sync.md does not say {line}"
            );
        }
        fs::write(one.join(name), text).unwrap();
    }
    do_git(&one, &["add", "-A"]);
    do_git(&one, &["commit", "-qm", "journal"]);
    assert!(sync_page().contains("    git branch -M main\n"));
    do_git(&one, &["branch", "-M", "main"]);
    do_git(&one, &["remote", "add", "origin", remote]);
    do_git(&one, &["push", "-q", "origin", "main"]);
    do_git(around.path(), &["clone", "-q", "-b", "main", remote, "two"]);
    fs::set_permissions(&two, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    assert_eq!(said(&two), said(&one), "line ends are as they were");

    for round in 0..3 {
        for (home, name) in [(&one, "one"), (&two, "two")] {
            let words = format!("{name}, {round}.\nWith a second line.");
            shell::done(home, &["answer", "ground.6", "--from", "-"], &words);
        }
        carry(&one);
        carry(&two);
        carry_nothing(&one);
    }
    assert_eq!(said(&one).len(), 7);
    assert_eq!(said(&one), said(&two));
    // Both answered the same question: both answers are in its thread, on either machine.
    let thread = shell::done(&two, &["show", "ground.6"], "");
    assert!(thread.contains("one, 2.") && thread.contains("two, 2."));
    let tracked = do_git(&one, &["ls-files"]);
    assert!(!tracked.contains("lock") && !tracked.contains("drafts"));

    // What is forgotten on one is forgotten on the other, also if it was written to meanwhile.
    let (id, _) = said(&one)
        .into_iter()
        .find(|(_, words)| words.contains("two, 1."))
        .unwrap();
    shell::done(&one, &["forget", &id, "--yes"], "");
    shell::done(&two, &["note", "--from", "-"], "Meanwhile.");
    carry(&one);
    carry(&two);
    carry_nothing(&one);
    assert_eq!(said(&one), said(&two));
    assert_eq!(said(&one).len(), 7);
    assert!(shell::holding(&two.join("sessions"), "two, 1.").is_empty());
}

/// Takes what the other has pushed.
fn carry_nothing(home: &Path) {
    do_git(
        home,
        &["pull", "-q", "--no-rebase", "--no-edit", "origin", "main"],
    );
}

// Conflict copies, as synchronizers name them: before the last ending, which of a sealed file is
// `.age`, or before both.

const COPIES: [(&str, bool); 8] = [
    ("{}.sync-conflict-20261120-091233-ABCDEFG.json", false),
    ("{} (conflicted copy 2026-11-20).json", false),
    ("{} (Ann's conflicted copy 2026-11-20).json", false),
    ("{} (Ann's conflicted copy 2026-11-20 (1)).json", false),
    ("{}.sync-conflict-20261120-091233-ABCDEFG.json.age", true),
    ("{} (conflicted copy 2026-11-20).json.age", true),
    ("{}.json.sync-conflict-20261120-091233-ABCDEFG.age", true),
    ("{}.json (Ann's conflicted copy 2026-11-20).age", true),
];

fn keys(key: &Key) -> Keys {
    Keys {
        by_paper: false,
        seal: Seal::Locked {
            key: key.clone(),
            others: Vec::new(),
        },
        id: Some("k1".to_owned()),
    }
}

fn open(disk: &MemoryDisk, keys: Keys, seed: u64) -> Workbook {
    Workbook::open(Opening {
        disk: Arc::new(disk.clone()),
        home: HOME.into(),
        decks: rolebook::deck::builtin(),
        ids: Ids::new(seed),
        keys,
    })
    .unwrap()
}

fn writing(words: &str) -> Writing {
    Writing {
        given: Given {
            texts: vec![words.to_owned()],
            picked: Vec::new(),
        },
        ..Writing::default()
    }
}

fn now() -> Moment {
    rolebook::time::moment_from("2026-11-20T10:00:00+01:00").unwrap()
}

/// Saves words as a draft, and gives its id.
fn save_draft(workbook: &Workbook, place: &Place, words: &str) -> String {
    let draft = workbook.draft(now(), place, &writing(words));
    let saved = workbook.save_draft(&draft).run(&workbook.store());
    assert!(saved.error().is_none());
    draft.id
}

/// What the conflict copy of a file is called.
fn copy_of(path: &Path, name: &str) -> PathBuf {
    let own = path.file_name().unwrap().to_str().unwrap();
    let stem = own.split(".json").next().unwrap();
    path.with_file_name(name.replace("{}", stem))
}

fn keep(workbook: &mut Workbook, prompt: &str, words: &str) {
    let place = workbook.place(one("ground", prompt));
    let pending = workbook.keep(now(), &place, &writing(words)).unwrap();
    let outcome = pending.save.clone().run(&workbook.store());
    assert!(outcome.error().is_none());
    workbook.settle(pending, &outcome);
}

fn words(workbook: &Workbook) -> Vec<String> {
    let mut words: Vec<String> = workbook
        .journal
        .entries()
        .map(|entry| entry.words.clone())
        .collect();
    words.sort();
    words
}

/// The one session file of a disk.
fn session(disk: &MemoryDisk) -> PathBuf {
    let sessions = Path::new(HOME).join("sessions/2026");
    let mut paths = disk.paths().into_iter();
    paths.find(|path| path.parent() == Some(&sessions)).unwrap()
}

#[test]
fn a_conflict_copy_of_a_session_is_read_under_every_name_it_may_have() {
    let key = Key::make(None);
    for (name, sealed) in COPIES {
        let keys = if sealed { keys(&key) } else { Keys::default() };
        // Both sides went on in the same session: as after a copied home, or a clock set back.
        let disk = MemoryDisk::new();
        let mut first = open(&disk, keys.clone(), 5);
        keep(&mut first, "ground.1", "before");
        let before = disk.bytes(session(&disk)).unwrap();
        keep(&mut first, "ground.6", "here");
        drop(first);
        let other = disk.fork();
        other.put(session(&other), &before).unwrap();
        let plain = keys.seal.open(before).unwrap();
        let (file, _) = rolebook::journal::read_session(&plain);
        let mut file = file.unwrap();
        let (Some(rolebook::journal::Record::Wrote(entry)), ids) =
            (file.records.last().cloned(), ["there", "both"])
        else {
            panic!("no entry");
        };
        for id in ids {
            let mut entry = entry.clone();
            (entry.id, entry.words) = (id.to_owned(), id.to_owned());
            file.records.push(rolebook::journal::Record::Wrote(entry));
        }
        // Two bodies under one id.
        let mut twice = entry.clone();
        twice.words = "another body".to_owned();
        file.records.push(rolebook::journal::Record::Wrote(twice));
        let path = session(&disk);
        let copy = copy_of(&path, name);
        let bytes = keys.seal.seal(file.to_bytes().unwrap()).unwrap();
        disk.put(&copy, &bytes).unwrap();

        let workbook = open(&disk, keys.clone(), 6);
        let mut expected = ["another body", "before", "both", "here", "there"]
            .map(str::to_owned)
            .to_vec();
        expected.sort();
        assert_eq!(words(&workbook), expected, "{name}");
        assert_eq!(
            workbook.notices.len(),
            1,
            "two bodies are named: {:?}",
            workbook.notices
        );
        drop(workbook);
        // Reading changes neither.
        assert_eq!(disk.bytes(&copy).unwrap(), bytes, "{name}");
    }
}

#[test]
fn a_conflict_copy_of_a_draft_is_a_draft_of_its_own_and_goes_when_it_is_done() {
    let key = Key::make(None);
    for (name, sealed) in COPIES {
        let keys = if sealed { keys(&key) } else { Keys::default() };
        let disk = MemoryDisk::new();
        let mut workbook = open(&disk, keys.clone(), 5);
        let place = workbook.place(one("ground", "ground.1"));
        let save = |words: &str| {
            let id = save_draft(&workbook, &place, words);
            let end = if sealed { ".json.age" } else { ".json" };
            Path::new(HOME).join("drafts").join(format!("{id}{end}"))
        };
        let path = save("there");
        let theirs = disk.bytes(&path).unwrap();
        let path = save("here");
        let copy = copy_of(&path, name);
        disk.put(&copy, &theirs).unwrap();
        drop((place, workbook));

        let mut workbook = open(&disk, keys.clone(), 6);
        let mut texts: Vec<String> = workbook
            .drafts
            .iter()
            .map(|draft| draft.texts[0].clone())
            .collect();
        texts.sort();
        assert_eq!(texts, ["here", "there"], "{name}");
        assert_ne!(workbook.drafts[0].entry, workbook.drafts[1].entry);
        let theirs = workbook
            .drafts
            .iter()
            .find(|draft| draft.texts[0] == "there")
            .unwrap()
            .clone();
        let place = workbook.resume(&theirs);
        save_draft(&workbook, &place, "there, and on");
        drop((place, workbook));
        let mut workbook = open(&disk, keys, 7);
        assert_eq!(
            workbook.drafts.len(),
            2,
            "{name}: saving it again makes no third one"
        );
        for draft in workbook.drafts.clone() {
            let place = workbook.resume(&draft);
            let words = writing(&draft.texts[0]);
            let pending = workbook.keep(now(), &place, &words).unwrap();
            let outcome = pending.save.clone().run(&workbook.store());
            workbook.settle(pending, &outcome);
        }
        drop(workbook);
        let left = disk.paths().into_iter().filter(|path| {
            path.starts_with(Path::new(HOME).join("drafts"))
                && path.to_str().unwrap().contains("json")
        });
        assert_eq!(left.collect::<Vec<_>>(), [] as [PathBuf; 0], "{name}");
    }
}

#[test]
fn two_machines_that_locked_apart_have_two_keys_and_each_passphrase_opens_its_part() {
    let said = ["a wet evening in the annex", "the other side of the river"];
    let passphrases = said.map(|said| Passphrase::new(said.to_owned()));
    let machine_keys = [Key::make(None), Key::make(None)];
    let ids = ["kone01", "ktwo02"];
    // Each machine has locked its own copy and gone on writing.
    let disk = MemoryDisk::new();
    let mut label = String::new();
    for at in 0..2 {
        let own = MemoryDisk::new();
        let mut keys = keys(&machine_keys[at]);
        keys.id = Some(ids[at].to_owned());
        let mut workbook = open(&own, keys, 20 + u64::try_from(at).unwrap());
        keep(&mut workbook, "ground.1", ids[at]);
        drop(workbook);
        let path = Path::new(HOME).join(format!("identities/{}.age", ids[at]));
        own.put(path, seal_key(&machine_keys[at], &passphrases[at]).unwrap())
            .unwrap();
        // A synchronizer brings the two together, file by file.
        for path in own.paths() {
            let Some(bytes) = own.bytes(&path) else {
                continue;
            };
            if path.ends_with("journal.json") && at == 1 {
                label = String::from_utf8(bytes.clone()).unwrap();
                let copy = "journal.sync-conflict-20261120-091233-ABCDEFG.json";
                disk.put(path.with_file_name(copy), bytes).unwrap();
            } else {
                disk.put(path, bytes).unwrap();
            }
        }
    }
    // Whichever label has won, and whichever passphrase is known.
    let swapped = disk.fork();
    swapped
        .put(Path::new(HOME).join("journal.json"), label)
        .unwrap();
    let found = protection(&disk, Path::new(HOME)).unwrap();
    assert!(found.locked);
    assert_eq!(found.identities.len(), 2);
    for (at, passphrase) in passphrases.iter().enumerate() {
        let opened = found.unlock(passphrase).unwrap();
        for disk in [&disk, &swapped] {
            let workbook = open(disk, opened.clone(), 9);
            assert_eq!(workbook.reading_only, None);
            assert_eq!(words(&workbook), [ids[at]]);
            let other = "Sealed to a key behind another passphrase";
            assert!(workbook.notices.iter().any(|notice| notice.contains(other)));
        }
    }
    // With both, all of it.
    let opened = [0, 1].map(|at| open_key(&found.identities[at].1, &passphrases[at]).unwrap());
    let [key, other] = opened;
    let both = Keys {
        by_paper: false,
        seal: Seal::Locked {
            key,
            others: vec![other],
        },
        id: Some(ids[0].to_owned()),
    };
    for disk in [&disk, &swapped] {
        let workbook = open(disk, both.clone(), 9);
        assert_eq!(words(&workbook), ids);
        assert_eq!(workbook.notices, [] as [String; 0]);
    }
}
