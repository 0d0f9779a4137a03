//! Stops that list what can be marked, by numbers.

use serde_json::Value;

use super::{Asks, Step, numbered};
use crate::{
    cli::{
        failure::Failure,
        linear::{
            question,
            walker::{Turn, Walker},
        },
        talk::say,
    },
    insight::{
        pins::{is_pinned, is_pinned_since, pinned},
        seen::hidden,
        thread::Point,
    },
    journal::{Entry, Fact},
    text::{capital, flat},
    time::say::{number, short},
    workbook::{Deed, OWN_SIDE, SHIFTS, Shift, THEN_FROM_NOW},
};

impl Walker {
    /// Where one would put marks of then, knowing what one knows now.
    pub(super) fn marks_of_then(&mut self) -> Result<Turn, Failure> {
        let rated = self.workbook.rated_in(&self.place.walk);
        let asked = self.workbook.decks.prompt(THEN_FROM_NOW);
        let asked = asked.map(|(_, prompt)| prompt);
        if let Some(asked) = asked {
            say(&asked.text);
        }
        for (at, (then, now)) in rated.iter().enumerate() {
            self.say_mark(at, *then, *now);
        }
        let thens = rated.iter().map(|(then, _)| then.first.id.clone());
        let thens: Vec<String> = thens.collect();
        let asks = Asks {
            keys: "A number and a mark, such as 1 5, put that mark of then at 5, from now. An \
                   empty line goes on."
                .to_owned(),
            why: asked.map_or_else(String::new, question::why),
        };
        self.listen(&asks, |walker, line| {
            if line.is_empty() {
                return walker.on(None);
            }
            let Some((on, mark)) = set(&thens, line) else {
                return Ok(Step::Unknown);
            };
            let on = on.clone();
            let step = walker.record(&Deed::FromNow {
                on: on.clone(),
                mark,
            })?;
            let journal = &walker.workbook.journal;
            let then = journal.entry(&on).and_then(|on| Point::own(journal, on));
            for fact in then.iter().flat_map(|then| then.seen_from_now(journal)) {
                say(&fact);
            }
            Ok(step)
        })
    }

    /// A mark of then, and the one of this ritual.
    fn say_mark(&self, at: usize, then: Point<'_>, now: Point<'_>) {
        let question = now.asked().map_or("", |asked| asked.question.as_str());
        say(&format!("{}  {question}", at + 1));
        let on = short(then.day(), self.today());
        if let (Some(old), Some(new)) = (then.rating(), now.rating()) {
            say(&format!("   Then {old}, on {on}; now {new}."));
        }
        if let Some(ends) = then.now.ends() {
            say(&format!("   {}", ends.said()));
        }
        for fact in then.seen_from_now(&self.workbook.journal) {
            say(&format!("   {fact}"));
        }
    }

    /// What to look at first next time.
    pub(super) fn pin(&mut self) -> Result<Turn, Failure> {
        let answers = self.workbook.to_pin(&self.place.walk).into_iter();
        let answers = answers.filter(|entry| entry.asked.is_some());
        let mut items: Vec<String> = answers.map(|entry| entry.id.clone()).collect();
        for entry in pinned(&self.workbook.journal) {
            if !items.contains(&entry.id) {
                items.push(entry.id.clone());
            }
        }
        say("What is pinned is read again first, next time.");
        if self.place.walk.deck == "after" {
            say(OWN_SIDE);
        }
        self.say_pins(&items);
        let asks = Asks {
            keys: "A number pins that answer, or takes the pin out. An empty line goes on."
                .to_owned(),
            why: "What is pinned stays so until the next roundtable closes.".to_owned(),
        };
        self.listen(&asks, |walker, line| {
            if line.is_empty() {
                return walker.on(None);
            }
            let chosen = numbered(&items, line).and_then(|at| items.get(at));
            let journal = &walker.workbook.journal;
            let Some(entry) = chosen.and_then(|id| journal.entry(id)) else {
                return Ok(Step::Unknown);
            };
            if let Some(hidden) = hidden(journal, entry, walker.today()) {
                say(&hidden.says());
                return Ok(Step::Stay);
            }
            let deed = Deed::pin(entry, !walker.stays(entry));
            walker.record(&deed)
        })
    }

    fn say_pins(&self, items: &[String]) {
        let journal = &self.workbook.journal;
        let entries = items.iter().filter_map(|id| journal.entry(id));
        for (at, entry) in entries.enumerate() {
            let asked = entry.asked.as_ref();
            let question = asked.map_or("A note", |asked| &asked.question);
            let pin = match (self.stays(entry), is_pinned(journal, entry)) {
                (true, _) => " (pinned)",
                (false, true) => " (pinned until now)",
                (false, false) => "",
            };
            say(&format!("{}  {}{pin}", at + 1, flat(question)));
            let point = Point::of(journal, entry);
            let said = self.workbook.glance(point, self.today(), true);
            if !said.is_empty() {
                say(&format!("   {said}"));
            }
        }
    }

    /// Whether it is pinned for the next time: what was pinned before this ritual is not any more
    /// once the ritual ends.
    fn stays(&self, entry: &Entry) -> bool {
        let began = self.place.walk.began.unwrap_or_else(|| self.clock.now());
        is_pinned_since(&self.workbook.journal, entry, began)
    }

    /// The changes that the writer marks as shifts.
    pub(super) fn shifts(&mut self) -> Result<Turn, Failure> {
        say("Which of these do you call a shift?");
        let few = number(SHIFTS);
        say(&format!(
            "As many as {few}, or none. Your words stay as they are."
        ));
        for (at, shift) in self.to_mark().iter().enumerate() {
            self.say_shift(at, shift);
        }
        let asks = Asks {
            keys: "A number marks that change, or takes the mark out. An empty line goes on."
                .to_owned(),
            why: "A shift is one where you call it so; nothing else decides it.".to_owned(),
        };
        self.listen(&asks, |walker, line| {
            if line.is_empty() {
                return walker.on(None);
            }
            let shifts = walker.to_mark();
            let Some(shift) = numbered(&shifts, line).and_then(|at| shifts.get(at)) else {
                return Ok(Step::Unknown);
            };
            let marked = shifts.iter().filter(|shift| shift.is_marked).count();
            if !shift.is_marked && marked >= SHIFTS {
                let few = capital(&number(SHIFTS));
                say(&format!("{few} are marked. Take one out first."));
                return Ok(Step::Stay);
            }
            let deed = Deed::State {
                fact: Fact::Shift,
                key: shift.verdict.clone(),
                value: Value::Bool(!shift.is_marked),
            };
            let now = if shift.is_marked {
                "The mark is out."
            } else {
                "Marked as a shift."
            };
            let step = walker.record(&deed)?;
            say(now);
            Ok(step)
        })
    }

    fn to_mark(&self) -> Vec<Shift> {
        let verdicts = self.workbook.shifts_in(&self.place.walk).into_iter();
        let today = self.today();
        let shifts = verdicts.filter_map(|verdict| self.workbook.shift(verdict, today));
        shifts.collect()
    }

    fn say_shift(&self, at: usize, shift: &Shift) {
        let today = self.today();
        let marked = if shift.is_marked { " (marked)" } else { "" };
        say(&format!("{}  {}{marked}", at + 1, shift.question));
        let sides = [Some(&shift.then), shift.now.as_ref()];
        for side in sides.into_iter().flatten() {
            say(&format!("   {}: {}", short(side.day, today), side.words));
        }
        let is = capital(shift.is.words());
        say(&match shift.why.as_str() {
            "" => format!("   {is}."),
            why => format!("   {is}: {why}"),
        });
    }
}

/// The entry that a line sets a mark for, and the mark; where there is one, the mark is enough.
fn set<'a>(thens: &'a [String], line: &str) -> Option<(&'a String, u8)> {
    let parts: Vec<&str> = line.split_whitespace().collect();
    let (which, mark) = match (parts.as_slice(), thens) {
        ([which, mark], _) => (*which, *mark),
        ([mark], [_]) => ("1", *mark),
        (_, _) => return None,
    };
    let mark = mark.parse().ok().filter(|mark| (1..=7).contains(mark))?;
    Some((thens.get(numbered(thens, which)?)?, mark))
}
