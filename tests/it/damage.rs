//! Every file of a journal, damaged in every way, plain and sealed: never a panic, the file is named,
//! the rest is read, what was found is kept as it was, and one can go on writing.

mod jobs;
mod keys;
#[cfg(unix)]
mod modes;
mod reviews;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rolebook::journal::Ids;
use rolebook::seal::{Key, Seal};
use rolebook::store::disk::Disk;
use rolebook::store::{Keys, Store, memory::MemoryDisk};
use rolebook::time::moment_from;
use rolebook::workbook::keeping::check_journal;
use rolebook::workbook::{Given, Opening, Workbook, Writing, one};

use crate::driver::HOME;

/// Which file is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    Session,
    Draft,
    Label,
    Inbox,
    SetAside,
    /// What a coach has, by its name in the folder of a hand-off, or beside it.
    Review(&'static str),
}

const FILES: [File; 6] = [
    File::Session,
    File::Draft,
    File::Label,
    File::Inbox,
    File::SetAside,
    File::Review(reviews::NOTES),
];

/// What stands there afterwards.
#[derive(Debug, Clone)]
enum Found {
    Bytes(Vec<u8>),
    /// These two have changed places.
    Swapped(PathBuf),
    Folder,
    Link,
    Pipe,
}

/// Paths, and the bytes of those that are files.
type Lying = Vec<(PathBuf, Option<Vec<u8>>)>;

fn open(disk: Arc<dyn Disk>, home: &Path, keys: &Keys, seed: u64) -> Workbook {
    Workbook::open(Opening {
        disk,
        home: home.to_owned(),
        decks: rolebook::deck::builtin(),
        ids: Ids::new(seed),
        keys: keys.clone(),
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

fn keep(workbook: &mut Workbook, at: &str, prompt: &str, words: &str) {
    let at = moment_from(at).unwrap();
    let place = workbook.place(one("ground", prompt));
    let pending = workbook.keep(at, &place, &writing(words)).unwrap();
    let outcome = pending.save.clone().run(&workbook.store());
    assert!(outcome.error().is_none(), "{outcome:?}");
    workbook.settle(pending, &outcome);
}

/// A journal of two sessions, a draft, something in the inbox and something set aside.
struct Whole {
    disk: MemoryDisk,
    keys: Keys,
    sessions: [PathBuf; 2],
}

const DRAFT: &str = "Words that are not an answer yet, and long enough to be cut in the middle.";

impl Whole {
    fn make(keys: Keys) -> Self {
        let disk = MemoryDisk::new();
        for (seed, at, words) in [
            (1, "2026-05-01T09:00:00+02:00", ["first, one", "first, two"]),
            (
                2,
                "2026-06-01T09:00:00+02:00",
                ["second, one", "second, two"],
            ),
        ] {
            let mut workbook = open(Arc::new(disk.clone()), HOME.as_ref(), &keys, seed);
            for (prompt, words) in ["ground.1", "ground.6"].into_iter().zip(words) {
                keep(&mut workbook, at, prompt, words);
            }
            if seed == 2 {
                let place = workbook.place(one("ground", "ground.7"));
                let draft = workbook.draft(moment_from(at).unwrap(), &place, &writing(DRAFT));
                let saved = workbook.save_draft(&draft).run(&workbook.store());
                assert!(saved.error().is_none());
                let mut waiting = draft;
                "waiting000".clone_into(&mut waiting.id);
                "waiting001".clone_into(&mut waiting.entry);
                put(
                    &disk,
                    &keys,
                    "inbox/waiting000.json",
                    waiting.to_bytes().unwrap(),
                );
                put(&disk, &keys, "set-aside/torn.json.1", b"{ torn".to_vec());
            }
        }
        reviews::write(&disk, &keys);
        let sessions = disk.paths().into_iter().filter(|path| {
            path.starts_with(Path::new(HOME).join("sessions")) && disk.bytes(path).is_some()
        });
        let sessions: Vec<PathBuf> = sessions.collect();
        let sessions = sessions.try_into().unwrap();
        Self {
            disk,
            keys,
            sessions,
        }
    }

    fn path(&self, file: File) -> PathBuf {
        let start = match file {
            File::Session => return self.sessions[0].clone(),
            File::Draft => "drafts/",
            File::Label => "journal.json",
            File::Inbox => "inbox/",
            File::SetAside => "set-aside/",
            File::Review(name) => name,
        };
        let is_it = |path: &PathBuf| {
            let inside = path.strip_prefix(HOME).unwrap_or(path);
            let named = matches!(file, File::Review(_)) || path.to_str().unwrap().contains("json");
            named && inside.to_str().unwrap().starts_with(start)
        };
        self.disk.paths().into_iter().find(is_it).unwrap()
    }

    /// Everything that may have become of a file.
    fn damages(&self, file: File) -> Vec<(String, Found)> {
        let stored = self.disk.bytes(self.path(file)).unwrap();
        let mut damages = torn(&stored);
        damages.push(("not text".to_owned(), Found::Bytes(vec![0xff; 300])));
        damages.push((
            "twice".to_owned(),
            Found::Bytes([stored.clone(), stored.clone()].concat()),
        ));
        for other in FILES {
            if other != file {
                damages.push((
                    format!("swapped with {other:?}"),
                    Found::Swapped(self.path(other)),
                ));
            }
        }
        damages.push((
            "swapped with the other session".to_owned(),
            Found::Swapped(self.sessions[1].clone()),
        ));
        damages.push(("a folder".to_owned(), Found::Folder));
        damages.push(("a link".to_owned(), Found::Link));
        damages.push(("a pipe".to_owned(), Found::Pipe));
        let plain = self.keys.seal.open(stored).unwrap();
        let text = String::from_utf8(plain.clone()).unwrap();
        let newer = text
            .replacen("\"format\": 1", "\"format\": 9", 1)
            .into_bytes();
        let formed = |plain: Vec<u8>| match file {
            File::Label => plain,
            _ => self.keys.seal.seal(plain).unwrap(),
        };
        damages.push(("of a newer version".to_owned(), Found::Bytes(formed(newer))));
        damages.push((
            "other JSON".to_owned(),
            Found::Bytes(formed(b"[1, 2, 3]".to_vec())),
        ));
        let foreign = Key::make(None).public().seal(&plain).unwrap();
        damages.push(("sealed to a foreign key".to_owned(), Found::Bytes(foreign)));
        if self.keys.seal.locks() {
            damages.push(("plain".to_owned(), Found::Bytes(plain)));
        }
        damages
    }
}

/// Cut off at every class of length, flipped bits, and holes.
fn torn(stored: &[u8]) -> Vec<(String, Found)> {
    let mut damages = Vec::new();
    let length = stored.len();
    let ends = [
        0,
        1,
        2,
        21,
        length / 8,
        length / 4,
        length / 2,
        length * 3 / 4,
        length.saturating_sub(100),
        length.saturating_sub(86),
        length.saturating_sub(85),
        length - 4,
        length - 2,
        length - 1,
    ];
    for end in BTreeSet::from(ends) {
        let torn = stored[..end.min(length)].to_vec();
        damages.push((
            format!("cut off after {end} of {length}"),
            Found::Bytes(torn),
        ));
    }
    for step in 0..40 {
        let at = step * (length - 1) / 39;
        let mut flipped = stored.to_vec();
        flipped[at] ^= 1 << (step % 8);
        damages.push((
            format!("bit {} of byte {at} flipped", step % 8),
            Found::Bytes(flipped),
        ));
    }
    for (what, at, hole) in [
        ("beginning", 0, 64),
        ("middle", length / 2, 64),
        ("whole", 0, length),
    ] {
        let mut zeroed = stored.to_vec();
        let end = (at + hole).min(length);
        zeroed[at..end].fill(0);
        damages.push((format!("zeros at its {what}"), Found::Bytes(zeroed)));
    }
    damages
}

fn put(disk: &MemoryDisk, keys: &Keys, path: &str, plain: Vec<u8>) {
    let end = if keys.seal.locks() { ".age" } else { "" };
    let path = Path::new(HOME).join(format!("{path}{end}"));
    disk.put(path, keys.seal.seal(plain).unwrap()).unwrap();
}

fn apply(disk: &MemoryDisk, path: &Path, found: &Found) {
    match found {
        Found::Bytes(bytes) => disk.put(path, bytes).unwrap(),
        Found::Swapped(other) => {
            let (one, two) = (disk.bytes(path).unwrap(), disk.bytes(other).unwrap());
            disk.put(path, two).unwrap();
            disk.put(other, one).unwrap();
        }
        Found::Folder | Found::Link | Found::Pipe => {
            disk.remove(path).unwrap();
            match found {
                Found::Folder => disk.put_folder(path).unwrap(),
                Found::Link => disk.put_link(path).unwrap(),
                _ => disk.put_pipe(path).unwrap(),
            }
        }
    }
}

/// What is read of a journal: the words of its entries, its drafts, and what waits.
fn read(workbook: &Workbook) -> BTreeSet<String> {
    let entries = workbook.journal.entries().map(|entry| entry.words.clone());
    let drafts = workbook
        .drafts
        .iter()
        .map(|draft| format!("draft: {:?}", draft.texts));
    let waiting = workbook
        .inbox
        .iter()
        .map(|draft| format!("waits: {:?}", draft.texts));
    entries.chain(drafts).chain(waiting).collect()
}

/// Everything on a disk, as it lies.
fn lying(disk: &MemoryDisk) -> Lying {
    let bytes = |path: PathBuf| (path.clone(), disk.bytes(path));
    disk.paths().into_iter().map(bytes).collect()
}

/// A name by which a person finds the file.
fn stem(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_str().unwrap();
    name.split(".json").next().unwrap().to_owned()
}

fn check(whole: &Whole, file: File, how: &str, found: &Found) {
    let context = format!(
        "{file:?}, {how}, {}",
        if whole.keys.seal.locks() {
            "sealed"
        } else {
            "plain"
        }
    );
    let disk = whole.disk.fork();
    let path = whole.path(file);
    apply(&disk, &path, found);
    let before = lying(&disk);
    let all = read(&open(
        Arc::new(whole.disk.fork()),
        HOME.as_ref(),
        &whole.keys,
        8,
    ));

    let workbook = open(Arc::new(disk.clone()), HOME.as_ref(), &whole.keys, 9);
    let seen = read(&workbook);
    // The rest is read.
    let second = ["second, one", "second, two"].map(str::to_owned);
    let swapped = matches!(found, Found::Swapped(_));
    if !swapped {
        for words in &second {
            assert!(seen.contains(words), "{context}: {words} is not read");
        }
    }
    if file != File::Session
        && !matches!(found, Found::Swapped(other) if whole.sessions.contains(other))
    {
        assert!(
            seen.contains("first, one") && seen.contains("first, two"),
            "{context}"
        );
    }
    // What is missing or changed is named.
    let named = |path: &Path| {
        workbook
            .notices
            .iter()
            .any(|notice| notice.contains(&stem(path)))
    };
    // A plain draft has no checksum: a letter that is another one is a letter.
    let letters = matches!(file, File::Draft | File::Inbox) && !whole.keys.seal.locks();
    if seen != all && !(letters && how.ends_with("flipped")) {
        let other = match found {
            Found::Swapped(other) => named(other),
            _ => false,
        };
        assert!(
            named(&path) || other,
            "{context}: not named in {:?}\n{seen:?}",
            workbook.notices
        );
    }
    // In a session not one bit changes in silence, and none takes the place of another.
    if file == File::Session {
        assert!(
            named(&path) || how == "plain",
            "{context}: {:?}",
            workbook.notices
        );
    }
    let expected = file == File::Label || swapped;
    goes_on(whole, &disk, workbook, &seen, expected, &context);
    kept_as_found(whole, &disk, &before, &context);
}

/// One can go on writing, unless the label itself says that this program must not.
fn goes_on(
    whole: &Whole,
    disk: &MemoryDisk,
    mut workbook: Workbook,
    seen: &BTreeSet<String>,
    may_not_write: bool,
    context: &str,
) {
    if workbook.reading_only.is_none() {
        keep(
            &mut workbook,
            "2026-07-01T09:00:00+02:00",
            "ground.8",
            "third",
        );
        drop(workbook);
        let workbook = open(Arc::new(disk.clone()), HOME.as_ref(), &whole.keys, 10);
        let again = read(&workbook);
        assert!(again.contains("third"), "{context}");
        assert!(seen.is_subset(&again), "{context}: {seen:?} {again:?}");
    } else {
        assert_eq!(workbook.reading_only.is_some(), may_not_write, "{context}");
    }
}

/// What was found is there as it was, or lies in set-aside.
fn kept_as_found(whole: &Whole, disk: &MemoryDisk, before: &Lying, context: &str) {
    for (path, bytes) in before {
        let Some(bytes) = bytes else { continue };
        if disk.bytes(path).as_ref() == Some(bytes) || bytes.is_empty() {
            continue;
        }
        let kept = |at: &PathBuf| {
            let stored = disk.bytes(at).unwrap_or_default();
            stored == *bytes
                || whole
                    .keys
                    .seal
                    .open(stored)
                    .is_ok_and(|plain| plain == *bytes)
        };
        assert!(
            disk.paths().iter().any(kept),
            "{context}: {} is not kept",
            path.display()
        );
    }
}

fn sealed() -> Keys {
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
fn whatever_becomes_of_a_file_it_is_named_kept_and_the_rest_goes_on() {
    for keys in [Keys::default(), sealed()] {
        let whole = Whole::make(keys);
        for file in FILES {
            let damages = whole.damages(file);
            assert!(damages.len() > 60, "{file:?}");
            for (how, found) in damages {
                check(&whole, file, &how, &found);
            }
        }
    }
}

#[test]
fn whoever_looks_a_journal_through_is_told_of_every_file_that_is_torn() {
    for keys in [Keys::default(), sealed()] {
        let whole = Whole::make(keys);
        let files = [File::Session, File::Draft, File::Inbox];
        let files = files
            .into_iter()
            .chain([reviews::NOTES, reviews::HAND_OFF].map(File::Review));
        for file in files {
            let disk = whole.disk.fork();
            let torn = whole.keys.seal.seal(b"{ \"format\": 1, \"no".to_vec());
            disk.put(whole.path(file), torn.unwrap()).unwrap();
            let disk = Arc::new(disk);
            let (store, notices) = Store::inspect(disk, HOME, whole.keys.clone()).unwrap();
            let checkup = check_journal(&store, notices);
            let path = whole.path(file).strip_prefix(HOME).unwrap().to_owned();
            let found: Vec<_> = checkup.findings.iter().collect();
            assert!(
                checkup.is_damaged() && found.iter().any(|found| found.path == path),
                "{file:?}: {found:?}"
            );
        }
    }
}
