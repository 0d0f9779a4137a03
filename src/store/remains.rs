//! Plain words that no job on the whole journal reaches: under names that are not the journal's.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use aho_corasick::AhoCorasick;

use super::disk::Kind;
use super::job::FOLDERS;
use super::{Archive, Job, Store, home};
use crate::seal::is_sealed;

/// Fields that stand in files with the words of a journal, in whatever they are wrapped.
const MARKS: [&str; 3] = ["\"records\"", "\"texts\"", "\"words\""];

/// Folders in folders that are looked into.
const DEPTH: usize = 12;

/// Larger files are not looked into, in bytes.
const LARGEST: u64 = 256 << 20;

impl Job {
    /// What holds plain text of the journal and is none of its files: hidden files in the home,
    /// anything else in its folders, copies of it in `backups/`. A folder in `backups/` is named
    /// once. Folders that are not the journal's are not looked into.
    pub fn plain_remains(&self) -> Vec<PathBuf> {
        let Ok(marks) = AhoCorasick::new(MARKS) else {
            return Vec::new();
        };
        let turned: BTreeSet<PathBuf> = self.turned(&mut Vec::new()).into_iter().collect();
        let store = self.store();
        let mut files = store.below(Path::new(""), 0);
        for (folder, _) in FOLDERS.into_iter().chain([(home::BACKUPS, 0)]) {
            let folder = Path::new(folder);
            if let Ok(Some(Kind::Folder)) = store.look(folder) {
                files.extend(store.below(folder, DEPTH));
            }
        }
        let others = files.into_iter().filter(|path| !turned.contains(path));
        let mut remains: Vec<PathBuf> = others
            .filter(|path| store.shows_words(path, &marks))
            .map(|path| named(&path))
            .collect();
        remains.sort();
        remains.dedup();
        remains
    }
}

impl Store {
    /// The files in a folder and, so many levels down, in those within, hidden ones too.
    fn below(&self, folder: &Path, depth: usize) -> Vec<PathBuf> {
        let mut files = Vec::new();
        // What cannot be listed is named where the journal is read.
        for item in self.disk.list(&self.at(folder)).unwrap_or_default() {
            let path = folder.join(&item.name);
            match item.kind {
                Kind::File => files.push(path),
                Kind::Folder if depth > 0 => files.extend(self.below(&path, depth - 1)),
                Kind::Folder | Kind::Link | Kind::Other => {}
            }
        }
        files
    }

    fn shows_words(&self, path: &Path, marks: &AhoCorasick) -> bool {
        let small = |path: &Path| {
            let look = self.disk.look(&self.at(path));
            look.is_ok_and(|look| look.length <= LARGEST)
        };
        if !small(path) {
            return false;
        }
        let Ok(bytes) = self.disk.read(&self.at(path), Vec::new()) else {
            return false;
        };
        if is_sealed(&bytes) || !marks.is_match(&bytes) {
            return false;
        }
        // In a sealed backup only decks of one's own could say so.
        let archive = Archive::read(&bytes);
        !archive.flaws().is_empty() || archive.is_plain()
    }
}

/// As it is said: the outermost folder of what was put into `backups/`.
fn named(path: &Path) -> PathBuf {
    let is_copy = path.starts_with(home::BACKUPS);
    let parts: Vec<Component> = path
        .components()
        .take(if is_copy { 2 } else { usize::MAX })
        .collect();
    parts.into_iter().collect()
}
