//! When a locked journal is to be shut: once nobody has touched it for the time that is set, whether
//! the machine was awake meanwhile or slept.

use std::time::Duration;

use super::event::Event;

/// Since when nobody has touched the program, and how long that may be so. Moments are those of a
/// clock that goes on while the machine sleeps; only differences of it mean something.
#[derive(Debug, Clone, Copy)]
pub struct Idle {
    limit: Option<Duration>,
    touched: Duration,
}

/// What is taken in the place of an event that has come.
#[derive(Debug, PartialEq, Eq)]
pub enum First {
    /// The event itself.
    It,
    /// That nobody was there, and then the event.
    Shut,
    /// That nobody was there; whoever touches it now has not opened it.
    ShutAlone,
}

impl Idle {
    /// It was touched just now; without a limit the time is never over.
    pub fn new(limit: Option<Duration>, now: Duration) -> Self {
        let touched = now;
        Self { limit, touched }
    }

    pub fn touch(&mut self, now: Duration) {
        self.touched = now;
    }

    /// How long may still be waited; nothing once the time is over. None where it never is.
    pub fn left(&self, now: Duration) -> Option<Duration> {
        let past = now.saturating_sub(self.touched);
        self.limit.map(|limit| limit.saturating_sub(past))
    }

    /// Whether the time is over.
    pub fn is_over(&self, now: Duration) -> bool {
        self.left(now).is_some_and(|left| left.is_zero())
    }

    /// What comes first, where this event has come: a machine that slept counted no time while it
    /// waited, so that the time may be over before anybody has said so.
    pub fn first(&mut self, event: &Event, now: Duration) -> First {
        let over = self.is_over(now);
        let touches = matches!(
            event,
            Event::Key(_) | Event::Paste(_) | Event::Mouse { .. } | Event::Scroll { .. }
        );
        if over || touches || matches!(event, Event::Idle) {
            self.touch(now);
        }
        match event {
            Event::Idle => First::It,
            _ if over && touches => First::ShutAlone,
            _ if over => First::Shut,
            _ => First::It,
        }
    }
}
