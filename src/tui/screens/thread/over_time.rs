use crate::{
    insight::{
        thread::{Point, Series, Thread},
        told::answer,
    },
    journal::{Asked, Journal},
    workbook::Workbook,
};

/// What a page of one question holds of the journal: where its answers stand, and its chapters.
#[derive(Debug, Default)]
pub(super) struct OverTime {
    points: Vec<Place>,
    chapters: Vec<Chapter>,
    /// Which of the points are drawn: those in series with enough marks, on the scale or with the
    /// kind of the last of them.
    pub(super) drawn: Vec<usize>,
    pub(super) span: String,
}

/// Positions in the journal, of an answer and of its last correction, and its chapter.
#[derive(Debug)]
struct Place {
    first: usize,
    now: usize,
    chapter: usize,
}

/// A series of answers that can be laid side by side.
#[derive(Debug)]
struct Chapter {
    /// What is said where it begins.
    says: Vec<String>,
    /// The wording before it, where it was another: the page is headed by the latest.
    before: Option<String>,
}

impl OverTime {
    pub(super) fn of(workbook: &Workbook, prompt: &str) -> Self {
        let journal = &workbook.journal;
        let thread = Thread::of(journal, prompt);
        let mut over = Self {
            span: thread.span(),
            ..Self::default()
        };
        let drawn = thread.series.iter().rev().find(|series| series.is_drawn());
        let last = drawn.and_then(Series::asked);
        let mut before = None;
        for (number, series) in thread.series.iter().enumerate() {
            let drawn =
                series.is_drawn() && series.asked().is_some_and(|asked| is_like(asked, last));
            over.chapters.push(chapter_of(journal, series, before));
            before = series.asked();
            for point in &series.points {
                let place = |id: &str| journal.position(id);
                let (Some(first), Some(now)) = (place(&point.first.id), place(&point.now.id))
                else {
                    continue;
                };
                if drawn {
                    over.drawn.push(over.points.len());
                }
                over.points.push(Place {
                    first,
                    now,
                    chapter: number,
                });
            }
        }
        over
    }

    pub(super) fn count(&self) -> usize {
        self.points.len()
    }

    /// The answer at this number, from 0, oldest first.
    pub(super) fn point<'a>(&self, journal: &'a Journal, at: usize) -> Option<Point<'a>> {
        let place = self.points.get(at)?;
        Some(Point {
            first: journal.at(place.first)?,
            now: journal.at(place.now)?,
        })
    }

    /// The number of the answer that this entry is, corrects, or speaks of.
    pub(super) fn find(&self, journal: &Journal, entry: &str) -> Option<usize> {
        let first = answer(journal, journal.entry(entry)?).first;
        let here = journal.position(&first.id)?;
        self.points.iter().position(|place| place.first == here)
    }

    pub(super) fn chapter(&self, at: usize) -> Option<usize> {
        self.points.get(at).map(|place| place.chapter)
    }

    /// What is said before this answer, where its series begins with it, and the wording before.
    pub(super) fn begins(&self, at: usize) -> (&[String], Option<&str>) {
        let chapter = self.chapter(at);
        if chapter == at.checked_sub(1).and_then(|before| self.chapter(before)) {
            return (&[], None);
        }
        let chapter = chapter.and_then(|chapter| self.chapters.get(chapter));
        chapter.map_or((&[], None), |chapter| {
            (&chapter.says, chapter.before.as_deref())
        })
    }

    /// Whether a series begins between these two answers; where one of them is missing, whether
    /// any is on that side.
    pub(super) fn breaks_between(&self, before: Option<usize>, after: Option<usize>) -> bool {
        let of = |at: Option<usize>| at.and_then(|at| self.chapter(at));
        match (of(before), of(after)) {
            (Some(before), Some(after)) => before != after,
            (None, Some(after)) => after > 0,
            (Some(before), None) => before + 1 < self.chapters.len(),
            (None, None) => false,
        }
    }
}

/// Whether marks on the two stand at the same height of one grid.
fn is_like(asked: &Asked, last: Option<&Asked>) -> bool {
    last.is_some_and(|last| (asked.kind, &asked.ends) == (last.kind, &last.ends))
}

fn chapter_of(journal: &Journal, series: &Series<'_>, before: Option<&Asked>) -> Chapter {
    let role = series.role().and_then(|role| journal.role_words(role));
    let question = series.asked().map(|asked| &asked.question);
    let before = before.map(|before| &before.question);
    Chapter {
        says: series.breaks.iter().map(|why| why.says(role)).collect(),
        before: before.filter(|before| Some(*before) != question).cloned(),
    }
}
