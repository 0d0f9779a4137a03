//! What of the text is in view, and where the cursor is in it.

use std::borrow::Cow;
use std::ops::Range;

use super::Editor;
use super::block::End;
use super::body::{Body, RowAt};
use super::motions::cells;
use crate::text;

/// One row as it is drawn, at most the measure wide unless it is one cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// Counted from 0.
    pub paragraph: usize,
    pub first_of_paragraph: bool,
    /// None where the row is empty.
    pub runs: Vec<Run<'a>>,
}

/// Part of a row, every cluster as it is shown, all of it selected or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    pub text: Cow<'a, str>,
    pub selected: bool,
}

impl Editor {
    /// The rows in view, from the first, at most `height`.
    pub fn rows(&self, height: usize) -> impl Iterator<Item = Row<'_>> {
        let body = &self.body;
        let RowAt { mut block, mut row } = body.top;
        let mut start = body.block_start(self.cursor, block).offset;
        let newlines = body.blocks[..block]
            .iter()
            .filter(|b| b.end == End::Newline);
        let mut paragraph = newlines.count();
        let selection = self.selection().unwrap_or(0..0);
        std::iter::from_fn(move || {
            let here = body.blocks.get(block)?;
            let shown = Row {
                paragraph,
                first_of_paragraph: row == 0 && body.starts_paragraph(block),
                runs: body.runs(RowAt { block, row }, start, &selection),
            };
            row += 1;
            if row == here.rows.len() {
                paragraph += usize::from(here.end == End::Newline);
                start += here.span();
                (block, row) = (block + 1, 0);
            }
            Some(shown)
        })
        .take(height)
    }

    /// The number of rows of the whole text, at least one.
    pub fn total_rows(&self) -> usize {
        self.body.rows
    }

    /// How many rows stand above the first in view.
    pub fn top(&self) -> usize {
        let RowAt { block, row } = self.body.top;
        let above: usize = self.body.blocks[..block].iter().map(|b| b.rows.len()).sum();
        above + row
    }

    /// Column and row of the cursor, the row counted from the first in view
    /// (0 if the cursor is above it). Among the spaces that hang at a row's
    /// end the column is the measure, one past the last cell.
    pub fn cursor_cell(&self) -> (u16, u16) {
        let body = &self.body;
        let RowAt { block, row } = body.row_at(self.cursor);
        let top = body.top;
        let before = |range: Range<usize>| body.blocks[range].iter().map(|b| b.rows.len()).sum();
        let above: usize = if top.block < block {
            before(top.block..block)
        } else {
            0
        };
        let row = (above + row).saturating_sub(top.row);
        let row = if body.row_at(self.cursor) < top {
            0
        } else {
            row
        };
        let column = body.column(self.cursor).min(body.measure);
        (
            column.try_into().unwrap_or(u16::MAX),
            row.try_into().unwrap_or(u16::MAX),
        )
    }

    /// Brings the cursor's row into a window of `height` rows with the least
    /// movement; leaves no row empty below while there are rows above.
    pub fn scroll_to_cursor(&mut self, height: usize) {
        let body = &mut self.body;
        let above = height.saturating_sub(1);
        let cursor = body.row_at(self.cursor);
        let last = body.row_at(body.end());
        let earliest = body.rows_on(cursor, false, above);
        let latest = cursor.min(body.rows_on(last, false, above));
        body.top = body.top.max(earliest).min(latest.max(earliest));
    }

    /// Puts the cursor where the mouse was pressed, or with `select` dragged
    /// to: column and row of the window. Past the end is the end.
    pub fn click(&mut self, column: u16, row: u16, select: bool) {
        self.settle();
        let old = self.cursor;
        let row = self.body.rows_on(self.body.top, true, row.into());
        self.cursor = self.body.in_row(old, row, column.into());
        if select {
            self.anchor.get_or_insert(old.offset);
        } else {
            self.anchor = None;
        }
    }
}

impl Body {
    fn starts_paragraph(&self, block: usize) -> bool {
        block
            .checked_sub(1)
            .is_none_or(|before| self.blocks[before].end == End::Newline)
    }

    /// A row cut where the selection starts and ends; `start` is the byte at
    /// which its block starts in the text.
    fn runs(&self, row: RowAt, start: usize, selection: &Range<usize>) -> Vec<Run<'_>> {
        let Range { start: first, end } = self.visible(row);
        let inside = |offset: usize| offset.saturating_sub(start).clamp(first, end);
        let marks = [first, inside(selection.start), inside(selection.end), end];
        let runs = marks.windows(2).zip([false, true, false]);
        runs.filter(|(ends, _)| ends[0] < ends[1])
            .map(|(ends, selected)| {
                let text = &self.blocks[row.block].text[ends[0]..ends[1]];
                Run {
                    text: text::shown_clusters(text),
                    selected,
                }
            })
            .collect()
    }

    /// The bytes of a row that are drawn: not the carriage return at a
    /// paragraph's end, nor spaces past the edge.
    fn visible(&self, row: RowAt) -> Range<usize> {
        let block = &self.blocks[row.block];
        let Range { start, mut end } = block.row(row.row);
        let closes = end == block.text.len() && matches!(block.end, End::Newline | End::Text);
        if closes && block.text[start..].ends_with('\r') {
            end -= 1;
        }
        let wide = cells(block, start, end);
        let text = &block.text[start..end];
        let hanging = text.len() - text.trim_end_matches(' ').len();
        start..end - hanging.min(wide.saturating_sub(self.measure))
    }
}
