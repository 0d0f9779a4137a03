//! What becomes of promises, forecasts and letters.

use super::{
    Fact, Kind, Leads,
    collect::{Look, about, some},
    say,
};
use crate::journal::{Became, Entry, Mark};

impl Look<'_> {
    pub(super) fn promises(&self) -> Vec<Fact> {
        let promises = self.journal.promises().iter();
        let promises = promises.filter_map(|at| Some((*at, self.journal.at(*at)?)));
        let own = promises.filter(|(_, entry)| self.is_own(entry));
        own.filter_map(|(at, entry)| self.promise(at, entry))
            .collect()
    }

    fn promise(&self, at: usize, entry: &Entry) -> Option<Fact> {
        let now = self.journal.current(entry);
        let Some(Mark::Promise(promise)) = &now.mark else {
            return None;
        };
        let last = self.outcome(entry);
        let outcome = last.and_then(|last| match &self.journal.current(last).mark {
            Some(Mark::Outcome(outcome)) => Some(outcome),
            _ => None,
        });
        let open = outcome.is_none_or(|outcome| outcome.is == Became::StillOpen);
        let by = outcome.and_then(|outcome| outcome.by).or(promise.by);
        let due = by.filter(|by| open && self.period.came(*by, self.today));
        let told = last.filter(|last| self.holds(last));
        let day = match (told, due) {
            (Some(told), _) => told.at.date_naive(),
            (None, Some(by)) => by,
            (None, None) if open && self.period.holds(at, entry) => entry.at.date_naive(),
            (None, None) => return None,
        };
        let is = outcome.filter(|_| told.is_some());
        let is = is.map(|outcome| outcome.is.words().to_owned());
        let why = told.and_then(|told| some(&self.journal.current(told).words));
        let words = self.quote(entry);
        let came = due.is_some();
        Some(Fact {
            said: say::promise(entry, is.as_deref(), words.as_deref(), by, came, self.today)
                .with(why.as_deref()),
            is,
            words,
            why,
            leads: Some(Leads::Promises),
            ..about(Kind::Promise, day, entry)
        })
    }

    pub(super) fn forecasts(&self) -> Vec<Fact> {
        let forecasts = self.journal.forecasts().iter();
        let forecasts = forecasts.filter_map(|at| Some((*at, self.journal.at(*at)?)));
        let own = forecasts.filter(|(_, entry)| self.is_own(entry));
        own.filter_map(|(at, entry)| self.forecast(at, entry))
            .collect()
    }

    /// Before its outcome nothing of a forecast is told but that it was made, and its day.
    fn forecast(&self, at: usize, entry: &Entry) -> Option<Fact> {
        let now = self.journal.current(entry);
        let Some(Mark::Forecast(forecast)) = &now.mark else {
            return None;
        };
        let fact = |day, said| Fact {
            said,
            leads: Some(Leads::Forecasts),
            ..about(Kind::Forecast, day, entry)
        };
        if let Some(told) = self.outcome(entry) {
            let is = match &self.journal.current(told).mark {
                Some(Mark::Outcome(outcome)) if self.holds(told) => outcome.is.words().to_owned(),
                _ => return None,
            };
            let words = self.quote(entry);
            let said = words.as_deref().unwrap_or_default();
            let said = say::resolved(entry, &is, said, forecast.percent, self.today);
            return Some(Fact {
                is: Some(is),
                words,
                ..fact(told.at.date_naive(), said)
            });
        }
        let check = forecast.check;
        match check.filter(|check| self.period.came(*check, self.today)) {
            Some(check) => Some(fact(check, say::due(entry, check, self.today))),
            None if self.period.holds(at, entry) => {
                let said = say::forecast(entry, check, self.today);
                Some(fact(entry.at.date_naive(), said))
            }
            None => None,
        }
    }

    /// Letters whose day came.
    pub(super) fn letters(&self) -> Vec<Fact> {
        let came = |entry: &Entry| {
            let day = self.journal.current(entry).sealed?;
            self.period.came(day, self.today).then_some(day)
        };
        let letters = self.own().filter_map(|(_, entry)| {
            let day = came(entry)?;
            let prompt = entry.asked.as_ref()?.prompt.clone();
            Some(Fact {
                said: say::letter(entry, day, self.today),
                leads: Some(Leads::Thread(prompt, entry.id.clone())),
                ..about(Kind::Letter, day, entry)
            })
        });
        letters.collect()
    }
}
