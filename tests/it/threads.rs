//! One question over time: series, breaks, shelves, say against hold.

mod comparable;
mod lines;
mod pages;

use std::sync::Arc;

use rolebook::{
    deck::{self, Ends, Kind},
    journal::{
        Asked, Entry, Fact, Header, Journal, Judged, Mark, Occasion, Record, SessionFile, Stated,
        Verdict,
    },
    store::memory::MemoryDisk,
    time::moment_from,
};
use serde_json::Map;

use crate::driver::Driver;

pub(super) const NOW: &str = "2026-03-31T10:42:00+02:00";
pub(super) const SAY: &str = "authority.2";
pub(super) const HOLD: &str = "authority.3";

/// A journal in the making: each entry gets the next id, `e0` and so on.
#[derive(Default, Clone)]
pub(super) struct Book {
    pub(super) entries: Vec<Entry>,
    role: String,
}

impl Book {
    pub(super) fn new() -> Self {
        let role = "r1".to_owned();
        Self {
            role,
            entries: Vec::new(),
        }
    }

    /// What follows is written in another role.
    pub(super) fn role(mut self, role: &str) -> Self {
        role.clone_into(&mut self.role);
        self
    }

    /// An answer to a question of the built-in decks, or to one that no deck holds.
    pub(super) fn answer(
        mut self,
        day: &str,
        prompt: &str,
        mark: Option<Mark>,
        words: &str,
    ) -> Self {
        let decks = deck::builtin();
        let asked = decks.prompt(prompt).map(|(_, prompt)| Asked::of(prompt));
        let asked = asked.unwrap_or_else(|| Asked {
            prompt: prompt.to_owned(),
            rev: 1,
            kind: Kind::Long,
            question: "What was asked here once?".to_owned(),
            ends: None,
            options: Vec::new(),
        });
        self.entries.push(Entry {
            id: format!("e{}", self.entries.len()),
            at: moment_from(&format!("{day}T09:00:00+01:00")).unwrap(),
            author: "me".to_owned(),
            role: Some(self.role.clone()),
            asked: Some(Arc::new(asked)),
            words: words.to_owned(),
            mark,
            private: false,
            revises: None,
            answers: None,
            sealed: None,
            more: Map::new(),
        });
        self
    }

    pub(super) fn rate(self, day: &str, prompt: &str, mark: u8) -> Self {
        let words = format!("evidence {}", self.entries.len());
        self.answer(day, prompt, Some(Mark::Rating(mark)), &words)
    }

    pub(super) fn choose(self, day: &str, prompt: &str, option: &str) -> Self {
        self.answer(day, prompt, Some(Mark::Choice(option.to_owned())), "")
    }

    /// Changes the entry written last.
    pub(super) fn but(mut self, change: impl FnOnce(&mut Entry)) -> Self {
        change(self.entries.last_mut().unwrap());
        self
    }

    /// Changes how the question of the entry written last was asked.
    pub(super) fn asked(self, change: impl FnOnce(&mut Asked)) -> Self {
        self.but(|entry| {
            let asked = entry.asked.as_mut().unwrap();
            change(Arc::make_mut(asked));
        })
    }

    /// Says something of an entry.
    pub(super) fn about(self, on: &str, day: &str, mark: Mark) -> Self {
        let asked = self.entries.iter().find(|entry| entry.id == on).unwrap();
        let asked = asked.asked.clone();
        self.answer(day, SAY, Some(mark), "").but(|entry| {
            entry.asked = asked;
            entry.answers = Some(on.to_owned());
        })
    }

    pub(super) fn verdict(self, on: &str, day: &str, is: Judged) -> Self {
        self.about(on, day, Mark::Verdict(Verdict { is, beside: None }))
    }

    pub(super) fn file(&self) -> SessionFile {
        let role = |key: &str, words: &str| {
            Record::Stated(Stated {
                id: format!("s{key}"),
                at: moment_from(NOW).unwrap(),
                fact: Fact::Role,
                key: key.to_owned(),
                value: words.into(),
                more: Map::new(),
            })
        };
        let mut records = vec![role("r1", "CTO of two hundred.")];
        if self.role == "r2" {
            records.push(role("r2", "Chief product and technology officer"));
        }
        let wrote = |entry: &Entry| Record::Wrote(Box::new(entry.clone()));
        records.extend(self.entries.iter().map(wrote));
        SessionFile {
            session: Header {
                id: "threads".to_owned(),
                seq: 1,
                started: moment_from(NOW).unwrap(),
                occasion: Occasion::Alone,
                continues: None,
                more: Map::new(),
            },
            records,
        }
    }

    pub(super) fn journal(&self) -> Journal {
        Journal::fold(vec![self.file()])
    }

    pub(super) fn disk(&self) -> MemoryDisk {
        let disk = Driver::fresh().disk.fork();
        let path = "/journal/sessions/2026/2026-01-01T000000Z-threads.json";
        disk.put(path, self.file().to_bytes().unwrap()).unwrap();
        disk
    }

    /// The program on this journal, after some keys.
    pub(super) fn screen(&self, keys: &str) -> Driver {
        let mut t = Driver::on(self.disk(), NOW);
        if !keys.is_empty() {
            t.press(keys);
        }
        t
    }
}

pub(super) fn other_ends(asked: &mut Asked) {
    asked.ends = Some(Ends {
        low: "Not at all".to_owned(),
        high: "All the way".to_owned(),
    });
}

/// Five quarters of say and hold, a change of role among them.
pub(super) fn two_roles() -> Book {
    let mut book = Book::new();
    for (day, say, hold) in [
        ("2025-03-20", 3, 6),
        ("2025-06-25", 5, 5),
        ("2025-09-20", 5, 5),
        ("2025-09-25", 6, 3),
    ] {
        book = book.rate(day, SAY, say).rate(day, HOLD, hold);
    }
    book = book.role("r2");
    for (day, say, hold) in [
        ("2025-12-14", 2, 2),
        ("2026-01-14", 4, 3),
        ("2026-03-20", 5, 3),
    ] {
        book = book.rate(day, SAY, say).rate(day, HOLD, hold);
    }
    book
}
