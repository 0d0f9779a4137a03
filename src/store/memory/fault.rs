//! Things that go wrong on a disk, one at a chosen moment.

use std::io;

/// What a store may ask of a disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Look,
    List,
    Read,
    Create,
    SyncFile,
    Rename,
    SyncFolder,
    Remove,
    MakeFolder,
    Restrict,
    CanWrite,
    Lock,
}

/// How it goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    DiskFull,
    FileTooLarge,
    NoPermission,
    ReadOnly,
    Io,
    /// Half of the bytes, then a full disk.
    ShortWrite,
}

/// Fail the `nth` operation from now, counting from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Only operations of this kind count; `None` counts all.
    pub op: Option<Op>,
    pub nth: usize,
    pub failure: Failure,
    /// From then on everything that would change the disk fails as well.
    pub lasting: bool,
}

/// The fault under way and what has come of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Faults {
    plan: Option<Fault>,
    counted: usize,
    pub(super) hit: bool,
    /// All operations since the beginning.
    pub(super) operations: usize,
    pub(super) read_only: bool,
}

impl Op {
    /// Whether the disk is different afterwards.
    fn changes(self) -> bool {
        matches!(
            self,
            Self::Create
                | Self::SyncFile
                | Self::Rename
                | Self::SyncFolder
                | Self::Remove
                | Self::MakeFolder
                | Self::Restrict
        )
    }
}

impl Faults {
    pub(super) fn plan(&mut self, fault: Option<Fault>) {
        (self.plan, self.counted, self.hit) = (fault, 0, false);
    }

    /// Counts an operation and says how it fails, if it does.
    pub(super) fn step(&mut self, op: Op) -> Option<Failure> {
        self.operations += 1;
        let syncs = matches!(op, Op::SyncFile | Op::SyncFolder);
        if self.read_only && (op == Op::CanWrite || op.changes() && !syncs) {
            return Some(Failure::ReadOnly);
        }
        let fault = self.plan?;
        if self.hit {
            return (fault.lasting && op.changes()).then_some(fault.failure);
        }
        if fault.op.is_none_or(|only| only == op) {
            self.counted += 1;
            self.hit = self.counted == fault.nth;
        }
        self.hit.then_some(fault.failure)
    }
}

impl From<Failure> for io::Error {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::DiskFull | Failure::ShortWrite => io::ErrorKind::StorageFull.into(),
            Failure::FileTooLarge => io::ErrorKind::FileTooLarge.into(),
            Failure::NoPermission => io::ErrorKind::PermissionDenied.into(),
            Failure::ReadOnly => io::ErrorKind::ReadOnlyFilesystem.into(),
            Failure::Io => io::Error::from_raw_os_error(rustix::io::Errno::IO.raw_os_error()),
        }
    }
}
