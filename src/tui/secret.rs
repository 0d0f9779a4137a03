//! A field that shows nothing of what is typed into it.

use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use super::{
    act::Act,
    editor::{Motion, Op},
    paper::Paper,
};
use crate::{seal::Passphrase, workbook::locking::NOT_SHOWN};

/// Longer is nobody's passphrase; the room is taken at once, so that no copy is left behind.
const ROOM: usize = 1024;

/// Letters that are wiped when the field goes.
pub struct Secret(Zeroizing<String>);

impl Default for Secret {
    fn default() -> Self {
        Self(Zeroizing::new(String::with_capacity(ROOM)))
    }
}

impl Secret {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn text(&self) -> &str {
        &self.0
    }

    pub fn typed(&mut self, letter: char) {
        if self.0.len() + letter.len_utf8() <= ROOM {
            self.0.push(letter);
        }
    }

    /// Takes a paste of one line; of more, or one that is too long, nothing.
    pub fn pasted(&mut self, text: &str) -> bool {
        let line = text.strip_suffix('\n').unwrap_or(text);
        let fits = !line.contains(['\n', '\0']) && self.0.len() + line.len() <= ROOM;
        if fits {
            self.0.push_str(line);
        }
        fits
    }

    /// Takes a letter away, or all of them.
    pub fn act(&mut self, act: Act) {
        match act {
            Act::Edit(Op::Delete(Motion::Left)) => {
                let last = self.0.grapheme_indices(true).next_back();
                let last = last.map_or(0, |(at, _)| at);
                self.0.truncate(last);
            }
            Act::Edit(Op::Kill(Motion::RowStart)) => self.0.clear(),
            _ => {}
        }
    }

    /// What was typed; the field is empty afterwards.
    pub fn take(&mut self) -> Passphrase {
        let taken = Passphrase::new(self.0.as_str().to_owned());
        *self = Self::default();
        taken
    }
}

/// Draws such a field below its name, from a row on; gives the row after it. The cursor stays
/// where it is whatever is typed.
pub fn draw(paper: &mut Paper<'_>, from: u16, name: &str) -> u16 {
    let page = paper.page;
    let style = paper.theme.question;
    if page.is_bare() {
        let x = paper.put(page.left, from, name, style);
        paper.cursor = Some((x + 1, from).into());
        return from + 1;
    }
    paper.put(page.left, from, name, style);
    paper.bar(from + 1);
    paper.cursor = Some((page.left, from + 1).into());
    let muted = paper.theme.muted;
    paper.put(page.left, from + 2, NOT_SHOWN, muted);
    // A blank row stands before what follows, where there is room for one.
    from + 2 + page.pause.max(1)
}
