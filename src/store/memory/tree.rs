//! Names and files in memory, and how much of them is on the disk for good.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use crate::store::disk::Kind;

/// What a sudden end leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// The program was killed; the machine goes on.
    Process,
    /// The power went, and nothing that was not synced is left.
    Power,
    /// The power went; names had reached the disk early, bytes had not.
    PowerKeepingNames,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Folder,
    File(u64),
    Link,
    Pipe,
}

#[derive(Debug, Clone, Default)]
struct Bytes {
    live: Vec<u8>,
    synced: Vec<u8>,
    /// A sync has failed: later ones succeed and keep nothing, as on real systems.
    broken: bool,
}

type Names = BTreeMap<PathBuf, Node>;

/// A file system with two views: what the program sees, and what a power cut would leave.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    live: Names,
    synced: Names,
    files: BTreeMap<u64, Bytes>,
}

impl Node {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Folder => Kind::Folder,
            Self::File(_) => Kind::File,
            Self::Link => Kind::Link,
            Self::Pipe => Kind::Other,
        }
    }
}

impl Default for Tree {
    fn default() -> Self {
        let root = Names::from([(PathBuf::from("/"), Node::Folder)]);
        Self {
            live: root.clone(),
            synced: root,
            files: BTreeMap::new(),
        }
    }
}

impl Tree {
    pub(super) fn node(&self, path: &Path) -> io::Result<Node> {
        if let Some(parent) = path.parent() {
            self.folder(parent)?;
        }
        self.live
            .get(path)
            .copied()
            .ok_or_else(|| ErrorKind::NotFound.into())
    }

    fn folder(&self, path: &Path) -> io::Result<()> {
        match self.node(path)? {
            Node::Folder => Ok(()),
            Node::File(_) | Node::Link | Node::Pipe => Err(ErrorKind::NotADirectory.into()),
        }
    }

    fn file(&self, path: &Path) -> io::Result<u64> {
        match self.node(path)? {
            Node::File(file) => Ok(file),
            Node::Folder => Err(ErrorKind::IsADirectory.into()),
            Node::Link | Node::Pipe => Err(ErrorKind::InvalidInput.into()),
        }
    }

    pub(super) fn list(&self, folder: &Path) -> io::Result<Vec<(&Path, Node)>> {
        self.folder(folder)?;
        Ok(self
            .live
            .iter()
            .filter(|(path, _)| path.parent() == Some(folder))
            .map(|(path, node)| (path.as_path(), *node))
            .collect())
    }

    /// Every path the program can see.
    pub(super) fn paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.live.keys()
    }

    pub(super) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let file = self.file(path)?;
        Ok(self
            .files
            .get(&file)
            .map(|bytes| bytes.live.clone())
            .unwrap_or_default())
    }

    /// Puts a new name in a folder that is there.
    pub(super) fn add(&mut self, path: &Path, node: Node) -> io::Result<()> {
        match self.node(path) {
            Ok(_) => Err(ErrorKind::AlreadyExists.into()),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                path.parent().map_or(Ok(()), |parent| self.folder(parent))?;
                self.live.insert(path.to_path_buf(), node);
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// Makes a file and says which one it is; a name may later stand for another.
    pub(super) fn create(&mut self, path: &Path, bytes: &[u8]) -> io::Result<u64> {
        let file = self.files.last_key_value().map_or(0, |(last, _)| last + 1);
        self.add(path, Node::File(file))?;
        self.files.insert(
            file,
            Bytes {
                live: bytes.to_vec(),
                ..Bytes::default()
            },
        );
        Ok(file)
    }

    pub(super) fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let file = self.file(from)?;
        match self.node(to) {
            Ok(Node::Folder) => return Err(ErrorKind::IsADirectory.into()),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {
                to.parent().map_or(Ok(()), |parent| self.folder(parent))?;
            }
            Err(error) => return Err(error),
        }
        self.live.remove(from);
        self.live.insert(to.to_path_buf(), Node::File(file));
        Ok(())
    }

    pub(super) fn remove(&mut self, path: &Path) -> io::Result<()> {
        if self.node(path)? == Node::Folder {
            return Err(ErrorKind::IsADirectory.into());
        }
        self.live.remove(path);
        Ok(())
    }

    /// Takes a folder away with all that is in it.
    pub(super) fn remove_folder(&mut self, path: &Path) {
        self.live.retain(|inside, _| !inside.starts_with(path));
    }

    pub(super) fn sync_file(&mut self, file: u64) {
        if let Some(bytes) = self.files.get_mut(&file)
            && !bytes.broken
        {
            bytes.synced.clone_from(&bytes.live);
        }
    }

    pub(super) fn break_file(&mut self, file: u64) {
        if let Some(bytes) = self.files.get_mut(&file) {
            bytes.broken = true;
        }
    }

    pub(super) fn sync_folder(&mut self, folder: &Path) -> io::Result<()> {
        self.folder(folder)?;
        self.synced.retain(|path, _| path.parent() != Some(folder));
        let inside = self
            .live
            .iter()
            .filter(|(path, _)| path.parent() == Some(folder));
        self.synced
            .extend(inside.map(|(path, node)| (path.clone(), *node)));
        Ok(())
    }

    /// Makes everything durable.
    pub(super) fn sync_all(&mut self) {
        self.synced = self.live.clone();
        for bytes in self.files.values_mut() {
            bytes.synced.clone_from(&bytes.live);
        }
    }

    /// What a restart finds.
    pub(super) fn cut(&mut self, cut: Cut) {
        match cut {
            Cut::Process => return,
            Cut::Power => {
                let synced = &self.synced;
                self.live = synced
                    .iter()
                    .filter(|(path, _)| {
                        path.ancestors()
                            .skip(1)
                            .all(|up| synced.get(up) == Some(&Node::Folder))
                    })
                    .map(|(path, node)| (path.clone(), *node))
                    .collect();
            }
            Cut::PowerKeepingNames => {}
        }
        self.synced = self.live.clone();
        for bytes in self.files.values_mut() {
            bytes.live.clone_from(&bytes.synced);
            bytes.broken = false;
        }
    }
}
