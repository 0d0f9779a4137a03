//! What leaves the program: printed once it is left, or written into a file.

use std::path::{Path, PathBuf};

use super::{App, Job, Task, Then};
use crate::{
    share::Cleared,
    store::disk::real_path,
    time::Moment,
    tui::event::Ending,
    workbook::{DraftChange, Outcome, Save},
};

impl App {
    /// Prints this once the program is left; the same text once.
    pub(super) fn print(&mut self, text: &Cleared<String>) {
        let text = text.packet();
        self.printed.retain(|known| known != text);
        self.printed.push(text.clone());
        self.say("It is printed on the terminal when you leave the program with q.");
    }

    pub(super) fn write_outside(&mut self, path: PathBuf, text: Cleared<Vec<u8>>) {
        let task = Task::Outside(path.clone());
        let save = Save {
            session: None,
            draft: DraftChange::Outside(path, text),
        };
        let then = Then::Stay;
        self.start(Job { save, task, then });
    }

    /// Removes a hand-off with all notes on it, and leaves.
    pub(super) fn remove_review(&mut self, token: String) {
        let save = Save {
            session: None,
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
