//! A journal that has lost what says how it is protected: its key, its label or both come back from
//! a backup, and nothing that is there is written over.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use rolebook::{
    seal::Seal,
    store::{
        Archive, Fate, Keys, Reason, Request, Restored, Store,
        disk::Disk,
        memory::{Cut, Failure, Fault, MemoryDisk},
        protection,
    },
    workbook::keeping::restore,
};

use crate::{
    driver::{Driver, HOME},
    locking::{self, Home},
    shell,
};

const MARKER: &str = "Quagmire-of-the-ninth-floor";
const PASS: Option<&str> = Some("a wet evening\n");

/// A locked journal with one answer.
fn locked() -> Home {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    home.done(&["lock"], PASS, "");
    home
}

fn before_lock(home: &Home) -> String {
    let backups = shell::files(&home.path().join("backups"));
    let is_it = |path: &&PathBuf| path.to_string_lossy().contains("-before-lock");
    backups
        .iter()
        .find(is_it)
        .unwrap()
        .to_string_lossy()
        .into_owned()
}

fn lose(home: &Home, what: &[&str]) {
    for name in what {
        let path = home.path().join(name);
        if path.is_dir() {
            fs::remove_dir_all(path).unwrap();
        } else {
            fs::remove_file(path).unwrap();
        }
    }
}

fn label(home: &Home) -> String {
    fs::read_to_string(home.path().join("journal.json")).unwrap()
}

#[test]
fn a_lost_key_comes_back_from_a_backup_of_other_bytes_with_the_passphrase_it_has_there() {
    let home = locked();
    let backup = before_lock(&home);
    lose(&home, &["identities"]);
    let unheard = home.run(&["restore", &backup], None, "");
    assert_eq!(unheard.code, 4, "{}", unheard.err);
    let wrong = home.run(&["restore", &backup], Some("a dry evening\n"), "");
    assert_eq!(wrong.code, 4, "{}", wrong.err);
    assert!(wrong.err.contains("That is not the passphrase."));
    let plan = home.done(&["restore", &backup, "--dry-run"], PASS, "");
    assert!(plan.out.contains("added   identities/"), "{}", plan.out);
    assert!(!home.path().join("identities").exists());
    let done = home.done(&["restore", &backup], PASS, "");
    assert!(
        done.err.contains("1 file was added, 2 there already."),
        "{}",
        done.err
    );
    let log = home.done(&["log"], PASS, "");
    assert!(log.out.contains(MARKER));
    let again = home.done(&["restore", &backup], PASS, "");
    assert!(
        again.err.contains("No files were added, 3 there already."),
        "{}",
        again.err
    );
}

#[test]
fn a_backup_without_the_key_is_not_said_to_bring_it_back() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    let elsewhere = home.path().with_file_name("stick");
    fs::create_dir(&elsewhere).unwrap();
    let to = elsewhere.to_string_lossy().into_owned();
    let made = home.done(&["backup", &to], None, "").out;
    home.done(&["lock"], PASS, "");
    lose(&home, &["identities"]);
    for secrets in [None, PASS] {
        let shut = home.run(&["restore", made.trim_end()], secrets, "");
        assert_eq!(shut.code, 4, "{}", shut.err);
        assert!(shut.err.contains("nor in this backup"), "{}", shut.err);
        assert!(shut.err.contains("--home NEW"), "{}", shut.err);
        assert!(!shut.err.contains("brings it back"), "{}", shut.err);
    }
}

#[test]
fn the_label_and_the_key_come_back_where_both_are_gone() {
    let home = locked();
    let stated = label(&home);
    let asked = home.done(&["backup"], None, "").out.trim_end().to_owned();
    lose(&home, &["identities", "journal.json"]);
    // As it lies it takes no passphrase.
    let done = home.done(&["restore", &asked], None, "");
    assert!(done.err.contains("2 files were added"), "{}", done.err);
    assert_eq!(label(&home), stated);
    assert!(home.done(&["log"], PASS, "").out.contains(MARKER));

    lose(&home, &["identities", "journal.json"]);
    home.done(&["restore", &before_lock(&home)], PASS, "");
    assert!(home.done(&["log"], PASS, "").out.contains(MARKER));
    assert!(!home.holds(MARKER), "nothing came back plain");

    // The label alone, with its id.
    lose(&home, &["journal.json"]);
    let done = home.done(&["restore", &asked], None, "");
    assert!(done.out.contains("added   journal.json"), "{}", done.out);
    let log = home.done(&["log"], PASS, "");
    assert!(!log.err.contains("new id"), "{}", log.err);
    assert_eq!(label(&home), stated);
}

#[test]
fn a_label_that_says_another_thing_than_the_files_stays_in_the_backup() {
    let home = locked();
    let asked = home.done(&["backup"], None, "").out.trim_end().to_owned();
    home.done(&["unlock"], PASS, "");
    lose(&home, &["journal.json"]);
    let done = home.run(&["restore", &asked], PASS, "");
    assert_eq!(done.code, 6, "{}", done.err);
    assert!(
        done.out.contains("left    journal.json: it does not fit"),
        "{}",
        done.out
    );
    assert!(done.err.contains("--home NEW"), "{}", done.err);
    assert!(!home.path().join("journal.json").exists());
    assert!(shell::files(&home.path().join("identities")).is_empty());
    assert!(home.done(&["log"], None, "").out.contains(MARKER));
}

/// What lies in a home but for its lock.
fn state(home: &Home) -> Vec<(PathBuf, Vec<u8>)> {
    let files = shell::files(&home.path()).into_iter();
    let kept = files.filter(|path| !path.ends_with("lock"));
    kept.map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

/// A copy, outside the home, of its backup with this in its name.
fn named(home: &Home, part: &str) -> String {
    let backups = shell::files(&home.path().join("backups"));
    let is_it = |path: &&PathBuf| path.to_string_lossy().contains(part);
    let found = backups.iter().find(is_it).unwrap();
    let kept = home.path().with_file_name(found.file_name().unwrap());
    fs::copy(found, &kept).unwrap();
    kept.to_string_lossy().into_owned()
}

fn key_of(home: &Home) -> PathBuf {
    shell::files(&home.path().join("identities")).remove(0)
}

#[test]
fn a_label_and_a_key_that_fit_no_sealed_file_stay_in_the_backup() {
    let home = locked();
    let own = named(&home, "-before-lock");
    let other = Home::new();
    other.done(&["answer", "ground.2", "--from", "-"], None, "Elsewhere");
    other.done(&["backup"], None, "");
    let plain = named(&other, "Z.rolebook-backup");
    other.done(&["lock"], Some("a dry evening\n"), "");
    let foreign = other.done(&["backup"], None, "").out.trim_end().to_owned();
    lose(&home, &["identities", "journal.json"]);
    let was = state(&home);
    for (backup, secrets) in [(&foreign, Some("a dry evening\n")), (&plain, None)] {
        let left = home.run(&["restore", backup], secrets, "");
        assert_eq!(left.code, 6, "{}{}", left.out, left.err);
        assert!(left.out.contains("left    journal.json"), "{}", left.out);
        assert!(left.err.contains("no key of this backup opens them"));
        assert!(left.err.contains("--home NEW"), "{}", left.err);
        assert_eq!(state(&home), was);
    }
    let unheard = home.run(&["restore", &foreign], None, "");
    assert_eq!(unheard.code, 4, "{}", unheard.err);
    home.done(&["restore", &own], PASS, "");
    assert!(home.done(&["log"], PASS, "").out.contains(MARKER));
}

#[test]
fn a_backup_of_before_a_new_key_does_not_turn_the_label_back() {
    let home = locked();
    let older = home.done(&["backup"], None, "").out.trim_end().to_owned();
    let both = Some("a wet evening\na dry evening\n");
    home.done(&["passphrase", "--new-key"], both, "");
    let newer = home.done(&["backup"], None, "").out.trim_end().to_owned();
    lose(&home, &["identities", "journal.json"]);
    let was = state(&home);
    let left = home.run(&["restore", &older], PASS, "");
    assert_eq!(left.code, 6, "{}{}", left.out, left.err);
    assert_eq!(state(&home), was);
    home.done(&["restore", &newer], None, "");
    let dry = Some("a dry evening\n");
    assert!(home.done(&["log"], dry, "").out.contains(MARKER));
}

#[test]
fn a_foreign_id_over_sessions_that_are_there_is_named() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    let own = home.done(&["backup"], None, "").out.trim_end().to_owned();
    let other = Home::new();
    other.done(&["answer", "ground.2", "--from", "-"], None, "Elsewhere");
    let foreign = other.done(&["backup"], None, "").out.trim_end().to_owned();
    for (backup, says) in [(&own, false), (&foreign, true)] {
        lose(&home, &["journal.json"]);
        let done = home.done(&["restore", backup], None, "");
        assert_eq!(
            done.err.contains("backup of another journal"),
            says,
            "{}",
            done.err
        );
    }
}

#[test]
fn what_lies_under_the_name_of_a_key_and_is_none_is_set_aside_and_the_key_comes_back() {
    let home = locked();
    let backup = named(&home, "-before-lock");
    let key = key_of(&home);
    let whole = fs::read(&key).unwrap();
    let damaged = [
        Vec::new(),
        b"garbage".to_vec(),
        whole.iter().take(40).copied().collect(),
    ];
    for (number, bytes) in (1..).zip(damaged) {
        fs::write(&key, &bytes).unwrap();
        home.done(&["restore", &backup, "--dry-run"], PASS, "");
        assert_eq!(fs::read(&key).unwrap(), bytes);
        let done = home.done(&["restore", &backup], PASS, "");
        assert!(done.out.contains("is no key"), "{}", done.out);
        assert_eq!(fs::read(&key).unwrap(), whole);
        let name = format!("{}.{number}", key.file_name().unwrap().to_string_lossy());
        let kept = home.path().join("set-aside").join(name);
        assert_eq!(fs::read(kept).unwrap(), bytes);
        assert!(home.done(&["log"], PASS, "").out.contains(MARKER));
    }
    // A folder is nothing to be copied.
    fs::remove_file(&key).unwrap();
    fs::create_dir(&key).unwrap();
    let folder = home.run(&["restore", &backup], PASS, "");
    assert_eq!(folder.code, 6, "{}", folder.err);
    assert!(folder.err.contains("Move it away and restore again."));
    fs::remove_dir(&key).unwrap();
    home.done(&["restore", &backup], PASS, "");
    assert!(home.done(&["log"], PASS, "").out.contains(MARKER));
}

#[test]
fn a_key_that_does_not_open_what_is_sealed_is_named_and_not_taken_for_the_journals() {
    let home = locked();
    let backup = named(&home, "-before-lock");
    let key = key_of(&home);
    let whole = fs::read(&key).unwrap();
    let other = Home::new();
    other.done(&["lock"], Some("a dry evening\n"), "");
    let mut flipped = whole.clone();
    *flipped.last_mut().unwrap() ^= 1;
    for bytes in [flipped, fs::read(key_of(&other)).unwrap()] {
        fs::write(&key, &bytes).unwrap();
        let shut = home.run(&["restore", &backup], PASS, "");
        assert_eq!(shut.code, 6, "{}{}", shut.out, shut.err);
        assert!(shut.err.contains("move it away and restore again"));
        assert_eq!(fs::read(&key).unwrap(), bytes);
    }
    let both = Some("a dry evening\na wet evening\n");
    let theirs = home.run(&["restore", &backup], both, "");
    assert_eq!(theirs.code, 6, "{}{}", theirs.out, theirs.err);
    fs::remove_file(&key).unwrap();
    home.done(&["restore", &backup], PASS, "");
    assert_eq!(fs::read(&key).unwrap(), whole);
}

#[test]
fn half_locked_with_its_label_and_its_key_gone_both_come_back_and_lock_goes_on() {
    let home = Home::new();
    home.done(&["answer", "ground.1", "--from", "-"], None, MARKER);
    home.done(&["answer", "ground.2", "--from", "-"], None, "More words");
    let sessions = home.path().join("sessions");
    let plain: Vec<_> = shell::files(&sessions)
        .into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect();
    assert!(plain.len() > 1);
    home.done(&["lock"], PASS, "");
    let backup = named(&home, "-before-lock");
    let (path, bytes) = &plain[0];
    fs::write(path, bytes).unwrap();
    fs::remove_file(format!("{}.age", path.display())).unwrap();
    lose(&home, &["identities", "journal.json"]);
    home.done(&["restore", &backup], PASS, "");
    home.done(&["lock"], PASS, "");
    assert!(home.done(&["log"], PASS, "").out.contains(MARKER));
    assert!(!home.holds(MARKER));
}

#[test]
fn a_second_version_of_a_key_is_named() {
    let home = locked();
    let keys = home.path().join("identities");
    let key = shell::files(&keys).remove(0);
    let name = key.file_name().unwrap().to_string_lossy().into_owned();
    let copy = name.replace(".age", ".sync-conflict-20261120-091233-ABCDEFG.age");
    fs::copy(&key, keys.join(&copy)).unwrap();
    let doctor = home.run(&["doctor"], None, "");
    let said: Vec<&str> = doctor.out.split_whitespace().collect();
    assert!(
        said.join(" ")
            .contains(&format!("identities/{copy} is a second version of a key.")),
        "{}",
        doctor.out
    );
    // It is tried beside the first, as is said.
    fs::remove_file(&key).unwrap();
    assert!(home.done(&["log"], PASS, "").out.contains(MARKER));
}

#[test]
fn a_home_in_which_somebody_only_reads_for_others_is_no_journal_that_lost_its_label() {
    let home = shell::home();
    let home = home.path();
    let keys = shell::run(home, &["review", "--key"], "");
    assert_eq!(keys.code, 0, "{keys:?}");
    let folder = home.join("reviews/abcdefghijabcdefghij");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("reply.json"), "{}").unwrap();
    let verify = shell::run(home, &["verify"], "");
    assert!(!verify.out.contains("journal.json"), "{verify:?}");
    let log = shell::run(home, &["note", "--from", "-"], "mine");
    assert_eq!(log.code, 0, "{log:?}");
    assert!(!log.err.contains("new id"), "{log:?}");
}

// Cut off at any step.

fn bring(disk: &MemoryDisk, keys: &Keys, archive: &Archive) -> Option<Restored> {
    let disk: Arc<dyn Disk> = Arc::new(disk.clone());
    restore(&disk, Path::new(HOME), keys, archive, &Seal::Plain, false).ok()
}

#[test]
fn cut_off_at_any_step_it_asks_for_its_passphrase_and_goes_on() {
    let mut t = Driver::fresh();
    t.press("t 1 enter 1 enter")
        .type_text(MARKER)
        .press("ctrl+s");
    let disk = t.disk.clone();
    drop(t);
    assert!(locking::lock(&disk));
    let keys = locking::keys(&disk);
    let (store, _) = Store::inspect(Arc::new(disk.clone()), HOME, keys.clone()).unwrap();
    let request = Request::automatic(Reason::Asked, locking::now());
    let path = Path::new(HOME).join(store.backup(&request).unwrap().path);
    drop(store);
    let archive = Archive::read(&disk.bytes(path).unwrap());
    let lost = ["identities/k1.age", "journal.json"].map(|path| Path::new(HOME).join(path));
    let was = lost.clone().map(|path| disk.bytes(path));
    no_key_cut_off(&disk.fork(), &archive);
    for path in &lost {
        disk.remove(path).unwrap();
    }
    let run = disk.fork();
    let done = bring(&run, &Keys::default(), &archive).unwrap();
    assert_eq!(done.count(|fate| *fate == Fate::Added), 2);
    assert!(run.operations() > 6);
    for nth in 1..=run.operations() {
        for cut in [Cut::Process, Cut::Power] {
            let disk = disk.fork();
            let (op, failure, lasting) = (None, Failure::Io, true);
            disk.fail(Fault {
                op,
                nth,
                failure,
                lasting,
            });
            let _ = bring(&disk, &Keys::default(), &archive);
            disk.fail(None);
            disk.cut(cut);
            let point = format!("{nth}, {cut:?}");
            let found = protection(&disk, Path::new(HOME)).unwrap();
            let no_key = disk.bytes(&lost[0]).is_none();
            assert!(found.locked || no_key, "{point}");
            assert!(no_key || disk.bytes(&lost[0]) == was[0], "{point}");
            bring(&disk, &Keys::default(), &archive).unwrap();
            assert_eq!(lost.clone().map(|path| disk.bytes(path)), was, "{point}");
        }
    }
}

/// The same where something that is no key lies under its name: it is there or set aside.
fn no_key_cut_off(disk: &MemoryDisk, archive: &Archive) {
    let [key, kept] =
        ["identities/k1.age", "set-aside/k1.age.1"].map(|path| Path::new(HOME).join(path));
    let whole = disk.bytes(&key);
    disk.put(&key, "no key").unwrap();
    let run = disk.fork();
    let done = bring(&run, &Keys::default(), archive).unwrap();
    let kept_at = Fate::Instead("set-aside/k1.age.1".into());
    assert_eq!(done.count(|fate| *fate == kept_at), 1);
    for nth in 1..=run.operations() {
        for cut in [Cut::Process, Cut::Power] {
            let disk = disk.fork();
            let (op, failure, lasting) = (None, Failure::Io, true);
            disk.fail(Fault {
                op,
                nth,
                failure,
                lasting,
            });
            let _ = bring(&disk, &Keys::default(), archive);
            disk.fail(None);
            disk.cut(cut);
            let there = [&key, &kept].map(|path| disk.bytes(path));
            let is_there = there.iter().flatten().any(|bytes| bytes == b"no key");
            assert!(is_there, "{nth}, {cut:?}");
            bring(&disk, &Keys::default(), archive).unwrap();
            assert_eq!(disk.bytes(&key), whole, "{nth}, {cut:?}");
            assert_eq!(disk.bytes(&kept).unwrap(), b"no key");
        }
    }
}
