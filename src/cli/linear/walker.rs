use std::time::{Duration, Instant};

use super::{
    command::Command,
    ears::{Ears, Heard},
    question,
    slot::{Slot, Taken, slots},
};
use crate::{
    cli::{
        environment::{Clock, Edge},
        failure::{Failure, Kind},
        keep::{self, Unkept},
        talk::{say, say_apart},
    },
    deck::Prompt,
    journal::Draft,
    workbook::{
        CLOSING, Exit, Given, PRIVACY, Place, Start, Workbook, Writing, fields, last_line,
        waiting_line,
    },
};

/// A draft is on its way to the disk so long after the first line that it does not hold.
const DRAFT_AFTER: Duration = Duration::from_millis(300);

/// Goes from question to question, and listens.
pub(super) struct Walker {
    workbook: Workbook,
    clock: Clock,
    /// Whether somebody is there who can be asked again.
    terminal: bool,
    ears: Ears,
    place: Place,
    writing: Writing,
    /// A line that could not be taken, and where; it is not thrown away when the input ends.
    stray: Option<(Slot, String)>,
    /// When the draft is due that holds what came last.
    due: Option<Instant>,
    /// Whether a draft could not be saved, and that was said.
    warned: bool,
    kept: usize,
    over: bool,
}

/// How a question was left.
enum Turn {
    Answered,
    Pass(Exit),
    Enough,
    Leave,
    /// The input has ended.
    End,
    Interrupted,
}

impl Walker {
    pub(super) fn new(workbook: Workbook, edge: &Edge, start: Start) -> Result<Self, Failure> {
        let mut workbook = workbook;
        let mut writing = Writing::default();
        let place = match start {
            Start::Walk(walk) => workbook.place(walk),
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
        let ears = Ears::listen()
            .map_err(|error| Failure::failed(format!("Nothing can be heard: {error}.")))?;
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
            say_apart(PRIVACY);
            say("This is said once.");
            self.workbook.privacy_was_said();
        }
        if let Some(given) = self.place.take_aside()
            && is_empty(&self.writing.given)
        {
            self.writing.given = given;
        }
        let fields = fields(prompt).len();
        self.writing.given.texts.resize(fields, String::new());
    }

    /// Hears an answer, and keeps it.
    fn answer(&mut self, prompt: &Prompt) -> Result<Turn, Failure> {
        loop {
            let turn = self.hear(prompt)?;
            match turn {
                Turn::Pass(_) | Turn::Leave | Turn::Interrupted => return Ok(turn),
                Turn::Answered | Turn::Enough | Turn::End => {}
            }
            if matches!(turn, Turn::End) {
                self.take_stray();
            }
            let going_on = matches!(turn, Turn::Answered);
            if !going_on && is_empty(&self.writing.given) {
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

    /// Hears the parts of an answer, one after another.
    fn hear(&mut self, prompt: &Prompt) -> Result<Turn, Failure> {
        for slot in slots(prompt) {
            self.writing.focus = slot.focus();
            say(&slot.ask(prompt));
            let so_far = slot.so_far(&self.writing.given);
            if !so_far.is_empty() {
                say(&format!("So far:\n{so_far}"));
                if !slot.is_long() {
                    say("An empty line keeps it.");
                }
            }
            let turn = self.hear_slot(prompt, &slot)?;
            if !matches!(turn, Turn::Answered) {
                return Ok(turn);
            }
        }
        Ok(Turn::Answered)
    }

    fn hear_slot(&mut self, prompt: &Prompt, slot: &Slot) -> Result<Turn, Failure> {
        let mut first = true;
        loop {
            let mut line = match self.next()? {
                Heard::Line(line) => line,
                Heard::Interrupted => return Ok(Turn::Interrupted),
                Heard::End | Heard::NotText(_) | Heard::Failed(_) => return Ok(Turn::End),
            };
            if first {
                match Command::of(&line) {
                    Some(Command::Pass(_)) if self.place.walk.is_nowhere() => {
                        return Ok(Turn::Leave);
                    }
                    Some(Command::Pass(exit)) => return Ok(Turn::Pass(exit)),
                    Some(Command::Enough) => return Ok(Turn::Enough),
                    Some(Command::Leave) => return Ok(Turn::Leave),
                    Some(Command::Why) => say(&question::why(prompt)),
                    Some(Command::Earlier) => say(&question::earlier(&self.workbook, prompt)),
                    Some(Command::Help) => say(&Command::help()),
                    None => {}
                }
                if Command::of(&line).is_some() {
                    continue;
                }
                if line.starts_with("::") {
                    line.remove(0);
                } else if line.starts_with(':') && slot.is_long() {
                    say("Taken as words. :help lists the commands.");
                }
            }
            let today = self.today();
            let given = &mut self.writing.given;
            match slot.take(prompt, given, line.clone(), first, today) {
                Taken::More => first = false,
                Taken::Done(note) => {
                    self.stray = None;
                    self.is_due();
                    if let Some(note) = note {
                        say(&note);
                    }
                    return Ok(Turn::Answered);
                }
                Taken::Refused(why) => {
                    self.stray = Some((slot.clone(), line));
                    say(&why);
                }
            }
            self.is_due();
        }
    }

    /// What is heard next. While there is time, what came before goes to the disk.
    fn next(&mut self) -> Result<Heard, Failure> {
        let mut heard = None;
        if let Some(due) = self.due {
            heard = self.ears.next_before(due);
            if heard.is_none() {
                self.save_draft();
            }
        }
        let refused = match heard.unwrap_or_else(|| self.ears.next()) {
            Heard::NotText(offset) => {
                format!("Standard input is not UTF-8 from byte {offset} on; that was not taken.")
            }
            Heard::Failed(error) => format!("Standard input cannot be read: {error}."),
            heard @ (Heard::Line(_) | Heard::End | Heard::Interrupted) => return Ok(heard),
        };
        let waits = self.set_down()?;
        Err(Failure::failed(refused).hint(waits))
    }

    fn is_due(&mut self) {
        let due = Instant::now() + DRAFT_AFTER;
        self.due.get_or_insert(due);
    }

    fn save_draft(&mut self) {
        self.due = None;
        self.writing.cursor = self
            .writing
            .given
            .texts
            .get(self.writing.focus)
            .map_or(0, String::len);
        let saved = keep::save_draft(&self.workbook, self.clock.now(), &self.place, &self.writing);
        if let Err(error) = saved
            && !std::mem::replace(&mut self.warned, true)
        {
            say(&format!(
                "The draft is not saved: {error}. What you typed is kept here until it can be."
            ));
        }
    }

    /// Puts a line that could not be taken where it was meant to go, so that it is not lost.
    fn take_stray(&mut self) {
        let Some((slot, line)) = self.stray.take() else {
            return;
        };
        if let Some(text) = self.writing.given.texts.get_mut(slot.focus()) {
            *text = line;
        }
    }

    /// Keeps the answer, and moves on. Gives what it lacks, if it is none yet.
    fn keep(&mut self) -> Result<Option<String>, Failure> {
        loop {
            let now = self.clock.now();
            match keep::keep(&mut self.workbook, now, &self.place, &self.writing) {
                Ok(kept) => {
                    match kept.next {
                        Some(next) => self.place.advance(next),
                        None => self.over = true,
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
        keep::close(&mut self.workbook, self.clock.now());
        if self.kept == 0 {
            say_apart("Nothing new was kept.");
        } else {
            say_apart(CLOSING);
            if let Some(line) = last_line(&self.workbook) {
                say_apart(&line);
            }
        }
        if let Some(line) = waiting_line(waiting) {
            say_apart(line);
        }
        if let Some(line) = question::look_again(&self.workbook, self.today()) {
            say_apart(&line);
        }
        Ok(())
    }

    /// Leaves the place: saves what is there as a draft, or gives it up where nothing is. Says
    /// which.
    fn set_down(&mut self) -> Result<&'static str, Failure> {
        let nothing = is_empty(&self.writing.given) && self.place.aside.is_empty();
        let walk = &self.place.walk;
        let over = self.over || walk.current().is_none() && !walk.is_nowhere();
        if nothing && (over || walk.kept == 0) {
            // Should it stay behind, it is an empty place to go on from.
            let _ = self
                .workbook
                .drop_place(&self.place)
                .run(&self.workbook.store());
            return Ok("Nothing is left undone.");
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
        if self.place.walk.is_nowhere() {
            return Some(question::note());
        }
        let prompt = self.workbook.decks.prompt(self.place.walk.current()?);
        prompt.map(|(_, prompt)| prompt.clone())
    }

    fn today(&self) -> crate::time::Day {
        self.clock.now().date_naive()
    }
}

fn is_empty(given: &Given) -> bool {
    given.picked.is_empty() && given.texts.iter().all(String::is_empty)
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
