//! The terminal and what stays while journals are opened and shut; the page before a journal.

use std::{
    io,
    sync::{
        Arc,
        mpsc::{Receiver, Sender},
    },
    thread,
    time::Duration,
};

use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    layout::{Rect, Size},
};

use super::{
    door::{Door, Settled},
    event::{Ending, Event},
    gate::{Gate, Wants, at_work},
    palette::{Glyphs, Theme},
    run::Visit,
    terminal::{self, Alarm, Screen},
};
use crate::{
    seal::Passphrase,
    store::Keys,
    time::Moment,
    workbook::{Workbook, locking::Wish},
};

pub(super) type Front = Terminal<CrosstermBackend<io::Stdout>>;

/// What stays while journals are opened and shut.
pub(super) struct Stage {
    pub(super) screen: Screen,
    pub(super) clock: Box<dyn Fn() -> Moment>,
    pub(super) size: Size,
    pub(super) mouse: bool,
    pub(super) visit: Box<dyn Visit>,
    pub(super) door: Arc<dyn Door>,
    pub(super) idle: Option<Duration>,
    pub(super) uptime: Box<dyn Fn() -> Duration>,
    pub(super) alarm: Option<Alarm>,
    pub(super) report: Sender<Event>,
    /// What is printed once the program is left.
    pub(super) printed: Vec<String>,
    pub(super) theme: Theme,
    pub(super) glyphs: Glyphs,
}

/// What is asked about the lock, for which nobody may have the journal open.
pub(super) enum Asked {
    Wish(Wish),
    /// Its page, with what opens the journal again.
    Page(Keys),
}

/// Reports the end of slow work, whichever way it ends.
struct Report(Sender<Event>);

impl Drop for Report {
    fn drop(&mut self) {
        let _ = self.0.send(Event::Worked);
    }
}

impl Stage {
    /// Asks for the passphrase of a locked journal until it opens, or somebody leaves.
    pub(super) fn pass_gate(
        &mut self,
        terminal: &mut Front,
        queue: &Receiver<Event>,
    ) -> io::Result<Result<Workbook, Ending>> {
        let mut gate = Gate::new(self.theme, self.glyphs, self.size);
        loop {
            let passphrase = match self.wait(terminal, queue, &mut gate)? {
                Some(Wants::Open(passphrase)) => passphrase,
                Some(Wants::Leave(ending)) => return Ok(Err(ending)),
                Some(Wants::Suspend | Wants::GoOn) | None => continue,
            };
            let door = Arc::clone(&self.door);
            let opened =
                match self.work(terminal, queue, &mut gate, move || door.open(&passphrase))? {
                    Ok(opened) => opened,
                    Err(ending) => return Ok(Err(ending)),
                };
            match opened {
                Ok(workbook) => return Ok(Ok(workbook)),
                Err(why) => gate.refused(&why),
            }
        }
    }

    /// Tries a passphrase, and reports what came of it.
    pub(super) fn try_key(&self, number: u64, passphrase: Passphrase) {
        let (door, report) = (Arc::clone(&self.door), self.report.clone());
        thread::spawn(move || {
            let _ = report.send(Event::Tried(number, door.try_key(&passphrase)));
        });
    }

    /// Does what was asked for about the lock of the journal, which is not open here now, and
    /// opens it again.
    pub(super) fn settle(
        &mut self,
        terminal: &mut Front,
        queue: &Receiver<Event>,
        asked: Asked,
    ) -> io::Result<Result<Settled, Ending>> {
        let wish = match asked {
            Asked::Wish(wish) => wish,
            // Soon done, and what is typed meanwhile goes into its page.
            Asked::Page(keys) => return Ok(Ok(self.door.look(keys))),
        };
        let gate = Gate::new(self.theme, self.glyphs, self.size);
        let mut gate = gate.at_work(at_work(&wish));
        let door = Arc::clone(&self.door);
        self.work(terminal, queue, &mut gate, move || door.carry_out(&wish))
    }

    /// Does slow work on a thread of its own, with its sentence on the screen. Whoever leaves
    /// meanwhile does not wait for it.
    fn work<T: Send + 'static>(
        &mut self,
        terminal: &mut Front,
        queue: &Receiver<Event>,
        gate: &mut Gate,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> io::Result<Result<T, Ending>> {
        let report = Report(self.report.clone());
        let work = thread::spawn(move || {
            let _report = report;
            work()
        });
        loop {
            match self.wait(terminal, queue, gate)? {
                Some(Wants::Leave(ending)) => return Ok(Err(ending)),
                Some(Wants::GoOn) => break,
                Some(Wants::Open(_) | Wants::Suspend) | None => {}
            }
        }
        match work.join() {
            Ok(done) => Ok(Ok(done)),
            Err(fault) => std::panic::resume_unwind(fault),
        }
    }

    /// Draws the page before the journal, and takes the next event there.
    fn wait(
        &mut self,
        terminal: &mut Front,
        queue: &Receiver<Event>,
        gate: &mut Gate,
    ) -> io::Result<Option<Wants>> {
        if self.size.width > 0 && self.size.height > 0 {
            terminal.draw(|frame| gate.view(frame))?;
        }
        let Ok(event) = queue.recv() else {
            return Ok(Some(Wants::Leave(Ending::Ended)));
        };
        match event {
            Event::Resize(width, height) => self.resize(terminal, Size { width, height })?,
            Event::Resumed => self.wake(terminal, gate)?,
            _ => {}
        }
        let wants = gate.update(event);
        if matches!(wants, Some(Wants::Suspend)) && self.screen.suspend()? {
            self.wake(terminal, gate)?;
        }
        Ok(wants)
    }

    fn wake(&mut self, terminal: &mut Front, gate: &mut Gate) -> io::Result<()> {
        self.screen.enter()?;
        let (width, height) = terminal::size();
        gate.update(Event::Resize(width, height));
        self.resize(terminal, Size { width, height })
    }

    /// Takes a new size and forgets what was drawn, so that all of it is drawn afresh.
    pub(super) fn resize(&mut self, terminal: &mut Front, size: Size) -> io::Result<()> {
        self.size = size;
        if size.width > 0 && size.height > 0 {
            terminal.resize(Rect::new(0, 0, size.width, size.height))?;
        }
        Ok(())
    }
}
