//! The real binary, line by line, on a home of its own.

use std::{
    fs,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicU64, Ordering},
};

use tempfile::TempDir;

pub(crate) const NOW: &str = "2026-11-21T10:42:00+01:00";

#[derive(Debug)]
pub(crate) struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

pub(crate) fn home() -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o700)).unwrap();
    home
}

/// The program with nothing around it, at a clock that stands still; ids differ from run to run.
pub(crate) fn program(home: &Path, args: &[&str]) -> Command {
    static SEED: AtomicU64 = AtomicU64::new(77_000);
    let seed = SEED.fetch_add(1, Ordering::Relaxed).to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
    command.env_clear().args(["--now", NOW, "--seed", &seed]);
    command.args(args).arg("--home").arg(home);
    command
}

pub(crate) fn feed(mut command: Command, input: &str) -> Done {
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    // A program that refuses at once does not read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Done {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

pub(crate) fn run(home: &Path, args: &[&str], input: &str) -> Done {
    feed(program(home, args), input)
}

/// Runs what has to succeed, and gives what it printed, without the line end.
#[track_caller]
pub(crate) fn done(home: &Path, args: &[&str], input: &str) -> String {
    let done = run(home, args, input);
    assert_eq!(done.code, 0, "{args:?}: {done:?}");
    done.out.trim_end().to_owned()
}

/// All files below a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).into_iter().flatten() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The files below a folder that hold these words.
pub(crate) fn holding(folder: &Path, words: &str) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap_or_default();
        let mut windows = bytes.windows(words.len());
        windows.any(|part| part == words.as_bytes())
    };
    files(folder).into_iter().filter(holds).collect()
}
