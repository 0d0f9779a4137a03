//! What was said: files in, a fold out, and bytes again.

use proptest::prelude::*;
use rolebook::journal::{
    Entry, Header, Journal, Mark, Occasion, Problem, Record, SessionFile, read_session,
    whole_records,
};
use rolebook::time::moment_from;

const GOLDEN: &[u8] = include_bytes!("../golden/format-1.json");

fn golden() -> SessionFile {
    read_session(GOLDEN).0.unwrap()
}

#[test]
fn the_first_format_is_read_for_ever() {
    let (file, problems) = read_session(GOLDEN);
    assert_eq!(problems, []);
    let journal = Journal::fold(vec![file.unwrap()]);
    let marks: Vec<String> = journal
        .entries()
        .map(|entry| format!("{:?}", entry.mark))
        .collect();
    insta::assert_snapshot!("golden_marks", marks.join("\n"));
    let first = journal.latest("ground.1").unwrap();
    assert!(
        first
            .words
            .starts_with("To keep promises buildable.\r\nNUL \0 and RLO \u{202e}")
    );
    assert_eq!(journal.look_again().unwrap().to_string(), "2026-06-30");
    assert_eq!(
        journal
            .latest("gone.1")
            .unwrap()
            .asked
            .as_ref()
            .unwrap()
            .rev,
        3
    );
    assert_eq!(journal.role().unwrap().1, "CTO");
}

#[test]
fn what_a_later_version_added_survives_reading_and_writing() {
    let text = String::from_utf8(golden().to_bytes().unwrap()).unwrap();
    assert!(text.contains("a_field_of_a_later_version"));
    assert!(text.contains("a record of a later version"));
    assert!(text.contains("a mark of a later version"));
    let again = read_session(text.as_bytes()).0.unwrap();
    assert_eq!(again, golden());
}

#[test]
fn written_bytes_are_pretty_json_with_a_checksum_that_holds() {
    let bytes = golden().to_bytes().unwrap();
    assert_eq!(whole_records(&bytes), Some(golden().records.len()));
    let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(value["format"], 1);
    assert!(bytes.ends_with(b"\"\n}\n"));
    assert!(bytes.starts_with(b"{\n  \"format\": 1,\n  \"session\": {\n"));
}

#[test]
fn every_truncation_is_named_and_nothing_panics() {
    for end in 0..GOLDEN.len() {
        let (_, problems) = read_session(&GOLDEN[..end]);
        assert!(!problems.is_empty(), "{end}");
    }
}

#[test]
fn a_hand_edited_file_is_read_and_named() {
    let text = std::str::from_utf8(GOLDEN)
        .unwrap()
        .replace("The API tier.", "The other tier.");
    let (file, problems) = read_session(text.as_bytes());
    assert_eq!(problems, [Problem::Checksum]);
    let journal = Journal::fold(vec![file.unwrap()]);
    assert_eq!(
        journal.latest("authority.2").unwrap().words,
        "The other tier."
    );
}

#[test]
fn one_record_that_cannot_be_read_does_not_cost_the_others() {
    let text = std::str::from_utf8(GOLDEN).unwrap();
    let text = text.replacen(
        "\"at\": \"2026-03-31T10:50:00+02:00\"",
        "\"at\": \"noon\"",
        1,
    );
    let (file, problems) = read_session(text.as_bytes());
    assert!(
        matches!(problems[0], Problem::Record { .. }),
        "{problems:?}"
    );
    let file = file.unwrap();
    assert_eq!(file.records.len(), golden().records.len());
    assert!(
        String::from_utf8(file.to_bytes().unwrap())
            .unwrap()
            .contains("A note on no question.")
    );
}

#[test]
fn a_newer_format_is_read_as_far_as_it_goes_and_named() {
    let text = std::str::from_utf8(GOLDEN)
        .unwrap()
        .replacen("\"format\": 1", "\"format\": 2", 1);
    let (file, problems) = read_session(text.as_bytes());
    assert!(problems.contains(&Problem::NewerFormat(2)));
    assert!(file.is_some());
}

#[test]
fn two_bodies_under_one_id_are_both_kept_and_named() {
    let mut other = golden();
    other.session.id = "zzzzzz".to_owned();
    for record in &mut other.records {
        if let Record::Wrote(entry) = record
            && entry.id == "golden0002"
        {
            entry.words = "Other words".to_owned();
        }
    }
    let journal = Journal::fold(vec![golden(), other.clone(), other]);
    assert_eq!(
        journal.problems(),
        [Problem::TwoBodies("golden0002".to_owned())]
    );
    let words: Vec<&str> = journal
        .answers("authority.2")
        .map(|entry| entry.words.as_str())
        .collect();
    assert_eq!(words.len(), 2, "{words:?}");
    assert!(words.contains(&"Other words"));
}

#[test]
fn what_was_withdrawn_or_forgotten_stays_away_wherever_a_copy_turns_up() {
    let forgot =
        serde_json::json!({"forgot": {"id": "golden0001", "forgotten_at": "2026-04-01T00:00:00Z"}});
    let withdrew =
        serde_json::json!({"withdrew": {"entry": "golden0002", "at": "2026-04-01T00:00:00Z"}});
    let mut later = golden();
    later.session.id = "later0".to_owned();
    later.session.seq = 9;
    later.records = vec![
        serde_json::from_value(forgot).unwrap(),
        serde_json::from_value(withdrew).unwrap(),
    ];
    let journal = Journal::fold(vec![golden(), later]);
    assert!(journal.entry("golden0001").is_none() && journal.entry("golden0002").is_none());
}

#[test]
fn the_example_of_the_format_is_true() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/format.md");
    let text = std::fs::read_to_string(path).unwrap();
    let start = text.find("```json\n").unwrap() + "```json\n".len();
    let end = start + text[start..].find("```").unwrap();
    let (file, problems) = read_session(&text.as_bytes()[start..end]);
    assert_eq!(problems, []);
    let written = file.unwrap().to_bytes().unwrap();
    assert_eq!(String::from_utf8(written).unwrap(), text[start..end]);
}

fn entry(id: u8, words: &str) -> Record {
    Record::Wrote(Box::new(Entry {
        id: format!("e{id}"),
        at: moment_from("2026-03-31T10:42:00+02:00").unwrap(),
        author: "me".to_owned(),
        role: None,
        asked: None,
        words: words.to_owned(),
        mark: Some(Mark::Lines(vec![words.to_owned()])),
        private: false,
        revises: None,
        answers: None,
        sealed: None,
        more: serde_json::Map::new(),
    }))
}

fn session(id: u8, seq: u64, records: Vec<Record>) -> SessionFile {
    let header = Header {
        id: format!("s{id}"),
        seq,
        started: moment_from("2026-03-31T10:42:00+02:00").unwrap(),
        occasion: Occasion::Alone,
        continues: None,
        more: serde_json::Map::new(),
    };
    SessionFile {
        session: header,
        records,
    }
}

proptest! {
    #[test]
    fn any_words_come_back(words in any::<String>()) {
        let file = session(1, 1, vec![entry(1, &words)]);
        let read = read_session(&file.to_bytes().unwrap());
        prop_assert_eq!(read, (Some(file), Vec::new()));
    }

    #[test]
    fn the_fold_is_the_same_however_it_was_read(
        sessions in prop::collection::vec((0_u8..4, 0_u64..3, prop::collection::vec((0_u8..9, "[ab]"), 0..4)), 0..6),
        order in any::<prop::sample::Index>(),
    ) {
        let files: Vec<SessionFile> = sessions
            .into_iter()
            .map(|(id, seq, entries)| {
                session(id, seq, entries.iter().map(|(id, words)| entry(*id, words)).collect())
            })
            .collect();
        let mut turned = files.clone();
        if !turned.is_empty() {
            let at = order.index(turned.len());
            turned.rotate_left(at);
            turned.reverse();
        }
        let mut twice = files.clone();
        twice.extend(files.clone());
        let say = |journal: &Journal| -> Vec<(String, String)> {
            journal.entries().map(|entry| (entry.id.clone(), entry.words.clone())).collect()
        };
        let one = Journal::fold(files);
        prop_assert_eq!(say(&one), say(&Journal::fold(turned)));
        prop_assert_eq!(say(&one), say(&Journal::fold(twice)));
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read_session(&bytes);
        let _ = rolebook::journal::Draft::read(&bytes);
    }
}
