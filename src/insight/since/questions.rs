//! What became of the questions: answered again, for the first time, or not for long.

use std::collections::{BTreeMap, HashMap};

use chrono::Months;

use super::{
    Fact, Kind, Leads, Side,
    collect::{Look, about, is_answer},
    say,
};
use crate::{
    deck::{self, DeckKind},
    insight::thread::{Break, Point, Series, Thread},
    journal::{Entry, Mark},
    time::Day,
};

/// So many questions that were not looked at for long are named.
const RESTED: usize = 5;

/// Half a year: a question older than that was not looked at for long.
const LONG: Months = Months::new(6);

impl Look<'_> {
    /// Questions answered in the period, in the order of their last answers in it.
    pub(super) fn questions(&self) -> Vec<Fact> {
        let mut last: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, entry) in self.own() {
            if let Some(asked) = &entry.asked
                && is_answer(self.journal, entry)
                && self.period.holds(at, entry)
            {
                last.insert(&asked.prompt, at);
            }
        }
        let mut asked: Vec<(usize, &str)> = last.into_iter().map(|(id, at)| (at, id)).collect();
        asked.sort_unstable();
        let known = asked
            .into_iter()
            .filter(|(_, id)| self.kind_of(id) != Some(DeckKind::First));
        known.filter_map(|(_, id)| self.question(id)).collect()
    }

    fn question(&self, prompt: &str) -> Option<Fact> {
        let thread = Thread::of(self.journal, prompt);
        let points: Vec<Point<'_>> = thread.points().collect();
        let at = points.iter().rposition(|point| self.holds(*point))?;
        let (earlier, now) = (points.get(..at)?, *points.get(at)?);
        // Promises and forecasts are told by what becomes of them.
        let asked = now.now.asked.as_ref()?;
        if matches!(asked.kind, deck::Kind::Commit | deck::Kind::Predict) {
            return None;
        }
        if let Some(series) = thread.series.iter().rev().find(|series| has(series, now))
            && let Some(then) = self.then(series.points.iter().copied(), now)
            && let Some(fact) = self.compared(then, now)
        {
            return Some(fact);
        }
        let Some(then) = self.then(earlier.iter().copied(), now) else {
            return Some(Fact {
                said: say::first(now, self.today),
                leads: Some(Leads::Thread(prompt.to_owned(), now.first.id.clone())),
                ..about(Kind::First, now.day(), now.first)
            });
        };
        let breaks = between(&thread, then, now);
        Some(Fact {
            said: say::again(then, now, &breaks, self.today),
            ..pair(Kind::Again, then, now, [String::new(), String::new()])
        })
    }

    /// The answer that another one is laid beside: the last one before the period, or else the
    /// first.
    fn then<'p>(
        &self,
        points: impl Iterator<Item = Point<'p>>,
        now: Point<'p>,
    ) -> Option<Point<'p>> {
        let earlier = points.take_while(|point| point.first.id != now.first.id);
        let earlier: Vec<Point<'p>> = earlier.collect();
        let before = earlier.iter().rev().find(|point| !self.holds(**point));
        before.or(earlier.first()).copied()
    }

    /// Marks or choices then and now, where both have one.
    fn compared(&self, then: Point<'_>, now: Point<'_>) -> Option<Fact> {
        let (was, is) = (then.now.mark.as_ref()?, now.now.mark.as_ref()?);
        let (kind, says, said) = match (was, is) {
            (Mark::Rating(was), Mark::Rating(is)) => {
                let said = say::marks(then, now, [*was, *is], self.today);
                (Kind::Mark, [was.to_string(), is.to_string()], said)
            }
            (Mark::Choice(_) | Mark::Choices(_), Mark::Choice(_) | Mark::Choices(_)) => {
                let says = [say::chosen(then.now), say::chosen(now.now)];
                let said = say::choices(then, now, &says, self.today);
                (Kind::Choice, says, said)
            }
            _ => return None,
        };
        Some(Fact {
            said,
            ..pair(kind, then, now, says)
        })
    }

    /// Questions of tracks, and of decks that are gone, that nobody answered or judged for long.
    pub(super) fn rested(&self) -> Vec<Fact> {
        let mut last: HashMap<&str, (Day, &Entry)> = HashMap::new();
        for (_, entry) in self.own() {
            let Some(asked) = &entry.asked else { continue };
            let day = entry.at.date_naive();
            match last.get_mut(asked.prompt.as_str()) {
                Some(known) => known.0 = known.0.max(day),
                None => drop(last.insert(&asked.prompt, (day, entry))),
            }
        }
        let mut rested: Vec<(Day, &Entry)> = last.into_values().collect();
        rested.retain(|(day, entry)| {
            let asked = entry.asked.as_ref();
            let told = |kind| !matches!(kind, deck::Kind::Commit | deck::Kind::Predict);
            let track = |id| matches!(self.kind_of(id), Some(DeckKind::Track) | None);
            let old = day
                .checked_add_months(LONG)
                .is_some_and(|day| day < self.today);
            old && asked.is_some_and(|asked| told(asked.kind) && track(&asked.prompt))
        });
        rested.sort_by_key(|(day, entry)| (*day, self.journal.position(&entry.id)));
        rested.truncate(RESTED);
        let facts = rested.into_iter().filter_map(|(day, entry)| {
            let prompt = entry.asked.as_ref()?.prompt.clone();
            Some(Fact {
                said: say::rested(entry, day, self.today),
                leads: Some(Leads::Thread(prompt, entry.id.clone())),
                ..about(Kind::Rested, day, entry)
            })
        });
        facts.collect()
    }
}

fn has(series: &Series<'_>, point: Point<'_>) -> bool {
    let mut points = series.points.iter().rev();
    points.any(|known| known.first.id == point.first.id)
}

/// What broke the series between two answers, each kind of break once.
fn between(thread: &Thread<'_>, then: Point<'_>, now: Point<'_>) -> Vec<Break> {
    let at = |point| thread.series.iter().position(|series| has(series, point));
    let (Some(from), Some(to)) = (at(then), at(now)) else {
        return Vec::new();
    };
    let mut breaks: Vec<Break> = Vec::new();
    for series in thread.series.iter().take(to + 1).skip(from + 1) {
        for one in &series.breaks {
            if !breaks.contains(one) {
                breaks.push(*one);
            }
        }
    }
    breaks
}

/// A fact about two answers.
fn pair(kind: Kind, then: Point<'_>, now: Point<'_>, says: [String; 2]) -> Fact {
    let side = |point: Point<'_>, says| Side {
        entry: point.first.id.clone(),
        day: point.day(),
        says,
    };
    let [was, is] = says;
    let ids = (then.first.id.clone(), now.first.id.clone());
    Fact {
        then: Some(side(then, was)),
        now: Some(side(now, is)),
        leads: Some(Leads::Beside(ids.0, Some(ids.1))),
        ..about(kind, now.day(), now.first)
    }
}
