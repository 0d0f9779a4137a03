//! The noted keys of files: what they open, and that nothing hangs on them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rolebook::{
    journal::SessionFile,
    seal::{FileKeys, Key, SealError, is_sealed},
    store::{Keys, Shortcut, disk::Disk, memory::MemoryDisk},
};
use serde_json::json;

use crate::{
    driver::{HOME, workbook_with},
    locking::{CONFIG, identities, keys, lock, try_change_key, try_unlock},
};

/// More sessions than are opened as quickly without it.
const MANY: usize = 70;

fn journal() -> MemoryDisk {
    let disk = MemoryDisk::new();
    drop(workbook_with(&disk, 1, Keys::default()));
    for seq in 1..=MANY {
        let id = format!("s{seq:05}");
        let entry = json!({
            "id": format!("e{seq:05}"), "author": "me", "at": "2025-04-01T09:00:00+02:00",
            "role": "r1", "words": format!("Said in session {seq}."),
        });
        let file: SessionFile = SessionFile {
            session: serde_json::from_value(json!({
                "id": id, "seq": seq, "started": "2025-04-01T09:00:00+02:00", "occasion": "alone",
            }))
            .unwrap(),
            records: vec![serde_json::from_value(json!({ "wrote": entry })).unwrap()],
        };
        let path = format!("sessions/2025/2025-04-01T070000Z-{id}.json");
        let path = Path::new(HOME).join(path);
        disk.put_folder(path.parent().unwrap()).unwrap_or_default();
        disk.put(path, file.to_bytes().unwrap()).unwrap();
    }
    disk
}

fn config(disk: &MemoryDisk) -> Arc<dyn Disk> {
    Arc::new(disk.clone())
}

/// Opens the journal as the program does, and gives what was said in it.
fn opened(disk: &MemoryDisk) -> Vec<String> {
    let mut keys = keys(disk);
    let shortcut = Shortcut::take(&config(disk), Path::new(CONFIG), &mut keys).unwrap();
    let book = workbook_with(disk, 7, keys);
    assert_eq!(book.notices, Vec::<String>::new());
    shortcut.note();
    let entries = book.journal.entries();
    entries.map(|entry| entry.words.clone()).collect()
}

fn place(id: &str) -> PathBuf {
    Path::new(CONFIG).join(format!("recipients/{id}.age"))
}

fn noted(disk: &MemoryDisk, id: &str) -> Option<Vec<u8>> {
    disk.bytes(place(id))
}

fn sessions(disk: &MemoryDisk) -> Vec<Vec<u8>> {
    let folder = Path::new(HOME).join("sessions");
    let paths = disk.paths().into_iter();
    let paths = paths.filter(|path| path.starts_with(&folder));
    let files = paths.filter_map(|path| disk.bytes(path));
    files.filter(|bytes| is_sealed(bytes)).collect()
}

#[test]
fn what_is_noted_opens_every_session_and_is_sealed_itself() {
    let disk = journal();
    assert!(lock(&disk));
    // A lock notes what it has sealed; here it is as on a machine that it has come to later.
    let by_lock = noted(&disk, "k1").unwrap();
    disk.remove(&place("k1")).unwrap();
    let said = opened(&disk);
    assert_eq!(said.len(), MANY);
    let key = &identities()[0].key;
    let stored = noted(&disk, "k1").unwrap();
    let notes = FileKeys::read(&key.open(&stored).unwrap()).unwrap();
    let by_lock = FileKeys::read(&key.open(&by_lock).unwrap()).unwrap();
    // Without the journal's key the noted ones open what it opens.
    let stranger = Key::make(None);
    let sessions = sessions(&disk);
    assert_eq!(sessions.len(), MANY);
    for sealed in &sessions {
        let by_notes = stranger.noting(notes.clone()).open(sealed).unwrap();
        assert_eq!(by_notes, key.open(sealed).unwrap());
        assert_eq!(stranger.noting(by_lock.clone()).open(sealed), Ok(by_notes));
        assert_eq!(stranger.open(sealed), Err(SealError::OtherKey));
    }
    assert_eq!(notes.fresh(), 0);
    // All is noted, so that nothing is written again.
    assert_eq!(opened(&disk), said);
    assert_eq!(noted(&disk, "k1").unwrap(), stored);
}

#[test]
fn notes_that_are_wrong_torn_or_for_another_key_cost_nothing_but_time() {
    let disk = journal();
    assert!(lock(&disk));
    let said = opened(&disk);
    let key = &identities()[0].key;
    let stored = noted(&disk, "k1").unwrap();
    let plain = key.open(&stored).unwrap();
    let mut wrong = plain.clone();
    for byte in wrong.iter_mut().skip(b"rolebook file keys 1\n".len() + 32) {
        *byte ^= 1;
    }
    // Of the first file only the key is another one, of the rest what it is found by too.
    let torn = [&plain[..plain.len() - 1], &stored[..]].concat();
    for notes in [
        key.seal(&wrong).unwrap(),
        key.seal(&torn).unwrap(),
        Key::make(None).seal(&plain).unwrap(),
        stored[..stored.len() - 9].to_vec(),
        b"no notes at all".to_vec(),
        Vec::new(),
    ] {
        disk.put(place("k1"), &notes).unwrap();
        assert_eq!(opened(&disk), said);
        let again = noted(&disk, "k1").unwrap();
        assert_ne!(again, notes, "they are made again");
        assert!(FileKeys::read(&key.open(&again).unwrap()).is_some());
    }
    disk.put_folder(place("k2")).unwrap();
    assert!(try_change_key(&disk).unwrap());
    assert_eq!(opened(&disk), said, "with a folder in their place");
}

#[test]
fn they_go_with_the_key() {
    let disk = journal();
    assert!(lock(&disk));
    let said = opened(&disk);
    assert!(try_change_key(&disk).unwrap());
    assert_eq!(noted(&disk, "k1"), None);
    assert_eq!(opened(&disk), said);
    assert!(noted(&disk, "k2").is_some());
    assert!(try_unlock(&disk).unwrap());
    assert_eq!(noted(&disk, "k2"), None);
}

#[test]
fn a_journal_that_is_not_locked_or_is_opened_by_paper_has_none() {
    let disk = journal();
    let take = |keys: &mut Keys| Shortcut::take(&config(&disk), Path::new(CONFIG), keys).is_some();
    assert!(!take(&mut Keys::default()));
    assert!(lock(&disk));
    let mut opened = keys(&disk);
    opened.by_paper = true;
    assert!(!take(&mut opened));
}
