//! The thread that reads the terminal.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::thread;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::termios::{isatty, ttyname};
use zeroize::Zeroize;

use super::{Decoder, FromTerminal, Gone};

/// More than a terminal hands over at once.
const ONE_READ: usize = 1 << 16;

pub(super) fn listen(send: impl Fn(FromTerminal) -> bool + Send + 'static) -> io::Result<()> {
    let tty = Tty::open()?;
    thread::Builder::new()
        .name("keys".into())
        .spawn(move || read_keys(tty, send))?;
    Ok(())
}

/// Reads the terminal `tty` until it vanishes, which is the last thing sent
/// ([`Gone::HungUp`]), or until `send` gives false. Sleeps while nothing comes.
pub fn read_keys(tty: impl AsFd, send: impl Fn(FromTerminal) -> bool) {
    let mut decoder = Decoder::default();
    let mut buffer = vec![0; ONE_READ];
    loop {
        let events = match next(tty.as_fd(), decoder.patience(), &mut buffer) {
            Ok([]) => decoder.give_up(),
            Ok(bytes) => {
                let events = decoder.feed(bytes);
                // It may have been a passphrase.
                bytes.zeroize();
                events
            }
            Err(Errno::INTR | Errno::AGAIN) => continue,
            Err(_) => {
                send(FromTerminal::Gone(Gone::HungUp));
                return;
            }
        };
        if !events.into_iter().all(&send) {
            return;
        }
    }
}

/// The next bytes, or none when they took longer than `patience`.
///
/// A terminal that is gone counts as readable and then gives an error or nothing: an error here.
fn next<'b>(
    tty: BorrowedFd<'_>,
    patience: Option<Duration>,
    buffer: &'b mut [u8],
) -> rustix::io::Result<&'b mut [u8]> {
    let timeout = patience.and_then(|time| Timespec::try_from(time).ok());
    let mut fds = [PollFd::new(&tty, PollFlags::IN)];
    if poll(&mut fds, timeout.as_ref())? == 0 {
        return Ok(&mut []);
    }
    let read = rustix::io::read(tty, &mut *buffer)?;
    buffer
        .get_mut(..read)
        .filter(|bytes| !bytes.is_empty())
        .ok_or(Errno::IO)
}

enum Tty {
    Stdin,
    Opened(OwnedFd),
}

impl Tty {
    /// Standard input where it is a terminal; else the one that the other streams show.
    /// `/dev/tty` comes last, since macOS cannot wait for it.
    fn open() -> io::Result<Self> {
        if isatty(rustix::stdio::stdin()) {
            return Ok(Self::Stdin);
        }
        let flags = OFlags::RDONLY | OFlags::NOCTTY | OFlags::CLOEXEC;
        let named = ttyname(rustix::stdio::stdout(), Vec::new())
            .or_else(|_| ttyname(rustix::stdio::stderr(), Vec::new()))
            .and_then(|name| rustix::fs::open(name.as_c_str(), flags, Mode::empty()));
        let opened = named.or_else(|_| rustix::fs::open("/dev/tty", flags, Mode::empty()))?;
        Ok(Self::Opened(opened))
    }
}

impl AsFd for Tty {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin => rustix::stdio::stdin(),
            Self::Opened(fd) => fd.as_fd(),
        }
    }
}
