//! Everything of one's own.

use rolebook::{
    journal::{Entry, Fact, Forgot, Judged, Mark, Record, Verdict},
    share::{Consent, clear, mine},
    time::moment_from,
};
use serde_json::Map;

use super::made::{about, day, entry, journal, marked, stated, today, wrote};

#[test]
#[expect(clippy::too_many_lines, reason = "one journal, from end to end")]
fn it_is_all_there_but_what_is_sealed() {
    let first = entry("a", "2025-01-10", "inherit.5", "First form with Anna");
    let private = Entry {
        private: true,
        ..first.clone()
    };
    let second = Entry {
        private: true,
        revises: Some("a".into()),
        ..entry("b", "2025-03-10", "inherit.5", "Second form")
    };
    let is = Judged::Changed;
    let said = about(
        "v",
        "2025-04-10",
        &first,
        "Because of May.",
        Some(Mark::Verdict(Verdict { is, beside: None })),
    );
    let letter = Entry {
        sealed: Some(day("2026-12-01")),
        ..entry("l", "2025-05-10", "quarter.9", "Sealed words")
    };
    let list = marked(
        "p",
        "2025-06-10",
        "ground.2",
        "",
        Mark::Lines(vec!["One line".into()]),
    );
    let coach = Entry {
        author: "Coach".into(),
        ..about("c", "2025-07-10", &list, "Not mine", None)
    };
    let gone = entry("g", "2025-08-10", "ground.1", "Forgotten words");
    let mut records = vec![
        stated(Fact::Name, "Anna", "the product head"),
        stated(Fact::HandOff, "k7f3q2", "a key"),
    ];
    records.extend(wrote([private, second, said, letter, list, coach, gone]));
    let forgotten_at = moment_from("2025-09-01T09:00:00+01:00").unwrap();
    records.push(Record::Forgot(Forgot {
        id: "g".into(),
        forgotten_at,
        more: Map::new(),
    }));
    let journal = journal(records);
    let all = clear(mine::mine(&journal, today()), Consent::given());
    for (format, _) in mine::FORMATS {
        let text = String::from_utf8(mine::write(&all, format).unwrap().unwrap()).unwrap();
        for there in [
            "First form with Anna",
            "Second form",
            "Because of May.",
            "One line",
            "the product head",
            "sealed until",
        ] {
            assert!(text.contains(there), "{format} lacks {there}:\n{text}");
        }
        for not in ["Sealed words", "Not mine", "Forgotten words", "a key"] {
            assert!(!text.contains(not), "{format} holds {not}:\n{text}");
        }
        let at = |words| text.find(words).unwrap();
        assert!(at("Second form") < at("sealed until") && at("sealed until") < at("One line"));
    }
    assert!(mine::write(&all, "html").is_none());
    let json = mine::write(&all, "json").unwrap().unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["schema"], "rolebook.mine/1");
    assert_eq!(json["entries"].as_array().unwrap().len(), 3);
    assert_eq!(json["entries"][0]["forms"][1]["words"], "Second form");
}

#[test]
fn it_reads_like_a_book() {
    let is = Judged::Changed;
    let first = entry("a", "2025-01-10", "ground.1", "That somebody decides.");
    let said = about(
        "v",
        "2025-04-10",
        &first,
        "Because of the sale.",
        Some(Mark::Verdict(Verdict { is, beside: None })),
    );
    let journal = journal(wrote([
        first,
        said,
        marked(
            "r",
            "2025-06-10",
            "authority.2",
            "The tier.",
            Mark::Rating(3),
        ),
    ]));
    let all = clear(mine::mine(&journal, today()), Consent::given());
    let text = mine::write(&all, "text").unwrap().unwrap();
    insta::assert_snapshot!("mine_text", String::from_utf8(text).unwrap());
}
