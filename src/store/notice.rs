//! What the store came upon that a person should know; none of it stopped the work.

use std::fmt::Formatter;
use std::path::{Path, PathBuf};

use super::error::{Why, place};

/// One thing met: what happened, where (relative to the home), and what is safe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Nothing can be saved.
    ReadOnly { path: PathBuf, why: Why },
    /// The journal is of a format from after this program; nothing can be saved.
    NewerFormat { format: u64 },
    /// The journal is protected in a way this program cannot open; nothing can be saved.
    Locked,
    /// How it stands with the lock.
    Lock(LockState),
    /// The file system has no locks.
    NoLocks,
    /// The mode of the home lets others in.
    OpenToOthers { home: PathBuf },
    /// `journal.json` was damaged, and is kept, or was gone; it has been made again, with the id
    /// that the journal had where that was still to be found.
    LabelRebuilt {
        kept: Option<PathBuf>,
        same_id: bool,
    },
    /// A file that is kept and was not read.
    Unreadable { path: PathBuf, why: Why },
    /// A file with bytes that are not UTF-8 from `offset` on; it was still handed on.
    NotText { path: PathBuf, offset: usize },
    /// A file that does not belong to the journal.
    Unknown { path: PathBuf },
    /// A save that was cut off has been completed.
    Adopted { path: PathBuf },
    /// What a cut-off save left lies in set-aside now.
    SetAside { path: PathBuf, kept: PathBuf },
    /// What a cut-off save left lies where it was.
    LeftOver { path: PathBuf, why: Why },
}

const LOCKED: &str = "This journal is locked. It is open for reading only; nothing was changed.";

impl std::fmt::Display for Notice {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ReadOnly { path, why } => write!(
                f,
                "The journal is open for reading only: {why} ({}). Nothing in it was changed.",
                place(path)
            ),
            Self::NewerFormat { format } => write!(
                f,
                "This journal is of a newer format ({format}). It is open for reading only, and \
                 nothing in it was changed."
            ),
            Self::Locked => f.write_str(LOCKED),
            Self::Lock(state) => state.fmt(f),
            Self::NoLocks => write!(
                f,
                "There are no file locks here, so windows cannot see each other. Everything is \
                 saved; keep to one window at a time."
            ),
            Self::OpenToOthers { home } => write!(
                f,
                "The mode of {} lets other people on this machine in. Every file the journal \
                 writes is its owner's alone; `chmod 700` closes the folder too.",
                home.display()
            ),
            Self::LabelRebuilt { kept, same_id } => rebuilt(f, kept.as_deref(), *same_id),
            Self::Unreadable { path, why } => {
                write!(
                    f,
                    "{} was not read: {why}. It is kept as it is.",
                    path.display()
                )
            }
            Self::NotText { path, offset } => write!(
                f,
                "{} is damaged: it is not text from byte {offset} on. It is kept as it is.",
                path.display()
            ),
            Self::Unknown { path } => {
                write!(
                    f,
                    "{} is not a file of the journal. It is left alone.",
                    path.display()
                )
            }
            Self::Adopted { path } => {
                write!(
                    f,
                    "A save of {} had been cut off. It is complete now.",
                    path.display()
                )
            }
            Self::SetAside { path, kept } => write!(
                f,
                "A save had been cut off and left {}. It is kept as {}.",
                path.display(),
                kept.display()
            ),
            Self::LeftOver { path, why } => write!(
                f,
                "A save had been cut off and left {}; {why}. It is kept as it is.",
                path.display()
            ),
        }
    }
}

fn rebuilt(f: &mut Formatter<'_>, kept: Option<&Path>, same_id: bool) -> std::fmt::Result {
    match kept {
        Some(kept) => write!(
            f,
            "journal.json was damaged and was made again. The damaged one is kept as {}, and no \
             answer was touched.",
            kept.display()
        )?,
        None => f.write_str("journal.json was gone and was made again; no answer was touched.")?,
    }
    f.write_str(if same_id {
        " The journal has the id that it had."
    } else {
        " The journal has a new id, which changes nothing that you wrote."
    })
}

/// What there is to know of the lock of a journal that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LockState {
    /// It was opened with the key on paper, which nothing is written with.
    ByPaper,
    /// `journal.json` says that it is not locked, and its sessions are sealed.
    Unstated,
    /// A job that turns the journal from one key to another, or from none, was cut off.
    Turning { locked: bool },
    /// A change of the key was cut off, and nothing is sealed to the new one.
    Begun,
    /// So many of its files are sealed and so many plain: a job was cut off between.
    Half { sealed: usize, plain: usize },
}

impl std::fmt::Display for LockState {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::ByPaper => f.write_str(
                "The key on paper opened this journal, for reading. `rolebook passphrase` takes \
                 it in place of the old passphrase and sets a new one.",
            ),
            Self::Unstated => f.write_str(
                "journal.json says that this journal is not locked, and it is: an older one was \
                 brought back, as by a synchronizer. What you write is sealed; `rolebook lock` \
                 states the lock again.",
            ),
            Self::Turning { locked: true } => f.write_str(
                "A change of the key has not come to its end: it was cut off, or a file could not \
                 be read or written. `rolebook lock` goes on with it.",
            ),
            Self::Begun => f.write_str(
                "A change of the key was cut off, and everything is sealed to the key from \
                 before. `rolebook lock` brings it to its end if the new passphrase opens the \
                 journal already, and undoes it otherwise.",
            ),
            Self::Turning { locked: false } => f.write_str(
                "This journal is not locked: putting the lock on, or taking it off, was cut off. \
                 `rolebook lock` or `rolebook unlock` brings it to its end.",
            ),
            Self::Half { sealed, plain } => write!(
                f,
                "This journal is locked in part: {sealed} sealed, {plain} not. \
                 `rolebook lock` seals the rest, `rolebook unlock` opens the rest."
            ),
        }
    }
}
