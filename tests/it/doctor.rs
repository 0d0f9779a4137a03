//! The real binary on real files: backups that stock tools open, modes, and a doctor that says no
//! word of the journal.

use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::Arc,
};

use rolebook::{
    seal::Paper,
    store::{Job, Keys, disk::RealDisk},
};
use serde_json::Value;
use tempfile::TempDir;

use crate::{
    backup::some_keys,
    untried::{bound_by_modes, untried},
};

const MARKER: &str = "Quagmire-of-the-ninth-floor";

struct Home(TempDir);

#[derive(Debug)]
struct Done {
    code: i32,
    out: String,
    err: String,
}

impl Home {
    /// A journal with one answer.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).unwrap();
        let home = Self(folder);
        let words = home.0.path().join("words.txt");
        fs::write(&words, MARKER).unwrap();
        let from = words.to_str().unwrap();
        assert_eq!(home.run(&["answer", "ground.1", "--from", from]).code, 0);
        home
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("journal")
    }

    fn run(&self, args: &[&str]) -> Done {
        self.run_on(&self.path(), "2026-11-21T10:42:00+01:00", args)
    }

    fn run_on(&self, home: &Path, now: &str, args: &[&str]) -> Done {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
        command.env_clear().env("LANG", "C.UTF-8").args(args);
        command.arg("--home").arg(home).args(["--now", now]);
        command.current_dir(self.0.path());
        done(command.output().unwrap())
    }

    /// With this file as what the passphrase is read from.
    fn run_with(&self, passphrase: &Path, args: &[&str]) -> Done {
        let mut command = Command::new("sh");
        command.env_clear().env("LANG", "C.UTF-8");
        command.args(["-c", "exec \"$0\" \"$@\" --passphrase-fd 3 3<\"$FROM\""]);
        command.env("FROM", passphrase);
        command.arg(env!("CARGO_BIN_EXE_rolebook")).args(args);
        command.arg("--home").arg(self.path());
        done(command.output().unwrap())
    }

    fn backup(&self) -> PathBuf {
        let done = self.run(&["backup"]);
        assert_eq!(done.code, 0, "{done:?}");
        PathBuf::from(done.out.trim_end())
    }

    fn lock(&self) {
        let (keys, identity) = some_keys();
        fs::create_dir(self.path().join("identities")).unwrap();
        fs::write(self.path().join("identities/k1.age"), identity).unwrap();
        let disk = Arc::new(RealDisk);
        let (mut job, _) = Job::begin(disk, self.path(), Keys::default(), &|_| None).unwrap();
        job.write_with(keys.clone()).unwrap();
        assert_eq!(job.reseal(&keys.seal).unwrap().left, []);
    }

    fn session(&self) -> PathBuf {
        let mut items = fs::read_dir(self.path().join("sessions/2026")).unwrap();
        items.next().unwrap().unwrap().path()
    }
}

fn done(output: Output) -> Done {
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn stock_tools_open_a_backup_and_check_it() {
    let home = Home::new();
    let backup = home.backup();
    assert_eq!(mode(&backup), 0o600);
    assert_eq!(mode(backup.parent().unwrap()), 0o700);
    let to = home.0.path().join("unpacked");
    fs::create_dir(&to).unwrap();
    let has = |tool: &str| Command::new(tool).arg("--version").output().is_ok();
    if !has("tar") || !has("sha256sum") {
        untried("tar or sha256sum is not installed, so a backup was not opened with them.");
        return;
    }
    let tool = |name: &str, args: &[&str]| {
        let mut command = Command::new(name);
        let done = command.args(args).current_dir(&to).output().unwrap();
        assert!(done.status.success(), "{done:?}");
    };
    tool("tar", &["xf", backup.to_str().unwrap()]);
    tool("sha256sum", &["--check", "--strict", "SHA256SUMS"]);
    assert!(
        fs::read_to_string(to.join("README.txt"))
            .unwrap()
            .contains("tar xf")
    );
    // What was unpacked is a journal.
    let log = home.run_on(&to, "2026-11-21T10:42:00+01:00", &["log"]);
    assert!(log.code == 0 && log.out.contains(MARKER), "{log:?}");
    let doctor = home.run_on(&to, "2026-11-21T10:42:00+01:00", &["doctor"]);
    assert!(!doctor.out.contains("SHA256SUMS"), "{doctor:?}");
}

#[test]
fn verify_and_restore_say_in_words_json_and_codes_what_is_so() {
    let home = Home::new();
    let none = home.0.path().join("none");
    for verb in ["backup", "verify"] {
        let done = home.run_on(&none, "2026-11-21T10:42:00+01:00", &[verb]);
        assert_eq!(done.code, 3, "{done:?}");
    }
    assert!(!none.exists());
    let backup = home.backup();
    let file = backup.to_str().unwrap();
    let well = home.run(&["verify"]);
    assert_eq!(
        (well.code, well.out.as_str()),
        (0, "Found 1 session with 1 entry, 1 backup.\n")
    );
    assert_eq!(home.run(&["verify", file]).code, 0);
    let plan = home.run_on(
        &none,
        "2026-11-21T10:42:00+01:00",
        &["restore", file, "--dry-run"],
    );
    assert!(
        plan.code == 0 && plan.err.contains("would be added"),
        "{plan:?}"
    );
    assert!(!none.exists());
    let done = home.run_on(
        &none,
        "2026-11-21T10:42:00+01:00",
        &["restore", file, "--json"],
    );
    let json: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!(json["schema"], "rolebook.restore/1");
    assert_eq!(
        (json["fresh"].as_bool(), json["dry_run"].as_bool()),
        (Some(true), Some(false))
    );
    assert_eq!(json["files"][0]["fate"], "added");
    assert_eq!(
        fs::read(none.join("journal.json")).unwrap(),
        fs::read(home.path().join("journal.json")).unwrap()
    );
    assert_eq!((mode(&none), mode(&none.join("sessions"))), (0o700, 0o700));
    // Damage has its code, and is named.
    let mut bytes = fs::read(&backup).unwrap();
    let place = bytes.len() / 2;
    bytes[place] ^= 1;
    fs::write(&backup, &bytes).unwrap();
    let damaged = home.run(&["verify", file, "--json"]);
    let json: Value = serde_json::from_str(&damaged.out).unwrap();
    assert_eq!(
        (damaged.code, &json["findings"][0]["damage"]),
        (6, &Value::Bool(true))
    );
    assert_eq!(home.run(&["verify"]).code, 6);
    fs::write(home.session(), "{}").unwrap();
    let damaged = home.run(&["verify"]);
    assert!(
        damaged.code == 6 && damaged.out.contains("sessions/2026/"),
        "{damaged:?}"
    );
    for not in ["words.txt", "missing"] {
        assert_eq!(home.run(&["verify", not]).code, 1);
        assert_eq!(home.run(&["restore", not]).code, 1);
    }
}

#[test]
fn a_backup_goes_where_one_says_if_that_is_there_and_out_of_a_home_that_can_only_be_read() {
    bound_by_modes(|| goes_elsewhere(&Home::new()));
}

fn goes_elsewhere(home: &Home) {
    let stick = home.0.path().join("stick");
    let missing = home.run(&["backup", "stick"]);
    assert_eq!(missing.code, 1, "{missing:?}");
    assert!(
        missing.err.contains("there is no folder stick."),
        "{missing:?}"
    );
    assert!(!stick.exists());
    fs::create_dir(&stick).unwrap();
    set_mode(&home.path(), 0o500);
    let done = home.run(&["backup", "stick"]);
    set_mode(&home.path(), 0o700);
    assert_eq!(done.code, 0, "{done:?}");
    let made = fs::canonicalize(&stick)
        .unwrap()
        .join("2026-11-21T094200Z.rolebook-backup");
    assert_eq!(done.out.trim_end(), made.to_str().unwrap());
    assert_eq!(mode(&made), 0o600);
    assert!(!home.path().join("backups").exists());
}

#[test]
fn a_locked_journal_is_backed_up_and_looked_through_without_its_passphrase() {
    let home = Home::new();
    home.lock();
    let backup = home.backup();
    let new = home.0.path().join("new");
    let file = backup.to_str().unwrap();
    let done = home.run_on(&new, "2026-11-21T10:42:00+01:00", &["restore", file]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(new.join("identities/k1.age").exists());
    let doctor = home.run_on(&new, "2026-11-21T10:42:00+01:00", &["doctor"]);
    assert!(
        doctor
            .out
            .starts_with("Locked with a passphrase. No backup in its folder yet. This")
    );
    assert!(
        doctor.out.contains("1 file is sealed and not opened"),
        "{doctor:?}"
    );
    assert_eq!(doctor.code, 4, "{doctor:?}");
    let shut = home.run(&["verify"]);
    assert_eq!(shut.code, 4, "{shut:?}");
    // A plain file in it is named.
    fs::write(home.path().join("drafts/zz.json"), "{}").unwrap();
    let doctor = home.run(&["doctor"]);
    assert!(
        doctor.out.contains("1 file is not sealed yet"),
        "{doctor:?}"
    );
    assert_eq!(home.run(&["backup"]).code, 4);
}

#[test]
fn what_says_how_the_journal_is_locked_is_opened_to_its_owner_before_it_is_read() {
    bound_by_modes(|| is_opened_to_its_owner(&Home::new()));
}

fn is_opened_to_its_owner(home: &Home) {
    home.lock();
    let closed =
        ["identities", "identities/k1.age", "journal.json"].map(|path| home.path().join(path));
    for path in closed.iter().rev() {
        set_mode(path, 0);
    }
    // Whoever may read everything is not kept out by modes.
    let may_all = fs::read(&closed[2]).is_ok();
    let shut = home.run(&["doctor"]);
    if !may_all {
        assert_eq!(shut.code, 1, "{shut:?}");
        assert!(
            shut.err.contains("`rolebook doctor --mend` opens"),
            "{shut:?}"
        );
    }
    let mended = home.run(&["doctor", "--mend"]);
    assert_eq!(mended.code, 4, "{mended:?}");
    assert!(mended.out.contains("identities is its owner's alone now."));
    assert_eq!(closed.map(|path| mode(&path)), [0o700, 0o600, 0o600]);
}

#[test]
fn a_foreign_key_on_paper_is_not_taken_for_damage() {
    let home = Home::new();
    home.lock();
    let paper = home.0.path().join("paper");
    fs::write(&paper, Paper::make().words()).unwrap();
    let backup = home.backup();
    let file = backup.to_str().unwrap();
    for args in [&["verify"][..], &["verify", file]] {
        let done = home.run_with(&paper, args);
        assert_eq!(done.code, 4, "{done:?}");
        assert!(done.err.contains("That is not the passphrase."), "{done:?}");
    }
    fs::write(&paper, "a".repeat(5000)).unwrap();
    let done = home.run_with(&paper, &["log"]);
    assert_eq!(done.code, 2, "{done:?}");
    assert!(done.err.contains("longer than 4096 bytes"), "{done:?}");
}

#[test]
fn a_key_that_is_damaged_or_gone_comes_back_from_a_backup_as_is_said() {
    let home = Home::new();
    home.lock();
    let backup = home.backup();
    let key = home.path().join("identities/k1.age");
    let whole = fs::read(&key).unwrap();
    let paper = home.0.path().join("pass");
    fs::write(&paper, "a wet evening in the annex\n").unwrap();
    fs::write(&key, "").unwrap();
    let damaged = home.run_with(&paper, &["log"]);
    assert_eq!(damaged.code, 4, "{damaged:?}");
    assert!(
        damaged.err.contains("move the damaged file away"),
        "{damaged:?}"
    );
    let named = |says: &str| {
        for args in ["verify", "doctor"] {
            let done = home.run(&[args]);
            assert_eq!(done.code, 6, "{done:?}");
            assert!(done.out.contains(says), "{done:?}");
        }
    };
    named("identities/k1.age is damaged");
    fs::remove_file(&key).unwrap();
    named("identities/k1.age is not there");
    let gone = home.run_with(&paper, &["log"]);
    assert!(
        gone.code == 4 && gone.err.contains("`rolebook restore` brings"),
        "{gone:?}"
    );
    let done = home.run(&["restore", backup.to_str().unwrap()]);
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(fs::read(&key).unwrap(), whole);
    let read = home.run_with(&paper, &["log"]);
    assert!(read.code == 0 && read.out.contains(MARKER), "{read:?}");
}

/// A journal in which a good deal is not as it should be.
fn unwell() -> Home {
    let home = Home::new();
    home.backup();
    let session = home.session();
    let copy = session.with_file_name("x (conflicted copy).json");
    fs::copy(&session, &copy).unwrap();
    let at = |path: &str| home.path().join(path);
    fs::write(at("list.txt"), MARKER).unwrap();
    fs::write(at("sessions/.2026-11-20T081233Z-k7f3q2.json.0.tmp"), MARKER).unwrap();
    fs::write(
        at("drafts/odd.json"),
        format!("{{\"format\": \"{MARKER}\"}}"),
    )
    .unwrap();
    symlink("/", at("inbox")).unwrap();
    fs::create_dir(at(".stfolder")).unwrap();
    set_mode(&home.path(), 0o755);
    for path in [&session, &copy, &at("drafts")] {
        set_mode(path, if path.is_dir() { 0o711 } else { 0o644 });
    }
    set_mode(&at("list.txt"), 0o644);
    home
}

fn on_the_24th(home: &Home, args: &[&str]) -> Done {
    home.run_on(&home.path(), "2026-11-24T10:42:00+01:00", args)
}

#[test]
fn the_doctor_says_how_everything_stands_and_no_word_of_it() {
    let home = unwell();
    let all = on_the_24th(&home, &["doctor"]);
    let said = all.out.split_whitespace().collect::<Vec<_>>().join(" ");
    for says in [
        "Not locked: whoever opens the files can read them. Last backup three days ago. This \
         program makes no network connection.",
        "Found 2 sessions with 2 entries, 1 draft, 1 backup.",
        "drafts/odd.json cannot be read from line 1",
        "The journal's folder lets other people on this machine in",
        "drafts lets other people on this machine in",
        "x (conflicted copy).json is a second version",
        "list.txt is not a file of the journal. It is left alone.",
        "inbox is a link, and the journal follows none.",
        ".2026-11-20T081233Z-k7f3q2.json.0.tmp was left by a save that was cut off",
        "seems to be carried by Syncthing",
        "No session began after now.",
        "The locale writes UTF-8. This is not a terminal",
    ] {
        assert!(said.contains(says), "{says}\n{}", all.out);
    }
    assert_eq!(all.code, 6);
    let unread = on_the_24th(&home, &["doctor", "--json"]);
    for said in [&all.out, &all.err, &unread.out, &unread.err] {
        assert!(!said.contains(MARKER), "{said}");
    }
    let json: Value = serde_json::from_str(&unread.out).unwrap();
    assert_eq!(json["schema"], "rolebook.doctor/1");
    // Looking changes nothing.
    assert_eq!(mode(&home.path()), 0o755);
}

#[test]
fn the_doctor_mends_modes_and_leftovers_and_leaves_the_rest() {
    let home = unwell();
    let at = |path: &str| home.path().join(path);
    let mended = on_the_24th(&home, &["doctor", "--mend"]);
    assert!(
        !mended.out.contains(MARKER) && mended.code == 6,
        "{mended:?}"
    );
    assert!(
        mended
            .out
            .contains("Every file and folder of the journal is its owner's alone.")
    );
    assert!(mended.out.contains("No save was cut off."));
    for item in fs::read_dir(at("sessions/2026")).unwrap() {
        assert_eq!(mode(&item.unwrap().path()), 0o600);
    }
    assert_eq!((mode(&home.path()), mode(&at("drafts"))), (0o700, 0o700));
    // What is not the journal's is not touched.
    assert_eq!(mode(&at("list.txt")), 0o644);
    assert!(fs::read_link(at("inbox")).is_ok());
    fs::remove_file(at("drafts/odd.json")).unwrap();
    let early = home.run_on(&home.path(), "2026-11-01T10:42:00+01:00", &["doctor"]);
    assert!(
        early.code == 0
            && early
                .out
                .contains("began after now, the last on 21 November 2026"),
        "{early:?}"
    );
}
