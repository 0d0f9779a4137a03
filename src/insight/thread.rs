//! One question over time: answers, series and their breaks.

use crate::{
    journal::{Entry, Journal, ME},
    time::Day,
};

/// So many points make a series that is drawn; fewer are shown as answers.
pub const DRAWN: usize = 3;

/// An answer at its place and date, and as it stands now if it was corrected.
#[derive(Debug, Clone, Copy)]
pub struct Point<'a> {
    /// Gives the answer its place, its date and its role.
    pub first: &'a Entry,
    /// Gives it its words and its mark; the same entry where nothing was corrected.
    pub now: &'a Entry,
}

/// Why a series begins anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Break {
    /// Another role was held.
    Role,
    /// The question was asked in other words.
    Question,
    /// It is answered in another way: its kind, or the ends of its scale.
    Scale,
    /// It offered other options.
    Options,
}

/// Answers that can be laid side by side: the same question, ends, options and role.
#[derive(Debug)]
pub struct Series<'a> {
    /// What differs from the series before it; nothing for the first.
    pub breaks: Vec<Break>,
    /// In the journal's order. Never empty.
    pub points: Vec<Point<'a>>,
}

/// All answers of the writer to one prompt, in the journal's order.
#[derive(Debug, Default)]
pub struct Thread<'a> {
    pub series: Vec<Series<'a>>,
}

impl<'a> Thread<'a> {
    /// The thread of a prompt. Corrections stand in the place of what they correct.
    pub fn of(journal: &'a Journal, prompt: &str) -> Self {
        let mut thread = Self::default();
        let answers = journal.answers(prompt).filter(|entry| entry.author == ME);
        for first in answers.filter(|entry| journal.corrects(entry).is_none()) {
            let now = journal.current(first);
            let point = Point { first, now };
            let last = thread.series.last_mut();
            match last.map(|series| (breaks(series, point), series)) {
                Some((breaks, series)) if breaks.is_empty() => series.points.push(point),
                Some((breaks, _)) => thread.begin(breaks, point),
                None => thread.begin(Vec::new(), point),
            }
        }
        thread
    }

    fn begin(&mut self, breaks: Vec<Break>, point: Point<'a>) {
        let points = vec![point];
        self.series.push(Series { breaks, points });
    }

    /// All its points, oldest first.
    pub fn points(&self) -> impl DoubleEndedIterator<Item = Point<'a>> {
        self.series
            .iter()
            .flat_map(|series| &series.points)
            .copied()
    }
}

impl Point<'_> {
    pub fn day(&self) -> Day {
        self.first.at.date_naive()
    }

    pub fn is_corrected(&self) -> bool {
        self.first.id != self.now.id
    }
}

impl Series<'_> {
    /// Whether it has enough points to be drawn.
    pub fn is_drawn(&self) -> bool {
        self.points.len() >= DRAWN
    }
}

/// What keeps a point out of a series.
fn breaks(series: &Series<'_>, point: Point<'_>) -> Vec<Break> {
    let Some(last) = series.points.last() else {
        return Vec::new();
    };
    let mut breaks = Vec::new();
    if last.first.role != point.first.role {
        breaks.push(Break::Role);
    }
    if let (Some(then), Some(now)) = (&last.now.asked, &point.now.asked) {
        if then.question != now.question {
            breaks.push(Break::Question);
        }
        if then.kind != now.kind || then.ends != now.ends {
            breaks.push(Break::Scale);
        }
        if then.options != now.options {
            breaks.push(Break::Options);
        }
    }
    breaks
}
