//! What a key can ask of an editor.

use super::Editor;

/// A way for the cursor. "Row" is a row as shown; a paragraph ends at a line feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// One cluster back; from a selection, to its start.
    Left,
    /// One cluster on; from a selection, to its end.
    Right,
    /// To the start of the word, or of the one before.
    WordLeft,
    /// To the end of the word, or of the next one.
    WordRight,
    /// So many rows up, as far as there are; aims for the column where such moves began.
    Up(usize),
    /// So many rows down.
    Down(usize),
    RowStart,
    /// To the last place that is shown in the row.
    RowEnd,
    ParagraphStart,
    /// To the end of the paragraph, before the line end.
    ParagraphEnd,
    /// To the start of the paragraph, or of the one before.
    ParagraphUp,
    /// To the start of the next paragraph, or the end of the text.
    ParagraphDown,
    TextStart,
    TextEnd,
}

/// One thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// Moves and selects nothing.
    Move(Motion),
    /// Moves and takes the selection along.
    Select(Motion),
    SelectAll,
    SelectNone,
    /// Deletes the selection, or else up to where the motion leads.
    Delete(Motion),
    /// Deletes and keeps it for [`Op::Yank`]; kills in a row add up to one
    /// text. To the end of a paragraph from there takes the line end itself.
    Kill(Motion),
    /// Puts back what was cut or killed last.
    Yank,
    /// Swaps the clusters around the cursor, at a paragraph's end the two before it.
    Transpose,
    Newline,
    Undo,
    Redo,
}

impl Editor {
    /// Does one thing and says whether anything moved or changed.
    pub fn apply(&mut self, op: Op) -> bool {
        match op {
            Op::Move(motion) => self.travel(motion, false),
            Op::Select(motion) => self.travel(motion, true),
            Op::SelectAll => self.select_all(),
            Op::SelectNone => self.select_none(),
            Op::Delete(motion) => self.delete(motion),
            Op::Kill(motion) => self.kill(motion),
            Op::Yank => self.put_back(),
            Op::Transpose => self.transpose(),
            Op::Newline => self.type_char('\n'),
            Op::Undo => self.undo(),
            Op::Redo => self.redo(),
        }
    }
}
