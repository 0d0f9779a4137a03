//! A disk in memory that behaves like the real one, breaks on request, and forgets in a power cut
//! what was not synced. Tests of the whole program run on it.

mod fault;
mod tree;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use self::fault::Faults;
pub use self::fault::{Failure, Fault, Op};
pub use self::tree::Cut;
use self::tree::{Node, Tree};
use super::disk::{Disk, Fresh, Guard, Hold, Item, Look};

/// A handle on a disk in memory; clones see the same disk.
#[derive(Clone, Default)]
pub struct MemoryDisk {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    tree: Tree,
    faults: Faults,
    locks: BTreeMap<u64, Holders>,
    /// Counts the sudden ends: a lock of a dead process is nobody's.
    lives: usize,
}

#[derive(Default)]
struct Holders {
    shared: usize,
    exclusive: bool,
}

struct MemoryFile {
    disk: MemoryDisk,
    file: u64,
}

struct MemoryLock {
    disk: MemoryDisk,
    file: u64,
    life: usize,
    hold: Hold,
}

impl MemoryDisk {
    /// An empty disk with a root folder; paths are absolute.
    pub fn new() -> Self {
        Self::default()
    }

    /// Plans a fault, or with `None` takes the last one back.
    pub fn fail(&self, fault: impl Into<Option<Fault>>) {
        self.state().faults.plan(fault.into());
    }

    /// Whether the planned fault has happened.
    pub fn has_failed(&self) -> bool {
        self.state().faults.hit
    }

    /// How many operations were asked of the disk so far.
    pub fn operations(&self) -> usize {
        self.state().faults.operations
    }

    /// Mounts the disk for reading only, or for writing again.
    pub fn set_read_only(&self, read_only: bool) {
        self.state().faults.read_only = read_only;
    }

    /// Ends every process at once. Handles and stores from before must not be used afterwards.
    pub fn cut(&self, cut: Cut) {
        let state = &mut *self.state();
        state.tree.cut(cut);
        state.locks.clear();
        state.lives += 1;
    }

    /// A disk of its own with the same content, and no fault planned.
    #[must_use]
    pub fn fork(&self) -> Self {
        let tree = self.state().tree.clone();
        Self {
            state: Arc::new(Mutex::new(State {
                tree,
                ..State::default()
            })),
        }
    }

    /// The bytes of a file, without counting as an operation.
    pub fn bytes(&self, path: impl AsRef<Path>) -> Option<Vec<u8>> {
        self.state().tree.read(path.as_ref()).ok()
    }

    /// All paths but the root, sorted.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.state().tree.paths().skip(1).cloned().collect()
    }

    /// Puts a file there for good, in place of what was there, with the folders above it.
    ///
    /// # Errors
    /// A folder stands there, or a file where a folder is needed.
    pub fn put(&self, path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) -> io::Result<()> {
        self.plant(path.as_ref(), |tree, path| {
            if tree.node(path).is_ok() {
                tree.remove(path)?;
            }
            tree.create(path, bytes.as_ref()).map(drop)
        })
    }

    /// Puts a folder there for good, with the folders above it.
    ///
    /// # Errors
    /// Something stands there.
    pub fn put_folder(&self, path: impl AsRef<Path>) -> io::Result<()> {
        self.plant(path.as_ref(), |tree, path| tree.add(path, Node::Folder))
    }

    /// Puts a link there that leads nowhere.
    ///
    /// # Errors
    /// Something stands there.
    pub fn put_link(&self, path: impl AsRef<Path>) -> io::Result<()> {
        self.plant(path.as_ref(), |tree, path| tree.add(path, Node::Link))
    }

    /// Puts a pipe there, which no one may open.
    ///
    /// # Errors
    /// Something stands there.
    pub fn put_pipe(&self, path: impl AsRef<Path>) -> io::Result<()> {
        self.plant(path.as_ref(), |tree, path| tree.add(path, Node::Pipe))
    }

    /// Takes a folder away with all that is in it, as another program would.
    pub fn remove_folder(&self, path: impl AsRef<Path>) {
        self.state().tree.remove_folder(path.as_ref());
    }

    fn plant(
        &self,
        path: &Path,
        plant: impl FnOnce(&mut Tree, &Path) -> io::Result<()>,
    ) -> io::Result<()> {
        let tree = &mut self.state().tree;
        let above: Vec<&Path> = path.ancestors().skip(1).collect();
        for folder in above.into_iter().rev() {
            if tree.node(folder).is_err() {
                tree.add(folder, Node::Folder)?;
            }
        }
        plant(tree, path)?;
        tree.sync_all();
        Ok(())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts an operation; the state to carry it out on, unless it is the one that fails.
    fn step(&self, op: Op) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.state();
        match state.faults.step(op) {
            Some(failure) => Err(failure.into()),
            None => Ok(state),
        }
    }
}

impl Disk for MemoryDisk {
    fn look(&self, path: &Path) -> io::Result<Look> {
        let state = self.step(Op::Look)?;
        let kind = state.tree.node(path)?.kind();
        let bytes = state.tree.read(path).unwrap_or_default();
        Ok(Look {
            kind,
            open_to_others: false,
            closed_to_owner: false,
            length: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Item>> {
        let state = self.step(Op::List)?;
        let items = state
            .tree
            .list(folder)?
            .into_iter()
            .filter_map(|(path, node)| {
                Some(Item {
                    name: path.file_name()?.to_os_string(),
                    kind: node.kind(),
                })
            });
        Ok(items.collect())
    }

    fn read(&self, path: &Path, _room: Vec<u8>) -> io::Result<Vec<u8>> {
        self.step(Op::Read)?.tree.read(path)
    }

    fn create(&self, path: &Path, bytes: &[u8]) -> io::Result<Box<dyn Fresh>> {
        let mut state = self.state();
        let file = match state.faults.step(Op::Create) {
            None => state.tree.create(path, bytes)?,
            Some(failure) => {
                if failure == Failure::ShortWrite {
                    let (half, _) = bytes.split_at(bytes.len() / 2);
                    state.tree.create(path, half)?;
                }
                return Err(failure.into());
            }
        };
        Ok(Box::new(MemoryFile {
            disk: self.clone(),
            file,
        }))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step(Op::Rename)?.tree.rename(from, to)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        self.step(Op::SyncFolder)?.tree.sync_folder(folder)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step(Op::Remove)?.tree.remove(path)
    }

    fn make_folder(&self, path: &Path) -> io::Result<()> {
        self.step(Op::MakeFolder)?.tree.add(path, Node::Folder)
    }

    /// There are no modes here.
    fn restrict(&self, path: &Path) -> io::Result<()> {
        self.step(Op::Restrict)?.tree.node(path).map(drop)
    }

    fn can_write(&self, folder: &Path) -> io::Result<()> {
        self.step(Op::CanWrite)?.tree.node(folder).map(drop)
    }

    fn lock(&self, path: &Path, hold: Hold) -> io::Result<Option<Guard>> {
        let mut state = self.step(Op::Lock)?;
        let file = match state.tree.node(path) {
            Ok(Node::File(file)) => file,
            Ok(Node::Folder | Node::Link | Node::Pipe) => {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            Err(_) if state.faults.read_only => {
                return Err(io::ErrorKind::ReadOnlyFilesystem.into());
            }
            Err(_) => state.tree.create(path, &[])?,
        };
        let life = state.lives;
        let holders = state.locks.entry(file).or_default();
        match hold {
            _ if holders.exclusive => return Ok(None),
            Hold::Exclusive if holders.shared > 0 => return Ok(None),
            Hold::Exclusive => holders.exclusive = true,
            Hold::Shared => holders.shared += 1,
        }
        Ok(Some(Box::new(MemoryLock {
            disk: self.clone(),
            file,
            life,
            hold,
        })))
    }

    /// Returns at once: nothing else happens meanwhile that a test did not ask for.
    fn wait(&self) {}
}

impl Fresh for MemoryFile {
    fn sync(&mut self) -> io::Result<()> {
        let state = &mut *self.disk.state();
        if let Some(failure) = state.faults.step(Op::SyncFile) {
            state.tree.break_file(self.file);
            return Err(failure.into());
        }
        state.tree.sync_file(self.file);
        Ok(())
    }
}

impl Drop for MemoryLock {
    fn drop(&mut self) {
        let state = &mut *self.disk.state();
        if state.lives != self.life {
            return;
        }
        if let Some(holders) = state.locks.get_mut(&self.file) {
            match self.hold {
                Hold::Shared => holders.shared = holders.shared.saturating_sub(1),
                Hold::Exclusive => holders.exclusive = false,
            }
        }
    }
}
