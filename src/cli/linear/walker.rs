use std::time::{Duration, Instant};

use super::{
    ears::{Ears, Heard},
    question, ritual,
    slot::Slot,
};
use crate::{
    cli::{
        environment::{Clock, Edge},
        failure::{Failure, Kind},
        keep::{self, Unkept},
        talk::{say, say_apart},
    },
    deck::Prompt,
    journal::{Draft, Form, Walk},
    workbook::{
        Exit, Given, Place, Start, Workbook, Writing, closing, fields, last_line, privacy,
        waiting_line,
    },
};

/// What is on its way through a pipe is heard within this time.
const GRACE: Duration = Duration::from_millis(100);

/// Goes from question to question, and listens.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is something that was found or said on the way"
)]
pub(super) struct Walker {
    pub(super) workbook: Workbook,
    pub(super) clock: Clock,
    /// Whether somebody is there who can be asked again.
    pub(super) terminal: bool,
    pub(super) ears: Ears,
    pub(super) place: Place,
    pub(super) writing: Writing,
    /// A line that could not be taken, and where; it is not thrown away when the input ends.
    pub(super) stray: Option<(Slot, String)>,
    /// When the draft is due that holds what came last.
    pub(super) due: Option<Instant>,
    /// Whether a draft could not be saved, and that was said.
    pub(super) warned: bool,
    /// How many answers were kept, with what was said at stops.
    pub(super) kept: usize,
    pub(super) over: bool,
    /// Whether a ritual came to its end.
    pub(super) ended: bool,
    /// The form in which a ritual is begun anew.
    pub(super) anew: Form,
    /// Whether no question was asked yet.
    pub(super) first: bool,
    /// Lines of a pipe that could not be taken at a stop.
    pub(super) unheard: Vec<String>,
}

/// How a question was left.
pub(super) enum Turn {
    Answered,
    Pass(Exit),
    Enough,
    Leave,
    /// A ritual begins anew.
    Anew,
    /// The input has ended.
    End,
    Interrupted,
}

impl Walker {
    pub(super) fn new(
        workbook: Workbook,
        edge: &Edge,
        start: Start,
        ears: Ears,
        anew: Option<Form>,
    ) -> Result<Self, Failure> {
        let mut workbook = workbook;
        let mut writing = Writing::default();
        let mut left = None;
        let now = edge.clock.now();
        let place = match start {
            Start::Walk(walk) => workbook.place(walk),
            Start::Review(..) => {
                return Err(Failure::failed(
                    "A hand-off is read with `rolebook review`.",
                ));
            }
            Start::Resume(draft) => {
                let mut place = workbook.resume(&draft);
                if !place.is_mine() {
                    return Err(Failure::failed("Another window is writing there.")
                        .hint("Nothing was changed; go on in that one."));
                }
                let here = place.walk.stop().cloned();
                let same = place.walk.current().unwrap_or_default() == draft.prompt;
                if place.walk.is_ritual() {
                    workbook.arrive(&mut place.walk, now.date_naive());
                } else {
                    say("You go on where you were.");
                }
                if same && place.walk.stop() == here.as_ref() {
                    writing = written(&draft);
                } else if same {
                    // Its question is not asked any more; its words are not thrown away.
                    place.set_aside(&draft);
                }
                left = Some(draft);
                place
            }
        };
        let anew = anew.unwrap_or(place.walk.form);
        if place.walk.is_ritual() {
            workbook.sit_down(now);
            let (walk, left) = (&place.walk, left.as_deref());
            let page = ritual::first_page(&workbook, walk, left, anew, now.date_naive());
            say_apart(&page);
        }
        let first = !place.walk.is_ritual();
        Ok(Self {
            workbook,
            clock: edge.clock,
            terminal: edge.input_is_terminal,
            ears,
            place,
            writing,
            stray: None,
            due: None,
            warned: false,
            kept: 0,
            over: false,
            ended: false,
            anew,
            first,
            unheard: Vec::new(),
        })
    }

    /// Asks until the questions or the input end, or somebody leaves.
    pub(super) fn walk(mut self) -> Result<(), Failure> {
        while let Some(turn) = self.turn()? {
            match turn {
                Turn::Answered => {}
                Turn::Pass(exit) => self.pass(exit),
                Turn::Anew => self.begin_anew()?,
                Turn::End | Turn::Enough => break,
                Turn::Leave => {
                    say(&self.set_down()?);
                    let stray = match self.unheard.as_slice() {
                        [] => None,
                        _ => self.keep_rest()?,
                    };
                    return stray.map_or(Ok(()), |stray| Err(Failure::failed(stray)));
                }
                Turn::Interrupted => {
                    return Err(Failure::new(Kind::Interrupted, self.set_down()?));
                }
            }
        }
        self.finish()
    }

    /// Takes what there is for this question: words put aside before, and room for all fields.
    pub(super) fn turn_to(&mut self, prompt: &Prompt) {
        if self.workbook.must_say_privacy(&self.place.walk) {
            say_apart(privacy(&self.workbook));
            say("This is said once.");
            self.workbook.privacy_was_said();
        }
        if let Some(given) = self.place.take_aside()
            && self.writing.given.is_empty()
        {
            self.writing.given = given;
        }
        let texts = &mut self.writing.given.texts;
        texts.resize(fields(prompt).len().max(texts.len()), String::new());
    }

    /// Hears an answer, and keeps it.
    pub(super) fn answer(&mut self, prompt: &Prompt) -> Result<Turn, Failure> {
        loop {
            let turn = self.hear(prompt)?;
            match turn {
                Turn::Pass(_) | Turn::Leave | Turn::Anew | Turn::Interrupted => return Ok(turn),
                Turn::Answered | Turn::Enough | Turn::End => {}
            }
            if matches!(turn, Turn::End)
                && let Some(line) = self.take_stray()
            {
                // A mark that was refused is not made an answer of by the end of the input.
                let waits = self.set_down()?;
                let cause = format!("Not kept yet: \u{201c}{line}\u{201d} is no mark here.");
                return Err(Failure::failed(cause).hint(waits));
            }
            if matches!(turn, Turn::End) && self.place.walk.is_ritual() {
                // What was begun waits, with its place.
                return Ok(turn);
            }
            let going_on = matches!(turn, Turn::Answered);
            if !going_on && self.writing.given.is_empty() {
                return Ok(turn);
            }
            match self.keep()? {
                None => return Ok(turn),
                Some(lack) if going_on => say(&format!("{lack} :skip passes it over.")),
                Some(lack) => {
                    let waits = self.set_down()?;
                    return Err(Failure::failed(format!("Not kept yet: {lack}")).hint(waits));
                }
            }
        }
    }

    /// Keeps the answer, and moves on. Gives what it lacks, if it is none yet.
    fn keep(&mut self) -> Result<Option<String>, Failure> {
        loop {
            let now = self.clock.now();
            match keep::keep(&mut self.workbook, now, &self.place, &self.writing) {
                Ok(kept) => {
                    match kept.next {
                        Some(next) if !next.0.is_nowhere() => self.place.advance(next),
                        _ => self.over = true,
                    }
                    self.kept += 1;
                    (self.writing, self.due) = (Writing::default(), None);
                    say("Kept.");
                    return Ok(None);
                }
                Err(Unkept::Lack(lack)) => return Ok(Some(lack.to_string())),
                Err(Unkept::Store(error)) => {
                    let (workbook, place) = (&self.workbook, &self.place);
                    let failure = keep::rescue(workbook, now, place, &self.writing, &error);
                    if !self.terminal {
                        return Err(failure);
                    }
                    say(&failure.said());
                    say("An empty line tries again; any other line leaves.");
                    let again =
                        matches!(self.ears.next(), Heard::Line(line) if line.trim().is_empty());
                    if !again {
                        return Err(failure);
                    }
                }
            }
        }
    }

    fn pass(&mut self, exit: Exit) {
        if exit == Exit::NotToday
            && let Some(prompt) = self.place.walk.current()
        {
            self.workbook.not_today(prompt);
        }
        self.place.pass(exit, &self.writing.given);
        self.writing = Writing::default();
        self.stray = None;
        if self.place.walk.is_ritual() {
            self.save_draft();
        } else {
            self.is_due();
        }
    }

    /// The end of the walk, or of the input.
    fn finish(mut self) -> Result<(), Failure> {
        self.end_if_over()?;
        let waiting = self.place.aside.len();
        if !self.ended {
            self.set_down()?;
        }
        let waits = self.waits().filter(|_| self.ended || self.has_begun());
        let stray = self.keep_rest()?;
        keep::close(&mut self.workbook, self.clock.now());
        if self.kept == 0 {
            say_apart("Nothing new was kept.");
        } else {
            say_apart(closing(&self.workbook));
            if let Some((_, line)) = last_line(&self.workbook) {
                say_apart(&line);
            }
        }
        if let Some(line) = waiting_line(waiting) {
            say_apart(line);
        }
        if let Some(line) = waits {
            say_apart(&line);
        }
        if let Some(line) = question::look_again(&self.workbook, self.today()) {
            say_apart(&line);
        }
        stray.map_or(Ok(()), |stray| Err(Failure::failed(stray)))
    }

    /// What came after the end of the last answer, where nobody can be asked: it waits as the
    /// draft of a note, and that is said.
    fn keep_rest(&mut self) -> Result<Option<String>, Failure> {
        let mut rest = std::mem::take(&mut self.unheard);
        let unheard = !rest.is_empty();
        while !self.terminal
            && let Some(Heard::Line(line)) = self.ears.next_before(Instant::now() + GRACE)
        {
            rest.push(line);
        }
        if rest.iter().all(|line| line.trim().is_empty()) {
            return Ok(None);
        }
        let place = self.workbook.place(Walk::nowhere());
        let given = Given {
            texts: vec![rest.join("\n")],
            picked: Vec::new(),
        };
        let writing = Writing {
            given,
            ..Writing::default()
        };
        keep::save_draft(&self.workbook, self.clock.now(), &place, &writing)
            .map_err(|error| Failure::store("What came after the end is not saved", &error))?;
        let what = if unheard {
            "Some lines could not be taken where they came; what they say"
        } else {
            "More came after the end of the answer; it"
        };
        Ok(Some(format!(
            "{what} waits as a draft, and `rolebook note` goes on with it."
        )))
    }

    /// Leaves the place: saves what is there as a draft, or gives it up where nothing is. Says
    /// which.
    pub(super) fn set_down(&mut self) -> Result<String, Failure> {
        let nothing = self.writing.given.is_empty() && self.place.aside.is_empty();
        let walk = &self.place.walk;
        let over = self.over || walk.stop().is_none() && !walk.is_nowhere();
        if nothing && (over || !self.has_begun()) {
            // Should it stay behind, it is an empty place to go on from.
            let _ = self
                .workbook
                .drop_place(&self.place)
                .run(&self.workbook.store());
            return Ok("Nothing was put down, and nothing waits.".to_owned());
        }
        let now = self.clock.now();
        keep::save_draft(&self.workbook, now, &self.place, &self.writing).map_err(|error| {
            Failure::store("What you typed is not saved", &error)
                .hint("What was kept before is as it was.")
        })?;
        if let Some(waits) = self.waits() {
            return Ok(waits);
        }
        let walk = &self.place.walk;
        let goes_on = if walk.is_nowhere() {
            "rolebook note"
        } else {
            "rolebook answer"
        };
        Ok(format!(
            "What is there waits as a draft; `{goes_on}` goes on with it."
        ))
    }

    /// Whether something was kept or passed on the way, so that there is a place to go on from.
    fn has_begun(&self) -> bool {
        let walk = &self.place.walk;
        if walk.is_ritual() {
            let words = !self.place.aside.is_empty() || !self.writing.given.is_empty();
            return words || self.workbook.is_begun(walk);
        }
        walk.kept > 0
    }

    pub(super) fn prompt(&self) -> Option<Prompt> {
        self.workbook.question(&self.place.walk)
    }

    pub(super) fn today(&self) -> crate::time::Day {
        self.clock.now().date_naive()
    }
}

/// What a draft holds.
fn written(draft: &Draft) -> Writing {
    Writing {
        given: Given {
            texts: draft.texts.clone(),
            picked: draft.picked.clone(),
        },
        focus: draft.focus,
        cursor: draft.cursor,
        revises: draft.revises.clone(),
    }
}
