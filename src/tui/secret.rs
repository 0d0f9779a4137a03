//! A field that shows nothing of what is typed into it.

use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use zeroize::Zeroizing;

use super::{
    act::Act,
    editor::{Motion, Op},
    page::Page,
    paper::Paper,
};
use crate::{seal::Passphrase, text::wrapped, workbook::locking::NOT_SHOWN};

/// No secret is longer, in bytes; a terminal hands over no longer line either. The room is taken at
/// once, so that no copy is left behind.
pub const LONGEST: usize = 4096;

/// What opens a locked journal.
pub const NAME: &str = "The passphrase, or the key on paper";

/// Letters that are wiped when the field goes.
pub struct Secret(Zeroizing<String>);

impl Default for Secret {
    fn default() -> Self {
        Self(Zeroizing::new(String::with_capacity(LONGEST)))
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
        if self.0.len() + letter.len_utf8() <= LONGEST {
            self.0.push(letter);
        }
    }

    /// Takes a paste of one line; of more, or one that is too long, nothing.
    pub fn pasted(&mut self, text: &str) -> bool {
        let line = text.strip_suffix('\n').unwrap_or(text);
        let fits = !line.contains(['\n', '\0']) && self.0.len() + line.len() <= LONGEST;
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

/// Rows that such a field takes, with so many for what is said of it.
pub fn rows(page: &Page, said: u16) -> u16 {
    let not_shown = u16::from(page.pause > 1 || said == 0);
    2 + not_shown + u16::from(page.pause > 1 && said > 0) + said
}

/// Draws such a field below its name, from a row on, and what there is to say of it. The cursor
/// stays where it is whatever is typed.
pub fn draw(paper: &mut Paper<'_>, from: u16, name: &str, said: Option<(&str, Style)>) {
    let page = paper.page;
    let style = paper.theme.question;
    let end = paper.put(page.left, from, name, style);
    let mut next = from + 1;
    if page.is_bare() {
        paper.cursor = Some((end + 1, from).into());
    } else {
        paper.bar(next);
        paper.cursor = Some((page.left, next).into());
        next += 1;
        // Where room is short, what is said takes the place of what is known by then.
        if page.pause > 1 || said.is_none() {
            let muted = paper.theme.muted;
            paper.put(page.left, next, NOT_SHOWN, muted);
            next += page.pause;
        }
    }
    if let Some((said, style)) = said {
        say(paper, next, said, style);
    }
}

/// Wrapped text from a row on, as far as the page goes.
pub fn say(paper: &mut Paper<'_>, from: u16, text: &str, style: Style) {
    let page = paper.page;
    let rows = wrapped(text, usize::from(page.measure));
    for (row, y) in rows.iter().zip(from..page.bottom()) {
        paper.put(page.left, y, row.trim_end(), style);
    }
}
