//! What is wrong with a deck, and where.

use std::fmt;

/// One thing wrong with the text of a deck.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong, as a sentence.
    pub what: String,
    /// What would be right, as a sentence.
    pub would_be_right: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}:{} {} {}",
            self.line, self.column, self.what, self.would_be_right
        )
    }
}

/// The text being read, and everything found wrong with it so far.
pub(super) struct Report<'t> {
    text: &'t str,
    /// Byte offset, what is wrong, what would be right.
    found: Vec<(usize, String, String)>,
}

impl<'t> Report<'t> {
    pub(super) fn on(text: &'t str) -> Self {
        Self {
            text,
            found: Vec::new(),
        }
    }

    /// Adds a problem at a byte offset of the text.
    pub(super) fn add(
        &mut self,
        at: usize,
        what: impl Into<String>,
        would_be_right: impl Into<String>,
    ) {
        self.found.push((at, what.into(), would_be_right.into()));
    }

    /// The problems in the order of the text, whose lines are counted once for all of them.
    pub(super) fn finish(mut self) -> Vec<Problem> {
        self.found.sort();
        let (mut line, mut column, mut reached) = (1, 1, 0);
        let mut problems = Vec::with_capacity(self.found.len());
        for (at, what, would_be_right) in self.found {
            // An offset that is no place in the text leaves the count where it was.
            if let Some(passed) = self.text.get(reached..at) {
                for c in passed.chars() {
                    (line, column) = if c == '\n' {
                        (line + 1, 1)
                    } else {
                        (line, column + 1)
                    };
                }
                reached = at;
            }
            problems.push(Problem {
                line,
                column,
                what,
                would_be_right,
            });
        }
        problems
    }
}
