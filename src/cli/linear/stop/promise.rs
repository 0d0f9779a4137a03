use std::mem;

use super::{Asks, Step};
use crate::{
    cli::{
        failure::Failure,
        linear::{
            question,
            walker::{Turn, Walker},
        },
        talk::{say, say_apart},
    },
    insight::{forecasts::Expected, promises::Promised},
    journal::Became,
    workbook::{BECAME, Deed, Writing, about},
};

/// What became of a promise, and what a forecast came to.
impl Walker {
    pub(super) fn promise(&mut self, promise: &str) -> Result<Turn, Failure> {
        let Some(entry) = self.workbook.journal.entry(promise) else {
            return Ok(Turn::Answered);
        };
        let promised = Promised::of(&self.workbook.journal, entry);
        let asked = self.workbook.decks.prompt(BECAME);
        let asked = asked.map(|(_, prompt)| prompt);
        say(&self.promise_lines(&promised, asked.map_or("", |asked| &asked.text)));
        let keys = said_as(&Became::OF_PROMISES, &OF_PROMISES);
        let asks = Asks {
            keys: format!("{keys}; y takes a line, and a day. An empty line goes on."),
            why: asked.map_or_else(String::new, question::why),
        };
        self.listen(&asks, |walker, line| match line {
            "" => walker.on(None),
            "y" => {
                let step = walker.promise_in_words(promise)?;
                if matches!(step, Step::Stay) {
                    say(&asks.keys);
                }
                Ok(step)
            }
            line => walker.became(promise, named(&Became::OF_PROMISES, &OF_PROMISES, line)),
        })
    }

    /// The promise whole: its words, its days, what was in the way, and what was said of it.
    fn promise_lines(&self, promised: &Promised<'_>, asked: &str) -> String {
        let today = self.today();
        let mut lines = vec![asked.to_owned(), promised.point.now.words.clone()];
        lines.push(promised.made(today));
        lines.extend(promised.when(today));
        let promise = promised.promise();
        let obstacle = promise.map_or("", |promise| &promise.obstacle);
        let then = promise.map_or("", |promise| &promise.then);
        for (label, text) in [("In the way: ", obstacle), ("Then: ", then)] {
            if !text.is_empty() {
                lines.push(format!("{label}{text}"));
            }
        }
        for told in promised.outcomes() {
            lines.push(told.says(today));
            lines.push(told.point.now.words.clone());
        }
        lines.retain(|line| !line.is_empty());
        lines.join("\n")
    }

    pub(super) fn came(&mut self, forecast: &str) -> Result<Turn, Failure> {
        let Some(entry) = self.workbook.journal.entry(forecast) else {
            return Ok(Turn::Answered);
        };
        let expected = Expected::of(&self.workbook.journal, entry);
        // Nothing of what was expected shows before the line is written.
        if !expected.is_revealed() {
            return Ok(Turn::Answered);
        }
        say("Did it happen?");
        say(&self.workbook.revealed(entry, self.today()).join("\n"));
        let keys = said_as(&Became::OF_FORECASTS, &OF_FORECASTS);
        let asks = Asks {
            keys: format!("{keys}. An empty line goes on."),
            why: "It is yours to say what it came to.".to_owned(),
        };
        self.listen(&asks, |walker, line| match line {
            "" => walker.on(None),
            line => walker.became(forecast, named(&Became::OF_FORECASTS, &OF_FORECASTS, line)),
        })
    }

    fn became(&mut self, on: &str, is: Option<&Became>) -> Result<Step, Failure> {
        let Some(is) = is else {
            return Ok(Step::Unknown);
        };
        let (on, is, by) = (on.to_owned(), is.clone(), None);
        self.on(Some(&Deed::Outcome { on, is, by }))
    }

    /// Asks what became of a promise with a line and a day beside it, and comes back.
    fn promise_in_words(&mut self, promise: &str) -> Result<Step, Failure> {
        let told = self.workbook.journal.entry(promise).and_then(|entry| {
            let promised = Promised::of(&self.workbook.journal, entry);
            self.workbook.last_told(&promised)
        });
        let (walk, writing) = match told {
            Some(told) => self.workbook.because(&told),
            None => (about(BECAME, promise), Writing::default()),
        };
        let inner = self.workbook.place(walk);
        let ritual = mem::replace(&mut self.place, inner);
        let words = mem::replace(&mut self.writing, writing);
        let before = self.kept;
        let answered = self.ask_once();
        let kept = self.kept > before;
        let left = if kept {
            Ok(String::new())
        } else {
            self.set_down()
        };
        (self.place, self.writing) = (ritual, words);
        (self.stray, self.over) = (None, false);
        let turn = match answered.and_then(|turn| left.map(|_| turn)) {
            Ok(turn) => turn,
            Err(failure) => {
                let _ = self.set_down();
                return Err(failure);
            }
        };
        if kept {
            let mut walk = self.place.walk.clone();
            walk.pass(true);
            self.step(None, walk)?;
        }
        let back = !kept && matches!(turn, Turn::Pass(_) | Turn::Answered);
        Ok(if back { Step::Stay } else { Step::On(turn) })
    }

    fn ask_once(&mut self) -> Result<Turn, Failure> {
        let Some(prompt) = self.prompt() else {
            return Ok(Turn::Answered);
        };
        self.turn_to(&prompt);
        let now = self.clock.now();
        say_apart(&question::text(&self.workbook, &self.place, &prompt, now));
        self.answer(&prompt)
    }
}

/// The letters of the outcomes, in their order.
const OF_PROMISES: [&str; 5] = ["d", "p", "c", "l", "o"];
const OF_FORECASTS: [&str; 3] = ["y", "n", "u"];

/// The letters, each with its outcome.
fn said_as(outcomes: &[Became], letters: &[&str]) -> String {
    let said = letters.iter().zip(outcomes);
    let said = said.map(|(letter, is)| format!("{letter} {}", is.words()));
    said.collect::<Vec<_>>().join(", ")
}

/// The outcome that a line names: by its letter, its id, or its words.
fn named<'a>(outcomes: &'a [Became], letters: &[&str], line: &str) -> Option<&'a Became> {
    let mut pairs = letters.iter().zip(outcomes);
    let is =
        |(letter, is): &(&&str, &Became)| **letter == line || is.id() == line || is.words() == line;
    pairs.find(is).map(|(_, is)| is)
}
