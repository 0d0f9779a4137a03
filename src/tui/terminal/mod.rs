//! The terminal's edge: what comes from it, and what it is put into.
//!
//! It knows nothing of the workbook. [`listen`] turns keys and signals into
//! [`FromTerminal`]; [`Screen`] owns the modes the terminal is put into.
//!
//! The bytes are read and understood here and not by crossterm, whose types are kept. Its reader
//! is quick enough (1 MB of bracketed paste through a pseudo-terminal: 21 ms, here 15 ms; 2,000
//! letters at once: 0.3 ms with either), but it takes an `ESC` at the end of a read for the key,
//! so that an arrow cut there becomes typing; it takes `ESC ]…`, a late answer, for `alt+]` and
//! text; a paste without an end swallows everything for good; and it spins when the terminal has
//! vanished. Each of these needs the bytes.
//!
//! Since nobody else may read the same terminal, crossterm's `event` and `cursor::position` are
//! out of bounds while [`listen`] runs, and so is ratatui's `Terminal::clear`, which asks for
//! the cursor's place. `Terminal::resize` redraws everything without asking.

mod alarm;
mod clipboard;
mod colors;
mod decoder;
mod panic;
mod screen;
mod sequence;

#[cfg(unix)]
mod keys;
#[cfg(not(unix))]
mod plain;
#[cfg(unix)]
mod signals;

use std::io;

use crossterm::event::{KeyEvent, MouseEvent};

pub use alarm::Alarm;
pub use clipboard::{copy, copying};
pub use colors::{Rgb, ask_colors};
pub use decoder::Decoder;
#[cfg(unix)]
pub use keys::read_keys;
pub use panic::install_panic_hook;
pub use screen::{Screen, restore, size};

/// Something that came from the terminal or from the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FromTerminal {
    /// A key went down or repeats.
    Key(KeyEvent),
    /// A bracketed paste; its line ends are `\n`, whatever they were.
    Paste(String),
    /// A button, a drag or the wheel; column and row count from 0.
    Mouse(MouseEvent),
    /// Columns and rows, each at least 1.
    Resize(u16, u16),
    /// Somebody asks the program to stop for a while (`SIGTSTP`): [`Screen::suspend`].
    Suspend,
    /// The program goes on after a stop (`SIGCONT`): [`Screen::enter`] and redraw everything.
    Resumed,
    /// It is over: keep the draft and leave.
    Gone(Gone),
}

/// Why it is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// `SIGTERM`.
    Terminated,
    /// `SIGHUP`, or the terminal has vanished without one.
    HungUp,
    /// `SIGINT` or `SIGQUIT` from outside (the keys of these names arrive as keys).
    Interrupted,
}

/// Starts the two threads that turn keys and signals into events, and returns at once.
///
/// `send` is called from both and gives false when nobody listens any more, which ends them.
/// At rest neither wakes up. Fails when there is no terminal or a thread cannot be started.
pub fn listen(send: impl Fn(FromTerminal) -> bool + Send + Clone + 'static) -> io::Result<()> {
    #[cfg(unix)]
    {
        signals::listen(send.clone())?;
        keys::listen(send)
    }
    #[cfg(not(unix))]
    plain::listen(send)
}

/// Keeps the system from writing the memory of this process, and with it what was opened, into a
/// file when the program breaks. To be called once at the start.
pub fn leave_no_core() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        // Where it is refused, the limit was lower already.
        let _ = setrlimit(Resource::Core, none);
    }
}

/// Keeps a full file system quota from killing the program: with `SIGXFSZ` caught, a write beyond
/// the limit fails like any other. (`SIGPIPE` is ignored already, by the Rust runtime.)
///
/// To be called once at the start. Fails when the handler cannot be installed.
pub fn quiet_signals() -> io::Result<()> {
    #[cfg(unix)]
    signals::quiet()?;
    Ok(())
}
