//! The prose editor: words in, rows out.
//!
//! Text is held in paragraphs, each with its row starts; a key costs the same
//! in a text of any size. The cursor stands between grapheme clusters, moves
//! over rows as they are shown, and at a soft wrap is shown at the start of
//! the later row. Text comes back byte for byte.
#![expect(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "places are kept at cluster bounds of blocks; tests/it/editor.rs holds them to it"
)]

mod block;
mod body;
mod changes;
mod history;
mod motions;
mod op;
mod places;
mod view;

use crate::text::UNWRAPPED;
use body::{Body, Spot};
use history::{Caret, History};

pub use op::{Motion, Op};
pub use view::{Row, Run};

/// What an editor takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Any number of paragraphs.
    Prose,
    /// One paragraph: a line feed given, typed or pasted becomes a space.
    Line,
}

/// A text being written: its layout, the cursor, the selection, what can be
/// undone, and what was cut last.
#[derive(Debug)]
pub struct Editor {
    shape: Shape,
    body: Body,
    /// Always between clusters.
    cursor: Spot,
    /// The other end of the selection, in bytes, between clusters.
    anchor: Option<usize>,
    /// The column that moving up and down aims for.
    goal: Option<usize>,
    yank: String,
    /// Whether the last thing done was a kill, which the next one adds to.
    killing: bool,
    history: History,
    revision: u64,
}

impl Editor {
    /// An editor with the cursor at the end. Until [`Self::set_measure`] is
    /// called each paragraph is one row.
    pub fn new(text: &str, shape: Shape) -> Self {
        let body = match shape {
            Shape::Prose => Body::new(text, UNWRAPPED),
            Shape::Line => Body::new(&text.replace('\n', " "), UNWRAPPED),
        };
        Self {
            shape,
            cursor: body.end(),
            body,
            anchor: None,
            goal: None,
            yank: String::new(),
            killing: false,
            history: History::default(),
            revision: 0,
        }
    }

    /// The text, every byte as it came.
    pub fn text(&self) -> String {
        self.body.text()
    }

    pub fn is_empty(&self) -> bool {
        self.body.len == 0
    }

    /// Length of the text in bytes.
    pub fn len(&self) -> usize {
        self.body.len
    }

    /// The number of words, kept up to date with each key.
    pub fn words(&self) -> usize {
        self.body.words
    }

    /// A number that changes with each change of the text.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Wraps the text to so many cells; 0 is taken as 1. Nothing happens when
    /// they are the same as before. The cursor and the first row in view stay
    /// at their words.
    pub fn set_measure(&mut self, columns: usize) {
        let columns = columns.max(1);
        if columns != self.body.measure {
            self.body.set_measure(columns);
            self.goal = None;
        }
    }

    /// Where the cursor stands, in bytes.
    pub fn cursor_offset(&self) -> usize {
        self.cursor.offset
    }

    /// Puts the cursor at the nearest place between clusters at or before a
    /// byte offset, and selects nothing.
    pub fn set_cursor_offset(&mut self, offset: usize) {
        self.settle();
        self.cursor = self.body.floor(self.cursor, offset);
        self.anchor = None;
    }

    /// The selected text, in bytes.
    pub fn selection(&self) -> Option<std::ops::Range<usize>> {
        let (one, other) = (self.anchor?, self.cursor.offset);
        (one != other).then(|| one.min(other)..one.max(other))
    }

    /// Ends the runs that only unbroken work continues: a step of undoing, a
    /// kill, a column aimed for.
    fn settle(&mut self) {
        self.history.close();
        self.killing = false;
        self.goal = None;
    }

    fn selected_spots(&self) -> Option<(Spot, Spot)> {
        let range = self.selection()?;
        let start = self.body.spot(self.cursor, range.start);
        Some((start, self.body.spot(start, range.end)))
    }

    fn caret(&self) -> Caret {
        Caret {
            cursor: self.cursor.offset,
            anchor: self.anchor,
        }
    }
}
