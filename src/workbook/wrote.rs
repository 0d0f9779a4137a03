//! An entry being made of what stands in the fields, and what it states beside itself.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{
    Lack, Place, Workbook, Writing, compose,
    given::{put_off, sealed_until},
};
use crate::{
    deck::{Prompt, States},
    insight::told::told,
    journal::{Asked, Entry, Fact, ME, Mark, Record, Stop},
    time::{Day, Moment, parse_day},
};

/// The parts of an entry, before it is one.
pub(super) struct Said {
    prompt: Prompt,
    words: String,
    mark: Option<Mark>,
    asked: Option<Arc<Asked>>,
    sealed: Option<Day>,
}

impl Workbook {
    /// What was given, as the parts of an entry. Changes nothing.
    pub(super) fn weigh(
        &self,
        now: Moment,
        place: &Place,
        writing: &Writing,
    ) -> Result<Said, Lack> {
        let Some(prompt) = self.question(&place.walk) else {
            return Err(Lack::Nothing);
        };
        // Days are meant as they were when they were said.
        let today = place.written.unwrap_or(now).date_naive();
        let given = &writing.given;
        let (words, mark) = compose(&prompt, given, today)?;
        let revises = self.corrected_by(place, writing);
        let revises = revises.as_deref();
        let before = revises.and_then(|id| self.journal.entry(id)?.sealed);
        let sealed = sealed_until(&prompt, given, today, before)?;
        let by = put_off(&prompt, given, today)?;
        let (mark, asked) = match place.walk.about() {
            _ if place.walk.is_nowhere() => (mark, None),
            None => (mark, Some(Arc::new(Asked::of(&prompt)))),
            Some(about) => self.speak_about(about, &prompt, mark, by, revises),
        };
        Ok(Said {
            prompt,
            words,
            mark,
            asked,
            sealed,
        })
    }

    /// Puts an entry among the records, and before it what it states.
    pub(super) fn wrote(
        &mut self,
        now: Moment,
        place: &Place,
        writing: &Writing,
        said: Said,
        records: &mut Vec<Record>,
    ) {
        let at = self.tried_at(&place.entry).or(place.written).unwrap_or(now);
        let then = place.written.unwrap_or(now);
        let role = self.state_for(then, &said.prompt, &said.words, records);
        let answers = place.walk.about().map(str::to_owned);
        let revises = self.corrected_by(place, writing);
        let is_first = revises.is_none();
        if let Some(Stop::Coach(note)) = place.walk.stop() {
            // It is answered, so the next check-in does not ask it again.
            records.push(self.stated(now, Fact::Question, note, Value::Bool(false)));
        }
        records.push(Record::Wrote(Box::new(Entry {
            id: place.entry.clone(),
            at,
            author: ME.to_owned(),
            role,
            asked: said.asked,
            words: said.words,
            mark: said.mark,
            private: said.prompt.private
                || answers.as_deref().is_some_and(|id| self.is_private(id)),
            revises,
            answers,
            sealed: said.sealed,
            more: Map::new(),
        })));
        // What is corrected is pinned already, or is not any more.
        if said.prompt.states == Some(States::Pin) && is_first {
            records.push(self.stated(now, Fact::Pin, &place.entry, Value::Bool(true)));
        }
    }

    /// The entry that what is being written corrects: what changed an answer is said by the verdict
    /// on it.
    fn corrected_by(&self, place: &Place, writing: &Writing) -> Option<String> {
        let reason = match place.walk.stop() {
            Some(Stop::Reason(entry)) => self.verdict_on(entry),
            _ => None,
        };
        writing.revises.clone().or(reason)
    }

    /// The id of the writer's last verdict on an entry.
    pub(super) fn verdict_on(&self, entry: &str) -> Option<String> {
        let entry = self.journal.entry(entry)?;
        let told = told(&self.journal, entry).into_iter().rev();
        told.map(|point| point.now)
            .find(|now| matches!(now.mark, Some(Mark::Verdict(_))))
            .map(|now| now.id.clone())
    }

    /// What an answer states about the journal beside itself; gives the role it belongs to.
    fn state_for(
        &mut self,
        now: Moment,
        prompt: &Prompt,
        words: &str,
        records: &mut Vec<Record>,
    ) -> Option<String> {
        let role = self.role_with(records);
        match prompt.states {
            None | Some(States::Pin) => role.map(|(id, _)| id),
            Some(States::LookAgain) => {
                let day = parse_day(words, now.date_naive()).ok();
                let day = day.map_or(Value::Null, |day| Value::String(day.to_string()));
                records.push(self.stated(now, Fact::LookAgain, "", day));
                role.map(|(id, _)| id)
            }
            Some(States::Role) => {
                // The first words name the role; later ones open a new chapter.
                let id = match role {
                    Some((id, true)) => id,
                    Some((_, false)) | None => self.ids.session(),
                };
                records.push(self.stated(now, Fact::Role, &id, Value::String(words.to_owned())));
                Some(id)
            }
        }
    }

    /// The role held once these records are saved, and whether it is still without words.
    pub(super) fn role_with(&self, records: &[Record]) -> Option<(String, bool)> {
        let stated_now = records.iter().find_map(|record| match record {
            Record::Stated(stated) if stated.fact == Fact::Role => Some((stated.key.clone(), true)),
            Record::Stated(_)
            | Record::Opened(_)
            | Record::Wrote(_)
            | Record::Closed(_)
            | Record::Withdrew(_)
            | Record::Forgot(_)
            | Record::Other(..) => None,
        });
        let held = self.journal.role();
        stated_now.or_else(|| held.map(|(id, words)| (id.to_owned(), words.is_empty())))
    }

    /// Whether an entry is one that stays here.
    fn is_private(&self, entry: &str) -> bool {
        self.journal.entry(entry).is_some_and(|entry| entry.private)
    }
}
