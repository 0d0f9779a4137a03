//! Say against hold, by date: how far one's say goes, and how much is in one's hands.
//!
//! Nothing is computed from the two and no part of the field has a name.

use std::collections::HashMap;

use super::thread::{Break, Point, Series, Thread};
use crate::{deck::Ends, journal::Journal, time::Day};

/// The question on how far one's say goes.
pub const SAY: &str = "authority.2";
/// The question on how much is in one's hands.
pub const HOLD: &str = "authority.3";

/// Both marks of one day, in one role.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    pub say: (Point<'a>, u8),
    pub hold: (Point<'a>, u8),
}

impl Pair<'_> {
    pub fn day(&self) -> Day {
        self.say.0.day()
    }
}

/// Pairs that can be laid on one field: the same role, and both questions in the same words.
#[derive(Debug, Clone, Default)]
pub struct Chapter<'a> {
    /// The id of the role held.
    pub role: Option<&'a str>,
    /// What differs from the chapter before it; nothing for the first.
    pub begins: Option<Break>,
    /// In the journal's order. Empty only where the present role has no pair yet.
    pub pairs: Vec<Pair<'a>>,
}

impl<'a> Chapter<'a> {
    /// The ends of both scales as they were asked.
    pub fn ends(&self) -> Option<(&'a Ends, &'a Ends)> {
        let pair = self.pairs.last()?;
        let ends = |point: Point<'a>| point.asked()?.ends.as_ref();
        Some((ends(pair.say.0)?, ends(pair.hold.0)?))
    }
}

/// All chapters, the oldest first; the last is that of the role held now.
pub fn chapters(journal: &Journal) -> Vec<Chapter<'_>> {
    let (say, hold) = (Thread::of(journal, SAY), Thread::of(journal, HOLD));
    let mut holds = by_day(&hold);
    let mut found = Vec::new();
    // Where a day holds several, the last stand together, then those before them.
    for (at, series) in say.series.iter().enumerate().rev() {
        for (point, mark) in marks(series).rev() {
            let day = holds.get_mut(&(point.day(), series.role()));
            if let Some((with, hold)) = day.and_then(Vec::pop) {
                let say = (point, mark);
                found.push(((at, with), series.role(), Pair { say, hold }));
            }
        }
    }
    let mut chapters: Vec<Chapter<'_>> = Vec::new();
    let mut last = None;
    for (series, role, pair) in found.into_iter().rev() {
        if last != Some(series) {
            begin(&mut chapters, role);
        }
        last = Some(series);
        if let Some(chapter) = chapters.last_mut() {
            chapter.pairs.push(pair);
        }
    }
    let present = journal.role().map(|(id, _)| id);
    if chapters
        .last()
        .is_some_and(|chapter| chapter.role != present)
    {
        begin(&mut chapters, present);
    }
    chapters
}

fn begin<'a>(chapters: &mut Vec<Chapter<'a>>, role: Option<&'a str>) {
    let begins = chapters.last().map(|before| {
        if before.role == role {
            Break::Question
        } else {
            Break::Role
        }
    });
    let pairs = Vec::new();
    chapters.push(Chapter {
        role,
        begins,
        pairs,
    });
}

/// The marks of each day and role, in order, each with the number of its series.
type ByDay<'a> = HashMap<(Day, Option<&'a str>), Vec<(usize, (Point<'a>, u8))>>;

fn by_day<'a>(thread: &Thread<'a>) -> ByDay<'a> {
    let mut days = ByDay::new();
    for (at, series) in thread.series.iter().enumerate() {
        for marked in marks(series) {
            let day = (marked.0.day(), series.role());
            days.entry(day).or_default().push((at, marked));
        }
    }
    days
}

fn marks<'a>(series: &Series<'a>) -> impl DoubleEndedIterator<Item = (Point<'a>, u8)> {
    let marks = |point: &Point<'a>| Some((*point, point.rating()?));
    series.points.iter().filter_map(marks)
}

/// A corner of the field in plain words: whether say is far, and whether much is in hand. Where
/// the questions are asked in words of one's own, the ends of the scales speak for themselves.
pub fn corner(ends: (&Ends, &Ends), say: bool, hold: bool) -> String {
    let (of_say, of_hold) = ends;
    let known = of_say.low.starts_with("I advise")
        && of_say.high.starts_with("I decide")
        && (of_hold.low.as_str(), of_hold.high.as_str()) == ("Hardly any", "Nearly all");
    let end = |ends: &Ends, high: bool| {
        let end = if high { &ends.high } else { &ends.low };
        end.clone()
    };
    if !known {
        return format!("{}; {}", end(of_say, say), end(of_hold, hold));
    }
    let say = if say { "I decide" } else { "I advise" };
    let hold = if hold { "much" } else { "little" };
    format!("{say}, and {hold} of it is in my hands")
}
