//! Words on their way to the disk, and what follows when they are there.

use super::{App, Job, Task, Then, open};
use crate::{
    journal::{Draft, Walk},
    time::{Moment, say::clock},
    tui::{
        event::Effect,
        route::{self, Route},
        screen::Saved,
    },
    workbook::{Exit, Outcome, Pending},
};

impl App {
    /// Saves the words on the screen, or gives up a place where nothing was written.
    pub(super) fn leave_place(&mut self, now: Moment, then: Then) {
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

    pub(super) fn draft(&self, now: Moment) -> Option<Draft> {
        let (place, writing) = open(&self.screens)?;
        Some(self.workbook.draft(now, place, &writing))
    }

    pub(super) fn save_draft(&mut self, now: Moment, then: Then) {
        let Some(draft) = self.draft(now) else { return };
        let waiting = self
            .jobs
            .iter()
            .any(|job| matches!(job.task, Task::Draft(_)));
        if matches!(then, Then::Stay) && (!self.unsaved() || waiting) {
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

    pub(super) fn keep(&mut self, now: Moment, then: Then) {
        let Some((place, writing)) = open(&self.screens) else {
            return;
        };
        match self.workbook.keep(now, place, &writing) {
            Ok(pending) => {
                self.saved = Saved::Saving;
                self.start_records(pending, then);
            }
            Err(lack) => {
                self.with_top(now, |screen, _| screen.lacks(&lack));
                self.say(&lack.to_string());
            }
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

    pub(super) fn enough(&mut self, now: Moment) {
        let Some((place, writing)) = open(&self.screens) else {
            return;
        };
        match self.workbook.keep(now, place, &writing) {
            Ok(pending) => self.start_records(pending, Then::Close),
            // Not an answer yet: it stays as a draft.
            Err(_) => self.leave_place(now, Then::Close),
        }
    }

    pub(super) fn close(&mut self, now: Moment, then: Then) {
        match self.workbook.close(now) {
            Some(pending) => self.start_records(pending, then),
            None => self.follow(now, then),
        }
    }

    fn start_records(&mut self, pending: Pending, then: Then) {
        let save = pending.save.clone();
        let revision = self.screens.last().map_or(0, |screen| screen.revision());
        self.start(Job {
            save,
            task: Task::Records(Box::new(pending), revision),
            then,
        });
    }

    fn start(&mut self, job: Job) {
        self.jobs.push_back(job);
    }

    /// Whether an answer is on its way to the disk.
    pub(super) fn is_keeping(&self) -> bool {
        let keeps =
            |task: &Task| matches!(task, Task::Records(pending, _) if pending.entry.is_some());
        self.under_way.as_ref().is_some_and(|(task, _)| keeps(task))
            || self.jobs.iter().any(|job| keeps(&job.task))
    }

    pub(super) fn next_effect(&mut self) -> Option<Effect> {
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
    pub(super) fn settled(&mut self, now: Moment, outcome: &Outcome) {
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
            if typed_on && self.quitting.is_some() {
                return self.save_draft(now, Then::Stay);
            }
            if typed_on {
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
        let typed_on = self
            .screens
            .last()
            .is_some_and(|screen| screen.revision() != revision);
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
                let waiting = self.draft(now).map_or(0, |draft| draft.aside.len());
                self.clear_screens(now);
                self.screens
                    .push(route::open(Route::Home, &mut self.workbook, now));
                self.go(now, Route::Closing { waiting });
                self.close(now, Then::Stay);
            }
            Then::Quit(ending) => self.quitting = Some(ending),
        }
    }

    /// Puts the words on the screen among the drafts, where the first page finds them.
    fn set_down(&mut self, now: Moment) {
        let Some(draft) = self.draft(now) else { return };
        let nothing = draft.is_empty() && draft.walk.kept == 0 && draft.aside.is_empty();
        let over = draft.walk.current().is_none();
        if !nothing && !over {
            self.workbook.set_down(draft);
        }
    }

    /// Leaves every screen; what is being written on them is offered on the first page.
    pub(super) fn clear_screens(&mut self, now: Moment) {
        while !self.screens.is_empty() {
            self.set_down(now);
            self.screens.pop();
        }
    }
}
