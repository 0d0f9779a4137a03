//! What leaves the program: printed once it is left, or written into a file.

use std::path::{Path, PathBuf};

use super::{App, Job, Task, Then};
use crate::{
    share::Cleared,
    store::disk::real_path,
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

    pub(super) fn write_outside(&mut self, path: PathBuf, text: Cleared<String>) {
        let task = Task::Outside(path.clone());
        let save = Save {
            session: None,
            draft: DraftChange::Outside(path, text),
        };
        let then = Then::Stay;
        self.start(Job { save, task, then });
    }

    /// Says where a file lies now, or why there is none.
    pub(super) fn written(&mut self, path: &Path, outcome: &Outcome) {
        match &outcome.draft {
            Ok(()) => {
                let path = real_path(path);
                let said = format!("Written: {}. It cannot be called back.", path.display());
                self.say(&said);
            }
            Err(error) => self.complain(&format!(
                "Not written: {error}. What was there is as it was. Another name may do."
            )),
        }
    }
}
