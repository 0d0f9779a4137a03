//! What the store could not do, where and why.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::seal::SealError;

/// What was under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    Opening,
    Reading,
    Saving,
    /// Asking the disk to keep for good what was written.
    Flushing,
    Removing,
    SettingAside,
    Claiming,
}

/// Why it was not done, as the end of a sentence: "Not saved: the disk is full."
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    #[error("the disk is full")]
    DiskFull,
    #[error("the file is too large")]
    FileTooLarge,
    #[error("there is no permission")]
    NoPermission,
    #[error("it can only be read, not written")]
    ReadOnly,
    #[error("it is not there")]
    Missing,
    /// A job on the whole journal is running.
    #[error("the journal is in use by a job on the whole of it")]
    Busy,
    /// Nobody can tell whether a window has the journal open.
    #[error("there are no file locks here, and a job on the whole journal has to hold it alone")]
    NoLocks,
    /// Another window is typing this draft.
    #[error("another window is writing it")]
    InUse,
    /// A file of that name is there that this store did not write, or no longer trusts.
    #[error("a file of that name is there already")]
    Taken,
    /// Only the journal's own files lie in its folder.
    #[error("that is in the folder of the journal, where only its own files lie")]
    Inside,
    #[error("a folder is needed there")]
    NotAFolder,
    #[error("a folder stands where a file belongs")]
    NotAFile,
    /// A link could lead out of the journal, so none below the home is followed.
    #[error("it is a link, and the journal follows none")]
    Link,
    #[error("it is neither a file nor a folder")]
    Special,
    #[error("it cannot be used as a name")]
    BadName,
    #[error("it is damaged")]
    Damaged,
    /// What was written was read back, and is something else.
    #[error("the disk does not give back what was written")]
    NotAsWritten,
    /// Sealed sessions, and nothing that opens them.
    #[error(
        "sealed sessions are here and their key is not in identities/, where a synchronizer may \
         still be bringing it"
    )]
    KeyMissing,
    /// Written by a newer version; this one could only do harm to it.
    #[error("it was written by a newer version of Rolebook")]
    Newer,
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// Anything else, in the words of the system.
    #[error("the disk reports: {0}")]
    Io(String),
}

/// One thing the store could not do. Holds no word of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreError {
    pub doing: Doing,
    /// Relative to the home; empty for the home itself.
    pub path: PathBuf,
    pub why: Why,
}

impl StoreError {
    pub(super) fn new(doing: Doing, path: &Path, why: impl Into<Why>) -> Self {
        Self {
            doing,
            path: path.to_path_buf(),
            why: why.into(),
        }
    }

    /// Whether a job on the whole journal was refused before anything was begun.
    pub fn is_refusal(&self) -> bool {
        let home = self.path.as_os_str().is_empty();
        self.doing == Doing::Opening || home && self.why == Why::ReadOnly
    }

    /// Whether this session file must not be written again: after a failed flush nobody knows
    /// what the disk holds, and a name that is taken is not ours. Save everything under
    /// [`SessionName::next_part`](super::SessionName::next_part).
    pub fn distrust(&self) -> bool {
        self.doing == Doing::Flushing || self.why == Why::Taken
    }
}

impl std::error::Error for StoreError {}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let why = &self.why;
        if matches!(why, Why::DiskFull | Why::Busy | Why::NoLocks) {
            write!(f, "{why}")
        } else if *why == Why::ReadOnly && self.path.as_os_str().is_empty() {
            write!(f, "the journal can only be read, not written")
        } else {
            write!(f, "{why} ({})", place(&self.path))
        }
    }
}

/// A path as it is said; the home itself has no relative one.
pub(super) fn place(path: &Path) -> std::path::Display<'_> {
    if path.as_os_str().is_empty() {
        Path::new("the journal's folder").display()
    } else {
        path.display()
    }
}

impl From<io::Error> for Why {
    fn from(error: io::Error) -> Self {
        let known = [
            (ErrorKind::StorageFull, Self::DiskFull),
            (ErrorKind::QuotaExceeded, Self::DiskFull),
            (ErrorKind::FileTooLarge, Self::FileTooLarge),
            (ErrorKind::PermissionDenied, Self::NoPermission),
            (ErrorKind::ReadOnlyFilesystem, Self::ReadOnly),
            (ErrorKind::NotFound, Self::Missing),
            (ErrorKind::NotADirectory, Self::NotAFolder),
            (ErrorKind::IsADirectory, Self::NotAFile),
            (ErrorKind::AlreadyExists, Self::Taken),
        ];
        let kind = error.kind();
        known
            .into_iter()
            .find_map(|(known, why)| (known == kind).then_some(why))
            .unwrap_or_else(|| Self::Io(error.to_string()))
    }
}
