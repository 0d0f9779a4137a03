use std::time::{Duration, Instant};

use super::{
    ears::{Ears, Heard},
    question,
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
    journal::{Draft, Walk},
    workbook::{
        Exit, Given, Place, Start, Workbook, Writing, closing, fields, last_line, privacy,
        waiting_line,
    },
};

/// What is on its way through a pipe is heard within this time.
const GRACE: Duration = Duration::from_millis(100);

/// Goes from question to question, and listens.
pub(super) struct Walker {
    pub(super) workbook: Workbook,
    pub(super) clock: Clock,
    /// Whether somebody is there who can be asked again.
    terminal: bool,
    pub(super) ears: Ears,
    pub(super) place: Place,
    pub(super) writing: Writing,
    /// A line that could not be taken, and where; it is not thrown away when the input ends.
    pub(super) stray: Option<(Slot, String)>,
    /// When the draft is due that holds what came last.
    pub(super) due: Option<Instant>,
    /// Whether a draft could not be saved, and that was said.
    pub(super) warned: bool,
    kept: usize,
    over: bool,
}

/// How a question was left.
pub(super) enum Turn {
    Answered,
    Pass(Exit),
    Enough,
    Leave,
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
    ) -> Result<Self, Failure> {
        let mut workbook = workbook;
        let mut writing = Writing::default();
        let place = match start {
            Start::Walk(walk) => workbook.place(walk),
            Start::Review(..) => {
                return Err(Failure::failed(
                    "A hand-off is read with `rolebook review`.",
                ));
            }
            Start::Resume(draft) => {
                let place = workbook.resume(&draft);
                if !place.is_mine() {
                    return Err(Failure::failed("Another window is writing there.")
                        .hint("Nothing was changed; go on in that one."));
                }
                if place.walk.current().unwrap_or_default() == draft.prompt {
                    writing = written(&draft);
                }
                say("You go on where you were.");
                place
            }
        };
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
        })
    }

    /// Asks until the questions or the input end, or somebody leaves.
    pub(super) fn walk(mut self) -> Result<(), Failure> {
        let mut first = true;
        while let Some(prompt) = self.prompt() {
            self.turn_to(&prompt);
            say_apart(&question::text(
                &self.workbook,
                &self.place,
                &prompt,
                self.today(),
            ));
            if std::mem::take(&mut first) {
                say(":help says what else can be done here.");
            }
            match self.answer(&prompt)? {
                Turn::Answered => {}
                Turn::Pass(exit) => self.pass(exit),
                Turn::End | Turn::Enough => break,
                Turn::Leave => {
                    say(self.set_down()?);
                    return Ok(());
                }
                Turn::Interrupted => {
                    return Err(Failure::new(Kind::Interrupted, self.set_down()?));
                }
            }
        }
        self.finish()
    }

    /// Takes what there is for this question: words put aside before, and room for all fields.
    fn turn_to(&mut self, prompt: &Prompt) {
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
    fn answer(&mut self, prompt: &Prompt) -> Result<Turn, Failure> {
        loop {
            let turn = self.hear(prompt)?;
            match turn {
                Turn::Pass(_) | Turn::Leave | Turn::Interrupted => return Ok(turn),
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
        self.is_due();
    }

    /// The end of the walk, or of the input.
    fn finish(mut self) -> Result<(), Failure> {
        let waiting = self.place.aside.len();
        self.set_down()?;
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
        if let Some(line) = question::look_again(&self.workbook, self.today()) {
            say_apart(&line);
        }
        stray.map_or(Ok(()), |stray| Err(Failure::failed(stray)))
    }

    /// What came after the end of the last answer, where nobody can be asked: it waits as the
    /// draft of a note, and that is said.
    fn keep_rest(&mut self) -> Result<Option<String>, Failure> {
        let mut rest = Vec::new();
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
        Ok(Some(
            "More came after the end of the answer; it waits as a draft, and `rolebook note` goes on \
             with it."
                .to_owned(),
        ))
    }

    /// Leaves the place: saves what is there as a draft, or gives it up where nothing is. Says
    /// which.
    pub(super) fn set_down(&mut self) -> Result<&'static str, Failure> {
        let nothing = self.writing.given.is_empty() && self.place.aside.is_empty();
        let walk = &self.place.walk;
        let over = self.over || walk.current().is_none() && !walk.is_nowhere();
        if nothing && (over || walk.kept == 0) {
            // Should it stay behind, it is an empty place to go on from.
            let _ = self
                .workbook
                .drop_place(&self.place)
                .run(&self.workbook.store());
            return Ok("Nothing was put down, and nothing waits.");
        }
        let now = self.clock.now();
        keep::save_draft(&self.workbook, now, &self.place, &self.writing).map_err(|error| {
            Failure::store("What you typed is not saved", &error)
                .hint("What was kept before is as it was.")
        })?;
        Ok(if walk.is_nowhere() {
            "What is there waits as a draft; `rolebook note` goes on with it."
        } else {
            "What is there waits as a draft; `rolebook answer` goes on with it."
        })
    }

    fn prompt(&self) -> Option<Prompt> {
        if self.over {
            return None;
        }
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
