//! A block: a paragraph with its row starts, or a piece of a very long one.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::{self, Change};

/// A paragraph over this many bytes is laid out in pieces.
pub(super) const LARGEST: usize = 64 * 1024;
/// A piece has at least this many bytes, unless it is the last one.
const PIECE: usize = LARGEST / 2;

/// What stands after a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// A line feed.
    Newline,
    /// The end of the whole text.
    Text,
    /// More of the paragraph, after a space.
    Space,
    /// More of the paragraph, which offered no space for a long way.
    Forced,
}

#[derive(Debug)]
pub(super) struct Block {
    pub(super) text: String,
    /// Where its rows start, in bytes, rising; the first is 0.
    pub(super) rows: Vec<usize>,
    pub(super) words: usize,
    pub(super) end: End,
}

impl Block {
    fn new(text: &str, end: End, measure: usize) -> Self {
        Self {
            rows: text::row_starts(text, measure),
            words: text::words(text),
            text: text.to_owned(),
            end,
        }
    }

    /// Bytes of the whole text that it stands for.
    pub(super) fn span(&self) -> usize {
        self.text.len() + usize::from(self.end == End::Newline)
    }

    /// Where the cursor can go last: before the carriage return of a line end.
    pub(super) fn last_place(&self) -> usize {
        let returns = self.end == End::Newline && self.text.ends_with('\r');
        self.text.len() - usize::from(returns)
    }

    /// The row in which byte `at` stands; the later one where two meet.
    pub(super) fn row_of(&self, at: usize) -> usize {
        self.rows
            .partition_point(|&start| start <= at)
            .saturating_sub(1)
    }

    /// The bytes of a row, the spaces at its end included.
    pub(super) fn row(&self, row: usize) -> Range<usize> {
        let start = self.rows.get(row).copied().unwrap_or(self.text.len());
        let end = self.rows.get(row + 1).copied().unwrap_or(self.text.len());
        start..end
    }

    /// The last place in a row at which the cursor is shown in that row.
    pub(super) fn row_end(&self, row: usize) -> usize {
        let Range { start, end } = self.row(row);
        let last = row + 1 == self.rows.len();
        if last && matches!(self.end, End::Newline | End::Text) {
            return self.last_place();
        }
        let cluster = self.text[start..end].graphemes(true).next_back();
        end - cluster.map_or(0, str::len)
    }

    /// Puts `with` in the place of `range`. Neither side may hold a line feed.
    pub(super) fn edit(&mut self, range: Range<usize>, with: &str, measure: usize) {
        let region = text::word_region(&self.text, range.clone());
        let before = text::words(&self.text[region.clone()]);
        let change = Change {
            at: range.start,
            removed: range.len(),
            inserted: with.len(),
        };
        self.text.replace_range(range, with);
        let after = region.start..region.end + change.inserted - change.removed;
        self.words = self.words + text::words(&self.text[after]) - before;
        text::rewrap(&self.text, &mut self.rows, change, measure);
    }

    pub(super) fn rewrap(&mut self, measure: usize) {
        self.rows = text::row_starts(&self.text, measure);
    }

    /// Whether this block and the one after it may stay apart: between two
    /// pieces of a paragraph no cluster and no word may have grown together,
    /// and they must not have become small.
    pub(super) fn stays_apart_from(&self, next: &Self) -> bool {
        match self.end {
            End::Newline | End::Text => true,
            End::Space | End::Forced if self.text.len() + next.text.len() <= PIECE => false,
            End::Space => self.text.ends_with(' ') && text::starts_afresh(&next.text),
            End::Forced => {
                let before = self.text.chars().next_back();
                before.is_some_and(|c| parts(c, &next.text))
            }
        }
    }
}

/// Lays out a text; `end` is what stands after it.
pub(super) fn lay_out(text: &str, end: End, measure: usize) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut paragraphs = text::paragraphs(text).peekable();
    while let Some(mut rest) = paragraphs.next() {
        while rest.len() > LARGEST
            && let Some((at, end)) = cut(rest)
        {
            blocks.push(Block::new(&rest[..at], end, measure));
            rest = &rest[at..];
        }
        let end = if paragraphs.peek().is_some() {
            End::Newline
        } else {
            end
        };
        blocks.push(Block::new(rest, end, measure));
    }
    blocks
}

/// Where to cut a long paragraph: after a space if one is near, else between
/// any two clusters that nothing can join, if there are such.
fn cut(text: &str) -> Option<(usize, End)> {
    let from = floor_char(text, PIECE);
    let near = floor_char(text, LARGEST);
    let spaces = text[from..near].match_indices(' ');
    let mut after_spaces = spaces.map(|(at, _)| from + at + 1);
    let after_space = after_spaces.find(|&at| text::starts_afresh(&text[at..]));
    after_space.map(|at| (at, End::Space)).or_else(|| {
        let mut before = None;
        let mut places = text[from..].char_indices();
        places.find_map(|(at, c)| {
            let at = from + at;
            let parted = before.replace(c).is_some_and(|b| parts(b, &text[at..]));
            parted.then_some((at, End::Forced))
        })
    })
}

/// Whether a cluster ends between `before` and `after` in any surroundings.
/// A letter that starts afresh can only be drawn to a character that prepends.
fn parts(before: char, after: &str) -> bool {
    text::starts_afresh(after) && before != '\r' && {
        let pair: String = [before].into_iter().chain(after.chars().next()).collect();
        pair.graphemes(true).count() == 2
    }
}

/// The nearest place between characters at or before `at`.
pub(super) fn floor_char(text: &str, at: usize) -> usize {
    (0..=at)
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}
