use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::time::Day;

/// What an entry carries beside words. In JSON an object with one key, the mark's name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// A point from 1 to 7 on the scale as it was asked; the entry's words are its evidence.
    Rating(u8),
    /// The id of one of the options offered.
    Choice(String),
    /// The ids of the options chosen, in the order they were offered.
    Choices(Vec<String>),
    /// The lines of a list, each without its line end.
    Lines(Vec<String>),
    /// Roles, and a line on each.
    People(Vec<Person>),
    /// Something to be done; the entry's words say what.
    Promise(Promise),
    /// Something expected; the entry's words state it.
    Forecast(Forecast),
    /// A mark of a later version: kept as it was found.
    #[serde(untagged)]
    Other(Value),
}

/// One person, by role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub role: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub line: String,
}

/// By when, what might get in the way, and what then. Empty where nothing was said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub obstacle: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub then: String,
}

/// When to check, how likely in percent (0 to 100), and what would count as yes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<Day>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<u8>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub yes: String,
}
