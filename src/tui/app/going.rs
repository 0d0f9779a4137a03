//! From screen to screen.

use super::{App, Then, open, route_of_home};
use crate::{
    journal::Form,
    time::Moment,
    tui::{
        act::{Act, Scope},
        door::Tried,
        event::Ending,
        route::{self, Route},
        screen::{Next, Saved, Screen},
        screens,
    },
};

impl App {
    pub(super) fn act(&mut self, now: Moment, act: Act) {
        if act == Act::Blank {
            return self.cover(now);
        }
        if self.is_keeping() && !matches!(act, Act::Edit(_) | Act::Interrupt | Act::Suspend) {
            return self.say("The answer is still on its way to the disk.");
        }
        if self.is_leaving() && !matches!(act, Act::Edit(_)) {
            return self.say("Leaving as soon as the words are on the disk.");
        }
        match act {
            Act::Suspend => {
                self.save_draft(now, Then::Stay);
                self.suspend = true;
            }
            Act::Interrupt => self.leave(now, Ending::Interrupted),
            Act::Redraw => {}
            Act::Help => {
                let of = |screen: &dyn Screen| {
                    Route::Help(screen.scopes(), screen.purpose(), screen.explains())
                };
                if let Some(help) = self.screens.last().map(|top| of(top.as_ref())) {
                    self.go(now, help);
                }
            }
            Act::Palette => {
                if let Some(scopes) = self.screens.last().map(|screen| screen.scopes()) {
                    self.go(now, Route::Commands(scopes));
                }
            }
            Act::Tracks
            | Act::Read
            | Act::NewRole
            | Act::Before
            | Act::After
            | Act::Week
            | Act::Coach
            | Act::Quarter
            | Act::Roundtables
            | Act::Names
            | Act::Brief
            | Act::Handoffs
            | Act::Find
            | Act::Changes
            | Act::Shelves
            | Act::Promises
            | Act::Forecasts
            | Act::Year
            | Act::Lock
            | Act::Letter
            | Act::Inbox
            | Act::Privacy
            | Act::Found => {
                let next = screens::home::shared(&self.cx(now), act);
                self.next(now, next.unwrap_or(Next::Stay));
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
            Next::GoOn => {
                self.screens.pop();
                self.uncovered(now);
            }
            Next::Home => self.home(now),
            Next::Leave => self.leave(now, Ending::Left),
            Next::Visit => self.ending = Some(Ending::Visit),
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
            Next::Try(passphrase) => self.tries = (self.tries.0 + 1, Some(passphrase)),
            Next::Lock(wish) => {
                self.wish = Some(*wish);
                self.leave(now, Ending::Lock);
            }
            Next::Do(deed) => self.record(now, &deed),
            Next::Step(deed, walk) => self.step(now, deed, walk),
            Next::HandOver(sending) => self.hand_over(now, *sending),
            Next::Print(text) => self.print(&text),
            Next::Copy(text) => self.copy(text),
            Next::Write(path, text) => self.write_outside(path, text),
            Next::RemoveReview(token) => self.remove_review(token),
            Next::LetGo(draft) => self.let_go(now, &draft),
            Next::Run(act) => {
                self.screens.pop();
                self.act(now, act);
            }
        }
    }

    /// Goes to a screen; the one in view lies beneath it.
    pub fn go(&mut self, now: Moment, route: Route) {
        let route = match route {
            Route::Walk(_) | Route::Resume(_) | Route::Because(_) | Route::Privacy(_)
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
        // What is covered goes to the disk first.
        self.save_draft(now, Then::Stay);
        let resumes = matches!(route, Route::Resume(_));
        let screen = route::open(route, &mut self.workbook, now);
        if resumes && screen.place().is_some_and(|place| !place.is_mine()) {
            return self.say("Another window is writing there.");
        }
        if screen.place().is_some() {
            // What a draft in memory holds may not be on the disk; it is saved once more.
            self.on_disk = if resumes { u64::MAX } else { screen.revision() };
            self.saved = Saved::Nothing;
        }
        if screen.place().is_some_and(|place| place.walk.is_ritual()) {
            self.workbook.sit_down(now);
        }
        self.screens.push(screen);
        // Where words stand already, it was said before them.
        let blank = open(&self.screens).is_some_and(|(_, writing)| writing.given.is_empty());
        if !self.end(now) && resumes && blank {
            self.privacy_between(now);
        }
    }

    /// Shows nothing from now on. Of a locked journal nothing stays in memory either: what is
    /// written goes to the disk, and the program ends, to ask for the passphrase anew.
    pub(super) fn cover(&mut self, now: Moment) {
        self.covered = true;
        if self.workbook.is_sealed() && self.workbook.reading_only.is_none() {
            self.leave(now, Ending::Shut);
        } else if self.workbook.is_sealed() {
            self.ending = Some(Ending::Shut);
        }
    }

    pub(super) fn home(&mut self, now: Moment) {
        self.clear_screens(now);
        self.saved = Saved::Nothing;
        self.workbook.refresh(now);
        self.go(now, route_of_home(&self.workbook));
    }

    /// Back from the screen in view. Words go to the disk before their screen goes.
    fn back(&mut self, now: Moment) {
        if self.writing() {
            self.leave_place(now, Then::Back);
        } else if self.screens.len() > 1 {
            let left = self.screens.pop();
            let beside = left.is_some_and(|left| left.scopes().contains(&Scope::Beside));
            if beside && self.asks_again() {
                // The next question of a walk lies beneath: back is where the walk began.
                return self.leave_place(now, Then::Back);
            }
            self.uncovered(now);
        } else {
            self.say("This is the first page. Press q to leave.");
        }
    }

    /// A screen is in view again: what was written since may have changed it.
    fn uncovered(&mut self, now: Moment) {
        if self.screens.len() == 1 {
            self.home(now);
        } else {
            self.with_top(now, |screen, cx| screen.refresh(cx));
        }
    }

    /// Whether the screen in view asks a question again that was not begun.
    fn asks_again(&self) -> bool {
        let Some(screen) = self.screens.last() else {
            return false;
        };
        let again = screen
            .place()
            .is_some_and(|place| place.walk.form == Form::Again);
        again && screen.writing().given.is_empty()
    }

    /// What came of a passphrase goes to the page that waits for it; help may lie above.
    pub(super) fn tried(&mut self, now: Moment, tried: &Tried) {
        let screens = self.screens.iter_mut().rev();
        let nexts: Vec<Next> = screens.map(|screen| screen.tried(tried)).collect();
        for next in nexts {
            self.next(now, next);
        }
    }

    pub(super) fn leave(&mut self, now: Moment, ending: Ending) {
        if self.is_keeping() || self.is_leaving() {
            self.quitting = Some(ending);
        } else if self.writing() || self.unsaved() {
            self.leave_place(now, Then::Quit(ending));
        } else {
            self.close(now, Then::Quit(ending));
        }
    }
}
