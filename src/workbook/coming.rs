//! What a ritual still comes to, in words.

use serde_json::Value;

use super::{Workbook, section};
use crate::{
    deck::{Act, Kind},
    insight::roundtable,
    journal::{Draft, Form, Stop, Walk},
    time::{
        Day, Moment,
        say::{full, number, relative, short},
    },
};

/// The setting that shows how long one has sat at a ritual.
pub const CLOCK: &str = "clock";

/// Said on every page after a roundtable.
pub const OWN_SIDE: &str = "Your own side only. What others shared stays in the room.";

/// So many days without a word are a while away.
const AWAY: i64 = 42;

/// What a stop asks for: one of them, and the word for several; nothing to count where that is
/// empty.
type Unit = (&'static str, &'static str);

impl Workbook {
    /// What comes on a walk, a line without its capital for each sitting: the next one, and what waits after it.
    pub fn coming(&self, walk: &Walk) -> Vec<String> {
        let sittings = walk.left.split(|stop| *stop == Stop::Close);
        let said = sittings.map(|stops| self.listed(stops));
        said.filter(|said| !said.is_empty()).collect()
    }

    fn listed(&self, stops: &[Stop]) -> String {
        let mut counted: Vec<(Unit, usize)> = Vec::new();
        for unit in stops.iter().filter_map(|stop| self.unit(stop)) {
            match counted.iter_mut().find(|(known, _)| *known == unit) {
                Some((_, count)) => *count += 1,
                None => counted.push((unit, 1)),
            }
        }
        let said = |((one, more), count): &(Unit, usize)| match count {
            _ if more.is_empty() => (*one).to_owned(),
            1 => format!("one {one}"),
            count => format!("{} {more}", number(*count)),
        };
        let said: Vec<String> = counted.iter().map(said).collect();
        match said.as_slice() {
            [] => String::new(),
            [one] => format!("{one}."),
            [all @ .., last] => format!("{}, and {last}.", all.join(", ")),
        }
    }

    fn unit(&self, stop: &Stop) -> Option<Unit> {
        let kind = |prompt: &str| self.decks.prompt(prompt).map(|(_, prompt)| prompt.kind);
        Some(match stop {
            Stop::Coach(_) => ("question from your coach", "questions from your coach"),
            Stop::Revisit(_) => ("answer to read again", "answers to read again"),
            Stop::Promise(_) => ("promise", "promises"),
            Stop::Happened(_) => ("forecast", "forecasts"),
            Stop::Ask(prompt) => match kind(prompt)? {
                Kind::Scale => ("mark", "marks"),
                Kind::Commit => ("promise to make", "promises to make"),
                Kind::Predict => ("forecast to make", "forecasts to make"),
                Kind::Long | Kind::One | Kind::Many | Kind::List | Kind::People => {
                    ("question", "questions")
                }
            },
            Stop::Pin => ("what to look at first next time", ""),
            Stop::Card => ("a card", ""),
            Stop::Shifts => ("what changed, in your eyes", ""),
            Stop::Reason(_)
            | Stop::Anew(_)
            | Stop::Came(_)
            | Stop::Recurs(_)
            | Stop::FromNow
            | Stop::Choose
            | Stop::LookThrough
            | Stop::Agree
            | Stop::Send
            | Stop::Close => return None,
        })
    }

    /// The place where a ritual was left last.
    pub fn left_at(&self, deck: &str) -> Option<&Draft> {
        let here = |draft: &&Draft| {
            let walk = draft.walk.clone().known(&self.decks);
            let whole = matches!(walk.form, Form::Short | Form::Full);
            whole && walk.deck == deck && walk.stop().is_some()
        };
        self.drafts.iter().find(here)
    }

    /// Whether a walk stands behind the end of a first sitting, before that of a further one.
    pub fn is_afterwards(&self, walk: &Walk) -> bool {
        let steps = self.decks.get(&walk.deck).map(|deck| &deck.steps);
        let closes = steps.into_iter().flatten();
        let closes = closes.filter(|step| step.act == Act::Close).count();
        let left = walk.left.iter().filter(|stop| **stop == Stop::Close);
        (1..closes).contains(&left.count())
    }

    /// That a ritual waits where it was left; nothing where it came to its end.
    pub fn waits(&self, walk: &Walk) -> Option<String> {
        let deck = self.decks.get(&walk.deck).filter(|_| walk.is_ritual())?;
        walk.stop()?;
        let goes_on = match key(&walk.deck) {
            Some(key) => format!("{key} goes on there"),
            None => "the first page leads there".to_owned(),
        };
        Some(if self.is_afterwards(walk) {
            format!("What comes afterwards waits; {goes_on}.")
        } else {
            format!("{} waits where you were; {goes_on}.", deck.title)
        })
    }

    /// The section, or what the stop is called at which a walk is.
    pub fn stands_at(&self, walk: &Walk) -> &str {
        match (self.decks.get(&walk.deck), walk.stop()) {
            (Some(deck), _) => section(deck, walk),
            (None, Some(Stop::Choose)) => "Choosing",
            (None, Some(Stop::LookThrough)) => "Looking through",
            (None, Some(Stop::Agree)) => "The agreement",
            (None, Some(Stop::Send)) => "Writing it",
            (None, Some(Stop::Ask(_))) => "The cover",
            (None, _) => "",
        }
    }

    /// What is said before anything else on the first page of a ritual: that somebody is back,
    /// and when the roundtable is; `states` says how one is added here.
    pub fn greeting(&self, deck: &str, today: Day, states: &str) -> Vec<String> {
        let mut lines = Vec::new();
        match deck {
            "week" if self.was_away(today) => lines.push("Welcome back.".to_owned()),
            "before" => lines.push(self.next_roundtable(today, states)),
            _ => {}
        }
        if self.journal.is_empty() {
            lines.push("Nothing is written yet.".to_owned());
        }
        lines
    }

    /// Where a ritual was left, and when.
    pub fn was_at(&self, left: &Draft, today: Day) -> String {
        let day = left.at.date_naive();
        let on = if day == today {
            "today".to_owned()
        } else {
            format!("on {}", short(day, today))
        };
        if self.is_afterwards(&left.walk) {
            return format!("Prepared {on}.");
        }
        match self.stands_at(&left.walk) {
            "" => format!("You were here {on}."),
            at => format!("You were at: {at}, {on}."),
        }
    }

    /// The roundtable that comes first, or that none is stated.
    fn next_roundtable(&self, today: Day, states: &str) -> String {
        match roundtable::next(&self.journal, today) {
            Some((one, day)) => {
                let name = if one.name.is_empty() {
                    "Your roundtable"
                } else {
                    &one.name
                };
                format!("{name}: {}, {}.", full(day), relative(day, today))
            }
            None if roundtable::roundtables(&self.journal).is_empty() => {
                format!("No roundtable is on the list; {states}.")
            }
            None => format!("No roundtable is on the list for a day to come; {states}."),
        }
    }

    /// Whether nothing was written for a while.
    fn was_away(&self, today: Day) -> bool {
        let last = self.journal.entries().next_back();
        last.is_some_and(|last| (today - last.at.date_naive()).num_days() >= AWAY)
    }

    /// Somebody sits down at a ritual.
    pub fn sit_down(&mut self, now: Moment) {
        self.since = Some(now);
    }

    /// Whether the clock of rituals is switched on.
    pub fn has_clock(&self) -> bool {
        self.journal.setting(CLOCK) == Some(&Value::Bool(true))
    }

    /// How long one has sat at a ritual, "3 min", where the clock is switched on.
    pub fn sat(&self, now: Moment) -> Option<String> {
        let since = self.since.filter(|_| self.has_clock())?;
        Some(format!("{} min", (now - since).num_minutes().max(0)))
    }
}

/// The key of a ritual on the first page.
fn key(deck: &str) -> Option<&'static str> {
    Some(match deck {
        "before" => "b",
        "after" => "a",
        "week" => "w",
        "session" => "x",
        "quarter" => "u",
        _ => return None,
    })
}
