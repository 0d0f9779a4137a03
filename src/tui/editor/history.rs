//! What was done, so that it can be undone.

/// Which changes may grow into one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Typed,
    ErasedLeft,
    ErasedRight,
    /// A step of its own.
    Whole,
}

/// Where the cursor was, and the other end of the selection, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Caret {
    pub(super) cursor: usize,
    pub(super) anchor: Option<usize>,
}

/// At byte `at`, `inserted` took the place of `removed`.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) kind: Kind,
    pub(super) at: usize,
    pub(super) removed: String,
    pub(super) inserted: String,
    pub(super) before: Caret,
}

/// Steps done and steps undone, each with the latest last.
#[derive(Debug, Default)]
pub(super) struct History {
    pub(super) done: Vec<Step>,
    pub(super) undone: Vec<Step>,
    /// Whether the latest step may still grow.
    open: bool,
}

impl History {
    pub(super) fn record(&mut self, step: Step) {
        self.undone.clear();
        let open = std::mem::replace(&mut self.open, true);
        match self.done.last_mut() {
            Some(last) if open && last.takes(&step) => last.grow(&step),
            _ => self.done.push(step),
        }
    }

    /// The latest step is whole; the next change starts another.
    pub(super) fn close(&mut self) {
        self.open = false;
    }
}

impl Step {
    /// Whether `next` goes on where this one stopped, within the same word.
    fn takes(&self, next: &Self) -> bool {
        let goes_on = match self.kind {
            Kind::Typed => next.at == self.at + self.inserted.len() && next.removed.is_empty(),
            Kind::ErasedLeft => next.at + next.removed.len() == self.at,
            Kind::ErasedRight => next.at == self.at,
            Kind::Whole => false,
        };
        let (last, first) = match self.kind {
            Kind::Typed => (
                self.inserted.chars().next_back(),
                next.inserted.chars().next(),
            ),
            Kind::ErasedLeft => (
                self.removed.chars().next(),
                next.removed.chars().next_back(),
            ),
            Kind::ErasedRight | Kind::Whole => (
                self.removed.chars().next_back(),
                next.removed.chars().next(),
            ),
        };
        let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        goes_on && self.kind == next.kind && (is_space(first) || !is_space(last))
    }

    fn grow(&mut self, next: &Self) {
        match self.kind {
            Kind::ErasedLeft => {
                self.at = next.at;
                self.removed.insert_str(0, &next.removed);
            }
            Kind::Typed | Kind::ErasedRight | Kind::Whole => {
                self.inserted.push_str(&next.inserted);
                self.removed.push_str(&next.removed);
            }
        }
    }
}
