//! Jobs on the whole of a journal in which a file is damaged: what can be turned is, what cannot is
//! named and kept as it was, and whatever could be read before can be read after.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use rolebook::{
    journal::Ids,
    seal::is_sealed,
    store::{Keys, Part, Protection, StoreError, memory::MemoryDisk, protection},
    workbook::locking::{self, Done},
};

use super::{FILES, File, Found, Lying, Whole, apply, lying, open, read, reviews};
use crate::{
    driver::HOME,
    locking::{identities, keys, now, opened, site},
};

type Job = fn(&MemoryDisk) -> Result<Done, StoreError>;

fn lock(disk: &MemoryDisk) -> Result<Done, StoreError> {
    locking::lock(&site(disk), &identities()[0], &mut Ids::new(3), now())
}

fn go_on(disk: &MemoryDisk) -> Result<Done, StoreError> {
    locking::go_on(&site(disk), &opened(disk)?)
}

fn change_key(disk: &MemoryDisk) -> Result<Done, StoreError> {
    let known = &identities()[..1];
    let keys = Protection::keys(&opened(disk)?);
    locking::change_key(&site(disk), &keys, &identities()[1], known, now())
}

fn unlock(disk: &MemoryDisk) -> Result<Done, StoreError> {
    let opened = opened(disk)?;
    locking::unlock(&site(disk), &Protection::keys(&opened), &opened, now())
}

/// What is read with what the journal asks for now; with what it was opened with before where it
/// does not say.
fn readable(disk: &MemoryDisk, before: &Keys) -> BTreeSet<String> {
    let disk = disk.fork();
    let says = protection(&disk, HOME.as_ref()).is_ok();
    let keys = if says { keys(&disk) } else { before.clone() };
    read(&open(Arc::new(disk), HOME.as_ref(), &keys, 9))
}

/// Bytes as they lie, and what they say.
fn forms(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let open = |of: usize| identities()[of].key.open(bytes).ok();
    let opened = is_sealed(bytes).then(|| open(0).or_else(|| open(1)));
    std::iter::once(bytes.to_vec()).chain(opened.flatten())
}

/// Every file that held something is there still, in one form or the other.
fn kept(disk: &MemoryDisk, before: &Lying, context: &str) {
    let now = lying(disk);
    let now: BTreeSet<Vec<u8>> = now
        .iter()
        .filter_map(|(_, bytes)| bytes.as_deref())
        .flat_map(forms)
        .collect();
    for (path, bytes) in before {
        let inside = path.strip_prefix(HOME).unwrap_or(path);
        let part = Part::of(inside);
        let Some(bytes) = bytes.as_ref().filter(|bytes| !bytes.is_empty()) else {
            continue;
        };
        // A label that can be read says now how the journal is protected.
        let label = || serde_json::from_slice::<serde_json::Value>(bytes).is_ok();
        let ours = part == Part::Label && label() || part == Part::Identity;
        if ours || !(part.holds_words() || part == Part::Label) {
            continue;
        }
        assert!(
            forms(bytes).any(|form| now.contains(&form)),
            "{context}: {} is not kept",
            path.display()
        );
    }
}

fn inside(path: &Path) -> PathBuf {
    path.strip_prefix(HOME).unwrap_or(path).to_owned()
}

/// What a job has to say of a journal in which this was damaged.
fn check(whole: &Whole, job: Job, seals: bool, damaged: &Path, context: &str, found: &Found) {
    let disk = whole.disk.fork();
    apply(&disk, damaged, found);
    let before = lying(&disk);
    let seen = readable(&disk, &whole.keys);
    let done = job(&disk);
    let after = readable(&disk, &whole.keys);
    assert!(seen.is_subset(&after), "{context}: {seen:?}\n{after:?}");
    kept(&disk, &before, context);
    let done = match done {
        Ok(done) => done,
        Err(error) => {
            // Whoever is refused is told where, or nothing at all was begun.
            let changed = lying(&disk) != before;
            assert!(
                !error.path.as_os_str().is_empty() || !changed,
                "{context}: {error}"
            );
            return;
        }
    };
    assert_eq!(
        protection(&disk, HOME.as_ref()).unwrap().locked,
        seals || done.stopped,
        "{context}: {done:?}"
    );
    // Whatever is not in the form of the rest is named.
    let named = |path: &Path| {
        let left = done.left.iter().map(|(path, _)| path);
        let aside = done.aside.iter().map(|(_, path)| path);
        let mut named = left.chain(aside).chain(&done.remains).chain(&done.damaged);
        let said = done
            .notices
            .iter()
            .any(|said| said.contains(path.to_str().unwrap()));
        said || named.any(|named| named == path)
    };
    for (path, bytes) in lying(&disk) {
        let path = inside(&path);
        let Some(bytes) = bytes.filter(|bytes| !bytes.is_empty()) else {
            continue;
        };
        let as_wanted = if seals {
            is_sealed(&bytes) && forms(&bytes).count() == 2
        } else {
            !is_sealed(&bytes)
        };
        assert!(
            !Part::of(&path).holds_words() || as_wanted || named(&path),
            "{context}: {} is not named: {done:?}",
            path.display()
        );
    }
    if context.ends_with("flipped") || context.contains("cut off") {
        return;
    }
    // Doing it again harms nothing.
    if let Ok(again) = (if seals { go_on } else { lock })(&disk) {
        assert!(again.left.len() >= done.left.len() || !seals, "{context}");
    }
    assert!(
        seen.is_subset(&readable(&disk, &whole.keys)),
        "{context}, twice"
    );
    kept(&disk, &before, context);
}

fn all(whole: &Whole, every: usize, job: Job, seals: bool, what: &str) {
    let files = FILES.into_iter().chain([File::Review(reviews::HAND_OFF)]);
    for file in files {
        let damages = whole.damages(file).into_iter().enumerate();
        // Of bits that are flipped some are enough.
        let damages = damages.filter(|(at, (how, _))| !how.ends_with("flipped") || at % every == 0);
        for (_, (how, found)) in damages {
            let context = format!("{what}: {file:?}, {how}");
            check(whole, job, seals, &whole.path(file), &context, &found);
        }
    }
}

fn sealed() -> Whole {
    let plain = Whole::make(Keys::default());
    assert_eq!(lock(&plain.disk).unwrap().left, []);
    let sessions = plain.sessions.each_ref().map(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        path.with_file_name(format!("{name}.age"))
    });
    Whole {
        keys: identities()[0].keys(Vec::new()),
        sessions,
        ..plain
    }
}

#[test]
fn a_lock_over_a_damaged_file_names_it_and_seals_the_rest() {
    all(&Whole::make(Keys::default()), 4, lock, true, "lock");
}

#[test]
fn a_lock_that_goes_on_over_a_damaged_file_names_it() {
    all(&sealed(), 8, go_on, true, "go on");
}

#[test]
fn another_key_over_a_damaged_file_leaves_what_opens_it() {
    all(&sealed(), 8, change_key, true, "new key");
}

#[test]
fn taking_the_lock_off_over_a_damaged_file_names_it() {
    all(&sealed(), 8, unlock, false, "unlock");
}
