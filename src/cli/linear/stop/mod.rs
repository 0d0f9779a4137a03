//! The stops of a ritual that ask in their own way: what is said there, line by line, and what a
//! line says of it.

mod card;
mod lists;
mod promise;
mod recurs;
mod revisit;

use super::{
    command::{Command, Where},
    ears::Heard,
    ritual::head,
    walker::{Turn, Walker},
};
use crate::{
    cli::{
        failure::Failure,
        keep,
        talk::{say, say_apart},
    },
    journal::{Stop, Walk},
    store::StoreError,
    workbook::Deed,
};

/// What can be said at a stop.
pub(super) struct Asks {
    /// The lines that say something here.
    pub(super) keys: String,
    /// Why it is asked.
    pub(super) why: String,
}

/// What a line led to.
pub(super) enum Step {
    /// The stop was left.
    On(Turn),
    /// Something was done; what can be said is the same.
    Stay,
    /// It says nothing here.
    Unknown,
}

const ELSEWHERE: &str = "This step is taken on the full screen; `rolebook` goes on with it there.";

impl Walker {
    /// Says what a stop is about, and hears what is said there.
    pub(super) fn stop(&mut self, stop: &Stop) -> Result<Turn, Failure> {
        let now = self.clock.now();
        say_apart(&head(&self.workbook, &self.place.walk, now));
        match stop {
            Stop::Revisit(entry) => self.revisit(entry),
            Stop::Promise(promise) => self.promise(promise),
            Stop::Came(forecast) => self.came(forecast),
            Stop::Recurs(prompt) => self.recurs(prompt),
            Stop::FromNow => self.marks_of_then(),
            Stop::Pin => self.pin(),
            Stop::Shifts => self.shifts(),
            Stop::Card => self.card(),
            Stop::Choose | Stop::LookThrough | Stop::Agree | Stop::Send | Stop::Coach(_) => {
                say(ELSEWHERE);
                Ok(Turn::Leave)
            }
            // Those ask a question, or nothing.
            Stop::Ask(_) | Stop::Anew(_) | Stop::Reason(_) | Stop::Happened(_) | Stop::Close => {
                Ok(Turn::Pass(crate::workbook::Exit::Skip))
            }
        }
    }

    /// Hears lines until one leaves the stop.
    fn listen(
        &mut self,
        asks: &Asks,
        mut take: impl FnMut(&mut Self, &str) -> Result<Step, Failure>,
    ) -> Result<Turn, Failure> {
        say(&asks.keys);
        loop {
            let line = match self.next()? {
                Heard::Line(line) => line,
                Heard::Interrupted => return Ok(Turn::Interrupted),
                Heard::End | Heard::NotText(_) | Heard::Failed(_) => return Ok(Turn::End),
            };
            match Command::of(&line, Where::Stop) {
                Some(Command::Pass(exit)) => return Ok(Turn::Pass(exit)),
                Some(Command::Enough) => return Ok(Turn::Enough),
                Some(Command::Leave) => return Ok(Turn::Leave),
                Some(Command::Anew) => return Ok(Turn::Anew),
                Some(Command::Why) => say(&asks.why),
                Some(Command::Help) => {
                    say(&asks.keys);
                    say(&Command::help(Where::Stop));
                }
                Some(Command::Earlier) | None => match take(self, line.trim())? {
                    Step::On(turn) => return Ok(turn),
                    Step::Stay => {}
                    Step::Unknown => self.refuse(line, &asks.keys),
                },
            }
        }
    }

    /// A line that says nothing here. Where nobody sees that, it is not thrown away.
    fn refuse(&mut self, line: String, keys: &str) {
        say(&format!("That line says nothing here. {keys}"));
        if !self.terminal {
            self.unheard.push(line);
        }
    }

    /// Goes on from a stop, and keeps what was said there.
    fn on(&mut self, deed: Option<&Deed>) -> Result<Step, Failure> {
        let mut walk = self.place.walk.clone();
        walk.pass(deed.is_some());
        self.step(deed, walk)
    }

    /// The same, along this walk.
    fn step(&mut self, deed: Option<&Deed>, walk: Walk) -> Result<Step, Failure> {
        let Some(deed) = deed else {
            self.place.walk = walk;
            self.save_draft();
            return Ok(Step::On(Turn::Answered));
        };
        let now = self.clock.now();
        match keep::step(&mut self.workbook, now, &self.place, deed, &walk) {
            Ok(Some(kept)) => {
                self.kept += usize::from(!kept.entry.is_empty());
                self.due = None;
                if let Some(next) = kept.next {
                    self.place.advance(next);
                }
                if let Some(said) = deed.said() {
                    say(&said);
                }
                Ok(Step::On(Turn::Answered))
            }
            Ok(None) => Ok(gone()),
            Err(error) => self.not_saved(&error),
        }
    }

    /// Keeps what was said, and stays.
    fn record(&mut self, deed: &Deed) -> Result<Step, Failure> {
        let now = self.clock.now();
        match keep::record(&mut self.workbook, now, deed) {
            Ok(Some(kept)) => {
                self.kept += usize::from(!kept.entry.is_empty());
                if let Some(said) = deed.said() {
                    say(&said);
                }
                Ok(Step::Stay)
            }
            Ok(None) => Ok(gone()),
            Err(error) => self.not_saved(&error),
        }
    }

    /// What was said is not on the disk: whoever is there can say it again.
    fn not_saved(&mut self, error: &StoreError) -> Result<Step, Failure> {
        const SAFE: &str = "What was kept before is as it was.";
        let failure = Failure::store("Not saved", error);
        if self.terminal {
            say(&format!(
                "{} {SAFE} The same line tries again.",
                failure.said()
            ));
            return Ok(Step::Stay);
        }
        let waits = self.set_down().unwrap_or_default();
        Err(failure.hint(format!("{SAFE} {waits}").trim_end()))
    }
}

/// The words something was said about were forgotten meanwhile; the stop is passed over.
fn gone() -> Step {
    say("These words are not in the journal any more.");
    Step::On(Turn::Answered)
}

/// The item with this number, from 1.
fn numbered<T>(items: &[T], line: &str) -> Option<usize> {
    let number: usize = line.parse().ok()?;
    number.checked_sub(1).filter(|at| *at < items.len())
}
