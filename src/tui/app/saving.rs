//! Words on their way to the disk, and what follows when they are there.

use super::{App, Job, Task, Then, open};
use crate::{
    journal::{Draft, Form, Walk},
    time::{Moment, say::clock},
    tui::{
        event::{Effect, Ending},
        route::{self, Route},
        screen::{Saved, Screen},
    },
    workbook::{Deed, Outcome, Pending, Place, Save, Writing},
};

impl App {
    /// Saves the words on the screen, or gives up a place where nothing was written.
    pub(super) fn leave_place(&mut self, now: Moment, then: Then) {
        if self.insisted && self.jobs.is_empty() && self.saved == Saved::Not {
            return self.follow_through(now, then);
        }
        let Some((place, writing)) = open(&self.screens) else {
            return self.save_draft(now, then);
        };
        let nothing = writing.given.is_empty()
            && place.aside.is_empty()
            && place.walk.selection.is_none()
            && !self.workbook.is_begun(&place.walk);
        if nothing || self.is_untouched() {
            let save = self.workbook.drop_place(place);
            let task = Task::Draft(self.revision());
            return self.start(Job { save, task, then });
        }
        self.save_draft(now, then);
    }

    pub(super) fn draft(&self, now: Moment) -> Option<Draft> {
        let (place, writing) = open(&self.screens)?;
        Some(self.workbook.draft(now, place, &writing))
    }

    /// The save of what is being written on the screen, wherever it lies.
    pub(super) fn draft_save(&self, now: Moment) -> Option<Save> {
        if let Some(draft) = self.screens.last()?.apart() {
            return Some(Save {
                session: None,
                leaves: None,
                before: None,
                draft,
            });
        }
        Some(self.workbook.save_draft(&self.draft(now)?))
    }

    pub(super) fn save_draft(&mut self, now: Moment, then: Then) {
        let waiting = self
            .jobs
            .iter()
            .any(|job| matches!(job.task, Task::Draft(_)));
        if matches!(then, Then::Stay) && (!self.unsaved() || waiting) {
            return;
        }
        let Some(save) = self.draft_save(now) else {
            return;
        };
        let task = Task::Draft(self.revision());
        self.start(Job { save, task, then });
    }

    pub(super) fn keep(&mut self, now: Moment, then: Then) {
        let Some((place, writing)) = open(&self.screens) else {
            return;
        };
        let kept = if place.walk.is_nowhere() {
            self.workbook.keep_note(now, place, &writing)
        } else {
            self.workbook.keep(now, place, &writing)
        };
        match kept {
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

    /// Keeps what was said with a single key; the screen stays.
    pub(super) fn record(&mut self, now: Moment, deed: &Deed) {
        if let Some(why) = &self.workbook.reading_only {
            let why = format!("{why} You can read everything, and nothing can be written.");
            return self.complain(&why);
        }
        if let Deed::ThrowAway(ids) = deed {
            let save = self.workbook.throw_away(ids);
            let task = Task::Draft(self.on_disk);
            return self.start(Job {
                save,
                task,
                then: Then::Stay,
            });
        }
        if let Deed::TakeIn(ids) = deed {
            match self.workbook.take_in(now, ids) {
                Ok(Some(pending)) => self.start_records(pending, Then::Stay),
                Ok(None) => {}
                Err(lack) => self.say(&format!("This is no answer as it stands: {lack} It waits.")),
            }
            return;
        }
        let records = self.workbook.record(now, deed);
        if let (Some(_), Deed::TakeHome(..)) = (&records, deed) {
            // It comes in a sitting of its own, after the one that is under way.
            self.close(now, Then::Stay);
        }
        match records {
            Some(pending) => {
                self.start_records(pending, Then::Stay);
                // On a short page the mark that is set may be out of sight.
                let said = self.page.pause == 1 || deed.is_pin();
                self.done = deed.said().filter(|_| said);
            }
            None => self.say("These words are not in the journal any more."),
        }
    }

    pub(super) fn enough(&mut self, now: Moment) {
        let Some((place, writing)) = open(&self.screens) else {
            return;
        };
        match self.workbook.keep(now, place, &writing) {
            Ok(pending) => {
                let next = pending.next.as_ref();
                let over =
                    next.is_some_and(|(walk, _)| self.workbook.only_closes(walk, now.date_naive()));
                let then = if over { Then::Advance } else { Then::Close };
                self.start_records(pending, then);
            }
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

    pub(super) fn start_records(&mut self, pending: Pending, then: Then) {
        let save = pending.save.clone();
        let task = Task::Records(Box::new(pending), self.revision());
        self.start(Job { save, task, then });
    }

    /// The revision of the words on the screen.
    pub(super) fn revision(&self) -> u64 {
        self.screens.last().map_or(0, |screen| screen.revision())
    }

    pub(super) fn start(&mut self, job: Job) {
        self.jobs.push_back(job);
    }

    /// Whether an answer is on its way to the disk.
    pub(super) fn is_keeping(&self) -> bool {
        // Two at once would each write the session without the other.
        let keeps = |task: &Task| matches!(task, Task::Records(pending, _) if !pending.closes());
        self.under_way.as_ref().is_some_and(|(task, _)| keeps(task))
            || self.jobs.iter().any(|job| keeps(&job.task))
    }

    /// Whether the screen is being left, and waits for the disk.
    pub(super) fn is_leaving(&self) -> bool {
        self.under_way
            .as_ref()
            .is_some_and(|(_, then)| then.leaves())
            || self.jobs.iter().any(|job| job.then.leaves())
    }

    /// Whether a draft is on its way to the disk.
    pub(super) fn is_saving_draft(&self) -> bool {
        matches!(self.under_way, Some((Task::Draft(_), _)))
    }

    pub(super) fn next_effect(&mut self) -> Option<Effect> {
        if let Some(text) = self.copied.take() {
            return Some(Effect::Copy(text));
        }
        if self.under_way.is_some() {
            return None;
        }
        if let Some(job) = self.jobs.pop_front() {
            self.under_way = Some((job.task, job.then));
            return Some(Effect::Save(job.save));
        }
        if let Some(passphrase) = self.tries.1.take() {
            return Some(Effect::Try(self.tries.0, passphrase));
        }
        if let Some(ending) = self.ending {
            return Some(Effect::Quit(ending));
        }
        std::mem::take(&mut self.suspend).then_some(Effect::Suspend)
    }

    /// A save is done: what it held is in the journal now, or still on the screen.
    pub(super) fn settled(&mut self, now: Moment, outcome: &Outcome) {
        let Some((task, then)) = self.under_way.take() else {
            return;
        };
        match task {
            Task::Draft(revision) if outcome.draft.is_ok() => {
                self.on_disk = revision;
                self.saved_at(now);
                self.follow(now, then);
            }
            Task::Draft(_) => self.failed(now, outcome, then, false),
            Task::Outside(path) => self.written(now, &path, outcome),
            Task::Removal => self.removed(now, outcome, then),
            Task::Records(pending, revision) => {
                let (next, entry) = (pending.next.clone(), pending.entry.clone());
                let token = pending
                    .save
                    .leaves
                    .as_ref()
                    .map(|going| going.token.clone());
                // What did not leave has not gone on either.
                let next = next.filter(|_| !outcome.stayed());
                let steps = then == Then::Advance && !self.has_words();
                let deed = (then == Then::Stay || steps) && !pending.closes();
                self.workbook.settle(*pending, outcome);
                if outcome.session.is_err() {
                    return self.failed(now, outcome, then, deed);
                }
                let typed_on = match (next, entry.unwrap_or_default()) {
                    (Some(next), entry) => {
                        self.older = self
                            .workbook
                            .before(&entry)
                            .filter(|_| then == Then::Advance);
                        self.take_kept(now, next, entry, revision, outcome.draft.is_ok())
                    }
                    (None, _) => false,
                };
                self.with_top(now, |screen, cx| screen.refresh(cx));
                if let Some(done) = self.done.take() {
                    self.say(&done);
                }
                if !outcome.said.is_empty() {
                    self.say(&outcome.said.join(" "));
                }
                self.saved_at(now);
                if let (Some(left), Some(token)) = (&outcome.left, token) {
                    self.left(now, token, left);
                }
                if let Some(ending) = self.quitting.take() {
                    return self.leave(now, ending);
                }
                if let Err(error) = &outcome.draft {
                    self.complain(&format!(
                        "Kept. The draft beside it was not saved: {error}."
                    ));
                } else if typed_on {
                    return self.say("Kept as it was. What you typed since is not kept yet.");
                }
                if !typed_on {
                    self.follow(now, then);
                }
            }
        }
    }

    fn saved_at(&mut self, now: Moment) {
        self.insisted = false;
        self.saved = Saved::At(clock(&now));
    }

    /// Says what is safe after a save that failed. Who leaves is asked once more; who was asked
    /// to end by a signal ends.
    fn failed(&mut self, now: Moment, outcome: &Outcome, then: Then, deed: bool) {
        self.saved = Saved::Not;
        self.jobs.clear();
        if let Some(ending) = self.quitting.take() {
            // The answer could not be kept; its words may still go into the draft.
            return self.leave(now, ending);
        }
        // Where no words are, none can be lost: what could not be removed goes at the next start.
        let wordless =
            |place: &Place, writing: &Writing| place.aside.is_empty() && writing.given.is_empty();
        if then.leaves()
            && open(&self.screens).is_some_and(|(place, writing)| wordless(place, &writing))
        {
            self.on_disk = self.revision();
            self.saved = Saved::Nothing;
            return self.follow_through(now, then);
        }
        if deed {
            self.saved = Saved::Nothing;
            let why = outcome.error().map(ToString::to_string).unwrap_or_default();
            return self.complain(&format!(
                "Not saved: {why}. What was kept before is as it was. Press the key once more."
            ));
        }
        if !then.leaves() && self.writing() && !self.has_words() {
            let why = outcome.error().map(ToString::to_string).unwrap_or_default();
            return self.complain(&format!(
                "Not saved: {why}. What was kept before is as it was."
            ));
        }
        let is_written = |screen: &dyn Screen| screen.place().is_some() || screen.is_apart();
        if !self
            .screens
            .iter()
            .any(|screen| is_written(screen.as_ref()))
        {
            // Only that the session has ended was not written; no words hang on it.
            self.saved = Saved::Nothing;
            return self.follow_through(now, then);
        }
        let must_end = then == Then::Quit(Ending::Ended);
        let writing = self.writing() || self.unsaved();
        if then.leaves() && (must_end || self.insisted || !writing) {
            return self.follow_through(now, then);
        }
        self.insisted = then.leaves();
        let advice = if then.leaves() {
            "Your words are on this screen. Press the key once more to leave without them."
        } else {
            "Your words are on this screen and, as far as it could be saved, in the draft. \
             Press ctrl+s to try again."
        };
        let why = outcome.error().map(ToString::to_string).unwrap_or_default();
        self.complain(&format!("Not saved: {why}. {advice}"));
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
        // A draft that waits behind it was made before it was an answer.
        self.jobs
            .retain(|job| job.then.leaves() || !matches!(job.task, Task::Draft(_)));
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

    /// What was to follow a save. What was typed meanwhile is saved before its screen goes.
    pub(super) fn follow(&mut self, now: Moment, then: Then) {
        if then.leaves() && self.unsaved() {
            return self.save_draft(now, then);
        }
        self.follow_through(now, then);
    }

    fn follow_through(&mut self, now: Moment, then: Then) {
        match then {
            Then::Stay => {}
            Then::Advance => self.walk_on(now),

            Then::Return => {
                let spoke = self.screens.pop();
                self.with_top(now, |screen, cx| screen.refresh(cx));
                let about = spoke
                    .as_ref()
                    .and_then(|screen| screen.place()?.walk.about());
                self.pass_promise(now, about);
                self.lay_beside(now, Form::Again);
                if self.screens.len() <= 1 {
                    self.home(now);
                }
            }
            Then::Back => {
                self.set_down(now);
                self.screens.pop();
                if self.screens.len() <= 1 {
                    self.home(now);
                }
            }
            Then::Close => {
                let draft = self.draft(now);
                let waiting = draft.as_ref().map_or(0, |draft| {
                    draft.aside.len() + usize::from(!draft.is_empty())
                });
                let place = self.screens.last().and_then(|screen| screen.place());
                let later = place.and_then(|place| self.workbook.waits(&place.walk));
                self.clear_screens(now);
                self.screens
                    .push(route::open(Route::Home, &mut self.workbook, now));
                self.go(now, Route::Closing { waiting, later });
                self.close(now, Then::Stay);
            }
            Then::Quit(_) if self.unsaved() => self.ending = Some(Ending::Unsaved),
            Then::Quit(ending) => self.ending = Some(ending),
        }
    }

    fn is_untouched(&self) -> bool {
        self.screens.last().is_some_and(|screen| screen.untouched())
    }

    /// Whether words are on the screen that could be lost.
    fn has_words(&self) -> bool {
        open(&self.screens).is_some_and(|(place, writing)| {
            !place.aside.is_empty() || !writing.given.is_empty() || !place.walk.is_ritual()
        })
    }

    /// Puts the words on the screen among the drafts, where the first page finds them.
    fn set_down(&mut self, now: Moment) {
        if self.is_untouched() {
            return;
        }
        let Some(draft) = self.draft(now) else { return };
        let chooses = draft.walk.selection.is_some() && draft.walk.stop().is_some();
        let begun = chooses || self.workbook.is_begun(&draft.walk);
        let nothing = draft.is_empty() && !begun && draft.aside.is_empty();
        let over = draft.walk.stop().is_none();
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
