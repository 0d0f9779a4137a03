use crossterm::event::KeyEvent;

use super::door::Tried;
use crate::{
    seal::Passphrase,
    share::Cleared,
    store::Store,
    workbook::{Outcome, Save},
};

/// Everything that happens comes to the loop as one of these.
#[derive(Debug)]
pub enum Event {
    Key(KeyEvent),
    Paste(String),
    /// The mouse was pressed, or drawn while pressed, at a column and a row.
    Mouse {
        column: u16,
        row: u16,
        drag: bool,
    },
    /// The wheel was turned by a notch.
    Scroll {
        up: bool,
    },
    Resize(u16, u16),
    /// A save is done.
    Saved(Outcome),
    /// Half a second has passed since something was written that is not on the disk.
    Waited,
    /// What came of trying a passphrase, by its number.
    Tried(u64, Tried),
    /// Slow work on a thread of its own is done.
    Worked,
    /// A moment has come that an alarm was set to; the machine may have slept.
    Rang,
    /// Nobody has touched anything for the time after which the journal is to be locked.
    Idle,
    /// The program was put to sleep from outside, or should be.
    Suspended,
    /// The program runs again.
    Resumed,
    /// The terminal is gone, or the program was asked to end.
    Ended(Ending),
}

/// What the loop is asked to do.
#[derive(Debug)]
pub enum Effect {
    Save(Save),
    /// Hands a text to the clipboard of the terminal.
    Copy(Cleared<String>),
    /// To try a passphrase, and to report it under this number.
    Try(u64, Passphrase),
    Suspend,
    Quit(Ending),
}

/// Why the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The person left.
    Left,
    /// To look at the made-up journal.
    Visit,
    /// The page of the lock is wanted, or something is to be done about it: nobody may have the
    /// journal open for that.
    Lock,
    /// The locked journal is to be shut: this process ends, and a fresh one asks for the
    /// passphrase.
    Shut,
    /// `ctrl+c`, or a signal that interrupts.
    Interrupted,
    /// Asked to end by a signal, or the terminal is gone.
    Ended,
    /// The same, or the person insisted, and the last words could not be saved.
    Unsaved,
}

/// Runs one save; the loop hands the outcome back as an event.
pub fn run(save: Save, store: &Store) -> Event {
    Event::Saved(save.run(store))
}
