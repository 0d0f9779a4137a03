//! Journals made for these tests: sessions with dates of their own.

use std::{path::Path, sync::Arc};

use rolebook::{
    deck,
    journal::{
        Asked, Became, Entry, Fact, Forecast, Header, Journal, Judged, ME, Mark, Occasion, Outcome,
        Promise, Record, SessionFile, Stated, Verdict,
    },
    store::{SessionName, memory::MemoryDisk},
    time::{Day, moment_from},
};
use serde_json::{Map, Value};

use crate::driver::{Driver, HOME, LABEL, workbook};

pub(super) const NOW: &str = "2026-03-31T10:42:00+02:00";

#[derive(Default)]
pub(super) struct Made {
    files: Vec<SessionFile>,
    role: Option<String>,
}

impl Made {
    /// A session; what follows is written in it.
    pub(super) fn session(mut self, at: &str, occasion: Occasion) -> Self {
        let seq = self.files.len() as u64 + 1;
        self.files.push(SessionFile {
            session: Header {
                id: format!("s{seq:05}"),
                seq,
                started: moment_from(at).unwrap(),
                occasion,
                continues: None,
                more: Map::new(),
            },
            records: Vec::new(),
        });
        self
    }

    /// A session alone, at nine in the morning of a day.
    pub(super) fn day(self, day: &str) -> Self {
        self.session(&format!("{day}T09:00:00+01:00"), Occasion::Alone)
    }

    pub(super) fn role(mut self, words: &str) -> Self {
        let id = format!("role-{words}");
        self.role = Some(id.clone());
        let file = self.files.last_mut().unwrap();
        file.records.push(Record::Stated(Stated {
            id: format!("fact-{words}"),
            at: file.session.started,
            fact: Fact::Role,
            key: id,
            value: Value::String(words.to_owned()),
            more: Map::new(),
        }));
        self
    }

    fn write(mut self, change: impl FnOnce(&mut Entry)) -> Self {
        let file = self.files.last_mut().unwrap();
        let mut entry = Entry {
            id: format!("e{}-{}", file.session.seq, file.records.len()),
            at: file.session.started,
            author: ME.to_owned(),
            role: self.role.clone(),
            asked: None,
            words: String::new(),
            mark: None,
            private: false,
            revises: None,
            answers: None,
            sealed: None,
            more: Map::new(),
        };
        change(&mut entry);
        file.records.push(Record::Wrote(Box::new(entry)));
        self
    }

    pub(super) fn answer(
        self,
        id: &str,
        prompt: &str,
        words: &str,
        mark: impl Into<Option<Mark>>,
    ) -> Self {
        let asked = asked(prompt);
        self.write(|entry| {
            if !id.is_empty() {
                entry.id = id.into();
            }
            entry.asked = Some(Arc::new(asked));
            entry.words = words.into();
            entry.mark = mark.into();
        })
    }

    pub(super) fn note(self, words: &str) -> Self {
        self.write(|entry| entry.words = words.into())
    }

    /// Says something about an entry.
    pub(super) fn about(self, on: &str, words: &str, mark: Mark) -> Self {
        let known = self.entries().find(|entry| entry.id == on).unwrap();
        let asked = known.asked.clone();
        self.write(|entry| {
            entry.asked = asked;
            entry.words = words.into();
            entry.mark = Some(mark);
            entry.answers = Some(on.to_owned());
        })
    }

    pub(super) fn verdict(self, on: &str, is: Judged, beside: Option<&str>, why: &str) -> Self {
        let beside = beside.map(str::to_owned);
        self.about(on, why, Mark::Verdict(Verdict { is, beside }))
    }

    pub(super) fn became(self, on: &str, is: Became, words: &str) -> Self {
        self.about(on, words, Mark::Outcome(Outcome { is, by: None }))
    }

    /// Changes what was written last.
    pub(super) fn last(mut self, change: impl FnOnce(&mut Entry)) -> Self {
        let records = &mut self.files.last_mut().unwrap().records;
        let Some(Record::Wrote(entry)) = records.last_mut() else {
            panic!("nothing was written");
        };
        change(entry);
        self
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        let records = self.files.iter().flat_map(|file| &file.records);
        records.filter_map(|record| match record {
            Record::Wrote(entry) => Some(&**entry),
            _ => None,
        })
    }

    pub(super) fn journal(&self) -> Journal {
        Journal::fold(self.files.clone())
    }

    fn each(&self, mut put: impl FnMut(&Path, Vec<u8>)) {
        for file in &self.files {
            let name = SessionName::new(file.session.started, &file.session.id);
            put(&name.path(), file.to_bytes().unwrap());
        }
    }

    /// The program started on it.
    pub(super) fn driver(&self) -> Driver {
        let disk = MemoryDisk::new();
        drop(workbook(&disk, 1));
        self.each(|path, bytes| disk.put(Path::new(HOME).join(path), &bytes).unwrap());
        Driver::on(disk, NOW)
    }

    /// Written into a real folder.
    pub(super) fn home(&self) -> tempfile::TempDir {
        let home = tempfile::tempdir().unwrap();
        let own = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(home.path(), own).unwrap();
        std::fs::write(home.path().join("journal.json"), LABEL).unwrap();
        self.each(|path, bytes| {
            let path = home.path().join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        });
        home
    }
}

fn asked(prompt: &str) -> Asked {
    match deck::builtin().prompt(prompt) {
        Some((_, prompt)) => Asked::of(prompt),
        // A question of a deck that is gone.
        None => Asked {
            prompt: prompt.to_owned(),
            rev: 1,
            kind: deck::Kind::Long,
            question: format!("What was asked as {prompt}?"),
            ends: None,
            options: Vec::new(),
        },
    }
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(super) fn promise(by: &str) -> Mark {
    Mark::Promise(Promise {
        by: Some(day(by)),
        ..Promise::default()
    })
}

pub(super) fn forecast(check: &str, percent: u8) -> Mark {
    Mark::Forecast(Forecast {
        check: Some(day(check)),
        percent: Some(percent),
        ..Forecast::default()
    })
}

/// Output and messages of the real program.
pub(super) fn run(home: &Path, args: &[&str]) -> (i32, String, String) {
    let done = std::process::Command::new(env!("CARGO_BIN_EXE_rolebook"))
        .env_clear()
        .args(["--now", NOW, "--seed", "1", "--home"])
        .arg(home)
        .args(args)
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        done.status.code().unwrap_or(-1),
        text(done.stdout),
        text(done.stderr),
    )
}

/// A year with two roundtables in it, told on the last day of March.
pub(super) fn sample() -> Made {
    Made::default()
        .day("2024-11-20")
        .role("CTO")
        .answer(
            "beneath",
            "inherit.5",
            "That the sale was never settled.",
            None,
        )
        .answer("gone", "old.1", "Words of a deck that is gone.", None)
        .day("2025-09-03")
        .answer("say-1", "authority.2", "", Mark::Rating(3))
        .answer("step-1", "inherit.6", "", Mark::Choice("none".to_owned()))
        .session("2025-12-12T17:00:00+01:00", Occasion::Roundtable)
        .answer(
            "own-1",
            "ground.7",
            "Platform hiring is mine, and everybody knows that it is mine, finance too.",
            None,
        )
        .answer("say-2", "authority.2", "", Mark::Rating(5))
        .answer("letter", "quarter.9", "Look at the budget first.", None)
        .last(|entry| entry.sealed = Some(day("2026-03-30")))
        .answer("ask", "before.7", "What would I lose?", None)
        .answer(
            "minute",
            "after.5",
            "Ask the board to minute pricing authority",
            promise("2026-03-01"),
        )
        .answer(
            "budget",
            "after.5",
            "Name the platform budget owner",
            promise("2026-03-20"),
        )
        .answer(
            "renew",
            "after.6",
            "Two of three renew",
            forecast("2026-02-01", 80),
        )
        .answer(
            "freeze",
            "after.6",
            "The freeze ends",
            forecast("2026-03-15", 60),
        )
        .session("2025-12-12T21:00:00+01:00", Occasion::Alone)
        .answer("evening", "ground.1", "To keep promises buildable.", None)
        .day("2026-02-10")
        .answer("own-2", "ground.7", "Platform hiring is not mine.", None)
        .verdict(
            "own-1",
            Judged::NearlyOpposite,
            Some("own-2"),
            "I asked finance who decides.",
        )
        .answer("say-3", "authority.2", "The API tier.", Mark::Rating(4))
        .became("minute", Became::Done, "It is in the minutes.")
        .became("renew", Became::Happened, "Two renewed.")
        .day("2026-03-02")
        .answer("clear-1", "ground.8", "", Mark::Choice("role".to_owned()))
        .note("On no question.")
}
