//! The names check: where one writes about others, a line says that a listed name is there.

use std::ops::Range;

use super::Answer;
use crate::{
    deck::Prompt,
    journal::Walk,
    share::names::{Finder, listed},
    tui::{input::Input, screen::Next},
    workbook::{ROLE_NAMES, Workbook},
};

/// After this ritual everything is about others.
const AFTER: &str = "after";

/// A longer text is looked through around the cursor only, in bytes to both sides of it: a key
/// costs the same in a text of any length.
const AROUND: usize = 8_000;

/// The names list at a question.
#[derive(Debug, Default)]
pub(super) struct Naming {
    finder: Finder,
    /// The revision that was looked through.
    seen: Option<u64>,
    /// Where the first name stands, and its role.
    here: Option<(Range<usize>, String)>,
}

impl Naming {
    /// The check of a question; one that finds nothing where it is not about others.
    pub(super) fn of(workbook: &Workbook, walk: &Walk, prompt: Option<&Prompt>) -> Self {
        let others = prompt.is_some_and(|prompt| prompt.others) || walk.deck == AFTER;
        let list = if others {
            listed(&workbook.journal)
        } else {
            Vec::new()
        };
        let finder = Finder::new(&list);
        Self {
            finder,
            ..Self::default()
        }
    }

    /// Looks through what stands in the field in focus, where it was changed.
    pub(super) fn look(&mut self, input: &Input) {
        let revision = Some(input.revision());
        if self.finder.is_empty() || self.seen == revision {
            return;
        }
        self.seen = revision;
        self.here = input.editor().and_then(|editor| {
            let text = editor.text();
            let cursor = editor.cursor_offset();
            let from = bound(&text, cursor.saturating_sub(AROUND));
            let to = bound(&text, cursor.saturating_add(AROUND));
            let found = self.finder.find(text.get(from..to)?);
            let first = found.into_iter().next()?;
            let range = from + first.range.start..from + first.range.end;
            Some((range, first.name.role.clone()))
        });
    }

    /// The quiet lines of a question with what there is to say of names, in the place of what is
    /// always said there, so that nothing moves.
    pub(super) fn among(&self, mut quiet: Vec<String>) -> Vec<String> {
        if let Some((_, role)) = &self.here {
            quiet.retain(|line| line != ROLE_NAMES);
            let said = format!("A listed name is here: alt+s swaps it for {role}.");
            quiet.insert(0, said);
        }
        quiet
    }
}

impl Answer {
    /// Swaps a listed name for its role.
    pub(super) fn swap_name(&mut self) -> Next {
        match self.naming.here.take() {
            Some((range, role)) => {
                self.input.replace(range, &role);
                Next::Stay
            }
            None => Next::Say("No listed name is here.".to_owned()),
        }
    }
}

/// The nearest place between characters at or before a byte.
fn bound(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
