//! Locked journals: sealed at every instant or whole, and nothing lost on the way.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rolebook::{
    deck,
    journal::{Ids, whole_records},
    seal::{Key, Paper, Passphrase, Seal, SealError, Strength, open_key, seal_key},
    store::{Identity, Job, Keys, Protection, memory::MemoryDisk, protection},
    workbook::{Opening, Workbook},
};

use crate::driver::{Driver, HOME};

pub(crate) const MARKER: &str = "Quagmire-of-the-ninth-floor";

fn passphrase() -> Passphrase {
    Passphrase::new("a wet evening in the annex".to_owned())
}

fn whole(bytes: &[u8]) -> Option<usize> {
    whole_records(bytes)
}

/// A journal with an answer, a draft and something set aside, all of them with the marker.
pub(crate) fn marked() -> MemoryDisk {
    let mut t = Driver::fresh();
    t.press("t 1 enter 1 enter")
        .type_text(MARKER)
        .press("ctrl+s");
    t.type_text(MARKER).wait();
    let disk = t.disk.clone();
    drop(t);
    let aside = Path::new(HOME).join("set-aside");
    disk.put_folder(&aside).unwrap();
    disk.put(aside.join("torn.json.1"), format!("torn {MARKER}"))
        .unwrap();
    disk
}

fn begin(disk: &MemoryDisk, keys: Keys) -> Job {
    let (job, _) = Job::begin(Arc::new(disk.clone()), HOME.into(), keys, &whole).unwrap();
    job
}

/// As the verb does it, without the backup.
fn lock(disk: &MemoryDisk, key: &Key) {
    let identity = Identity::behind("k1".to_owned(), key.clone(), &passphrase()).unwrap();
    let mut job = begin(disk, Keys::default());
    job.put_key(&identity).unwrap();
    let keys = identity.keys(Vec::new());
    job.write_with(keys.clone()).unwrap();
    let resealed = job.reseal(&keys.seal).unwrap();
    assert_eq!(resealed.left, []);
}

pub(crate) fn holding(disk: &MemoryDisk, words: &str) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = disk.bytes(path).unwrap_or_default();
        bytes
            .windows(words.len())
            .any(|part| part == words.as_bytes())
    };
    disk.paths().into_iter().filter(holds).collect()
}

fn open(disk: &MemoryDisk, keys: Keys) -> Workbook {
    Workbook::open(Opening {
        disk: Arc::new(disk.clone()),
        home: HOME.into(),
        decks: deck::builtin(),
        ids: Ids::new(9),
        keys,
    })
    .unwrap()
}

#[test]
fn a_marker_is_found_nowhere_once_the_journal_is_locked_and_comes_back_whole() {
    let disk = marked();
    assert_eq!(holding(&disk, MARKER).len(), 3);
    let key = Key::make(None);
    lock(&disk, &key);
    assert_eq!(holding(&disk, MARKER), Vec::<PathBuf>::new());
    let locked = protection(&disk, Path::new(HOME)).unwrap();
    assert!(locked.locked);
    let keys = locked.unlock(&passphrase()).unwrap();
    let workbook = open(&disk, keys.clone());
    assert_eq!(workbook.reading_only, None);
    assert_eq!(workbook.journal.latest("ground.1").unwrap().words, MARKER);
    assert!(workbook.drafts[0].texts[0].contains(MARKER));
    drop(workbook);
    // Without the key nothing of it is read, and nothing is changed.
    let shut = open(&disk, Keys::default());
    assert!(shut.locked && shut.journal.is_empty());
    drop(shut);
    let mut job = begin(&disk, keys);
    assert_eq!(job.reseal(&Seal::Plain).unwrap().left, []);
    job.write_with(Keys::default()).unwrap();
    job.remove_key("k1").unwrap();
    drop(job);
    assert_eq!(holding(&disk, MARKER).len(), 3);
    assert!(!protection(&disk, Path::new(HOME)).unwrap().locked);
}

#[test]
fn what_is_written_to_a_locked_journal_is_sealed() {
    let disk = marked();
    let key = Key::make(None);
    lock(&disk, &key);
    let keys = protection(&disk, Path::new(HOME))
        .unwrap()
        .unlock(&passphrase())
        .unwrap();
    let mut workbook = open(&disk, keys);
    let walk = rolebook::workbook::one("ground", "ground.6");
    let place = workbook.place(walk);
    let writing = rolebook::workbook::Writing {
        given: rolebook::workbook::Given {
            texts: vec![MARKER.to_owned()],
            picked: Vec::new(),
        },
        ..Default::default()
    };
    let now = rolebook::time::moment_from("2026-04-01T08:00:00+02:00").unwrap();
    let draft = workbook.draft(now, &place, &writing);
    let saved = workbook.save_draft(&draft).run(&workbook.store());
    assert!(saved.error().is_none());
    let pending = workbook.keep(now, &place, &writing).unwrap();
    let outcome = pending.save.clone().run(&workbook.store());
    assert!(outcome.error().is_none(), "{outcome:?}");
    workbook.settle(pending, &outcome);
    assert_eq!(holding(&disk, MARKER), Vec::<PathBuf>::new());
    assert_eq!(workbook.journal.latest("ground.6").unwrap().words, MARKER);
}

#[test]
fn cut_off_at_any_step_locking_goes_on_and_no_word_is_lost() {
    use rolebook::store::memory::Cut;
    let fresh = marked();
    let key = Key::make(None);
    // Sealing with a passphrase takes a second: it is done once, and its bytes are put there.
    let bytes = seal_key(&key, &passphrase()).unwrap();
    let seal = Seal::Locked {
        key: key.clone(),
        others: Vec::new(),
    };
    let keys = Keys {
        seal: seal.clone(),
        id: Some("k1".to_owned()),
        by_paper: false,
    };
    let steps = |disk: &MemoryDisk| -> Result<usize, rolebook::store::StoreError> {
        let (mut job, _) = Job::begin(Arc::new(disk.clone()), HOME.into(), keys.clone(), &whole)?;
        job.write_with(keys.clone())?;
        let resealed = job.reseal(&seal)?;
        Ok(resealed.left.len())
    };
    let ready = fresh.fork();
    let identities = Path::new(HOME).join("identities");
    ready.put_folder(&identities).unwrap();
    ready.put(identities.join("k1.age"), bytes).unwrap();
    let before = ready.operations();
    let whole_run = ready.fork();
    assert_eq!(steps(&whole_run).unwrap(), 0);
    let count = whole_run.operations() - before;
    assert!(count > 20, "{count}");
    for nth in 1..=count {
        let disk = ready.fork();
        disk.fail(rolebook::store::memory::Fault {
            op: None,
            nth,
            failure: rolebook::store::memory::Failure::Io,
            lasting: true,
        });
        let _ = steps(&disk);
        disk.fail(None);
        disk.cut(Cut::Power);
        let workbook = open(&disk, keys.clone());
        assert_eq!(
            workbook
                .journal
                .latest("ground.1")
                .map(|entry| entry.words.as_str()),
            Some(MARKER),
            "after operation {nth}"
        );
        assert_eq!(workbook.drafts.len(), 1, "after operation {nth}");
        drop(workbook);
        assert_eq!(steps(&disk).unwrap(), 0);
        assert_eq!(
            holding(&disk, MARKER),
            Vec::<PathBuf>::new(),
            "after operation {nth}"
        );
    }
}

#[test]
fn the_key_on_paper_opens_everything_and_a_slip_is_noticed() {
    let paper = Paper::make();
    let key = Key::make(Some(paper.public().unwrap()));
    let seal = Seal::Locked {
        key,
        others: Vec::new(),
    };
    let stored = seal.seal(b"words".to_vec()).unwrap();
    let copied = paper.words().to_lowercase().replace('-', " -  ");
    let read = Paper::read(&copied).unwrap().key().unwrap();
    assert_eq!(read.open(&stored).unwrap(), b"words");
    let mut wrong: Vec<char> = paper.words().chars().collect();
    let last = wrong.len() - 3;
    wrong[last] = if wrong[last] == 'Q' { 'P' } else { 'Q' };
    let wrong: String = wrong.into_iter().collect();
    assert!(matches!(Paper::read(&wrong), Err(SealError::NoKey)));
}

#[test]
fn a_wrong_passphrase_a_damaged_file_and_a_foreign_key_are_told_apart() {
    let key = Key::make(None);
    let bytes = seal_key(&key, &passphrase()).unwrap();
    let wrong = Passphrase::new("another evening".to_owned());
    assert!(matches!(
        open_key(&bytes, &wrong),
        Err(SealError::WrongPassphrase)
    ));
    let seal = |key: &Key| Seal::Locked {
        key: key.clone(),
        others: Vec::new(),
    };
    let mut stored = seal(&key).seal(b"words".to_vec()).unwrap();
    assert_eq!(
        seal(&Key::make(None)).open(stored.clone()),
        Err(SealError::OtherKey)
    );
    let last = stored.len() - 1;
    stored[last] ^= 1;
    assert_eq!(seal(&key).open(stored.clone()), Err(SealError::Damaged));
    for end in [30, 60, stored.len() / 2, last] {
        assert_eq!(
            seal(&key).open(stored[..end].to_vec()),
            Err(SealError::Damaged)
        );
    }
    let none = Protection::default().unlock(&passphrase());
    assert!(matches!(none, Err(SealError::NoKey)));
}

#[test]
fn the_estimate_says_no_more_than_it_can() {
    let of = |typed: &str| Passphrase::new(typed.to_owned()).strength();
    assert_eq!(of("seven77"), Strength::TooShort);
    assert_eq!(of("password"), Strength::Minutes);
    assert_eq!(of("aaaaaaaaaaaaaaaaaaaa"), Strength::Minutes);
    assert!(of("correct horse battery") < of("correct horse battery staple ending"));
    assert_eq!(of("a wet evening in the annex of it"), Strength::Centuries);
}

#[test]
fn an_older_label_that_is_brought_back_does_not_open_a_locked_journal_for_plain_words() {
    let disk = marked();
    let label = Path::new(HOME).join("journal.json");
    let plain = disk.bytes(&label).unwrap();
    lock(&disk, &Key::make(None));
    disk.put(&label, plain).unwrap();
    let found = protection(&disk, Path::new(HOME)).unwrap();
    assert!(found.locked);
    let keys = found.unlock(&passphrase()).unwrap();
    let workbook = open(&disk, keys);
    assert_eq!(workbook.journal.latest("ground.1").unwrap().words, MARKER);
}

#[test]
fn beside_sealed_sessions_nothing_plain_is_written_even_without_label_and_keys() {
    let disk = marked();
    let label = Path::new(HOME).join("journal.json");
    let plain = disk.bytes(&label).unwrap();
    lock(&disk, &Key::make(None));
    disk.put(&label, plain).unwrap();
    let identity = Path::new(HOME).join("identities/k1.age");
    rolebook::store::disk::Disk::remove(&disk, &identity).unwrap();
    let workbook = open(&disk, Keys::default());
    let why = workbook.reading_only.unwrap();
    assert!(why.contains("no key for them"), "{why}");
    assert!(workbook.locked);
}
