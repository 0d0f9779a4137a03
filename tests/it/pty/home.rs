//! A journal in a folder of its own, and what lies in it.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use rolebook::journal::Draft;
use serde_json::Value;
use tempfile::TempDir;

/// Longer than anything here takes, so that a failure is a failure and not a hang.
pub(super) const LIMIT: Duration = Duration::from_secs(60);

pub(super) const PROGRAM: &str = env!("CARGO_BIN_EXE_rolebook");

/// The folder beside the journal for whatever the program may put into one for temporary files.
pub(super) const TEMPORARY: &str = "tmp";

/// A home that is not there yet; it goes with everything in it.
pub(super) struct Home(TempDir);

impl Home {
    pub(super) fn new() -> Self {
        let around = tempfile::tempdir().unwrap();
        fs::create_dir(around.path().join(TEMPORARY)).unwrap();
        Self(around)
    }

    /// The folder around the journal.
    pub(super) fn around(&self) -> &Path {
        self.0.path()
    }

    pub(super) fn path(&self) -> PathBuf {
        self.0.path().join("journal")
    }

    /// Runs a command without a terminal.
    pub(super) fn run(&self, args: &[&str], input: &[u8]) -> Output {
        let mut child = Command::new(PROGRAM)
            .env_clear()
            .env("TMPDIR", self.around().join(TEMPORARY))
            .args(args)
            .arg("--home")
            .arg(self.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    /// What `log --json` prints, and what it says beside it.
    #[track_caller]
    pub(super) fn log(&self) -> (Vec<Value>, String) {
        let output = self.run(&["log", "--json"], b"");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        let log: Value = serde_json::from_slice(&output.stdout).unwrap();
        (log["entries"].as_array().unwrap().clone(), said)
    }

    /// The words of all entries, in order, of a journal about which there is nothing to say.
    #[track_caller]
    pub(super) fn words(&self) -> Vec<String> {
        let (entries, said) = self.log();
        assert_eq!(said, "");
        let words = entries.iter().map(|entry| entry["words"].as_str().unwrap());
        words.map(str::to_owned).collect()
    }

    pub(super) fn drafts(&self) -> Vec<Draft> {
        files(&self.path().join("drafts"))
            .iter()
            .filter(|path| path.extension().is_some_and(|end| end == "json"))
            // One may go while we look.
            .filter_map(|path| fs::read(path).ok())
            .map(|bytes| Draft::read(&bytes).unwrap())
            .collect()
    }

    /// Waits until a draft holds exactly these words.
    #[track_caller]
    pub(super) fn until_draft(&self, words: &str) {
        until(
            || self.drafts().iter().any(|draft| text(draft) == words),
            || format!("no draft of {} bytes: {:?}", words.len(), self.drafts()),
        );
    }

    pub(super) fn sessions(&self) -> Vec<PathBuf> {
        files(&self.path().join("sessions"))
    }
}

/// What a draft holds; nothing where it is only a place to go on from.
pub(super) fn text(draft: &Draft) -> &str {
    draft.texts.first().map_or("", String::as_str)
}

/// All files below a folder.
pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).into_iter().flatten() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found
}

/// Looks until it is so.
#[track_caller]
pub(super) fn until(mut so: impl FnMut() -> bool, else_say: impl Fn() -> String) {
    let begun = Instant::now();
    while !so() {
        assert!(begun.elapsed() < LIMIT, "{}", else_say());
        thread::sleep(Duration::from_millis(4));
    }
}
