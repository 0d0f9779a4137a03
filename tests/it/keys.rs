//! What opens a journal, what is said of that, and when it is shut.

use std::{fs, path::Path, sync::Arc, time::Duration};

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rolebook::{
    config::Config,
    journal::{Draft, Ids},
    seal::{Key, Paper, Passphrase},
    store::{Archive, Identity, Keys, Recipient, Store, disk::RealDisk, memory::MemoryDisk},
    time::moment_from,
    tui::{
        event::{Ending, Event},
        idle::{First, Idle},
    },
    workbook::{
        keeping,
        locking::{self, Site},
    },
};

use crate::{
    driver::{Driver, HOME, workbook_with},
    locked::marked,
    locking::{CONFIG, Home, identities, keys, lock, locked_driver, now, site},
    shell,
};

const WORDS: &str = "Between two trains.";
const RIGHT: &str = "a wet evening\n";
const WRONG: &str = "a dry evening\n";

/// What is noted for adding to a journal, on a disk in memory.
fn noted(disk: &MemoryDisk, journal: &str) -> Recipient {
    Recipient::of(site(disk).disk, Path::new(CONFIG), journal).unwrap()
}

#[test]
fn what_is_added_while_locked_is_opened_by_the_passphrase_and_by_the_key_on_paper() {
    let home = shell::home();
    let at = home.path();
    shell::done(at, &["note", "--from", "-"], "Before it was locked.");
    let site = Site {
        disk: Arc::new(RealDisk),
        home: at.to_path_buf(),
        config: at.to_path_buf(),
    };
    let paper = Paper::make();
    let key = Key::make(Some(paper.public().unwrap()));
    let words = Passphrase::new(RIGHT.trim_end().to_owned());
    let identity = Identity::behind("k1".to_owned(), key, &words).unwrap();
    locking::lock(&site, &identity, &mut Ids::new(3), now()).unwrap();
    shell::done(at, &["note", "--from", "-"], WORDS);
    let sealed = fs::read(&shell::files(&at.join("inbox"))[0]).unwrap();
    for key in [identity.key.clone(), paper.key().unwrap()] {
        let draft = Draft::read(&key.open(&sealed).unwrap()).unwrap();
        assert_eq!(draft.texts, [WORDS]);
    }

    // The note of the keys is a part of the home, and of this machine alone.
    let noted = shell::files(&at.join("recipients"));
    assert_eq!(noted.len(), 1);
    let id = noted[0].file_name().unwrap().to_str().unwrap();
    let left = at.join(format!("recipients/.{id}.0.tmp"));
    fs::write(&left, "age1").unwrap();
    let doctor = shell::run(at, &["doctor"], "");
    let says = "Nothing else lies in the folder.";
    assert!(doctor.out.contains(says), "{}", doctor.out);
    assert!(
        doctor
            .out
            .contains(".0.tmp was left by a save that was cut off")
    );
    let backup = shell::done(at, &["backup"], "");
    let archive = Archive::read(&fs::read(backup).unwrap());
    let mut files = archive.files();
    assert!(files.all(|(_, path, _)| !path.starts_with("recipients")));
    drop(workbook_on(&site, &identity.keys(Vec::new())));
    assert!(!left.exists() && noted[0].exists());
}

fn workbook_on(site: &Site, keys: &Keys) -> Store {
    let opened = Store::open(
        Arc::clone(&site.disk),
        &site.home,
        "j2",
        &|_| None,
        keys.clone(),
    );
    opened.unwrap().0
}

#[test]
fn the_keys_noted_for_adding_are_the_journals_own_and_no_others() {
    let disk = marked();
    let key = &identities()[0].key;
    let paper = Key::make(None);
    let identity = Identity::behind(
        "k1".to_owned(),
        key.with_paper(Some(paper.public())),
        &Passphrase::new("a wet evening".to_owned()),
    );
    let identity = identity.unwrap();
    locking::lock(&site(&disk), &identity, &mut Ids::new(3), now()).unwrap();
    let store = workbook_with(&disk, 5, identity.keys(Vec::new())).store();
    let noted = noted(&disk, store.id());
    let both = || Some(vec![key.public(), paper.public()]);
    assert!(noted.read().unwrap() == both());
    let agree = || locking::agree(&site(&disk).disk, Path::new(CONFIG), &store);
    assert_eq!(agree(), None);

    // A note of the first key alone is completed; nobody else could have read anything.
    noted.write(key).unwrap();
    assert_eq!(agree(), None);
    assert!(noted.read().unwrap() == both());
    // A further key, or lines that are none, are not its own.
    let path = Path::new(CONFIG).join("recipients").join(store.id());
    let stranger = Key::make(None).public();
    for lines in [
        format!("{}\n{}\n", key.public().as_str(), stranger.as_str()),
        "age1nonsense\n".to_owned(),
        String::new(),
    ] {
        disk.put(&path, lines).unwrap();
        assert!(agree().unwrap().contains("were not its own"));
        assert!(noted.read().unwrap() == both());
        assert_eq!(agree(), None);
    }

    // What a cut-off writing has left goes at the start, and another journal's stays.
    let folder = Path::new(CONFIG).join("recipients");
    let left = folder.join(format!(".{}.3.tmp", store.id()));
    let other = folder.join(".other.3.tmp");
    for path in [&left, &other] {
        disk.put(path, "age1").unwrap();
    }
    agree();
    assert!(disk.bytes(&left).is_none() && disk.bytes(&other).is_some());
}

// When it is shut.

const MINUTES: fn(u64) -> Duration = |minutes| Duration::from_secs(60 * minutes);

fn letter() -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE))
}

#[test]
fn after_a_sleep_the_first_event_shuts_the_journal_before_anything_else() {
    let mut idle = Idle::new(Some(MINUTES(10)), MINUTES(100));
    assert_eq!(idle.left(MINUTES(104)), Some(MINUTES(6)));
    assert_eq!(idle.first(&letter(), MINUTES(109)), First::It);
    // It was touched then; a window that was resized touches nothing.
    assert_eq!(idle.first(&Event::Resize(80, 24), MINUTES(115)), First::It);
    assert!(idle.is_over(MINUTES(119)) && !idle.is_over(MINUTES(118)));
    let mut slept = idle;
    assert_eq!(slept.first(&letter(), MINUTES(180)), First::ShutAlone);
    assert_eq!(slept.left(MINUTES(181)), Some(MINUTES(9)), "said once");
    let mut slept = idle;
    assert_eq!(slept.first(&Event::Resumed, MINUTES(180)), First::Shut);
    let mut waited = idle;
    assert_eq!(waited.first(&Event::Idle, MINUTES(119)), First::It);
    assert!(!waited.is_over(MINUTES(120)));
    let never = Idle::new(None, MINUTES(0));
    assert!(!never.is_over(MINUTES(9_000)));
}

#[test]
fn while_a_locked_journal_is_being_shut_no_key_brings_its_page_back() {
    let mut t = locked_driver();
    t.press("t 1 enter 1 enter").type_text("Words that wait.");
    t.hold_saves();
    t.event(Event::Idle).press("x y").paste("z");
    assert_eq!((t.screen().trim(), t.quit), ("", None));
    t.release_saves();
    assert_eq!((t.screen().trim(), t.quit), ("", Some(Ending::Shut)));
    let disk = t.disk.clone();
    drop(t);
    let drafts = workbook_with(&disk, 5, keys(&disk)).drafts;
    assert!(
        drafts
            .iter()
            .any(|draft| draft.texts[0] == "Words that wait.")
    );
}

#[test]
fn the_settings_are_documented_with_what_holds_without_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/settings.md");
    let page = fs::read_to_string(path).unwrap();
    let lines: Vec<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("    "))
        .collect();
    let (config, problems) = Config::read(&lines.join("\n"));
    assert_eq!((config, problems), (Config::default(), Vec::new()));
    let named = Config::read("x = 1").1[0].would_be_right.clone();
    for line in &lines {
        let name = line.split(' ').next().unwrap();
        assert!(named.contains(name), "{name}");
    }
    assert_eq!(named.matches(", ").count() + 2, lines.len(), "{named}");
}

// The state in words.

const PLAIN: &str = "Not locked: whoever opens the files can read them.";
const LATER: &str = "2026-04-04T08:00:00+02:00";

#[track_caller]
fn state(disk: &MemoryDisk, at: &str, begins: &str) {
    let shared = Arc::new(disk.clone());
    let locked = site(disk).protection().unwrap().locked;
    let (store, _) = Store::inspect(shared, HOME, Keys::default()).unwrap();
    let said = keeping::state(locked, &store, moment_from(at).unwrap());
    let all = format!("{begins} This program makes no network connection.");
    assert_eq!(said, all);
}

#[test]
fn the_state_in_words_is_as_it_is() {
    let disk = marked();
    state(
        &disk,
        LATER,
        &format!("{PLAIN} No backup in its folder yet."),
    );

    // Two machines: the names of backups are in UTC, and days are those of here.
    let backups = Path::new(HOME).join("backups");
    disk.put_folder(&backups).unwrap();
    let backup = backups.join("2026-03-31T223000Z.rolebook-backup");
    disk.put(&backup, "").unwrap();
    for (at, day) in [
        ("2026-04-01T00:40:00+02:00", "today"),
        ("2026-03-31T22:40:00+00:00", "today"),
        ("2026-04-01T08:00:00+00:00", "yesterday"),
        (LATER, "three days ago"),
        // A clock that has gone backwards.
        ("2026-03-20T08:00:00+00:00", "today"),
    ] {
        state(&disk, at, &format!("{PLAIN} Last backup {day}."));
    }
    let renamed = disk.fork();
    let bytes = renamed.bytes(&backup).unwrap();
    renamed
        .put(backups.join("mine.rolebook-backup"), bytes)
        .unwrap();
    state(
        &renamed,
        LATER,
        &format!("{PLAIN} Last backup three days ago."),
    );

    assert!(lock(&disk));
    let locked = "Locked with a passphrase.";
    state(
        &disk,
        LATER,
        &format!("{locked} Last backup three days ago."),
    );
    // Locked in part.
    let half = disk.fork();
    let draft = Path::new(HOME).join("drafts/zz.json");
    half.put(&draft, "{}").unwrap();
    let part = "Locked with a passphrase in part: 1 file is not sealed yet.";
    state(&half, LATER, &format!("{part} Last backup three days ago."));
    let mut t = Driver::on_with(half.clone(), LATER, keys(&half)).size(80, 100);
    t.press("?")
        .expect("Locked with a passphrase in part: 1 file is not sealed yet.")
        .expect("Last backup three days ago. This program makes no network connection.");
    drop(t);
    // Not locked, and not all of it open.
    let key = &identities()[0].key;
    let plain = marked();
    let aside = Path::new(HOME).join("set-aside/left.json.1.age");
    plain
        .put(&aside, key.public().seal(b"{}").unwrap())
        .unwrap();
    let open = "Not locked, though 1 file is sealed: whoever opens the others can read them.";
    state(
        &plain,
        LATER,
        &format!("{open} No backup in its folder yet."),
    );
}

// What is said where a passphrase is wrong, missing, or none.

#[test]
fn a_wrong_passphrase_is_told_in_one_sentence_by_every_verb() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, WORDS);
    home.done(&["lock"], Some(RIGHT), "");
    let backup = home.done(&["backup"], Some(RIGHT), "").out;
    for args in [
        &["log"][..],
        &["backup"],
        &["unlock"],
        &["passphrase", "--new-key"],
        &["forget", "x"],
    ] {
        let done = home.run(args, Some(WRONG), "");
        assert_eq!(done.code, 4, "{args:?}: {}", done.err);
        let said: Vec<&str> = done.err.lines().collect();
        let refused = "That is not the passphrase. Nothing was read or changed.";
        assert_eq!(said, ["Opening\u{2026}", refused], "{args:?}");
    }
    let asks = home.run(&["unlock"], Some(RIGHT), "");
    let (code, said) = (asks.code, asks.err);
    assert!(code == 0 && said.contains("On other machines that share this journal"));

    // A locked backup beside a plain journal: the passphrase is that of the backup.
    let session = &shell::files(&home.path().join("sessions"))[0];
    fs::remove_file(session).unwrap();
    let restore = ["restore", backup.trim_end()];
    let done = home.run(&restore, Some(WRONG), "");
    assert_eq!(done.code, 4, "{}", done.err);
    assert_eq!(done.err.lines().count(), 2, "{}", done.err);
    home.done(&restore, Some(RIGHT), "");
    assert!(home.done(&["log"], None, "").out.contains(WORDS));
}

#[test]
fn a_passphrase_that_is_missing_empty_or_none_is_told_apart() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, WORDS);
    let gave = "--passphrase-fd names gave no passphrase, or an empty line.";
    for none in ["", "\n"] {
        let done = home.run(&["lock"], Some(none), "");
        assert!(done.code == 2 && done.err.contains(gave), "{}", done.err);
    }
    let nul = home.run(&["lock"], Some("a wet\0evening\n"), "");
    assert!(
        nul.code == 2 && nul.err.contains("holds a NUL"),
        "{}",
        nul.err
    );
    assert!(!home.path().join("identities").exists());
    home.done(&["lock"], Some(RIGHT), "");
    for none in ["", "\n"] {
        let done = home.run(&["log"], Some(none), "");
        assert!(done.code == 4 && done.err.contains(gave), "{}", done.err);
    }
    let second = home.run(&["passphrase"], Some(RIGHT), "");
    let (code, said) = (second.code, second.err);
    assert!(
        code == 2 && said.contains(gave) && said.contains("a line of its own"),
        "{said}"
    );
    // Without its key a backup is made, and it is said that nobody could open it.
    fs::remove_dir_all(home.path().join("identities")).unwrap();
    let keyless = home.run(&["backup"], None, "");
    assert_eq!(keyless.code, 6, "{}", keyless.err);
    assert!(
        keyless.err.contains("is not in identities/"),
        "{}",
        keyless.err
    );
    assert!(Path::new(keyless.out.trim_end()).exists());
}
