//! A terminal that shows nothing of what is typed for a while, and is put back whatever happens.

use std::{
    io::{self, Write},
    os::fd::{BorrowedFd, OwnedFd},
    sync::{
        Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use rustix::{
    io::Errno,
    termios::{LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr},
};
use signal_hook::{
    consts::signal::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    iterator::Signals,
    low_level::emulate_default_handler,
};
use zeroize::Zeroizing;

use super::secret::LONGEST;

/// A line of the terminal, which hands over whole lines.
pub(super) fn read_line(terminal: BorrowedFd<'_>) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
    let mut line = Zeroizing::new(vec![0; LONGEST]);
    loop {
        match rustix::io::read(terminal, line.as_mut_slice()) {
            Ok(0) => return Ok(None),
            Ok(count) => {
                line.truncate(count);
                while matches!(line.last(), Some(b'\n' | b'\r')) {
                    line.pop();
                }
                return Ok(Some(line));
            }
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// A line that is not shown while it is typed.
pub(super) fn hidden_line(
    terminal: BorrowedFd<'_>,
    prompt: &str,
) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
    let hidden = hide(terminal)?;
    write(prompt);
    let line = read_line(terminal);
    drop(hidden);
    write("\n");
    line
}

/// The modes of a terminal that shows nothing at the moment, for whoever puts them back.
static HIDING: Mutex<Option<(OwnedFd, Termios)>> = Mutex::new(None);
/// Whether something is shown that must be taken from the screen again.
static AWAY: AtomicBool = AtomicBool::new(false);
/// Whether another part of the program sees to signals now.
static LEFT: AtomicBool = AtomicBool::new(false);

fn hiding() -> MutexGuard<'static, Option<(OwnedFd, Termios)>> {
    HIDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// While it stands, the terminal shows nothing of what is typed.
struct Hidden;

impl Drop for Hidden {
    fn drop(&mut self) {
        show_again();
    }
}

fn hide(terminal: BorrowedFd<'_>) -> io::Result<Hidden> {
    watch()?;
    let before = tcgetattr(terminal)?;
    let mut modes = before.clone();
    modes.local_modes.remove(LocalModes::ECHO);
    // Asleep, it would leave the shell a terminal that shows nothing.
    modes.special_codes[SpecialCodeIndex::VSUSP] = 0;
    *hiding() = Some((terminal.try_clone_to_owned()?, before));
    let hidden = Hidden;
    // What was typed before it was asked for was seen, and is not taken.
    tcsetattr(terminal, OptionalActions::Flush, &modes)?;
    Ok(hidden)
}

/// Puts the terminal back; says whether there was anything to put back.
fn show_again() -> bool {
    let Some((terminal, before)) = hiding().take() else {
        return false;
    };
    // A terminal that is gone needs nothing.
    let _ = tcsetattr(terminal, OptionalActions::Now, &before);
    true
}

/// Shows what follows on a page of its own, until [`come_back`].
pub(super) fn go_away() -> io::Result<()> {
    watch()?;
    AWAY.store(true, Ordering::SeqCst);
    write("\x1b[?1049h\x1b[H");
    Ok(())
}

/// Takes what was shown from the screen again; says whether there was anything.
pub(super) fn come_back() -> bool {
    let away = AWAY.swap(false, Ordering::SeqCst);
    if away {
        write("\x1b[2J\x1b[?1049l");
    }
    away
}

/// A signal that ends the program puts the terminal back first, and then ends it as ever.
fn watch() -> io::Result<()> {
    static WATCHING: OnceLock<()> = OnceLock::new();
    if WATCHING.set(()).is_err() {
        return Ok(());
    }
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP, SIGQUIT])?;
    let end = move || {
        for signal in signals.forever() {
            let asking = show_again() | come_back();
            if asking || !LEFT.load(Ordering::SeqCst) {
                write("\n");
                let _ = emulate_default_handler(signal);
            }
        }
    };
    thread::Builder::new().name("asking".into()).spawn(end)?;
    Ok(())
}

/// From now on another part of the program sees to signals.
pub(super) fn leave_signals() {
    LEFT.store(true, Ordering::SeqCst);
}

/// Writes to the person as it is.
pub(super) fn write(text: &str) {
    // Where nobody sees it, the answer is read all the same.
    let _ = io::stderr().write_all(text.as_bytes());
}
