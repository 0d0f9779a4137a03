//! Moving the cursor.

use unicode_segmentation::UnicodeSegmentation;

use super::block::{Block, End};
use super::body::{Body, RowAt, START, Spot};
use super::{Editor, Motion};
use crate::text;

impl Editor {
    /// Moves the cursor; false when it stays and no selection ended.
    pub(super) fn travel(&mut self, motion: Motion, select: bool) -> bool {
        let (old, goal, selection) = (self.cursor, self.goal, self.selected_spots());
        self.settle();
        if matches!(motion, Motion::Up(_) | Motion::Down(_)) {
            self.goal = goal.or_else(|| Some(self.body.column(old)));
        }
        self.cursor = match (motion, selection) {
            (Motion::Left, Some((start, _))) if !select => start,
            (Motion::Right, Some((_, end))) if !select => end,
            _ => self.target(motion),
        };
        if select {
            self.anchor.get_or_insert(old.offset);
        } else {
            self.anchor = None;
        }
        self.cursor != old || (selection.is_some() && !select)
    }

    /// Where a motion leads from the cursor; the cursor itself if nowhere.
    pub(super) fn target(&self, motion: Motion) -> Spot {
        let (body, from) = (&self.body, self.cursor);
        let block = &body.blocks[from.block];
        match motion {
            Motion::Left => body.previous(from).unwrap_or(from),
            Motion::Right => body.next(from).unwrap_or(from),
            Motion::WordLeft => body.word_left(from),
            Motion::WordRight => body.word_right(from),
            Motion::Up(rows) => self.over_rows(false, rows),
            Motion::Down(rows) => self.over_rows(true, rows),
            Motion::RowStart => body.within(from, block.row(block.row_of(from.at)).start),
            Motion::RowEnd => body.within(from, block.row_end(block.row_of(from.at))),
            Motion::ParagraphStart => body.paragraph_start(from),
            Motion::ParagraphEnd => body.paragraph_end(from),
            Motion::ParagraphUp => {
                let start = body.paragraph_start(from);
                let before = if start == from {
                    body.previous_block(from)
                } else {
                    None
                };
                before.map_or(start, |spot| body.paragraph_start(spot))
            }
            Motion::ParagraphDown => {
                let end = body.paragraph_end(from);
                body.next_block(end).unwrap_or(end)
            }
            Motion::TextStart => START,
            Motion::TextEnd => body.end(),
        }
    }

    /// So many rows up or down, towards the column aimed for.
    fn over_rows(&self, down: bool, rows: usize) -> Spot {
        let body = &self.body;
        let here = body.row_at(self.cursor);
        let there = body.rows_on(here, down, rows);
        let goal = self.goal.unwrap_or_else(|| body.column(self.cursor));
        if there == here {
            self.cursor
        } else {
            body.in_row(self.cursor, there, goal)
        }
    }

    pub(super) fn select_all(&mut self) -> bool {
        self.settle();
        let old = std::mem::replace(&mut self.cursor, self.body.end());
        let anchor = self.anchor.replace(0);
        self.cursor != old || anchor != self.anchor
    }

    pub(super) fn select_none(&mut self) -> bool {
        self.settle();
        self.anchor
            .take()
            .is_some_and(|anchor| anchor != self.cursor.offset)
    }
}

impl Body {
    pub(super) fn paragraph_start(&self, from: Spot) -> Spot {
        let mut start = Spot {
            offset: from.offset - from.at,
            at: 0,
            ..from
        };
        while let Some(before) = self.previous_block(start)
            && self.blocks[before.block].end != End::Newline
        {
            start = Spot {
                offset: before.offset - before.at,
                at: 0,
                ..before
            };
        }
        start
    }

    pub(super) fn paragraph_end(&self, from: Spot) -> Spot {
        let mut end = from;
        while matches!(self.blocks[end.block].end, End::Space | End::Forced)
            && let Some(next) = self.next_block(end)
        {
            end = next;
        }
        self.within(end, self.blocks[end.block].last_place())
    }

    fn word_right(&self, from: Spot) -> Spot {
        let mut spot = from;
        loop {
            let rest = &self.blocks[spot.block].text[spot.at..];
            let word = rest
                .split_word_bound_indices()
                .find(|(_, piece)| is_word(piece));
            if let Some((at, word)) = word {
                return self.ceil(self.within(spot, spot.at + at + word.len()));
            }
            match self.next_block(spot) {
                Some(next) => spot = next,
                None => return self.end(),
            }
        }
    }

    fn word_left(&self, from: Spot) -> Spot {
        let mut spot = from;
        loop {
            let rest = &self.blocks[spot.block].text[..spot.at];
            let word = rest
                .split_word_bound_indices()
                .rfind(|(_, piece)| is_word(piece));
            if let Some((at, _)) = word {
                return self.floor(spot, spot.offset - spot.at + at);
            }
            match self.previous_block(spot) {
                Some(before) => spot = before,
                None => return START,
            }
        }
    }

    /// The row in which a spot is shown.
    pub(super) fn row_at(&self, spot: Spot) -> RowAt {
        RowAt {
            block: spot.block,
            row: self.blocks[spot.block].row_of(spot.at),
        }
    }

    /// The row so many rows up or down, or the last one there is.
    pub(super) fn rows_on(&self, from: RowAt, down: bool, rows: usize) -> RowAt {
        let RowAt { mut block, mut row } = from;
        let mut left = rows;
        loop {
            let here = if down {
                self.blocks[block].rows.len() - 1 - row
            } else {
                row
            };
            let at_edge = if down {
                self.is_last(block)
            } else {
                block == 0
            };
            if left <= here || at_edge {
                let step = left.min(here);
                return RowAt {
                    block,
                    row: if down { row + step } else { row - step },
                };
            }
            left -= here + 1;
            block = if down { block + 1 } else { block - 1 };
            row = if down {
                0
            } else {
                self.blocks[block].rows.len() - 1
            };
        }
    }

    /// The column of a spot in its row, in cells.
    pub(super) fn column(&self, spot: Spot) -> usize {
        let block = &self.blocks[spot.block];
        let start = block.row(block.row_of(spot.at)).start;
        cells(block, start, spot.at)
    }

    /// The place in a row that is shown at a column, or the last one before it.
    pub(super) fn in_row(&self, near: Spot, row: RowAt, column: usize) -> Spot {
        let block = &self.blocks[row.block];
        let mut at = block.row(row.row).start;
        let mut room = column;
        for (len, wide) in clusters(block, at, block.row_end(row.row)) {
            if wide > room {
                break;
            }
            room -= wide;
            at += len;
        }
        self.within(self.block_start(near, row.block), at)
    }
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

/// The cells between two places of a row. A carriage return at the end of a
/// block takes none.
pub(super) fn cells(block: &Block, from: usize, to: usize) -> usize {
    let row = &block.text[from..to];
    let at_end = to == block.text.len();
    text::row_width(row.strip_suffix('\r').filter(|_| at_end).unwrap_or(row))
}

/// Bytes and cells of each cluster between two places of a block.
fn clusters(block: &Block, from: usize, to: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
    let closing = block.text.len() - usize::from(block.text.ends_with('\r'));
    let mut at = from;
    block.text[from..to].graphemes(true).map(move |cluster| {
        let shown = at < closing || cluster != "\r";
        at += cluster.len();
        (cluster.len(), if shown { text::width(cluster) } else { 0 })
    })
}
