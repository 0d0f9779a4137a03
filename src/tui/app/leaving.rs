//! What leaves: into a file, to the clipboard, or onto the terminal once the program is left.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
};

use super::App;
use crate::{share::Cleared, store::Why, tui::event::Effect};

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
