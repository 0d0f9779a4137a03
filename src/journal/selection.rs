use serde::{Deserialize, Serialize};

use crate::time::Day;

/// What is to go to a coach, while it is being chosen and looked through: part of a draft, so it
/// is on the disk within a second of any key. Nothing in it is a copy of words of the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a line of its own in the file"
)]
pub struct Selection {
    /// In the order in which they were chosen; no entry twice.
    pub chosen: Vec<Chosen>,
    /// Names to be swapped for roles in this hand-off, beside those of the names list. They never
    /// leave.
    pub roles: Vec<(String, String)>,
    /// Whether the coach may quote it.
    pub quote: bool,
    /// Whether the coach may discuss it with a sponsor or a supervisor.
    pub sponsor: bool,
    /// Until when it may be kept.
    pub keep_until: Option<Day>,
    /// Whether times of day go with the dates.
    pub times: bool,
    /// Whether the role held, and since when, goes along.
    pub context: bool,
}

/// One answer that was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// The id of the entry, at its place.
    pub entry: String,
    #[serde(default)]
    pub with: With,
    /// A private answer goes only where this was said of it, one by one.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub private: bool,
    /// Lines that are left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// The id of a note on it that goes to the coach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side_note: Option<String>,
}

/// How much of a thread goes with an answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum With {
    /// The answer by itself.
    #[default]
    Alone,
    /// The answer before it, as then and now.
    Before,
    /// All answers to the question up to it.
    Thread,
}

/// A line that is left out of an entry that goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The entry it is a line of: the chosen one, or one that goes with it, in the form in which it
    /// was looked through, which is its last correction. Once it is corrected again, all of it
    /// stays out until it is looked through again.
    pub entry: String,
    /// Which line of the words, or of the mark, from 0 (`share::handoff::lines` counts them).
    pub line: usize,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_mark: bool,
    /// Not shown at all, instead of as "[left out]".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub silent: bool,
}
