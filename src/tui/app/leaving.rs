//! What leaves the program: printed once it is left, or written into a file.

use std::path::{Path, PathBuf};

use super::{App, Job, Task, Then};
use crate::{
    share::Cleared,
    store::{Why, disk::real_path},
    time::Moment,
    tui::event::Ending,
    workbook::{DraftChange, Outcome, Save, handing::Sending},
};

impl App {
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

    /// Prints this once the program is left; the same text once.
    pub(super) fn print(&mut self, text: &Cleared<String>) {
        let text = text.packet();
        self.printed.retain(|known| known != text);
        self.printed.push(text.clone());
        self.say("It is printed on the terminal when you leave the program with q.");
    }

    /// Hands this to the clipboard of the terminal; whether it takes it nobody is told.
    pub(super) fn copy(&mut self, text: Cleared<String>) {
        self.copied = Some(text);
        self.say(
            "Handed to the clipboard of the terminal. Some terminals refuse it, and what is on a \
             clipboard can be read by other programs.",
        );
    }

    pub(super) fn write_outside(&mut self, path: PathBuf, text: Cleared<Vec<u8>>) {
        let task = Task::Outside(path.clone());
        let save = Save {
            session: None,
            leaves: None,
            before: None,
            draft: DraftChange::Outside(path, text),
        };
        let then = Then::Stay;
        self.start(Job { save, task, then });
    }

    /// Removes a hand-off with all notes on it, and leaves.
    pub(super) fn remove_review(&mut self, token: String) {
        let save = Save {
            session: None,
            leaves: None,
            before: None,
            draft: DraftChange::RemoveReview(token),
        };
        let (task, then) = (Task::Removal, Then::Quit(Ending::Left));
        self.start(Job { save, task, then });
    }

    /// It is gone, or what could not be removed is said.
    pub(super) fn removed(&mut self, now: Moment, outcome: &Outcome, then: Then) {
        match &outcome.draft {
            Ok(()) => {
                let said = "Removed from this machine: the copy, your notes, your own notes.\n";
                self.printed.push(said.to_owned());
                self.follow(now, then);
            }
            Err(error) => self.complain(&format!(
                "Not removed: {error}. Press X once more to try again."
            )),
        }
    }

    /// Says where a file lies now, or why there is none.
    pub(super) fn written(&mut self, now: Moment, path: &Path, outcome: &Outcome) {
        match &outcome.draft {
            Ok(()) => {
                let path = real_path(path);
                let said = format!("Written: {}. It cannot be called back.", path.display());
                self.with_top(now, |screen, cx| screen.written(cx));
                self.say(&said);
            }
            Err(error) => self.complain(&format!(
                "Not written: {error}. What was there is as it was. Another name may do."
            )),
        }
    }
}
