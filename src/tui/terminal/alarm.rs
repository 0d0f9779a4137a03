//! Rings at a moment, also where the machine sleeps until after it: then it rings as it wakes.
//! The waits of the standard library count no time asleep, on Linux at least.

use std::{io, time::Duration};

#[cfg(any(target_os = "linux", target_os = "android"))]
use std::{os::fd::OwnedFd, sync::Arc, thread};

#[cfg(any(target_os = "linux", target_os = "android"))]
use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
    timerfd_settime,
};

/// A bell that is set to a moment. Elsewhere than on Linux it never rings.
pub struct Alarm {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    timer: Arc<OwnedFd>,
}

#[cfg(any(target_os = "linux", target_os = "android"))]
impl Alarm {
    /// Calls `ring` from a thread of its own whenever the moment comes that is set; gives false
    /// there when nobody listens any more. Until it rings, nothing wakes up.
    ///
    /// # Errors
    /// Where the system has no such timer, or no thread can be started.
    pub fn new(ring: impl Fn() -> bool + Send + 'static) -> io::Result<Self> {
        let timer = timerfd_create(TimerfdClockId::Boottime, TimerfdFlags::CLOEXEC)?;
        let timer = Arc::new(timer);
        let bell = Arc::clone(&timer);
        let wait = move || {
            let mut count = [0; 8];
            loop {
                match rustix::io::read(&bell, &mut count) {
                    Ok(_) if ring() => {}
                    Err(rustix::io::Errno::INTR) => {}
                    Ok(_) | Err(_) => return,
                }
            }
        };
        thread::Builder::new().name("alarm".into()).spawn(wait)?;
        Ok(Self { timer })
    }

    /// Rings at this moment of the time that the machine has run, asleep or not, and not at one
    /// that was set before; not at all where none is given.
    pub fn set(&self, at: Option<Duration>) {
        let nothing = Timespec::default();
        let at = at.and_then(|at| Timespec::try_from(at).ok());
        let times = Itimerspec {
            it_interval: nothing,
            it_value: at.unwrap_or(nothing),
        };
        // One that cannot be set does not ring, as elsewhere.
        let _ = timerfd_settime(&self.timer, TimerfdTimerFlags::ABSTIME, &times);
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
impl Alarm {
    /// # Errors
    /// None.
    pub fn new(_ring: impl Fn() -> bool + Send + 'static) -> io::Result<Self> {
        Ok(Self {})
    }

    /// Nothing follows from it.
    pub fn set(&self, _at: Option<Duration>) {}
}
