//! What a question about an entry rests on: the entry it is about, and what was said of it last.

use super::{BECAME, CAME, HAPPENED, REASON, VERDICT, Workbook, walk};
use crate::{
    insight::{forecasts::Expected, promises::Promised},
    journal::{Became, Entry, Mark, Stop, Walk},
    time::Day,
};

impl Workbook {
    /// The entry a walk speaks about, at its place.
    pub fn spoken_about(&self, walk: &Walk) -> Option<&Entry> {
        let about = self.journal.entry(walk.about()?)?;
        Some(self.journal.first(about))
    }

    /// What stands under a question about a promise or a forecast: which one it is. Before the
    /// line on what happened is written, nothing of what was expected.
    pub fn about_lines(&self, walk: &Walk, today: Day) -> Vec<String> {
        let Some(about) = self.spoken_about(walk) else {
            return Vec::new();
        };
        match walk.current() {
            Some(BECAME) => {
                let promised = Promised::of(&self.journal, about);
                vec![promised.point.now.words.clone(), promised.made(today)]
            }
            Some(HAPPENED) => {
                let expected = Expected::of(&self.journal, about);
                vec![expected.question().to_owned(), expected.made(today)]
            }
            Some(CAME) => self.revealed(about, today),
            Some(REASON) => self.reason_lines(about, today),
            _ => Vec::new(),
        }
    }

    /// A forecast once the line on what happened is written: the line, and what was expected.
    pub fn revealed(&self, forecast: &Entry, today: Day) -> Vec<String> {
        let expected = Expected::of(&self.journal, forecast);
        let lines = expected.happened(today).into_iter();
        let lines = lines.chain([expected.made(today)]);
        lines.chain(expected.stated()).collect()
    }

    /// The statement of the forecast that a line is being written on, without its likelihood.
    pub fn statement(&self, walk: &Walk) -> Option<&str> {
        walk.current().filter(|id| *id == HAPPENED)?;
        let about = self.spoken_about(walk)?;
        Some(&self.journal.current(about).words)
    }

    /// The entry that says what became of a promise, where it is to be said better. That it was
    /// still open at an earlier time stays as it is.
    pub fn last_told(&self, promised: &Promised<'_>) -> Option<String> {
        let told = promised.last()?;
        let id = &told.point.now.id;
        let closed = told.outcome.is != Became::StillOpen;
        (closed || self.was_kept(id)).then(|| id.clone())
    }

    /// The walk that speaks about an entry: what became of a promise, what happened to a
    /// forecast and what it came to, a verdict on anything else.
    pub fn speak_of(&self, entry: &Entry) -> Walk {
        let about = self.journal.first(entry);
        let ask = |prompts: &[&str]| Walk {
            left: prompts
                .iter()
                .map(|id| Stop::Ask((*id).to_owned()))
                .collect(),
            ..walk::about(BECAME, &about.id)
        };
        match &about.mark {
            Some(Mark::Promise(_)) => ask(&[BECAME]),
            Some(Mark::Forecast(_)) if Expected::of(&self.journal, about).is_revealed() => {
                ask(&[CAME])
            }
            Some(Mark::Forecast(_)) => ask(&[HAPPENED, CAME]),
            _ => ask(&[VERDICT]),
        }
    }
}
