//! The loop: everything that happens comes through one queue, and after it the page is drawn.

use std::{
    io::{self, Write, stdout},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    time::{Duration, Instant},
};

use crossterm::event::{MouseButton, MouseEventKind};
use ratatui::{Terminal, backend::CrosstermBackend, layout::Size};

use super::{
    app::App,
    door::Door,
    event::{Effect, Ending, Event},
    idle::{First, Idle},
    palette::{Glyphs, Theme},
    stage::{Asked, Front, Stage},
    terminal::{self, Alarm, FromTerminal, Gone, Screen},
    writer::{Writer, start_writer},
};
use crate::{
    time::Moment,
    workbook::{Start, Workbook},
};

/// What the full screen is started with, beside the workbook.
pub struct Setup {
    pub theme: Theme,
    pub glyphs: Glyphs,
    /// Reads the clock, once per event.
    pub clock: Box<dyn Fn() -> Moment>,
    /// Where to begin; the first page if nowhere.
    pub start: Begin,
    /// Opens the made-up journal.
    pub visit: Box<dyn Visit>,
    /// Opens one's own where it is locked, and changes its lock.
    pub door: Arc<dyn Door>,
    /// A locked journal is shut after so long without a key.
    pub idle: Option<Duration>,
    /// How long the machine has run, asleep or not.
    pub uptime: Box<dyn Fn() -> Duration>,
}

/// Where to begin in a journal that may have to be opened first.
pub type Begin = Box<dyn FnOnce(&Workbook) -> Option<Start>>;

/// A journal that is looked at in between, and thrown away.
pub trait Visit {
    /// # Errors
    /// A sentence that says why it cannot be opened.
    fn begin(&mut self) -> Result<Workbook, String>;

    /// It is left; nothing of it stays.
    fn end(&mut self);
}

/// A draft is on its way to the disk so long after the first key that it does not hold; with the
/// save itself that stays within the second that is promised.
const DRAFT_AFTER: Duration = Duration::from_millis(400);
/// How long a save that failed waits for its next try.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(1);

/// Runs the full screen until the person leaves. Without a workbook the journal is locked, and
/// its passphrase is asked for first.
///
/// # Errors
/// When the terminal cannot be used; what was written is in the draft. Of the kind `Other`, with
/// whole sentences, when the journal cannot be opened again after something was done about its
/// lock.
pub fn run(workbook: Option<Workbook>, setup: Setup) -> io::Result<Ending> {
    let mut screen = Screen::default();
    screen.enter()?;
    let (events, queue) = channel();
    let report = events.clone();
    terminal::listen(move |event| {
        from_terminal(event).is_none_or(|event| events.send(event).is_ok())
    })?;
    let (width, height) = terminal::size();
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    let mut stage = Stage {
        screen,
        clock: setup.clock,
        size: Size { width, height },
        mouse: false,
        visit: setup.visit,
        door: setup.door,
        idle: setup.idle,
        uptime: setup.uptime,
        alarm: setup.idle.and_then(|_| alarm(&report)),
        report,
        printed: Vec::new(),
        theme: setup.theme,
        glyphs: setup.glyphs,
    };
    let mut workbook = match workbook {
        Some(workbook) => workbook,
        None => match stage.pass_gate(&mut terminal, &queue)? {
            Ok(workbook) => workbook,
            Err(ending) => {
                stage.screen.leave();
                return Ok(ending);
            }
        },
    };
    let mut start = (setup.start)(&workbook);
    let mut said = None;
    loop {
        let house = House::open(workbook, stage, start.take(), said.take());
        let (ended, asked) = match house.stay(&mut terminal, &queue)? {
            Ok(ended) => ended,
            Err(ending) => return Ok(ending),
        };
        stage = ended;
        match stage.settle(&mut terminal, &queue, asked)? {
            Ok(settled) => {
                workbook = settled.workbook.map_err(|why| shut(&settled.said, &why))?;
                said = Some(settled.said);
            }
            Err(ending) => {
                stage.screen.leave();
                return Ok(ending);
            }
        }
    }
}

/// A journal that cannot be opened again, with what was done before.
fn shut(said: &Result<Vec<String>, String>, why: &str) -> io::Error {
    let done = match said {
        Ok(lines) => lines.first(),
        Err(not_done) => Some(not_done),
    };
    let done = done.map_or("", String::as_str);
    io::Error::other(format!("{done} {why}").trim().to_owned())
}

/// Says when a moment has come to which it is set. Where there is none, waiting does, and what
/// time passed asleep is noticed at the next key.
fn alarm(report: &Sender<Event>) -> Option<Alarm> {
    let report = report.clone();
    Alarm::new(move || report.send(Event::Rang).is_ok()).ok()
}

/// An event of the terminal as the app knows it; none where nothing follows from it.
fn from_terminal(event: FromTerminal) -> Option<Event> {
    Some(match event {
        FromTerminal::Key(key) => Event::Key(key),
        FromTerminal::Paste(text) => Event::Paste(text),
        FromTerminal::Resize(width, height) => Event::Resize(width, height),
        FromTerminal::Suspend => Event::Suspended,
        FromTerminal::Resumed => Event::Resumed,
        FromTerminal::Gone(Gone::Interrupted) => Event::Ended(Ending::Interrupted),
        FromTerminal::Gone(Gone::Terminated | Gone::HungUp) => Event::Ended(Ending::Ended),
        FromTerminal::Mouse(mouse) => {
            let (column, row) = (mouse.column, mouse.row);
            match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => Event::Mouse {
                    column,
                    row,
                    drag: false,
                },
                MouseEventKind::Drag(MouseButton::Left) => Event::Mouse {
                    column,
                    row,
                    drag: true,
                },
                MouseEventKind::ScrollUp => Event::Scroll { up: true },
                MouseEventKind::ScrollDown => Event::Scroll { up: false },
                _ => return None,
            }
        }
    })
}

/// The app at its terminal.
struct House {
    app: App,
    writer: Writer,
    /// One's own workbook and its writer, while the made-up journal is looked at.
    own: Option<(App, Writer)>,
    idle: Idle,
    stage: Stage,
}

impl House {
    fn open(
        workbook: Workbook,
        stage: Stage,
        start: Option<Start>,
        said: Option<Result<Vec<String>, String>>,
    ) -> Self {
        let now = (stage.clock)();
        let writer = start_writer(workbook.store(), stage.report.clone());
        let (theme, glyphs) = (stage.theme, stage.glyphs);
        let mut app = App::new(workbook, theme, glyphs, stage.size, now);
        if let Some(start) = start {
            app.start_at(now, start);
        }
        if let Some(said) = said {
            app.show_lock(now, said);
        }
        let idle = Idle::new(stage.idle, (stage.uptime)());
        Self {
            app,
            writer,
            own: None,
            idle,
            stage,
        }
    }

    /// Lives until it ends; gives back the stage where something is asked about the lock.
    fn stay(
        mut self,
        terminal: &mut Front,
        queue: &Receiver<Event>,
    ) -> io::Result<Result<(Stage, Asked), Ending>> {
        // A fault of the program must not cost the words on its screen.
        match catch_unwind(AssertUnwindSafe(|| self.live(terminal, queue))) {
            Ok(Ok(Ending::Lock)) => {
                let asked = match self.app.wish() {
                    Some(wish) => Asked::Wish(wish),
                    None => Asked::Page(self.app.keys()),
                };
                self.stage.printed.append(&mut self.app.printed);
                // Nobody may have the journal open meanwhile.
                drop(self.app);
                self.writer.end();
                Ok(Ok((self.stage, asked)))
            }
            Ok(ended) => {
                self.stage.screen.leave();
                // A terminal that is gone cannot be drawn on; the words still go to the disk.
                if ended.is_err() {
                    self.last_words();
                }
                if matches!(ended, Ok(Ending::Left)) {
                    self.stage.printed.append(&mut self.app.printed);
                    print(&self.stage.printed);
                }
                Ok(Err(ended.unwrap_or(Ending::Ended)))
            }
            Err(fault) => {
                self.last_words();
                std::panic::resume_unwind(fault)
            }
        }
    }

    fn live(&mut self, terminal: &mut Front, queue: &Receiver<Event>) -> io::Result<Ending> {
        let mut deadline = None;
        // A window may have no size at all; then there is nothing to draw.
        self.resize(terminal, self.stage.size)?;
        loop {
            let idle = self.idle_left();
            // After a sleep nothing is shown to whoever has woken it up.
            if idle != Some(Duration::ZERO) {
                self.draw(terminal)?;
            }
            if let Some(alarm) = &self.stage.alarm {
                alarm.set(idle.map(|left| (self.stage.uptime)() + left));
            }
            let idle = idle.and_then(|left| Instant::now().checked_add(left));
            let wait = [deadline, idle].into_iter().flatten().min();
            let mut event = Some(match next(queue, wait) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) if wait == deadline => {
                    deadline = None;
                    Event::Waited
                }
                Err(RecvTimeoutError::Timeout) => Event::Idle,
                Err(RecvTimeoutError::Disconnected) => return Ok(Ending::Ended),
            });
            // Everything that has come is taken before the page is drawn again.
            while let Some(now) = event {
                let saved = matches!(&now, Event::Saved(_));
                let failed = matches!(&now, Event::Saved(outcome) if outcome.error().is_some());
                if let Some(ending) = self.take(terminal, now)? {
                    return Ok(ending);
                }
                if saved {
                    // What was typed while it was under way has waited long enough for its turn.
                    deadline = None;
                }
                if failed {
                    deadline = Some(Instant::now() + TRY_AGAIN_AFTER);
                }
                event = queue.try_recv().ok();
            }
            if !self.app.unsaved() {
                deadline = None;
            } else if deadline.is_none() {
                let slow = self.app.saving();
                let wait = if slow { TRY_AGAIN_AFTER } else { DRAFT_AFTER };
                deadline = Some(Instant::now() + wait);
            }
        }
    }

    /// Takes one event; where nobody was there for too long before it, that comes first.
    fn take(&mut self, terminal: &mut Front, event: Event) -> io::Result<Option<Ending>> {
        let now = (self.stage.uptime)();
        let first = if self.idle_left().is_some() {
            self.idle.first(&event, now)
        } else {
            self.idle.touch(now);
            First::It
        };
        if first != First::It
            && let Some(ending) = self.take_it(terminal, Event::Idle)?
        {
            return Ok(Some(ending));
        }
        match first {
            First::It | First::Shut => self.take_it(terminal, event),
            First::ShutAlone => Ok(None),
        }
    }

    /// Does what the app asks for upon an event.
    fn take_it(&mut self, terminal: &mut Front, event: Event) -> io::Result<Option<Ending>> {
        match event {
            Event::Idle if self.own.is_some() => {
                self.stage.visit.end();
                return Ok(Some(Ending::Shut));
            }
            Event::Resize(width, height) => self.resize(terminal, Size { width, height })?,
            Event::Resumed => {
                self.stage.screen.enter()?;
                let (width, height) = terminal::size();
                self.resize(terminal, Size { width, height })?;
            }
            _ => {}
        }
        let redraw = self.app.is_redraw(&event);
        match self.app.update((self.stage.clock)(), event) {
            Some(Effect::Save(save)) => self.writer.take(save),
            Some(Effect::Copy(text)) => terminal::copy(text.as_str())?,
            Some(Effect::Try(number, passphrase)) => self.stage.try_key(number, passphrase),
            Some(Effect::Suspend) if self.stage.screen.suspend()? => {
                let (width, height) = terminal::size();
                self.resize(terminal, Size { width, height })?;
            }
            Some(Effect::Quit(Ending::Visit)) => self.begin_visit(terminal)?,
            Some(Effect::Quit(Ending::Left)) if self.own.is_some() => self.end_visit(terminal)?,
            Some(Effect::Quit(ending)) => {
                if self.own.is_some() {
                    self.stage.visit.end();
                }
                return Ok(Some(ending));
            }
            Some(Effect::Suspend) | None => {}
        }
        if redraw {
            self.resize(terminal, self.stage.size)?;
        }
        Ok(None)
    }

    /// How long until a locked journal is to be shut, unless something is touched before.
    fn idle_left(&self) -> Option<Duration> {
        let own = self.own.as_ref().is_some_and(|(app, _)| app.is_sealed());
        let left = self.idle.left((self.stage.uptime)());
        left.filter(|_| own || self.app.is_sealed())
    }

    /// Puts one's own workbook aside, on whose first page nothing is written, and opens the
    /// made-up journal.
    fn begin_visit(&mut self, terminal: &mut Front) -> io::Result<()> {
        let now = (self.stage.clock)();
        match self.stage.visit.begin() {
            Ok(workbook) => {
                let writer = start_writer(workbook.store(), self.stage.report.clone());
                let (theme, glyphs) = (self.stage.theme, self.stage.glyphs);
                let guest = App::new(workbook, theme, glyphs, self.stage.size, now);
                let own = std::mem::replace(&mut self.app, guest);
                self.own = Some((own, std::mem::replace(&mut self.writer, writer)));
            }
            Err(why) => self.app.stay(&why),
        }
        self.resize(terminal, self.stage.size)
    }

    fn end_visit(&mut self, terminal: &mut Front) -> io::Result<()> {
        if let Some((app, writer)) = self.own.take() {
            let printed = std::mem::take(&mut self.app.printed);
            (self.app, self.writer) = (app, writer);
            self.app.printed.extend(printed);
            self.app
                .stay("The made-up journal is gone; this is your own.");
        }
        self.stage.visit.end();
        self.resize(terminal, self.stage.size)
    }

    /// Takes a new size and forgets what was drawn, so that all of it is drawn afresh.
    fn resize(&mut self, terminal: &mut Front, size: Size) -> io::Result<()> {
        self.stage.resize(terminal, size)?;
        // The app hears of it too, whichever way it came.
        let _ = self
            .app
            .update((self.stage.clock)(), Event::Resize(size.width, size.height));
        Ok(())
    }

    fn draw(&mut self, terminal: &mut Front) -> io::Result<()> {
        if self.stage.mouse != self.app.writing() {
            self.stage.mouse = self.app.writing();
            self.stage.screen.set_mouse(self.stage.mouse)?;
        }
        if self.stage.size.width == 0 || self.stage.size.height == 0 {
            return Ok(());
        }
        let now = (self.stage.clock)();
        terminal.draw(|frame| self.app.view(now, frame))?;
        Ok(())
    }

    /// Saves what is on the screen and nowhere else, without the loop.
    fn last_words(&self) {
        if self.own.is_some() {
            // The made-up journal is thrown away; one's own lies aside with nothing unsaved.
            return;
        }
        let now = (self.stage.clock)();
        let save = catch_unwind(AssertUnwindSafe(|| self.app.last_words(now)));
        if let Ok(Some(save)) = save {
            // Nobody is left to tell how it went.
            let _ = save.run(&self.app.store());
        }
    }
}

/// Prints what was asked for, on the terminal that was there before.
fn print(pages: &[String]) {
    let mut out = stdout().lock();
    for page in pages {
        // Nobody is left to tell that it could not be printed.
        let _ = out.write_all(page.as_bytes());
    }
    let _ = out.flush();
}

/// The next event, or the end of the wait.
fn next(queue: &Receiver<Event>, deadline: Option<Instant>) -> Result<Event, RecvTimeoutError> {
    match deadline {
        None => queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
        Some(deadline) => queue.recv_timeout(deadline.saturating_duration_since(Instant::now())),
    }
}
