//! Asking for what nobody may see: at a terminal without showing it, or from a descriptor. Never
//! from an argument or the environment, which others can read.

use std::{
    io::{self, Read, Write},
    os::fd::{AsFd, BorrowedFd, OwnedFd},
    path::PathBuf,
    sync::{
        Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use rustix::fs::{Mode, OFlags};
use rustix::{
    io::Errno,
    termios::{
        LocalModes, OptionalActions, SpecialCodeIndex, Termios, isatty, tcgetattr, tcsetattr,
    },
};
use signal_hook::{
    consts::signal::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    iterator::Signals,
    low_level::emulate_default_handler,
};
use zeroize::Zeroizing;

use super::{environment::Edge, failure::Failure};
use crate::{seal::Passphrase, store::disk::open_named};

/// No secret is longer, in bytes; a terminal hands over no longer line either.
const LONGEST: usize = 4096;

/// Whoever can be asked.
pub(super) struct Asker {
    descriptor: Option<Box<dyn Read>>,
    terminal: Option<OwnedFd>,
    /// Whether the terminal can show something and take it back.
    pages: bool,
}

impl Asker {
    /// # Errors
    /// The descriptor that was named cannot be read.
    pub(super) fn new(edge: &Edge) -> Result<Self, Failure> {
        let open = |number: u32| {
            let path = PathBuf::from(format!("/dev/fd/{number}"));
            open_named(&path).map_err(|error| {
                Failure::usage(format!("Descriptor {number} cannot be read: {error}."))
            })
        };
        Ok(Self {
            descriptor: edge.passphrase_fd.map(open).transpose()?,
            terminal: terminal(),
            pages: !edge.accessible && !matches!(edge.term.as_str(), "" | "dumb"),
        })
    }

    /// Whether a wrong answer can be given again.
    pub(super) fn asks_again(&self) -> bool {
        self.descriptor.is_none() && self.terminal.is_some()
    }

    /// Whether somebody is there who can be asked a question.
    pub(super) fn can_ask(&self) -> bool {
        self.terminal.is_some()
    }

    /// A secret; none where nobody can be asked, or nothing more comes.
    pub(super) fn secret(&mut self, prompt: &str) -> Result<Option<Passphrase>, Failure> {
        let line = match (&mut self.descriptor, &self.terminal) {
            (Some(descriptor), _) => {
                line_of(descriptor.as_mut()).map_err(|error| failed(&error))?
            }
            (None, Some(terminal)) => hidden_line(terminal.as_fd(), prompt)?,
            (None, None) => None,
        };
        let Some(line) = line else { return Ok(None) };
        match std::str::from_utf8(&line) {
            Ok(text) => Ok(Some(Passphrase::new(text.to_owned()))),
            Err(_) => Err(Failure::usage(
                "What was given as a passphrase is not UTF-8. Nothing was changed.",
            )),
        }
    }

    /// A line that may be seen; none where nobody can be asked.
    pub(super) fn line(&self, prompt: &str) -> Result<Option<String>, Failure> {
        let Some(terminal) = &self.terminal else {
            return Ok(None);
        };
        write(prompt);
        let line = read_line(terminal.as_fd()).map_err(|error| failed(&error))?;
        Ok(line.map(|line| String::from_utf8_lossy(&line).trim().to_owned()))
    }

    /// Whether the answer is yes. Whoever says neither is asked again.
    pub(super) fn yes(&self, question: &str) -> Result<bool, Failure> {
        while let Some(said) = self.line(&format!("{question} y or n: "))? {
            match said.to_lowercase().as_str() {
                "y" | "yes" => return Ok(true),
                "n" | "no" => return Ok(false),
                _ => {}
            }
        }
        Ok(false)
    }

    /// Shows a text until enter is pressed, and takes it from the screen again where that can be
    /// done.
    pub(super) fn show_once(&self, text: &str) -> Result<(), Failure> {
        if self.pages {
            watch().map_err(|error| failed(&error))?;
            AWAY.store(true, Ordering::SeqCst);
            write("\x1b[?1049h\x1b[H");
        }
        super::talk::say(text);
        let pressed = self.line("\nPress enter when it is on paper. ");
        come_back();
        pressed.map(drop)
    }
}

fn failed(error: &io::Error) -> Failure {
    Failure::failed(format!("Nothing can be asked: {error}."))
}

fn write(text: &str) {
    // Where nobody sees it, the answer is read all the same.
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Standard input where it is a terminal; else the terminal that standard error shows, as while
/// words come through a pipe.
fn terminal() -> Option<OwnedFd> {
    let input = rustix::stdio::stdin();
    if isatty(input) {
        return input.try_clone_to_owned().ok();
    }
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
    let open = || rustix::fs::open("/dev/tty", flags, Mode::empty()).ok();
    isatty(rustix::stdio::stderr()).then(open).flatten()
}

/// One line without its end, byte by byte: what follows is for somebody else.
fn line_of(from: &mut dyn Read) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
    let mut line = Zeroizing::new(Vec::with_capacity(LONGEST));
    let mut byte = [0];
    let mut any = false;
    while from.read(&mut byte)? == 1 {
        any = true;
        let [read] = byte;
        if read == b'\n' {
            break;
        }
        if line.len() == LONGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        line.push(read);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(any.then_some(line))
}

/// A line of the terminal, which hands over whole lines.
fn read_line(terminal: BorrowedFd<'_>) -> io::Result<Option<Zeroizing<Vec<u8>>>> {
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

fn hidden_line(
    terminal: BorrowedFd<'_>,
    prompt: &str,
) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
    let hidden = hide(terminal).map_err(|error| failed(&error))?;
    write(prompt);
    let line = read_line(terminal).map_err(|error| failed(&error));
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

fn come_back() -> bool {
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
