//! The text of an editor in blocks, and how it changes.

use std::ops::RangeInclusive;

use super::block::{Block, End, LARGEST, lay_out};

/// A place in the text: `offset` bytes from its start, which is byte `at` of a
/// block. Where two blocks of one paragraph meet it is the start of the later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) offset: usize,
    pub(super) block: usize,
    pub(super) at: usize,
}

/// A row on the screen: the block and the row within it. Ordered as the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowAt {
    pub(super) block: usize,
    pub(super) row: usize,
}

/// Blocks in the order of the text, at least one; the last and no other ends
/// the text. The totals are those of all blocks.
#[derive(Debug)]
pub(super) struct Body {
    pub(super) blocks: Vec<Block>,
    pub(super) measure: usize,
    /// The first row in view.
    pub(super) top: RowAt,
    pub(super) len: usize,
    pub(super) words: usize,
    pub(super) rows: usize,
}

pub(super) const START: Spot = Spot {
    offset: 0,
    block: 0,
    at: 0,
};

impl Body {
    pub(super) fn new(text: &str, measure: usize) -> Self {
        let top = RowAt { block: 0, row: 0 };
        let mut body = Self {
            blocks: Vec::new(),
            measure,
            top,
            len: 0,
            words: 0,
            rows: 0,
        };
        body.blocks = lay_out(text, End::Text, measure);
        body.count(0..=body.blocks.len() - 1, usize::wrapping_add);
        body
    }

    pub(super) fn text(&self) -> String {
        let mut out = String::with_capacity(self.len);
        for block in &self.blocks {
            push(&mut out, block, 0, block.span());
        }
        out
    }

    /// The text between two spots, `from` not after `to`.
    pub(super) fn slice(&self, from: Spot, to: Spot) -> String {
        let mut out = String::with_capacity(to.offset - from.offset);
        for (index, block) in (from.block..).zip(&self.blocks[from.block..=to.block]) {
            let start = if index == from.block { from.at } else { 0 };
            let end = if index == to.block {
                to.at
            } else {
                block.span()
            };
            push(&mut out, block, start, end);
        }
        out
    }

    pub(super) fn set_measure(&mut self, measure: usize) {
        let top = &self.blocks[self.top.block];
        let at = top.row(self.top.row).start;
        self.measure = measure;
        for block in &mut self.blocks {
            block.rewrap(measure);
        }
        self.rows = self.blocks.iter().map(|block| block.rows.len()).sum();
        self.top.row = self.blocks[self.top.block].row_of(at);
    }

    /// Puts `with` in the place of what stands between two spots, and says
    /// where it starts. Spots from before are void.
    pub(super) fn replace(&mut self, from: Spot, to: Spot, with: &str) -> Spot {
        let mut first = from.block;
        let block = &self.blocks[first];
        let small = block.text.len() + with.len() <= LARGEST;
        let last = if small && to.block == first && !with.contains('\n') {
            self.count(first..=first, usize::wrapping_sub);
            self.blocks[first].edit(from.at..to.at, with, self.measure);
            self.count(first..=first, usize::wrapping_add);
            first
        } else {
            let text = [
                &block.text[..from.at],
                with,
                &self.blocks[to.block].text[to.at..],
            ]
            .concat();
            self.lay_out_again(first..=to.block, &text)
        };
        let mut start = from.offset - from.at;
        if last + 1 < self.blocks.len() && !self.stay_apart(last) {
            self.join(last);
        }
        if first > 0 && !self.stay_apart(first - 1) {
            first -= 1;
            start -= self.blocks[first].span();
            self.join(first);
        }
        let rows = self
            .blocks
            .get(self.top.block)
            .map_or(1, |block| block.rows.len());
        self.top.row = self.top.row.min(rows - 1);
        self.spot(
            Spot {
                offset: start,
                block: first,
                at: 0,
            },
            from.offset,
        )
    }

    fn stay_apart(&self, index: usize) -> bool {
        self.blocks[index].stays_apart_from(&self.blocks[index + 1])
    }

    fn join(&mut self, index: usize) {
        let text = [&*self.blocks[index].text, &*self.blocks[index + 1].text].concat();
        self.lay_out_again(index..=index + 1, &text);
    }

    /// Puts blocks of `text` in the place of some; says which is then the last of them.
    fn lay_out_again(&mut self, range: RangeInclusive<usize>, text: &str) -> usize {
        let (first, old_last) = (*range.start(), *range.end());
        self.count(range.clone(), usize::wrapping_sub);
        let fresh = lay_out(text, self.blocks[old_last].end, self.measure);
        let last = first + fresh.len() - 1;
        self.blocks.splice(range, fresh);
        self.count(first..=last, usize::wrapping_add);
        if self.top.block > old_last {
            self.top.block = self.top.block + last - old_last;
        } else if self.top.block > last {
            self.top = RowAt {
                block: last,
                row: 0,
            };
        }
        last
    }

    /// Adds blocks to the totals, or takes them away.
    fn count(&mut self, range: RangeInclusive<usize>, by: fn(usize, usize) -> usize) {
        for block in &self.blocks[range] {
            self.len = by(self.len, block.span());
            self.words = by(self.words, block.words);
            self.rows = by(self.rows, block.rows.len());
        }
    }
}

fn push(out: &mut String, block: &Block, start: usize, end: usize) {
    let inside = end.min(block.text.len());
    out.push_str(&block.text[start.min(inside)..inside]);
    if end > block.text.len() {
        out.push('\n');
    }
}
