use std::collections::HashMap;

use super::{Fact, Kind, Leads, Period, Said, say};
use crate::{
    deck::{DeckKind, Decks},
    journal::{self, Entry, Journal, ME, Mark},
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
    entry.author == ME
        && entry.asked.is_some()
        && entry.answers.is_none()
        && journal.corrects(entry).is_none()
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
        all.filter(|(_, entry)| self.is_own(entry))
    }

    pub(super) fn is_own(&self, entry: &Entry) -> bool {
        entry.author == ME && self.journal.corrects(entry).is_none()
    }

    pub(super) fn holds(&self, entry: &Entry) -> bool {
        let at = self.journal.position(&entry.id);
        at.is_some_and(|at| self.period.holds(at, entry))
    }

    pub(super) fn kind_of(&self, prompt: &str) -> Option<DeckKind> {
        let (deck, _) = prompt.split_once('.')?;
        self.kinds.get(deck).copied()
    }

    /// What was said last about an entry, or about its correction.
    fn last_about(&self, entry: &Entry, is: fn(&Mark) -> bool) -> Option<&'a Entry> {
        let now = &self.journal.current(entry).id;
        let about = self.journal.about(&entry.id);
        let later = self.journal.about(now).filter(|_| *now != entry.id);
        about
            .chain(later)
            .filter(|said| self.is_own(said) && said.mark.as_ref().is_some_and(is))
            .max_by_key(|said| self.journal.position(&said.id))
    }

    pub(super) fn outcome(&self, entry: &Entry) -> Option<&'a Entry> {
        self.last_about(entry, |mark| matches!(mark, Mark::Outcome(_)))
    }

    /// The first words of an entry; none of those that are not to be seen yet.
    pub(super) fn quote(&self, entry: &Entry) -> Option<String> {
        let now = self.journal.current(entry);
        let hidden = [entry, now]
            .iter()
            .any(|entry| self.journal.sealed(entry, self.today).is_some());
        let open = matches!(now.mark, Some(Mark::Forecast(_))) && self.outcome(entry).is_none();
        if hidden || open {
            return None;
        }
        say::first_words(now)
    }

    fn verdicts(&self) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (at, said) in self.own() {
            let now = self.journal.current(said);
            let (Some(Mark::Verdict(verdict)), Some(on)) = (&now.mark, &said.answers) else {
                continue;
            };
            let Some(on) = self.journal.entry(on) else {
                continue;
            };
            let last = self.last_about(on, |mark| matches!(mark, Mark::Verdict(_)));
            let holds = last.is_some_and(|last| last.id == said.id);
            if !holds || !self.period.holds(at, said) {
                continue;
            }
            let is = verdict.is.words().to_owned();
            let words = self.quote(on);
            let why = some(&now.words);
            facts.push(Fact {
                said: say::verdict(on, &is, words.as_deref(), why.as_deref(), self.today),
                is: Some(is),
                words,
                why,
                leads: Some(Leads::Beside(on.id.clone(), verdict.beside.clone())),
                ..about(Kind::Verdict, said.at.date_naive(), on)
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
