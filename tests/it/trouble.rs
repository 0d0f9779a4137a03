//! Jobs on the lock that meet trouble: cut off, refused, or with files that nobody can read. What
//! is said of them is true, nothing is lost, and doing it again brings them to their end.

use std::{
    fs, io,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use rolebook::{
    journal::Ids,
    seal::{Key, Passphrase, Seal, SealError},
    store::{
        Identity, Job, Keys, Protection, Recipient, StoreError, Why,
        disk::{Disk, Fresh, Guard, Hold, Item, Look, RealDisk},
        memory::{Cut, Failure, Fault, MemoryDisk},
        protection,
    },
    workbook::locking::{self, Done, Opened, Site},
};

use crate::{
    driver::{HOME, workbook_with},
    locked::{MARKER, holding, marked},
    locking::{CONFIG, Home, identities, is_locked_with, keys, lock, now, opened, site},
};

// A change of the key that was cut off before anything was sealed to the new one.

const NEW: &str = "a fresh morning\n";
const OLD: &str = "a wet evening\n";

fn passphrase(line: &str) -> Passphrase {
    Passphrase::new(line.trim_end().to_owned())
}

/// The new key, behind a passphrase of its own.
fn unused() -> &'static Identity {
    static UNUSED: OnceLock<Identity> = OnceLock::new();
    UNUSED.get_or_init(|| {
        Identity::behind("k9".to_owned(), Key::make(None), &passphrase(NEW)).unwrap()
    })
}

/// Cuts a change of the key off once the new one lies beside the journal.
fn cut_a_change(disk: Arc<dyn Disk>, home: &Path, keys: Keys) {
    let (mut job, _) = Job::begin(disk, home.to_path_buf(), keys.clone(), &|_| None).unwrap();
    job.announce(keys, &unused().id).unwrap();
    job.put_key(unused()).unwrap();
}

fn cut_disk() -> MemoryDisk {
    let disk = marked();
    assert!(lock(&disk));
    cut_a_change(Arc::new(disk.clone()), Path::new(HOME), keys(&disk));
    disk
}

fn found(disk: &MemoryDisk) -> Protection {
    protection(disk, Path::new(HOME)).unwrap()
}

/// What the passphrase so far opens.
fn own(disk: &MemoryDisk) -> Vec<(String, Key)> {
    let mut known = Vec::new();
    for (id, _) in found(disk).identities {
        let known_key = identities().iter().find(|known| known.id == id);
        known.extend(known_key.map(|known| (id, known.key.clone())));
    }
    known
}

#[test]
fn the_passphrase_of_a_key_that_nothing_is_sealed_to_opens_nothing_and_undoes_the_change() {
    let disk = cut_disk();
    let there = found(&disk);
    let shut = Opened::with(&passphrase(NEW), &there, |_| false);
    assert_eq!(shut.err(), Some(SealError::OtherKey));
    let wrong = there.open(&passphrase("a dry evening"));
    assert_eq!(wrong.err(), Some(SealError::WrongPassphrase));
    assert_eq!(there.elsewhere(&own(&disk)), [] as [&str; 0]);

    // Whoever opens the journal with it all the same has nothing noted for adding.
    let store = workbook_with(&disk, 5, unused().keys(Vec::new())).store();
    let shared = site(&disk).disk;
    assert_eq!(locking::agree(&shared, Path::new(CONFIG), &store), None);
    let noted = Recipient::of(shared, Path::new(CONFIG), store.id()).unwrap();
    assert!(noted.read().unwrap() == Some(vec![identities()[0].key.public()]));
    drop(store);

    let key = there.open_unused(&passphrase(NEW)).unwrap();
    let done = locking::undo(&site(&disk), &key).unwrap();
    assert!(!done.key_stays);
    is_locked_with(&disk, "k1", "undone");
    assert!(noted.read().unwrap() == Some(vec![identities()[0].key.public()]));
    let workbook = workbook_with(&disk, 5, keys(&disk));
    assert!(workbook.journal.latest("ground.1").is_some());
    assert_eq!(workbook.notices, [] as [String; 0]);
}

#[test]
fn a_key_that_something_is_sealed_to_stays_whatever_the_label_says() {
    let disk = cut_disk();
    let seal = unused().keys(Vec::new()).seal;
    let late = Path::new(HOME).join("inbox/late.json.age");
    disk.put(&late, seal.seal(b"{}".to_vec()).unwrap()).unwrap();
    let key = (unused().id.clone(), unused().key.clone());
    assert!(locking::undo(&site(&disk), &key).unwrap().key_stays);
    let done = locking::go_on(&site(&disk), &own(&disk)).unwrap();
    let said = done.sealed_lines().join("\n");
    assert!(said.contains("The new one stays in identities/"), "{said}");
    assert_eq!(found(&disk).identities.len(), 2);
}

#[test]
fn every_job_takes_the_unused_key_away() {
    let disk = cut_disk();
    locking::go_on(&site(&disk), &own(&disk)).unwrap();
    is_locked_with(&disk, "k1", "gone on with");

    let disk = cut_disk();
    let known = &identities()[..1];
    let before = Protection::keys(&own(&disk));
    locking::change_key(&site(&disk), &before, &identities()[1], known, now()).unwrap();
    is_locked_with(&disk, "k2", "changed again");

    let disk = cut_disk();
    let known = own(&disk);
    let keys = Protection::keys(&known);
    locking::unlock(&site(&disk), &keys, &known, now()).unwrap();
    assert!(!found(&disk).locked && found(&disk).identities.is_empty());
    assert_eq!(holding(&disk, MARKER).len(), 3);
}

#[test]
fn a_new_key_while_a_change_is_half_done_leaves_that_key_alone() {
    let disk = marked();
    assert!(lock(&disk));
    let known = &identities()[..1];
    // Every file is sealed to the second key; then the last of it is cut off.
    let before = keys(&disk);
    locking::change_key(&site(&disk), &before, &identities()[1], known, now()).unwrap();
    let (first, second) = (&identities()[0], &identities()[1]);
    let both = second.keys(vec![first.key.clone()]);
    let (mut job, _) = Job::begin(site(&disk).disk, HOME.into(), both.clone(), &|_| None).unwrap();
    job.turn_to(both.clone(), &first.id).unwrap();
    job.put_key(first).unwrap();
    drop(job);
    let seal = first.keys(Vec::new()).seal;
    let late = Path::new(HOME).join("set-aside/late.json.1.age");
    disk.put(&late, seal.seal(MARKER.as_bytes().to_vec()).unwrap())
        .unwrap();
    locking::change_key(&site(&disk), &both, unused(), identities(), now()).unwrap();
    is_locked_with(&disk, "k9", "a third key");
    let late = unused().key.open(&disk.bytes(&late).unwrap()).unwrap();
    assert_eq!(late, MARKER.as_bytes());
}

/// The first key behind the new passphrase, as a change of the key puts it there.
fn first_again() -> &'static Identity {
    static AGAIN: OnceLock<Identity> = OnceLock::new();
    AGAIN.get_or_init(|| {
        let key = identities()[0].key.clone();
        Identity::behind("k1".to_owned(), key, &passphrase(NEW)).unwrap()
    })
}

/// `rolebook lock` after a cut, with the new passphrase or with the old one; none where that opens
/// nothing any more. What a passphrase opens is told from the files, without the time it takes.
fn lock_with(disk: &MemoryDisk, new: bool, was: &[u8]) -> Option<Done> {
    let there = found(disk);
    let mut opened = Vec::new();
    for (id, stored) in &there.identities {
        let (key, behind_new) = match id.as_str() {
            "k1" => (&identities()[0].key, stored != was),
            _ => (&unused().key, true),
        };
        opened.extend((behind_new == new).then(|| (id.clone(), key.clone())));
    }
    opened.sort_by_key(|(id, _)| there.key.as_ref() != Some(id));
    let begun = there.next.is_some();
    let finishes = begun && opened.len() == 2;
    let first = opened.first()?.clone();
    let not_begun = there.other.as_ref() == Some(&first.0) && there.names_its_key();
    if not_begun && opened.len() == 1 {
        return Some(locking::undo(&site(disk), &first).unwrap());
    }
    let done = locking::bring_to_end(&site(disk), &opened, now()).unwrap();
    let said = done.sealed_lines().join("\n");
    assert_eq!(said.contains("was undone"), begun && !finishes, "{said}");
    assert_eq!(said.contains("cut off is done"), finishes, "{said}");
    if finishes {
        assert_eq!(found(disk).key.as_deref(), Some("k9"), "{said}");
    }
    Some(done)
}

#[test]
fn cut_off_anywhere_a_change_of_the_key_ends_with_either_passphrase_and_one_key() {
    let ready = marked();
    ready.put_folder(Path::new(CONFIG)).unwrap();
    assert!(lock(&ready));
    let was = found(&ready).identities.remove(0).1;
    let before = keys(&ready);
    let change = |disk: &MemoryDisk| {
        let again = std::slice::from_ref(first_again());
        locking::change_key(&site(disk), &before, unused(), again, now())
    };
    let count = {
        let whole = ready.fork();
        let before = whole.operations();
        change(&whole).unwrap();
        is_locked_with(&whole, "k9", "uncut");
        whole.operations() - before
    };
    let mut ends = [0, 0];
    for nth in 1..=count {
        let cut = ready.fork();
        cut.fail(Fault {
            op: None,
            nth,
            failure: Failure::Io,
            lasting: true,
        });
        let _ = change(&cut);
        cut.fail(None);
        cut.cut(Cut::Power);
        let there = found(&cut);
        let journal = there.journal.clone().unwrap();
        let noted = |disk: &MemoryDisk| {
            let noted = Recipient::of(site(disk).disk, Path::new(CONFIG), &journal);
            noted.unwrap().read().unwrap().unwrap()
        };
        let (first, second) = (identities()[0].key.public(), unused().key.public());
        if there.key.as_deref() == Some("k1") {
            assert!(noted(&cut) == [first.clone()], "after operation {nth}");
        }
        for new in [true, false] {
            let disk = cut.fork();
            let Some(done) = lock_with(&disk, new, &was) else {
                continue;
            };
            assert!(
                done.left.is_empty(),
                "after operation {nth}: {:?}",
                done.left
            );
            let named = found(&disk).key.unwrap();
            let at = format!("after operation {nth}, the new passphrase: {new}");
            is_locked_with(&disk, &named, &at);
            let (key, public) = match named.as_str() {
                "k1" => (&identities()[0], first.clone()),
                _ => (unused(), second.clone()),
            };
            assert!(noted(&disk) == [public], "{at}");
            let workbook = workbook_with(&disk, 5, key.keys(Vec::new()));
            let kept = workbook.journal.latest("ground.1");
            assert_eq!(kept.map(|entry| entry.words.as_str()), Some(MARKER), "{at}");
            ends[usize::from(named == "k1")] += 1;
        }
    }
    assert!(ends[0] > 10 && ends[1] > 10, "{ends:?}");
}

#[test]
fn the_verbs_say_what_an_unused_key_is_and_take_it_away() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    home.done(&["lock"], Some(OLD), "");
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    let locked = protection(&RealDisk, &home.path()).unwrap();
    let keys = locked.unlock(&passphrase(OLD)).unwrap();
    cut_a_change(disk, &home.path(), keys);
    let noted = || {
        let folder = fs::read_dir(home.path().join("recipients")).unwrap();
        let mut noted: Vec<_> = folder
            .map(|item| fs::read(item.unwrap().path()).unwrap())
            .collect();
        noted.sort();
        noted
    };
    let before = noted();
    for args in [&["log"][..], &["note", "--from", "-"]] {
        let shut = home.run(args, Some(NEW), "Some words.");
        assert_eq!(shut.code, 4, "{args:?}: {}", shut.err);
        assert!(
            shut.err.contains("What opened the journal so far opens it"),
            "{}",
            shut.err
        );
        assert!(!shut.err.contains("goes on with it") && !shut.err.contains("not its own"));
    }
    assert!(noted() == before);
    let undone = home.done(&["lock"], Some(NEW), "");
    assert!(undone.err.contains("was undone"), "{}", undone.err);
    assert!(undone.err.contains("--new-key` makes it again."));
    let keys = fs::read_dir(home.path().join("identities")).unwrap();
    assert_eq!(keys.count(), 1);
    let wrong = home.run(&["log"], Some(NEW), "");
    assert!(
        wrong.err.contains("That is not the passphrase."),
        "{}",
        wrong.err
    );
    let log = home.done(&["log"], Some(OLD), "");
    assert!(
        log.out.contains(MARKER) && log.err.trim() == "Opening\u{2026}",
        "{}",
        log.err
    );
}

// Files that cannot be read, disks that take no more, and disks without locks.

/// A disk that reads no file whose path holds this, or gives no lock.
struct Closed {
    disk: MemoryDisk,
    unread: &'static str,
    locks: bool,
}

impl Disk for Closed {
    fn look(&self, path: &Path) -> io::Result<Look> {
        self.disk.look(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Item>> {
        self.disk.list(folder)
    }
    fn read(&self, path: &Path, room: Vec<u8>) -> io::Result<Vec<u8>> {
        if !self.unread.is_empty() && path.to_string_lossy().contains(self.unread) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        self.disk.read(path, room)
    }
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Fresh>> {
        self.disk.create(path, bytes)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.disk.rename(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.disk.sync_folder(folder)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk::remove(&self.disk, path)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.disk.make_folder(path)
    }
    fn restrict(&self, path: &Path) -> io::Result<()> {
        self.disk.restrict(path)
    }
    fn can_write(&self, folder: &Path) -> io::Result<()> {
        self.disk.can_write(folder)
    }
    fn lock(&self, path: &Path, hold: Hold) -> io::Result<Option<Guard>> {
        if self.locks {
            self.disk.lock(path, hold)
        } else {
            Err(io::ErrorKind::Unsupported.into())
        }
    }
    fn wait(&self) {}
}

fn closed(disk: &MemoryDisk, unread: &'static str, locks: bool) -> Site {
    let disk_of = Closed {
        disk: disk.clone(),
        unread,
        locks,
    };
    Site {
        disk: Arc::new(disk_of),
        ..site(disk)
    }
}

fn lock_on(site: &Site) -> Result<Done, StoreError> {
    locking::lock(site, &identities()[0], &mut Ids::new(3), now())
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_the_rest_is_locked() {
    let disk = marked();
    let done = lock_on(&closed(&disk, "drafts/", true)).unwrap();
    let said = done.sealed_lines().join("\n");
    assert!(
        said.starts_with("Locked in part: 2 files are sealed."),
        "{said}"
    );
    assert!(
        said.contains("drafts/") && said.contains("there is no permission"),
        "{said}"
    );
    assert!(said.contains("`rolebook lock` goes on"), "{said}");
    assert_eq!(holding(&disk, MARKER).len(), 1);
    assert!(lock(&disk));
    is_locked_with(&disk, "k1", "gone on with");
}

#[test]
fn a_file_that_cannot_be_read_keeps_its_key_until_it_can() {
    let disk = marked();
    assert!(lock(&disk));
    let (before, known) = (keys(&disk), &identities()[..1]);
    let shut = closed(&disk, "drafts/", true);
    let done = locking::change_key(&shut, &before, &identities()[1], known, now()).unwrap();
    assert!(done.key_stays && done.left.len() == 1, "{done:?}");
    assert_eq!(found(&disk).other.as_deref(), Some("k1"));
    let said = workbook_with(&disk, 5, keys(&disk)).notices.join("\n");
    assert!(
        said.contains("a file could not be read or written. `rolebook lock` goes on"),
        "{said}"
    );
    assert!(lock(&disk));
    is_locked_with(&disk, "k2", "gone on with");

    let (keys, known) = (keys(&disk), opened(&disk).unwrap());
    let done = locking::unlock(&shut, &keys, &known, now()).unwrap();
    let said = done.opened_lines().join("\n");
    assert!(
        said.starts_with("Not unlocked wholly: 2 files are plain"),
        "{said}"
    );
    assert!(said.contains("`rolebook unlock` goes on") && !said.contains("another passphrase"));
    assert!(found(&disk).locked);
    let done = locking::unlock(&site(&disk), &keys, &known, now()).unwrap();
    assert!(!done.stopped && !found(&disk).locked);
    assert_eq!(holding(&disk, MARKER).len(), 3);
}

#[test]
fn what_is_said_after_one_failure_of_the_disk_is_true() {
    let ready = marked();
    let count = {
        let whole = ready.fork();
        let before = whole.operations();
        lock_on(&site(&whole)).unwrap();
        whole.operations() - before
    };
    let mut in_part = 0;
    for nth in 1..=count {
        let disk = ready.fork();
        disk.fail(Fault {
            op: None,
            nth,
            failure: Failure::Io,
            lasting: false,
        });
        let done = lock_on(&site(&disk));
        disk.fail(None);
        let Ok(done) = done else { continue };
        let line = done.sealed_lines().remove(0);
        let plain = holding(&disk, MARKER);
        assert!(
            plain.is_empty() || line.starts_with("Locked in part"),
            "after operation {nth}: {line} {plain:?} {:?}",
            done.left
        );
        for path in &plain {
            // By its name or, where that could not be looked into, by that of its folder.
            let named = |(left, _): &(PathBuf, Why)| path.starts_with(Path::new(HOME).join(left));
            assert!(
                done.left.iter().any(named),
                "after operation {nth}: {path:?} in {:?}",
                done.left
            );
        }
        in_part += usize::from(!plain.is_empty());
        disk.cut(Cut::Process);
        assert!(lock(&disk), "after operation {nth}");
        is_locked_with(&disk, "k1", &format!("after operation {nth}"));
    }
    assert!(in_part > 5, "{in_part}");
}

#[test]
fn a_job_on_a_disk_without_locks_is_refused_before_anything_is_asked() {
    let disk = marked();
    let shut = closed(&disk, "", false);
    let before = disk.paths();
    let asked = shut.check_free().unwrap_err();
    let begun = lock_on(&shut).unwrap_err();
    assert_eq!((&asked.why, &begun.why), (&Why::NoLocks, &Why::NoLocks));
    assert!(asked.is_refusal() && begun.is_refusal());
    assert!(
        asked
            .to_string()
            .starts_with("there are no file locks here"),
        "{asked}"
    );
    let job = Job::begin(
        Arc::clone(&shut.disk),
        HOME.into(),
        Keys::default(),
        &|_| None,
    );
    assert_eq!(job.err().unwrap().why, Why::NoLocks);
    assert_eq!(disk.paths(), before);
}

#[test]
fn a_refusal_says_why_and_that_nothing_was_changed() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    let label = home.path().join("journal.json");
    let text = fs::read_to_string(&label).unwrap();
    fs::write(&label, text.replace("\"format\": 1", "\"format\": 9")).unwrap();
    let newer = home.run(&["lock"], Some(OLD), "");
    assert_eq!(newer.code, 1, "{}", newer.err);
    assert!(
        newer
            .err
            .contains("Not locked: it was written by a newer version"),
        "{}",
        newer.err
    );
    assert!(newer.err.contains("Nothing was changed.") && !newer.err.contains("goes on"));
}

// An older label, links, and keys behind two passphrases.

#[test]
fn sealed_files_in_any_folder_tell_that_the_journal_is_locked() {
    let disk = marked();
    let older = disk.bytes(Path::new(HOME).join("journal.json")).unwrap();
    assert!(lock(&disk));
    // An unlocking has left the key there.
    let older = String::from_utf8(older).unwrap();
    let older = older.replace('{', "{ \"kept\": [\"k1\"],");
    disk.put(Path::new(HOME).join("journal.json"), older)
        .unwrap();
    let sealed = identities()[0].keys(Vec::new()).seal;
    for folder in [
        "sessions/2026",
        "drafts",
        "inbox",
        "reviews/abc",
        "set-aside",
    ] {
        let disk = disk.fork();
        for path in holding(&disk, "age-encryption.org") {
            if !path.starts_with(Path::new(HOME).join("identities")) {
                Disk::remove(&disk, &path).unwrap();
            }
        }
        assert!(!found(&disk).locked, "{folder}");
        let path = Path::new(HOME).join(folder).join("x.json.age");
        disk.put(path, sealed.seal(b"{}".to_vec()).unwrap())
            .unwrap();
        assert!(found(&disk).locked, "{folder}");
    }
}

#[test]
fn an_older_label_lets_no_plain_words_in_beside_a_sealed_draft() {
    let home = Home::new();
    home.done(&["log"], None, "");
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    let label = home.path().join("journal.json");
    let older = fs::read(&label).unwrap();
    home.done(&["lock"], Some(OLD), "");
    fs::write(&label, older).unwrap();
    let sessions = home.path().join("sessions/2026");
    fs::create_dir(home.path().join("drafts")).ok();
    for item in fs::read_dir(&sessions).unwrap() {
        let path = item.unwrap().path();
        fs::rename(&path, home.path().join("drafts/abc123.json.age")).unwrap();
    }
    let shut = home.run(&["note", "--from", "-"], None, "PLAINSECRET");
    assert!(
        shut.code != 0 || shut.err.contains("sealed"),
        "{}",
        shut.err
    );
    assert!(!home.holds("PLAINSECRET"));
}

#[test]
fn a_key_alone_lets_no_plain_words_in_whatever_the_label_says() {
    let home = Home::new();
    home.done(&["lock"], Some(OLD), "");
    let label = home.path().join("journal.json");
    let id = protection(&RealDisk, &home.path())
        .unwrap()
        .journal
        .unwrap();
    let older = format!("{{\"format\": 1, \"id\": \"{id}\", \"protection\": \"none\"}}");
    fs::write(&label, &older).unwrap();
    let added = home.run(&["note", "--from", "-"], None, "PLAINSECRET");
    assert!(!home.holds("PLAINSECRET"), "{}", added.err);
    let shut = home.run(&["log"], None, "");
    assert_eq!(shut.code, 4, "{}", shut.err);
    assert!(
        shut.err
            .contains("journal.json says that this journal is not locked; the key identities/"),
        "{}",
        shut.err
    );
    home.done(
        &["answer", "ground.1", "--from", "-"],
        Some(OLD),
        "PLAINSECRET",
    );
    let open = home.done(&["log"], Some(OLD), "");
    assert!(
        open.err.contains("`rolebook lock` states the lock again"),
        "{}",
        open.err
    );
    assert!(!home.holds("PLAINSECRET"));
    home.done(&["lock"], Some(OLD), "");
    assert!(fs::read_to_string(&label).unwrap().contains("\"key\""));
    // Taken off, it stays off.
    fs::write(&label, &older).unwrap();
    home.done(&["unlock"], Some(OLD), "");
    let log = home.done(&["log"], None, "");
    assert!(log.out.contains("PLAINSECRET"), "{}", log.err);
}

#[test]
fn a_key_that_stays_and_a_file_that_nobody_can_open_do_not_hold_up_an_unlock() {
    let disk = marked();
    assert!(lock(&disk));
    let foreign = Seal::Locked {
        key: Key::make(None),
        others: Vec::new(),
    };
    for name in ["drafts/abc.json.age", "set-aside/abc.json.1.age"] {
        let foreign = foreign.seal(b"{}".to_vec()).unwrap();
        disk.put(Path::new(HOME).join(name), foreign).unwrap();
    }
    // Nobody can tell what this one needs, so the key stays.
    let torn = Path::new(HOME).join("backups/torn.age");
    disk.put(torn, "age-encryption.org/v1").unwrap();
    let (keys, known) = (keys(&disk), opened(&disk).unwrap());
    let done = locking::unlock(&site(&disk), &keys, &known, now()).unwrap();
    assert!(done.key_stays && !done.stopped);
    assert_eq!(done.aside.len(), 2, "{done:?}");
    assert!(!found(&disk).locked);
    // Another one that comes has not stayed.
    let key = Path::new(HOME).join("identities/k7.age");
    disk.put(key, "age-encryption.org/v1").unwrap();
    assert!(found(&disk).locked);
}

#[test]
fn a_year_that_is_a_link_is_named_and_not_called_locked() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    let (year, away) = (home.path().join("sessions/2026"), home.path().join("../y"));
    fs::rename(&year, &away).unwrap();
    symlink("../../y", &year).unwrap();
    let locked = home.run(&["lock"], Some(OLD), "");
    assert_eq!(locked.code, 6, "{}", locked.err);
    assert!(locked.err.contains("Locked in part"), "{}", locked.err);
    assert!(
        locked.err.contains("sessions/2026 (it is a link"),
        "{}",
        locked.err
    );
    fs::remove_file(&year).unwrap();
    fs::rename(&away, &year).unwrap();
    home.done(&["lock"], Some(OLD), "");
    assert!(!home.holds(MARKER));

    // What lies behind a link may need the key.
    fs::rename(&year, &away).unwrap();
    symlink("../../y", &year).unwrap();
    let unlocked = home.run(&["unlock"], Some(OLD), "");
    assert_eq!(unlocked.code, 6, "{}", unlocked.err);
    let keys = fs::read_dir(home.path().join("identities")).unwrap();
    assert_eq!(keys.count(), 1, "{}", unlocked.err);
}

#[test]
fn a_key_that_is_a_link_is_said_to_be_one() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    home.done(&["lock"], Some(OLD), "");
    let folder = home.path().join("identities");
    let key: PathBuf = fs::read_dir(&folder)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let away = home.path().join("../key.age");
    fs::rename(&key, &away).unwrap();
    symlink("../../key.age", &key).unwrap();
    let shut = home.run(&["log"], Some(OLD), "");
    assert_eq!(shut.code, 4, "{}", shut.err);
    assert!(
        shut.err
            .contains("a link stands in the place of its key (identities/"),
        "{}",
        shut.err
    );
}

#[test]
fn a_second_key_behind_another_passphrase_is_said_in_one_way() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    home.done(&["lock"], Some(OLD), "");
    // A synchronizer brings a key, and what is sealed to it.
    let identities = home.path().join("identities");
    let own = protection(&RealDisk, &home.path()).unwrap();
    let keys = own.unlock(&passphrase(OLD)).unwrap();
    cut_a_change(Arc::new(RealDisk), &home.path(), keys.clone());
    let (mut job, _) =
        Job::begin(Arc::new(RealDisk), home.path(), keys.clone(), &|_| None).unwrap();
    job.write_with(keys).unwrap();
    drop(job);
    let seal = unused().keys(Vec::new()).seal;
    let theirs = home
        .path()
        .join("sessions/2026/2026-03-31T081233Z-k7f3q2.json.age");
    fs::write(&theirs, seal.seal(b"{}".to_vec()).unwrap()).unwrap();

    let locked = home.run(&["lock"], Some(OLD), "");
    assert_eq!(locked.code, 6, "{}", locked.err);
    assert!(
        locked.err.contains("it is sealed to another key"),
        "{}",
        locked.err
    );
    assert!(
        locked
            .err
            .contains("`rolebook passphrase` takes that passphrase too")
    );
    let changed = ["passphrase"];
    let wrong = home.run(&changed, Some("a wet evening\na third one\nnot that\n"), "");
    assert_eq!(wrong.code, 4, "{}", wrong.err);
    assert!(wrong.err.contains("on the third line") && wrong.err.contains("Nothing was changed."));
    let without = home.done(&changed, Some("a wet evening\na third one\n"), "");
    assert!(without.err.contains("it stays as it is"), "{}", without.err);
    let lines = format!("a third one\na fourth one\n{NEW}");
    home.done(&changed, Some(&lines), "");
    let done = home.run(&["lock"], Some("a fourth one\n"), "");
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(fs::read_dir(identities).unwrap().count(), 2);
}

#[test]
fn a_new_key_says_what_opens_the_journal_and_the_backup_before_it() {
    let disk = marked();
    let paper = rolebook::seal::Paper::make();
    let key = identities()[0]
        .key
        .with_paper(Some(paper.public().unwrap()));
    let words = passphrase(OLD);
    let identity = Identity::behind("k1".to_owned(), key, &words).unwrap();
    locking::lock(&site(&disk), &identity, &mut Ids::new(3), now()).unwrap();
    let protection = found(&disk);
    let opened = Opened::with(&words, &protection, |_| false).unwrap();
    let wish = locking::Wish::passphrase(opened, passphrase(NEW), true, None);
    let ready = wish.prepare(&protection, &mut Ids::new(4)).unwrap();
    let done = ready.run(&site(&disk), &mut Ids::new(4), now()).unwrap();
    let said = wish.sentences(&done).join("\n");
    assert!(
        said.contains("That backup opens with the new passphrase."),
        "{said}"
    );
    assert!(
        said.contains("The key on paper that there is goes on opening"),
        "{said}"
    );
}
