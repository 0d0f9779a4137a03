//! The thread that turns signals into events. Its socket pairs are the program's only sockets.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

use rustix::process::{Signal, getpgrp, getsid, kill_current_process_group};
use signal_hook::consts::signal::{
    SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ,
};
use signal_hook::iterator::Signals;

use super::{FromTerminal, Gone, size};

/// While it stands, a signal to end ends the program at once and by itself: a suspended program
/// has given the terminal back, and one continued behind a shell could not get it again to say
/// goodbye.
static SUSPENDED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// How long after being continued other signals may take to be handled.
const SETTLE: Duration = Duration::from_millis(20);

pub(super) fn listen(send: impl Fn(FromTerminal) -> bool + Send + 'static) -> io::Result<()> {
    for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
        signal_hook::flag::register_conditional_default(signal, Arc::clone(&SUSPENDED))?;
    }
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                if !event(signal).is_none_or(&send) {
                    return;
                }
            }
        })?;
    Ok(())
}

fn event(signal: i32) -> Option<FromTerminal> {
    match signal {
        SIGTERM => Some(FromTerminal::Gone(Gone::Terminated)),
        SIGHUP => Some(FromTerminal::Gone(Gone::HungUp)),
        SIGINT | SIGQUIT => Some(FromTerminal::Gone(Gone::Interrupted)),
        SIGTSTP => Some(FromTerminal::Suspend),
        SIGCONT => Some(FromTerminal::Resumed),
        SIGWINCH => {
            let (columns, rows) = size();
            Some(FromTerminal::Resize(columns, rows))
        }
        _ => None,
    }
}

pub(super) fn quiet() -> io::Result<()> {
    // Nobody reads the flag: that there is a handler is what keeps the signal from killing.
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
    Ok(())
}

/// In the group of the session's leader there is no shell above us that continues jobs, as when
/// a window was opened for this program alone: a stop there would be for good.
pub(super) fn can_stop() -> bool {
    getsid(None).is_ok_and(|leader| leader != getpgrp())
}

/// Stops until the shell continues us.
///
/// The whole job stops, as with the terminal's own ctrl+z, else a wrapper would go on alone.
pub(super) fn stop() -> io::Result<()> {
    SUSPENDED.store(true, Ordering::SeqCst);
    let stopped = stopped();
    SUSPENDED.store(false, Ordering::SeqCst);
    stopped
}

fn stopped() -> io::Result<()> {
    let mut continued = Signals::new([SIGCONT])?;
    kill_current_process_group(Signal::STOP)?;
    // The stop may catch another thread first, and this one would run on a little.
    continued.forever().next();
    // What came with it, as from `kill %1`, other threads are handling now. It has the first word.
    thread::sleep(SETTLE);
    Ok(())
}
