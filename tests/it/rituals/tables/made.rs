//! Journals with roundtables in them.

use std::fs;

use chrono::NaiveDate;
use rolebook::{
    deck,
    journal::{Asked, Journal, SessionFile},
    time::Day,
};
use serde_json::{Value, json};

use crate::{
    driver::Driver,
    shell::{done, home},
};

pub(in crate::rituals) const NOW: &str = "2026-03-31T10:42:00+02:00";
pub(in crate::rituals) const TODAY: &str = "2026-03-31";

pub(in crate::rituals) fn day(text: &str) -> Day {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").unwrap()
}

pub(in crate::rituals) fn stated(
    id: &str,
    at: &str,
    fact: &str,
    key: &str,
    value: &Value,
) -> Value {
    let at = format!("{at}T09:00:00+01:00");
    json!({ "stated": { "id": id, "at": at, "fact": fact, "key": key, "value": value } })
}

pub(in crate::rituals) fn table(
    key: &str,
    at: &str,
    name: &str,
    date: &str,
    cadence: &str,
) -> Value {
    let value = json!({ "name": name, "date": date, "cadence": cadence });
    stated(&format!("f-{key}-{at}"), at, "roundtable", key, &value)
}

pub(in crate::rituals) fn wrote(
    id: &str,
    at: &str,
    prompt: &str,
    words: &str,
    more: &Value,
) -> Value {
    let asked = deck::builtin();
    let asked = Asked::of(asked.prompt(prompt).unwrap().1);
    let mut entry = json!({
        "id": id, "at": format!("{at}T09:30:00+01:00"), "author": "me", "words": words,
        "asked": asked,
    });
    let fields = entry.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    json!({ "wrote": entry })
}

pub(in crate::rituals) fn rating(id: &str, at: &str, prompt: &str, mark: u8) -> Value {
    wrote(id, at, prompt, "", &json!({ "mark": { "rating": mark } }))
}

pub(in crate::rituals) fn verdict(
    id: &str,
    at: &str,
    on: (&str, &str),
    is: &str,
    private: bool,
) -> Value {
    let mark = json!({ "verdict": { "is": is } });
    let more = json!({ "answers": on.1, "mark": mark, "private": private });
    wrote(id, at, on.0, "", &more)
}

pub(in crate::rituals) fn promise(id: &str, at: &str, words: &str, by: &str) -> Value {
    let mark = json!({ "promise": { "by": by } });
    wrote(id, at, "after.5", words, &json!({ "mark": mark }))
}

pub(in crate::rituals) fn session(seq: u64, at: &str, records: Vec<Value>) -> SessionFile {
    let header = json!({
        "id": format!("s{seq:05}"), "seq": seq, "started": format!("{at}T09:00:00+01:00"),
        "occasion": "alone",
    });
    let records = records.into_iter().map(serde_json::from_value);
    SessionFile {
        session: serde_json::from_value(header).unwrap(),
        records: records.collect::<Result<_, _>>().unwrap(),
    }
}

pub(in crate::rituals) fn journal(files: &[SessionFile]) -> Journal {
    Journal::fold(files.to_vec())
}

pub(in crate::rituals) fn put(files: &[SessionFile], mut put: impl FnMut(String, Vec<u8>)) {
    for file in files {
        let name = file.session.started.to_utc().format("%Y-%m-%dT%H%M%SZ");
        let path = format!("sessions/2025/{name}-{}.json", file.session.id);
        put(path, file.to_bytes().unwrap());
    }
}

pub(in crate::rituals) fn driver_at(files: &[SessionFile], now: &str) -> Driver {
    let t = Driver::fresh();
    put(files, |path, bytes| {
        t.disk.put(format!("/journal/{path}"), bytes).unwrap();
    });
    t.kill(now)
}

pub(in crate::rituals) fn driver(files: &[SessionFile]) -> Driver {
    driver_at(files, NOW)
}

pub(in crate::rituals) fn real(files: &[SessionFile]) -> tempfile::TempDir {
    let home = home();
    done(home.path(), &["note", "--from", "-"], "To begin with.");
    put(files, |path, bytes| {
        let path = home.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    });
    home
}

/// A quarter between two roundtables.
pub(in crate::rituals) fn quarter() -> Vec<SessionFile> {
    vec![the_last_one(), half_way(), before_the_next()]
}

/// What is said on the day of the last roundtable.
fn the_last_one() -> SessionFile {
    session(
        1,
        "2025-12-12",
        vec![
            table(
                "tables",
                "2025-12-12",
                "CTO forum",
                "2026-04-09",
                "quarterly",
            ),
            wrote(
                "own",
                "2025-12-12",
                "ground.7",
                "Platform hiring is mine.",
                &json!({}),
            ),
            wrote(
                "heavy",
                "2025-12-12",
                "before.6",
                "The sale.",
                &json!({ "private": true }),
            ),
            rating("say-1", "2025-12-12", "authority.2", 5),
            rating("hold-1", "2025-12-12", "authority.3", 3),
            rating("clear-1", "2025-12-12", "ground.5", 2),
            wrote(
                "letter",
                "2025-12-12",
                "quarter.9",
                "Dear me.",
                &json!({ "sealed": "2026-09-01" }),
            ),
            wrote(
                "old-ask",
                "2025-12-12",
                "before.7",
                "What was it then?",
                &json!({}),
            ),
            wrote("said", "2025-12-12", "after.1", "The number.", &json!({})),
            promise(
                "minute",
                "2025-12-12",
                "Ask the board to minute it",
                "2026-03-01",
            ),
            promise("owner", "2025-12-12", "Name the budget owner", "2026-04-02"),
        ],
    )
}

/// Two months later: marks anew, verdicts, and an outcome.
fn half_way() -> SessionFile {
    session(
        2,
        "2026-02-10",
        vec![
            rating("hold-2", "2026-02-10", "authority.3", 5),
            rating("clear-2", "2026-02-10", "ground.5", 3),
            rating("say-2", "2026-02-10", "authority.2", 4),
            verdict("v1", "2026-02-10", ("ground.7", "own"), "changed", false),
            verdict(
                "v2",
                "2026-02-10",
                ("before.6", "heavy"),
                "still-true",
                true,
            ),
            verdict(
                "v3",
                "2026-02-10",
                ("quarter.9", "letter"),
                "still-true",
                false,
            ),
            wrote(
                "o1",
                "2026-02-10",
                "after.5",
                "",
                &json!({ "answers": "minute", "mark": { "outcome": { "is": "done" } } }),
            ),
        ],
    )
}

/// Questions for the next roundtable, one of them private.
fn before_the_next() -> SessionFile {
    session(
        3,
        "2026-03-20",
        vec![
            wrote(
                "ask",
                "2026-03-20",
                "before.7",
                "What would I lose?",
                &json!({}),
            ),
            wrote(
                "ask-p",
                "2026-03-20",
                "before.7",
                "Whom do I fear?",
                &json!({ "private": true }),
            ),
        ],
    )
}
