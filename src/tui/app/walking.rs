//! Along a walk: to its next question or stop, and what stands between two of them.

use super::{App, Job, Task, Then};
use crate::{
    journal::{Form, Stop, Walk},
    time::{Moment, say::short},
    tui::{
        route::{self, Route},
        screen::Screen,
    },
    workbook::{Deed, Exit},
};

impl App {
    /// Goes on from a stop of a ritual, once what was said there is on the disk.
    pub(super) fn step(&mut self, now: Moment, deed: Option<Deed>, walk: Walk) {
        if self.only_reads() {
            return;
        }
        let Some(place) = self.screens.last().and_then(|screen| screen.place()) else {
            return;
        };
        let Some(deed) = deed else {
            let next = (walk, place.entry.clone());
            self.with_top(now, |screen, cx| screen.kept(cx, next));
            return self.walk_on(now);
        };
        match self.workbook.step(now, place, &deed, walk) {
            Some(pending) => self.start_records(pending, Then::Advance),
            None => self.say("These words are not in the journal any more."),
        }
    }

    /// Shows the stop at which a ritual is now, or ends it.
    fn stop(&mut self, now: Moment) {
        let Some(place) = self.screens.pop().and_then(Screen::into_place) else {
            return;
        };
        let screen = route::stop(&self.workbook, place, None, now);
        self.on_disk = u64::MAX;
        self.screens.push(screen);
        if !self.end(now) {
            self.save_draft(now, Then::Stay);
        }
    }

    /// Ends a ritual that has come to where it closes; says whether it has.
    pub(super) fn end(&mut self, now: Moment) -> bool {
        let place = self.screens.last().and_then(|screen| screen.place());
        let Some(place) = place.filter(|place| place.walk.stop() == Some(&Stop::Close)) else {
            return false;
        };
        let pending = self.workbook.end_ritual(now, place);
        self.start_records(pending, Then::Close);
        true
    }

    /// Goes on from a promise of a ritual once a line was said about what became of it.
    pub(super) fn pass_promise(&mut self, now: Moment, about: Option<&str>) {
        let Some(place) = self.screens.last().and_then(|screen| screen.place()) else {
            return;
        };
        let Some(Stop::Promise(promise)) = place.walk.stop() else {
            return;
        };
        if about == Some(promise) {
            let (mut walk, entry) = (place.walk.clone(), place.entry.clone());
            walk.pass(true);
            self.with_top(now, |screen, cx| screen.kept(cx, (walk, entry)));
            self.stop(now);
        }
    }

    pub(super) fn pass(&mut self, now: Moment, exit: Exit) {
        let Some(place) = self.screens.last().and_then(|screen| screen.place()) else {
            return;
        };
        if exit == Exit::NotToday
            && let Some(prompt) = place.walk.current().map(str::to_owned)
        {
            self.workbook.not_today(&prompt);
        }
        let passed = place.walk.stop().cloned();
        self.with_top(now, |screen, cx| screen.passed(cx, exit));
        let left = self.screens.last().and_then(|screen| screen.place());
        let again = left.is_some_and(|place| {
            place
                .walk
                .left
                .iter()
                .any(|stop| Some(stop) == passed.as_ref())
        });
        self.say(match exit {
            Exit::Skip if again => "Skipped; it comes once more.",
            Exit::Skip => "Skipped.",
            Exit::NotToday => "Not today; not again in this session.",
        });
        self.walk_on(now);
    }

    /// After the walk has moved: its next question, or its end.
    pub(super) fn walk_on(&mut self, now: Moment) {
        let of = |screen: &dyn Screen| screen.place().is_some_and(|place| place.walk.is_ritual());
        if self
            .screens
            .last()
            .is_some_and(|screen| of(screen.as_ref()))
        {
            self.older = None;
            self.stop(now);
            self.privacy_between(now);
        }
        let Some(place) = self.screens.last().and_then(|screen| screen.place()) else {
            return;
        };
        if place.walk.is_ritual() && place.walk.stop().is_some() {
            return;
        }
        if place.walk.current().is_some() {
            let form = place.walk.form;
            self.save_draft(now, Then::Stay);
            self.privacy_between(now);
            return self.lay_beside(now, form);
        }
        let mut beneath = self.screens.iter().rev().skip(1);
        let taken_back = beneath.next().is_some_and(|screen| screen.takes_back());
        if taken_back {
            self.older = None;
        }
        let asked_again = place.walk.form == Form::Again || self.older.is_some() || taken_back;
        let single = matches!(place.walk.form, Form::One | Form::Again);
        let then = if place.walk.about().is_some() || (single && asked_again) {
            Then::Return
        } else {
            Then::Close
        };
        if place.aside.is_empty() {
            let save = self.workbook.drop_place(place);
            let task = Task::Draft(self.revision());
            self.start(Job { save, task, then });
        } else {
            self.save_draft(now, then);
        }
    }

    /// After an answer was kept: where the question was asked again, the older answer beside the
    /// new one; elsewhere only that it is a key away.
    pub(super) fn lay_beside(&mut self, now: Moment, form: Form) {
        let Some((then, newer)) = self.older.take() else {
            return;
        };
        match form {
            Form::One | Form::Again => self.go(now, Route::Beside(then, Some(newer))),
            Form::Short | Form::Full => {
                let day = self.workbook.journal.entry(&then);
                let day = day.map(|then| short(then.at.date_naive(), now.date_naive()));
                let day = day.unwrap_or_default();
                self.say(&format!("Kept. f9 lays it beside what you wrote on {day}."));
            }
        }
    }

    /// What is said once before the first sensitive question, also in the midst of a walk.
    pub(super) fn privacy_between(&mut self, now: Moment) {
        let Some(place) = self.screens.last().and_then(|screen| screen.place()) else {
            return;
        };
        if self.workbook.must_say_privacy(&place.walk) {
            let notice = Route::Privacy(None);
            let screen = route::open(notice, &mut self.workbook, now);
            self.screens.push(screen);
        }
    }
}
