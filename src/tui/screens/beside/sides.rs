//! The older and the newer answer.

use crate::{
    insight::{
        change::sides,
        thread::{Point, Thread},
    },
    journal::Journal,
    time::{
        Day,
        say::{clock, short},
    },
    tui::act::Act,
};

/// Said where the journal does not hold the older one any more.
const GONE: &str = "These words are not in the journal any more.";

/// An older answer, and the newer one it is read against where there is one.
pub(in crate::tui::screens) struct Sides<'a> {
    pub(in crate::tui::screens) then: Point<'a>,
    pub(in crate::tui::screens) now: Option<Point<'a>>,
}

impl<'a> Sides<'a> {
    /// The two with these ids, or why they cannot be shown.
    pub(in crate::tui::screens) fn of(
        journal: &'a Journal,
        then: &str,
        now: Option<&str>,
    ) -> Result<Self, &'static str> {
        let (then, now) = sides(journal, then, now)?.ok_or(GONE)?;
        Ok(Self { then, now })
    }

    /// "14 December, then 31 March", with the hours where both are of one day.
    pub(in crate::tui::screens) fn days(&self, today: Day) -> String {
        let day = |point: Point<'_>| short(point.day(), today);
        match self.now {
            None => day(self.then),
            Some(now) if now.day() == self.then.day() => format!(
                "{}, {} then {}",
                day(now),
                clock(&self.then.first.at),
                clock(&now.first.at)
            ),
            Some(now) => format!("{}, then {}", day(self.then), day(now)),
        }
    }
}

/// The two sides after a key that moves one of them through the thread, or why it does not move.
/// The older side stays older. Where there is one answer alone, an earlier one comes beside it.
pub(super) fn moved(
    journal: &Journal,
    then: &str,
    now: Option<&str>,
    act: Act,
) -> Result<(String, String), &'static str> {
    let prompt = journal.entry(then).and_then(|entry| entry.asked.as_ref());
    let thread = prompt.map(|asked| Thread::of(journal, &asked.prompt));
    let points: Vec<Point<'_>> = thread.iter().flat_map(Thread::points).collect();
    let at = |id: &str| points.iter().position(|point| point.first.id == id);
    let Some(old) = at(then) else {
        return Err("There is no other answer of yours to this question.");
    };
    let (old, new) = match (act, now.and_then(at)) {
        (Act::ThenBefore | Act::NowBefore, None) => (old.checked_sub(1), Some(old)),
        (Act::ThenBefore, new) => (old.checked_sub(1), new),
        (Act::ThenAfter, Some(new)) => {
            if old + 1 >= new {
                return Err("The next answer stands on the newer side already.");
            }
            (Some(old + 1), Some(new))
        }
        (Act::NowBefore, Some(new)) => {
            if old + 1 >= new {
                return Err("The answer before stands on the older side already.");
            }
            (Some(old), Some(new - 1))
        }
        (_, new) => (Some(old), Some(new.unwrap_or(old) + 1)),
    };
    let id = |at: Option<usize>| Some(points.get(at?)?.first.id.clone());
    let old = id(old).ok_or("There is no earlier answer.")?;
    let new = id(new).ok_or("There is no later answer.")?;
    Ok((old, new))
}
