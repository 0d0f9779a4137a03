//! A coach's notes as they lie on the disk.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use crate::{share::reply::Note, time::Day};

/// The version of these files this program writes. It reads this one and every earlier one.
pub(super) const FORMAT: u32 = 1;

/// Notes for the reply.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct NotesFile {
    pub format: u32,
    /// The highest number a note has had: none comes twice, so that a reply that is packed again
    /// is known again.
    #[serde(default)]
    pub last: u64,
    /// When a reply was packed, where nothing was changed since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packed: Option<Day>,
    /// In the order in which they were begun. Always there: without it, it is another file that
    /// lies under this name.
    pub notes: Vec<Note>,
    /// What this version does not know.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// The coach's own notes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct MineFile {
    pub format: u32,
    /// Always there, as the notes are.
    pub words: String,
    /// What this version does not know.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// Why a file of a coach is not read; it stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("it cannot be read at line {line}, column {column}")]
    Torn { line: usize, column: usize },
    #[error("it was written by a newer version of Rolebook")]
    Newer,
    #[error("two notes in it have the mark {0}")]
    Twice(String),
}

#[derive(Deserialize)]
struct Format {
    format: u32,
}

/// Reads a file; one that is not there is empty.
pub(super) fn read<T: DeserializeOwned + Default>(bytes: Option<&[u8]>) -> Result<T, Unreadable> {
    let Some(bytes) = bytes else {
        return Ok(T::default());
    };
    let torn = |error: serde_json::Error| Unreadable::Torn {
        line: error.line(),
        column: error.column(),
    };
    let format: Format = serde_json::from_slice(bytes).map_err(torn)?;
    if format.format > FORMAT {
        return Err(Unreadable::Newer);
    }
    serde_json::from_slice(bytes).map_err(torn)
}

impl NotesFile {
    /// Reads the notes; a note without words is nothing.
    pub(super) fn read(bytes: Option<&[u8]>) -> Result<Self, Unreadable> {
        let mut file: Self = read(bytes)?;
        file.notes.retain(|note| !note.words.trim().is_empty());
        let mut seen = BTreeSet::new();
        for note in &file.notes {
            if !seen.insert(note.id.as_str()) {
                return Err(Unreadable::Twice(note.id.clone()));
            }
        }
        let number = |note: &Note| note.id.strip_prefix('n')?.parse().ok();
        let highest = file.notes.iter().filter_map(number).max();
        file.last = file.last.max(highest.unwrap_or(0));
        Ok(file)
    }
}

/// The bytes of a file.
///
/// # Errors
/// None that a file made here could have.
pub(super) fn bytes(file: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
    let mut bytes = serde_json::to_vec_pretty(file)?;
    bytes.push(b'\n');
    Ok(bytes)
}
