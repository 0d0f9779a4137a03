//! Forecasts: due, resolved, and how likely against what happened.

use super::{promises::Told, thread::Point, told::told};
use crate::{
    journal::{Became, Entry, Forecast, Journal, Mark},
    time::{Day, say::short},
};

/// Below so many that happened or did not, nothing is said about them together.
pub const ENOUGH: usize = 20;

/// What is said below that.
pub const TOO_FEW: &str = "Too few to say anything about your judgement.";

/// A forecast, the line on what happened, and what it came to.
#[derive(Debug, Clone)]
pub struct Expected<'a> {
    /// The forecast at its place, and as it stands now if it was corrected.
    pub point: Point<'a>,
    told: Vec<Point<'a>>,
}

/// All forecasts of the writer, in the journal's order.
pub fn forecasts(journal: &Journal) -> impl DoubleEndedIterator<Item = Expected<'_>> {
    let entries = journal.forecasts().iter().filter_map(|at| journal.at(*at));
    let own = entries.filter_map(|entry| journal.own(entry));
    own.map(|first| Expected::of(journal, first))
}

/// Those that are not resolved, by the days on which to check; those without a day last.
pub fn open(journal: &Journal) -> Vec<Expected<'_>> {
    let mut open: Vec<_> = forecasts(journal)
        .filter(|forecast| forecast.outcome().is_none())
        .collect();
    open.sort_by_key(|forecast| (forecast.check().is_none(), forecast.check()));
    open
}

impl<'a> Expected<'a> {
    /// The forecast that this entry makes; it corrects no other.
    pub fn of(journal: &'a Journal, first: &'a Entry) -> Self {
        Self {
            point: Point::of(journal, first),
            told: told(journal, first),
        }
    }

    /// What was forecast, as it stands now.
    pub fn forecast(&self) -> Option<&'a Forecast> {
        let of = |entry: &'a Entry| match &entry.mark {
            Some(Mark::Forecast(forecast)) => Some(forecast),
            _ => None,
        };
        of(self.point.now).or_else(|| of(self.point.first))
    }

    /// The question under which it was made.
    pub fn question(&self) -> &'a str {
        let asked = self.point.first.asked.as_ref();
        asked.map_or("", |asked| asked.question.as_str())
    }

    /// When to check it.
    pub fn check(&self) -> Option<Day> {
        self.forecast().and_then(|forecast| forecast.check)
    }

    /// The line on what happened, written before the forecast was shown again. A note on it,
    /// which stands under no question, is none.
    pub fn line(&self) -> Option<Point<'a>> {
        let line = |point: &&Point<'a>| point.now.mark.is_none() && point.first.asked.is_some();
        self.told.iter().find(line).copied()
    }

    /// What it came to, as it was said last.
    pub fn outcome(&self) -> Option<Told<'a>> {
        self.told.iter().rev().find_map(|point| Told::of(*point))
    }

    /// Whether what was expected may be seen beside what came of it.
    pub fn is_revealed(&self) -> bool {
        self.line().is_some() || self.outcome().is_some()
    }

    /// Whether it is to be checked on this day, or was to be. Without a day it never is.
    pub fn is_due(&self, today: Day) -> bool {
        self.outcome().is_none() && self.check().is_some_and(|day| day <= today)
    }

    /// When it was made and when it is to be checked; nothing of what it says.
    pub fn made(&self, today: Day) -> String {
        let made = short(self.point.day(), today);
        match self.check() {
            Some(day) if day == today => format!("Made on {made}, to check today."),
            Some(day) => format!("Made on {made}, to check on {}.", short(day, today)),
            None => format!("Made on {made}, without a day to check."),
        }
    }

    /// What was expected: the statement, how likely it was said to be, what was to count as yes.
    pub fn stated(&self) -> Vec<String> {
        let mut stated = vec![self.point.now.words.clone()];
        if let Some(forecast) = self.forecast() {
            stated.push(match forecast.percent {
                Some(percent) => format!("You gave it {percent}%."),
                None => "You gave it no likelihood.".to_owned(),
            });
            if !forecast.yes.is_empty() {
                stated.push(format!("Counts as yes: {}", forecast.yes));
            }
        }
        stated
    }

    /// The line on what happened, and when it was written.
    pub fn happened(&self, today: Day) -> Option<String> {
        let line = self.line()?;
        let on = short(line.day(), today);
        let words = &line.now.words;
        Some(format!("What happened, as you wrote on {on}: {words}"))
    }
}

/// Forecasts that were given about the same likelihood, and how many of them happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Band {
    /// In percent: 0, 10, and so on to 100.
    pub about: u8,
    pub happened: usize,
    /// How many there are.
    pub of: usize,
}

/// The resolved forecasts together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that happened or did not and were given a likelihood, the least likely first.
    pub bands: Vec<Band>,
    /// Of which it cannot be said.
    pub unclear: usize,
    /// Those that were given no likelihood.
    pub unsaid: usize,
}

impl Tally {
    /// Counts all resolved forecasts; nothing where they are too few to be looked at together.
    pub fn of(journal: &Journal) -> Option<Self> {
        let mut tally = Self::default();
        for forecast in forecasts(journal) {
            let percent = forecast.forecast().and_then(|forecast| forecast.percent);
            let outcome = forecast.outcome().map(|told| &told.outcome.is);
            match (outcome, percent) {
                (Some(Became::Happened), Some(percent)) => tally.add(percent, 1),
                (Some(Became::DidNotHappen), Some(percent)) => tally.add(percent, 0),
                (Some(Became::Happened | Became::DidNotHappen), None) => tally.unsaid += 1,
                (Some(Became::Unclear), _) => tally.unclear += 1,
                (_, _) => {}
            }
        }
        let counted: usize = tally.bands.iter().map(|band| band.of).sum();
        (counted >= ENOUGH).then_some(tally)
    }

    fn add(&mut self, percent: u8, happened: usize) {
        let about = nearest_ten(usize::from(percent), 100);
        let at = self.bands.partition_point(|band| band.about < about);
        match self.bands.get_mut(at) {
            Some(band) if band.about == about => {
                band.happened += happened;
                band.of += 1;
            }
            _ => self.bands.insert(
                at,
                Band {
                    about,
                    happened,
                    of: 1,
                },
            ),
        }
    }

    /// What there is to say of it, a sentence for each band; then what was left out.
    pub fn sentences(&self) -> Vec<String> {
        let mut said: Vec<String> = self.bands.iter().map(Band::sentence).collect();
        match self.unclear {
            0 => {}
            1 => said.push("One is unclear.".to_owned()),
            count => said.push(format!("{count} are unclear.")),
        }
        match self.unsaid {
            0 => {}
            1 => said.push("One was given no likelihood.".to_owned()),
            count => said.push(format!("{count} were given no likelihood.")),
        }
        said
    }
}

impl Band {
    /// The share of them that happened, in percent, to the nearest ten.
    pub fn share(&self) -> u8 {
        nearest_ten(self.happened, self.of)
    }

    fn sentence(&self) -> String {
        let Self {
            about,
            happened,
            of,
        } = self;
        format!("Of those you gave about {about}%, {happened} of {of} happened.")
    }
}

/// A share of a whole in percent, to the nearest ten; five is taken up.
fn nearest_ten(part: usize, whole: usize) -> u8 {
    let tens = (part * 20 + whole) / (whole * 2).max(1);
    u8::try_from(tens * 10).unwrap_or(100).min(100)
}
