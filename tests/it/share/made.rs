//! Journals and hand-offs made for these tests.

use std::sync::Arc;

use rolebook::{
    deck,
    journal::{
        Asked, Chosen, Entry, Fact, Header, Journal, ME, Mark, Occasion, Record, Selection,
        SessionFile, Stated, With,
    },
    share::{
        Consent, clear,
        formats::FORMATS,
        handoff::{Details, HandOff, Item, compose},
    },
    time::{Day, moment_from},
};
use serde_json::{Map, Value};

pub(super) const TODAY: &str = "2026-03-31";

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn today() -> Day {
    day(TODAY)
}

/// An entry of mine, written at nine.
pub(super) fn entry(id: &str, on: &str, prompt: &str, words: &str) -> Entry {
    let asked = deck::builtin()
        .prompt(prompt)
        .map(|(_, p)| Arc::new(Asked::of(p)));
    Entry {
        id: id.to_owned(),
        at: moment_from(&format!("{on}T09:17:00+01:00")).unwrap(),
        author: ME.to_owned(),
        role: Some("role-1".to_owned()),
        asked,
        words: words.to_owned(),
        mark: None,
        private: false,
        revises: None,
        answers: None,
        sealed: None,
        more: Map::new(),
    }
}

pub(super) fn marked(id: &str, on: &str, prompt: &str, words: &str, mark: Mark) -> Entry {
    Entry {
        mark: Some(mark),
        ..entry(id, on, prompt, words)
    }
}

/// What is said about an entry, under its question.
pub(super) fn about(id: &str, on: &str, of: &Entry, words: &str, mark: Option<Mark>) -> Entry {
    Entry {
        asked: of.asked.clone(),
        answers: Some(of.id.clone()),
        mark,
        ..entry(id, on, "", words)
    }
}

pub(super) fn stated(fact: Fact, key: &str, value: &str) -> Record {
    Record::Stated(Stated {
        id: format!("fact-{key}"),
        at: moment_from("2024-01-01T09:00:00+01:00").unwrap(),
        fact,
        key: key.to_owned(),
        value: Value::String(value.to_owned()),
        more: Map::new(),
    })
}

/// The fold of these records, in one session.
pub(super) fn journal(records: Vec<Record>) -> Journal {
    Journal::fold(vec![SessionFile {
        session: Header {
            id: "sessionid".to_owned(),
            seq: 1,
            started: moment_from("2024-01-01T09:00:00+01:00").unwrap(),
            occasion: Occasion::Alone,
            continues: None,
            more: Map::new(),
        },
        records,
    }])
}

pub(super) fn wrote(entries: impl IntoIterator<Item = Entry>) -> Vec<Record> {
    let wrote = |entry| Record::Wrote(Box::new(entry));
    entries.into_iter().map(wrote).collect()
}

pub(super) fn chosen(entry: &str, with: With) -> Chosen {
    Chosen {
        entry: entry.to_owned(),
        with,
        private: false,
        left_out: Vec::new(),
        side_note: None,
    }
}

pub(super) fn select(ids: &[&str]) -> Selection {
    Selection {
        chosen: ids.iter().map(|id| chosen(id, With::Alone)).collect(),
        ..Selection::default()
    }
}

pub(super) fn details() -> Details {
    Details {
        from: "M.".to_owned(),
        to: "Dr. Lind".to_owned(),
        purpose: "Before the board in May.".to_owned(),
        lines: vec!["The tier is sold, and nobody owns it.".to_owned()],
        token: "k7f3q2".to_owned(),
        recipient: None,
    }
}

pub(super) fn composed(journal: &Journal, selection: &Selection) -> HandOff {
    compose(journal, &deck::builtin(), selection, &details(), today()).0
}

/// The item whose answer holds these words.
pub(super) fn item<'a>(handoff: &'a HandOff, words: &str) -> &'a Item {
    let mut items = handoff.items.iter();
    items.find(|item| item.said.words.contains(words)).unwrap()
}

/// A hand-off in the format of this name.
pub(super) fn format(handoff: &HandOff, id: &str) -> String {
    let format = FORMATS.iter().find(|format| format.id == id).unwrap();
    let cleared = clear(handoff.clone(), Consent::given());
    String::from_utf8((format.write)(&cleared).unwrap()).unwrap()
}

/// In every format there is, and as JSON.
pub(super) fn everywhere(handoff: &HandOff) -> Vec<(&'static str, String)> {
    let ids = FORMATS.iter().map(|row| row.id);
    let mut all: Vec<_> = ids.map(|id| (id, format(handoff, id))).collect();
    all.push(("serde", serde_json::to_string_pretty(handoff).unwrap()));
    all
}
