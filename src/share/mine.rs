//! Everything of one's own, readable, for oneself: private answers too, with names as they are.
//!
//! It is no hand-off. Only what is sealed until a day, and a forecast that is to be checked first,
//! stands there without its words, as everywhere.

mod page;

use std::collections::HashMap;

use serde::Serialize;

use super::{Cleared, formats, names};
use crate::{
    insight::{
        roundtable::{Roundtable, roundtables},
        seen::hidden,
        thread::Point,
        told::answer,
    },
    journal::{Asked, Entry, Fact, Journal, ME, Mark},
    time::{Day, moment_text},
};

/// The forms in which it is written: their names, and the extensions of the files.
pub const FORMATS: [(&str, &str); 3] = [("text", "txt"), ("markdown", "md"), ("json", "json")];

/// Everything one wrote. Its JSON is the machine form.
#[derive(Debug, Serialize)]
pub struct Mine<'a> {
    schema: &'static str,
    date: Day,
    /// The roles held, in the order in which they were stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roundtables: Vec<Roundtable>,
    /// The names list: each name, and the role it is swapped for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    names: Vec<(String, String)>,
    /// Oldest first, each at the place where it was first written.
    entries: Vec<Own<'a>>,
}

/// An entry, with its corrections and with everything said of it later.
#[derive(Debug, Serialize)]
struct Own<'a> {
    id: &'a str,
    at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<&'a Asked>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    private: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    sealed: Option<Day>,
    /// Why its words are not here.
    #[serde(skip_serializing_if = "Option::is_none")]
    hidden: Option<String>,
    /// As it was written, then each correction; the last one holds.
    forms: Vec<Written<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    later: Vec<Own<'a>>,
    #[serde(skip)]
    day: Day,
}

#[derive(Debug, Serialize)]
struct Written<'a> {
    at: String,
    words: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'a Mark>,
    #[serde(skip)]
    entry: &'a Entry,
}

/// Everything of one's own as it may be read today. What was taken back or forgotten is not in it,
/// nor are words of others.
pub fn mine(journal: &Journal, today: Day) -> Mine<'_> {
    let mut later: HashMap<&str, Vec<&Entry>> = HashMap::new();
    let mut roots = Vec::new();
    for entry in journal.entries().filter_map(|entry| journal.own(entry)) {
        let root = answer(journal, entry).first;
        if root.id == entry.id || root.author != ME {
            roots.push(entry);
        } else {
            later.entry(&root.id).or_default().push(entry);
        }
    }
    let entries = roots.into_iter().filter_map(|entry| {
        let mut own = Own::of(journal, entry, today)?;
        let said = later.get(entry.id.as_str()).map_or(&[][..], Vec::as_slice);
        own.later = said
            .iter()
            .filter_map(|entry| Own::of(journal, entry, today))
            .collect();
        Some(own)
    });
    let entries = entries.collect();
    let roles = journal.facts_of(Fact::Role);
    let roles = roles.filter_map(|stated| stated.value.as_str());
    let names = names::listed(journal).into_iter();
    Mine {
        schema: "rolebook.mine/1",
        date: today,
        roles: roles.filter(|role| !role.is_empty()).collect(),
        roundtables: roundtables(journal),
        names: names.map(|name| (name.name, name.role)).collect(),
        entries,
    }
}

impl<'a> Own<'a> {
    /// Nothing where it was taken back.
    fn of(journal: &'a Journal, first: &'a Entry, today: Day) -> Option<Self> {
        let point = Point::of(journal, first);
        let forms = journal
            .forms(first)
            .filter(|form| !journal.is_gone(&form.id));
        let hidden = hidden(journal, first, today);
        let forms: Vec<Written<'a>> = forms
            .map(|form| Written {
                at: moment_text(&form.at),
                words: if hidden.is_some() { "" } else { &form.words },
                mark: form.mark.as_ref().filter(|_| hidden.is_none()),
                entry: form,
            })
            .collect();
        (!forms.is_empty()).then(|| Self {
            id: &first.id,
            at: moment_text(&first.at),
            role: first
                .role
                .as_ref()
                .and_then(|role| journal.role_words(role)),
            asked: point.asked(),
            private: first.private || point.now.private,
            sealed: point.now.sealed,
            hidden: hidden.map(crate::insight::seen::Hidden::says),
            forms,
            later: Vec::new(),
            day: point.day(),
        })
    }
}

/// Its bytes in one of [`FORMATS`]; nothing for a form of another name.
///
/// # Errors
/// The machine form cannot be written.
pub fn write(mine: &Cleared<Mine<'_>>, format: &str) -> Option<Result<Vec<u8>, serde_json::Error>> {
    let mine = mine.packet();
    Some(match format {
        "text" => Ok(formats::in_text(&page::page(mine)).into_bytes()),
        "markdown" => Ok(formats::in_markdown(&page::page(mine)).into_bytes()),
        "json" => serde_json::to_vec_pretty(mine),
        _ => return None,
    })
}

/// The same bytes, which may leave.
pub fn leaving(
    mine: &Cleared<Mine<'_>>,
    format: &str,
) -> Option<Result<Cleared<Vec<u8>>, serde_json::Error>> {
    write(mine, format).map(|written| written.map(Cleared))
}
