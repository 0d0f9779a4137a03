//! The way into a journal that is locked, and how it comes to be locked.

use crate::{
    seal::Passphrase,
    workbook::{Workbook, locking::Wish},
};

/// What the full screen asks of whoever knows where the journal lies. All of it is slow, and done
/// on a thread of its own.
pub trait Door: Send + Sync {
    /// Opens a locked journal.
    fn open(&self, passphrase: &Passphrase) -> Result<Workbook, Refused>;

    /// Locks a journal that nobody has open, and opens it again.
    fn lock(&self, wish: &Wish) -> Relocked;
}

/// Why a journal stays shut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// That is not the passphrase.
    Wrong,
    /// Anything else, in a sentence.
    Failed(String),
}

/// A journal after it was locked, or was not.
pub struct Relocked {
    /// What was done, or why not.
    pub said: Result<String, String>,
    pub workbook: Result<Workbook, String>,
}
