//! What becomes of promises, forecasts and letters.

use super::{
    Fact, Kind, Leads,
    collect::{Look, about, some},
    say,
};
use crate::insight::{
    forecasts::{Expected, forecasts},
    letters::letters,
    promises::{Promised, promises},
};

impl Look<'_> {
    pub(super) fn promises(&self) -> Vec<Fact> {
        let all = promises(self.journal);
        all.filter_map(|promised| self.promise(&promised)).collect()
    }

    fn promise(&self, promised: &Promised<'_>) -> Option<Fact> {
        let (point, open) = (promised.point, !promised.is_over());
        // Of what is no longer open the day for which it was promised is told.
        let by = if open {
            promised.by()
        } else {
            promised.promise()?.by
        };
        let due = by.filter(|by| open && self.period.came(*by, self.today));
        let told = promised.last().filter(|told| self.holds(told.point));
        let day = match (told, due) {
            (Some(told), _) => told.point.day(),
            (None, Some(by)) => by,
            (None, None) if open && self.holds(point) => point.day(),
            (None, None) => return None,
        };
        let is = told.map(|told| told.outcome.is.words().to_owned());
        let why = told.and_then(|told| some(&told.point.now.words));
        let words = self.quote(point);
        let came = due.is_some();
        Some(Fact {
            said: say::promise(point, is.as_deref(), words.as_deref(), by, came, self.today)
                .with(why.as_deref()),
            is,
            words,
            why,
            leads: Some(Leads::Promises),
            ..about(Kind::Promise, day, point.first)
        })
    }

    pub(super) fn forecasts(&self) -> Vec<Fact> {
        let all = forecasts(self.journal);
        all.filter_map(|expected| self.forecast(&expected))
            .collect()
    }

    /// Before its outcome nothing of a forecast is told but that it was made, and its day.
    fn forecast(&self, expected: &Expected<'_>) -> Option<Fact> {
        let (point, today) = (expected.point, self.today);
        let fact = |day, said| Fact {
            said,
            leads: Some(Leads::Forecasts),
            ..about(Kind::Forecast, day, point.first)
        };
        if let Some(told) = expected.outcome() {
            if !self.holds(told.point) {
                return None;
            }
            let is = told.outcome.is.words().to_owned();
            let words = self.quote(point);
            let percent = expected.forecast()?.percent;
            let said = words.as_deref().unwrap_or_default();
            let said = say::resolved(point, &is, said, percent, today);
            return Some(Fact {
                is: Some(is),
                words,
                ..fact(told.point.day(), said)
            });
        }
        let check = expected.check();
        match check.filter(|check| self.period.came(*check, today)) {
            Some(check) => Some(fact(check, say::due(point, check, today))),
            None if self.holds(point) => {
                Some(fact(point.day(), say::forecast(point, check, today)))
            }
            None => None,
        }
    }

    /// Letters whose day came.
    pub(super) fn letters(&self) -> Vec<Fact> {
        let letters = letters(self.journal).filter_map(|letter| {
            let day = letter.sealed?;
            let entry = self.journal.first(letter);
            let prompt = entry.asked.as_ref()?.prompt.clone();
            let came = self.period.came(day, self.today);
            came.then(|| Fact {
                said: say::letter(entry, day, self.today),
                leads: Some(Leads::Thread(prompt, entry.id.clone())),
                ..about(Kind::Letter, day, entry)
            })
        });
        letters.collect()
    }
}
