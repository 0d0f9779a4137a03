//! The made-up journal: a technology leader is asked to take both seats. It is written in
//! `assets/demo.toml`, entry by entry, and made into session files like any other.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::{NaiveDateTime, TimeDelta};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    deck::{Decks, Kind, Prompt, States},
    journal::{
        Asked, Became, Closed, Entry, Fact, Forecast, Header, Ids, Judged, ME, Mark, Occasion,
        Opened, Outcome, Person, Promise, Record, SessionFile, Stated, Verdict,
    },
    time::{Day, Moment},
};

/// The last day of the story. Everything is shifted by whole weeks so that this is today, or a
/// day of this week.
pub const LAST: (i32, u32, u32) = (2026, 3, 31);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    session: Vec<Sitting>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sitting {
    at: NaiveDateTime,
    occasion: Occasion,
    #[serde(default)]
    wrote: Vec<Wrote>,
}

/// One entry as the story tells it; which fields it has says what it is.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Wrote {
    id: Option<String>,
    ask: Option<String>,
    words: String,
    rate: Option<u8>,
    choose: Vec<String>,
    lines: Vec<String>,
    people: Vec<String>,
    by: Option<Day>,
    obstacle: String,
    then: String,
    check: Option<Day>,
    percent: Option<u8>,
    yes: String,
    sealed: Option<Day>,
    corrects: Option<String>,
    question: Option<String>,
    rev: Option<u32>,
    verdict: Option<String>,
    outcome: Option<String>,
    happened: bool,
    hollow: Option<u8>,
    opened: Option<String>,
    on: Option<String>,
    beside: Option<String>,
}

/// What is wrong with the story; a test holds it to none.
#[derive(Debug, thiserror::Error)]
#[error("the made-up journal: {0}")]
pub struct Untold(String);

/// The session files of the made-up journal, as they would be if it ended in the week of `now`.
pub fn demo(decks: &Decks, now: Moment) -> Result<Vec<SessionFile>, Untold> {
    let story: Story = toml::from_str(include_str!("../../assets/demo.toml"))
        .map_err(|error| Untold(error.to_string()))?;
    let mut teller = Teller {
        decks,
        shift: shift(now.date_naive()),
        now,
        ids: Ids::new(0x0000_de30),
        known: HashMap::new(),
        asked: HashMap::new(),
        roles: (String::new(), HashSet::new()),
    };
    let sessions = story.session.into_iter().zip(1..);
    sessions
        .map(|(session, seq)| teller.session(session, seq))
        .collect()
}

fn shift(today: Day) -> TimeDelta {
    let (year, month, day) = LAST;
    let last = Day::from_ymd_opt(year, month, day).unwrap_or(today);
    TimeDelta::weeks((today - last).num_days().div_euclid(7))
}

struct Teller<'a> {
    decks: &'a Decks,
    shift: TimeDelta,
    now: Moment,
    ids: Ids,
    /// The ids that the story's own labels stand for.
    known: HashMap<String, String>,
    /// How each entry was asked, and whether it stays here, for what is said about it later.
    asked: HashMap<String, (Option<Arc<Asked>>, bool)>,
    /// The role held now, and the roles that were named.
    roles: (String, HashSet<String>),
}

impl Teller<'_> {
    fn session(&mut self, told: Sitting, seq: u64) -> Result<SessionFile, Untold> {
        let started = self.moment(told.at)?;
        let session = Header {
            id: self.ids.session(),
            seq,
            started,
            occasion: told.occasion,
            continues: None,
            more: Map::new(),
        };
        let more = Map::new();
        let mut records = vec![Record::Opened(Opened { at: started, more })];
        if self.roles.0.is_empty() {
            self.roles.0 = self.ids.session();
            let key = self.roles.0.clone();
            let unnamed = Value::String(String::new());
            records.push(self.stated(started, Fact::Role, &key, unnamed));
        }
        let mut at = started;
        for wrote in told.wrote {
            // As if each took its time to write.
            let words = i64::try_from(wrote.words.len() / 8).unwrap_or(0);
            at += TimeDelta::seconds(35 + 3 * words);
            self.wrote(at, wrote, &mut records)?;
        }
        let more = Map::new();
        records.push(Record::Closed(Closed { at, more }));
        Ok(SessionFile { session, records })
    }

    fn wrote(
        &mut self,
        at: Moment,
        mut told: Wrote,
        records: &mut Vec<Record>,
    ) -> Result<(), Untold> {
        if let Some(letter) = &told.opened {
            let key = self.known(letter)?;
            records.push(self.stated(at, Fact::Unsealed, &key, Value::Bool(true)));
            return Ok(());
        }
        let id = self.ids.entry();
        let on = told.on.as_deref().map(|on| self.known(on)).transpose()?;
        let prompt = told
            .ask
            .as_deref()
            .map(|ask| self.prompt(ask))
            .transpose()?;
        let role = self.role(at, prompt.as_ref(), &told, records);
        let (asked, private) = match (&on, &prompt) {
            (Some(on), _) => self.asked.get(on).cloned().unwrap_or_default(),
            (None, Some(prompt)) => (Some(Arc::new(asked(prompt, &told))), prompt.private),
            (None, None) => (None, false),
        };
        if prompt.as_ref().and_then(|prompt| prompt.states) == Some(States::LookAgain) {
            let day = told.by.take().map(|day| (day + self.shift).to_string());
            let day = day.map_or(Value::Null, Value::String);
            records.push(self.stated(at, Fact::LookAgain, "", day));
        }
        let revises = told.corrects.take();
        let revises = revises.map(|label| self.known(&label)).transpose()?;
        let sealed = told.sealed.map(|day| day + self.shift);
        let label = told.id.take();
        let words = std::mem::take(&mut told.words);
        let entry = Entry {
            id: id.clone(),
            at,
            author: ME.to_owned(),
            role: Some(role),
            asked: asked.clone(),
            words: words.trim_end_matches('\n').to_owned(),
            mark: self.mark(told)?,
            private,
            revises,
            answers: on,
            sealed,
            more: Map::new(),
        };
        records.push(Record::Wrote(Box::new(entry)));
        self.asked.insert(id.clone(), (asked, private));
        if let Some(label) = label {
            self.known.insert(label, id);
        }
        Ok(())
    }

    /// The role an entry belongs to; naming one states it.
    fn role(
        &mut self,
        at: Moment,
        prompt: Option<&Prompt>,
        told: &Wrote,
        records: &mut Vec<Record>,
    ) -> String {
        if prompt.and_then(|prompt| prompt.states) == Some(States::Role) {
            if self.roles.1.contains(&self.roles.0) {
                self.roles.0 = self.ids.session();
            }
            let key = self.roles.0.clone();
            self.roles.1.insert(key.clone());
            let words = Value::String(told.words.trim().to_owned());
            records.push(self.stated(at, Fact::Role, &key, words));
        }
        self.roles.0.clone()
    }

    fn mark(&self, told: Wrote) -> Result<Option<Mark>, Untold> {
        let day = |day: Option<Day>| day.map(|day| day + self.shift);
        let kind = told
            .ask
            .as_deref()
            .map(|ask| self.prompt(ask))
            .transpose()?;
        let kind = kind.map(|prompt| prompt.kind);
        Ok(match kind {
            None if told.happened => None,
            None => match (told.verdict, told.outcome, told.hollow) {
                (Some(verdict), _, _) => {
                    let is = Judged::named(&verdict).ok_or(Untold(verdict))?;
                    let beside = told.beside.as_deref();
                    let beside = beside.map(|label| self.known(label)).transpose()?;
                    Some(Mark::Verdict(Verdict { is, beside }))
                }
                (_, Some(outcome), _) => {
                    let is = Became::named(&outcome).ok_or(Untold(outcome))?;
                    let by = day(told.by);
                    Some(Mark::Outcome(Outcome { is, by }))
                }
                (_, _, hollow) => hollow.map(Mark::Rating),
            },
            Some(Kind::Long) => None,
            Some(Kind::Scale) => told.rate.map(Mark::Rating),
            Some(Kind::One) => told.choose.into_iter().next().map(Mark::Choice),
            Some(Kind::Many) => Some(Mark::Choices(told.choose)),
            Some(Kind::List) => Some(Mark::Lines(told.lines)),
            Some(Kind::People) => Some(Mark::People(
                told.people.iter().map(|line| person(line)).collect(),
            )),
            Some(Kind::Commit) => Some(Mark::Promise(Promise {
                by: day(told.by),
                obstacle: told.obstacle,
                then: told.then,
            })),
            Some(Kind::Predict) => Some(Mark::Forecast(Forecast {
                check: day(told.check),
                percent: told.percent,
                yes: told.yes,
            })),
        })
    }

    fn prompt(&self, id: &str) -> Result<Prompt, Untold> {
        let found = self.decks.prompt(id).map(|(_, prompt)| prompt.clone());
        found.ok_or_else(|| Untold(format!("no question {id}")))
    }

    fn known(&self, label: &str) -> Result<String, Untold> {
        let id = self.known.get(label).cloned();
        id.ok_or_else(|| Untold(format!("no entry {label}")))
    }

    fn moment(&self, at: NaiveDateTime) -> Result<Moment, Untold> {
        let shifted = at + self.shift;
        let moment = shifted.and_local_timezone(*self.now.offset()).single();
        // The last session is not later than now.
        let moment = moment.map(|moment| moment.min(self.now));
        moment.ok_or_else(|| Untold(format!("no such moment: {at}")))
    }

    fn stated(&mut self, at: Moment, fact: Fact, key: &str, value: Value) -> Record {
        Record::Stated(Stated {
            id: self.ids.entry(),
            at,
            fact,
            key: key.to_owned(),
            value,
            more: Map::new(),
        })
    }
}

/// The question as it was asked then.
fn asked(prompt: &Prompt, told: &Wrote) -> Asked {
    let now = Asked::of(prompt);
    Asked {
        rev: told.rev.unwrap_or(now.rev),
        question: told.question.clone().unwrap_or(now.question),
        ..now
    }
}

fn person(line: &str) -> Person {
    let (role, said) = line.split_once(':').unwrap_or((line, ""));
    Person {
        role: role.trim().to_owned(),
        line: said.trim().to_owned(),
    }
}
