//! The loop: everything that happens comes through one queue, and after it the page is drawn.

use std::{
    io::{self, stdout},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use crossterm::event::{MouseButton, MouseEventKind};
use ratatui::{
    Terminal,
    backend::CrosstermBackend,
    layout::{Rect, Size},
};

use super::{
    app::App,
    event::{Effect, Ending, Event},
    palette::{Glyphs, Theme},
    terminal::{self, FromTerminal, Gone, Screen},
};
use crate::{
    store::Store,
    time::Moment,
    workbook::{Save, Start, Workbook},
};

/// What the full screen is started with, beside the workbook.
pub struct Setup {
    pub theme: Theme,
    pub glyphs: Glyphs,
    /// Reads the clock, once per event.
    pub clock: Box<dyn Fn() -> Moment>,
    /// Where to begin; the first page if nowhere.
    pub start: Option<Start>,
    /// Opens the made-up journal.
    pub visit: Box<dyn Visit>,
}

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

/// Runs the full screen until the person leaves.
///
/// # Errors
/// When the terminal cannot be used. What was written is in the draft.
pub fn run(workbook: Workbook, setup: Setup) -> io::Result<Ending> {
    let store = workbook.store();
    let mut screen = Screen::default();
    screen.enter()?;
    let (events, queue) = channel();
    let saves = start_writer(Arc::clone(&store), events.clone());
    let report = events.clone();
    terminal::listen(move |event| {
        from_terminal(event).is_none_or(|event| events.send(event).is_ok())
    })?;
    let (width, height) = terminal::size();
    let mut terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
    let now = (setup.clock)();
    let size = Size { width, height };
    let (theme, glyphs) = (setup.theme, setup.glyphs);
    let mut app = App::new(workbook, theme, glyphs, size, now);
    if let Some(start) = setup.start {
        app.start_at(now, start);
    }
    let mut house = House {
        app,
        screen,
        saves,
        clock: setup.clock,
        size,
        mouse: false,
        visit: setup.visit,
        own: None,
        report,
        theme,
        glyphs,
    };
    // A fault of the program must not cost the words on its screen.
    let ended = catch_unwind(AssertUnwindSafe(|| house.live(&mut terminal, &queue)));
    match ended {
        Ok(ended) => {
            house.screen.leave();
            // A terminal that is gone cannot be drawn on; the words still go to the disk.
            if ended.is_err() {
                house.last_words(&store);
            }
            Ok(ended.unwrap_or(Ending::Ended))
        }
        Err(fault) => {
            house.last_words(&store);
            std::panic::resume_unwind(fault)
        }
    }
}

/// One save at a time, on a thread of its own: a slow disk never holds the keyboard.
fn start_writer(store: Arc<Store>, events: Sender<Event>) -> Sender<Save> {
    let (saves, queue) = channel::<Save>();
    thread::spawn(move || {
        for save in queue {
            if events.send(Event::Saved(save.run(&store))).is_err() {
                return;
            }
        }
    });
    saves
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
    screen: Screen,
    saves: Sender<Save>,
    clock: Box<dyn Fn() -> Moment>,
    size: Size,
    mouse: bool,
    visit: Box<dyn Visit>,
    /// One's own workbook and its writer, while the made-up journal is looked at.
    own: Option<(App, Sender<Save>)>,
    report: Sender<Event>,
    theme: Theme,
    glyphs: Glyphs,
}

type Front = Terminal<CrosstermBackend<io::Stdout>>;

impl House {
    fn live(&mut self, terminal: &mut Front, queue: &Receiver<Event>) -> io::Result<Ending> {
        let mut deadline = None;
        // A window may have no size at all; then there is nothing to draw.
        self.resize(terminal, self.size)?;
        loop {
            self.draw(terminal)?;
            let mut event = Some(match next(queue, deadline) {
                Ok(event) => event,
                Err(RecvTimeoutError::Timeout) => {
                    deadline = None;
                    Event::Waited
                }
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

    /// Takes one event, and does what the app asks for.
    fn take(&mut self, terminal: &mut Front, event: Event) -> io::Result<Option<Ending>> {
        match event {
            Event::Resize(width, height) => self.resize(terminal, Size { width, height })?,
            Event::Resumed => {
                self.screen.enter()?;
                let (width, height) = terminal::size();
                self.resize(terminal, Size { width, height })?;
            }
            _ => {}
        }
        let redraw = self.app.is_redraw(&event);
        match self.app.update((self.clock)(), event) {
            Some(Effect::Save(save)) => {
                // The writer lives as long as the queue it reports to.
                let _ = self.saves.send(save);
            }
            Some(Effect::Suspend) if self.screen.suspend()? => {
                let (width, height) = terminal::size();
                self.resize(terminal, Size { width, height })?;
            }
            Some(Effect::Quit(Ending::Visit)) => self.begin_visit(terminal)?,
            Some(Effect::Quit(Ending::Left)) if self.own.is_some() => self.end_visit(terminal)?,
            Some(Effect::Quit(ending)) => {
                if self.own.is_some() {
                    self.visit.end();
                }
                return Ok(Some(ending));
            }
            Some(Effect::Suspend) | None => {}
        }
        if redraw {
            self.resize(terminal, self.size)?;
        }
        Ok(None)
    }

    /// Puts one's own workbook aside, on whose first page nothing is written, and opens the
    /// made-up journal.
    fn begin_visit(&mut self, terminal: &mut Front) -> io::Result<()> {
        let now = (self.clock)();
        match self.visit.begin() {
            Ok(workbook) => {
                let saves = start_writer(workbook.store(), self.report.clone());
                let (theme, glyphs) = (self.theme, self.glyphs);
                let guest = App::new(workbook, theme, glyphs, self.size, now);
                let own = std::mem::replace(&mut self.app, guest);
                self.own = Some((own, std::mem::replace(&mut self.saves, saves)));
            }
            Err(why) => self.app.stay(&why),
        }
        self.resize(terminal, self.size)
    }

    fn end_visit(&mut self, terminal: &mut Front) -> io::Result<()> {
        if let Some((app, saves)) = self.own.take() {
            (self.app, self.saves) = (app, saves);
            self.app
                .stay("The made-up journal is gone; this is your own.");
        }
        self.visit.end();
        self.resize(terminal, self.size)
    }

    /// Takes a new size and forgets what was drawn, so that all of it is drawn afresh.
    fn resize(&mut self, terminal: &mut Front, size: Size) -> io::Result<()> {
        self.size = size;
        if size.width > 0 && size.height > 0 {
            terminal.resize(Rect::new(0, 0, size.width, size.height))?;
        }
        // The app hears of it too, whichever way it came.
        let _ = self
            .app
            .update((self.clock)(), Event::Resize(size.width, size.height));
        Ok(())
    }

    fn draw(&mut self, terminal: &mut Front) -> io::Result<()> {
        if self.mouse != self.app.writing() {
            self.mouse = self.app.writing();
            self.screen.set_mouse(self.mouse)?;
        }
        if self.size.width == 0 || self.size.height == 0 {
            return Ok(());
        }
        let now = (self.clock)();
        terminal.draw(|frame| self.app.view(now, frame))?;
        Ok(())
    }

    /// Saves what is on the screen and nowhere else, without the loop.
    fn last_words(&self, store: &Store) {
        if self.own.is_some() {
            // The made-up journal is thrown away; one's own lies aside with nothing unsaved.
            return;
        }
        let now = (self.clock)();
        let save = catch_unwind(AssertUnwindSafe(|| self.app.last_words(now)));
        if let Ok(Some(save)) = save {
            // Nobody is left to tell how it went.
            let _ = save.run(store);
        }
    }
}

/// The next event, or the end of the wait.
fn next(queue: &Receiver<Event>, deadline: Option<Instant>) -> Result<Event, RecvTimeoutError> {
    match deadline {
        None => queue.recv().map_err(|_| RecvTimeoutError::Disconnected),
        Some(deadline) => queue.recv_timeout(deadline.saturating_duration_since(Instant::now())),
    }
}
