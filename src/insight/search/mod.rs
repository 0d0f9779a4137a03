//! Words found in what was written, and what the filters beside them admit.
//!
//! Nothing is kept but for each entry where its question is told once: the words are looked
//! through at every key, and what one types on is looked for among what was found before.

mod excerpt;
mod filter;
mod fold;
mod needle;
mod parts;
mod query;
mod scan;

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::seen::all_hidden;
use crate::{
    deck::{Deck, Decks, Dimension, Prompt},
    journal::{Asked, Journal},
    time::Day,
};

pub use excerpt::Runs;
pub use fold::fold;
pub use query::Query;

use parts::parts;
use scan::Scan;

/// A journal being searched.
///
/// It knows the journal it was made for: once that has changed, a new one is needed.
#[derive(Debug)]
pub struct Search {
    /// Every form of every question, the first for what is on none.
    sources: Vec<Source>,
    /// For each entry the position of its source.
    of: Vec<usize>,
    /// Decks by id and title, those among them that only the journal remembers.
    tracks: Vec<(String, String)>,
    /// What was found, each step narrower than the one before.
    steps: Vec<Step>,
    /// The positions of what is not shown on a day.
    hidden: Option<(Day, HashSet<usize>)>,
}

/// What entries on the same form of a question share.
#[derive(Debug)]
struct Source {
    asked: Option<Arc<Asked>>,
    /// The id and title of its deck.
    track: String,
    title: String,
    dimensions: Vec<Dimension>,
}

#[derive(Debug)]
struct Step {
    query: Query,
    today: Day,
    /// Positions in the journal, the newest first.
    found: Vec<usize>,
}

/// Where in an entry something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In what its author wrote or chose.
    Own,
    /// In the question as it was asked.
    Question,
}

impl Search {
    pub fn new(journal: &Journal, decks: &Decks) -> Self {
        let mut tracks: Vec<(String, String)> = decks
            .outlines()
            .map(|deck| (deck.id.clone(), deck.title.clone()))
            .collect();
        tracks.push(("notes".to_owned(), "Notes".to_owned()));
        let mut sources = vec![Source {
            asked: None,
            track: "notes".to_owned(),
            title: String::new(),
            dimensions: Vec::new(),
        }];
        let mut known: HashMap<*const Asked, usize> = HashMap::new();
        let mut source = |asked: &Arc<Asked>| {
            *known.entry(Arc::as_ptr(asked)).or_insert_with(|| {
                sources.push(Source::of(asked, decks));
                sources.len() - 1
            })
        };
        let of = journal
            .entries()
            .map(|entry| entry.asked.as_ref().map_or(0, &mut source));
        let of = of.collect();
        for source in &sources {
            if !tracks.iter().any(|(id, _)| *id == source.track) {
                tracks.push((source.track.clone(), source.track.clone()));
            }
        }
        let steps = Vec::new();
        Self {
            sources,
            of,
            tracks,
            steps,
            hidden: None,
        }
    }

    /// Reads what was typed.
    pub fn read(&self, text: &str, today: Day) -> Query {
        Query::read(text, today, &self.tracks, &self.sources)
    }

    /// Looks for it; an empty query finds nothing. [`Self::found`] has what was found.
    pub fn find(&mut self, journal: &Journal, query: &Query, today: Day) {
        while let Some(last) = self.steps.last()
            && !(last.today == today && query.narrows(&last.query))
        {
            self.steps.pop();
        }
        if query.is_empty() || self.steps.last().is_some_and(|last| last.query == *query) {
            return;
        }
        let known = self.hidden.take().filter(|(day, _)| *day == today);
        let (_, hidden) = self
            .hidden
            .insert(known.unwrap_or_else(|| (today, all_hidden(journal, today))));
        let scan = Scan::new(query, &self.sources);
        let holds = |at: &usize| {
            let (entry, source) = (journal.at(*at), self.of.get(*at));
            let (Some(entry), Some(source)) = (entry, source) else {
                return false;
            };
            scan.holds(entry, *source, hidden.contains(at))
        };
        let found = match self.steps.last() {
            Some(last) => last.found.iter().copied().filter(&holds).collect(),
            None => (0..self.of.len()).rev().filter(&holds).collect(),
        };
        let query = query.clone();
        self.steps.push(Step {
            query,
            today,
            found,
        });
    }

    /// The positions in the journal of what was found, the newest first.
    pub fn found(&self) -> &[usize] {
        self.steps.last().map_or(&[][..], |step| &step.found)
    }

    /// The title of the track that an entry belongs to; empty for a note.
    pub fn track(&self, at: usize) -> &str {
        let source = self.of.get(at).and_then(|source| self.sources.get(*source));
        source.map_or("", |source| source.title.as_str())
    }

    /// The sentence in which something was found, within so many cells; none where words were
    /// not looked for, or stand in the title of the track alone.
    pub fn excerpt(
        &self,
        journal: &Journal,
        at: usize,
        (room, more): (usize, &str),
    ) -> Option<(Place, Runs)> {
        let Step { query, .. } = self.steps.last()?;
        let entry = journal.at(at)?;
        let hidden = self.hidden.as_ref();
        if hidden.is_none_or(|(_, hidden)| !hidden.contains(&at)) {
            let own =
                parts(entry).find_map(|text| excerpt::excerpt(text, &query.terms, room, more));
            if let Some(own) = own {
                return Some((Place::Own, own));
            }
        }
        let question = entry.asked.as_ref().filter(|_| entry.answers.is_none())?;
        let runs = excerpt::excerpt(&question.question, &query.terms, room, more)?;
        Some((Place::Question, runs))
    }
}

impl Source {
    fn of(asked: &Arc<Asked>, decks: &Decks) -> Self {
        let deck = asked.prompt.split_once('.').map_or("", |(deck, _)| deck);
        let outline = decks.outlines().find(|outline| outline.id == deck);
        let prompt = decks.prompt(&asked.prompt);
        let dimensions = prompt.map(|(_, prompt): (&Deck, &Prompt)| prompt.dimensions.clone());
        Self {
            asked: Some(Arc::clone(asked)),
            track: deck.to_owned(),
            title: outline.map_or(deck, |outline| &outline.title).to_owned(),
            dimensions: dimensions.unwrap_or_default(),
        }
    }
}
