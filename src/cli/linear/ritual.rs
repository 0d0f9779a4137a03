//! A ritual line by line: its first page, its way from stop to stop, and its end.

use super::{
    question::text,
    walker::{Turn, Walker},
};
use crate::{
    cli::{
        failure::Failure,
        keep, ritual,
        talk::{say, say_apart},
    },
    journal::{Draft, Form, Stop, Walk},
    text::capital,
    time::Day,
    workbook::{Workbook, Writing},
};

/// How a roundtable is stated here.
const STATES: &str = "`rolebook roundtable add` states";

const SKIPS: &str = "Every step can be skipped: :skip does it. :help says what else can be said.";

/// The first page of a ritual as lines: what comes, and where it was left. `anew` is the form in
/// which it would be begun anew.
pub(super) fn first_page(
    workbook: &Workbook,
    walk: &Walk,
    left: Option<&Draft>,
    anew: Form,
    today: Day,
) -> String {
    let mut lines = Vec::new();
    if let Some(deck) = workbook.decks.get(&walk.deck) {
        lines.push(deck.title.clone());
        lines.extend(workbook.greeting(&walk.deck, today, STATES));
        lines.push(deck.purpose.clone());
        if !deck.minutes.is_empty() {
            lines.push(format!("Minutes: {}.", deck.minutes));
        }
    }
    if let Some(left) = left {
        let form = match (walk.form, anew) {
            (Form::Short, Form::Full) => ", in the longer form",
            (Form::Full, Form::Short) => ", in the short form",
            _ => "",
        };
        let was_at = workbook.was_at(left, today);
        lines.push(format!("{was_at} You go on there; :new begins anew{form}."));
    }
    for (at, coming) in workbook.coming(walk).iter().enumerate() {
        lines.push(match at {
            0 => capital(coming),
            _ => format!("Another time: {coming}"),
        });
    }
    lines.push(SKIPS.to_owned());
    lines.join("\n")
}

/// Where somebody is in a ritual: its name, the section, and how long they have sat at it where
/// they want to know.
pub(super) fn head(workbook: &Workbook, walk: &Walk, now: crate::time::Moment) -> String {
    let title = workbook.decks.get(&walk.deck).map(|deck| &deck.title);
    let section = Some(workbook.stands_at(walk)).filter(|section| !section.is_empty());
    let sat = workbook.sat(now);
    let parts = [title.map(String::as_str), section, sat.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

impl Walker {
    /// The next question or stop, and how it was left; none where the walk is over.
    pub(super) fn turn(&mut self) -> Result<Option<Turn>, Failure> {
        if self.over {
            return Ok(None);
        }
        if self.place.walk.is_ritual() {
            let today = self.today();
            self.workbook.arrive(&mut self.place.walk, today);
            if self.place.walk.stop() == Some(&Stop::Close) {
                self.end()?;
                return Ok(None);
            }
        }
        if let Some(prompt) = self.prompt() {
            self.turn_to(&prompt);
            let (now, place) = (self.clock.now(), &self.place);
            say_apart(&text(&self.workbook, place, &prompt, now));
            if std::mem::take(&mut self.first) {
                say(":help says what else can be done here.");
            }
            return self.answer(&prompt).map(Some);
        }
        match self.place.walk.stop().cloned() {
            Some(stop) if self.place.walk.is_ritual() => self.stop(&stop).map(Some),
            _ => Ok(None),
        }
    }

    /// Ends the ritual, or the first half of it.
    pub(super) fn end(&mut self) -> Result<(), Failure> {
        let now = self.clock.now();
        let ended = keep::end(&mut self.workbook, now, &self.place).map_err(|error| {
            let goes_on = ritual::command(&self.place.walk.deck);
            Failure::store("That it came to its end is not saved", &error).hint(format!(
                "What was kept before is as it was; `{goes_on}` ends it."
            ))
        })?;
        if let Some(next) = ended.and_then(|ended| ended.next) {
            self.place.advance(next);
        }
        (self.over, self.ended, self.due) = (true, true, None);
        Ok(())
    }

    /// Ends a ritual of which nothing is left to be asked.
    pub(super) fn end_if_over(&mut self) -> Result<(), Failure> {
        let walk = &self.place.walk;
        if walk.is_ritual() && !self.ended && self.workbook.only_closes(walk, self.today()) {
            return self.end();
        }
        Ok(())
    }

    /// Begins the ritual from its first step; what was begun before waits.
    pub(super) fn begin_anew(&mut self) -> Result<(), Failure> {
        say(&self.set_down()?);
        let (now, deck) = (self.clock.now(), self.place.walk.deck.clone());
        let walk = self.workbook.begin(&deck, self.anew, now);
        self.place = self.workbook.place(walk);
        self.writing = Writing::default();
        (self.stray, self.due) = (None, None);
        self.workbook.sit_down(now);
        let (walk, form) = (&self.place.walk, self.anew);
        say_apart(&first_page(&self.workbook, walk, None, form, self.today()));
        Ok(())
    }

    /// That a ritual waits, and how it is gone on with. None where it came to its end.
    pub(super) fn waits(&self) -> Option<String> {
        let walk = &self.place.walk;
        let deck = self.workbook.decks.get(&walk.deck)?;
        walk.stop().filter(|_| walk.is_ritual())?;
        let goes_on = ritual::command(&walk.deck);
        Some(if self.workbook.is_afterwards(walk) {
            format!("What comes afterwards waits; `{goes_on}` goes on there.")
        } else {
            format!(
                "{} waits where you were; `{goes_on}` goes on there.",
                deck.title
            )
        })
    }
}
