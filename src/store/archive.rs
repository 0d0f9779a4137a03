//! The one file that a backup is: a tar of the journal's files as they lie, with a page on how to
//! open it and the sums of all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use super::label::Label;
use super::parts::{README, SUMS};
use super::{FORMAT, Part, Protection, home};
use crate::seal::{Key, Seal, is_sealed};

/// What the page says.
const PAGE: &str = "\
This is a backup of a Rolebook journal: a tar file of the journal's folder.

    tar xf FILE             unpacks it into the folder one is in
    sha256sum -c SHA256SUMS checks it (on macOS: shasum -a 256 -c SHA256SUMS)

Files that end in .json are plain JSON. Files that end in .json.age are sealed with
age (age-encryption.org); the key lies in identities/, behind the passphrase that
the journal had at the time:

    age -d -i identities/ID.age sessions/YEAR/NAME.json.age

The recovery key on paper opens them as well: age -d -i PAPER.txt FILE

The unpacked folder is a journal: rolebook --home FOLDER opens it.
";

/// A backup as it was read.
#[derive(Debug, Default)]
pub struct Archive {
    files: BTreeMap<PathBuf, Vec<u8>>,
    flaws: Vec<Flaw>,
}

/// Something in a backup that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("it is not a backup, or its beginning is lost.")]
    NotABackup,
    #[error("it is an age file around a backup; open it with `age -d` first.")]
    Wrapped,
    #[error("It ends too early, or is damaged from a place on; what stands before was read.")]
    CutOff,
    /// Nothing says what belongs into it.
    #[error("The list of its files and their sums is missing.")]
    NoSums,
    #[error("{} is not as it was written.", .0.display())]
    Changed(PathBuf),
    #[error("{} is missing.", .0.display())]
    Missing(PathBuf),
    #[error("{} was not in it when it was written.", .0.display())]
    Added(PathBuf),
}

/// The bytes of a backup of these files. Paths are relative and of plain names; see
/// [`fits`].
pub(super) fn pack(files: &[(PathBuf, Vec<u8>)], seconds: u64) -> io::Result<Vec<u8>> {
    let mut sums = String::new();
    let mut size = 4096;
    for (path, bytes) in files {
        // Writing to a String cannot fail.
        let _ = writeln!(sums, "{}  {}", sum(bytes), path.display());
        size += bytes.len() + 1024;
    }
    let mut builder = tar::Builder::new(Vec::with_capacity(size));
    let mut append = |path: &Path, bytes: &[u8]| {
        let mut header = tar::Header::new_gnu();
        header.set_size(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        header.set_mode(0o600);
        header.set_mtime(seconds);
        builder.append_data(&mut header, path, bytes)
    };
    append(Path::new(README), PAGE.as_bytes())?;
    append(Path::new(SUMS), sums.as_bytes())?;
    for (path, bytes) in files {
        append(path, bytes)?;
    }
    builder.into_inner()
}

/// Whether a path can be written down in a line of sums, and leads nowhere else.
pub(super) fn fits(path: &Path) -> bool {
    let plain = |text: &str| !text.contains(|c: char| c == '\\' || c.is_control());
    let inside = |part| matches!(part, Component::Normal(_));
    path.to_str().is_some_and(plain) && path.components().all(inside)
}

pub(super) fn sum(bytes: &[u8]) -> String {
    let sum = Sha256::digest(bytes);
    sum.iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

impl Archive {
    /// Reads a backup as far as it can be read, and compares it with the sums in it.
    pub fn read(bytes: &[u8]) -> Self {
        let mut archive = Self::default();
        if is_sealed(bytes) {
            archive.flaws.push(Flaw::Wrapped);
            return archive;
        }
        if archive.unpack(bytes).is_err() {
            archive.flaws.push(Flaw::CutOff);
        }
        archive.compare();
        archive
    }

    fn unpack(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut tar = tar::Archive::new(bytes);
        for entry in tar.entries()? {
            let mut entry = entry?;
            if entry.header().entry_type() != tar::EntryType::Regular {
                continue;
            }
            let path = entry.path()?;
            // As stock tools unpack it, whoever made it.
            let path = path.strip_prefix(".").unwrap_or(&path).to_path_buf();
            // The size is the word of a file that may be damaged.
            let mut content = Vec::new();
            entry.read_to_end(&mut content)?;
            let whole = u64::try_from(content.len()).is_ok_and(|length| length == entry.size());
            self.files.insert(path, content);
            if !whole {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(())
    }

    fn compare(&mut self) {
        let sums = self.files.remove(Path::new(SUMS));
        self.files.remove(Path::new(README));
        let Some(sums) = sums else {
            let flaw = if self.files.is_empty() {
                Flaw::NotABackup
            } else {
                Flaw::NoSums
            };
            self.flaws.insert(0, flaw);
            return;
        };
        let sums = String::from_utf8_lossy(&sums).into_owned();
        let lines = sums.lines().filter_map(|line| line.split_once("  "));
        let mut listed = BTreeSet::new();
        for (sum_then, path) in lines {
            let path = PathBuf::from(path);
            match self.files.get(&path) {
                None => self.flaws.push(Flaw::Missing(path.clone())),
                Some(bytes) if sum(bytes) != sum_then => {
                    self.flaws.push(Flaw::Changed(path.clone()));
                }
                Some(_) => {}
            }
            listed.insert(path);
        }
        let added = self.files.keys().filter(|path| !listed.contains(*path));
        let added = added.map(|path| Flaw::Added(path.clone()));
        self.flaws.extend(added.collect::<Vec<_>>());
    }

    /// What is not as it was written.
    pub fn flaws(&self) -> &[Flaw] {
        &self.flaws
    }

    /// The files that could be read, by their paths in the journal.
    pub fn files(&self) -> impl Iterator<Item = (Part, &Path, &[u8])> {
        self.files
            .iter()
            .map(|(path, bytes)| (Part::of(path), path.as_path(), bytes.as_slice()))
    }

    /// The bytes of one file.
    pub fn get(&self, path: &Path) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// How the journal was protected.
    pub fn protection(&self) -> Protection {
        let label = self.label();
        let identities = self
            .files()
            .filter(|(part, ..)| *part == Part::Identity)
            .filter_map(|(_, path, bytes)| {
                let id = path.file_name()?.to_str()?.strip_suffix(home::SEALED)?;
                Some((id.to_owned(), bytes.to_vec()))
            });
        let identities: Vec<_> = identities.collect();
        Protection {
            other: None,
            next: None,
            linked: None,
            locked: label
                .as_ref()
                .map_or(!identities.is_empty(), Label::is_locked),
            journal: label.as_ref().map(|label| label.id.clone()),
            key: label.and_then(|label| label.key),
            identities,
        }
    }

    /// Whether some file in it is sealed to this key.
    pub fn is_opened_by(&self, key: &Key) -> bool {
        let mut words = self.files().filter(|(part, ..)| part.holds_words());
        words.any(|(_, _, bytes)| is_sealed(bytes) && key.opens(bytes))
    }

    /// Whether it holds words that are sealed.
    pub fn is_sealed(&self) -> bool {
        self.files()
            .any(|(part, _, bytes)| part.holds_words() && is_sealed(bytes))
    }

    /// Whether it holds words that are not sealed.
    pub fn is_plain(&self) -> bool {
        self.files()
            .any(|(part, _, bytes)| part.holds_words() && !is_sealed(bytes))
    }

    /// Whether every file that holds words is sealed, and opens to its end with this seal; those
    /// that are known to be shut need not.
    pub(super) fn opens(&self, seal: &Seal, shut: &BTreeSet<PathBuf>) -> bool {
        let opens = |bytes: &[u8]| is_sealed(bytes) && seal.open(bytes.to_vec()).is_ok();
        self.files()
            .filter(|(part, path, _)| part.holds_words() && !shut.contains(*path))
            .all(|(_, _, bytes)| opens(bytes))
    }

    /// The id of the journal, where its label can be read.
    pub fn journal(&self) -> Option<String> {
        self.label().map(|label| label.id)
    }

    /// Whether a newer version wrote the journal.
    pub fn is_newer(&self) -> bool {
        self.label().is_some_and(|label| label.format > FORMAT)
    }

    pub(super) fn label(&self) -> Option<Label> {
        Label::read(self.get(Path::new(home::LABEL))?)
    }

    pub(super) fn into_files(self) -> BTreeMap<PathBuf, Vec<u8>> {
        self.files
    }
}
