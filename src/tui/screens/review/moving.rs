use super::{Mode, ReviewPage};
use crate::tui::page::Page;

/// How the bar moves over paragraphs and notes, and the page with it.
impl ReviewPage {
    /// Moves the bar; within what is taller than the page, the page.
    pub(super) fn further(&mut self, page: &Page) {
        let room = self.room(page);
        let end = self.laid.sheet.rows().saturating_sub(room);
        match self.laid.sheet.rows_of(self.at) {
            Some((_, last)) if last >= self.top + room => self.top += self.step(room),
            Some(_) if self.at + 1 < self.laid.things.len() => {
                self.at += 1;
                self.bring(room);
            }
            _ => self.top += 1,
        }
        self.top = self.top.min(end);
    }

    pub(super) fn back_up(&mut self, page: &Page) {
        let room = self.room(page);
        match self.laid.sheet.rows_of(self.at) {
            Some((first, _)) if first < self.top => {
                self.top = self.top.saturating_sub(self.step(room)).max(first);
            }
            Some(_) if self.at > 0 => {
                self.at -= 1;
                self.bring(room);
            }
            _ => self.top = self.top.saturating_sub(1),
        }
    }

    /// So many rows are gone on by where there is no paragraph to go to in view.
    fn step(&self, room: usize) -> usize {
        match self.mode {
            Mode::Digest => 1,
            _ => room.saturating_sub(2).max(1),
        }
    }

    /// Brings what the bar stands at into view.
    pub(super) fn bring(&mut self, room: usize) {
        let Some((first, last)) = self.laid.sheet.rows_of(self.at) else {
            return;
        };
        if first < self.top {
            self.top = first.saturating_sub(1);
        } else if last >= self.top + room {
            self.top = (last + 2).saturating_sub(room).min(first);
        }
        if self.at == 0 && last < room {
            self.top = 0;
        }
    }
}
