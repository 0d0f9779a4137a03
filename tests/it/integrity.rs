//! What a lock, its end and a new key do with files that are not as they should be: they are named
//! and kept, nothing is replaced by what was not read back, and each job comes to its end.

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use rolebook::{
    journal::Ids,
    seal::{Key, SealError},
    store::{
        Identity, Keys, Protection, Reason, Recipient, Request, Store, StoreError, Why,
        disk::{Disk, Fresh, Guard, Hold, Item, Look},
        memory::MemoryDisk,
        protection,
    },
    workbook::{
        keeping::check_journal,
        locking::{self, Done, Site},
    },
};

use crate::{
    driver::{HOME, workbook_with},
    locked::{MARKER, holding, marked},
    locking::{
        CONFIG, Home, cut_everywhere, identities, is_locked_with, keys, lock, now, opened, site,
        try_change_key,
    },
};

fn at(path: &str) -> PathBuf {
    Path::new(HOME).join(path)
}

fn label(disk: &MemoryDisk) -> serde_json::Value {
    serde_json::from_slice(&disk.bytes(at("journal.json")).unwrap()).unwrap()
}

fn words(disk: &MemoryDisk, keys: Keys) -> Option<String> {
    let workbook = workbook_with(disk, 5, keys);
    let kept = workbook.journal.latest("ground.1");
    kept.map(|entry| entry.words.clone())
}

/// The one file below a folder with this ending.
fn file(disk: &MemoryDisk, folder: &str, end: &str) -> PathBuf {
    let is_it = |path: &PathBuf| {
        path.starts_with(at(folder)) && path.to_str().is_some_and(|path| path.ends_with(end))
    };
    let mut found = disk.paths().into_iter().filter(is_it);
    let one = found.next().unwrap();
    assert_eq!(found.next(), None);
    one
}

fn go_on(disk: &MemoryDisk) -> Done {
    locking::go_on(&site(disk), &opened(disk).unwrap()).unwrap()
}

fn lock_once(disk: &MemoryDisk) -> Done {
    locking::lock(&site(disk), &identities()[0], &mut Ids::new(3), now()).unwrap()
}

fn unlock(disk: &MemoryDisk) -> Done {
    let known = opened(disk).unwrap();
    locking::unlock(&site(disk), &Protection::keys(&known), &known, now()).unwrap()
}

fn change_key(disk: &MemoryDisk) -> Done {
    let known = &identities()[..1];
    locking::change_key(&site(disk), &keys(disk), &identities()[1], known, now()).unwrap()
}

fn inside(path: &Path) -> PathBuf {
    path.strip_prefix(HOME).unwrap().to_owned()
}

// The label.

/// A locked journal whose label is what it was before, and a plain session beside the sealed ones.
fn rolled_back() -> MemoryDisk {
    let disk = marked();
    let before = disk.bytes(at("journal.json")).unwrap();
    let plain = file(&disk, "sessions", ".json");
    let session = disk.bytes(&plain).unwrap();
    assert!(lock(&disk));
    disk.put(at("journal.json"), before).unwrap();
    disk.put(plain, session).unwrap();
    disk
}

#[test]
fn a_label_that_was_rolled_back_is_said_and_lock_states_it_again() {
    let disk = rolled_back();
    let workbook = workbook_with(&disk, 5, keys(&disk));
    let said = workbook.notices.join("\n");
    assert!(
        said.contains("`rolebook lock` states the lock again"),
        "{said}"
    );
    drop(workbook);
    let done = go_on(&disk);
    assert_eq!((done.left, done.remains), (Vec::new(), Vec::new()));
    let said = done.notices.join("\n");
    assert!(
        said.contains("It says so again.") && !said.contains("`rolebook lock`"),
        "{said}"
    );
    is_locked_with(&disk, "k1", "stated again");
    assert_eq!(label(&disk)["protection"], "passphrase");
    assert_eq!(words(&disk, keys(&disk)).as_deref(), Some(MARKER));
    assert_eq!(go_on(&disk).notices, Vec::<String>::new());
}

#[test]
fn cut_off_anywhere_stating_the_lock_again_goes_on() {
    let disk = rolled_back();
    let state = |disk: &MemoryDisk| -> Result<bool, StoreError> {
        let done = locking::go_on(&site(disk), &opened(disk)?)?;
        Ok(done.left.is_empty())
    };
    cut_everywhere(&disk, state, |disk, at| is_locked_with(disk, "k1", at));
}

#[test]
fn of_two_keys_the_one_that_this_machine_has_noted_is_written_with() {
    let disk = marked();
    let before = disk.bytes(at("journal.json")).unwrap();
    assert!(lock(&disk));
    let foreign = Key::make(None).public().seal(b"theirs").unwrap();
    let foreign = [b"age-encryption.org/v1".to_vec(), foreign].concat();
    disk.put(at("set-aside/who.json.age"), foreign).unwrap();
    assert!(change_key(&disk).key_stays);
    disk.put(at("journal.json"), before).unwrap();
    go_on(&disk);
    assert_eq!(label(&disk)["key"], "k2");
}

#[test]
fn an_unlock_of_a_label_that_was_rolled_back_comes_to_its_end() {
    let disk = rolled_back();
    let done = unlock(&disk);
    assert!(!done.key_stays && done.left.is_empty());
    let found = protection(&disk, Path::new(HOME)).unwrap();
    assert!(!found.locked && found.other.is_none() && found.identities.is_empty());
    assert_eq!(label(&disk).get("other"), None);
    assert_eq!(words(&disk, Keys::default()).as_deref(), Some(MARKER));
}

#[test]
fn a_label_that_is_gone_or_emptied_is_made_again_and_said() {
    for bytes in [None, Some("")] {
        for backed_up in [false, true] {
            let disk = marked();
            let id = label(&disk)["id"].clone();
            assert!(lock(&disk));
            if !backed_up {
                disk.remove_folder(at("backups"));
            }
            match bytes {
                Some(bytes) => disk.put(at("journal.json"), bytes).unwrap(),
                None => Disk::remove(&disk, &at("journal.json")).unwrap(),
            }
            let opened = disk.fork();
            let notices = workbook_with(&opened, 5, keys(&opened)).notices.join("\n");
            let done = go_on(&disk);
            for (disk, said) in [(&opened, notices), (&disk, done.notices.join("\n"))] {
                assert!(
                    said.contains("was made again") && said.contains("no answer"),
                    "{said}"
                );
                let same = said.contains("the id that it had");
                assert_eq!(same, backed_up, "{said}");
                assert_ne!(same, said.contains("a new id"), "{said}");
                assert_eq!(label(disk)["id"] == id, backed_up);
                assert_ne!(label(disk)["id"], "");
                is_locked_with(disk, "k1", "made again");
                assert_eq!(words(disk, keys(disk)).as_deref(), Some(MARKER));
            }
        }
    }
    let disk = marked();
    Disk::remove(&disk, &at("journal.json")).unwrap();
    let (store, notices) = Store::inspect(Arc::new(disk.clone()), HOME, Keys::default()).unwrap();
    let checkup = check_journal(&store, notices);
    assert!(checkup.is_damaged(), "{:?}", checkup.findings);
}

#[test]
fn where_the_key_is_nowhere_no_second_one_is_made() {
    let disk = rolled_back();
    Disk::remove(&disk, &at("identities/k1.age")).unwrap();
    let plain = file(&disk, "sessions", ".json");
    Disk::remove(&disk, &plain).unwrap();
    let before: Vec<_> = disk.paths();
    let error = locking::lock(&site(&disk), &identities()[1], &mut Ids::new(3), now());
    assert_eq!(error.unwrap_err().why, Why::KeyMissing);
    assert_eq!(disk.paths(), before);
}

// Sessions under other names.

#[test]
fn sessions_that_were_swapped_or_laid_over_each_other_are_named() {
    let disk = marked();
    let mut workbook = workbook_with(&disk, 77, Keys::default());
    let place = workbook.place(rolebook::workbook::one("ground", "ground.6"));
    let writing = rolebook::workbook::Writing {
        given: rolebook::workbook::Given {
            texts: vec!["second".to_owned()],
            picked: Vec::new(),
        },
        ..Default::default()
    };
    let pending = workbook.keep(now(), &place, &writing).unwrap();
    let outcome = pending.save.clone().run(&workbook.store());
    workbook.settle(pending, &outcome);
    drop(workbook);
    let sessions = |disk: &MemoryDisk| -> Vec<PathBuf> {
        let paths = disk.paths().into_iter();
        let is_session =
            |path: &PathBuf| path.starts_with(at("sessions")) && disk.bytes(path).is_some();
        paths.filter(is_session).collect()
    };
    let check = |disk: &MemoryDisk, keys: Keys| -> Vec<(PathBuf, String, bool)> {
        let (store, notices) = Store::inspect(Arc::new(disk.clone()), HOME, keys).unwrap();
        let findings = check_journal(&store, notices).findings.into_iter();
        findings
            .map(|found| (found.path, found.says, found.damage))
            .collect()
    };
    let sealed = disk.fork();
    assert!(lock(&sealed));
    for disk in [disk, sealed] {
        assert_eq!(check(&disk, keys(&disk)), []);
        let [one, two] = <[PathBuf; 2]>::try_from(sessions(&disk)).unwrap();
        let (first, second) = (disk.bytes(&one).unwrap(), disk.bytes(&two).unwrap());

        let over = disk.fork();
        over.put(&two, &first).unwrap();
        let found = check(&over, keys(&over));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((&found[0].0, found[0].2), (&inside(&two), true));
        assert!(found[0].1.contains("nowhere here"), "{found:?}");

        let swapped = disk.fork();
        swapped.put(&one, &second).unwrap();
        swapped.put(&two, &first).unwrap();
        let found = check(&swapped, keys(&swapped));
        let paths: Vec<_> = found.iter().map(|found| found.0.clone()).collect();
        assert_eq!(paths, [inside(&one), inside(&two)]);
        assert!(
            found[0].1.contains(inside(&two).to_str().unwrap()),
            "{found:?}"
        );
        let workbook = workbook_with(&swapped, 5, keys(&swapped));
        assert_eq!(workbook.journal.latest("ground.6").unwrap().words, "second");
        assert_eq!(workbook.journal.latest("ground.1").unwrap().words, MARKER);
        drop(workbook);

        // A second version, and a name of one's own, are no such thing.
        let copies = disk.fork();
        let copy =
            one.to_str()
                .unwrap()
                .replacen(".json", ".sync-conflict-20260401-100000-ABC.json", 1);
        copies.put(copy, &first).unwrap();
        let own = one.with_file_name(
            one.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .replacen("2026-", "mine-", 1),
        );
        copies.put(own, &first).unwrap();
        assert_eq!(check(&copies, keys(&copies)), []);
    }
}

// Files that cannot be turned.

#[test]
fn a_sealed_file_that_was_cut_is_named_and_kept_and_the_rest_goes_on() {
    let locked = marked();
    assert!(lock(&locked));
    let session = file(&locked, "sessions", ".json.age");
    let draft = file(&locked, "drafts", ".json.age");
    let damaged = |path: &Path| (inside(path), Why::Sealed(SealError::Damaged));
    for path in [&session, &draft] {
        let stored = locked.bytes(path).unwrap();
        for length in [0, 10, 150, 600, stored.len() - 1] {
            let cut = &stored[..length];
            let disk = locked.fork();
            disk.put(path, cut).unwrap();

            let again = disk.fork();
            let done = go_on(&again);
            assert_eq!(done.left, [damaged(path)], "{length}");
            assert_eq!(again.bytes(path).unwrap(), cut, "{length}");
            let done = change_key(&again);
            assert_eq!(done.left, [damaged(path)], "{length}");
            assert_eq!(again.bytes(path).unwrap(), cut, "{length}");
            assert_eq!(protection(&again, Path::new(HOME)).unwrap().other, None);

            let done = unlock(&disk);
            let named = [
                done.left.clone(),
                done.aside
                    .iter()
                    .map(|(path, _)| (path.clone(), Why::Sealed(SealError::Damaged)))
                    .collect(),
            ]
            .concat();
            assert_eq!(named, [damaged(path)], "{length}");
            let kept = done
                .aside
                .first()
                .map_or(inside(path), |(_, kept)| kept.clone());
            assert_eq!(
                disk.bytes(at(kept.to_str().unwrap())).unwrap(),
                cut,
                "{length}"
            );
            let said = done.opened_lines().join("\n");
            assert!(said.contains(inside(path).to_str().unwrap()), "{said}");
            // Whatever stays, the journal is not taken for locked.
            let found = protection(&disk, Path::new(HOME)).unwrap();
            assert!(
                !found.locked && found.other.is_none(),
                "{length}: {found:?}"
            );
            let workbook = workbook_with(&disk, 5, Keys::default());
            assert_eq!(workbook.reading_only, None, "{length}");
            assert_eq!(workbook.journal.is_empty(), path == &session, "{length}");
        }
    }
}

#[test]
fn plain_text_under_a_sealed_name_is_sealed() {
    let disk = marked();
    let plain = file(&disk, "sessions", ".json");
    let bytes = disk.bytes(&plain).unwrap();
    assert!(lock(&disk));
    disk.put(file(&disk, "sessions", ".json.age"), bytes)
        .unwrap();
    let done = go_on(&disk);
    assert_eq!(done.left, []);
    assert_eq!(holding(&disk, MARKER), Vec::<PathBuf>::new());
    assert_eq!(words(&disk, keys(&disk)).as_deref(), Some(MARKER));
}

#[test]
fn a_new_key_comes_to_its_end_beside_what_is_foreign_or_damaged() {
    let locked = marked();
    assert!(lock(&locked));
    let foreign = Key::make(None).public().seal(b"theirs").unwrap();
    let name = "sessions/2026/2026-01-01T000000Z-zzzzzz.json.age";
    for (bytes, stays) in [(foreign, false), (vec![7; 10], true)] {
        let disk = locked.fork();
        disk.put(at(name), &bytes).unwrap();
        let done = change_key(&disk);
        assert_eq!(done.left.len(), 1);
        assert_eq!(done.key_stays, stays);
        let said = done.sealed_lines().join("\n");
        assert!(said.contains(name), "{said}");
        assert_eq!(said.contains("The key from before stays"), stays, "{said}");
        let found = protection(&disk, Path::new(HOME)).unwrap();
        assert_eq!((found.key.as_deref(), found.other), (Some("k2"), None));
        assert_eq!(found.identities.len(), if stays { 2 } else { 1 });
        let workbook = workbook_with(&disk, 5, keys(&disk));
        let said = workbook.notices.join("\n");
        assert!(!said.contains("cut off"), "{said}");
        assert!(said.contains(name), "{said}");
        drop(workbook);
        assert_eq!(disk.bytes(at(name)).unwrap(), bytes);
        // An unlock ends too: nothing here will ever open it.
        let done = unlock(&disk);
        assert!(!done.stopped);
        assert_eq!(words(&disk, Keys::default()).as_deref(), Some(MARKER));
    }
}

#[test]
fn cut_off_anywhere_a_new_key_ends_beside_what_is_damaged() {
    let disk = marked();
    assert!(lock(&disk));
    let torn = "set-aside/torn.json.age";
    disk.put(at(torn), b"age-enc").unwrap();
    let change = |disk: &MemoryDisk| try_change_key(disk).map(|_| true);
    cut_everywhere(&disk, change, |disk, at| {
        assert_eq!(holding(disk, MARKER), Vec::<PathBuf>::new(), "{at}");
        let found = protection(disk, Path::new(HOME)).unwrap();
        assert_eq!(
            (found.key.as_deref(), found.other),
            (Some("k2"), None),
            "{at}"
        );
        assert_eq!(
            disk.bytes(self::at("set-aside/torn.json.age")).unwrap(),
            b"age-enc",
            "{at}"
        );
    });
}

// A disk that lies.

/// Flips a bit in every file that is made and whose name holds this.
struct Flipping(MemoryDisk, &'static str);

impl Disk for Flipping {
    fn look(&self, path: &Path) -> io::Result<Look> {
        self.0.look(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Item>> {
        self.0.list(folder)
    }
    fn read(&self, path: &Path, room: Vec<u8>) -> io::Result<Vec<u8>> {
        self.0.read(path, room)
    }
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Fresh>> {
        let mut bytes = bytes.to_vec();
        if path.to_str().is_some_and(|path| path.contains(self.1)) {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        self.0.create(path, &bytes)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.0.rename(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.0.sync_folder(folder)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk::remove(&self.0, path)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.0.make_folder(path)
    }
    fn restrict(&self, path: &Path) -> io::Result<()> {
        self.0.restrict(path)
    }
    fn can_write(&self, folder: &Path) -> io::Result<()> {
        self.0.can_write(folder)
    }
    fn lock(&self, path: &Path, hold: Hold) -> io::Result<Option<Guard>> {
        self.0.lock(path, hold)
    }
    fn wait(&self) {}
}

fn flipping(disk: &MemoryDisk, name: &'static str) -> Site {
    Site {
        disk: Arc::new(Flipping(disk.clone(), name)),
        ..site(disk)
    }
}

#[test]
fn where_the_disk_gives_back_something_else_the_old_form_stays() {
    let disk = marked();
    let (store, _) = Store::inspect(Arc::new(disk.clone()), HOME, Keys::default()).unwrap();
    store
        .backup(&Request::automatic(Reason::Import, now()))
        .unwrap();
    drop(store);
    let plain = holding(&disk, MARKER);
    let lock_on = |disk: &MemoryDisk, name| {
        locking::lock(
            &flipping(disk, name),
            &identities()[0],
            &mut Ids::new(3),
            now(),
        )
    };
    for name in ["sessions/", "drafts/", "identities/", "before-lock"] {
        let disk = disk.fork();
        let error = lock_on(&disk, name).unwrap_err();
        assert_eq!(error.why, Why::NotAsWritten, "{name}");
        // Whatever was not sealed yet is as it was.
        let stays = plain
            .iter()
            .filter(|path| path.to_str().unwrap().contains(name));
        assert!(
            stays
                .clone()
                .all(|path| holding(&disk, MARKER).contains(path)),
            "{name}"
        );
        let turned = ["sessions/", "drafts/"].contains(&name);
        assert_eq!(stays.count(), usize::from(turned), "{name}");
    }
    let backup = disk.fork();
    let done = lock_on(&backup, "before-import").unwrap();
    assert_eq!(done.left.len(), 1, "{:?}", done.left);
    let path = file(&backup, "backups", "before-import.rolebook-backup");
    assert_eq!(backup.bytes(&path), disk.bytes(&path));
}

#[test]
fn so_it_does_under_a_new_key() {
    let disk = marked();
    let old = |disk: &MemoryDisk, of: &MemoryDisk, paths: &[PathBuf], named: &str| {
        for path in paths {
            assert_eq!(
                disk.bytes(path),
                of.bytes(path),
                "{named}: {}",
                path.display()
            );
        }
    };
    assert!(lock(&disk));
    let session = file(&disk, "sessions", ".json.age");
    let known = &identities()[..1];
    for name in ["sessions/", "identities/", "before-new-key"] {
        let disk = disk.fork();
        let before = disk.fork();
        let changed = locking::change_key(
            &flipping(&disk, name),
            &keys(&disk),
            &identities()[1],
            known,
            now(),
        );
        assert_eq!(changed.unwrap_err().why, Why::NotAsWritten, "{name}");
        old(
            &disk,
            &before,
            &[session.clone(), at("identities/k1.age")],
            name,
        );
        let found = protection(&disk, Path::new(HOME)).unwrap();
        let key = |(id, _): &(String, Vec<u8>)| id == "k1";
        assert!(found.identities.iter().any(key));
        assert_eq!(words(&disk, keys(&disk)).as_deref(), Some(MARKER), "{name}");
    }
}

// What stays plain.

const REMAINS: [&str; 8] = [
    ".hidden.json",
    "backups/.away.rolebook-backup",
    "backups/2024-01-01T000000Z.rolebook-backup",
    "backups/2025",
    "backups/old.tar",
    "copy.txt",
    "drafts/below/it.json",
    "sessions/.swap",
];

/// A journal with copies of its words under names that are not its own, and damaged backups.
fn strewn() -> MemoryDisk {
    let disk = marked();
    let (store, _) = Store::inspect(Arc::new(disk.clone()), HOME, Keys::default()).unwrap();
    store
        .backup(&Request::automatic(Reason::Import, now()))
        .unwrap();
    drop(store);
    let session = disk.bytes(file(&disk, "sessions", ".json")).unwrap();
    let draft = disk.bytes(file(&disk, "drafts", ".json")).unwrap();
    let whole = disk
        .bytes(file(&disk, "backups", ".rolebook-backup"))
        .unwrap();
    for (path, bytes) in [
        (".hidden.json", &session),
        ("copy.txt", &draft),
        ("backups/old.tar", &whole),
        ("backups/.away.rolebook-backup", &whole),
        ("backups/2025/sessions/one.json", &session),
        ("backups/2025/sessions/two.json", &session),
        ("sessions/.swap", &session),
        ("drafts/below/it.json", &draft),
    ] {
        disk.put(at(path), bytes).unwrap();
    }
    // Too damaged for anybody to list it, and cut where it can still be listed.
    let middle = whole
        .windows(9)
        .position(|part| part == b"\"records\"")
        .unwrap();
    disk.put(
        at("backups/2024-01-01T000000Z.rolebook-backup"),
        &whole[middle..],
    )
    .unwrap();
    let cut = &whole[..whole.len() - 2000];
    disk.put(at("backups/2024-01-02T000000Z.rolebook-backup"), cut)
        .unwrap();
    disk.put(at("notes.txt"), "Not of the journal.").unwrap();
    disk.put(at("config.toml"), "idle_lock = 5\n").unwrap();
    disk
}

#[test]
fn a_lock_names_every_file_that_still_holds_plain_text() {
    let disk = strewn();
    let done = lock_once(&disk);
    assert_eq!(done.left, []);
    assert_eq!(
        done.backups,
        [inside(&file(
            &disk,
            "backups",
            "before-import.rolebook-backup"
        ))]
    );
    assert_eq!(
        done.damaged,
        [Path::new("backups/2024-01-02T000000Z.rolebook-backup")]
    );
    assert_eq!(done.remains, REMAINS.map(PathBuf::from));
    // Every place that holds the marker is among those.
    for path in holding(&disk, MARKER) {
        let path = inside(&path);
        let mut said = done.remains.iter().chain(&done.damaged);
        assert!(
            said.any(|said| path.starts_with(said)),
            "{}",
            path.display()
        );
    }
    let said = done.sealed_lines().join("\n");
    assert!(said.starts_with("Locked, but plain text remains"), "{said}");
    assert!(REMAINS.iter().all(|named| said.contains(named)), "{said}");
    assert!(
        said.contains("`rm backups/2024-01-02T000000Z.rolebook-backup` removes it"),
        "{said}"
    );
}

#[test]
fn once_they_are_removed_the_lock_is_done() {
    let disk = strewn();
    assert!(!lock_once(&disk).damaged.is_empty());
    let done = go_on(&disk);
    site(&disk)
        .remove_backup(&keys(&disk), &done.damaged[0])
        .unwrap();
    for path in ["journal.json", "sessions/.swap"] {
        let refused = site(&disk)
            .remove_backup(&keys(&disk), Path::new(path))
            .unwrap_err();
        assert_eq!(refused.why, Why::BadName);
    }
    let again = go_on(&disk);
    assert_eq!((again.damaged, again.remains), (Vec::new(), done.remains));
    for path in REMAINS {
        match path {
            "backups/2025" => disk.remove_folder(at(path)),
            _ => Disk::remove(&disk, &at(path)).unwrap(),
        }
    }
    let again = go_on(&disk);
    assert!(again.sealed_lines()[0].starts_with("Locked: "));
    assert_eq!(holding(&disk, MARKER), Vec::<PathBuf>::new());
}

#[test]
fn the_verbs_bring_a_journal_back_whose_label_was_rolled_back_or_is_gone() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    let label = home.path().join("journal.json");
    let before = fs::read(&label).unwrap();
    home.done(&["lock"], Some("a wet evening\n"), "");
    fs::write(&label, &before).unwrap();
    home.done(&["answer", "ground.2", "--from", "-"], None, "Sealed?");
    assert!(!home.holds("Sealed?"), "it waits in the inbox");
    let wrong = home.run(&["lock"], Some("a dry evening\n"), "");
    assert_eq!(wrong.code, 4, "{}", wrong.err);
    let again = home.done(&["lock"], Some("a wet evening\n"), "");
    assert!(again.err.contains("It says so again."), "{}", again.err);
    fs::remove_file(&label).unwrap();
    let verified = home.run(&["verify"], Some("a wet evening\n"), "");
    assert!(
        verified.code == 6 && verified.out.contains("journal.json"),
        "{}",
        verified.out
    );
    let again = home.done(&["lock"], Some("a wet evening\n"), "");
    assert!(again.err.contains("the id that it had"), "{}", again.err);
    let log = home.done(&["log"], Some("a wet evening\n"), "");
    assert!(log.out.contains(MARKER) && !home.holds(MARKER));
    // In a journal that is not locked it is said too.
    home.done(&["unlock"], Some("a wet evening\n"), "");
    fs::remove_file(&label).unwrap();
    let locked = home.done(&["lock"], Some("a wet evening\n"), "");
    assert!(
        locked.err.contains("was gone and was made again"),
        "{}",
        locked.err
    );
}

#[test]
fn the_verb_says_where_plain_text_remains_and_does_not_say_done() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    home.done(&["backup"], None, "");
    let backups = home.path().join("backups");
    let backup = fs::read_dir(&backups)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let bytes = fs::read(&backup).unwrap();
    fs::write(&backup, &bytes[..bytes.len() - 2000]).unwrap();
    let locked = home.run(&["lock"], Some("a wet evening\n"), "");
    assert_eq!(locked.code, 6, "{}", locked.err);
    let name = backup.file_name().unwrap().to_str().unwrap();
    assert!(
        locked
            .err
            .contains(&format!("`rm backups/{name}` removes it")),
        "{}",
        locked.err
    );
    assert!(locked.err.contains("Plain text remains"), "{}", locked.err);
    fs::remove_file(&backup).unwrap();
    fs::write(
        home.path().join(".hidden.json"),
        format!("{{\"words\": \"{MARKER}\"}}"),
    )
    .unwrap();
    let again = home.run(&["lock"], Some("a wet evening\n"), "");
    assert_eq!(again.code, 1, "{}", again.err);
    assert!(again.err.contains(".hidden.json"), "{}", again.err);
    fs::remove_file(home.path().join(".hidden.json")).unwrap();
    home.done(&["lock"], Some("a wet evening\n"), "");
    assert!(!home.holds(MARKER));
}

#[test]
fn a_backup_before_a_lock_opens_with_the_new_key_to_its_last_file() {
    let disk = marked();
    let foreign = Key::make(None).public().seal(b"theirs").unwrap();
    let name = file(&disk, "sessions", ".json");
    let name = format!("{}.age", name.display());
    disk.put(&name, &foreign).unwrap();
    disk.put(at("set-aside/cut.json.age"), b"age-encr").unwrap();
    let identity: &Identity = &identities()[0];
    let done = locking::lock(&site(&disk), identity, &mut Ids::new(3), now()).unwrap();
    // What nobody can open lies in it as it was.
    let backup = inside(&file(&disk, "backups", "before-lock.rolebook-backup"));
    let (store, _) =
        Store::inspect(Arc::new(disk.clone()), HOME, identity.keys(Vec::new())).unwrap();
    let archive = store.read_backup(&backup).unwrap();
    let shut = archive
        .files()
        .filter(|(part, _, bytes)| part.holds_words() && identity.key.open(bytes).is_err());
    let shut: Vec<_> = shut.map(|(_, _, bytes)| bytes.to_vec()).collect();
    assert_eq!(shut.len(), 2);
    assert!(shut.contains(&foreign) && shut.contains(&b"age-encr".to_vec()));
    assert_eq!(done.left.len(), 2, "{:?}", done.left);
    let noted = Recipient::of(site(&disk).disk, Path::new(CONFIG), store.id()).unwrap();
    assert!(noted.read().unwrap() == Some(vec![identity.key.public()]));
}
