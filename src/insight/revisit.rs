//! Which earlier answers are read again in a ritual, and why these.
//!
//! The rule looks at days, pins and earlier verdicts, and at nothing that an answer says.

use chrono::TimeDelta;

use super::thread::{APART, Point, last, points};
use crate::{
    deck::{Act, Deck, Decks, Prompt},
    journal::{Entry, Fact, Journal, Judged, Mark},
    time::{Day, Moment, say::short},
};

/// What was never read again comes first once it is older than this; and so far apart are two
/// answers at least that are shown as a pair.
pub const LONG: TimeDelta = TimeDelta::days(60);

/// The question on where one leans, which comes last.
const LEAN: &str = "seats.11";

/// The tracks on structure.
const STRUCTURE: [&str; 4] = ["seats", "seam", "cpto", "calls"];

/// The rule in sentences, for whoever asks for it.
pub const EXPLAINED: [&str; 6] = [
    "Which answers are read again is decided by days, by your pins and by your verdicts. What an \
     answer says, how long it is and how it sounds play no part.",
    "First come those that you pinned last time. Then those that were never read again and are \
     older than sixty days, the oldest first. Then the others, those first that were not read \
     again for longest. Last comes where you lean, one seat or two, if you answer questions on \
     structure beside it.",
    "In Then and now the answers that have a newer one beside them come before all others but the \
     pinned ones, where sixty days lie between the two.",
    "Of each question one answer comes: your latest, or the older one of a pair, as it stands \
     now. It comes no sooner than fourteen days after it was written or last read again. What you \
     called no longer your question does not come again.",
    "The questions that take part are those marked as worth coming back to. Private answers, \
     letters, promises and forecasts do not, nor what this ritual asks by itself. What is asked \
     blind comes as one of a pair, and not alone; where you lean is the exception.",
    "A pin goes before all of this, with one exception: nothing is shown that this ritual is \
     about to ask blind, and no letter before its day.",
];

/// An answer to be read again, and why it is this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revisit {
    /// The id of the entry, at its place.
    pub entry: String,
    pub why: Why,
}

/// Why an answer is read again, in the order in which the reasons count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It was pinned last time.
    Pinned,
    /// It was never read again and is older than sixty days.
    NeverRead,
    /// It is longest since it was read again: on this day, or since it was written.
    LongestSince(Option<Day>),
    /// It says where one leans, and a track on structure is in use.
    Lean,
}

impl Why {
    /// The reason in a sentence.
    pub fn says(self, today: Day) -> String {
        match self {
            Self::Pinned => "You pinned it last time.".to_owned(),
            Self::NeverRead => "Never read again, and older than sixty days.".to_owned(),
            Self::LongestSince(Some(day)) => format!("Not read again since {}.", short(day, today)),
            Self::LongestSince(None) => "Not read again since you wrote it.".to_owned(),
            Self::Lean => "Where you lean; you answer questions on structure.".to_owned(),
        }
    }

    /// Its place among the reasons, whatever the day.
    fn rank(self) -> u8 {
        match self {
            Self::Pinned => 0,
            Self::NeverRead => 1,
            Self::LongestSince(_) => 2,
            Self::Lean => 3,
        }
    }
}

/// What is looked through, and for what.
#[derive(Debug, Clone, Copy)]
pub struct Looking<'a> {
    pub journal: &'a Journal,
    pub decks: &'a Decks,
    /// The ritual in which it is read again.
    pub ritual: &'a Deck,
    /// Whether answers that a newer one can stand beside come first.
    pub pairs: bool,
    /// When the ritual was begun: what is pinned from then on is for next time.
    pub began: Option<Moment>,
    pub today: Day,
}

/// An answer that may be chosen, and by what it is put in order.
struct Candidate<'a> {
    first: &'a Entry,
    why: Why,
    is_pair: bool,
    /// Lower comes first among those of one reason; no two have the same.
    age: usize,
}

/// The writer's answer that stands now where an older one was: the latest to the same question,
/// if that came after it.
pub fn newer<'a>(journal: &'a Journal, entry: &Entry) -> Option<Point<'a>> {
    let first = journal.first(entry);
    let newest = last(journal, &first.asked.as_ref()?.prompt)?;
    let after = journal.position(&newest.first.id) > journal.position(&first.id);
    (after && first.answers.is_none()).then_some(newest)
}

impl<'a> Looking<'a> {
    /// The answers to be read again, first the first; those in `besides`, by their ids, and what
    /// answers the same questions, are left out.
    pub fn choose(&self, besides: &[String]) -> Vec<Revisit> {
        let known = |id: &String| {
            self.journal
                .entry(id)
                .map(|entry| self.journal.first(entry))
        };
        let besides: Vec<&Entry> = besides.iter().filter_map(known).collect();
        let pinned = self.pinned();
        let new = |one: &Candidate<'_>| besides.iter().all(|old| old.id != one.first.id);
        let mut chosen: Vec<Candidate<'_>> = pinned.into_iter().filter(new).collect();
        let taken: Vec<&str> = (besides.iter().copied())
            .chain(chosen.iter().map(|one| one.first))
            .filter_map(prompt_of)
            .collect();
        let prompts = self.decks.outlines().flat_map(|deck| &deck.prompts);
        let free = prompts.filter(|prompt| !taken.contains(&prompt.as_str()));
        chosen.extend(free.filter_map(|prompt| self.candidate(prompt)));
        chosen.sort_by_key(|one| {
            let last = one.why != Why::Pinned && !one.is_pair;
            (last, one.why.rank(), one.age)
        });
        let revisits = chosen.into_iter().map(|one| Revisit {
            entry: one.first.id.clone(),
            why: one.why,
        });
        revisits.collect()
    }

    /// Why this entry is read again, in a ritual that came upon it.
    pub fn why(&self, entry: &Entry) -> Why {
        let first = self.journal.first(entry);
        if self.pins().any(|pinned| pinned.id == first.id) {
            return Why::Pinned;
        }
        if prompt_of(first) == Some(LEAN) {
            return Why::Lean;
        }
        self.since(Point::of(self.journal, first)).0
    }

    /// What was pinned before the ritual was begun, in the order in which it was.
    fn pins(&self) -> impl Iterator<Item = &'a Entry> {
        let (journal, began) = (self.journal, self.began);
        let pins = journal.facts_of(Fact::Pin);
        let old = pins.filter(move |pin| began.is_none_or(|began| pin.at < began));
        let set = old.filter(|pin| pin.value == true);
        set.filter_map(move |pin| Some(journal.first(journal.entry(&pin.key)?)))
    }

    fn pinned(&self) -> Vec<Candidate<'a>> {
        let mut pinned: Vec<Candidate<'a>> = Vec::new();
        for (age, first) in self.pins().enumerate() {
            let shown = self.journal.own(first).is_some()
                && first.answers.is_none()
                && !self.is_hidden(first)
                && !prompt_of(first).is_some_and(|prompt| self.comes_blind(prompt));
            if shown && pinned.iter().all(|known| known.first.id != first.id) {
                pinned.push(Candidate {
                    first,
                    why: Why::Pinned,
                    is_pair: false,
                    age,
                });
            }
        }
        pinned
    }

    /// The answer to a question that may be read again, if one may.
    fn candidate(&self, id: &str) -> Option<Candidate<'a>> {
        let newest = last(self.journal, id)?;
        let (_, prompt) = self.decks.prompt(id)?;
        let aside = prompt.private || prompt.sealed || !prompt.anchor || self.asks(id);
        if aside || (id == LEAN && !self.is_structure_in_use()) {
            return None;
        }
        let older = self.pairs.then(|| self.older(newest)).flatten();
        let point = older.or_else(|| may_stand_alone(prompt).then_some(newest))?;
        let marked = matches!(
            point.now.mark,
            Some(Mark::Promise(_) | Mark::Forecast(_) | Mark::Outcome(_) | Mark::Verdict(_))
        );
        let private = point.first.private || point.now.private;
        if marked || private || self.is_hidden(point.first) {
            return None;
        }
        let (why, day, age) = self.since(point);
        if (self.today - day).num_days() < APART || self.is_no_longer(point) {
            return None;
        }
        Some(Candidate {
            first: point.first,
            why: if id == LEAN { Why::Lean } else { why },
            is_pair: older.is_some(),
            age,
        })
    }

    /// The latest answer that lies far enough before the newest one to stand beside it.
    fn older(&self, newest: Point<'a>) -> Option<Point<'a>> {
        let mut earlier = points(self.journal, prompt_of(newest.first)?).rev();
        earlier.find(|point| newest.day() - point.day() >= LONG)
    }

    /// Since when an answer was not read again: why it comes, the day, and where in the journal
    /// that was.
    fn since(&self, point: Point<'a>) -> (Why, Day, usize) {
        let at = |entry: &Entry| self.journal.position(&entry.id).unwrap_or_default();
        if let Some((verdict, _)) = point.verdict(self.journal) {
            let day = verdict.day();
            return (Why::LongestSince(Some(day)), day, at(verdict.first));
        }
        let why = if self.today - point.day() > LONG {
            Why::NeverRead
        } else {
            Why::LongestSince(None)
        };
        (why, point.day(), at(point.first))
    }

    fn is_no_longer(&self, point: Point<'a>) -> bool {
        let verdict = point.verdict(self.journal);
        verdict.is_some_and(|(_, verdict)| verdict.is == Judged::NoLongerMyQuestion)
    }

    fn is_hidden(&self, first: &Entry) -> bool {
        super::seen::hidden(self.journal, first, self.today).is_some()
    }

    /// Whether the ritual itself asks this question, or has it marked again.
    fn asks(&self, id: &str) -> bool {
        let asked = |act: &Act| matches!(act, Act::Ask(prompt) if prompt == id);
        self.rates(id) || self.ritual.steps.iter().any(|step| asked(&step.act))
    }

    fn rates(&self, id: &str) -> bool {
        let rated = |act: &Act| matches!(act, Act::Rate { prompts, .. } if prompts.iter().any(|prompt| prompt == id));
        self.ritual.steps.iter().any(|step| rated(&step.act))
    }

    /// Whether it does so blind: marks are always set again without the old one in view.
    fn comes_blind(&self, id: &str) -> bool {
        let blind = || {
            self.decks
                .prompt(id)
                .is_some_and(|(_, prompt)| prompt.blind)
        };
        self.rates(id) || (self.asks(id) && blind())
    }

    /// Whether something else than where one leans was answered on a track on structure.
    fn is_structure_in_use(&self) -> bool {
        let tracks = self.decks.outlines();
        let tracks = tracks.filter(|deck| STRUCTURE.contains(&deck.id.as_str()));
        let mut prompts = tracks.flat_map(|deck| &deck.prompts);
        prompts.any(|prompt| prompt != LEAN && self.journal.latest(prompt).is_some())
    }
}

fn prompt_of(entry: &Entry) -> Option<&str> {
    Some(&entry.asked.as_ref()?.prompt)
}

/// A mark that is asked blind would not be blind any more once the old one was read.
fn may_stand_alone(prompt: &Prompt) -> bool {
    !prompt.blind || prompt.id == LEAN
}
