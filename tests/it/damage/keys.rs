//! The key of a locked journal, damaged in every way: told from a wrong passphrase where that can
//! be told, nothing is changed, and the key on paper goes on opening everything.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use rolebook::{
    journal::Ids,
    seal::{Key, Paper, Passphrase, Seal, SealError, seal_key},
    store::{Keys, Store, disk::Disk, memory::MemoryDisk, protection},
    workbook::{Opening, Workbook, keeping::check_journal},
};

use super::{File, Found, Lying, Whole, apply, lying, open, read, sealed, torn};
use crate::driver::HOME;

/// Puts something where it does not belong.
type Plant = fn(&MemoryDisk);

const FOLDER: &str = "identities";
const KEY: &str = "identities/k1.age";
const WORDS: &str = "a wet evening in the annex";

/// A journal that is sealed, with a key on paper, and its key behind a passphrase.
fn locked() -> (Whole, Paper) {
    let paper = Paper::make();
    let key = Key::make(Some(paper.public().unwrap()));
    let keys = Keys {
        seal: Seal::Locked {
            key: key.clone(),
            others: Vec::new(),
        },
        ..sealed()
    };
    let whole = Whole::make(keys);
    let stored = seal_key(&key, &Passphrase::new(WORDS.to_owned())).unwrap();
    whole.disk.put(at(KEY), stored).unwrap();
    (whole, paper)
}

fn at(path: &str) -> std::path::PathBuf {
    Path::new(HOME).join(path)
}

/// What may become of it. Where only its middle or its end is damaged, trying it takes a second,
/// so there are few of those.
fn damages(whole: &Whole) -> Vec<(String, Found)> {
    let stored = whole.disk.bytes(at(KEY)).unwrap();
    let flipped: Vec<_> = torn(&stored)
        .into_iter()
        .filter(|(how, _)| how.ends_with("flipped"))
        .collect();
    let mut damages = torn(&stored);
    damages.retain(|(how, _)| !how.ends_with("flipped"));
    damages.extend(flipped.into_iter().step_by(7));
    let text = String::from_utf8_lossy(&stored).into_owned();
    let (start, _) = text.split_once(" 17\n").unwrap();
    // Work that would take years, and more than a number holds.
    for work in ["63", "99999999999999999999"] {
        let mut changed = format!("{start} {work}\n").into_bytes();
        changed.extend_from_slice(&stored[start.len() + 4..]);
        damages.push((format!("work of {work}"), Found::Bytes(changed)));
    }
    let mut found = |how: &str, bytes: Vec<u8>| {
        damages.push((how.to_owned(), Found::Bytes(bytes)));
    };
    found("not text", vec![0xff; 300]);
    found("other JSON", b"[1, 2, 3]".to_vec());
    found("twice", [stored.clone(), stored.clone()].concat());
    found(
        "sealed to a key",
        Key::make(None).public().seal(b"x").unwrap(),
    );
    for file in [File::Session, File::Label, File::Draft] {
        let how = format!("swapped with {file:?}");
        damages.push((how, Found::Swapped(whole.path(file))));
    }
    damages.push(("a folder".to_owned(), Found::Folder));
    damages.push(("a link".to_owned(), Found::Link));
    damages.push(("a pipe".to_owned(), Found::Pipe));
    damages
}

/// What stands there is as it was, whoever looked.
fn unchanged(disk: &MemoryDisk, before: &Lying, context: &str) {
    for (path, bytes) in before.iter().filter(|(path, _)| !path.ends_with("lock")) {
        assert!(disk.bytes(path) == *bytes, "{context}: {}", path.display());
    }
}

fn opened(disk: &MemoryDisk, keys: &Keys) -> Option<Workbook> {
    let opening = Opening {
        disk: Arc::new(disk.clone()),
        home: HOME.into(),
        decks: rolebook::deck::builtin(),
        ids: Ids::new(5),
        keys: keys.clone(),
    };
    Workbook::open(opening).ok()
}

/// Whether the passphrase was taken; a journal that it does not open is shut, and only read.
fn takes(disk: &MemoryDisk, context: &str) -> Result<Keys, String> {
    // What may be damaged is tried, and never more than that.
    let shut = opened(disk, &Keys::default());
    if let Some(shut) = shut {
        assert!(shut.reading_only.is_some(), "{context}");
        assert_eq!(read(&shut), BTreeSet::new(), "{context}");
    }
    let found = protection(disk, HOME.as_ref()).map_err(|error| error.to_string())?;
    assert!(found.locked, "{context}");
    let said = Passphrase::new(WORDS.to_owned());
    found.unlock(&said).map_err(|error| error.to_string())
}

#[test]
fn a_key_damaged_in_any_way_changes_nothing_and_the_one_on_paper_opens_all() {
    let (whole, paper) = locked();
    let all = read(&open(
        Arc::new(whole.disk.fork()),
        HOME.as_ref(),
        &whole.keys,
        8,
    ));
    for (how, found) in damages(&whole) {
        let disk = whole.disk.fork();
        apply(&disk, &at(KEY), &found);
        let before = lying(&disk);
        let swapped = matches!(found, Found::Swapped(_));
        if let Ok(keys) = takes(&disk, &how) {
            // Damage where it does no harm.
            assert_eq!(read(&opened(&disk, &keys).unwrap()), all, "{how}");
        }
        unchanged(&disk, &before, &how);

        let keys = protection(&disk, HOME.as_ref()).unwrap();
        let keys = keys.unlock_with(paper.key().unwrap());
        let disk = disk.fork();
        let by_paper = read(&opened(&disk, &keys).unwrap());
        if !swapped {
            assert_eq!(by_paper, all, "{how}");
            unchanged(&disk, &before, &how);
        }
        let (store, notices) = Store::inspect(Arc::new(disk), HOME, keys).unwrap();
        let checkup = check_journal(&store, notices);
        let mut said = checkup.findings.iter().map(ToString::to_string);
        // What does not even begin like a key is named by whoever looks the journal through.
        let begins = [
            "cut off after 0 ",
            "cut off after 2 ",
            "cut off after 21 ",
            "not text",
        ];
        let begins = begins
            .iter()
            .chain(&["other JSON", "sealed to a key", "zeros at its whole"]);
        let must = matches!(found, Found::Folder | Found::Link | Found::Pipe)
            || begins.into_iter().any(|begin| how.starts_with(begin));
        assert!(
            !must || said.any(|said| said.contains(KEY)),
            "{how}: {:?}",
            checkup.findings
        );
    }
}

#[test]
fn a_damaged_key_is_told_from_a_wrong_passphrase() {
    let (whole, _) = locked();
    let stored = whole.disk.bytes(at(KEY)).unwrap();
    let said = Passphrase::new(WORDS.to_owned());
    let last = stored.len() - 1;
    let mut flipped = stored.clone();
    flipped[last] ^= 1;
    for bytes in [Vec::new(), stored[..40].to_vec(), flipped] {
        whole.disk.put(at(KEY), &bytes).unwrap();
        let found = protection(&whole.disk, HOME.as_ref()).unwrap();
        assert_eq!(found.unlock(&said).err(), Some(SealError::Damaged));
    }
    whole.disk.put(at(KEY), stored).unwrap();
    let found = protection(&whole.disk, HOME.as_ref()).unwrap();
    let wrong = Passphrase::new("a dry evening in the annex".to_owned());
    assert_eq!(found.unlock(&wrong).err(), Some(SealError::WrongPassphrase));
    assert!(found.unlock(&said).is_ok());
}

#[test]
fn what_stands_in_the_place_of_the_folder_of_keys_is_named_and_nothing_is_changed() {
    let (whole, paper) = locked();
    let stored = whole.disk.bytes(at(KEY)).unwrap();
    let all = read(&opened(&whole.disk.fork(), &whole.keys).unwrap());
    let plants: [(&str, Plant); 4] = [
        ("a link", |disk| disk.put_link(at(FOLDER)).unwrap()),
        ("a pipe", |disk| disk.put_pipe(at(FOLDER)).unwrap()),
        ("a file", |disk| disk.put(at(FOLDER), "x").unwrap()),
        ("nothing", |_| {}),
    ];
    for (how, plant) in plants {
        let disk = whole.disk.fork();
        disk.remove_folder(at(FOLDER));
        plant(&disk);
        let before = lying(&disk);
        let said = takes(&disk, how).err().unwrap();
        if how != "nothing" {
            assert!(said.contains(FOLDER), "{how}: {said}");
        }
        unchanged(&disk, &before, how);
        // With the key at hand everything else is read.
        let keys = Keys {
            seal: Seal::Locked {
                key: paper.key().unwrap(),
                others: Vec::new(),
            },
            id: None,
            by_paper: true,
        };
        assert_eq!(read(&opened(&disk, &keys).unwrap()), all, "{how}");
        unchanged(&disk, &before, how);
        // Put back, it is as it was.
        let _ = disk.remove(&at(FOLDER));
        disk.put(at(KEY), &stored).unwrap();
        let keys = takes(&disk, how).unwrap();
        assert_eq!(read(&opened(&disk, &keys).unwrap()), all, "{how}");
    }
}
