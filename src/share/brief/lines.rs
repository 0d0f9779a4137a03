//! What stands on the page.

use super::{Line, Part};
use crate::{
    deck::Decks,
    insight::{
        promises::{Promised, Stands, promises},
        say_and_hold::{HOLD, SAY},
        since::{Fact, Kind, Leads, Period, QUESTION, since},
        thread::{Point, points},
    },
    journal::{Became, Entry, Journal},
    text::flat,
    time::{Day, say::short},
};

/// What is said of a promise that is done.
pub(super) const DONE: &str = "done";

/// Marks that every roundtable asks for, and what they are about.
const ASKED: [(&str, &str); 3] = [
    (SAY, "how far your say goes"),
    (HOLD, "how much is in your hands"),
    ("seam.11", "how visible the join is"),
];

pub(super) fn all(journal: &Journal, decks: &Decks, period: &Period, today: Day) -> Vec<Line> {
    let look = Look {
        journal,
        decks,
        period,
        today,
    };
    let facts = since(journal, decks, period, today);
    let of = |kind: Kind| facts.iter().filter(move |fact| fact.kind == kind);
    let mut lines: Vec<Line> = of(Kind::Verdict)
        .filter_map(|fact| look.verdict(fact))
        .collect();
    let place = |prompt: &str| ASKED.iter().position(|(asked, _)| *asked == prompt);
    let mut marks: Vec<_> = of(Kind::Mark).collect();
    marks.sort_by_key(|fact| place(fact.prompt.as_deref().unwrap_or("")).unwrap_or(ASKED.len()));
    lines.extend(marks.into_iter().filter_map(|fact| look.mark(fact)));
    let mut promised: Vec<_> = promises(journal)
        .filter_map(|one| look.promise(&one))
        .collect();
    promised.sort_by_key(|(is_open, day, _)| (*is_open, *day));
    lines.extend(promised.into_iter().map(|(.., line)| line));
    lines.extend(points(journal, QUESTION).filter_map(|point| look.question(point)));
    lines
}

struct Look<'a> {
    journal: &'a Journal,
    decks: &'a Decks,
    period: &'a Period,
    today: Day,
}

impl Look<'_> {
    fn verdict(&self, fact: &Fact) -> Option<Line> {
        let on = self.journal.entry(fact.entry.as_ref()?)?;
        let point = Point::of(self.journal, on);
        // Of what is not to be seen yet there is no line either.
        if point.hidden(self.journal, self.today).is_some() {
            return None;
        }
        let words = fact.words.clone().unwrap_or_default();
        Some(Line {
            lead: fact.is.clone()?,
            title: self.title(on),
            words,
            when: short(point.day(), self.today),
            is_private: point.now.private || on.private,
            ..line(Part::Verdicts, on, fact.leads.clone()?)
        })
    }

    fn mark(&self, fact: &Fact) -> Option<Line> {
        let (then, now) = (fact.then.as_ref()?, fact.now.as_ref()?);
        let on = self.journal.entry(&now.entry)?;
        let known = ASKED
            .iter()
            .find(|(prompt, _)| fact.prompt.as_deref() == Some(prompt));
        let title = match known {
            Some((_, title)) => (*title).to_owned(),
            None => fact.question.clone()?,
        };
        let private = |id: &str| self.journal.entry(id).is_some_and(|one| one.private);
        Some(Line {
            lead: format!("{}   {}", then.says, now.says),
            title,
            is_private: private(&then.entry) || private(&now.entry),
            ..line(Part::Marks, on, fact.leads.clone()?)
        })
    }

    /// Whether it is open, its day, and its line; nothing of what was over before the period.
    fn promise(&self, promised: &Promised<'_>) -> Option<(bool, Day, Line)> {
        let (point, today) = (promised.point, self.today);
        let last = promised.last();
        let told = last.is_some_and(|told| self.holds(told.point));
        let is_open = !promised.is_over();
        if !(is_open || told) || point.hidden(self.journal, today).is_some() {
            return None;
        }
        let lead = match last.map(|told| &told.outcome.is) {
            Some(Became::Done) => DONE,
            Some(is) if !is_open => is.words(),
            _ => "open",
        };
        let when = match promised.stands(today) {
            Stands::Overdue(day) => format!("was due {}", short(day, today)),
            Stands::Due(day) | Stands::Later(day) => format!("due {}", short(day, today)),
            Stands::Undated | Stands::Over => String::new(),
        };
        let line = Line {
            lead: lead.to_owned(),
            words: flat(&point.now.words),
            when,
            is_private: point.now.private || point.first.private,
            ..line(Part::Promises, point.first, Leads::Promises)
        };
        Some((is_open, point.day(), line))
    }

    /// A question written for the roundtable that is to come.
    fn question(&self, point: Point<'_>) -> Option<Line> {
        let words = flat(&point.now.words);
        let is_hidden = point.hidden(self.journal, self.today).is_some();
        if words.is_empty() || is_hidden || !self.holds(point) {
            return None;
        }
        let leads = Leads::Thread(QUESTION.to_owned(), point.first.id.clone());
        Some(Line {
            words,
            is_private: point.now.private || point.first.private,
            ..line(Part::Questions, point.first, leads)
        })
    }

    fn holds(&self, point: Point<'_>) -> bool {
        let at = self.journal.position(&point.first.id);
        at.is_some_and(|at| self.period.holds(at, point.first))
    }

    /// The title of the track an entry belongs to; its question where no deck holds it.
    fn title(&self, entry: &Entry) -> String {
        let Some(asked) = &entry.asked else {
            return "A note".to_owned();
        };
        match self.decks.prompt(&asked.prompt) {
            Some((deck, _)) => deck.title.clone(),
            None => asked.question.clone(),
        }
    }
}

fn line(part: Part, entry: &Entry, leads: Leads) -> Line {
    Line {
        part,
        entry: entry.id.clone(),
        day: entry.at.date_naive(),
        lead: String::new(),
        title: String::new(),
        words: String::new(),
        when: String::new(),
        is_private: false,
        leads,
    }
}
