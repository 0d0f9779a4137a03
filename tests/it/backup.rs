//! Backups and bringing them back: nothing is lost, and nothing that is there is written over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use rolebook::{
    deck,
    journal::{Ids, read_session, whole_records},
    seal::{Key, Passphrase, Seal, SealError, seal_key},
    store::{
        Archive, BackupName, Fate, Flaw, Job, Keys, Reason, Request, Restored, Store, Why,
        disk::Disk,
        memory::{Cut, Failure, Fault, MemoryDisk, Op},
    },
    time::{Moment, moment_from},
    workbook::{
        Opening, Workbook,
        keeping::{check_backup, check_journal, restore},
    },
};

use crate::driver::{Driver, HOME};

const MARKER: &str = "Quagmire-of-the-ninth-floor";
const NEW: &str = "/elsewhere/journal";
const FAILURES: [Failure; 3] = [Failure::DiskFull, Failure::Io, Failure::ShortWrite];
const CUTS: [Cut; 2] = [Cut::Process, Cut::Power];

fn at(text: &str) -> Moment {
    moment_from(text).unwrap()
}

fn now() -> Moment {
    at("2026-11-21T11:12:33+01:00")
}

/// A journal with two answers, a draft, something set aside, and the person's own deck.
fn marked() -> MemoryDisk {
    let mut t = Driver::fresh();
    t.press("t 1 enter 1 enter")
        .type_text(MARKER)
        .press("ctrl+s");
    t.type_text(MARKER).wait();
    let disk = t.disk.clone();
    drop(t);
    let put = |path: &str, text: String| disk.put(Path::new(HOME).join(path), text).unwrap();
    put("set-aside/torn.json.1", format!("torn {MARKER}"));
    put("decks/own.toml", "id = \"own\"\n".to_owned());
    disk
}

fn inspect(disk: &MemoryDisk, home: &str, keys: &Keys) -> Store {
    Store::inspect(Arc::new(disk.clone()), home, keys.clone())
        .unwrap()
        .0
}

fn asked(disk: &MemoryDisk, keys: &Keys) -> PathBuf {
    let request = Request::automatic(Reason::Asked, now());
    let backed = inspect(disk, HOME, keys).backup(&request).unwrap();
    assert_eq!(backed.left, []);
    Path::new(HOME).join(backed.path)
}

fn archive(disk: &MemoryDisk, path: &Path) -> Archive {
    Archive::read(&disk.bytes(path).unwrap())
}

/// Everything in a home that a backup holds, by its path in it.
fn kept(disk: &MemoryDisk, home: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let paths = disk.paths().into_iter();
    let files = paths.filter_map(|path| Some((path.clone(), disk.bytes(&path)?)));
    let inside = files.filter_map(|(path, bytes)| {
        let path = path.strip_prefix(home).ok()?.to_path_buf();
        let ours = path != Path::new("lock")
            && !path.starts_with("backups")
            && path
                .extension()
                .is_none_or(|end| end != "lock" && end != "tmp");
        ours.then_some((path, bytes))
    });
    inside.collect()
}

fn bring(
    disk: &MemoryDisk,
    home: &str,
    keys: &Keys,
    archive: &Archive,
    opens: &Seal,
    dry: bool,
) -> Result<Restored, rolebook::store::StoreError> {
    let disk: Arc<dyn Disk> = Arc::new(disk.clone());
    restore(&disk, Path::new(home), keys, archive, opens, dry)
}

fn open(disk: &MemoryDisk, home: &str, keys: Keys) -> Workbook {
    Workbook::open(Opening {
        disk: Arc::new(disk.clone()),
        home: home.into(),
        decks: deck::builtin(),
        ids: Ids::new(9),
        keys,
    })
    .unwrap()
}

fn holding(disk: &MemoryDisk, words: &str) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = disk.bytes(path).unwrap_or_default();
        bytes
            .windows(words.len())
            .any(|part| part == words.as_bytes())
    };
    disk.paths().into_iter().filter(holds).collect()
}

fn keys_of(key: Key) -> Keys {
    let others = Vec::new();
    let seal = Seal::Locked { key, others };
    let id = Some("k1".to_owned());
    Keys {
        seal,
        id,
        by_paper: false,
    }
}

pub(crate) fn passphrase() -> Passphrase {
    Passphrase::new("a wet evening in the annex".to_owned())
}

/// Keys, and the file they lie in; sealing that takes a second, and is done once.
pub(crate) fn some_keys() -> (Keys, Vec<u8>) {
    static MADE: OnceLock<(Key, Vec<u8>)> = OnceLock::new();
    let (key, bytes) = MADE.get_or_init(|| {
        let key = Key::make(None);
        let bytes = seal_key(&key, &passphrase()).unwrap();
        (key, bytes)
    });
    (keys_of(key.clone()), bytes.clone())
}

fn begin(disk: &MemoryDisk, keys: &Keys) -> Job {
    let whole = |bytes: &[u8]| whole_records(bytes);
    let disk = Arc::new(disk.clone());
    Job::begin(disk, HOME.into(), keys.clone(), &whole)
        .unwrap()
        .0
}

/// The journal locked, with its key beside it.
fn lock(disk: &MemoryDisk) -> Keys {
    let (keys, identity) = some_keys();
    disk.put(Path::new(HOME).join("identities/k1.age"), identity)
        .unwrap();
    let mut job = begin(disk, &Keys::default());
    job.write_with(keys.clone()).unwrap();
    assert_eq!(job.reseal(&keys.seal).unwrap().left, []);
    keys
}

#[test]
fn a_backup_holds_every_file_as_it_lies_and_a_fresh_home_of_it_is_the_same_journal() {
    let disk = marked();
    let path = asked(&disk, &Keys::default());
    assert_eq!(
        path,
        Path::new(HOME).join("backups/2026-11-21T101233Z.rolebook-backup")
    );
    let archive = archive(&disk, &path);
    assert_eq!(archive.flaws(), []);
    let files: BTreeMap<_, _> = archive
        .files()
        .map(|(_, path, bytes)| (path.to_path_buf(), bytes.to_vec()))
        .collect();
    assert_eq!(files, kept(&disk, HOME));
    let before = disk.paths();
    let plan = bring(&disk, NEW, &Keys::default(), &archive, &Seal::Plain, true).unwrap();
    assert_eq!(disk.paths(), before);
    let done = bring(&disk, NEW, &Keys::default(), &archive, &Seal::Plain, false).unwrap();
    assert!(plan.fresh && plan.steps == done.steps);
    assert_eq!(done.count(|fate| *fate == Fate::Added), files.len());
    assert_eq!(kept(&disk, NEW), files);
    let again = bring(&disk, NEW, &Keys::default(), &archive, &Seal::Plain, false).unwrap();
    assert_eq!(again.count(|fate| *fate != Fate::Same), 0);
    let workbook = open(&disk, NEW, Keys::default());
    assert_eq!(workbook.notices, [""; 0]);
    assert_eq!(workbook.journal.latest("ground.1").unwrap().words, MARKER);
    assert_eq!(workbook.drafts.len(), 1);
}

#[test]
fn whatever_fails_while_a_backup_is_made_the_journal_is_as_it_was_and_no_half_one_is_left() {
    let fresh = marked();
    asked(&fresh, &Keys::default());
    let (journal, earlier) = (kept(&fresh, HOME), fresh.paths());
    let make = |disk: &MemoryDisk| {
        let request = Request::automatic(Reason::Lock, now());
        let (store, _) = Store::inspect(Arc::new(disk.clone()), HOME, Keys::default())?;
        store.backup(&request)
    };
    let run = fresh.fork();
    make(&run).unwrap();
    let count = run.operations();
    for (nth, failure, cut) in points(count) {
        let disk = fresh.fork();
        disk.fail(fault(nth, failure));
        let outcome = make(&disk);
        disk.fail(None);
        disk.cut(cut);
        let point = format!("{failure:?} at {nth}, {cut:?}");
        same(&kept(&disk, HOME), &journal, &point);
        let changed = |path: &&PathBuf| disk.bytes(path) != fresh.bytes(path);
        assert_eq!(earlier.iter().find(changed), None, "{point}");
        let backups = disk.paths().into_iter().filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.ends_with(".rolebook-backup") && !name.starts_with('.')
        });
        let backups: Vec<_> = backups.collect();
        assert!(outcome.is_err() || backups.len() == 2, "{point}");
        for backup in backups {
            // A power cut that kept a name and no bytes would be another matter.
            assert_eq!(archive(&disk, &backup).flaws(), [], "{point}");
        }
        make(&disk).unwrap();
        // What was left lying is gone once the journal is opened.
        drop(open(&disk, HOME, Keys::default()));
        let left = disk
            .paths()
            .into_iter()
            .filter(|path| path.extension().is_some_and(|end| end == "tmp"));
        assert_eq!(left.collect::<Vec<_>>(), Vec::<PathBuf>::new(), "{point}");
    }
}

fn fault(nth: usize, failure: Failure) -> Fault {
    let (op, lasting) = (None, true);
    Fault {
        op,
        nth,
        failure,
        lasting,
    }
}

fn points(count: usize) -> impl Iterator<Item = (usize, Failure, Cut)> {
    assert!(count > 10, "{count}");
    let failures = (1..=count).flat_map(|nth| FAILURES.map(|failure| (nth, failure)));
    failures.flat_map(|(nth, failure)| CUTS.map(|cut| (nth, failure, cut)))
}

#[test]
fn cut_off_at_any_step_a_restore_into_a_fresh_home_goes_on_to_the_same_end() {
    for locked in [false, true] {
        let source = marked();
        let keys = if locked {
            lock(&source)
        } else {
            Keys::default()
        };
        let archive = archive(&source, &asked(&source, &Keys::default()));
        let journal = kept(&source, HOME);
        let empty = MemoryDisk::new();
        empty.put_folder("/elsewhere").unwrap();
        // A locked backup goes into a fresh home without its passphrase.
        let back =
            |disk: &MemoryDisk| bring(disk, NEW, &Keys::default(), &archive, &Seal::Plain, false);
        let run = empty.fork();
        back(&run).unwrap();
        for (nth, failure, cut) in points(run.operations()) {
            let disk = empty.fork();
            disk.fail(fault(nth, failure));
            let _ = back(&disk);
            disk.fail(None);
            disk.cut(cut);
            let point = format!("{failure:?} at {nth}, {cut:?}, locked: {locked}");
            for (path, bytes) in kept(&disk, NEW) {
                assert_eq!(
                    journal.get(&path),
                    Some(&bytes),
                    "{point}: {}",
                    path.display()
                );
            }
            let done = back(&disk).unwrap();
            assert!(!done.needs_key(), "{point}");
            same(&kept(&disk, NEW), &journal, &point);
        }
        let workbook = open(&run, NEW, keys);
        assert_eq!(workbook.journal.latest("ground.1").unwrap().words, MARKER);
    }
}

/// The journal goes on, loses a session, and has one that says something else.
fn moved_on(disk: &MemoryDisk) -> PathBuf {
    let mut t = Driver::on(disk.clone(), "2026-04-07T10:42:00+02:00");
    t.press("enter").type_text(" and more").press("ctrl+s");
    drop(t);
    let sessions = kept(disk, HOME).into_keys();
    let session = sessions.filter(|path| path.starts_with("sessions")).min();
    Path::new(HOME).join(session.unwrap())
}

fn edited(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap().replace(from, to);
    let (session, _) = read_session(text.as_bytes());
    session.unwrap().to_bytes().unwrap()
}

#[test]
fn beside_what_is_there_a_restore_adds_what_is_gone_and_puts_what_differs_beside() {
    let source = marked();
    let archive = archive(&source, &asked(&source, &Keys::default()));
    let first = moved_on(&source);
    let there = edited(&source.bytes(&first).unwrap(), MARKER, "Other words");
    for gone in [true, false] {
        let disk = source.fork();
        if gone {
            disk.remove(&first).unwrap();
        } else {
            disk.put(&first, &there).unwrap();
        }
        disk.put(Path::new(HOME).join("decks/own.toml"), "id = \"mine\"\n")
            .unwrap();
        let before = kept(&disk, HOME);
        let back = |disk: &MemoryDisk, dry| {
            bring(disk, HOME, &Keys::default(), &archive, &Seal::Plain, dry)
        };
        let plan = back(&disk, true).unwrap();
        let run = disk.fork();
        let done = back(&run, false).unwrap();
        assert_eq!(plan.steps, done.steps);
        let (end, count) = (kept(&run, HOME), run.operations());
        let fate_of = |path: &Path| {
            let inside = path.strip_prefix(HOME).unwrap_or(path);
            let step = done.steps.iter().find(|step| step.path == inside);
            step.unwrap().fate.clone()
        };
        let wanted = if gone { Fate::Added } else { Fate::Beside };
        assert_eq!(fate_of(&first), wanted);
        assert_eq!(fate_of(Path::new("decks/own.toml")), Fate::Left(Why::Taken));
        let words = |disk: &MemoryDisk| {
            let workbook = open(disk, HOME, Keys::default());
            let entries = workbook.journal.entries().map(|entry| entry.words.clone());
            entries.collect::<Vec<_>>()
        };
        assert!(words(&run).iter().any(|words| words == MARKER));
        assert_eq!(
            words(&run).iter().any(|words| words == "Other words"),
            !gone
        );
        // At every step nothing that was there is another, and doing it again comes to the end.
        for (nth, failure, cut) in points(count) {
            let cut_off = disk.fork();
            cut_off.fail(fault(nth, failure));
            let _ = back(&cut_off, false);
            cut_off.fail(None);
            cut_off.cut(cut);
            back(&cut_off, false).unwrap();
            let after = kept(&cut_off, HOME);
            for (path, bytes) in &before {
                assert_eq!(after.get(path), Some(bytes), "{nth}: {}", path.display());
            }
            same(&after, &end, &format!("{failure:?} at {nth}, {cut:?}"));
        }
    }
}

/// Fails with the paths alone that differ.
#[track_caller]
fn same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>, point: &str) {
    let paths = one.keys().chain(other.keys());
    let differ: Vec<_> = paths
        .filter(|path| one.get(*path) != other.get(*path))
        .collect();
    assert!(differ.is_empty(), "{point}: {differ:?}");
}

#[test]
fn a_session_that_went_on_needs_nothing_from_an_older_backup_and_what_was_forgotten_stays_so() {
    let disk = marked();
    let archive = archive(&disk, &asked(&disk, &Keys::default()));
    let sessions = || {
        kept(&disk, HOME)
            .into_keys()
            .filter(|path| path.starts_with("sessions"))
    };
    let first = Path::new(HOME).join(sessions().min().unwrap());
    let (session, _) = read_session(&disk.bytes(&first).unwrap());
    let mut session = session.unwrap();
    for record in &mut session.records {
        let entry = match record {
            rolebook::journal::Record::Wrote(entry) if entry.words == MARKER => entry.id.clone(),
            _ => continue,
        };
        *record = rolebook::journal::Record::Forgot(rolebook::journal::Forgot {
            id: entry,
            forgotten_at: now(),
            more: serde_json::Map::new(),
        });
    }
    disk.put(&first, session.to_bytes().unwrap()).unwrap();
    let before = kept(&disk, HOME);
    let done = bring(&disk, HOME, &Keys::default(), &archive, &Seal::Plain, false).unwrap();
    assert_eq!(
        done.count(|fate| *fate != Fate::Same),
        0,
        "{:?}",
        done.steps
    );
    assert_eq!(kept(&disk, HOME), before);
}

#[test]
fn a_backup_of_a_locked_journal_takes_no_key_and_says_no_word() {
    let disk = marked();
    let keys = lock(&disk);
    let path = asked(&disk, &Keys::default());
    assert_eq!(holding(&disk, MARKER), Vec::<PathBuf>::new());
    let archive = archive(&disk, &path);
    assert!(!archive.is_plain() && archive.protection().locked);
    // With it and the passphrase alone everything opens.
    let opened = archive.protection().unlock(&passphrase()).unwrap();
    let checkup = check_backup(&archive, &opened.seal);
    assert_eq!((checkup.findings.len(), checkup.tally.sealed), (0, 0));
    assert_eq!(checkup.tally.entries, 1);
    let shut = check_backup(&archive, &Seal::Plain);
    assert!(!shut.is_damaged() && shut.tally.sealed == 3);
    // A plain file in it is sealed on the way, for which it takes the key.
    disk.put(Path::new(HOME).join("drafts/zz.json"), MARKER)
        .unwrap();
    let request = Request::automatic(Reason::Asked, now());
    let refused = inspect(&disk, HOME, &Keys::default()).backup(&request);
    assert_eq!(refused.unwrap_err().why, Why::Sealed(SealError::Sealed));
    let backed = inspect(&disk, HOME, &keys).backup(&request).unwrap();
    let path = Path::new(HOME).join(&backed.path);
    assert!(path.ends_with("2026-11-21T101233Z.2.rolebook-backup"));
    assert_eq!(
        holding(&disk, MARKER),
        [Path::new(HOME).join("drafts/zz.json")]
    );
    assert!(!self::archive(&disk, &path).is_plain());
}

#[test]
fn before_locking_the_backup_is_sealed_to_the_new_key_and_older_ones_can_be() {
    let disk = marked();
    let plain = asked(&disk, &Keys::default());
    let (keys, identity) = some_keys();
    disk.put(Path::new(HOME).join("identities/k1.age"), identity)
        .unwrap();
    let fresh = disk.fork();
    let mut job = begin(&disk, &Keys::default());
    let request = Request::automatic(Reason::Lock, now()).sealed_to(&keys);
    let backed = job.store().backup(&request).unwrap();
    assert_eq!(
        backed.path,
        Path::new("backups/2026-11-21T101233Z-before-lock.rolebook-backup")
    );
    job.write_with(keys.clone()).unwrap();
    assert_eq!(job.reseal(&keys.seal).unwrap().left, []);
    let inside = plain.strip_prefix(HOME).unwrap();
    assert_eq!(job.plain_backups(), [inside]);
    job.seal_backup(inside, &keys).unwrap();
    assert_eq!(job.plain_backups(), Vec::<PathBuf>::new());
    assert_eq!(holding(&disk, MARKER), Vec::<PathBuf>::new());
    drop(job);
    for backup in [plain.clone(), Path::new(HOME).join(&backed.path)] {
        let archive = archive(&disk, &backup);
        assert_eq!(archive.flaws(), []);
        assert!(archive.protection().locked);
        assert_eq!(archive.protection().identities.len(), 1);
        let new = MemoryDisk::new();
        bring(&new, NEW, &Keys::default(), &archive, &Seal::Plain, false).unwrap();
        let workbook = open(&new, NEW, keys.clone());
        assert_eq!(workbook.journal.latest("ground.1").unwrap().words, MARKER);
        assert_eq!(workbook.drafts.len(), 1);
    }
    // Cut off while it is sealed, it is wholly one or the other.
    let seal = |disk: &MemoryDisk| begin(disk, &Keys::default()).seal_backup(inside, &keys);
    let run = fresh.fork();
    seal(&run).unwrap();
    for nth in 1..=run.operations() {
        let disk = fresh.fork();
        let whole = |bytes: &[u8]| whole_records(bytes);
        disk.fail(fault(nth, Failure::Io));
        if let Ok((job, _)) =
            Job::begin(Arc::new(disk.clone()), HOME.into(), Keys::default(), &whole)
        {
            let _ = job.seal_backup(inside, &keys);
        }
        disk.fail(None);
        disk.cut(Cut::Power);
        assert_eq!(archive(&disk, &plain).flaws(), [], "{nth}");
        seal(&disk).unwrap();
        assert!(!archive(&disk, &plain).is_plain());
    }
}

#[test]
fn what_is_brought_into_a_locked_journal_is_sealed_and_out_of_one_opened() {
    let plain = marked();
    let plain_backup = archive(&plain, &asked(&plain, &Keys::default()));
    let locked = marked();
    let keys = lock(&locked);
    let locked_backup = archive(&locked, &asked(&locked, &Keys::default()));
    for session in kept(&locked, HOME)
        .into_keys()
        .filter(|path| path.starts_with("sessions"))
    {
        locked.remove(&Path::new(HOME).join(session)).unwrap();
    }
    // Without the key nothing plain is put there, and nothing at all is changed.
    let before = kept(&locked, HOME);
    let shut = bring(
        &locked,
        HOME,
        &Keys::default(),
        &plain_backup,
        &Seal::Plain,
        false,
    )
    .unwrap();
    assert!(shut.needs_key());
    assert_eq!(shut.count(|fate| *fate == Fate::Added), 0);
    assert_eq!(kept(&locked, HOME), before);
    let done = bring(&locked, HOME, &keys, &plain_backup, &Seal::Plain, false).unwrap();
    assert!(!done.needs_key() && done.count(|fate| *fate == Fate::Added) == 1);
    assert_eq!(holding(&locked, MARKER), Vec::<PathBuf>::new());
    let workbook = open(&locked, HOME, keys.clone());
    assert_eq!(workbook.journal.latest("ground.1").unwrap().words, MARKER);
    assert_eq!(workbook.drafts.len(), 1);
    drop(workbook);
    // The same once more is the same, however it is sealed.
    for backup in [&plain_backup, &locked_backup] {
        let again = bring(&locked, HOME, &keys, backup, &Seal::Plain, false).unwrap();
        assert_eq!(
            again.count(|fate| *fate != Fate::Same),
            0,
            "{:?}",
            again.steps
        );
    }
    for session in kept(&plain, HOME)
        .into_keys()
        .filter(|path| path.starts_with("sessions"))
    {
        plain.remove(&Path::new(HOME).join(session)).unwrap();
    }
    let none = Keys::default();
    assert!(
        bring(&plain, HOME, &none, &locked_backup, &Seal::Plain, true)
            .unwrap()
            .needs_key()
    );
    let other = keys_of(Key::make(None));
    let foreign = bring(&plain, HOME, &none, &locked_backup, &other.seal, true).unwrap();
    assert!(foreign.count(|fate| *fate == Fate::Left(Why::Sealed(SealError::OtherKey))) > 0);
    bring(&plain, HOME, &none, &locked_backup, &keys.seal, false).unwrap();
    let workbook = open(&plain, HOME, Keys::default());
    assert_eq!(workbook.journal.latest("ground.1").unwrap().words, MARKER);
}

#[test]
fn a_backup_from_before_a_new_key_asks_for_its_own_passphrase_and_comes_back() {
    let disk = marked();
    let before = lock(&disk);
    let backup = archive(&disk, &asked(&disk, &Keys::default()));
    let now = keys_of(Key::make(None));
    let job = begin(&disk, &before);
    assert_eq!(job.reseal(&now.seal).unwrap().left, []);
    drop(job);
    for path in kept(&disk, HOME).into_keys() {
        if path.starts_with("sessions") {
            disk.remove(&Path::new(HOME).join(path)).unwrap();
        }
    }
    let asks = bring(&disk, HOME, &now, &backup, &Seal::Plain, true).unwrap();
    assert!(asks.needs_key(), "{:?}", asks.steps);
    let wrong = keys_of(Key::make(None)).seal;
    let left = bring(&disk, HOME, &now, &backup, &wrong, true).unwrap();
    assert!(!left.needs_key());
    let done = bring(&disk, HOME, &now, &backup, &before.seal, false).unwrap();
    assert_eq!(done.count(|fate| *fate == Fate::Added), 1);
    let workbook = open(&disk, HOME, now);
    assert_eq!(workbook.journal.latest("ground.1").unwrap().words, MARKER);
}

#[test]
fn a_key_from_before_comes_back_where_something_is_sealed_to_it_alone_and_only_there() {
    let disk = marked();
    let before = lock(&disk);
    let now = keys_of(Key::make(None));
    let at = |path: &str| Path::new(HOME).join(path);
    let backup = archive(&disk, &asked(&disk, &before));
    let job = begin(&disk, &before);
    assert_eq!(job.reseal(&now.seal).unwrap().left, []);
    drop(job);
    disk.remove(&at("identities/k1.age")).unwrap();
    let (_, identity) = some_keys();
    disk.put(at("identities/k2.age"), identity.clone()).unwrap();
    let label = String::from_utf8(disk.bytes(at("journal.json")).unwrap()).unwrap();
    disk.put(at("journal.json"), label.replace("\"k1\"", "\"k2\""))
        .unwrap();
    let none = bring(&disk, HOME, &now, &backup, &before.seal, false).unwrap();
    assert_eq!(
        none.count(|fate| *fate == Fate::Added),
        0,
        "{:?}",
        none.steps
    );
    // What another machine wrote meanwhile, with the key it had.
    let late = before.seal.seal(b"{}".to_vec()).unwrap();
    disk.put(at("sessions/2026/2026-04-02T081233Z-zzzzzz.json.age"), late)
        .unwrap();
    let done = bring(&disk, HOME, &now, &backup, &before.seal, false).unwrap();
    assert_eq!(done.count(|fate| *fate == Fate::Added), 1);
    assert_eq!(disk.bytes(at("identities/k1.age")).unwrap(), identity);
    assert_eq!(disk.bytes(at("identities/k2.age")).unwrap(), identity);
}

#[test]
fn automatic_backups_make_room_and_those_that_were_asked_for_never_go() {
    let disk = marked();
    let (store, _) = Store::open(
        Arc::new(disk.clone()),
        HOME,
        "fresh1",
        &|bytes| whole_records(bytes),
        Keys::default(),
    )
    .unwrap();
    let mut removed = 0;
    for day in 1..=28 {
        for reason in [Reason::Import, Reason::Asked] {
            let at = at(&format!("2026-11-{day:02}T10:00:00Z"));
            let request = Request {
                reason,
                at,
                folder: None,
                keys: None,
            };
            let backed = store.backup(&request).unwrap();
            assert!(disk.bytes(Path::new(HOME).join(&backed.path)).is_some());
            removed += backed.removed.len();
        }
    }
    let backups = store.backups().0;
    let automatic = backups
        .iter()
        .filter(|backup| backup.is_automatic())
        .count();
    assert_eq!(
        (automatic, backups.len() - automatic, removed),
        (10, 28, 18)
    );
    let last = backups
        .iter()
        .rfind(|backup| backup.is_automatic())
        .unwrap();
    assert!(
        last.path
            .ends_with("2026-11-28T100000Z-before-import.rolebook-backup")
    );
    // One that a person has renamed is theirs.
    assert_eq!(BackupName::read("before the merger.rolebook-backup"), None);
    assert_eq!(BackupName::read("2026-11-21T101233Z.txt"), None);
    let name = BackupName::read("2026-11-21T101233Z-before-lock.3.rolebook-backup").unwrap();
    assert_eq!(name.before.as_deref(), Some("lock"));
}

#[test]
fn a_backup_that_is_cut_short_or_has_a_flipped_bit_says_so_and_gives_the_rest() {
    let disk = marked();
    let bytes = disk.bytes(asked(&disk, &Keys::default())).unwrap();
    let all = |archive: &Archive| {
        let files = archive.files();
        files
            .map(|(_, path, bytes)| (path.to_path_buf(), bytes.to_vec()))
            .collect::<BTreeMap<_, _>>()
    };
    let whole = all(&Archive::read(&bytes));
    for end in (0..bytes.len())
        .step_by(97)
        .chain(bytes.len() - 1030..bytes.len())
    {
        let archive = Archive::read(&bytes[..end]);
        assert!(
            all(&archive) == whole || !archive.flaws().is_empty(),
            "{end}"
        );
        let _ = check_backup(&archive, &Seal::Plain);
        let new = MemoryDisk::new();
        let back = bring(&new, NEW, &Keys::default(), &archive, &Seal::Plain, false).unwrap();
        assert_eq!(back.steps.len(), archive.files().count());
    }
    for place in (0..bytes.len()).step_by(5) {
        let mut flipped = bytes.clone();
        flipped[place] ^= 1 << (place % 8);
        let archive = Archive::read(&flipped);
        assert!(
            all(&archive) == whole || !archive.flaws().is_empty(),
            "{place}"
        );
        let _ = check_backup(&archive, &Seal::Plain);
    }
    assert_eq!(Archive::read(b"").flaws(), [Flaw::NotABackup]);
    assert_eq!(
        Archive::read(b"age-encryption.org/v1\n").flaws(),
        [Flaw::Wrapped]
    );
}

#[test]
fn nothing_in_a_backup_leads_out_of_the_home() {
    let mut builder = tar::Builder::new(Vec::new());
    let names = [
        "../out.json",
        "/etc/out.json",
        "sessions/../../out.json",
        "lock",
        "x/y.json",
    ];
    for name in names {
        let mut header = tar::Header::new_gnu();
        header.set_size(1);
        header.set_mode(0o644);
        let room = &mut header.as_old_mut().name;
        room[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        builder.append(&header, &b"x"[..]).unwrap();
    }
    let archive = Archive::read(&builder.into_inner().unwrap());
    let disk = MemoryDisk::new();
    let back = bring(&disk, NEW, &Keys::default(), &archive, &Seal::Plain, false).unwrap();
    assert_eq!(back.count(|fate| !matches!(fate, Fate::Left(_))), 0);
    let files = disk
        .paths()
        .into_iter()
        .filter(|path| disk.bytes(path).is_some());
    assert_eq!(files.collect::<Vec<_>>(), [Path::new(NEW).join("lock")]);
}

#[test]
fn a_journal_of_a_newer_version_is_not_mixed_with_this_one() {
    let disk = marked();
    let archive = archive(&disk, &asked(&disk, &Keys::default()));
    let label = Path::new(HOME).join("journal.json");
    disk.put(&label, "{\"format\": 99}").unwrap();
    let refused = bring(&disk, HOME, &Keys::default(), &archive, &Seal::Plain, false);
    assert_eq!(refused.unwrap_err().why, Why::Newer);
    // As it lies it can be copied all the same.
    let newer = self::archive(&disk, &asked(&disk, &Keys::default()));
    assert!(newer.is_newer());
    bring(&disk, NEW, &Keys::default(), &newer, &Seal::Plain, false).unwrap();
    assert!(!open(&disk, NEW, Keys::default()).store().writable());
}

#[test]
fn while_a_window_is_open_a_backup_can_be_made_and_nothing_is_brought_back() {
    let disk = marked();
    let window = open(&disk, HOME, Keys::default());
    let archive = archive(&disk, &asked(&disk, &Keys::default()));
    let refused = bring(&disk, HOME, &Keys::default(), &archive, &Seal::Plain, false);
    assert_eq!(refused.unwrap_err().why, Why::Busy);
    drop(window);
    bring(&disk, HOME, &Keys::default(), &archive, &Seal::Plain, false).unwrap();
    // And while a job on the whole journal runs, nobody looks.
    let _job = begin(&disk, &Keys::default());
    let looked = Store::inspect(Arc::new(disk.clone()), HOME, Keys::default());
    assert_eq!(looked.map(|_| ()).unwrap_err().why, Why::Busy);
}

#[test]
fn a_damaged_journal_is_named_file_by_file_and_without_its_words() {
    let disk = marked();
    let path = asked(&disk, &Keys::default());
    let put = |path: &str, bytes: &[u8]| disk.put(Path::new(HOME).join(path), bytes).unwrap();
    put("drafts/broken.json", format!("{{ \"{MARKER}\"").as_bytes());
    put("sessions/2026/cut.json", b"{");
    put(
        "sessions/2026/odd.json",
        format!(
            "{{\"format\":1,\"session\":{{\"id\":\"a\",\"seq\":1,\
             \"started\":\"2026-11-20T09:12:33+01:00\",\"occasion\":\"alone\"}},\
             \"records\":[{{\"opened\":{{\"at\":\"{MARKER}\"}}}}]}}"
        )
        .as_bytes(),
    );
    let mut bytes = disk.bytes(&path).unwrap();
    bytes.truncate(3000);
    disk.put(&path, bytes).unwrap();
    disk.put_link(Path::new(HOME).join("sessions/link.json"))
        .unwrap();
    let store = inspect(&disk, HOME, &Keys::default());
    let checkup = check_journal(&store, Vec::new());
    let said: Vec<String> = checkup.findings.iter().map(ToString::to_string).collect();
    let said = said.join("\n");
    assert!(checkup.is_damaged());
    for name in [
        "broken.json",
        "cut.json",
        "odd.json",
        "link.json",
        "rolebook-backup",
    ] {
        assert!(said.contains(name), "{name}\n{said}");
    }
    assert!(!said.contains(MARKER), "{said}");
    assert_eq!(checkup.tally.sessions, 3);
}

#[test]
fn a_backup_that_the_disk_does_not_give_back_as_it_was_written_is_no_backup() {
    // Every reading from the one on that checks it fails.
    let disk = marked();
    let reads = |disk: &MemoryDisk| {
        (1..1000).find(|nth| {
            let run = disk.fork();
            let (op, failure, lasting) = (Some(Op::Read), Failure::Io, false);
            let nth = *nth;
            run.fail(Fault {
                op,
                nth,
                failure,
                lasting,
            });
            let store = inspect(&run, HOME, &Keys::default());
            let made = store.backup(&Request::automatic(Reason::Asked, now()));
            if run.has_failed() && made.is_err() {
                assert_eq!(store.backups().0, []);
            }
            !run.has_failed()
        })
    };
    assert!(reads(&disk).unwrap() > 4);
}
