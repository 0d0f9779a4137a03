//! Rituals: decks whose steps are walked along, among them some that ask no question of their own.

use serde_json::{Value, json};

use super::{Deed, Pending, Place, Save, Workbook, walk};
use crate::{
    deck::{Act, Deck, Step},
    insight::{
        forecasts::Expected, pins::pinned, promises, promises::Promised, promises::Stands,
        seen::hidden, snag::Snags,
    },
    journal::{Closed, Entry, Fact, Form, Record, Stop, Walk},
    time::{Day, Moment},
};

/// The question that says what changed an older answer.
pub const REASON: &str = "before.2";

impl Workbook {
    /// A walk through a deck: along its steps where it is a ritual, through its questions
    /// elsewhere, without what was put off for today.
    pub fn begin(&self, deck: &str, form: Form, now: Moment) -> Walk {
        let Some(deck) = self.decks.get(deck) else {
            return Walk::of(deck, form, Vec::new());
        };
        if deck.kind != crate::deck::DeckKind::Ritual || deck.steps.is_empty() {
            return walk::questions(deck, form, &self.not_today);
        }
        let steps: Vec<&Step> = match form {
            Form::Short => deck.short_steps(),
            Form::Full | Form::One | Form::Again => deck.steps.iter().collect(),
        };
        let mut walk = Walk {
            began: Some(now),
            ..Walk::of(&deck.id, form, Vec::new())
        };
        let left = steps
            .into_iter()
            .flat_map(|step| self.stops(&walk, &step.act, now.date_naive()));
        let mut left: Vec<Stop> = left.collect();
        if deck.id == CHECK_IN {
            let end = left.iter().position(|stop| *stop == Stop::Close);
            let end = end.unwrap_or(left.len());
            left.splice(end..end, self.asked_next().into_iter().map(Stop::Coach));
        }
        // Every ritual ends, also where its deck does not say so.
        if left.last() != Some(&Stop::Close) {
            left.push(Stop::Close);
        }
        walk.left = left;
        walk
    }

    /// Whether anything was kept or passed on a walk, so that there is a place to go on from.
    pub fn is_begun(&self, walk: &Walk) -> bool {
        let passed = |began| self.begin(&walk.deck, walk.form, began).left != walk.left;
        walk.kept > 0 || walk.began.is_some_and(passed)
    }

    /// Whether nothing more is asked on a ritual before it closes.
    pub fn only_closes(&self, walk: &Walk, today: Day) -> bool {
        let mut walk = walk.clone();
        self.arrive(&mut walk, today);
        walk.stop() == Some(&Stop::Close)
    }

    /// Where a step leads today.
    fn stops(&self, walk: &Walk, act: &Act, today: Day) -> Vec<Stop> {
        match act {
            Act::Ask(prompt) => self.asked_in_ritual(prompt),
            Act::Rate { prompts, from_now } => {
                let asked = prompts.iter().map(|prompt| Stop::Ask(prompt.clone()));
                asked.chain(from_now.then_some(Stop::FromNow)).collect()
            }
            Act::Revisit { least, pairs, .. } => {
                let chosen = self.to_revisit(walk, *pairs, today, &[]);
                let least = usize::try_from(*least).unwrap_or(usize::MAX);
                let ids = chosen.into_iter().take(least).map(|one| one.entry);
                ids.map(Stop::Revisit).collect()
            }
            Act::Promises { due } => {
                let open = promises::open(&self.journal).into_iter();
                open.filter(|promise| !due || is_due(promise, today))
                    .map(|promise| Stop::Promise(promise.point.first.id.clone()))
                    .collect()
            }
            Act::Forecasts => self.forecasts_due(today),
            Act::Pin => vec![Stop::Pin],
            Act::Card => vec![Stop::Card],
            Act::Shifts => vec![Stop::Shifts],
            Act::Close => vec![Stop::Close],
        }
    }

    fn asked_in_ritual(&self, prompt: &str) -> Vec<Stop> {
        if self.not_today.contains(prompt) {
            return Vec::new();
        }
        let recurs = self
            .decks
            .prompt(prompt)
            .is_some_and(|(_, prompt)| prompt.recurs);
        let ask = Stop::Ask(prompt.to_owned());
        let again = recurs.then(|| Stop::Recurs(prompt.to_owned()));
        std::iter::once(ask).chain(again).collect()
    }

    fn forecasts_due(&self, today: Day) -> Vec<Stop> {
        let due = crate::insight::forecasts::forecasts(&self.journal);
        let due = due.filter(|forecast| forecast.is_due(today));
        due.flat_map(|forecast| {
            let id = forecast.point.first.id.clone();
            [Stop::Happened(id.clone()), Stop::Came(id)]
        })
        .collect()
    }

    /// Passes over what there is nothing to say at any more: what was forgotten, promises that
    /// are over, forecasts without a line on what happened.
    pub fn arrive(&self, walk: &mut Walk, today: Day) {
        while let Some(stop) = walk.stop()
            && self.is_moot(walk, stop, today)
        {
            walk.pass(false);
        }
    }

    fn is_moot(&self, walk: &Walk, stop: &Stop, today: Day) -> bool {
        let entry = |id: &str| self.journal.entry(id);
        match stop {
            Stop::Ask(prompt) | Stop::Anew(prompt) => {
                self.decks.prompt(prompt).is_none() && !super::handing::asks(prompt)
            }
            Stop::Revisit(id) => {
                entry(id).is_none_or(|entry| hidden(&self.journal, entry, today).is_some())
            }
            Stop::Coach(id) => entry(id).is_none(),
            Stop::Reason(id) => self.verdict_on(id).is_none() || self.question(walk).is_none(),
            Stop::Promise(id) => {
                entry(id).is_none_or(|entry| Promised::of(&self.journal, entry).is_over())
            }
            Stop::Happened(id) => entry(id).is_none_or(|entry| {
                let expected = Expected::of(&self.journal, entry);
                !expected.is_due(today) || expected.is_revealed()
            }),
            Stop::Came(id) => entry(id).is_none_or(|entry| {
                let expected = Expected::of(&self.journal, entry);
                !expected.is_due(today) || !expected.is_revealed()
            }),
            Stop::Recurs(prompt) => !self.may_recur(prompt),
            Stop::FromNow => self.rated_in(walk).is_empty(),
            Stop::Pin => self.to_pin(walk).is_empty() && pinned(&self.journal).next().is_none(),
            Stop::Shifts => self.shifts_in(walk).is_empty(),
            Stop::Card
            | Stop::Choose
            | Stop::LookThrough
            | Stop::Agree
            | Stop::Send
            | Stop::Close => false,
        }
    }

    /// Whether there are earlier answers to this question, and the last one was not yet said to be
    /// one of them again.
    fn may_recur(&self, prompt: &str) -> bool {
        let mut later = crate::insight::thread::points(&self.journal, prompt).rev();
        let (last, before) = (later.next(), later.next());
        last.is_some_and(|last| {
            let (snags, id) = (Snags::of(&self.journal), &last.first.id);
            before.is_some() && (!snags.is_marked(id) || snags.offers(id))
        })
    }

    /// Whether an entry was written since a ritual was begun.
    pub fn is_of(&self, walk: &Walk, entry: &Entry) -> bool {
        walk.began.is_some_and(|began| entry.at >= began)
    }

    /// What was written in this walk and may be pinned: the writer's own answers.
    pub fn to_pin(&self, walk: &Walk) -> Vec<&Entry> {
        let of = self.entries_of(walk);
        of.filter(|entry| entry.answers.is_none() && entry.sealed.is_none())
            .filter(|entry| self.journal.own(entry).is_some())
            .collect()
    }

    /// What was written since a ritual was begun, oldest first.
    pub fn entries_of<'a>(&'a self, walk: &Walk) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let began = walk.began;
        let entries = self.journal.entries().rev();
        let of = move |entry: &&Entry| began.is_some_and(|began| entry.at >= began);
        // Sessions before the walk end the search; a clock that was put back costs a few more.
        let mut of: Vec<&Entry> = entries.take(MOST).filter(of).collect();
        of.reverse();
        of.into_iter()
    }

    /// Makes records of what was said at a stop, and of the way on, to be saved. None where the
    /// entry it is about is not in the journal any more.
    pub fn step(&mut self, now: Moment, place: &Place, deed: &Deed, walk: Walk) -> Option<Pending> {
        let mut pending = self.record_as(now, deed, Some(place.entry.clone()))?;
        let next = (walk, self.entry_id());
        pending.save.draft = self.next_draft(now, place, &next, &pending.header.id);
        pending.next = Some(next);
        Some(pending)
    }

    /// Ends a ritual, or the first half of one: that is recorded, and what follows waits.
    pub fn end_ritual(&mut self, now: Moment, place: &Place) -> Pending {
        let mut walk = place.walk.clone();
        walk.pass(false);
        let deck = walk.deck.clone();
        let mut records = self.opening(now);
        let began = walk.began.map_or(Value::Null, |began| json!(began));
        records.push(self.stated(now, Fact::Ritual, &deck, json!({ "began": began })));
        if deck == AFTER {
            for entry in self.pinned_before(&walk) {
                records.push(self.stated(now, Fact::Pin, &entry, Value::Bool(false)));
            }
        }
        if walk.left.is_empty() {
            let more = serde_json::Map::new();
            records.push(Record::Closed(Closed { at: now, more }));
        }
        let next = (walk, self.entry_id());
        let mut pending = self.pending(now, records);
        pending.save.draft = self.next_draft(now, place, &next, &pending.header.id);
        pending.next = Some(next);
        pending
    }

    /// What was pinned before a ritual was begun, by the ids of the entries.
    fn pinned_before(&self, walk: &Walk) -> Vec<String> {
        let pins = self.journal.facts_of(Fact::Pin);
        let old = pins.filter(|pin| walk.began.is_some_and(|began| pin.at < began));
        old.filter(|pin| pin.value == true)
            .map(|pin| pin.key.clone())
            .collect()
    }

    /// The save that leaves a place where it is, with nothing but the way on.
    pub fn save_place(&self, now: Moment, place: &Place) -> Save {
        let next = (place.walk.clone(), place.entry.clone());
        let session = self.open_session().unwrap_or_default();
        let draft = self.next_draft(now, place, &next, &session);
        let session = None;
        let leaves = None;
        Save {
            session,
            leaves,
            before: None,
            draft,
        }
    }
}

/// The ritual that asks what a coach asked.
const CHECK_IN: &str = "week";

/// The ritual with which a roundtable closes.
const AFTER: &str = "after";

/// No walk writes so many entries.
const MOST: usize = 1_000;

fn is_due(promise: &Promised<'_>, today: Day) -> bool {
    matches!(promise.stands(today), Stands::Due(_) | Stands::Overdue(_))
}

/// The section of a ritual in which a stop stands, or what it is; for its head. Empty where the
/// ritual ends.
pub fn section<'a>(deck: &'a Deck, walk: &Walk) -> &'a str {
    let Some(stop) = walk.stop() else { return "" };
    if let Stop::Ask(prompt) | Stop::Recurs(prompt) = stop
        && let Some(prompt) = deck.prompt(prompt)
    {
        return &prompt.section;
    }
    let is = |act: &Act| match (act, stop) {
        (Act::Revisit { .. }, Stop::Revisit(_) | Stop::Reason(_) | Stop::Anew(_))
        | (Act::Promises { .. }, Stop::Promise(_))
        | (Act::Forecasts, Stop::Happened(_) | Stop::Came(_))
        | (Act::Pin, Stop::Pin)
        | (Act::Card, Stop::Card)
        | (Act::Shifts, Stop::Shifts)
        | (Act::Rate { .. }, Stop::FromNow) => true,
        (Act::Rate { prompts, .. }, Stop::Ask(prompt)) => prompts.contains(prompt),
        _ => false,
    };
    let here = deck.steps.iter().find(|step| is(&step.act));
    let section = here.and_then(|step| step.section.as_deref());
    section.unwrap_or_else(|| named(stop))
}

/// What a stop is called that stands in no section.
fn named(stop: &Stop) -> &'static str {
    match stop {
        Stop::Revisit(_) | Stop::Reason(_) | Stop::Anew(_) => "Read again",
        Stop::Promise(_) => "Promises",
        Stop::Happened(_) | Stop::Came(_) => "Forecasts",
        Stop::FromNow => "Then, from now",
        Stop::Pin => "First next time",
        Stop::Card => "The card",
        Stop::Shifts => "What changed",
        Stop::Choose | Stop::LookThrough | Stop::Agree | Stop::Send => "What goes to your coach",
        Stop::Ask(_) | Stop::Recurs(_) | Stop::Coach(_) | Stop::Close => "",
    }
}
