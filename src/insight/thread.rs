//! One question over time: answers, series and their breaks.

use super::{
    seen::{Hidden, hidden},
    told::told,
};
use crate::{
    deck::Kind,
    journal::{Asked, Entry, Journal, ME, Mark, Verdict},
    text,
    time::{Day, quarter, say},
};

/// So many marks make a series that is drawn; fewer are shown as answers.
pub const DRAWN: usize = 3;

/// Answers that are fewer days apart than this are shown as one step in time, not as two.
pub const APART: i64 = 14;

/// So far a mark for then, set from now, may lie from the mark set then before it is spoken of.
const MOVED: u8 = 2;

/// All that is said where a mark for then, set from now, lies far from the one set then.
pub const YARDSTICK: &str = "Your yardstick may have moved.";

/// What a mark for then, set from now, is called.
pub const FROM_NOW: &str = "How you see then, from now";

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
        for point in points(journal, prompt) {
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

    /// How far it reaches: "five quarters", or "three answers" where they lie in one.
    pub fn span(&self) -> String {
        let days = || self.points().map(|point| point.day());
        let number = |day: Day| {
            let quarter = quarter(day);
            i64::from(quarter.year()) * 4 + i64::from(quarter.number())
        };
        // The clock may have gone backwards, so the first is not always the earliest.
        let (earliest, latest) = (days().min(), days().max());
        let quarters = earliest.zip(latest).map_or(0, |(earliest, latest)| {
            number(latest) - number(earliest) + 1
        });
        match usize::try_from(quarters) {
            Ok(quarters) if quarters > 1 => say::count(quarters, "quarter"),
            _ => say::count(days().count(), "answer"),
        }
    }
}

/// The last answer of the writer to a prompt, found from the end of its thread.
pub fn last<'a>(journal: &'a Journal, prompt: &str) -> Option<Point<'a>> {
    Some(Point::of(journal, journal.latest(prompt)?))
}

/// The answers of the writer, and of nobody else, in the journal's order.
pub fn points<'a>(
    journal: &'a Journal,
    prompt: &str,
) -> impl DoubleEndedIterator<Item = Point<'a>> + use<'a> {
    let entries = journal.thread_of(prompt).iter();
    let entries = entries.filter_map(|at| journal.at(*at));
    entries.filter_map(|entry| Point::own(journal, entry))
}

impl<'a> Point<'a> {
    /// An entry that corrects no other, and how it stands now.
    pub fn of(journal: &'a Journal, first: &'a Entry) -> Self {
        let now = journal.current(first);
        Self { first, now }
    }

    /// The same for an entry of the writer; nothing for a correction, or for somebody else's.
    pub fn own(journal: &'a Journal, entry: &'a Entry) -> Option<Self> {
        Some(Self::of(journal, journal.own(entry)?))
    }

    /// Whether the writer wrote it.
    pub fn is_own(&self) -> bool {
        self.first.author == ME
    }

    pub fn day(&self) -> Day {
        self.first.at.date_naive()
    }

    pub fn is_corrected(&self) -> bool {
        self.first.id != self.now.id
    }

    /// The question as it was asked.
    pub fn asked(&self) -> Option<&'a Asked> {
        self.now.asked.as_deref()
    }

    /// Its mark from 1 to 7.
    pub fn rating(&self) -> Option<u8> {
        rating(self.now)
    }

    /// The ids of the options chosen.
    pub fn chosen(&self) -> &'a [String] {
        match &self.now.mark {
            Some(Mark::Choice(id)) => std::slice::from_ref(id),
            Some(Mark::Choices(ids)) => ids,
            _ => &[],
        }
    }

    /// Whether it lies so close to the one before it, by the days they carry, that the two are
    /// one step in time.
    pub fn is_near(&self, before: Point<'_>) -> bool {
        (self.day() - before.day()).num_days().abs() < APART
    }

    /// The mark set for then from a later day; the last one holds.
    pub fn from_now(&self, journal: &'a Journal) -> Option<u8> {
        let told = told(journal, self.first);
        told.iter().rev().find_map(Self::rating)
    }

    /// The verdict that holds, the last one given, and at its place the entry that gives it.
    pub fn verdict(&self, journal: &'a Journal) -> Option<(Point<'a>, &'a Verdict)> {
        let told = told(journal, self.first);
        let verdict = |point: &Self| match &point.now.mark {
            Some(Mark::Verdict(verdict)) => Some((*point, verdict)),
            _ => None,
        };
        told.iter().rev().find_map(verdict)
    }

    /// What there is to say where the mark set then and the one set from now lie apart.
    pub fn yardstick(&self, journal: &'a Journal) -> Option<&'static str> {
        let (then, from_now) = (self.rating()?, self.from_now(journal)?);
        (then.abs_diff(from_now) >= MOVED).then_some(YARDSTICK)
    }

    /// The mark set for then from a later day, in words, and what there is to say where it lies
    /// far from the one set then.
    pub fn seen_from_now(&self, journal: &'a Journal) -> Vec<String> {
        let mark = self.from_now(journal);
        let mark = mark.map(|mark| format!("{FROM_NOW}: {mark} of 7."));
        let yardstick = self.yardstick(journal).map(str::to_owned);
        [mark, yardstick].into_iter().flatten().collect()
    }

    /// Why its words are not shown today; nothing where they may be seen.
    pub fn hidden(&self, journal: &Journal, today: Day) -> Option<Hidden> {
        hidden(journal, self.first, today)
    }
}

fn rating(entry: &Entry) -> Option<u8> {
    match entry.mark {
        Some(Mark::Rating(mark)) if (1..=7).contains(&mark) => Some(mark),
        _ => None,
    }
}

impl<'a> Series<'a> {
    /// Whether it has enough marks to be drawn: dots for a scale, strips for options.
    pub fn is_drawn(&self) -> bool {
        let marks = match self.asked().map(|asked| asked.kind) {
            Some(Kind::Scale) => self.count(|point| point.rating().is_some()),
            Some(Kind::One | Kind::Many) => self.count(|point| !point.chosen().is_empty()),
            _ => 0,
        };
        marks >= DRAWN
    }

    fn count(&self, of: impl Fn(&Point<'_>) -> bool) -> usize {
        self.points.iter().filter(|point| of(point)).count()
    }

    /// The question as all of its points were asked it.
    pub fn asked(&self) -> Option<&'a Asked> {
        self.points.last()?.asked()
    }

    /// The id of the role held.
    pub fn role(&self) -> Option<&'a str> {
        self.points.last()?.first.role.as_deref()
    }
}

impl Break {
    /// What is said where a series begins anew; `role` is the new role in words, where it has any.
    pub fn says(self, role: Option<&str>) -> String {
        let role = role.map(text::flat).filter(|role| !role.is_empty());
        match (self, role) {
            (Self::Role, Some(role)) => {
                let ends = role.ends_with(['.', '?', '!']);
                format!(
                    "Here a new role begins: {role}{}",
                    if ends { "" } else { "." }
                )
            }
            (Self::Role, None) => "Here a new role begins.".to_owned(),
            (Self::Question, _) => "Here the question was asked in other words.".to_owned(),
            (Self::Scale, _) => "Here it was answered on another scale.".to_owned(),
            (Self::Options, _) => "Here other options were offered.".to_owned(),
        }
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
    if let (Some(then), Some(now)) = (last.asked(), point.asked()) {
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
