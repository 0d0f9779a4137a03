//! Shutting a locked journal: nothing of it is shown from then on, and it is shut once its last
//! words are on the disk. While they are in memory alone nothing but the passphrase shows them.

use ratatui::Frame;

use super::{App, Then};
use crate::{
    time::Moment,
    tui::{
        door::Tried,
        event::{Ending, Event},
        gate::{Gate, Wants},
        screen::Saved,
    },
    workbook::Outcome,
};

impl App {
    /// Shows nothing from now on. Of a locked journal nothing stays in memory either: what is
    /// written goes to the disk, and the program ends, to ask for the passphrase anew.
    pub(super) fn cover(&mut self, now: Moment) {
        self.covered = true;
        if !self.is_sealed() {
            return;
        }
        // Whoever once insisted on leaving is not who shuts it now.
        self.insisted = false;
        if self.workbook.reading_only.is_none() {
            self.leave(now, Ending::Shut);
        } else {
            self.ending = Some(Ending::Shut);
        }
    }

    /// Whether a locked journal is to be shut and could not be yet.
    pub(super) fn is_barred(&self) -> bool {
        self.covered && self.bar.is_some()
    }

    /// The last words are on no disk: they are kept, and nothing is shown of them.
    pub(super) fn put_bar(&mut self, outcome: &Outcome) {
        let why = outcome.error().map(ToString::to_string).unwrap_or_default();
        let why = format!(
            "Not shut: {why}. What was written last is only in memory, and stays there. Once it \
             can be saved, the journal is shut; the passphrase shows the page again."
        );
        let gate = self.bar.take();
        let gate = gate.unwrap_or_else(|| Gate::new(self.theme, self.glyphs, self.page.size));
        self.bar = Some(gate.barred(why));
    }

    /// A key or a paste while nothing is shown.
    pub(super) fn touched(&mut self, now: Moment, event: Event) {
        if !self.is_sealed() {
            self.covered = false;
            return;
        }
        if self.bar.is_none() {
            // While a locked journal is being shut, no key brings its page back.
            if !self.is_keeping() && !self.is_leaving() {
                self.cover(now);
            }
            return;
        }
        match self.bar.as_mut().and_then(|gate| gate.update(event)) {
            Some(Wants::Open(passphrase)) => self.tries = (self.tries.0 + 1, Some(passphrase)),
            Some(Wants::Suspend) => self.suspend = true,
            Some(Wants::GoOn | Wants::Leave(_)) | None => {}
        }
    }

    /// What came of the passphrase that was typed there: the right one shows the page again.
    pub(super) fn answered(&mut self, tried: &Tried) {
        let Some(gate) = self.bar.as_mut().filter(|gate| gate.is_opening()) else {
            return;
        };
        if let Err(why) = tried {
            return gate.refused(why);
        }
        self.bar = None;
        self.covered = false;
        self.saved = Saved::Not;
        self.quitting = self.quitting.filter(|ending| *ending != Ending::Shut);
        let on_its_way = self.under_way.iter_mut().map(|(_, then)| then);
        for then in on_its_way.chain(self.jobs.iter_mut().map(|job| &mut job.then)) {
            *then = Then::Stay;
        }
        self.complain(
            "Not saved yet. Your words are on this screen and nowhere else. Make room on the \
             disk; they are saved again and again.",
        );
    }

    pub(super) fn view_bar(&self, frame: &mut Frame<'_>) {
        if let Some(gate) = &self.bar {
            gate.view(frame);
        }
    }
}
