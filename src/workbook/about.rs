//! What is said about an entry: a verdict, an outcome, what happened. Each is an entry of its own
//! that answers the other; of those of one kind the last one holds.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{
    Pending, REASON, Workbook, Writing, about,
    coming_home::{Coming, note_of},
    given_of,
};
use crate::{
    deck::{Choice, Kind, Prompt},
    insight::forecasts::Expected,
    journal::{Asked, Became, Entry, Fact, Judged, ME, Mark, Outcome, Record, Verdict, Walk},
    time::{Day, Moment, say},
};

/// The question that takes a verdict and why.
pub const VERDICT: &str = "quarter.2";
/// The question that takes what became of a promise.
pub const BECAME: &str = "before.3";
/// The question that sets a mark for then, from now.
pub const THEN_FROM_NOW: &str = "quarter.5";
/// The question that takes a line on what happened, before a forecast is shown again.
pub const HAPPENED: &str = "forecast.happened";

/// The question that takes what a forecast came to, once the line is written.
pub const CAME: &str = "forecast.came";

/// The question that a coach asked, at the check-in that asks it.
pub const COACH_ASKS: &str = "coach.asks";

/// What is said with a single key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A verdict on an older entry; `beside` is the newer one it was read against.
    Verdict {
        on: String,
        is: Judged,
        beside: Option<String>,
    },
    /// What became of a promise or a forecast; `by` puts a promise off.
    Outcome {
        on: String,
        is: Became,
        by: Option<Day>,
    },
    /// A mark on a scale, from 1 to 7, for when an older one was set, knowing what one knows now.
    FromNow { on: String, mark: u8 },
    /// A letter is opened before its day.
    Unseal(String),
    /// What waits in the inbox under these names becomes entries.
    TakeIn(Vec<String>),
    /// What waits in the inbox under these names goes.
    ThrowAway(Vec<String>),
    /// A choice about the journal.
    Set(&'static str, Value),
    /// A fact about the journal, of this key; a roundtable without one is a new one.
    State {
        fact: Fact,
        key: String,
        value: Value,
    },
    /// Several at once.
    All(Vec<Deed>),
    /// The notes at these places of a reply become entries.
    TakeHome(Box<Coming>, Vec<usize>),
}

impl Deed {
    /// Whether it pins something, which is said on every page.
    pub fn is_pin(&self) -> bool {
        matches!(
            self,
            Self::State {
                fact: Fact::Pin,
                ..
            }
        )
    }

    /// What is said once it is done, where that is not seen.
    pub fn said(&self) -> Option<String> {
        match self {
            Self::Verdict { is, .. } => Some(format!("Your verdict: {}.", is.words())),
            Self::Outcome { is, .. } => Some(format!("Now it is: {}.", is.words())),
            Self::State {
                fact: Fact::Pin,
                value,
                ..
            } => Some(if *value == true {
                "Pinned until the next roundtable closes.".to_owned()
            } else {
                "The pin is out.".to_owned()
            }),
            Self::FromNow { .. }
            | Self::Unseal(_)
            | Self::Set(..)
            | Self::State { .. }
            | Self::All(_)
            | Self::TakeIn(_)
            | Self::TakeHome(..)
            | Self::ThrowAway(_) => None,
        }
    }
}

impl Workbook {
    /// The question a walk asks now.
    pub fn question(&self, walk: &Walk) -> Option<Prompt> {
        if walk.is_side_note() {
            return Some(side_note());
        }
        if walk.is_nowhere() {
            return Some(note());
        }
        let id = walk.current()?;
        let Some(about) = walk.about() else {
            let of_deck = self.decks.prompt(id).map(|(_, prompt)| prompt.clone());
            return of_deck.or_else(|| super::handing::question(id));
        };
        let about = self.journal.entry(about)?;
        match id {
            HAPPENED => return Some(what_happened()),
            COACH_ASKS => return Some(coach_asks(about)),
            // What was expected is not shown, and not decided on, before the line is written.
            CAME => {
                let expected = Expected::of(&self.journal, self.journal.first(about));
                return expected.is_revealed().then(what_it_came_to);
            }
            _ => {}
        }
        let mut prompt = self.decks.prompt(id)?.1.clone();
        if let (THEN_FROM_NOW, Some(asked)) = (id, &about.asked) {
            prompt.ends.clone_from(&asked.ends);
            prompt.text = format!("{}\n{}", prompt.text, asked.question);
        }
        Some(prompt)
    }

    /// Makes records of what was said with a single key, to be saved. None where the entry it is
    /// about is not in the journal any more.
    pub fn record(&mut self, now: Moment, deed: &Deed) -> Option<Pending> {
        self.record_as(now, deed, None)
    }

    /// The same, under this id where it becomes an entry.
    pub(super) fn record_as(
        &mut self,
        now: Moment,
        deed: &Deed,
        id: Option<String>,
    ) -> Option<Pending> {
        let (on, mark) = match deed {
            Deed::Verdict { on, is, beside } => {
                let (is, beside) = (is.clone(), beside.clone());
                (on, Mark::Verdict(Verdict { is, beside }))
            }
            Deed::Outcome { on, is, by } => {
                let (is, by) = (is.clone(), *by);
                (on, Mark::Outcome(Outcome { is, by }))
            }
            Deed::FromNow { on, mark } => (on, Mark::Rating(*mark)),
            Deed::Unseal(letter) => {
                return Some(self.state(now, Fact::Unsealed, letter, Value::Bool(true)));
            }
            // Neither is about an entry.
            Deed::TakeIn(_) | Deed::ThrowAway(_) => return None,
            Deed::Set(key, value) => {
                return Some(self.state(now, Fact::Setting, key, value.clone()));
            }
            Deed::State { fact, key, value } => {
                return Some(self.state(now, fact.clone(), key, value.clone()));
            }
            Deed::All(deeds) => return self.state_all(now, deeds),
            Deed::TakeHome(coming, which) => return self.take_home(now, coming, which),
        };
        let about = self.journal.entry(on)?;
        let asked = about.asked.clone();
        let (private, answers) = (about.private, about.id.clone());
        Some(self.write(now, id, |id, role| Entry {
            id,
            at: now,
            author: ME.to_owned(),
            role,
            asked,
            words: String::new(),
            mark: Some(mark),
            private,
            revises: None,
            answers: Some(answers),
            sealed: None,
            more: Map::new(),
        }))
    }

    /// The question at which a verdict or an outcome says why, and what stands there: what the
    /// entry with this id says already, to be corrected. A note where it says neither.
    pub fn because(&self, entry: &str) -> (Walk, Writing) {
        let said = self.journal.entry(entry);
        let question = said.and_then(|said| match &said.mark {
            Some(Mark::Verdict(_)) => Some(VERDICT),
            Some(Mark::Outcome(_)) => Some(BECAME),
            _ => None,
        });
        let on = said.and_then(|said| said.answers.as_deref());
        let (Some(said), Some(question), Some(on)) = (said, question, on) else {
            return (Walk::nowhere(), Writing::default());
        };
        let given = given_of(said);
        let writing = Writing {
            cursor: given.texts.first().map_or(0, String::len),
            given,
            // The words come after the mark, which is set.
            focus: 1,
            revises: Some(said.id.clone()),
        };
        (about(question, on), writing)
    }

    /// A fact by itself.
    fn state(&mut self, now: Moment, fact: Fact, key: &str, value: Value) -> Pending {
        let mut records = self.opening(now);
        let new = fact == Fact::Roundtable && key.is_empty();
        let key = if new {
            self.ids.session()
        } else {
            key.to_owned()
        };
        records.push(self.stated(now, fact, &key, value));
        self.pending(now, records)
    }

    /// Several facts in one save; what is no fact among them is left out.
    fn state_all(&mut self, now: Moment, deeds: &[Deed]) -> Option<Pending> {
        let facts: Vec<_> = deeds
            .iter()
            .filter_map(|deed| {
                let Deed::State { fact, key, value } = deed else {
                    return None;
                };
                Some((fact.clone(), key, value.clone()))
            })
            .collect();
        if facts.is_empty() {
            return None;
        }
        let mut records = self.opening(now);
        for (fact, key, value) in facts {
            records.push(self.stated(now, fact, key, value));
        }
        Some(self.pending(now, records))
    }

    /// An entry by itself.
    fn write(
        &mut self,
        now: Moment,
        id: Option<String>,
        make: impl FnOnce(String, Option<String>) -> Entry,
    ) -> Pending {
        let mut records = self.opening(now);
        let role = self.role_with(&records).map(|(id, _)| id);
        let id = id.unwrap_or_else(|| self.entry_id());
        let mut entry = make(id.clone(), role);
        // What was tried before may be on the disk all the same; then the same is said again.
        entry.at = self.tried_at(&id).unwrap_or(entry.at);
        records.push(Record::Wrote(Box::new(entry)));
        let mut pending = self.pending(now, records);
        pending.entry = Some(id);
        pending
    }

    /// Turns an answer to a question about an entry into what it says of that entry: its mark,
    /// and the question it stands under. `by` is the new day of a promise that is still open.
    pub(super) fn speak_about(
        &self,
        about: &str,
        prompt: &Prompt,
        mark: Option<Mark>,
        by: Option<Day>,
        revises: Option<&str>,
    ) -> (Option<Mark>, Option<Arc<Asked>>) {
        let asked = self
            .journal
            .entry(about)
            .and_then(|entry| entry.asked.clone());
        let before = revises.and_then(|id| self.journal.entry(id)?.mark.clone());
        let mark = match (prompt.id.as_str(), mark, before) {
            (VERDICT, Some(Mark::Choice(id)), before) => Judged::named(&id).map(|is| {
                let beside = match before {
                    Some(Mark::Verdict(verdict)) => verdict.beside,
                    _ => None,
                };
                Mark::Verdict(Verdict { is, beside })
            }),
            // Why a verdict was given is said as a correction of it.
            (REASON, None, Some(Mark::Verdict(verdict))) => Some(Mark::Verdict(verdict)),
            (BECAME | CAME, Some(Mark::Choice(id)), _) => {
                Became::named(&id).map(|is| Mark::Outcome(Outcome { is, by }))
            }
            (_, mark, _) => mark,
        };
        (mark, asked)
    }
}

/// The question of a note, which is none.
pub fn note() -> Prompt {
    plain("", "A note, on no question.")
}

/// The question of a note that goes to a coach, so that nobody writes into it what is their own.
fn side_note() -> Prompt {
    Prompt {
        section: "A side-note".to_owned(),
        ..plain(
            "",
            "A side-note to your coach.\nIt goes with this answer: your coach reads it.",
        )
    }
}

/// The question of a note, in the coach's words.
fn coach_asks(note: &Entry) -> Prompt {
    let quote = note_of(note).map(|note| note.quote.as_str());
    let quote = quote.filter(|quote| !quote.is_empty());
    let day = note.at.date_naive();
    Prompt {
        section: "A coach\u{2019}s question".to_owned(),
        why: quote.map_or_else(String::new, |quote| format!("It is on your words: {quote}")),
        ..plain(
            COACH_ASKS,
            &format!("{}, {}:\n{}", note.author, say::plain(day), note.words),
        )
    }
}

fn what_happened() -> Prompt {
    Prompt {
        section: "A forecast".to_owned(),
        why: "Memory bends towards what happened; written first, the line keeps it straight."
            .to_owned(),
        ..plain(
            HAPPENED,
            "What happened? A line, before you see what you expected.",
        )
    }
}

fn what_it_came_to() -> Prompt {
    let option = |(is, text): (Became, &str)| Choice {
        id: is.id().to_owned(),
        text: text.to_owned(),
    };
    let options = [
        (Became::Happened, "It happened"),
        (Became::DidNotHappen, "It did not happen"),
        (Became::Unclear, "Unclear"),
    ];
    Prompt {
        section: "A forecast".to_owned(),
        kind: Kind::One,
        options: options.map(option).into(),
        probes: vec!["What do you make of it?".to_owned()],
        ..plain(CAME, "Did it happen?")
    }
}

/// A long question with nothing else about it.
pub(super) fn plain(id: &str, text: &str) -> Prompt {
    Prompt {
        id: id.to_owned(),
        rev: 1,
        section: String::new(),
        kind: Kind::Long,
        text: text.to_owned(),
        why: String::new(),
        probes: Vec::new(),
        dimensions: Vec::new(),
        options: Vec::new(),
        ends: None,
        note: None,
        anchor: false,
        short: false,
        blind: false,
        private: false,
        others: false,
        repeats: false,
        states: None,
        recurs: false,
        sealed: false,
    }
}
