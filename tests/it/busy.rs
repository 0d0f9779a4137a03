//! Words that come while a job on the whole journal runs: kept beside it, in the form that the job
//! leaves behind.

use std::{
    ffi::OsString,
    fs, io,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use rolebook::{
    journal::{Draft, Ids},
    seal::{Key, is_sealed},
    store::{
        Recipient,
        disk::{Disk, Fresh, Guard, Hold, Item, Look, RealDisk},
        memory::MemoryDisk,
    },
    workbook::locking::{self, Site, keep_beside},
};

use crate::{
    driver::workbook_with,
    inbox::{item, locked_home},
    locked::{holding, marked},
    locking::{CONFIG, identities, keys, lock, now, opened, site},
    shell,
};

const WORDS: &str = "Between two trains.";

/// A disk on which something else is done before its nth operation.
struct Meanwhile {
    disk: MemoryDisk,
    left: AtomicUsize,
    other: Mutex<Option<Box<dyn FnOnce() + Send>>>,
}

impl Meanwhile {
    fn step(&self) -> &MemoryDisk {
        if self.left.fetch_sub(1, Ordering::Relaxed) == 1 {
            let other = self.other.lock().unwrap().take();
            other.unwrap()();
        }
        &self.disk
    }
}

impl Disk for Meanwhile {
    fn look(&self, path: &Path) -> io::Result<Look> {
        self.step().look(path)
    }
    fn list(&self, folder: &Path) -> io::Result<Vec<Item>> {
        self.step().list(folder)
    }
    fn read(&self, path: &Path, room: Vec<u8>) -> io::Result<Vec<u8>> {
        self.step().read(path, room)
    }
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Fresh>> {
        self.step().create(path, bytes)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step().rename(from, to)
    }
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step().sync_folder(folder)
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step().remove(path)
    }
    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step().make_folder(path)
    }
    fn restrict(&self, path: &Path) -> io::Result<()> {
        self.step().restrict(path)
    }
    fn can_write(&self, folder: &Path) -> io::Result<()> {
        self.step().can_write(folder)
    }
    fn lock(&self, path: &Path, hold: Hold) -> io::Result<Option<Guard>> {
        self.step().lock(path, hold)
    }
    fn wait(&self) {}
}

type Job = fn(&Site, &MemoryDisk);

/// What each job does, on a disk that is ready for it.
fn jobs() -> [(&'static str, MemoryDisk, Job); 3] {
    let plain = marked();
    let locked = plain.fork();
    assert!(lock(&locked));
    let locks: Job = |site, _| {
        locking::lock(site, &identities()[0], &mut Ids::new(7), now()).unwrap();
    };
    let unlocks: Job = |site, disk| {
        let (keys, opened) = (keys(disk), opened(disk).unwrap());
        locking::unlock(site, &keys, &opened, now()).unwrap();
    };
    let changes: Job = |site, disk| {
        let keys = keys(disk);
        locking::change_key(site, &keys, &identities()[1], &[], now()).unwrap();
    };
    [
        ("lock", plain, locks),
        ("unlock", locked.fork(), unlocks),
        ("a change of the key", locked, changes),
    ]
}

fn given() -> Draft {
    item("trains", "ground.6", &[WORDS], &[])
}

/// Runs one of two on a disk, and the other whole before its nth operation. False where it has
/// not so many.
fn run(
    disk: &MemoryDisk,
    nth: usize,
    one: impl FnOnce(&Site),
    other: impl FnOnce() + Send + 'static,
) -> bool {
    let meanwhile = Arc::new(Meanwhile {
        disk: disk.clone(),
        left: AtomicUsize::new(nth),
        other: Mutex::new(Some(Box::new(other))),
    });
    let shared: Arc<dyn Disk> = meanwhile.clone();
    one(&Site {
        disk: shared,
        ..site(disk)
    });
    meanwhile.other.lock().unwrap().is_none()
}

/// The words are there and can be read, and lie plain only in a journal that is.
fn is_kept(disk: &MemoryDisk, at: &str) {
    let keys = keys(disk);
    let plain = holding(disk, WORDS);
    assert!(keys.id.is_none() || plain.is_empty(), "{at}: {plain:?}");
    let workbook = workbook_with(disk, 5, keys);
    let waits = workbook.drafts.iter().chain(&workbook.inbox);
    let count = waits.filter(|draft| draft.texts == [WORDS]).count();
    assert_eq!(count, 1, "{at}: {:?}", workbook.notices);
    assert_eq!(workbook.reading_only, None, "{at}");
}

#[test]
fn at_whatever_instant_of_a_job_words_come_they_are_kept_in_the_form_it_leaves() {
    for (name, ready, job) in jobs() {
        let mut count = 0;
        for nth in 1.. {
            let disk = ready.fork();
            let inside = disk.clone();
            let words = move || {
                keep_beside(&site(&inside), &given()).unwrap();
            };
            if !run(&disk, nth, |site| job(site, &disk), words) {
                break;
            }
            is_kept(&disk, &format!("before operation {nth} of {name}"));
            count = nth;
        }
        assert!(count > 20, "{name}: {count}");
    }
}

#[test]
fn at_whatever_instant_of_keeping_words_a_job_comes_they_are_kept_in_the_form_it_leaves() {
    for (name, ready, job) in jobs() {
        let mut count = 0;
        for nth in 1.. {
            let disk = ready.fork();
            let inside = disk.clone();
            let works = move || job(&site(&inside), &inside);
            let writes = |site: &Site| {
                keep_beside(site, &given()).unwrap();
            };
            if !run(&disk, nth, writes, works) {
                break;
            }
            is_kept(&disk, &format!("{name} before operation {nth}"));
            count = nth;
        }
        assert!(count > 8, "{name}: {count}");
    }
}

#[test]
fn where_nothing_says_to_which_key_words_are_sealed_none_are_left_plain() {
    let disk = marked();
    assert!(lock(&disk));
    let store = workbook_with(&disk, 5, keys(&disk)).store();
    let noted = Recipient::of(site(&disk).disk, Path::new(CONFIG), store.id()).unwrap();
    drop(store);
    noted.remove().unwrap();
    assert!(keep_beside(&site(&disk), &given()).is_err());
    assert!(holding(&disk, WORDS).is_empty());
}

/// As a job on the whole journal has it.
fn hold(home: &Path) -> Guard {
    let guard = RealDisk.lock(&home.join("lock"), Hold::Exclusive);
    guard.unwrap().unwrap()
}

fn names(folder: &Path) -> Vec<OsString> {
    let files = shell::files(folder).into_iter();
    files.map(|path| path.file_name().unwrap().into()).collect()
}

#[test]
fn while_a_job_runs_an_answer_waits_as_a_draft() {
    let home = shell::home();
    let at = home.path();
    shell::done(at, &["answer", "ground.1", "--from", "-"], "Before.");
    let held = hold(at);
    let busy = shell::run(at, &["answer", "ground.6", "--from", "-"], WORDS);
    assert_eq!((busy.code, busy.out.as_str()), (5, ""), "{}", busy.err);
    assert!(busy.err.contains("Waiting for its end"), "{}", busy.err);
    let name = &names(&at.join("drafts"))[0];
    let place = format!("drafts/{}", name.to_string_lossy());
    assert!(busy.err.contains(&place) && busy.err.contains("`rolebook answer ground.6` goes on"));
    drop(held);
    let resumed = shell::run(at, &["answer", "ground.6", "--plain"], "");
    assert!(resumed.err.contains("You go on where you were."));
    assert!(shell::done(at, &["log"], "").contains(WORDS));
    assert!(names(&at.join("drafts")).is_empty());
}

#[test]
fn while_a_job_runs_a_note_waits_as_a_draft() {
    let home = shell::home();
    let at = home.path();
    let before = shell::done(at, &["answer", "ground.1", "--from", "-"], "Before.");
    let held = hold(at);
    // What is said of an answer is kept as a note on it.
    let busy = shell::run(
        at,
        &["answer", &before, "--choose", "changed", "--from", "-"],
        WORDS,
    );
    assert_eq!(busy.code, 5, "{}", busy.err);
    assert!(busy.err.contains("`rolebook note` goes on"), "{}", busy.err);
    drop(held);
    shell::done(at, &["note"], "");
    assert!(shell::done(at, &["log"], "").contains(WORDS));
}

#[test]
fn while_a_locked_journal_is_worked_on_words_are_sealed_into_its_inbox() {
    let (home, key) = locked_home();
    let at = home.path();
    let held = hold(at);
    let busy = shell::run(at, &["note", "--from", "-"], WORDS);
    assert_eq!((busy.code, busy.out.as_str()), (5, ""), "{}", busy.err);
    assert!(busy.err.contains("wait in its inbox"), "{}", busy.err);
    drop(held);
    let waiting = shell::files(&at.join("inbox"));
    let sealed = fs::read(&waiting[0]).unwrap();
    assert!(is_sealed(&sealed) && shell::holding(at, WORDS).is_empty());
    let draft = Draft::read(&key.open(&sealed).unwrap()).unwrap();
    assert_eq!((waiting.len(), draft.texts[0].as_str()), (1, WORDS));
    assert!(Key::make(None).open(&sealed).is_err());
}
