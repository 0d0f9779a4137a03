//! A line that is typed on a page which is no question: a name, a day, the path of a file.

use crate::{
    text::row_width,
    tui::{
        act::Act,
        editor::{Editor, Motion, Op, Shape},
        paper::Paper,
        screen::Cx,
        sheet::{Sheet, View},
    },
};

/// A line being typed. Its commands are those of [`crate::tui::act::Scope::Find`].
#[derive(Debug)]
pub(super) struct Typing {
    label: &'static str,
    editor: Editor,
}

/// What a command in it comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Enter: this was typed.
    Done(String),
    /// Esc: nothing is wanted.
    Left,
    More,
}

impl Typing {
    pub(super) fn new(label: &'static str, text: &str) -> Self {
        let editor = Editor::new(text, Shape::Line);
        Self { label, editor }
    }

    pub(super) fn act(&mut self, act: Act) -> Typed {
        match act {
            Act::Open => return Typed::Done(self.editor.text()),
            Act::Back => return Typed::Left,
            Act::Edit(op) => {
                self.editor.apply(op);
            }
            Act::CutWord => {
                self.editor.apply(Op::Kill(Motion::WordLeft));
            }
            _ => {}
        }
        Typed::More
    }

    pub(super) fn typed(&mut self, letter: char) {
        self.editor.type_char(letter);
    }

    pub(super) fn pasted(&mut self, text: &str) {
        self.editor.paste(text);
    }

    /// Draws it at the top of the page, with a sentence below; a long line is seen at its end.
    pub(super) fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>, below: &str) {
        let (page, theme) = (&cx.page, cx.theme);
        let x = paper.put(page.left, page.top, self.label, theme.muted) + 2;
        let room = usize::from((page.left + page.measure).saturating_sub(x)).max(1);
        let text = self.editor.text();
        let mut from = 0;
        while let Some(rest) = text.get(from..).filter(|rest| row_width(rest) > room) {
            from += rest.chars().next().map_or(1, char::len_utf8);
        }
        let seen = text.get(from..).unwrap_or_default();
        let end = paper.put(x, page.top, seen, theme.question);
        paper.cursor = Some((end, page.top).into());
        let mut sheet = Sheet::default();
        sheet.text(page, below, theme.muted);
        sheet.draw(paper, page.top.saturating_add(2), View::From(0));
    }
}
