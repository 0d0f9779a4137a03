//! The modes the terminal is put into, and out of again whatever happens.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal::{disable_raw_mode, enable_raw_mode};

#[cfg(not(unix))]
use super::plain::{can_stop, stop};
#[cfg(unix)]
use super::signals::{can_stop, stop};

/// Whether the terminal is in our modes. One per process, as the terminal is, so that a
/// panic hook can undo it.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// Puts the window's title by, and sets ours. Nothing else ever goes into it.
const TITLE: &str = "\x1b[22;2t\x1b]2;Rolebook\x07";
/// The alternate screen, bracketed paste.
const ENTER: &str = "\x1b[?1049h\x1b[?2004h";
/// Buttons and drags with the button down, as readable numbers; no other motion.
const MOUSE_ON: &str = "\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l";
/// All of it back: colors, mouse, paste, the screen that was, its cursor, the title.
const LEAVE: &str = "\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?1049l\x1b[?25h\x1b[23;2t";

/// The terminal while the workbook is on it. There is one at a time; dropping it leaves.
#[derive(Debug, Default)]
pub struct Screen {
    mouse: bool,
}

impl Screen {
    /// Raw mode, alternate screen, bracketed paste, the title, and the mouse where it was set.
    ///
    /// Can be repeated, and should be after [`FromTerminal::Resumed`](super::FromTerminal):
    /// whatever a shell changed in between is mended. Everything then needs to be drawn anew.
    /// Fails when there is no terminal, and leaves it as it was.
    pub fn enter(&mut self) -> io::Result<()> {
        let again = ENTERED.swap(true, Ordering::SeqCst);
        if again {
            // Else crossterm would think that the terminal is still raw.
            let _ = disable_raw_mode();
        }
        let title = if again { "" } else { TITLE };
        let mouse = if self.mouse { MOUSE_ON } else { "" };
        let entered = enable_raw_mode().and_then(|()| write(&[title, ENTER, mouse]));
        if entered.is_err() {
            restore();
        }
        entered
    }

    /// Gives the terminal back as it was. Can be repeated, and never fails: where the terminal
    /// is gone there is nothing to give back.
    pub fn leave(&mut self) {
        restore();
    }

    /// Leaves, stops the program and all of its job until the shell continues it, and enters
    /// again; everything then needs to be drawn anew. To be called with the draft saved: a signal
    /// to end that comes meanwhile ends the program there and then.
    ///
    /// Gives false, having done nothing, where no shell could continue it. Fails as
    /// [`enter`](Self::enter) does.
    pub fn suspend(&mut self) -> io::Result<bool> {
        if !can_stop() {
            return Ok(false);
        }
        self.leave();
        let stopped = stop();
        self.enter()?;
        stopped.map(|()| true)
    }

    /// Whether buttons and drags are reported; the terminal's own selection rests meanwhile.
    /// Fails when the terminal cannot be written to.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        if self.mouse == on {
            return Ok(());
        }
        self.mouse = on;
        if ENTERED.load(Ordering::SeqCst) {
            write(&[if on { MOUSE_ON } else { MOUSE_OFF }])?;
        }
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, from anywhere, a panic hook included. Does nothing the second time.
pub fn restore() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        // A terminal that is gone takes neither, and needs neither.
        let _ = write(&[LEAVE]);
        let _ = disable_raw_mode();
    }
}

fn write(parts: &[&str]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for part in parts {
        out.write_all(part.as_bytes())?;
    }
    out.flush()
}

/// The window's columns and rows, each at least 1; 80 by 24 where nobody knows.
pub fn size() -> (u16, u16) {
    let (columns, rows) = told_size().unwrap_or((80, 24));
    (columns.max(1), rows.max(1))
}

#[cfg(unix)]
fn told_size() -> Option<(u16, u16)> {
    use rustix::stdio::{stderr, stdin, stdout};
    [stdout(), stdin(), stderr()]
        .into_iter()
        .find_map(|stream| rustix::termios::tcgetwinsize(stream).ok())
        .map(|size| (size.ws_col, size.ws_row))
}

#[cfg(not(unix))]
fn told_size() -> Option<(u16, u16)> {
    crossterm::terminal::size().ok()
}
