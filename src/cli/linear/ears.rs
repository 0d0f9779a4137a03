use std::{
    io::{self, BufRead, BufReader},
    sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    thread,
    time::{Duration, Instant},
};

use signal_hook::{
    consts::signal::{SIGHUP, SIGINT, SIGTERM},
    iterator::Signals,
};

/// What comes in while the program listens.
#[derive(Debug)]
pub(super) enum Heard {
    /// A line without its line feed.
    Line(String),
    /// The input has ended.
    End,
    /// Somebody ends the program.
    Interrupted,
    /// The input is not UTF-8 from this byte on.
    NotText(usize),
    /// The input cannot be read.
    Failed(io::Error),
}

/// The queue to which everything comes: lines from one thread, signals from another.
pub(super) struct Ears {
    queue: Receiver<Heard>,
}

impl Ears {
    /// Begins to listen to standard input and to signals that end the program.
    pub(super) fn listen() -> io::Result<Self> {
        crate::cli::hidden::leave_signals();
        let (heard, queue) = channel();
        let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP])?;
        let ended = heard.clone();
        thread::Builder::new()
            .name("signals".into())
            .spawn(move || {
                for _ in signals.forever() {
                    if ended.send(Heard::Interrupted).is_err() {
                        return;
                    }
                }
            })?;
        thread::Builder::new()
            .name("lines".into())
            .spawn(move || read_lines(&heard))?;
        Ok(Self { queue })
    }

    /// What comes next, however long it takes.
    pub(super) fn next(&self) -> Heard {
        self.queue.recv().unwrap_or(Heard::End)
    }

    /// What comes next before this moment.
    pub(super) fn next_before(&self, deadline: Instant) -> Option<Heard> {
        let patience = deadline.saturating_duration_since(Instant::now());
        if patience == Duration::ZERO {
            return None;
        }
        match self.queue.recv_timeout(patience) {
            Ok(heard) => Some(heard),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Heard::End),
        }
    }
}

fn read_lines(heard: &Sender<Heard>) {
    let mut input = BufReader::new(io::stdin());
    let mut read = 0;
    loop {
        let mut bytes = Vec::new();
        let said = match input.read_until(b'\n', &mut bytes) {
            Ok(0) => Heard::End,
            Err(error) => Heard::Failed(error),
            Ok(count) => {
                let offset = read;
                read += count;
                if bytes.last() == Some(&b'\n') {
                    bytes.pop();
                }
                String::from_utf8(bytes).map_or_else(
                    |error| Heard::NotText(offset + error.utf8_error().valid_up_to()),
                    Heard::Line,
                )
            }
        };
        let over = !matches!(said, Heard::Line(_));
        if heard.send(said).is_err() || over {
            return;
        }
    }
}
