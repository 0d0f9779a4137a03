//! The one who saves, so that a slow disk never holds the keyboard.

use std::{
    sync::{
        Arc,
        mpsc::{Sender, channel},
    },
    thread::{self, JoinHandle},
};

use super::event::Event;
use crate::{store::Store, workbook::Save};

/// One save at a time, on a thread of its own: a slow disk never holds the keyboard.
pub(super) fn start_writer(store: Arc<Store>, events: Sender<Event>) -> Writer {
    let (saves, queue) = channel::<Save>();
    let thread = thread::spawn(move || {
        for save in queue {
            if events.send(Event::Saved(save.run(&store))).is_err() {
                return;
            }
        }
    });
    Writer { saves, thread }
}

/// The one who saves.
pub(super) struct Writer {
    saves: Sender<Save>,
    thread: JoinHandle<()>,
}

impl Writer {
    pub(super) fn take(&self, save: Save) {
        // It lives as long as the queue it reports to.
        let _ = self.saves.send(save);
    }

    /// Ends, and lets go of the journal.
    pub(super) fn end(self) {
        drop(self.saves);
        let _ = self.thread.join();
    }
}
