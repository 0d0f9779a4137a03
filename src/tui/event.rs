use crossterm::event::KeyEvent;

use crate::{
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
