//! Finding places in the text of an editor.

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::block::{Block, End, floor_char};
use super::body::{Body, Spot};

impl Body {
    pub(super) fn is_last(&self, block: usize) -> bool {
        block + 1 == self.blocks.len()
    }

    /// The spot of a byte offset, which must be a character's; walks from `near`.
    pub(super) fn spot(&self, near: Spot, offset: usize) -> Spot {
        let offset = offset.min(self.len);
        let mut block = near.block;
        let mut start = near.offset - near.at;
        while offset < start {
            block -= 1;
            start -= self.blocks[block].span();
        }
        while !self.is_last(block) && offset >= start + self.blocks[block].span() {
            start += self.blocks[block].span();
            block += 1;
        }
        Spot {
            offset,
            block,
            at: offset - start,
        }
    }

    pub(super) fn end(&self) -> Spot {
        let block = self.blocks.len() - 1;
        Spot {
            offset: self.len,
            block,
            at: self.blocks[block].text.len(),
        }
    }

    /// The spot in the same block at another byte.
    pub(super) fn within(&self, spot: Spot, at: usize) -> Spot {
        self.spot(spot, spot.offset - spot.at + at)
    }

    /// The start of a block; walks from `near`.
    pub(super) fn block_start(&self, near: Spot, block: usize) -> Spot {
        let start = near.offset - near.at;
        let span = |blocks: &[Block]| blocks.iter().map(Block::span).sum::<usize>();
        let offset = if block < near.block {
            start - span(&self.blocks[block..near.block])
        } else {
            start + span(&self.blocks[near.block..block])
        };
        Spot {
            offset,
            block,
            at: 0,
        }
    }

    /// The start of the block after a spot's, unless it is the last.
    pub(super) fn next_block(&self, spot: Spot) -> Option<Spot> {
        let span = self.blocks[spot.block].span();
        let offset = spot.offset - spot.at + span;
        (!self.is_last(spot.block)).then_some(Spot {
            offset,
            block: spot.block + 1,
            at: 0,
        })
    }

    /// The last place of the block before a spot's, unless it is the first.
    /// In a paragraph in pieces that is where the spot's own block starts.
    pub(super) fn previous_block(&self, spot: Spot) -> Option<Spot> {
        let block = spot.block.checked_sub(1)?;
        let before = &self.blocks[block];
        let at = before.last_place();
        Some(Spot {
            offset: spot.offset - spot.at - before.span() + at,
            block,
            at,
        })
    }

    /// One cluster on; a line end is one.
    pub(super) fn next(&self, spot: Spot) -> Option<Spot> {
        let block = &self.blocks[spot.block];
        if spot.at >= block.last_place() {
            return self.next_block(spot);
        }
        let cluster = block.text[spot.at..].graphemes(true).next()?;
        Some(self.within(spot, spot.at + cluster.len()))
    }

    /// One cluster back; a line end is one.
    pub(super) fn previous(&self, spot: Spot) -> Option<Spot> {
        let mut spot = spot;
        if spot.at == 0 {
            spot = self.previous_block(spot)?;
            if self.blocks[spot.block].end == End::Newline {
                return Some(spot);
            }
        }
        let cluster = self.blocks[spot.block].text[..spot.at]
            .graphemes(true)
            .next_back()?;
        Some(self.within(spot, spot.at - cluster.len()))
    }

    fn is_boundary(&self, spot: Spot) -> bool {
        let block = &self.blocks[spot.block];
        let mut cursor = GraphemeCursor::new(spot.at, block.text.len(), true);
        spot.at <= block.last_place() && cursor.is_boundary(&block.text, 0) == Ok(true)
    }

    /// The nearest place between clusters at or after a spot.
    pub(super) fn ceil(&self, spot: Spot) -> Spot {
        if self.is_boundary(spot) {
            return spot;
        }
        let block = &self.blocks[spot.block];
        let mut cursor = GraphemeCursor::new(spot.at, block.text.len(), true);
        match cursor.next_boundary(&block.text, 0) {
            Ok(Some(at)) if at <= block.last_place() => self.within(spot, at),
            _ => self.next_block(spot).unwrap_or_else(|| self.end()),
        }
    }

    /// The nearest place between clusters at or before a byte offset, which
    /// may lie inside a character; walks from `near`.
    pub(super) fn floor(&self, near: Spot, offset: usize) -> Spot {
        let spot = self.spot(near, offset);
        let block = &self.blocks[spot.block];
        let at = floor_char(&block.text, spot.at.min(block.last_place()));
        let spot = self.within(spot, at);
        if self.is_boundary(spot) {
            return spot;
        }
        let mut cursor = GraphemeCursor::new(at, block.text.len(), true);
        let before = cursor.prev_boundary(&block.text, 0);
        self.within(spot, before.ok().flatten().unwrap_or(0))
    }
}
