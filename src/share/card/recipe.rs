use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Form;
use crate::{
    insight::{
        promises::promises,
        since::{Period, Since},
        thread::points,
    },
    journal::{Fact, Journal},
    time::{Day, Moment, moment_text},
};

/// What a card is made of: the value of its fact, whose key is the moment its ritual was begun.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipe {
    #[serde(default)]
    pub form: Form,
    /// The ids of the entries whose words are in it.
    #[serde(default)]
    pub entries: Vec<String>,
    /// Words that are left out: the id of an entry and, where a part of it is meant, `#` and the
    /// number of the part from 0.
    #[serde(default)]
    pub left_out: Vec<String>,
    /// Private words that are in it all the same.
    #[serde(default)]
    pub taken_in: Vec<String>,
    #[serde(default)]
    pub swaps: Vec<Swap>,
    /// Names that are in it on purpose.
    #[serde(default)]
    pub kept: Vec<String>,
    /// Fields of a later version, kept.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// A name of a card that is swapped for a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap {
    /// The words it stands in, as in [`Recipe::left_out`].
    pub at: String,
    /// The name as it is on the list.
    pub name: String,
    /// Which of the places there at which it stands, from 0.
    #[serde(default)]
    pub nth: usize,
    pub role: String,
}

/// The questions whose answers are in a card.
const QUESTIONS: [&str; 6] = [
    "before.5",
    "before.6",
    "before.7",
    "before.8",
    "before.9",
    "before.10",
];

impl Recipe {
    /// The card of the ritual that was begun then, as it was left, with what was written since.
    pub fn of(journal: &Journal, began: Moment, today: Day) -> Self {
        let mut recipe = Self::stated(journal, began).unwrap_or_default();
        let answers = QUESTIONS.iter().filter_map(|question| {
            let mut later = points(journal, question).rev();
            later.find(|point| point.first.at >= began)
        });
        let answers = answers.map(|point| point.first.id.clone());
        recipe.entries = answers.chain(told(journal, today)).collect();
        recipe
    }

    /// The card as it was kept; none where there is none.
    pub fn stated(journal: &Journal, began: Moment) -> Option<Self> {
        let key = Self::key(&began);
        let stated = journal.facts_of(Fact::Card).find(|fact| fact.key == key)?;
        serde_json::from_value(stated.value.clone()).ok()
    }

    /// The key of its fact.
    pub fn key(began: &Moment) -> String {
        moment_text(began)
    }

    /// The value of its fact.
    pub fn value(&self) -> Value {
        serde_json::to_value(self).unwrap_or(Value::Null)
    }

    /// Leaves words out, or takes them in again.
    pub fn turn<'a>(&mut self, keys: impl Iterator<Item = &'a str>, private: bool, is_in: bool) {
        let list = if private {
            &mut self.taken_in
        } else {
            &mut self.left_out
        };
        for key in keys {
            list.retain(|known| known != key);
            if is_in != private {
                list.push(key.to_owned());
            }
        }
    }
}

/// What became of promises since the last roundtable: the ids of the entries that say it.
fn told(journal: &Journal, today: Day) -> impl Iterator<Item = String> {
    let period = Period::of(journal, Since::Roundtable, today);
    promises(journal).filter_map(move |promise| {
        let said = promise.last()?.point.first;
        let holds = period.holds(journal.position(&said.id)?, said);
        holds.then(|| said.id.clone())
    })
}
