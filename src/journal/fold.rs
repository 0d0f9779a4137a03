use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use chrono::NaiveDate;
use serde_json::Value;

use super::{Asked, Entry, Fact, Header, ME, Mark, Occasion, Problem, Record, SessionFile, Stated};
use crate::time::{Day, Moment};

/// Everything that was said, in order: by session sequence, then session id, then position.
///
/// The fold is the same in whatever order the files were read, and however often.
#[derive(Debug, Default)]
pub struct Journal {
    sittings: Vec<Sitting>,
    #[expect(
        clippy::vec_box,
        reason = "entries stay where they were read: at 10,000 of them moving costs what a page of home costs"
    )]
    entries: Vec<Box<Entry>>,
    /// For each entry, the index of its sitting.
    sat: Vec<usize>,
    by_session: HashMap<String, usize>,
    by_id: HashMap<String, usize>,
    by_prompt: HashMap<String, Thread>,
    /// For each entry that others answer, their positions.
    by_answered: HashMap<String, Vec<usize>>,
    /// Where promises and forecasts stand.
    promises: Vec<usize>,
    forecasts: Vec<usize>,
    /// Where letters to oneself stand.
    letters: Vec<usize>,
    /// The latest of each fact and key, and when each was first stated.
    facts: Vec<Stated>,

    /// For each entry that was corrected, the id of the form that follows it. Where one was
    /// corrected twice, the second correction follows the first.
    corrected: HashMap<String, String>,
    /// The ids of all facts that were stated.
    stated: HashSet<String>,
    gone: HashSet<String>,
    /// Of those that are gone, the ones that were forgotten, and when.
    forgotten: BTreeMap<String, Moment>,
    /// Their bodies, where files still hold them.
    #[expect(clippy::vec_box, reason = "as they come")]
    unseen: Vec<Box<Entry>>,
    problems: Vec<Problem>,
}

/// Everything that was answered to one prompt.
#[derive(Debug, Default)]
struct Thread {
    entries: Vec<usize>,
    /// One copy of each form in which it was asked, however many answers carry it.
    asked: Vec<Arc<Asked>>,
}

/// A session as the journal knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Sitting {
    pub id: String,
    pub seq: u64,
    pub started: Moment,
    pub occasion: Occasion,
    /// The entries written in it, as positions in [`Journal::entries`].
    pub entries: Vec<usize>,
}

impl Journal {
    /// Folds session files, which may come in any order and hold the same records twice.
    pub fn fold(files: Vec<SessionFile>) -> Self {
        let mut files = files;
        // Of two files of one session the one that holds more was written later. What is still
        // equal is ordered by what it says, so that the fold does not depend on how it was read.
        files.sort_by(|a, b| {
            let say = |file: &SessionFile| format!("{file:?}");
            (order(&a.session).cmp(&order(&b.session)))
                .then_with(|| a.records.len().cmp(&b.records.len()))
                .then_with(|| say(a).cmp(&say(b)))
        });
        let mut journal = Self::default();
        // What was forgotten or withdrawn wins over every copy, wherever it was said.
        for record in files.iter().flat_map(|file| &file.records) {
            match record {
                Record::Forgot(forgot) => {
                    let at = forgot.forgotten_at;
                    journal.forgotten.insert(forgot.id.clone(), at);
                    journal.gone.insert(forgot.id.clone())
                }
                Record::Withdrew(withdrew) => journal.gone.insert(withdrew.entry.clone()),
                Record::Opened(_)
                | Record::Wrote(_)
                | Record::Stated(_)
                | Record::Closed(_)
                | Record::Other(..) => false,
            };
        }
        journal.make_room(&files);
        for file in files {
            journal.add(&file.session, file.records);
        }
        journal
    }

    /// Takes the memory for all of them at once: growing bit by bit costs as much as the rest.
    fn make_room(&mut self, files: &[SessionFile]) {
        let records = files.iter().map(|file| file.records.len()).sum();
        self.sittings.reserve(files.len());
        self.by_session.reserve(files.len());
        self.entries.reserve(records);
        self.sat.reserve(records);
        self.by_id.reserve(records);
    }

    /// Adds the records that were just saved in a session that comes last, or is going on.
    pub fn add(&mut self, session: &Header, records: Vec<Record>) {
        let sitting = self.sitting_for(session);
        for record in records {
            match record {
                Record::Wrote(entry) => self.add_entry(sitting, entry),
                Record::Stated(stated) => self.state(stated),
                Record::Forgot(forgot) => {
                    self.forgotten
                        .insert(forgot.id.clone(), forgot.forgotten_at);
                    self.gone.insert(forgot.id);
                }
                Record::Withdrew(withdrew) => {
                    self.gone.insert(withdrew.entry);
                }
                Record::Opened(_) | Record::Closed(_) | Record::Other(..) => {}
            }
        }
    }

    fn sitting_for(&mut self, session: &Header) -> usize {
        let next = self.sittings.len();
        let at = *self.by_session.entry(session.id.clone()).or_insert(next);
        if at < next {
            return at;
        }
        self.sittings.push(Sitting {
            id: session.id.clone(),
            seq: session.seq,
            started: session.started,
            occasion: session.occasion.clone(),
            entries: Vec::new(),
        });
        at
    }

    fn add_entry(&mut self, sitting: usize, mut entry: Box<Entry>) {
        if self.gone.contains(&entry.id) {
            if self.forgotten.contains_key(&entry.id) {
                self.problems.push(Problem::Returned(entry.id.clone()));
            }
            self.unseen.push(entry);
            return;
        }
        if let Some(known) = self
            .by_id
            .get(&entry.id)
            .and_then(|at| self.entries.get(*at))
        {
            if **known == *entry {
                return;
            }
            // Two bodies under one id: neither is dropped.
            let problem = Problem::TwoBodies(entry.id.clone());
            let mut other = 2;
            let first = entry.id.clone();
            loop {
                entry.id = format!("{first}~{other}");
                match self
                    .by_id
                    .get(&entry.id)
                    .and_then(|at| self.entries.get(*at))
                {
                    None => break,
                    Some(known) if **known == *entry => return,
                    Some(_) => other += 1,
                }
            }
            self.problems.push(problem);
        }
        if let Some(earlier) = self.corrects(&entry) {
            let last = self.current(earlier).id.clone();
            self.corrected.insert(last, entry.id.clone());
        }
        let at = self.entries.len();
        self.by_id.insert(entry.id.clone(), at);
        if let Some(answered) = &entry.answers {
            let answers = self.by_answered.entry(answered.clone()).or_default();
            answers.push(at);
        }
        match &entry.mark {
            Some(Mark::Promise(_)) => self.promises.push(at),
            Some(Mark::Forecast(_)) => self.forecasts.push(at),
            _ => {}
        }
        if entry.sealed.is_some() {
            self.letters.push(at);
        }
        let answers = entry.answers.is_some();
        if let Some(asked) = &mut entry.asked {
            self.thread(asked, at, answers);
        }
        if let Some(sitting) = self.sittings.get_mut(sitting) {
            sitting.entries.push(at);
        }
        self.sat.push(sitting);
        self.entries.push(entry);
    }

    /// Puts the entry at a position into the thread of its prompt, unless it speaks about an
    /// entry of it, and shares the question with the entries before it.
    fn thread(&mut self, asked: &mut Arc<Asked>, at: usize, answers: bool) {
        if !self.by_prompt.contains_key(&asked.prompt) {
            self.by_prompt
                .insert(asked.prompt.clone(), Thread::default());
        }
        let Some(thread) = self.by_prompt.get_mut(&asked.prompt) else {
            return;
        };
        if !answers {
            thread.entries.push(at);
        }
        match thread.asked.iter().find(|known| *known == asked) {
            Some(known) => *asked = Arc::clone(known),
            None => thread.asked.push(Arc::clone(asked)),
        }
    }

    fn state(&mut self, stated: Stated) {
        // The same statement in a second file must not win over a later one.
        if !self.stated.insert(stated.id.clone()) {
            return;
        }
        let same = |known: &Stated| known.fact == stated.fact && known.key == stated.key;
        if let Some(known) = self.facts.iter_mut().find(|known| same(known)) {
            *known = stated;
        } else {
            self.facts.push(stated);
        }
    }

    /// All entries, oldest session first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> + ExactSizeIterator {
        self.entries.iter().map(Box::as_ref)
    }

    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry at a position.
    pub fn at(&self, position: usize) -> Option<&Entry> {
        self.entries.get(position).map(Box::as_ref)
    }

    /// The entry that corrects this one, if one does: a later one of the same author.
    pub fn correction(&self, id: &str) -> Option<&Entry> {
        self.entry(self.corrected.get(id)?)
    }

    /// The entry as it stands now: the last of its corrections, or itself.
    pub fn current<'a>(&'a self, entry: &'a Entry) -> &'a Entry {
        let mut current = entry;
        // Every form stands after the one it follows, so this comes to an end.
        while let Some(later) = self.correction(&current.id) {
            current = later;
        }
        current
    }

    /// The entry that this one corrects, where the journal holds it.
    ///
    /// Nobody corrects words of somebody else, and nothing corrects what stands after it: so a
    /// ring of corrections, which only a hand could make, has a first, and none of it is lost.
    pub fn corrects(&self, entry: &Entry) -> Option<&Entry> {
        let at = self.position(entry.revises.as_ref()?)?;
        let is_later = self.position(&entry.id).is_none_or(|own| at < own);
        self.at(at)
            .filter(|earlier| is_later && earlier.author == entry.author)
    }

    /// The entry whose place this one takes: the first that it corrects, or itself.
    pub fn first<'a>(&'a self, entry: &'a Entry) -> &'a Entry {
        let mut first = entry;
        while let Some(earlier) = self.corrects(first) {
            first = earlier;
        }
        first
    }

    /// An entry and its corrections, whichever of them is given, oldest first.
    pub fn forms<'a>(&'a self, entry: &'a Entry) -> impl Iterator<Item = &'a Entry> {
        let next = |form: &&'a Entry| self.correction(&form.id);
        std::iter::successors(Some(self.first(entry)), next)
    }

    /// What was said about an entry later: verdicts, outcomes, notes, oldest first.
    pub fn about(&self, id: &str) -> impl DoubleEndedIterator<Item = &Entry> {
        let positions = self.by_answered.get(id).map_or(&[][..], Vec::as_slice);
        positions.iter().filter_map(|at| self.at(*at))
    }

    /// Where entries with a promise stand, oldest first; corrections of them among them.
    pub fn promises(&self) -> &[usize] {
        &self.promises
    }

    /// Where entries with a forecast stand, oldest first; corrections of them among them.
    pub fn forecasts(&self) -> &[usize] {
        &self.forecasts
    }

    /// The day until which the words of an entry are not shown; none once it has come, or once
    /// the letter was opened. A letter and its corrections are one letter: the last day holds,
    /// and one of them opened is all of them opened.
    pub fn sealed(&self, entry: &Entry, today: Day) -> Option<Day> {
        if self.letters.is_empty() {
            return None;
        }
        let days = self.forms(entry).filter_map(|form| form.sealed);
        let day = days.last().filter(|day| *day > today)?;
        self.unsealed(&entry.id).is_none().then_some(day)
    }

    /// When a letter was opened, if it was, under whichever of its ids.
    pub fn unsealed(&self, id: &str) -> Option<Moment> {
        let entry = self.entry(id)?;
        let opened = |form: &Entry| {
            let is = |stated: &&Stated| {
                stated.fact == Fact::Unsealed && stated.key == form.id && stated.value == true
            };
            self.facts.iter().find(is).map(|stated| stated.at)
        };
        self.forms(entry).find_map(opened)
    }

    /// Where letters to oneself stand, oldest first; corrections of them among them.
    pub fn letters(&self) -> &[usize] {
        &self.letters
    }

    /// The position of the entry with this id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The entry with this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).and_then(|at| self.at(*at))
    }

    /// The session in which the entry at this position was written.
    pub fn sitting_of(&self, at: usize) -> Option<&Sitting> {
        self.sat
            .get(at)
            .and_then(|sitting| self.sittings.get(*sitting))
    }

    /// All sessions, in order.
    pub fn sittings(&self) -> &[Sitting] {
        &self.sittings
    }

    /// The answers to one prompt, oldest first.
    pub fn answers<'a>(&'a self, prompt: &str) -> impl DoubleEndedIterator<Item = &'a Entry> {
        self.thread_of(prompt).iter().filter_map(|at| self.at(*at))
    }

    /// Where the answers to one prompt stand, oldest first.
    pub fn thread_of(&self, prompt: &str) -> &[usize] {
        self.by_prompt
            .get(prompt)
            .map_or(&[][..], |thread| &thread.entries)
    }

    /// The writer's own entry at its place; nothing for a correction, or for somebody else's.
    pub fn own<'a>(&self, entry: &'a Entry) -> Option<&'a Entry> {
        (entry.author == ME && self.corrects(entry).is_none()).then_some(entry)
    }

    /// The writer's latest answer to one prompt, as it was first given, found from the end of its
    /// thread; [`Self::current`] is how it stands now.
    pub fn latest(&self, prompt: &str) -> Option<&Entry> {
        self.answers(prompt).rev().find_map(|entry| self.own(entry))
    }

    /// The latest of each fact and key, in the order in which they were first stated.
    pub fn facts(&self) -> &[Stated] {
        &self.facts
    }

    /// The role held now: its id and words. The words are empty until it is named.
    pub fn role(&self) -> Option<(&str, &str)> {
        let roles = self
            .facts
            .iter()
            .rev()
            .filter(|stated| stated.fact == Fact::Role);
        roles
            .map(|stated| {
                (
                    stated.key.as_str(),
                    stated.value.as_str().unwrap_or_default(),
                )
            })
            .next()
    }

    /// The words of the role with this id.
    pub fn role_words(&self, id: &str) -> Option<&str> {
        let stated = self
            .facts
            .iter()
            .find(|stated| stated.fact == Fact::Role && stated.key == id);
        stated.and_then(|stated| stated.value.as_str())
    }

    /// When to look again, if a day was set.
    pub fn look_again(&self) -> Option<Day> {
        let stated = self
            .facts
            .iter()
            .find(|stated| stated.fact == Fact::LookAgain)?;
        NaiveDate::parse_from_str(stated.value.as_str()?, "%Y-%m-%d").ok()
    }

    /// The latest statement of each key of a fact, in the order in which they were first stated.
    pub fn facts_of(&self, fact: Fact) -> impl DoubleEndedIterator<Item = &Stated> {
        self.facts.iter().filter(move |stated| stated.fact == fact)
    }

    /// The value of a setting.
    pub fn setting(&self, key: &str) -> Option<&Value> {
        let of = |stated: &&Stated| stated.fact == Fact::Setting && stated.key == key;
        self.facts.iter().find(of).map(|stated| &stated.value)
    }

    /// The number the next session takes.
    pub fn next_seq(&self) -> u64 {
        self.sittings
            .iter()
            .map(|sitting| sitting.seq)
            .max()
            .unwrap_or(0)
            .saturating_add(1)
    }

    /// Every id that was forgotten, and when.
    pub fn forgotten(&self) -> impl Iterator<Item = (String, Moment)> {
        self.forgotten.iter().map(|(id, at)| (id.clone(), *at))
    }

    /// Entries that are gone, and lie in files all the same.
    pub fn unseen(&self) -> impl Iterator<Item = &Entry> {
        self.unseen.iter().map(Box::as_ref)
    }

    /// Whether the entry of this id was forgotten or taken back, here or elsewhere.
    pub fn is_gone(&self, id: &str) -> bool {
        self.gone.contains(id)
    }

    /// What the fold itself came upon.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

fn order(session: &Header) -> (u64, &str) {
    (session.seq, &session.id)
}
