//! The lines of an entry, as they are counted where some are left out.

use crate::{
    insight::said::mark_in_words,
    journal::{Entry, Forecast, Mark, Person, Promise},
};

/// A line that can be left out by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Whether it is one of the mark, or of the words.
    pub of_mark: bool,
    /// Its number in either, from 0.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// The lines of an entry in the order in which they are read. What says nothing has no line.
///
/// A line of words is what stands between line feeds. Of a mark, each line of a list, each role,
/// each option is one; of a promise 0 is its day, 1 the obstacle, 2 what then; of a forecast 0 is
/// the likelihood, 1 the day to check, 2 what counts as yes; every other mark is one line.
pub fn lines(entry: &Entry) -> Vec<Line> {
    let line = |of_mark| {
        move |(line, text)| Line {
            of_mark,
            line,
            text,
        }
    };
    let words = entry.words.split('\n').map(str::to_owned).enumerate();
    let words = words.filter(|_| !entry.words.is_empty()).map(line(false));
    let mark = of_mark(entry).into_iter().map(line(true));
    // What was promised or forecast comes first, and the mark says more of it.
    if matches!(entry.mark, Some(Mark::Promise(_) | Mark::Forecast(_))) {
        words.chain(mark).collect()
    } else {
        mark.chain(words).collect()
    }
}

fn of_mark(entry: &Entry) -> Vec<(usize, String)> {
    let Some(mark) = &entry.mark else {
        return Vec::new();
    };
    let say = |mark: &Mark| mark_in_words(mark, entry.ends(), |id| entry.option(id).to_owned());
    let parts: Vec<Mark> = match mark {
        Mark::Lines(lines) => lines
            .iter()
            .map(|one| Mark::Lines(vec![one.clone()]))
            .collect(),
        Mark::Choices(ids) => ids.iter().cloned().map(Mark::Choice).collect(),
        Mark::People(people) => {
            let one = |person: &Person| Mark::People(vec![person.clone()]);
            people.iter().map(one).collect()
        }
        Mark::Promise(all) => promised(all).into(),
        Mark::Forecast(all) => forecast(all).into(),
        Mark::Rating(_)
        | Mark::Choice(_)
        | Mark::Outcome(_)
        | Mark::Verdict(_)
        | Mark::Note(_)
        | Mark::Other(_) => vec![mark.clone()],
    };
    let said = parts.iter().map(say).enumerate();
    said.filter(|(_, text)| !text.is_empty()).collect()
}

fn promised(all: &Promise) -> [Mark; 3] {
    let none = Promise::default;
    let (by, obstacle, then) = (all.by, all.obstacle.clone(), all.then.clone());
    [
        Promise { by, ..none() },
        Promise { obstacle, ..none() },
        Promise { then, ..none() },
    ]
    .map(Mark::Promise)
}

fn forecast(all: &Forecast) -> [Mark; 3] {
    let none = Forecast::default;
    let (percent, check, yes) = (all.percent, all.check, all.yes.clone());
    [
        Forecast { percent, ..none() },
        Forecast { check, ..none() },
        Forecast { yes, ..none() },
    ]
    .map(Mark::Forecast)
}
