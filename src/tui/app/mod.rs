//! The state of the full screen: events in, one effect out, and a frame from it at any time.

mod going;
mod leaving;
mod saving;
mod walking;

use std::{collections::VecDeque, path::PathBuf, sync::Arc};

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::{Frame, layout::Size};

use super::{
    act::Act,
    command,
    event::{Effect, Ending, Event},
    page::Page,
    palette::{Glyphs, Theme},
    paper::{Paper, shorten},
    route::{self, Route},
    screen::{Cx, Saved, Screen},
};
use crate::{
    seal::Passphrase,
    store::Store,
    time::Moment,
    workbook::{LetGo, Pending, Place, Save, Start, Workbook, Writing, locking::Wish},
};

/// The program behind its full screen.
///
/// The journal in memory changes only after the store has said that the bytes are down, and one
/// save is under way at a time.
pub struct App {
    workbook: Workbook,
    theme: Theme,
    glyphs: Glyphs,
    page: Page,
    /// The screens one has come through, the one in view last. Never empty.
    screens: Vec<Box<dyn Screen>>,
    /// What there is to say until the next key, and whether something is wrong.
    said: Option<(String, bool)>,
    saved: Saved,
    /// The revision of the top screen's words that the disk holds.
    on_disk: u64,
    /// An older answer and the one just kept, by their ids.
    older: Option<(String, String)>,
    /// What there is to say once what is on its way to the disk is there.
    done: Option<String>,
    jobs: VecDeque<Job>,
    under_way: Option<(Task, Then)>,
    /// Leaving failed once: the next time it is done without saving.
    insisted: bool,
    /// To leave as soon as the answer under way is on the disk, or is not.
    quitting: Option<Ending>,
    /// To leave as soon as nothing is under way.
    ending: Option<Ending>,
    suspend: bool,
    /// Nothing is shown until a key is pressed.
    covered: bool,
    /// What is to be done about the lock.
    wish: Option<Wish>,
    /// What is to go to the clipboard of the terminal.
    copied: Option<crate::share::Cleared<String>>,
    /// What is to be printed once the program is left.
    pub printed: Vec<String>,
    /// How many passphrases were to be tried, and the one that still is.
    tries: (u64, Option<Passphrase>),
}

struct Job {
    save: Save,
    task: Task,
    then: Then,
}

/// What a save holds.
enum Task {
    Draft(u64),
    /// Records, and the revision of the words that were made an answer of.
    Records(Box<Pending>, u64),
    /// A file outside the journal.
    Outside(PathBuf),
    /// A hand-off goes from this machine.
    Removal,
    /// A place to go on from is let go.
    LetGo(Box<LetGo>),
}

/// What follows when a save has succeeded.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    Stay,
    Advance,
    /// Back to the page beneath, from a question about an entry.
    Return,
    Back,
    Close,
    Quit(Ending),
}

impl Then {
    /// Whether the screen goes.
    fn leaves(self) -> bool {
        matches!(
            self,
            Self::Return | Self::Back | Self::Close | Self::Quit(_)
        )
    }
}

impl App {
    pub fn new(workbook: Workbook, theme: Theme, glyphs: Glyphs, size: Size, now: Moment) -> Self {
        let mut workbook = workbook;
        let screen = route::open(route_of_home(&workbook), &mut workbook, now);
        Self {
            workbook,
            theme,
            glyphs,
            page: Page::of(size),
            screens: vec![screen],
            said: None,
            saved: Saved::Nothing,
            on_disk: 0,
            older: None,
            done: None,
            jobs: VecDeque::new(),
            under_way: None,
            insisted: false,
            quitting: None,
            ending: None,
            suspend: false,
            covered: false,
            wish: None,
            copied: None,
            printed: Vec::new(),
            tries: (0, None),
        }
    }

    /// Goes to where the program was asked to start; the first page lies beneath.
    pub fn start_at(&mut self, now: Moment, start: Start) {
        match start {
            Start::Walk(walk) => self.go(now, Route::Walk(walk)),
            Start::Resume(draft) => {
                self.go(now, Route::Resume(draft));
                let place = self.screens.last().and_then(|screen| screen.place());
                if place.is_some_and(|place| place.walk.is_ritual()) {
                    self.say("You go on where you were.");
                }
            }
            Start::Review(review, file) => self.go(now, Route::Review(review, file)),
        }
    }

    /// Takes one event, and says what is to be done about it.
    pub fn update(&mut self, now: Moment, event: Event) -> Option<Effect> {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
            // While a locked journal is being shut, no key brings its page back.
            Event::Key(_) | Event::Paste(_) if self.covered => {
                self.covered = self.is_sealed() && (self.is_keeping() || self.is_leaving());
            }
            Event::Mouse { .. } | Event::Scroll { .. } if self.covered => {}
            Event::Key(key) => {
                self.said = None;
                self.key(now, key);
            }
            Event::Paste(text) => {
                self.said = None;
                let pasted = self.with_top(now, |screen, cx| screen.pasted(cx, &text));
                if pasted != Some(true) {
                    self.say("A paste goes into an answer; here it does nothing.");
                }
            }
            Event::Mouse { column, row, drag } => {
                self.with_top(now, |screen, cx| screen.pointed(cx, (column, row), drag));
            }
            Event::Scroll { up } => self.scroll(now, up),
            Event::Resize(width, height) => self.page = Page::of(Size { width, height }),
            Event::Saved(outcome) => self.settled(now, &outcome),
            // The disk takes its time, and what is on the screen is not on it.
            Event::Waited if self.is_saving_draft() => self.saved = Saved::Saving,
            Event::Waited => self.save_draft(now, Then::Stay),
            Event::Suspended => {
                self.save_draft(now, Then::Stay);
                self.suspend = true;
            }
            Event::Idle if self.workbook.is_sealed() => self.cover(now),
            Event::Tried(number, tried) if number == self.tries.0 => self.tried(now, &tried),
            Event::Resumed | Event::Rang | Event::Idle | Event::Worked | Event::Tried(..) => {}
            Event::Ended(ending) => self.leave(now, ending),
        }
        self.with_top(now, |screen, cx| screen.fit(cx));
        if self.unsaved() && self.saved == Saved::Nothing {
            self.saved = Saved::Saving;
        }
        self.next_effect()
    }

    /// The program goes on after all, and says why.
    pub fn stay(&mut self, why: &str) {
        self.ending = None;
        self.say(why);
    }

    /// A handle to the disk.
    pub fn store(&self) -> Arc<Store> {
        self.workbook.store()
    }

    /// Whether it takes a passphrase to come here.
    pub fn is_sealed(&self) -> bool {
        self.workbook.is_sealed()
    }

    /// What is to be done about the lock, after [`Ending::Lock`].
    pub fn wish(&mut self) -> Option<Wish> {
        self.wish.take()
    }

    /// Begins on the page that says what is true of the lock now, or why it is as it was; then
    /// the page of the lock lies beneath.
    pub fn show_lock(&mut self, now: Moment, said: Result<Vec<String>, String>) {
        if said.is_err() {
            self.go(now, Route::Lock);
        }
        self.go(now, Route::LockDone(said));
    }

    /// Whether a save is under way.
    pub fn saving(&self) -> bool {
        self.under_way.is_some()
    }

    /// Whether the event asks for the page to be drawn afresh.
    pub fn is_redraw(&self, event: &Event) -> bool {
        let Some(screen) = self.screens.last() else {
            return false;
        };
        matches!(event, Event::Key(key)
            if command::resolve(screen.scopes(), *key) == Some(Act::Redraw))
    }

    /// Draws the whole page.
    pub fn view(&self, now: Moment, frame: &mut Frame<'_>) {
        if self.covered {
            return;
        }
        let cx = self.cx(now);
        let mut paper = Paper::new(self.page, &self.theme, &self.glyphs, frame.buffer_mut());
        let Some(screen) = self.screens.last() else {
            return;
        };
        screen.view(&cx, &mut paper);
        if !self.page.is_bare() {
            let scopes = screen.scopes();
            let hints = screen.hints(&cx);
            let hints = hints
                .into_iter()
                .filter_map(|act| command::row(scopes, act));
            paper.foot(&hints.collect::<Vec<_>>(), screen.digits());
            self.view_said(&mut paper);
        }
        let cursor = paper.cursor;
        if let Some(cursor) =
            cursor.filter(|at| at.x < self.page.size.width && at.y < self.page.size.height)
        {
            frame.set_cursor_position(cursor);
        }
    }

    /// Whether words are on the screen that the disk does not hold.
    pub fn unsaved(&self) -> bool {
        self.screens
            .last()
            .filter(|screen| screen.revision() != self.on_disk)
            .is_some_and(|screen| screen.place().is_some() || screen.is_apart())
    }

    /// Whether words are being written, so that the mouse is of use.
    pub fn writing(&self) -> bool {
        self.screens
            .last()
            .is_some_and(|screen| screen.place().is_some())
    }

    /// Whether the screen has lines to write in.
    fn asks(&self) -> bool {
        let place = self.screens.last().and_then(|screen| screen.place());
        place.is_some_and(|place| !place.walk.is_ritual() || place.walk.current().is_some())
    }

    /// The save of what is on the screen, for when there is no time left.
    pub fn last_words(&self, now: Moment) -> Option<Save> {
        self.unsaved().then(|| self.draft_save(now)).flatten()
    }

    fn cx(&self, now: Moment) -> Cx<'_> {
        Cx {
            workbook: &self.workbook,
            now,
            page: self.page,
            theme: &self.theme,
            glyphs: &self.glyphs,
            saved: &self.saved,
        }
    }

    fn with_top<T>(
        &mut self,
        now: Moment,
        act: impl FnOnce(&mut dyn Screen, &Cx<'_>) -> T,
    ) -> Option<T> {
        let mut screen = self.screens.pop()?;
        let value = act(screen.as_mut(), &self.cx(now));
        self.screens.push(screen);
        Some(value)
    }

    fn key(&mut self, now: Moment, key: KeyEvent) {
        let Some(scopes) = self.screens.last().map(|screen| screen.scopes()) else {
            return;
        };
        if let Some(act) = command::resolve(scopes, key) {
            self.act(now, act);
            return;
        }
        let held = key
            .modifiers
            .intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        if let KeyCode::Char(letter) = key.code
            && !held
        {
            let typed = self.with_top(now, |screen, cx| screen.typed(cx, letter));
            if typed == Some(false) && self.asks() {
                self.say("Letters are commands here; tab leads to a line to write in.");
            }
        }
    }

    /// The wheel moves by three rows, where the arrows move by one.
    fn scroll(&mut self, now: Moment, up: bool) {
        let code = if up { KeyCode::Up } else { KeyCode::Down };
        for _ in 0..3 {
            self.key(now, KeyEvent::new(code, KeyModifiers::NONE));
        }
    }

    fn say(&mut self, what: &str) {
        self.said = Some((what.to_owned(), false));
    }

    fn complain(&mut self, what: &str) {
        self.said = Some((what.to_owned(), true));
    }

    fn view_said(&self, paper: &mut Paper<'_>) {
        let (Some((said, wrong)), Some((at, up))) = (&self.said, self.page.notice()) else {
            return;
        };
        let style = if *wrong {
            self.theme.attention
        } else {
            self.theme.muted
        };
        let measure = usize::from(self.page.measure);
        // On a short page what is only to be known takes a row; what went wrong is said whole.
        let short = shorten(said, measure, self.glyphs.more);
        let said = if up || *wrong { said } else { &short };
        let rows = crate::text::wrapped(said, measure);
        let count = u16::try_from(rows.len()).unwrap_or(1).min(self.page.rows);
        let first = if up {
            (at + 1).saturating_sub(count)
        } else {
            at
        };
        for (row, y) in rows.iter().zip(first..first.saturating_add(count)) {
            paper.clear_row(y);
            paper.put(self.page.left, y, row.trim_end(), style);
        }
    }
}

/// Where something is being written, and what.
fn open(screens: &[Box<dyn Screen>]) -> Option<(&Place, Writing)> {
    let screen = screens.last()?;
    Some((screen.place()?, screen.writing()))
}

/// The first page: an invitation where nothing is written yet.
fn route_of_home(workbook: &Workbook) -> Route {
    let waits = !workbook.drafts.is_empty() || !workbook.inbox.is_empty();
    let first = workbook.journal.is_empty() && !waits;
    if first { Route::Welcome } else { Route::Home }
}
