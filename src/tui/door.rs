//! The way into a journal that is locked, and how its lock is changed.

use crate::{
    seal::Passphrase,
    store::Keys,
    workbook::{
        Workbook,
        locking::{Opened, Wish},
    },
};

/// What the full screen asks of whoever knows where the journal lies. All of it is slow, and done
/// on a thread of its own.
pub trait Door: Send + Sync {
    /// Opens a locked journal.
    fn open(&self, passphrase: &Passphrase) -> Result<Workbook, Refused>;

    /// Tries a passphrase, or the key on paper, and changes nothing.
    fn try_key(&self, passphrase: &Passphrase) -> Result<Opened, Refused>;

    /// Looks whether nobody else has the journal open, which is shut here, and opens it again. There
    /// is something to say only where somebody has.
    fn look(&self, keys: Keys) -> Settled;

    /// Does what was asked for about the lock of a journal that nobody has open, and opens it
    /// again.
    fn carry_out(&self, wish: &Wish) -> Settled;
}

/// What came of trying a passphrase.
pub type Tried = Result<Opened, Refused>;

/// Why a journal stays shut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// That is not the passphrase.
    Wrong,
    /// Anything else, in a sentence.
    Failed(String),
}

impl Refused {
    /// What there is to say of it.
    pub fn said(&self) -> String {
        match self {
            Self::Wrong => "That is not the passphrase. Nothing was changed.".to_owned(),
            Self::Failed(why) => why.clone(),
        }
    }
}

/// A journal after what was asked for about its lock was done, or was not.
pub struct Settled {
    /// What is true now, where there is something to say, or why it was not done.
    pub said: Result<Vec<String>, String>,
    pub workbook: Result<Workbook, String>,
}
