//! The state of the full screen: events in, one effect out, and a frame from it at any time.

use std::collections::VecDeque;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui::{Frame, layout::Size};

use super::{
    act::Act,
    command,
    event::{Effect, Ending, Event},
    page::Page,
    palette::{Glyphs, Theme},
    paper::Paper,
    route::{self, Route},
    screen::{Cx, Next, Saved, Screen},
};
use crate::{
    journal::{Draft, Walk},
    time::{Moment, say::clock},
    workbook::{Exit, Outcome, Pending, Place, Save, Workbook, Writing},
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
    jobs: VecDeque<Job>,
    under_way: Option<(Task, Then)>,
    /// Leaving failed once: the next time it is done without saving.
    insisted: bool,
    quitting: Option<Ending>,
    suspend: bool,
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
}

/// What follows when a save has succeeded.
enum Then {
    Stay,
    Advance,
    Back,
    Close,
    Quit(Ending),
}

impl App {
    pub fn new(workbook: Workbook, theme: Theme, glyphs: Glyphs, size: Size, now: Moment) -> Self {
        let mut workbook = workbook;
        let first = workbook.journal.entries().is_empty() && workbook.drafts.is_empty();
        let route = if first { Route::Welcome } else { Route::Home };
        let screen = route::open(route, &mut workbook, now);
        Self {
            workbook,
            theme,
            glyphs,
            page: Page::of(size),
            screens: vec![screen],
            said: None,
            saved: Saved::Nothing,
            on_disk: 0,
            jobs: VecDeque::new(),
            under_way: None,
            insisted: false,
            quitting: None,
            suspend: false,
        }
    }

    /// Takes one event, and says what is to be done about it.
    pub fn update(&mut self, now: Moment, event: Event) -> Option<Effect> {
        match event {
            Event::Key(key) if key.kind == KeyEventKind::Release => {}
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
            Event::Waited => self.save_draft(now, Then::Stay),
            Event::Suspended => {
                self.save_draft(now, Then::Stay);
                self.suspend = true;
            }
            Event::Resumed => {}
            Event::Ended(ending) => {
                self.insisted = true;
                self.leave(now, ending);
            }
        }
        self.with_top(now, |screen, cx| screen.fit(cx));
        if self.unsaved() && self.saved == Saved::Nothing {
            self.saved = Saved::Saving;
        }
        self.next_effect()
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
            paper.foot(&hints.collect::<Vec<_>>());
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
            .is_some_and(|screen| screen.place().is_some() && screen.revision() != self.on_disk)
    }

    /// Whether words are being written, so that the mouse is of use.
    pub fn writing(&self) -> bool {
        self.screens
            .last()
            .is_some_and(|screen| screen.place().is_some())
    }

    /// The save of what is on the screen, for when there is no time left.
    pub fn last_words(&self, now: Moment) -> Option<Save> {
        let draft = self.draft(now)?;
        self.unsaved().then(|| self.workbook.save_draft(&draft))
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
            self.with_top(now, |screen, cx| screen.typed(cx, letter));
        }
    }

    /// The wheel moves by three rows, where the arrows move by one.
    fn scroll(&mut self, now: Moment, up: bool) {
        let code = if up { KeyCode::Up } else { KeyCode::Down };
        for _ in 0..3 {
            self.key(now, KeyEvent::new(code, KeyModifiers::NONE));
        }
    }

    fn act(&mut self, now: Moment, act: Act) {
        match act {
            Act::Suspend => {
                self.save_draft(now, Then::Stay);
                self.suspend = true;
            }
            Act::Interrupt => self.leave(now, Ending::Interrupted),
            Act::Redraw => {}
            Act::Help => {
                let of = |screen: &dyn Screen| (screen.scopes(), screen.purpose());
                if let Some((scopes, purpose)) = self.screens.last().map(|top| of(top.as_ref())) {
                    self.go(now, Route::Help(scopes, purpose));
                }
            }
            Act::Palette => {
                if let Some(scopes) = self.screens.last().map(|screen| screen.scopes()) {
                    self.go(now, Route::Commands(scopes));
                }
            }
            _ => {
                if let Some(next) = self.with_top(now, |screen, cx| screen.act(cx, act)) {
                    self.next(now, next);
                }
            }
        }
    }

    fn next(&mut self, now: Moment, next: Next) {
        match next {
            Next::Stay => {}
            Next::Say(what) => self.say(&what),
            Next::Go(route) => self.go(now, route),
            Next::Replace(route) => {
                self.screens.pop();
                self.go(now, route);
            }
            Next::Back => self.back(now),
            Next::Home => self.home(now),
            Next::Leave => self.leave(now, Ending::Left),
            Next::Keep => self.keep(now, Then::Advance),
            Next::Pass(exit) => self.pass(now, exit),
            Next::Enough => self.enough(now),
            Next::PrivacySaid(walk) => {
                self.workbook.privacy_was_said();
                self.screens.pop();
                if let Some(walk) = walk {
                    self.go(now, Route::Walk(walk));
                }
            }
            Next::Run(act) => {
                self.screens.pop();
                self.act(now, act);
            }
        }
    }

    fn go(&mut self, now: Moment, route: Route) {
        let route = match route {
            Route::Walk(_) | Route::Resume(_) | Route::Privacy(_)
                if self.workbook.reading_only.is_some() =>
            {
                let why = self.workbook.reading_only.clone().unwrap_or_default();
                return self.complain(&format!(
                    "{why} You can read everything, and nothing can be written."
                ));
            }
            Route::Walk(walk) if self.workbook.must_say_privacy(&walk) => {
                Route::Privacy(Some(walk))
            }
            route => route,
        };
        let screen = route::open(route, &mut self.workbook, now);
        if screen.place().is_some() {
            self.on_disk = screen.revision();
            self.saved = Saved::Nothing;
        }
        self.screens.push(screen);
    }

    fn home(&mut self, now: Moment) {
        self.screens.clear();
        self.saved = Saved::Nothing;
        let first = self.workbook.journal.entries().is_empty() && self.workbook.drafts.is_empty();
        self.go(now, if first { Route::Welcome } else { Route::Home });
    }

    /// Back from the screen in view. Words go to the disk before their screen goes.
    fn back(&mut self, now: Moment) {
        if self.writing() {
            self.leave_place(now, Then::Back);
        } else if self.screens.len() > 1 {
            self.screens.pop();
            // What was written since may have changed the first page.
            if self.screens.len() == 1 {
                self.home(now);
            }
        } else {
            self.say("This is the first page. Press q to leave.");
        }
    }

    fn leave(&mut self, now: Moment, ending: Ending) {
        if self.writing() {
            self.leave_place(now, Then::Quit(ending));
        } else {
            self.close(now, Then::Quit(ending));
        }
    }

    /// Saves the words on the screen, or gives up a place where nothing was written.
    fn leave_place(&mut self, now: Moment, then: Then) {
        if self.insisted && self.jobs.is_empty() && matches!(self.saved, Saved::Not) {
            return self.follow(now, then);
        }
        let Some((place, writing)) = open(&self.screens) else {
            return;
        };
        let empty =
            writing.given.texts.iter().all(String::is_empty) && writing.given.picked.is_empty();
        if empty && place.walk.kept == 0 && place.aside.is_empty() {
            let save = self.workbook.drop_place(place);
            return self.start(Job {
                save,
                task: Task::Draft(0),
                then,
            });
        }
        self.save_draft(now, then);
    }

    fn draft(&self, now: Moment) -> Option<Draft> {
        let (place, writing) = open(&self.screens)?;
        Some(self.workbook.draft(now, place, &writing))
    }

    fn save_draft(&mut self, now: Moment, then: Then) {
        let Some(draft) = self.draft(now) else { return };
        if matches!(then, Then::Stay) && (!self.unsaved() || self.under_way.is_some()) {
            return;
        }
        let revision = self.screens.last().map_or(0, |screen| screen.revision());
        let save = self.workbook.save_draft(&draft);
        self.start(Job {
            save,
            task: Task::Draft(revision),
            then,
        });
    }

    fn keep(&mut self, now: Moment, then: Then) {
        if self
            .under_way
            .as_ref()
            .is_some_and(|(task, _)| matches!(task, Task::Records(..)))
            || self
                .jobs
                .iter()
                .any(|job| matches!(job.task, Task::Records(..)))
        {
            return self.say("The answer before is still on its way to the disk.");
        }
        let Some((place, writing)) = open(&self.screens) else {
            return;
        };
        match self.workbook.keep(now, place, &writing) {
            Ok(pending) => {
                self.saved = Saved::Saving;
                self.start_records(pending, then);
            }
            Err(lack) => self.say(&lack.to_string()),
        }
    }

    fn pass(&mut self, now: Moment, exit: Exit) {
        let Some(place) = self.screens.last().and_then(|screen| screen.place()) else {
            return;
        };
        if exit == Exit::NotToday
            && let Some(prompt) = place.walk.current().map(str::to_owned)
        {
            self.workbook.not_today(&prompt);
        }
        self.with_top(now, |screen, cx| screen.passed(cx, exit));
        self.walk_on(now);
    }

    /// After the walk has moved: its next question, or its end.
    fn walk_on(&mut self, now: Moment) {
        let Some(place) = self.screens.last().and_then(|screen| screen.place()) else {
            return;
        };
        if place.walk.current().is_some() {
            self.save_draft(now, Then::Stay);
            self.privacy_between(now);
            return;
        }
        if place.aside.is_empty() {
            let save = self.workbook.drop_place(place);
            self.start(Job {
                save,
                task: Task::Draft(0),
                then: Then::Close,
            });
        } else {
            self.save_draft(now, Then::Close);
        }
    }

    /// What is said once before the first sensitive question, also in the midst of a walk.
    fn privacy_between(&mut self, now: Moment) {
        let Some(place) = self.screens.last().and_then(|screen| screen.place()) else {
            return;
        };
        if self.workbook.must_say_privacy(&place.walk) {
            let notice = Route::Privacy(None);
            let screen = route::open(notice, &mut self.workbook, now);
            self.screens.push(screen);
        }
    }

    fn enough(&mut self, now: Moment) {
        let Some((place, writing)) = open(&self.screens) else {
            return;
        };
        match self.workbook.keep(now, place, &writing) {
            Ok(pending) => self.start_records(pending, Then::Close),
            // Not an answer yet: it stays as a draft.
            Err(_) => self.leave_place(now, Then::Close),
        }
    }

    fn close(&mut self, now: Moment, then: Then) {
        match self.workbook.close(now) {
            Some(pending) => self.start_records(pending, then),
            None => self.follow(now, then),
        }
    }

    fn start_records(&mut self, pending: Pending, then: Then) {
        let save = pending.save.clone();
        let revision = self.screens.last().map_or(0, |screen| screen.revision());
        self.start(Job { save, task: Task::Records(Box::new(pending), revision), then });
    }

    fn start(&mut self, job: Job) {
        self.jobs.push_back(job);
    }

    fn next_effect(&mut self) -> Option<Effect> {
        if self.under_way.is_some() {
            return None;
        }
        if let Some(job) = self.jobs.pop_front() {
            self.under_way = Some((job.task, job.then));
            return Some(Effect::Save(job.save));
        }
        if let Some(ending) = self.quitting {
            return Some(Effect::Quit(ending));
        }
        std::mem::take(&mut self.suspend).then_some(Effect::Suspend)
    }

    /// A save is done: what it held is in the journal now, or still on the screen.
    fn settled(&mut self, now: Moment, outcome: &Outcome) {
        let Some((task, then)) = self.under_way.take() else {
            return;
        };
        let error = outcome.error().cloned();
        let mut typed_on = false;
        match task {
            Task::Draft(revision) if error.is_none() => self.on_disk = revision,
            Task::Draft(_) => {}
            Task::Records(pending, revision) => {
                let next = pending.next.clone();
                let entry = pending.entry.clone();
                let session_saved = outcome.session.is_ok();
                self.workbook.settle(*pending, outcome);
                if let (Some(next), Some(entry), true) = (next, entry, session_saved) {
                    typed_on = self.take_kept(now, next, entry, revision, outcome.draft.is_ok());
                }
            }
        }
        let Some(error) = error else {
            self.insisted = false;
            self.saved = Saved::At(clock(&now));
            if typed_on && !matches!(then, Then::Quit(_)) {
                return self.say("Kept as it was. What you typed since is not kept yet.");
            }
            return self.follow(now, then);
        };
        self.saved = Saved::Not;
        let leaving = matches!(then, Then::Quit(_) | Then::Back | Then::Close);
        if leaving && (self.insisted || !self.writing()) {
            return self.follow(now, then);
        }
        self.jobs.clear();
        self.insisted = leaving;
        let advice = if leaving {
            "Your words are on this screen. Press the key once more to leave without them."
        } else {
            "Your words are on this screen and, as far as it could be saved, in the draft. \
             Press ctrl+s to try again."
        };
        self.complain(&format!("Not saved: {error}. {advice}"));
    }

    /// The answer is on the disk: the screen turns to the next question, unless its words were
    /// changed meanwhile; then they stay, as a correction. Says whether that is so.
    fn take_kept(
        &mut self,
        now: Moment,
        next: (Walk, String),
        entry: String,
        revision: u64,
        draft_saved: bool,
    ) -> bool {
        let typed_on = self.screens.last().is_some_and(|screen| screen.revision() != revision);
        if typed_on {
            self.with_top(now, |screen, _| screen.correct(entry, next.1));
        } else {
            self.with_top(now, |screen, cx| screen.kept(cx, next));
            if draft_saved {
                self.on_disk = self.screens.last().map_or(0, |screen| screen.revision());
            }
        }
        typed_on
    }

    fn follow(&mut self, now: Moment, then: Then) {
        match then {
            Then::Stay => {}
            Then::Advance => self.walk_on(now),

            Then::Back => {
                self.set_down(now);
                self.screens.pop();
                if self.screens.len() <= 1 {
                    self.home(now);
                }
            }
            Then::Close => {
                let waiting = self.set_down(now);
                self.screens.clear();
                self.screens
                    .push(route::open(Route::Home, &mut self.workbook, now));
                self.go(now, Route::Closing { waiting });
                self.close(now, Then::Stay);
            }
            Then::Quit(ending) => self.quitting = Some(ending),
        }
    }

    /// Puts the words on the screen among the drafts, where the first page finds them; gives how
    /// many questions of the walk hold words that were not kept.
    fn set_down(&mut self, now: Moment) -> usize {
        let Some(draft) = self.draft(now) else {
            return 0;
        };
        let nothing = draft.is_empty() && draft.walk.kept == 0 && draft.aside.is_empty();
        let over = draft.walk.current().is_none() && draft.aside.is_empty();
        let waiting = draft.aside.len();
        if !nothing && !over {
            self.workbook.set_down(draft);
        }
        waiting
    }

    fn say(&mut self, what: &str) {
        self.said = Some((what.to_owned(), false));
    }

    fn complain(&mut self, what: &str) {
        self.said = Some((what.to_owned(), true));
    }

    fn view_said(&self, paper: &mut Paper<'_>) {
        let (Some((said, wrong)), Some(last)) = (&self.said, self.page.notice()) else {
            return;
        };
        let style = if *wrong {
            self.theme.attention
        } else {
            self.theme.muted
        };
        let measure = usize::from(self.page.measure);
        let rows = crate::text::wrapped(said, measure);
        let count = u16::try_from(rows.len()).unwrap_or(1).min(self.page.rows);
        let first = (last + 1).saturating_sub(count);
        for (row, y) in rows.iter().zip(first..=last) {
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
