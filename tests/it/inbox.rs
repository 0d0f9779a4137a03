//! What is added while the journal is locked: sealed at once, shown later, an entry only then.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rolebook::journal::{Draft, Ids, Walk, whole_records};
use rolebook::seal::{Key, Seal};
use rolebook::store::{Job, Keys, Letterbox, Why, memory::MemoryDisk};
use rolebook::time::moment_from;
use rolebook::workbook::{Opening, Workbook, letter_for_inbox, one};

use crate::driver::{Driver, HOME};
use crate::shell;

const WORDS: &str = "On the platform, between two trains.";

pub(crate) fn item(id: &str, prompt: &str, texts: &[&str], picked: &[&str]) -> Draft {
    let walk = if prompt.is_empty() {
        Walk::nowhere()
    } else {
        one(prompt.split_once('.').unwrap().0, prompt)
    };
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    Draft {
        format: 1,
        id: id.to_owned(),
        at: moment_from("2026-03-28T18:05:00+01:00").unwrap(),
        entry: format!("{id}entry"),
        session: None,
        walk,
        prompt: prompt.to_owned(),
        question: if prompt.is_empty() {
            ""
        } else {
            "What is asked?"
        }
        .to_owned(),
        texts: owned(texts),
        picked: owned(picked),
        focus: 0,
        cursor: 0,
        aside: Vec::new(),
        revises: None,
    }
}

/// A home in whose inbox these wait; plain, as after unlocking for good.
fn waiting(items: &[Draft]) -> MemoryDisk {
    let disk = MemoryDisk::new();
    for item in items {
        let path = Path::new(HOME).join(format!("inbox/{}.json", item.id));
        disk.put(path, item.to_bytes().unwrap()).unwrap();
    }
    disk
}

fn inbox(disk: &MemoryDisk) -> usize {
    let folder = Path::new(HOME).join("inbox");
    let paths = disk.paths().into_iter();
    paths.filter(|path| path.parent() == Some(&folder)).count()
}

#[test]
fn a_note_is_sealed_to_the_journal_and_read_once_it_is_open() {
    let disk = MemoryDisk::new();
    let (key, paper) = (Key::make(None), Key::make(None));
    let keys = Keys {
        by_paper: false,
        seal: Seal::Locked {
            key: key.clone(),
            others: Vec::new(),
        },
        id: Some("k1".to_owned()),
    };
    let open = |keys: Keys| {
        Workbook::open(Opening {
            disk: Arc::new(disk.clone()),
            home: HOME.into(),
            decks: rolebook::deck::builtin(),
            ids: Ids::new(3),
            keys,
        })
        .unwrap()
    };
    drop(open(keys.clone()));
    let note = item("aaaa", "", &[WORDS], &[]);
    let sealed = letter_for_inbox(&note, &[key.public(), paper.public()]).unwrap();
    assert_eq!(paper.open(&sealed).unwrap(), note.to_bytes().unwrap());
    let letterbox = Letterbox::hold(Arc::new(disk.clone()), HOME.into()).unwrap();
    letterbox.leave("aaaa", &sealed).unwrap();
    // A second one of that name is not written over it.
    assert!(letterbox.leave("aaaa", b"x").is_err());
    assert!(letterbox.leave("../x", b"x").is_err());
    // The key that words were sealed to stays the journal's meanwhile.
    let job = || {
        Job::begin(
            Arc::new(disk.clone()),
            HOME.into(),
            keys.clone(),
            &whole_records,
        )
    };
    assert!(job().is_err_and(|error| error.why == Why::Busy));
    drop(letterbox);
    assert!(job().is_ok());

    assert!(open(Keys::default()).inbox.is_empty());
    let mut workbook = open(keys.clone());
    assert_eq!(workbook.inbox[0].texts, [WORDS]);
    assert!(workbook.journal.is_empty(), "it is no entry yet");
    let now = moment_from("2026-04-01T08:00:00+02:00").unwrap();
    let ids = ["aaaa".to_owned()];
    let pending = workbook.take_in(now, &ids).unwrap().unwrap();
    // Killed between the session and the inbox, it is still one entry.
    let (name, bytes) = pending.save.session.clone().unwrap();
    workbook.store().save_session(&name, bytes).unwrap();
    drop((pending, workbook));
    assert_eq!(inbox(&disk), 1);
    let workbook = open(keys);
    assert!(workbook.inbox.is_empty());
    assert_eq!(inbox(&disk), 0);
    let entry = workbook.journal.entries().next().unwrap();
    assert_eq!(
        (entry.words.as_str(), entry.at.to_string().as_str()),
        (WORDS, "2026-03-28 18:05:00 +01:00")
    );
}

#[test]
fn nothing_is_sealed_for_a_journal_whose_lock_was_just_taken_off() {
    let t = Driver::fresh();
    let disk = t.disk.clone();
    drop(t);
    let held = Letterbox::hold(Arc::new(disk), HOME.into());
    assert!(held.is_err_and(|error| error.why == Why::Busy));
}

#[test]
fn the_first_page_says_that_something_waits_and_its_page_takes_it_in_or_throws_it_away() {
    let items = [
        item("aaaa", "", &[WORDS], &[]),
        item("bbbb", "ground.1", &["An answer from the train."], &[]),
        item("cccc", "", &["Not mine."], &[]),
    ];
    let mut t = Driver::on(waiting(&items[..1]), "2026-03-31T10:42:00+02:00");
    t.press("t esc")
        .expect("One note waits in the inbox.")
        .expect_not(WORDS);

    let mut t = Driver::on(waiting(&items), "2026-03-31T10:42:00+02:00");
    t.press("t esc")
        .expect("3 notes and answers wait in the inbox.");
    t.press("i")
        .expect(WORDS)
        .expect("28 March 2026")
        .expect("Nothing proves who wrote it");
    t.press("enter")
        .expect_not(WORDS)
        .expect("An answer from the train.");
    assert_eq!(t.entries().len(), 1);
    // Throwing away takes two presses of the same key, with nothing between them.
    t.press("down d")
        .expect("once more")
        .press("up down d")
        .expect("Not mine.");
    t.press("d").expect_not("Not mine.");
    assert_eq!((t.entries().len(), inbox(&t.disk)), (1, 1));
    t.press("a").expect("Nothing waits here any more.");
    assert_eq!(t.answers("ground.1")[0].words, "An answer from the train.");
    assert_eq!(inbox(&t.disk), 0);
    t.press("esc").expect_not("in the inbox");
}

#[test]
fn what_is_no_answer_waits_and_a_day_is_meant_as_it_was_when_it_was_said() {
    let promise = item(
        "aaaa",
        "after.5",
        &["Name the owner", "in 2 days", "", ""],
        &[],
    );
    let empty = item("bbbb", "ground.1", &[""], &[]);
    let lost = item("cccc", "nowhere.1", &["Words"], &[]);
    let decks = rolebook::deck::builtin();
    let commits = decks.prompt("after.5").map(|(_, prompt)| prompt.kind);
    assert_eq!(
        commits,
        Some(rolebook::deck::Kind::Commit),
        "a question that promises"
    );
    let mut t = Driver::on(
        waiting(&[promise, empty, lost]),
        "2026-04-10T10:42:00+02:00",
    );
    t.press("t esc i enter");
    let kept = t.entries();
    let said = format!("{:?}", kept[0].mark);
    assert!(said.contains("2026-03-30"), "{said}");
    t.press("enter")
        .expect("It waits.")
        .press("down enter")
        .expect("It waits.");
    t.press("a").expect("It waits.");
    assert_eq!((t.entries().len(), inbox(&t.disk)), (1, 2));
}

#[test]
fn what_cannot_be_read_in_the_inbox_is_named_and_kept() {
    let disk = waiting(&[]);
    let newer = item("dddd", "", &[WORDS], &[]).to_bytes().unwrap();
    let newer = String::from_utf8(newer)
        .unwrap()
        .replacen("\"format\": 1", "\"format\": 9", 1);
    for (name, bytes) in [
        ("aaaa.json", "{"),
        ("bbbb.json.age", "age-encryption.org/v1\n"),
        ("c.txt", ""),
        ("dddd.json", &newer),
    ] {
        disk.put(Path::new(HOME).join("inbox").join(name), bytes)
            .unwrap();
    }
    let workbook = crate::driver::workbook(&disk, 1);
    assert!(workbook.inbox.is_empty());
    for name in ["aaaa", "bbbb", "c.txt", "dddd"] {
        assert!(
            workbook
                .notices
                .iter()
                .any(|notice| notice.contains(&format!("inbox/{name}"))),
            "{name}"
        );
    }
    drop(workbook);
    assert_eq!(inbox(&disk), 4);
}

// The verbs. A journal is locked here by its label alone.

pub(crate) fn locked_home() -> (tempfile::TempDir, Key) {
    let home = shell::home();
    let at = home.path();
    shell::done(
        at,
        &["answer", "ground.1", "--from", "-"],
        "Before it was locked.",
    );
    let label = fs::read_to_string(at.join("journal.json")).unwrap();
    let label = label.replace("\"none\"", "\"passphrase\"");
    fs::write(at.join("journal.json"), &label).unwrap();
    let label: serde_json::Value = serde_json::from_str(&label).unwrap();
    let key = Key::make(None);
    fs::create_dir(at.join("recipients")).unwrap();
    let id = label["id"].as_str().unwrap();
    let line = format!("{}\n", key.public().as_str());
    fs::write(at.join("recipients").join(id), line).unwrap();
    (home, key)
}

#[test]
fn words_given_to_a_locked_journal_are_sealed_in_its_inbox() {
    let (home, key) = locked_home();
    let at = home.path();
    for args in [
        &["note", "--from", "-"][..],
        &["answer", "ground.6", "--from", "-"],
    ] {
        let done = shell::run(at, args, WORDS);
        assert_eq!(done.code, 0, "{done:?}");
        assert!(done.err.contains("wait in its inbox"), "{}", done.err);
        assert_eq!(done.out.trim().len(), 10);
    }
    let waiting = shell::files(&at.join("inbox"));
    assert_eq!(waiting.len(), 2);
    assert!(shell::holding(at, WORDS).is_empty());
    for file in &waiting {
        let draft = Draft::read(&key.open(&fs::read(file).unwrap()).unwrap()).unwrap();
        assert_eq!(draft.texts[0], WORDS);
    }
    // What is no answer is refused as ever, and no passphrase is asked for.
    assert_eq!(shell::run(at, &["note", "--from", "-"], " \n").code, 1);
    assert_eq!(
        shell::run(at, &["answer", "nowhere.9", "--from", "-"], "x").code,
        4
    );
    assert_eq!(shell::files(&at.join("inbox")).len(), 2);
}

#[test]
fn what_cannot_be_put_into_the_inbox_is_said_with_what_is_safe() {
    let (home, _) = locked_home();
    let inbox = home.path().join("inbox");
    let _ = fs::remove_dir_all(&inbox);
    fs::write(&inbox, "no folder").unwrap();
    let done = shell::run(home.path(), &["note", "--from", "-"], WORDS);
    assert_eq!((done.code, done.out.as_str()), (1, ""), "{done:?}");
    assert!(
        done.err.contains("What you gave is not in the journal"),
        "{done:?}"
    );
    assert!(shell::holding(home.path(), WORDS).is_empty());
}

#[test]
fn nothing_new_takes_the_id_of_what_waits() {
    let disk = MemoryDisk::new();
    let open = || {
        let (disk, home) = (Arc::new(disk.clone()), HOME.into());
        let (decks, ids) = (rolebook::deck::builtin(), Ids::new(5));
        let keys = Keys::default();
        Workbook::open(Opening {
            disk,
            home,
            decks,
            ids,
            keys,
        })
        .unwrap()
    };
    let mut first = open();
    let place = first.place(one("ground", "ground.1"));
    let now = moment_from("2026-03-28T18:05:00+01:00").unwrap();
    let mut writing = rolebook::workbook::Writing::default();
    writing.given.texts = vec![WORDS.to_owned()];
    let draft = first.draft(now, &place, &writing);
    assert!(
        first
            .save_draft(&draft)
            .run(&first.store())
            .error()
            .is_none()
    );
    drop((place, first));
    // The same chance once more.
    let mut again = open();
    assert_eq!(again.drafts.len(), 1);
    assert_ne!(again.place(one("ground", "ground.6")).entry, draft.entry);
}

#[test]
fn without_a_key_of_its_own_copy_nothing_is_kept_and_that_is_said() {
    let (home, _) = locked_home();
    for text in [None, Some("age1nonsense\n"), Some("")] {
        let folder = home.path().join("recipients");
        let file = shell::files(&folder).pop();
        match (text, file) {
            (Some(text), _) => {
                let label = fs::read_to_string(home.path().join("journal.json")).unwrap();
                let label: serde_json::Value = serde_json::from_str(&label).unwrap();
                fs::write(folder.join(label["id"].as_str().unwrap()), text).unwrap();
            }
            (None, Some(file)) => fs::remove_file(file).unwrap(),
            (None, None) => {}
        }
        let done = shell::run(home.path(), &["note", "--from", "-"], WORDS);
        assert_eq!(done.code, 4, "{done:?}");
        assert!(done.err.contains("Nothing was kept."));
        assert!(shell::files(&home.path().join("inbox")).is_empty());
    }
}

#[test]
fn line_by_line_what_waits_is_offered_before_anything_is_asked() {
    let home = shell::home();
    let at = home.path();
    shell::done(at, &["note", "--from", "-"], "A beginning.");
    fs::create_dir(at.join("inbox")).unwrap();
    let put = |item: &Draft| {
        fs::write(
            at.join(format!("inbox/{}.json", item.id)),
            item.to_bytes().unwrap(),
        )
        .unwrap();
    };
    put(&item("aaaa", "", &[WORDS], &[]));
    put(&item("bbbb", "", &["Not mine."], &[]));
    put(&item("cccc", "", &["For later."], &[]));
    let done = shell::run(at, &["answer", "--plain"], "what\ntake\ndrop\n\n");
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.err.contains(WORDS) && done.err.contains("For later."));
    let log = shell::done(at, &["log"], "");
    assert!(log.contains(WORDS) && !log.contains("Not mine.") && !log.contains("For later."));
    assert_eq!(shell::files(&at.join("inbox")).len(), 1);
    assert_eq!(shell::run(at, &["answer", "--plain"], "take all\n").code, 0);
    assert!(shell::files(&at.join("inbox")).is_empty());
    assert_eq!(shell::run(at, &["answer", "--plain"], "").code, 2);
}

#[test]
fn at_any_size_what_waits_can_be_read_to_its_end_before_it_is_taken_in() {
    let long: Vec<String> = (0..60)
        .map(|at| format!("Sentence {at} of a long note."))
        .collect();
    let items = [
        item("aaaa", "", &[&long.join(" ")], &[]),
        item("bbbb", "ground.5", &["Clear."], &["5"]),
    ];
    let mut t = Driver::on(waiting(&items), "2026-03-31T10:42:00+02:00").size(40, 12);
    t.press("t esc i")
        .expect("Sentence 0")
        .expect_not("Sentence 59");
    for _ in 0..12 {
        t.press("pgdn");
    }
    t.expect("Sentence 59").expect("Clear.");
    t.press("down").expect("Clear.");
    for width in (1..60).step_by(7) {
        for height in (1..20).step_by(3) {
            t.resize(width, height);
            t.press("pgdn up pgup down");
        }
    }
}
