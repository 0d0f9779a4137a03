//! One question over time: answers, series and their breaks.

use crate::{
    deck::Kind,
    journal::{Asked, Entry, Journal, Judged, ME, Mark},
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
    points(journal, prompt).next_back()
}

/// The answers of the writer, and of nobody else.
fn points<'a>(
    journal: &'a Journal,
    prompt: &str,
) -> impl DoubleEndedIterator<Item = Point<'a>> + use<'a> {
    let entries = journal.thread_of(prompt).iter();
    entries
        .filter_map(|at| journal.at(*at))
        .filter(|entry| entry.author == ME && !is_correction(journal, entry))
        .map(|first| {
            let now = journal.current(first);
            // Nobody else's words stand in the place of the writer's own.
            let now = if now.author == ME { now } else { first };
            Point { first, now }
        })
}

/// Whether an entry stands in the place of an earlier one. Only what is earlier can be corrected:
/// a ring of corrections, which only a hand could make, has a first, and none of it is lost.
fn is_correction(journal: &Journal, entry: &Entry) -> bool {
    let corrected = journal.corrects(entry);
    corrected.is_some_and(|earlier| journal.position(&earlier.id) < journal.position(&entry.id))
}

impl<'a> Point<'a> {
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

    /// What the writer said of it later, oldest first, under whichever of its ids.
    pub fn about(&self, journal: &'a Journal) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let now = self.is_corrected().then_some(self.now);
        let ids = [Some(self.first), now].into_iter().flatten();
        let about = ids.flat_map(|entry| journal.about(&entry.id));
        about.filter(|entry| entry.author == ME)
    }

    /// The mark set for then from a later day; the last one holds.
    pub fn from_now(&self, journal: &'a Journal) -> Option<u8> {
        self.about(journal).filter_map(rating).last()
    }

    /// The verdict on it and the entry that gives it; the last one holds.
    pub fn verdict(&self, journal: &'a Journal) -> Option<(&'a Entry, &'a Judged)> {
        let verdicts = self.about(journal).filter_map(|entry| match &entry.mark {
            Some(Mark::Verdict(verdict)) => Some((entry, &verdict.is)),
            _ => None,
        });
        verdicts.last()
    }

    /// What there is to say where the mark set then and the one set from now lie apart.
    pub fn yardstick(&self, journal: &'a Journal) -> Option<&'static str> {
        let (then, from_now) = (self.rating()?, self.from_now(journal)?);
        (then.abs_diff(from_now) >= MOVED).then_some(YARDSTICK)
    }

    /// The day until which its words are not shown: a letter that is still sealed.
    pub fn sealed(&self, journal: &Journal, today: Day) -> Option<Day> {
        let day = self.now.sealed.or(self.first.sealed)?;
        let opened = journal.was_unsealed(&self.first.id) || journal.was_unsealed(&self.now.id);
        (day > today && !opened).then_some(day)
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
        // In one line, however it was written.
        let role: Vec<&str> = role.unwrap_or_default().split_whitespace().collect();
        match (self, (!role.is_empty()).then(|| role.join(" "))) {
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
