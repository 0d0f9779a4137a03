//! Asking for what nobody may see: at a terminal without showing it, or from a descriptor. Never
//! from an argument or the environment, which others can read.

use std::{
    io::{self, Read},
    os::fd::{AsFd, OwnedFd},
    path::PathBuf,
};

use rustix::fs::{Mode, OFlags};
use rustix::termios::isatty;
use zeroize::Zeroizing;

use super::{
    environment::Edge,
    failure::Failure,
    hidden::{come_back, go_away, hidden_line, read_line, write},
};
pub(super) use crate::tui::secret::LONGEST;
use crate::{seal::Passphrase, store::disk::open_named};

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

    /// Whether what is asked for comes from a descriptor.
    pub(super) fn reads(&self) -> bool {
        self.descriptor.is_some()
    }

    /// Whether somebody is there who can be asked a question.
    pub(super) fn can_ask(&self) -> bool {
        self.terminal.is_some()
    }

    /// A secret; none where nobody can be asked, or nothing more comes.
    pub(super) fn secret(&mut self, prompt: &str) -> Result<Option<Passphrase>, Failure> {
        let line = match (&mut self.descriptor, &self.terminal) {
            (Some(descriptor), _) => {
                line_of(descriptor.as_mut()).map_err(|error| unread(&error))?
            }
            (None, Some(terminal)) => {
                hidden_line(terminal.as_fd(), prompt).map_err(|error| failed(&error))?
            }
            (None, None) => None,
        };
        let Some(line) = line else { return Ok(None) };
        if line.contains(&0) {
            return Err(Failure::usage(
                "What was given as a passphrase holds a NUL, which cannot be typed anywhere. \
                 Nothing was changed.",
            ));
        }
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
            go_away().map_err(|error| failed(&error))?;
        }
        super::talk::say(text);
        let pressed = self.line("\nPress enter when it is on paper. ");
        come_back();
        pressed.map(drop)
    }
}

fn unread(error: &io::Error) -> Failure {
    if error.kind() != io::ErrorKind::InvalidData {
        return failed(error);
    }
    Failure::usage(format!(
        "What was given as a passphrase is longer than {LONGEST} bytes. Nothing was changed."
    ))
}

fn failed(error: &io::Error) -> Failure {
    Failure::failed(format!("Nothing can be asked: {error}."))
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
