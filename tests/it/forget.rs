//! Forgetting: the words are nowhere, every other entry is there, at every instant.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use proptest::prelude::*;
use rolebook::journal::{Cleared, Draft, Gone, Journal, read_session, whole_records};
use rolebook::seal::{Key, Seal};
use rolebook::store::memory::{Cut, Failure, Fault, MemoryDisk};
use rolebook::store::{Job, Keys, Reason, Request, Store, StoreError};
use rolebook::time::{Moment, moment_from};
use rolebook::workbook::{Forgetting, Given, Opening, Traces, Workbook, Writing, one};

use crate::driver::{Driver, HOME};
use crate::shell;

const SECRET: &str = "The merger is \"off\", and\nI am the one who stopped it.";
const OTHER: &str = "What stays, word for word.";
/// A part of the secret that no form of writing JSON changes.
const MARK: &str = "the one who stopped it";

fn at(text: &str) -> Moment {
    moment_from(text).unwrap()
}

fn now() -> Moment {
    at("2026-05-01T09:00:00+02:00")
}

fn open(disk: &MemoryDisk, keys: Keys) -> Workbook {
    Workbook::open(Opening {
        disk: Arc::new(disk.clone()),
        home: HOME.into(),
        decks: rolebook::deck::builtin(),
        ids: rolebook::journal::Ids::new(11),
        keys,
    })
    .unwrap()
}

fn keep(workbook: &mut Workbook, prompt: &str, words: &str, revises: Option<&str>) -> String {
    let (deck, _) = prompt.split_once('.').unwrap();
    let place = workbook.place(one(deck, prompt));
    let writing = Writing {
        given: Given {
            texts: vec![words.to_owned()],
            picked: Vec::new(),
        },
        revises: revises.map(str::to_owned),
        ..Writing::default()
    };
    let pending = workbook.keep(now(), &place, &writing).unwrap();
    let entry = pending.entry.clone().unwrap();
    let outcome = pending.save.clone().run(&workbook.store());
    assert!(outcome.error().is_none(), "{outcome:?}");
    workbook.settle(pending, &outcome);
    entry
}

/// A journal with an entry, what corrects it, a draft of a further correction, conflict copies,
/// something torn in set-aside, and other entries among them. Gives the id of the entry.
fn marked(keys: &Keys) -> (MemoryDisk, String) {
    let disk = MemoryDisk::new();
    let mut workbook = open(&disk, keys.clone());
    keep(&mut workbook, "ground.1", OTHER, None);
    let id = keep(&mut workbook, "ground.6", SECRET, None);
    keep(&mut workbook, "ground.7", OTHER, None);
    keep(
        &mut workbook,
        "ground.6",
        &format!("{SECRET} Again."),
        Some(&id),
    );
    let place = workbook.place(one("ground", "ground.6"));
    let writing = Writing {
        given: Given {
            texts: vec![format!("{SECRET} Once more.")],
            picked: Vec::new(),
        },
        revises: Some(id.clone()),
        ..Writing::default()
    };
    let draft = workbook.draft(now(), &place, &writing);
    assert!(
        workbook
            .save_draft(&draft)
            .run(&workbook.store())
            .error()
            .is_none()
    );
    drop((place, workbook));
    let session = session_of(&disk);
    let bytes = disk.bytes(&session).unwrap();
    let name = session.file_name().unwrap().to_str().unwrap().to_owned();
    let (stem, end) = name.split_once(".json").unwrap();
    for copy in [
        format!("{stem}.sync-conflict-20260501-091233-ABCDEFG.json{end}"),
        format!("{stem} (conflicted copy 2026-05-01).json{end}"),
    ] {
        disk.put(session.with_file_name(copy), &bytes).unwrap();
    }
    let aside = Path::new(HOME).join("set-aside");
    let plain = keys.seal.open(bytes).unwrap();
    let torn = &plain[..plain.len() - 200];
    disk.put_folder(&aside).unwrap();
    for (name, bytes) in [
        ("a.json.1", torn.to_vec()),
        ("b.txt", SECRET.as_bytes().to_vec()),
    ] {
        let end = if keys.seal.locks() { ".age" } else { "" };
        let sealed = keys.seal.seal(bytes).unwrap();
        disk.put(aside.join(format!("{name}{end}")), sealed)
            .unwrap();
    }
    (disk, id)
}

fn session_of(disk: &MemoryDisk) -> PathBuf {
    let sessions = Path::new(HOME).join("sessions/2026");
    let is_session = |path: &PathBuf| {
        path.parent() == Some(&sessions) && !path.display().to_string().contains("conflict")
    };
    disk.paths().into_iter().find(is_session).unwrap()
}

/// Every file whose opened bytes hold the mark.
fn holding(disk: &MemoryDisk, keys: &Keys) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = disk.bytes(path).unwrap_or_default();
        let plain = keys.seal.open(bytes.clone()).unwrap_or(bytes);
        plain
            .windows(MARK.len())
            .any(|part| part == MARK.as_bytes())
    };
    disk.paths().into_iter().filter(holds).collect()
}

fn forget(disk: &MemoryDisk, keys: &Keys, id: &str) -> Result<Traces, StoreError> {
    let workbook = Workbook::open(Opening {
        disk: Arc::new(disk.clone()),
        home: HOME.into(),
        decks: rolebook::deck::builtin(),
        ids: rolebook::journal::Ids::new(12),
        keys: keys.clone(),
    });
    let mut workbook = workbook?;
    // A disk that fails from the first look on holds nothing that is known.
    let Some(forgetting): Option<Forgetting> = workbook.forgetting(id, now()) else {
        return Ok(Traces::default());
    };
    let (job, _): (Job, _) = workbook.alone()?;
    forgetting.run(&job)
}

fn others(workbook: &Workbook) -> usize {
    let other = |entry: &&rolebook::journal::Entry| entry.words == OTHER;
    workbook.journal.entries().filter(other).count()
}

fn locked() -> Keys {
    Keys {
        by_paper: false,
        seal: Seal::Locked {
            key: Key::make(None),
            others: Vec::new(),
        },
        id: Some("k1".to_owned()),
    }
}

#[test]
fn the_words_go_from_every_file_and_the_rest_stays() {
    for keys in [Keys::default(), locked()] {
        let (disk, id) = marked(&keys);
        // The session with two copies, a draft, and two files in set-aside.
        assert_eq!(holding(&disk, &keys).len(), 6);
        let session = session_of(&disk);
        let before = keys.seal.open(disk.bytes(&session).unwrap()).unwrap();
        let done = forget(&disk, &keys, &id).unwrap();
        assert_eq!(
            (done.rewritten.len(), done.removed.len()),
            (4, 2),
            "{done:?}"
        );
        assert_eq!(done.unread, []);
        assert_eq!(holding(&disk, &keys), Vec::<PathBuf>::new());

        let workbook = open(&disk, keys.clone());
        assert_eq!(
            workbook.notices,
            [] as [String; 0],
            "nothing is left to name"
        );
        assert_eq!(others(&workbook), 2);
        assert!(workbook.journal.latest("ground.6").is_none());
        assert!(workbook.returned().is_clear());
        drop(workbook);
        // What stays in the file stays byte for byte, and its checksum holds.
        let after = keys.seal.open(disk.bytes(&session).unwrap()).unwrap();
        assert!(whole_records(&after).is_some());
        let (file, problems) = read_session(&after);
        assert_eq!(problems, []);
        let count = |bytes: &[u8]| read_session(bytes).0.unwrap().records.len();
        assert_eq!(file.unwrap().records.len(), count(&before));
        let text = String::from_utf8(after).unwrap();
        assert!(text.contains(&format!("\"forgot\": {{\n        \"id\": \"{id}\"")));
        // The torn copy still holds what else was in it.
        let kept = |path: &&PathBuf| path.display().to_string().contains("a.json.1");
        let paths = disk.paths();
        let torn = disk.bytes(paths.iter().find(kept).unwrap()).unwrap();
        let torn = keys.seal.open(torn).unwrap();
        assert!(String::from_utf8(torn).unwrap().contains(OTHER));
    }
}

#[test]
fn cut_off_at_any_step_it_goes_on_and_no_other_entry_is_missed() {
    for keys in [Keys::default(), locked()] {
        let (ready, id) = marked(&keys);
        let whole_run = ready.fork();
        let before = whole_run.operations();
        forget(&whole_run, &keys, &id).unwrap();
        let count = whole_run.operations() - before;
        assert!(count > 60, "{count}");
        for cut in [Cut::Power, Cut::PowerKeepingNames] {
            for nth in 1..=count {
                let disk = ready.fork();
                disk.fail(Fault {
                    op: None,
                    nth,
                    failure: Failure::Io,
                    lasting: true,
                });
                let _ = forget(&disk, &keys, &id);
                disk.fail(None);
                disk.cut(cut);
                let workbook = open(&disk, keys.clone());
                assert_eq!(others(&workbook), 2, "{cut:?} after operation {nth}");
                drop(workbook);
                forget(&disk, &keys, &id).unwrap();
                assert_eq!(
                    holding(&disk, &keys),
                    Vec::<PathBuf>::new(),
                    "{cut:?} after operation {nth}"
                );
                let workbook = open(&disk, keys.clone());
                assert_eq!(others(&workbook), 2, "{cut:?} after operation {nth}");
                assert!(workbook.journal.latest("ground.6").is_none());
            }
        }
    }
}

#[test]
fn a_copy_that_turns_up_later_is_named_never_shown_and_goes_with_the_next_forgetting() {
    let keys = Keys::default();
    let (disk, id) = marked(&keys);
    let session = session_of(&disk);
    let old = disk.bytes(&session).unwrap();
    let drafts = Path::new(HOME).join("drafts");
    let is_draft = |path: &&PathBuf| {
        path.parent() == Some(&drafts) && path.extension().is_some_and(|end| end == "json")
    };
    let paths = disk.paths();
    let draft = paths.iter().find(is_draft).unwrap();
    let old_draft = disk.bytes(draft).unwrap();
    forget(&disk, &keys, &id).unwrap();
    let copy = session
        .with_file_name("2026-05-01T070000Z-late00.sync-conflict-20260601-091233-ABCDEFG.json");
    disk.put(&copy, &old).unwrap();
    disk.put(draft, &old_draft).unwrap();

    let mut workbook = open(&disk, keys.clone());
    assert!(workbook.journal.latest("ground.6").is_none());
    assert!(workbook.drafts.is_empty(), "a draft of it is not offered");
    let named = format!("`rolebook forget {id}`");
    assert!(
        workbook
            .notices
            .iter()
            .any(|notice| notice.contains(&named)),
        "{:?}",
        workbook.notices
    );
    assert_eq!(workbook.returned().rewritten.len(), 1);
    // Forgetting something else clears it too.
    let other = keep(
        &mut workbook,
        "ground.8",
        "Something else that goes, at length.",
        None,
    );
    drop(workbook);
    forget(&disk, &keys, &other).unwrap();
    assert_eq!(holding(&disk, &keys), Vec::<PathBuf>::new());
    assert_eq!(others(&open(&disk, keys)), 2);
}

#[test]
fn a_draft_keeps_what_was_put_down_at_other_questions() {
    let text = r#"{"format":1,"id":"d","at":"2026-05-01T09:00:00+02:00","entry":"gonegone01",
        "walk":{"deck":"ground","form":"short","left":["ground.1","ground.2"]},
        "prompt":"ground.1","question":"","texts":["the words"],
        "aside":[{"prompt":"ground.2","texts":["kept aside"]}],"revises":"gonegone02"}"#;
    for id in ["gonegone01", "gonegone02"] {
        let mut gone = Gone::default();
        gone.add(id, now());
        let Cleared::Without(bytes) = gone.clear(text.as_bytes()) else {
            panic!("{id}");
        };
        let draft = Draft::read(&bytes).unwrap();
        assert!(draft.is_empty() && draft.revises.is_none());
        assert_eq!(draft.aside[0].texts, ["kept aside"]);
        assert_eq!(gone.clear(&bytes), Cleared::Same);
    }
}

#[test]
fn the_words_that_name_a_role_go_from_the_fact_beside_the_answer_too() {
    let disk = MemoryDisk::new();
    let mut workbook = open(&disk, Keys::default());
    let id = keep(&mut workbook, "first.role", MARK, None);
    assert_eq!(workbook.journal.role().unwrap().1, MARK);
    drop(workbook);
    assert_eq!(holding(&disk, &Keys::default()).len(), 1);
    forget(&disk, &Keys::default(), &id).unwrap();
    assert_eq!(holding(&disk, &Keys::default()), Vec::<PathBuf>::new());
    let workbook = open(&disk, Keys::default());
    assert_eq!(
        workbook.journal.role().unwrap().1,
        "",
        "the role is unnamed again"
    );
    assert_eq!(workbook.notices, [] as [String; 0]);
}

const GOLDEN: &str = include_str!("../golden/format-1.json");

/// The id of each entry of the golden file.
fn golden_ids() -> Vec<String> {
    let journal = Journal::fold(vec![read_session(GOLDEN.as_bytes()).0.unwrap()]);
    journal.entries().map(|entry| entry.id.clone()).collect()
}

#[test]
fn of_a_session_that_somebody_laid_out_anew_the_rest_is_kept() {
    let value: serde_json::Value = serde_json::from_str(GOLDEN).unwrap();
    let squeezed = value.to_string();
    for id in golden_ids() {
        let mut gone = Gone::default();
        gone.add(&id, now());
        for text in [
            GOLDEN.to_owned(),
            squeezed.clone(),
            GOLDEN.replace('\n', "\r\n"),
        ] {
            let Cleared::Without(bytes) = gone.clear(text.as_bytes()) else {
                panic!("{id}");
            };
            let left = Journal::fold(vec![read_session(&bytes).0.unwrap()]);
            assert!(left.entry(&id).is_none());
            assert_eq!(left.entries().count(), golden_ids().len() - 1);
            assert_eq!(gone.clear(&bytes), Cleared::Same, "once is enough");
        }
    }
}

#[test]
fn a_session_of_a_later_version_loses_the_entry_and_nothing_else() {
    let newer = GOLDEN.replacen("\"format\": 1", "\"format\": 9", 1);
    let id = &golden_ids()[0];
    let mut gone = Gone::default();
    gone.add(id, now());
    let Cleared::Without(bytes) = gone.clear(newer.as_bytes()) else {
        panic!("{id}");
    };
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains("\"format\": 9") && text.contains("a_field_of_a_later_version"));
    // Laid out otherwise it cannot be told what else would be lost.
    let value: serde_json::Value = serde_json::from_str(&newer).unwrap();
    assert_eq!(gone.clear(value.to_string().as_bytes()), Cleared::Newer);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// However a file was torn or damaged, what is left of it holds no word of the entry, and
    /// every other entry whose record is whole is still in it.
    #[test]
    fn of_a_torn_file_nothing_is_left_of_it_and_everything_of_the_others(
        which in any::<prop::sample::Index>(),
        end in any::<prop::sample::Index>(),
        flip in prop::option::of((any::<prop::sample::Index>(), 0_u8..8)),
    ) {
        let ids = golden_ids();
        let id = &ids[which.index(ids.len())];
        let whole = read_session(GOLDEN.as_bytes()).0.unwrap();
        let journal = Journal::fold(vec![whole]);
        let entry = journal.entry(id).unwrap();
        let mut gone = Gone::default();
        gone.add(id, now());
        gone.add_words(entry);
        let mut bytes = GOLDEN.as_bytes()[..end.index(GOLDEN.len())].to_vec();
        if let Some((at, bit)) = flip && !bytes.is_empty() {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        let left = match gone.clear(&bytes) {
            Cleared::Same | Cleared::Newer => bytes.clone(),
            Cleared::Without(left) => left,
            Cleared::Goes => Vec::new(),
        };
        if flip.is_none() && entry.words.len() > 16 {
            let words = serde_json::to_string(&entry.words).unwrap();
            let words = words.trim_matches('"').as_bytes();
            prop_assert!(!left.windows(words.len()).any(|part| part == words));
            for other in ids.iter().filter(|other| *other != id) {
                let entry = journal.entry(other).unwrap();
                let words = serde_json::to_string(&entry.words).unwrap();
                let whole = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(&words);
                prop_assert!(!whole(&bytes) || whole(&left), "{} took {} along", id, other);
            }
        }
        prop_assert_eq!(gone.clear(&left), Cleared::Same);
    }
}

// The verb.

#[test]
fn the_verb_shows_what_goes_and_where_it_lies_asks_and_names_what_it_cannot_reach() {
    let home = shell::home();
    let home = home.path();
    let id = shell::done(home, &["answer", "ground.6", "--from", "-"], SECRET);
    shell::done(home, &["answer", "ground.1", "--from", "-"], OTHER);
    fs::create_dir_all(home.join("backups")).unwrap();
    fs::create_dir_all(home.join(".git")).unwrap();
    fs::write(home.join("backups/old.tar"), format!("x \"{id}\" {SECRET}")).unwrap();

    let refused = shell::run(home, &["forget", &id], "no\n");
    assert_eq!(refused.code, 0);
    assert!(refused.err.contains(MARK) && refused.err.contains("sessions/2026/"));
    assert!(refused.err.contains("backups/old.tar") && refused.err.contains(".git"));
    assert!(refused.err.contains("Nothing was forgotten."));
    let unheard = shell::run(home, &["forget", &id], "");
    assert_eq!(unheard.code, 2);
    assert_eq!(shell::holding(&home.join("sessions"), MARK).len(), 1);

    assert_eq!(
        shell::run(home, &["forget", "nothing123", "--yes"], "").code,
        3
    );
    let gone = shell::run(home, &["forget", &id], "yes\n");
    assert_eq!(gone.code, 0, "{gone:?}");
    assert_eq!(gone.out, "");
    assert_eq!(
        shell::holding(&home.join("sessions"), MARK),
        [] as [PathBuf; 0]
    );
    let log = shell::done(home, &["log"], "");
    assert!(log.contains(OTHER) && !log.contains(MARK));
    let again = shell::run(home, &["forget", &id, "--yes"], "");
    assert_eq!(again.code, 0);
    assert!(again.err.contains("nothing of it is left"), "{}", again.err);
    assert_eq!(shell::run(home, &["show", &id], "").code, 3);
}

#[test]
fn where_there_is_no_journal_none_is_made_and_while_a_window_is_open_nothing_goes() {
    let home = shell::home();
    assert_eq!(
        shell::run(home.path(), &["forget", "abc", "--yes"], "").code,
        3
    );
    assert!(shell::files(home.path()).is_empty());
    let id = shell::done(home.path(), &["answer", "ground.6", "--from", "-"], SECRET);
    let lock = fs::File::open(home.path().join("lock")).unwrap();
    lock.lock_shared().unwrap();
    let busy = shell::run(home.path(), &["forget", &id, "--yes"], "");
    assert_eq!(busy.code, 5, "{busy:?}");
    assert_eq!(shell::holding(home.path(), MARK).len(), 1);
}

#[test]
fn an_answer_and_its_correction_go_together_and_what_was_said_about_them_stays() {
    let mut t = Driver::fresh();
    t.press("t 1 enter 1 enter").type_text(MARK).press("ctrl+s");
    let id = t.answers("ground.1")[0].id.clone();
    let disk = t.disk.clone();
    drop(t);
    let mut workbook = open(&disk, Keys::default());
    let later = keep(
        &mut workbook,
        "ground.1",
        &format!("{MARK}, truly"),
        Some(&id),
    );
    let forgetting = workbook.forgetting(&later, now()).unwrap();
    assert_eq!(forgetting.entries.len(), 2);
    assert!(workbook.forgetting("nobody", now()).is_none());
}

/// A tar file of one session.
fn backup(session: &[u8]) -> Vec<u8> {
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(u64::try_from(session.len()).unwrap());
    let path = "sessions/2026/x.json.age";
    tar.append_data(&mut header, path, session).unwrap();
    tar.into_inner().unwrap()
}

#[test]
fn a_backup_that_holds_it_is_named_sealed_or_not() {
    let keys = locked();
    let (disk, id) = marked(&keys);
    let session = disk.bytes(session_of(&disk)).unwrap();
    let plain = keys.seal.open(session.clone()).unwrap();
    let foreign = locked().seal.seal(plain.clone()).unwrap();
    let nothing = keys.seal.seal(b"nothing of it".to_vec()).unwrap();
    let backups = Path::new(HOME).join("backups");
    for (name, bytes) in [
        ("a", &session),
        ("b", &plain),
        ("c", &foreign),
        ("d", &nothing),
    ] {
        disk.put(backups.join(name), backup(bytes)).unwrap();
    }
    let done = forget(&disk, &keys, &id).unwrap();
    let paths = |names: [&str; 1]| names.map(|name| Path::new("backups").join(name)).to_vec();
    assert_eq!(done.copies, [paths(["a"]), paths(["b"])].concat());
    assert_eq!(done.closed, paths(["c"]));
}

#[test]
fn a_backup_of_a_locked_journal_is_named_once_though_its_key_is_shut() {
    let (keys, identity) = crate::backup::some_keys();
    let (disk, id) = marked(&keys);
    disk.put(Path::new(HOME).join("identities/k1.age"), identity)
        .unwrap();
    let (store, _) = Store::inspect(Arc::new(disk.clone()), HOME, keys.clone()).unwrap();
    let backed = store
        .backup(&Request::automatic(Reason::Asked, now()))
        .unwrap();
    drop(store);
    let done = forget(&disk, &keys, &id).unwrap();
    assert!(done.copies.contains(&backed.path), "{:?}", done.copies);
    assert!(!done.closed.contains(&backed.path), "{:?}", done.closed);
}

#[test]
fn of_a_file_that_nobody_could_look_into_nothing_is_promised() {
    let home = shell::home();
    let home = home.path();
    let id = shell::done(home, &["answer", "ground.6", "--from", "-"], SECRET);
    let foreign = locked().seal.seal(b"{}".to_vec()).unwrap();
    let path = "sessions/2026/2026-11-20T081233Z-zzzzzz.json.age";
    fs::write(home.join(path), foreign).unwrap();
    let gone = shell::run(home, &["forget", &id, "--yes"], "");
    assert_eq!(gone.code, 6, "{gone:?}");
    assert!(
        gone.err
            .contains("in no file of the journal that could be looked into"),
        "{gone:?}"
    );
    assert!(
        gone.err.contains(&format!("{path} was not looked into")),
        "{gone:?}"
    );
    let again = shell::run(home, &["forget", &id, "--yes"], "");
    assert!(
        again.err.contains("is left in what could be looked into"),
        "{again:?}"
    );
}

#[test]
fn of_words_that_wait_it_is_said_where() {
    let home = shell::home();
    let home = home.path();
    shell::done(home, &["note", "--from", "-"], OTHER);
    let letter = crate::inbox::item("aaaa", "note.1", &[SECRET], &[]);
    fs::create_dir_all(home.join("inbox")).unwrap();
    fs::write(home.join("inbox/aaaa.json"), letter.to_bytes().unwrap()).unwrap();
    let waits = shell::run(home, &["forget", &letter.entry, "--yes"], "");
    assert_eq!(waits.code, 3, "{waits:?}");
    assert!(waits.err.contains("it waits in the inbox"), "{waits:?}");
    assert_eq!(shell::holding(home, MARK).len(), 1);
}

#[test]
fn a_backup_of_the_program_s_own_is_named_and_the_doctor_names_a_copy_that_turned_up() {
    let home = shell::home();
    let home = home.path();
    let id = shell::done(home, &["answer", "ground.6", "--from", "-"], SECRET);
    shell::done(home, &["backup"], "");
    let session = shell::holding(&home.join("sessions"), MARK).remove(0);
    let bytes = fs::read(&session).unwrap();
    let gone = shell::run(home, &["forget", &id, "--yes"], "");
    assert!(gone.err.contains("backups/"), "{}", gone.err);
    let name = session.file_name().unwrap().to_str().unwrap();
    let copy = name.replace(".json", ".sync-conflict-20261120-091233-ABCDEFG.json");
    fs::write(session.with_file_name(&copy), bytes).unwrap();
    let doctor = shell::run(home, &["doctor"], "");
    let said: Vec<&str> = doctor.out.split_whitespace().collect();
    let said = said.join(" ");
    assert!(
        said.contains("ABCDEFG.json has words of")
            && said.contains(&format!("rolebook forget {id}")),
        "{said}"
    );
    assert!(!said.contains(MARK));
    shell::done(home, &["forget", &id, "--yes"], "");
    assert!(shell::holding(&home.join("sessions"), MARK).is_empty());
}
