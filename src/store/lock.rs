//! The lock of a home: windows hold it together, a job on the whole journal holds it alone.

use std::io::{self, ErrorKind};
use std::path::Path;

use super::disk::{Disk, Guard, Hold};
use super::error::Why;

/// Tries before a lock counts as taken for longer than a moment.
const TRIES: usize = 10;

/// How a window came to hold the lock.
pub(super) enum Taken {
    /// Nobody else has the journal open.
    Alone(Guard),
    Beside(Guard),
}

/// Takes the lock for a window: alone if it can be had, else beside others. `None` while a job
/// holds it.
pub(super) fn enter(disk: &dyn Disk, path: &Path) -> io::Result<Option<Taken>> {
    for attempt in 0..TRIES {
        if attempt > 0 {
            disk.wait();
        }
        if let Some(guard) = disk.lock(path, Hold::Exclusive)? {
            return Ok(Some(Taken::Alone(guard)));
        }
        if let Some(guard) = disk.lock(path, Hold::Shared)? {
            return Ok(Some(Taken::Beside(guard)));
        }
    }
    Ok(None)
}

/// Takes the lock for a job on the whole journal.
pub(super) fn alone(disk: &dyn Disk, path: &Path) -> Result<Guard, Why> {
    match hold(disk, path, Hold::Exclusive) {
        Ok(Some(guard)) => Ok(guard),
        Ok(None) => Err(Why::Busy),
        Err(error) if error.kind() == ErrorKind::Unsupported => Err(Why::NoLocks),
        Err(error) => Err(error.into()),
    }
}

/// Takes a lock, with a few tries. `None` while others hold it.
pub(super) fn hold(disk: &dyn Disk, path: &Path, hold: Hold) -> io::Result<Option<Guard>> {
    for attempt in 0..TRIES {
        if attempt > 0 {
            disk.wait();
        }
        if let Some(guard) = disk.lock(path, hold)? {
            return Ok(Some(guard));
        }
    }
    Ok(None)
}
