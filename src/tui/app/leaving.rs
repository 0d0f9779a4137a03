//! What leaves: into a file, to the clipboard, or onto the terminal once the program is left.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
};

use super::{App, Task, Then};
use crate::{
    share::Cleared, store::Why, time::Moment, tui::event::Effect, workbook::handing::Sending,
};

/// What is on its way out.
#[derive(Default)]
pub(super) struct Out {
    effects: VecDeque<Effect>,
    /// A file is being written: the program does not end before it is.
    writing: bool,
    prints: Vec<Cleared<String>>,
}

impl Out {
    /// What the loop is to do next.
    pub(super) fn next(&mut self) -> Option<Effect> {
        let next = self.effects.pop_front()?;
        self.writing |= matches!(next, Effect::Write(..));
        Some(next)
    }

    pub(super) fn is_writing(&self) -> bool {
        self.writing
    }
}

impl App {
    /// What is to be printed once the screen is as it was, in the order in which it was asked for.
    pub fn take_prints(&mut self) -> Vec<Cleared<String>> {
        std::mem::take(&mut self.out.prints)
    }

    /// Records what leaves, and writes its file.
    pub(super) fn hand_over(&mut self, now: Moment, sending: Sending) {
        if let Some(why) = &self.workbook.reading_only {
            let why = format!("{why} You can read everything, and nothing can be written.");
            return self.complain(&why);
        }
        let leaves = |task: &Task| matches!(task, Task::Records(pending, _) if pending.save.leaves.is_some());
        let under_way = self.under_way.as_ref().map(|(task, _)| task);
        if under_way
            .into_iter()
            .chain(self.jobs.iter().map(|job| &job.task))
            .any(leaves)
        {
            return self.say("It is being written.");
        }
        let Some(place) = self.screens.last().and_then(|screen| screen.place()) else {
            return;
        };
        let pending = self.workbook.hand_over(now, place, sending);
        self.start_records(pending, Then::Stay);
        self.say("Writing it\u{2026}");
    }

    /// Tells the screen whether what was to leave is in its file. Where it is not, nothing went,
    /// and the journal does not say that it did.
    pub(super) fn left(&mut self, now: Moment, token: String, left: &Result<(), Why>) {
        self.said = None;
        self.with_top(now, |screen, cx| screen.left(cx, left));
        if left.is_err()
            && let Some(pending) = self.workbook.take_back(now, token)
        {
            self.start_records(pending, Then::Stay);
        }
    }

    pub(super) fn print(&mut self, text: Cleared<String>) {
        let same = |known: &Cleared<String>| known.as_str() == text.as_str();
        if !self.out.prints.iter().any(same) {
            self.out.prints.push(text);
        }
        self.say("It is printed on the terminal when you leave the program.");
    }

    pub(super) fn copy(&mut self, text: Cleared<String>) {
        self.out.effects.push_back(Effect::Copy(text));
        self.say(
            "Handed to the clipboard of the terminal. Some terminals refuse it, and what is on a \
             clipboard can be read by other programs.",
        );
    }

    pub(super) fn write(&mut self, path: PathBuf, text: Cleared<String>) {
        self.out.effects.push_back(Effect::Write(path, text));
    }

    /// Says how the writing of a file went.
    pub(super) fn written(&mut self, path: &Path, written: Result<(), Why>) {
        self.out.writing = false;
        let path = path.display();
        match written {
            Ok(()) => self.say(&format!(
                "Written to {path}; only your account can read it."
            )),
            Err(why) => self.complain(&format!(
                "Not written to {path}: {why}. Nothing was changed; e tries another name."
            )),
        }
    }
}
