//! `journal.json`: the format of a journal, its id, and how it is protected.

use std::io::ErrorKind;
use std::path::Path;

use serde_json::{Value, json};

use super::error::{Doing, StoreError, Why};
use super::job::FOLDERS;
use super::{LockState, Notice, Store, home};

/// The newest format this program reads and the one it writes.
pub const FORMAT: u64 = 1;

/// What is written for a journal whose files are plain.
const UNPROTECTED: &str = "none";
/// And for one whose files are sealed to a key behind a passphrase.
const PASSPHRASE: &str = "passphrase";

/// What `journal.json` says.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) format: u64,
    pub(super) id: String,
    protection: String,
    /// The id of the key that is written with; none for a plain journal.
    pub(super) key: Option<String>,
    /// The id of a second key, while the journal is turned from one to the other: there before
    /// that key is put beside the journal, and until the one that is left is taken away.
    pub(super) other: Option<String>,
    /// `other` once more, where it is the key that comes: everything is sealed to `key` still.
    pub(super) next: Option<String>,
    /// The ids of keys that stay beside a journal that is not locked, since a file needs them.
    pub(super) kept: Vec<String>,
}

impl Label {
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let text = |key| value.get(key).and_then(Value::as_str).map(str::to_owned);
        let format = value.get("format")?.as_u64().filter(|format| *format > 0)?;
        // A newer format may keep the rest elsewhere.
        let newer = format > FORMAT;
        Some(Self {
            format,
            id: text("id").or(newer.then(String::new))?,
            protection: text("protection").or(newer.then(String::new))?,
            key: text("key"),
            other: text("other"),
            next: text("next").filter(|next| text("other").as_ref() == Some(next)),
            kept: value
                .get("kept")
                .and_then(Value::as_array)
                .map_or_else(Vec::new, |kept| {
                    kept.iter()
                        .filter_map(Value::as_str)
                        .map(str::to_owned)
                        .collect()
                }),
        })
    }

    /// Whether it says that the journal is not locked, and says nothing of a key that lies there:
    /// one that neither a job which was cut off nor an unlocking has left.
    pub(super) fn overlooks<'a>(&self, mut keys: impl Iterator<Item = &'a String>) -> bool {
        !self.is_locked() && self.other.is_none() && keys.any(|key| !self.kept.contains(key))
    }

    /// Whether the journal's files are sealed.
    pub(super) fn is_locked(&self) -> bool {
        self.protection != UNPROTECTED
    }

    /// What it says of a job that has not come to its end.
    pub(super) fn turning(&self) -> Option<LockState> {
        let locked = self.is_locked();
        match (&self.other, &self.next) {
            (Some(_), Some(_)) if locked => Some(LockState::Begun),
            (Some(_), _) => Some(LockState::Turning { locked }),
            (None, _) => None,
        }
    }

    /// The id that a damaged label may still give.
    fn id_in(bytes: &[u8]) -> Option<String> {
        let value: Value = serde_json::from_slice(bytes).ok()?;
        let id = value.get("id").and_then(Value::as_str)?;
        home::is_name(id).then(|| id.to_owned())
    }

    pub(super) fn write(id: &str, key: Option<&str>, other: Option<&str>) -> Vec<u8> {
        Self::write_more(id, key, other, None)
    }

    /// The same with one field more.
    pub(super) fn write_more(
        id: &str,
        key: Option<&str>,
        other: Option<&str>,
        more: Option<(&str, Value)>,
    ) -> Vec<u8> {
        let protection = key.map_or(UNPROTECTED, |_| PASSPHRASE);
        let mut label = json!({ "format": FORMAT, "id": id, "protection": protection });
        for (name, key) in [("key", key), ("other", other)] {
            if let (Some(key), Some(fields)) = (key, label.as_object_mut()) {
                fields.insert(name.to_owned(), Value::from(key));
            }
        }
        if let (Some((name, value)), Some(fields)) = (more, label.as_object_mut()) {
            fields.insert(name.to_owned(), value);
        }
        format!("{label:#}\n").into_bytes()
    }
}

impl Store {
    /// Reads the label, makes one for a fresh home, makes a damaged one again. Whatever cannot be
    /// done leaves the store open for reading.
    pub(super) fn open_label(&mut self, fresh_id: &str, notices: &mut Vec<Notice>) {
        let path = Path::new(home::LABEL);
        fresh_id.clone_into(&mut self.id);
        let bytes = match self.disk.read(&self.at(path), Vec::new()) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return self.only_read(path, error.into(), notices),
        };
        let label = bytes.as_deref().and_then(Label::read);
        match label {
            Some(label) => self.accept(label, notices),
            // Plain files in a locked journal would give it away.
            None if !self.seal.locks() && (self.may_hold_keys() || self.lacks_its_key()) => {
                self.lock_out(notices);
            }
            None if !self.writable => {
                if bytes.is_some() {
                    notices.push(Notice::Unreadable {
                        path: path.into(),
                        why: Why::Damaged,
                    });
                }
            }
            None => match self.make_label(bytes.as_deref()) {
                Ok(made) => notices.extend(made),
                Err(error) => self.only_read(&error.path, error.why, notices),
            },
        }
    }

    fn accept(&mut self, label: Label, notices: &mut Vec<Notice>) {
        if label.format > FORMAT {
            self.writable = false;
            notices.push(Notice::NewerFormat {
                format: label.format,
            });
        } else if label.protection != UNPROTECTED
            && (label.protection != PASSPHRASE || !self.seal.locks())
        {
            self.lock_out(notices);
        } else if self.seal.locks() && !label.is_locked() {
            notices.push(Notice::Lock(LockState::Unstated));
        } else {
            notices.extend(label.turning().map(Notice::Lock));
        }
        self.id = label.id;
    }

    fn lock_out(&mut self, notices: &mut Vec<Notice>) {
        self.writable = false;
        notices.push(Notice::Locked);
    }

    /// Writes a label. A damaged one is kept; what happened is said, unless nothing was there.
    fn make_label(&mut self, damaged: Option<&[u8]>) -> Result<Option<Notice>, StoreError> {
        let path = Path::new(home::LABEL);
        let known = damaged
            .and_then(Label::id_in)
            .or_else(|| self.id_of_backups());
        let same_id = known.is_some();
        if let Some(id) = known {
            self.id = id;
        }
        if self.id.is_empty() {
            return Err(StoreError::new(Doing::Opening, path, Why::Missing));
        }
        let kept = match damaged {
            Some(_) => Some(self.set_aside(path)?),
            None => None,
        };
        if kept.is_none() {
            self.sync_above()?;
        }
        let fresh = kept.is_none() && !self.holds_words();
        self.put(path, &Label::write(&self.id, self.key_id.as_deref(), None))?;
        Ok((!fresh).then_some(Notice::LabelRebuilt { kept, same_id }))
    }

    /// The id of the journal as its last backup states it: sessions do not.
    fn id_of_backups(&self) -> Option<String> {
        let (backups, _) = self.backups();
        let made = backups.into_iter().filter(|backup| backup.name.is_some());
        made.rev()
            .filter_map(|backup| self.read_backup(&backup.path).ok()?.journal())
            .find(|id| home::is_name(id))
    }

    /// Whether anything lies where the words of a journal lie. What a coach reads and writes lies
    /// in a home that may never have been one.
    fn holds_words(&self) -> bool {
        let own = FOLDERS
            .iter()
            .filter(|(folder, _)| *folder != home::REVIEWS);
        own.into_iter().any(|(folder, depth)| {
            let found = self.list(Path::new(folder), *depth, &mut Vec::new());
            found.iter().any(|found| !found.is_hidden())
        })
    }
}
