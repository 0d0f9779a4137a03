//! What a file of a home is, told by where it lies.

use std::path::{Component, Path, PathBuf};

use super::disk::Kind;
use super::list::Found;
use super::session::DEPTH;
use super::{Notice, Store, home};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A key behind a passphrase.
    Identity,
    /// `journal.json`.
    Label,
    Session,
    Draft,
    Inbox,
    Review,
    SetAside,
    /// The person's own `config.toml` and decks.
    Settings,
    /// What words are sealed to while the journal is locked, as this machine knows it.
    Recipient,
    Backup,
    /// Keeps windows apart; empty.
    Lock,
    /// What a save that was cut off has left.
    LeftOver,
    /// What a backup says of itself; it lies in a home that was unpacked by hand.
    About,
    /// The system's or a synchronizer's.
    Hidden,
    /// Nothing of ours.
    Unknown,
}

/// Folders that belong to the journal, what lies in them, and how deep they are looked through.
const FOLDERS: [(&str, Part, usize); 9] = [
    (home::IDENTITIES, Part::Identity, 0),
    (home::SESSIONS, Part::Session, DEPTH),
    (home::DRAFTS, Part::Draft, 0),
    (home::INBOX, Part::Inbox, 0),
    (home::REVIEWS, Part::Review, 3),
    (home::SET_ASIDE, Part::SetAside, 0),
    (home::DECKS, Part::Settings, 0),
    (home::RECIPIENTS, Part::Recipient, 0),
    (home::BACKUPS, Part::Backup, 0),
];

/// What a backup says of itself: how to open it, and the sums of its files.
pub(super) const README: &str = "README.txt";
pub(super) const SUMS: &str = "SHA256SUMS";

impl Part {
    /// What lies at a path, which is relative to the home.
    pub fn of(path: &Path) -> Self {
        let mut parts = Vec::new();
        for part in path.components() {
            let Component::Normal(part) = part else {
                return Self::Unknown;
            };
            parts.push(part.to_str().unwrap_or_default());
        }
        let Some((name, above)) = parts.split_last() else {
            return Self::Unknown;
        };
        if name.starts_with('.') {
            return if home::cut_off(name).is_some() {
                Self::LeftOver
            } else {
                Self::Hidden
            };
        }
        let Some(folder) = above.first() else {
            return match *name {
                home::LABEL => Self::Label,
                home::LOCK => Self::Lock,
                home::CONFIG => Self::Settings,
                README | SUMS => Self::About,
                _ => Self::Unknown,
            };
        };
        let of = FOLDERS.iter().find(|(known, ..)| known == folder);
        match of.map(|(_, part, _)| *part) {
            // A backup in a backup would double it every time.
            _ if home::has_extension(name, home::BACKUP) => Self::Backup,
            Some(Self::Draft) if home::has_extension(name, "lock") => Self::Lock,
            Some(Self::Identity) if !name.ends_with(home::SEALED) => Self::Unknown,
            Some(Self::Settings) if !home::has_extension(name, "toml") => Self::Unknown,
            Some(Self::Backup) | None => Self::Unknown,
            Some(part) => part,
        }
    }

    /// Whether it holds words, and is sealed where the journal is.
    pub fn holds_words(self) -> bool {
        matches!(
            self,
            Self::Session | Self::Draft | Self::Inbox | Self::Review | Self::SetAside
        )
    }

    /// Whether a backup holds it.
    pub fn is_backed_up(self) -> bool {
        self.holds_words() || matches!(self, Self::Identity | Self::Label | Self::Settings)
    }
}

impl Store {
    /// Everything that lies in the home, with what it is, sorted by what it is and by path. What is
    /// no folder of the journal is not looked into.
    pub(super) fn everything(&self, notices: &mut Vec<Notice>) -> Vec<(Part, Found)> {
        let mut all = Vec::new();
        for found in self.list(Path::new(""), 0, notices) {
            let name = found.name.as_deref();
            let folder = FOLDERS.iter().find(|(known, ..)| Some(*known) == name);
            match folder {
                Some((folder, _, depth)) if found.kind == Kind::Folder => {
                    all.extend(self.list(Path::new(folder), *depth, notices));
                }
                Some(_) | None => all.push(found),
            }
        }
        let mut all: Vec<_> = all
            .into_iter()
            .map(|found| (Part::of(&found.path), found))
            .collect();
        all.sort_by(|(part, found), (other, beside)| {
            (part, &found.path).cmp(&(other, &beside.path))
        });
        all
    }

    /// The paths of all files of some parts, relative to the home, in order; what is no file there
    /// is named.
    pub fn files(&self, wanted: impl Fn(Part) -> bool) -> (Vec<(Part, PathBuf)>, Vec<Notice>) {
        let mut notices = Vec::new();
        let all = self.everything(&mut notices);
        let mut files = Vec::new();
        for (part, found) in all.into_iter().filter(|(part, _)| wanted(*part)) {
            if found.kind == Kind::File && found.name.is_some() {
                files.push((part, found.path));
            } else {
                notices.push(super::list::stranger(found));
            }
        }
        (files, notices)
    }
}
