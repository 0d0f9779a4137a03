//! What an answer is put down with: fields to write in, and a mark to set where the question
//! has one. Each kind of question is a choice of these.

pub mod pick;
pub mod view;

use super::{
    act::{Act, Scope},
    editor::{Editor, Motion, Op, Shape as Lines},
    rows::PAGE,
};
use crate::{
    deck::Prompt,
    workbook::{Field, Given, Lack, Shape, Writing, fields},
};
use pick::Pick;
pub use view::Space;

/// The state of an answer being put down.
#[derive(Debug)]
pub struct Input {
    pick: Option<Pick>,
    fields: Vec<(Field, Editor)>,
    /// 0 is the mark, where there is one; the fields follow.
    focus: usize,
    /// Grows with every change of the mark or the focus; the editors count their own.
    changes: u64,
    /// How many rows of the field in focus are in view.
    height: usize,
    revises: Option<String>,
}

/// What a command did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// It was not for the input.
    Nothing,
    Something,
    /// The last field was left by enter: the answer is to be kept.
    Finished,
}

impl Input {
    /// The input for a prompt, holding what was put down before.
    pub fn new(prompt: &Prompt, writing: &Writing) -> Self {
        let given = &writing.given;
        let texts = given
            .texts
            .iter()
            .map(String::as_str)
            .chain(std::iter::repeat(""));
        let wanted = fields(prompt);
        let count = wanted.len();
        let mut fields: Vec<(Field, Editor)> = wanted
            .into_iter()
            .zip(texts)
            .map(|(field, text)| (field, Editor::new(text, Lines::Prose)))
            .collect();
        // A question that has changed since takes the words of fields it no longer has in its last.
        if let Some((_, last)) = fields.last_mut() {
            for text in given
                .texts
                .iter()
                .skip(count)
                .filter(|text| !text.is_empty())
            {
                let joined = [last.text(), text.clone()].join("\n");
                *last = Editor::new(&joined, Lines::Prose);
            }
        }
        let pick = Pick::of(prompt, &given.picked);
        let last = fields.len().saturating_sub(usize::from(pick.is_none()));
        let mut input = Self {
            pick,
            fields,
            focus: writing.focus.min(last),
            changes: 0,
            height: 1,
            revises: writing.revises.clone(),
        };
        let cursor = writing.cursor;
        if let Some((_, editor)) = input.field_mut()
            && !editor.is_empty()
        {
            editor.set_cursor_offset(cursor);
        }
        input
    }

    /// Nothing to put down, where there is no question.
    pub fn empty() -> Self {
        Self {
            pick: None,
            fields: Vec::new(),
            focus: 0,
            changes: 0,
            height: 1,
            revises: None,
        }
    }

    /// What is put down now.
    pub fn writing(&self) -> Writing {
        Writing {
            given: Given {
                texts: self
                    .fields
                    .iter()
                    .map(|(_, editor)| editor.text())
                    .collect(),
                picked: self.pick.as_ref().map(Pick::picked).unwrap_or_default(),
            },
            focus: self.focus,
            cursor: self.field().map_or(0, |(_, editor)| editor.cursor_offset()),
            revises: self.revises.clone(),
        }
    }

    /// Changes with every change of what is put down.
    pub fn revision(&self) -> u64 {
        let edits = self.fields.iter().map(|(_, editor)| editor.revision());
        self.changes + edits.sum::<u64>()
    }

    /// The number of words in all fields.
    pub fn words(&self) -> usize {
        self.fields.iter().map(|(_, editor)| editor.words()).sum()
    }

    /// Where the commands come from that act on what is in focus, nearest first.
    pub fn scopes(&self) -> &'static [Scope] {
        let scale = self.pick.as_ref().is_some_and(Pick::is_scale);
        match self.field() {
            None if scale => &[Scope::Scale, Scope::Mark, Scope::Still, Scope::Answer],
            None => &[Scope::Choice, Scope::Mark, Scope::Still, Scope::Answer],
            Some((field, _)) => match field.shape {
                Shape::Prose | Shape::Items => &[Scope::Prose, Scope::Answer, Scope::Write],
                Shape::Line | Shape::Date | Shape::Percent => {
                    &[Scope::Line, Scope::Answer, Scope::Write]
                }
            },
        }
    }

    /// Whether a mark is in focus, so that letters are commands.
    pub fn is_marking(&self) -> bool {
        self.field().is_none()
    }

    /// Whether another field can be turned to.
    pub fn has_more_fields(&self) -> bool {
        self.fields.len() + usize::from(self.pick.is_some()) > 1
    }

    /// How many points or options there are.
    pub fn options(&self) -> usize {
        self.pick.as_ref().map_or(0, Pick::count)
    }

    /// Turns to the field in which something is missing or cannot be taken.
    pub fn lacks(&mut self, lack: &Lack) {
        let wanted = |shape| {
            self.fields
                .iter()
                .position(|(field, _)| field.shape == shape)
        };
        let at = match lack {
            Lack::FirstField(_) => Some(0),
            // Of two days the one that cannot be read.
            Lack::Day(_) => wanted(Shape::Date),
            Lack::NotAPercentage => wanted(Shape::Percent),
            _ => None,
        };
        if let Some(at) = at {
            self.turn_to(at + usize::from(self.pick.is_some()));
        }
    }

    /// What is put down corrects this entry.
    pub fn correct(&mut self, entry: String) {
        self.revises = Some(entry);
    }

    /// Whether a field of one line is in focus.
    pub fn is_line(&self) -> bool {
        let line = |shape| matches!(shape, Shape::Line | Shape::Date | Shape::Percent);
        self.field().is_some_and(|(field, _)| line(field.shape))
    }

    pub fn act(&mut self, act: Act) -> Did {
        let last = self
            .fields
            .len()
            .saturating_sub(usize::from(self.pick.is_none()));
        match act {
            Act::NextField => self.turn_to((self.focus + 1) % (last + 1)),
            Act::LastField => self.turn_to(self.focus.checked_sub(1).unwrap_or(last)),
            Act::Done if self.is_marking() || self.focus == last => return Did::Finished,
            Act::Done => self.turn_to(self.focus + 1),
            _ if self.is_marking() => {
                let Some(pick) = &mut self.pick else {
                    return Did::Nothing;
                };
                let before = pick.picked();
                if !pick.act(act) {
                    return Did::Nothing;
                }
                self.changes += u64::from(pick.picked() != before);
            }
            _ => return self.edit(act),
        }
        Did::Something
    }

    /// A letter; false where letters are commands.
    pub fn typed(&mut self, letter: char) -> bool {
        let Some((_, editor)) = self.field_mut() else {
            return false;
        };
        editor.type_char(letter);
        true
    }

    /// A paste; false where nothing is being written.
    pub fn pasted(&mut self, text: &str) -> bool {
        let Some((_, editor)) = self.field_mut() else {
            return false;
        };
        editor.paste(text);
        true
    }

    /// The editor of the field in focus.
    pub fn editor(&self) -> Option<&Editor> {
        self.field().map(|(_, editor)| editor)
    }

    /// Puts a text in the place of a part of the field in focus.
    pub fn replace(&mut self, range: std::ops::Range<usize>, text: &str) {
        if let Some((_, editor)) = self.field_mut() {
            editor.replace(range, text);
        }
    }

    fn edit(&mut self, act: Act) -> Did {
        let height = self.height.saturating_sub(1).max(1);
        let Some((_, editor)) = self.field_mut() else {
            return Did::Nothing;
        };
        match act {
            Act::Edit(op) => {
                editor.apply(paged(op, height));
            }
            Act::Cut => {
                editor.cut();
            }
            Act::CutWord => {
                if editor.cut().is_none() {
                    editor.apply(Op::Kill(Motion::WordLeft));
                }
            }
            Act::Copy => {
                editor.copy();
            }
            _ => return Did::Nothing,
        }
        Did::Something
    }

    fn turn_to(&mut self, focus: usize) {
        if focus != self.focus {
            self.focus = focus;
            self.changes += 1;
        }
    }

    /// The field in focus, and its place among the fields.
    fn at(&self) -> Option<usize> {
        if self.pick.is_some() {
            self.focus.checked_sub(1)
        } else {
            Some(self.focus)
        }
    }

    fn field(&self) -> Option<&(Field, Editor)> {
        self.fields.get(self.at()?)
    }

    fn field_mut(&mut self) -> Option<&mut (Field, Editor)> {
        let at = self.at()?;
        self.fields.get_mut(at)
    }
}

/// A motion over a page is one over the rows in view.
fn paged(op: Op, height: usize) -> Op {
    let rows = |motion| match motion {
        Motion::Up(PAGE) => Motion::Up(height),
        Motion::Down(PAGE) => Motion::Down(height),
        motion => motion,
    };
    match op {
        Op::Move(motion) => Op::Move(rows(motion)),
        Op::Select(motion) => Op::Select(rows(motion)),
        op => op,
    }
}
