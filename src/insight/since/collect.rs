use std::collections::HashMap;

use super::{Fact, Kind, Leads, Period, Said, say};
use crate::{
    deck::{DeckKind, Decks},
    insight::thread::Point,
    journal::{self, Entry, Journal, Mark},
    time::Day,
};

pub(super) fn all(journal: &Journal, decks: &Decks, period: &Period, today: Day) -> Vec<Fact> {
    let look = Look {
        journal,
        period,
        today,
        kinds: decks
            .outlines()
            .map(|deck| (deck.id.as_str(), deck.kind))
            .collect(),
    };
    let mut facts = look.verdicts();
    facts.extend(look.promises());
    facts.extend(look.forecasts());
    facts.extend(look.letters());
    facts.extend(look.roles());
    facts.extend(look.questions());
    facts.extend(look.rested());
    facts.sort_by_key(|fact| fact.kind);
    facts
}

/// Whether an entry is an answer of the writer to a question, and no correction of one.
pub(super) fn is_answer(journal: &Journal, entry: &Entry) -> bool {
    entry.asked.is_some() && entry.answers.is_none() && journal.own(entry).is_some()
}

/// A period of a journal, looked at on a day.
pub(super) struct Look<'a> {
    pub(super) journal: &'a Journal,
    pub(super) period: &'a Period,
    pub(super) today: Day,
    kinds: HashMap<&'a str, DeckKind>,
}

impl<'a> Look<'a> {
    /// The writer's own entries with their positions; corrections stand in the place of what
    /// they correct.
    pub(super) fn own(&self) -> impl Iterator<Item = (usize, &'a Entry)> {
        let all = self.journal.entries().enumerate();
        all.filter(|(_, entry)| self.journal.own(entry).is_some())
    }

    /// Whether a point belongs to the period, by its place and its date.
    pub(super) fn holds(&self, point: Point<'_>) -> bool {
        let at = self.journal.position(&point.first.id);
        at.is_some_and(|at| self.period.holds(at, point.first))
    }

    pub(super) fn kind_of(&self, prompt: &str) -> Option<DeckKind> {
        let (deck, _) = prompt.split_once('.')?;
        self.kinds.get(deck).copied()
    }

    /// The first words of an entry; none of those that are not to be seen yet.
    pub(super) fn quote(&self, point: Point<'_>) -> Option<String> {
        let hidden = point.hidden(self.journal, self.today).is_some();
        (!hidden).then(|| say::first_words(point.now))?
    }

    fn verdicts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (_, entry) in self.own() {
            let said = Point::of(self.journal, entry);
            let (Some(Mark::Verdict(verdict)), Some(on)) = (&said.now.mark, &entry.answers) else {
                continue;
            };
            let Some(on) = self.journal.entry(on) else {
                continue;
            };
            let on = Point::of(self.journal, self.journal.first(on));
            let last = on.verdict(self.journal);
            let holds = last.is_some_and(|(last, _)| last.first.id == entry.id);
            if !holds || !self.holds(said) {
                continue;
            }
            let is = verdict.is.words().to_owned();
            let words = self.quote(on);
            let why = some(&said.now.words);
            facts.push(Fact {
                said: say::verdict(on, &is, words.as_deref(), why.as_deref(), self.today),
                is: Some(is),
                words,
                why,
                leads: Some(Leads::Beside(on.first.id.clone(), verdict.beside.clone())),
                ..about(Kind::Verdict, said.day(), on.first)
            });
        }
        facts
    }

    fn roles(&self) -> Vec<Fact> {
        let roles = self.journal.facts().iter().filter_map(|stated| {
            let day = stated.at.date_naive();
            let words = stated.value.as_str().and_then(some)?;
            let role = stated.fact == journal::Fact::Role;
            (role && self.period.begins_by(day)).then(|| Fact {
                said: say::role(&words, day, self.today),
                words: Some(words),
                ..bare(Kind::Role, day)
            })
        });
        roles.collect()
    }
}

pub(super) fn some(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

fn bare(kind: Kind, day: Day) -> Fact {
    Fact {
        kind,
        day,
        prompt: None,
        question: None,
        entry: None,
        then: None,
        now: None,
        is: None,
        words: None,
        why: None,
        said: Said::default(),
        leads: None,
    }
}

/// A fact about an entry.
pub(super) fn about(kind: Kind, day: Day, entry: &Entry) -> Fact {
    let asked = entry.asked.as_ref();
    Fact {
        prompt: asked.map(|asked| asked.prompt.clone()),
        question: asked.map(|asked| asked.question.clone()),
        entry: Some(entry.id.clone()),
        ..bare(kind, day)
    }
}
