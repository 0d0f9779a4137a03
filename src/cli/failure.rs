use std::io;

use crate::{
    store::{StoreError, Why},
    workbook::Lack,
};

/// Why a command did not do what was asked: its kind decides the exit code, and its sentences say
/// what happened, where, what is safe, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) kind: Kind,
    /// What happened, and what is safe.
    pub(super) cause: String,
    /// What to do; may be empty.
    pub(super) hint: String,
}

/// The kinds of failure, each with its exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Failed = 1,
    Usage = 2,
    NotFound = 3,
    Locked = 4,
    Busy = 5,
    Damaged = 6,
    Interrupted = 130,
}

impl Failure {
    pub(super) fn new(kind: Kind, cause: impl Into<String>) -> Self {
        Self {
            kind,
            cause: cause.into(),
            hint: String::new(),
        }
    }

    pub(super) fn failed(cause: impl Into<String>) -> Self {
        Self::new(Kind::Failed, cause)
    }

    pub(super) fn usage(cause: impl Into<String>) -> Self {
        Self::new(Kind::Usage, cause)
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Whether a job on the whole journal stands in the way.
    pub(super) fn is_busy(&self) -> bool {
        self.kind == Kind::Busy
    }

    /// The exit code.
    pub(super) fn code(&self) -> u8 {
        self.kind as u8
    }

    /// Both sentences.
    pub(super) fn said(&self) -> String {
        [self.cause.as_str(), self.hint.as_str()]
            .join(" ")
            .trim()
            .to_owned()
    }

    /// A store that could not do what was asked; `what` was not done.
    pub(super) fn store(what: &str, error: &StoreError) -> Self {
        let kind = if error.why == Why::Busy {
            Kind::Busy
        } else {
            Kind::Failed
        };
        Self::new(kind, format!("{what}: {error}."))
    }

    /// What was given is not an answer.
    pub(super) fn lack(lack: &Lack) -> Self {
        let kind = if lack.is_wrong() {
            Kind::Usage
        } else {
            Kind::Failed
        };
        // What the screen says there speaks of keys.
        let cause = match lack {
            Lack::Nothing => "There are no words in what was given.".to_owned(),
            Lack::NoMark => "No mark and no words were given.".to_owned(),
            Lack::NoChoice => "No option and no words were given.".to_owned(),
            Lack::FirstField(_)
            | Lack::NotAMark
            | Lack::NoSuchOption(_)
            | Lack::OneOption
            | Lack::NotAPercentage
            | Lack::NoOutcome
            | Lack::NotOpen
            | Lack::PastDay
            | Lack::Day(_) => lack.to_string(),
        };
        Self::new(kind, format!("{cause} Nothing was kept."))
    }

    /// Standard output or another stream that could not be written.
    pub(super) fn output(error: &io::Error) -> Self {
        Self::failed(format!("The output could not be written: {error}."))
    }
}
