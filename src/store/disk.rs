//! The few things a store asks of a disk, and the real one.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, FileType, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Larger files are refused instead of read: no session comes near, and memory is finite.
const LARGEST: u64 = 1 << 30;

/// How long a taken lock is left alone between two tries.
const PAUSE: Duration = Duration::from_millis(20);

/// A held lock; dropping it, or the end of the process, lets it go.
pub type Guard = Box<dyn Send + Sync>;

/// What stands at a path. Links are looked at, never through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    File,
    Folder,
    Link,
    /// A pipe, a socket, a device: opening one could wait for ever.
    Other,
}

/// What is known about a path without opening it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub kind: Kind,
    /// Whether the mode lets anyone but the owner in.
    pub open_to_others: bool,
    /// Whether the mode keeps the owner from reading or changing it.
    pub closed_to_owner: bool,
    /// In bytes.
    pub length: u64,
}

/// One name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub name: OsString,
    pub kind: Kind,
}

/// How a lock is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hold {
    /// Beside other shared holders.
    Shared,
    /// Alone.
    Exclusive,
}

/// A file just written, still to be made durable through the handle that wrote it: only that
/// handle is sure to be told of a write that failed late.
pub trait Fresh {
    fn sync(&mut self) -> io::Result<()>;
}

/// Small operations on a disk. None is careful on its own; `store::write` puts them in order.
pub trait Disk: Send + Sync {
    fn look(&self, path: &Path) -> io::Result<Look>;
    /// The names in a folder, in no order.
    fn list(&self, folder: &Path) -> io::Result<Vec<Item>>;
    /// The bytes of a file, in the room of a buffer that is no longer needed.
    fn read(&self, path: &Path, room: Vec<u8>) -> io::Result<Vec<u8>>;
    /// Makes a file of mode 0600 that was not there and writes all of it. After any error but
    /// `AlreadyExists` a part of it may be left.
    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Fresh>>;
    /// Puts a file in the place of another, at once.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Makes the names in a folder durable.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Takes an empty folder away; without folders of its own a disk has nothing to do.
    fn remove_empty(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }
    /// Makes one folder of mode 0700.
    fn make_folder(&self, path: &Path) -> io::Result<()>;
    /// Closes a file or a folder, never what a link leads to, to everyone but its owner.
    fn restrict(&self, path: &Path) -> io::Result<()>;
    /// Whether names in a folder could be changed; nothing is tried out.
    fn can_write(&self, folder: &Path) -> io::Result<()>;
    /// Takes a lock on a file, made if missing, without waiting. `None` while others hold it;
    /// `Unsupported` where there are no locks.
    fn lock(&self, path: &Path, hold: Hold) -> io::Result<Option<Guard>>;
    /// Gives others a moment before the next try.
    fn wait(&self);
}

/// `O_NONBLOCK`, as the standard library wants it.
const NOT_WAITING: i32 = rustix::fs::OFlags::NONBLOCK.bits().cast_signed();

/// The disk of this machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct RealDisk;

/// The bytes of something outside the journal that a person names: a file, or a pipe, which may
/// keep one waiting.
pub fn read_named(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// The same, of a file that is not larger than `most` bytes; of a larger one, one byte more.
pub fn read_named_within(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    within(File::open(path)?, most)
}

/// Standard input or another stream, read in the same way.
pub fn within(from: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    from.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Opens the same, to be read a piece at a time.
pub fn open_named(path: &Path) -> io::Result<Box<dyn Read>> {
    Ok(Box::new(File::open(path)?))
}

/// Where a path leads once every link in it is followed; the path itself where nothing is there.
pub fn real_path(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    fs::canonicalize(path).unwrap_or(absolute)
}

/// Whether a folder is there that a person names, or a link to one.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

impl From<FileType> for Kind {
    fn from(kind: FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_symlink() {
            Self::Link
        } else {
            Self::Other
        }
    }
}

impl Fresh for File {
    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one place that makes files; everything else goes through the trait"
)]
fn open(options: &OpenOptions, path: &Path) -> io::Result<File> {
    options.open(path)
}

/// Opens a lock file. A home that can only be read still has its lock respected.
fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600);
    match open(&options, path) {
        Err(error)
            if [
                io::ErrorKind::PermissionDenied,
                io::ErrorKind::ReadOnlyFilesystem,
            ]
            .contains(&error.kind()) =>
        {
            File::open(path)
        }
        other => other,
    }
}

impl Disk for RealDisk {
    fn look(&self, path: &Path) -> io::Result<Look> {
        let found = fs::symlink_metadata(path)?;
        let mode = found.permissions().mode();
        let own = if found.is_dir() { 0o700 } else { 0o600 };
        Ok(Look {
            kind: found.file_type().into(),
            open_to_others: mode & 0o077 != 0,
            closed_to_owner: mode & own != own,
            length: found.len(),
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Item>> {
        fs::read_dir(folder)?
            .map(|item| {
                let item = item?;
                Ok(Item {
                    name: item.file_name(),
                    kind: item.file_type()?.into(),
                })
            })
            .collect()
    }

    fn read(&self, path: &Path, room: Vec<u8>) -> io::Result<Vec<u8>> {
        // Opening a pipe would wait for whoever writes to it; a file never does.
        let mut options = OpenOptions::new();
        options.read(true).custom_flags(NOT_WAITING);
        let mut file = open(&options, path)?;
        let found = file.metadata()?;
        if !found.is_file() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let length = found.len();
        if length > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let mut bytes = room;
        bytes.resize(usize::try_from(length).unwrap_or_default(), 0);
        match file.read_exact(&mut bytes) {
            // Files are replaced, not appended to, so what was its length is all of it; that
            // saves three calls a file. Special files say no length.
            Ok(()) if length > 0 => {}
            Ok(()) => {
                file.read_to_end(&mut bytes)?;
            }
            // It was made shorter meanwhile: what is there now.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return std::fs::read(path);
            }
            Err(error) => return Err(error),
        }
        Ok(bytes)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Fresh>> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600);
        let mut file = open(&options, path)?;
        file.write_all(bytes)?;
        Ok(Box::new(file))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some file systems have no such thing; then there is nothing more to be done.
            Err(error)
                if [io::ErrorKind::InvalidInput, io::ErrorKind::Unsupported]
                    .contains(&error.kind()) =>
            {
                Ok(())
            }
            other => other,
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_empty(&self, folder: &Path) -> io::Result<()> {
        fs::remove_dir(folder)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        DirBuilder::new().mode(0o700).create(path)
    }

    fn restrict(&self, path: &Path) -> io::Result<()> {
        let found = fs::symlink_metadata(path)?.file_type();
        let mode = if found.is_dir() {
            0o700
        } else if found.is_file() {
            0o600
        } else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        fs::set_permissions(path, fs::Permissions::from_mode(mode))
    }

    fn can_write(&self, folder: &Path) -> io::Result<()> {
        use rustix::fs::{Access, access};
        Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
    }

    fn lock(&self, path: &Path, hold: Hold) -> io::Result<Option<Guard>> {
        let file = open_lock(path)?;
        let taken = match hold {
            Hold::Shared => file.try_lock_shared(),
            Hold::Exclusive => file.try_lock(),
        };
        match taken {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error))
                if error.raw_os_error() == Some(rustix::io::Errno::NOLCK.raw_os_error()) =>
            {
                Err(io::ErrorKind::Unsupported.into())
            }
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    fn wait(&self) {
        std::thread::sleep(PAUSE);
    }
}
