//! A coach's reading: a hand-off that came in, the notes on it, and the reply that is packed of
//! them. Nothing here knows of a journal, and nothing changes a word of the client.

mod coach;
mod files;
mod open;
mod reply;
mod spans;

pub use coach::{Coach, Unkept, coach_key, coach_keys};
pub use files::Unreadable;
pub use open::{COPIED, Unopened, open};
pub use reply::{Lack, suggested};
pub use spans::{paragraphs, span};

use crate::{
    share::{
        handoff::{HandOff, Item},
        reply::{Note, NoteKind},
    },
    store::{ReviewClaim, ReviewFile},
    time::{Day, say::plain},
    workbook::DraftChange,
};
use files::{FORMAT, MineFile, NotesFile};

/// After so many notes the coach is asked which matter most.
pub const MANY: usize = 7;
pub const WHICH: &str = "Which three matter most?";
/// Said on every page of the reading.
pub const READ_ONLY: &str = "Read only. Your notes travel back in one file.";

/// A hand-off being read, and what was written on it. Held by one window at a time.
#[derive(Debug)]
pub struct Review {
    pub handoff: HandOff,
    /// What there is to say first: a copy that was made, a date that is past.
    pub said: Vec<String>,
    /// Whether the copy of it, and the notes, lie on this machine for whoever opens its files.
    pub lies_open: bool,
    notes: NotesFile,
    mine: MineFile,
    /// Under which name the coach signs. Empty where it was never asked.
    name: String,
    /// Which files were changed since they were read.
    changed: Changed,
    revision: u64,
    _claim: ReviewClaim,
}

#[derive(Debug, Clone, Copy, Default)]
struct Changed {
    notes: bool,
    mine: bool,
    name: bool,
}

impl Review {
    /// What lies under this name of the journal's making.
    pub fn token(&self) -> &str {
        &self.handoff.reply.token
    }

    /// The answer with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.handoff.items.iter().find(|item| item.id == id)
    }

    /// All notes, in the order in which they were begun.
    pub fn notes(&self) -> &[Note] {
        &self.notes.notes
    }

    /// The notes on one answer; those on the whole where it is empty.
    pub fn notes_on<'a>(&'a self, on: &'a str) -> impl Iterator<Item = &'a Note> {
        self.notes.notes.iter().filter(move |note| note.on == on)
    }

    pub fn note(&self, id: &str) -> Option<&Note> {
        self.notes.notes.iter().find(|note| note.id == id)
    }

    /// How many notes say something.
    pub fn count(&self) -> usize {
        let says = |note: &&Note| !note.words.trim().is_empty();
        self.notes.notes.iter().filter(says).count()
    }

    /// "3 notes, not sent".
    pub fn standing(&self) -> String {
        let count = match self.count() {
            0 => return "No notes yet".to_owned(),
            1 => "1 note".to_owned(),
            count => format!("{count} notes"),
        };
        match self.notes.packed {
            Some(day) => format!("{count}, packed on {}", plain(day)),
            None => format!("{count}, not sent"),
        }
    }

    /// Begins a note, and gives its id. Without words it is nothing.
    pub fn begin(&mut self, kind: NoteKind, on: &str, quote: &str) -> String {
        self.notes.last += 1;
        let id = format!("n{}", self.notes.last);
        self.notes.notes.push(Note {
            id: id.clone(),
            kind,
            on: on.to_owned(),
            with: String::new(),
            quote: quote.to_owned(),
            words: String::new(),
        });
        id
    }

    /// Puts other words into a note.
    pub fn say(&mut self, id: &str, words: &str) {
        self.change(id, |note| words.clone_into(&mut note.words));
    }

    /// Makes a note one of this kind; a note that connects two answers names the other.
    pub fn turn(&mut self, id: &str, kind: NoteKind, with: &str) {
        self.change(id, |note| {
            note.kind = kind;
            note.with.clear();
            if kind == NoteKind::Connects {
                note.with.push_str(with);
            }
        });
    }

    fn change(&mut self, id: &str, change: impl FnOnce(&mut Note)) {
        let Some(note) = self.notes.notes.iter_mut().find(|note| note.id == id) else {
            return;
        };
        let before = note.clone();
        change(note);
        if *note != before {
            self.touched();
        }
    }

    /// Drops a note.
    pub fn drop_note(&mut self, id: &str) {
        let before = self.count();
        self.notes.notes.retain(|note| note.id != id);
        if self.count() != before {
            self.touched();
        }
    }

    fn touched(&mut self) {
        self.notes.packed = None;
        self.changed.notes = true;
        self.revision += 1;
    }

    /// The coach's own notes.
    pub fn mine(&self) -> &str {
        &self.mine.words
    }

    pub fn set_mine(&mut self, words: &str) {
        if self.mine.words != words {
            words.clone_into(&mut self.mine.words);
            self.changed.mine = true;
            self.revision += 1;
        }
    }

    /// Under which name the coach signs. Empty where it was never asked.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Signs from now on with this name, this hand-off and every other.
    pub fn sign(&mut self, name: &str) {
        let name = name.trim();
        if self.name != name && !name.is_empty() {
            name.clone_into(&mut self.name);
            self.changed.name = true;
            self.revision += 1;
        }
    }

    /// A reply was written into a file on this day.
    pub fn was_packed(&mut self, today: Day) {
        self.touched();
        self.notes.packed = Some(today);
    }

    /// Grows with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The files that were changed since they were read, as they are now.
    pub fn save(&self) -> DraftChange {
        let token = || self.token().to_owned();
        let mut files = Vec::new();
        if self.changed.notes {
            let mut file = self.notes.clone();
            file.format = FORMAT;
            file.notes.retain(|note| !note.words.trim().is_empty());
            files.push((ReviewFile::Notes(token()), files::bytes(&file)));
        }
        if self.changed.mine {
            let mut file = self.mine.clone();
            file.format = FORMAT;
            files.push((ReviewFile::Mine(token()), files::bytes(&file)));
        }
        if self.changed.name {
            let line = format!("{}\n", self.name);
            files.push((ReviewFile::Name, Ok(line.into_bytes())));
        }
        let written = |(file, bytes): (ReviewFile, Result<Vec<u8>, _>)| Some((file, bytes.ok()?));
        DraftChange::Review(files.into_iter().filter_map(written).collect())
    }
}
