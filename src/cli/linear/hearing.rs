use std::time::{Duration, Instant};

use super::{
    command::{Command, Where},
    ears::Heard,
    question,
    slot::{Slot, Taken, slots},
    walker::{Turn, Walker},
};
use crate::{
    cli::{failure::Failure, keep, talk::say},
    deck::Prompt,
};

/// A draft is on its way to the disk so long after the first line that it does not hold.
const DRAFT_AFTER: Duration = Duration::from_millis(300);

/// How an answer is heard.
impl Walker {
    /// Hears the parts of an answer, one after another.
    pub(super) fn hear(&mut self, prompt: &Prompt) -> Result<Turn, Failure> {
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
        let at = if self.place.walk.is_ritual() {
            Where::Ritual
        } else {
            Where::Walk
        };
        loop {
            let mut line = match self.next()? {
                Heard::Line(line) => line,
                Heard::Interrupted => return Ok(Turn::Interrupted),
                Heard::End | Heard::NotText(_) | Heard::Failed(_) => return Ok(Turn::End),
            };
            if first {
                let command = Command::of(&line, at);
                match command {
                    Some(Command::Pass(_)) if self.place.walk.is_nowhere() => {
                        return Ok(Turn::Leave);
                    }
                    Some(Command::Pass(exit)) => return Ok(Turn::Pass(exit)),
                    Some(Command::Enough) => return Ok(Turn::Enough),
                    Some(Command::Leave) => return Ok(Turn::Leave),
                    Some(Command::Anew) => return Ok(Turn::Anew),
                    Some(Command::Why) => say(&question::why(prompt)),
                    Some(Command::Earlier) => {
                        let (place, today) = (&self.place, self.today());
                        say(&question::earlier(&self.workbook, place, prompt, today));
                    }
                    Some(Command::Help) => say(&Command::help(at)),
                    None => {}
                }
                if command.is_some() {
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
    pub(super) fn next(&mut self) -> Result<Heard, Failure> {
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

    pub(super) fn is_due(&mut self) {
        let due = Instant::now() + DRAFT_AFTER;
        self.due.get_or_insert(due);
    }

    pub(super) fn save_draft(&mut self) {
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
    /// Gives it where it was meant for a mark.
    pub(super) fn take_stray(&mut self) -> Option<String> {
        let (slot, line) = self.stray.take()?;
        if let Some(text) = self.writing.given.texts.get_mut(slot.focus()) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&line);
        }
        // Words on a mark are words beside it; a number or a sign alone is a slip.
        let slip = !line.chars().any(char::is_alphabetic);
        (slot == Slot::Mark && slip).then_some(line)
    }
}
