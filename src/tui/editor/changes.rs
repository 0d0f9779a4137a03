//! Changing the text. Each change is one replacement and one step to undo.

use std::borrow::Cow;

use super::body::Spot;
use super::history::{Kind, Step};
use super::{Editor, Motion, Shape};

impl Editor {
    /// Types one character, in the place of the selection if there is one. A
    /// carriage return is a line feed.
    pub fn type_char(&mut self, c: char) -> bool {
        let c = match (c, self.shape) {
            ('\n' | '\r', Shape::Prose) => '\n',
            ('\n' | '\r', Shape::Line) => ' ',
            _ => c,
        };
        let (from, to) = self.selected_spots().unwrap_or((self.cursor, self.cursor));
        self.put(from, to, c.encode_utf8(&mut [0; 4]), Kind::Typed)
    }

    /// Pastes a text, in the place of the selection if there is one, as one
    /// step. Terminals send line ends in several ways; all become line feeds.
    pub fn paste(&mut self, text: &str) -> bool {
        let mut text = Cow::Borrowed(text);
        if text.contains('\r') {
            text = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
        }
        if self.shape == Shape::Line && text.contains('\n') {
            text = Cow::Owned(text.replace('\n', " "));
        }
        let (from, to) = self.selected_spots().unwrap_or((self.cursor, self.cursor));
        self.put(from, to, &text, Kind::Whole)
    }

    /// Puts a text in the place of what stands between two byte offsets, as one step; the cursor
    /// stays at its words.
    pub fn replace(&mut self, range: std::ops::Range<usize>, text: &str) -> bool {
        self.settle();
        self.anchor = None;
        let from = self.body.floor(self.cursor, range.start);
        let to = self.body.floor(from, range.end);
        let (start, end) = (from.offset, to.offset);
        let cursor = self.cursor.offset;
        let changed = self.put(from, to, text, Kind::Whole);
        self.set_cursor_offset(match cursor {
            before if before <= start => before,
            inside if inside < end => start + text.len(),
            after => after - (end - start) + text.len(),
        });
        changed
    }

    /// The selected text.
    pub fn copy(&self) -> Option<String> {
        let (from, to) = self.selected_spots()?;
        Some(self.body.slice(from, to))
    }

    /// Takes the selected text out; [`super::Op::Yank`] puts it back.
    pub fn cut(&mut self) -> Option<String> {
        let (from, to) = self.selected_spots()?;
        self.yank = self.body.slice(from, to);
        self.put(from, to, "", Kind::Whole);
        Some(self.yank.clone())
    }

    pub(super) fn delete(&mut self, motion: Motion) -> bool {
        let kind = if self.selection().is_none() && motion == Motion::Left {
            Kind::ErasedLeft
        } else if self.selection().is_none() && motion == Motion::Right {
            Kind::ErasedRight
        } else {
            Kind::Whole
        };
        let (from, to) = self.reach(motion);
        self.put(from, to, "", kind)
    }

    pub(super) fn kill(&mut self, motion: Motion) -> bool {
        let (from, to) = self.reach(motion);
        let killed = self.body.slice(from, to);
        let goes_on = self.killing;
        let backward = from != self.cursor;
        let done = self.put(from, to, "", Kind::Whole);
        match (done, goes_on) {
            (false, _) => {}
            (true, false) => self.yank = killed,
            (true, true) if backward => self.yank.insert_str(0, &killed),
            (true, true) => self.yank.push_str(&killed),
        }
        self.killing = done || goes_on;
        done
    }

    /// The selection, or what lies between the cursor and where a motion leads.
    fn reach(&self, motion: Motion) -> (Spot, Spot) {
        let here = self.cursor;
        self.selected_spots().unwrap_or_else(|| {
            let mut there = self.target(motion);
            if motion == Motion::ParagraphEnd && there == here {
                there = self.target(Motion::Right);
            }
            if there.offset < here.offset {
                (there, here)
            } else {
                (here, there)
            }
        })
    }

    pub(super) fn put_back(&mut self) -> bool {
        let yank = std::mem::take(&mut self.yank);
        let done = self.paste(&yank);
        self.yank = yank;
        done
    }

    pub(super) fn transpose(&mut self) -> bool {
        let body = &self.body;
        let at_end = self.cursor == body.paragraph_end(self.cursor);
        let middle = if at_end {
            body.previous(self.cursor)
        } else {
            Some(self.cursor)
        };
        let Some(middle) = middle else { return false };
        let (Some(left), Some(right)) = (body.previous(middle), body.next(middle)) else {
            return false;
        };
        let (before, after) = (body.slice(left, middle), body.slice(middle, right));
        let in_paragraph = !before.contains('\n') && !after.contains('\n');
        in_paragraph && self.put(left, right, &(after + &before), Kind::Whole)
    }

    pub(super) fn undo(&mut self) -> bool {
        self.settle();
        let Some(step) = self.history.done.pop() else {
            return false;
        };
        self.change(step.at, step.inserted.len(), &step.removed);
        self.cursor = self.body.spot(self.cursor, step.before.cursor);
        self.anchor = step.before.anchor;
        self.history.undone.push(step);
        true
    }

    pub(super) fn redo(&mut self) -> bool {
        self.settle();
        let Some(step) = self.history.undone.pop() else {
            return false;
        };
        self.change(step.at, step.removed.len(), &step.inserted);
        self.history.done.push(step);
        true
    }

    /// Puts a text between two spots and remembers how to undo it.
    fn put(&mut self, from: Spot, to: Spot, with: &str, kind: Kind) -> bool {
        self.killing = false;
        if from == to && with.is_empty() {
            return false;
        }
        let step = Step {
            kind,
            at: from.offset,
            removed: self.body.slice(from, to),
            inserted: with.to_owned(),
            before: self.caret(),
        };
        self.change(from.offset, step.removed.len(), with);
        self.history.record(step);
        true
    }

    /// Puts `with` in the place of `removed` bytes. The cursor follows it, at
    /// the next place between clusters: what was put there may have joined.
    fn change(&mut self, at: usize, removed: usize, with: &str) {
        let from = self.body.spot(self.cursor, at);
        let to = self.body.spot(from, at + removed);
        let start = self.body.replace(from, to, with);
        self.cursor = self.body.ceil(self.body.spot(start, at + with.len()));
        self.anchor = None;
        self.goal = None;
        self.revision += 1;
    }
}
