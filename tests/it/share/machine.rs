//! A hand-off as JSON, against its schema.

use std::{collections::BTreeSet, sync::LazyLock};

use jsonschema::Validator;
use rolebook::{
    journal::{Fact, Mark, Person, With},
    share::handoff::{HandOff, SCHEMA, check_value, compose},
};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{
    formats::strip,
    made::{chosen, entry, format, journal, marked, select, stated, wrote},
    text::handoff,
};

static BY_THE_SCHEMA: LazyLock<Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(SCHEMA_FILE).unwrap();
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).unwrap()
});

const SCHEMA_FILE: &str = include_str!("../../../docs/handoff.schema.json");

/// The machine form is as the schema says.
pub(super) fn by_the_schema(handoff: &HandOff) {
    let json = serde_json::from_str(&format(handoff, "json")).unwrap();
    if let Err(error) = BY_THE_SCHEMA.validate(&json) {
        panic!("{error} at {} of {json:#}", error.instance_path());
    }
}

/// Hand-offs in which everything that can stand in one, stands.
fn all_kinds() -> Vec<HandOff> {
    let people = |role: &str| {
        Mark::People(vec![Person {
            role: role.to_owned(),
            line: "She decides.".to_owned(),
        }])
    };
    let mut records = vec![stated(Fact::Role, "role-1", "Head of technology")];
    let old = |id, text: &str| {
        let mut one = entry(id, "2025-02-10", "ground.1", "Then");
        let asked = std::sync::Arc::make_mut(one.asked.as_mut().unwrap());
        text.clone_into(&mut asked.question);
        one
    };
    records.extend(wrote([
        old("old", "What was it for?"),
        entry("new", "2025-09-10", "ground.1", "Now"),
        marked("people", "2025-03-10", "ground.4", "", people("The COO")),
        marked(
            "one",
            "2025-03-10",
            "session.6",
            "",
            Mark::Choice("listen".into()),
        ),
    ]));
    let mut selection = select(&["people", "one"]);
    selection.chosen.push(chosen("new", With::Before));
    selection.times = true;
    let mut details = super::made::details();
    details.recipient = Some("age1qqqq".to_owned());
    let decks = rolebook::deck::builtin();
    let journal = journal(records);
    let (timed, _) = compose(&journal, &decks, &selection, &details, super::made::today());
    vec![timed, handoff(), strip()]
}

fn keys(value: &Value, into: &mut BTreeSet<String>) {
    match value {
        Value::Object(all) => {
            into.extend(all.keys().cloned());
            all.values().for_each(|value| keys(value, into));
        }
        Value::Array(all) => all.iter().for_each(|value| keys(value, into)),
        _ => {}
    }
}

/// The names of all properties in a schema.
fn properties(schema: &Value, into: &mut BTreeSet<String>) {
    match schema {
        Value::Object(all) => {
            for (key, value) in all {
                if key == "properties" {
                    into.extend(value.as_object().unwrap().keys().cloned());
                }
                properties(value, into);
            }
        }
        Value::Array(all) => all.iter().for_each(|value| properties(value, into)),
        _ => {}
    }
}

#[test]
fn the_machine_form_is_what_its_schema_says_and_no_less() {
    let (mut written, mut described) = (BTreeSet::new(), BTreeSet::new());
    for handoff in all_kinds() {
        by_the_schema(&handoff);
        keys(
            &serde_json::from_str(&format(&handoff, "json")).unwrap(),
            &mut written,
        );
    }
    properties(&serde_json::from_str(SCHEMA_FILE).unwrap(), &mut described);
    assert_eq!(written, described);
}

#[test]
fn the_schema_lets_nothing_else_through() {
    let good: Value = serde_json::from_str(&format(&handoff(), "json")).unwrap();
    for (at, value) in [
        ("/sessions", Value::from(3)),
        ("/cover/machine", Value::from("mine")),
        ("/items/0/entry", Value::from("k7f3q2")),
        ("/items/0/said/place", Value::from("home")),
        ("/items/1/said/mark/feeling", Value::from("calm")),
        ("/reply/identity", Value::from("AGE-SECRET-KEY-1")),
        ("/format", Value::from(2)),
        ("/cover/date", Value::from("yesterday")),
        ("/items/0/id", Value::from("k7f3q2")),
    ] {
        let mut bad = good.clone();
        let (to, key) = at.rsplit_once('/').unwrap();
        bad.pointer_mut(to).unwrap()[key] = value;
        assert!(!BY_THE_SCHEMA.is_valid(&bad), "{at}");
    }
    assert!(BY_THE_SCHEMA.is_valid(&good));
}

#[test]
fn json_says_what_it_is_first_and_reads_back() {
    for handoff in all_kinds() {
        let json = format(&handoff, "json");
        let check = check_value(&handoff).unwrap();
        let begins = format!(
            "{{\n  \"schema\": \"{SCHEMA}\",\n  \"check\": \"{check}\",\n  \"format\": 1,\n"
        );
        assert!(json.starts_with(&begins) && json.ends_with("}\n"), "{json}");
        let read: HandOff = serde_json::from_str(&json).unwrap();
        assert_eq!(read, handoff);
        assert_eq!(check_value(&read).unwrap(), check);
        // And by the rule of the documentation, without this program.
        let bare = json.replacen(&begins, "{\n  \"format\": 1,\n", 1);
        let mut bytes = String::new();
        let mut quoted = false;
        let mut escaped = false;
        for c in bare.chars() {
            if quoted || !c.is_whitespace() {
                bytes.push(c);
            }
            quoted ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
        }
        let sum = Sha256::digest(&bytes);
        let groups = check.split('-');
        let said = groups.map(|group| u16::from_str_radix(group, 16).unwrap().to_be_bytes());
        assert!(said.eq(sum[..8].chunks(2).map(|two| [two[0], two[1]])));
    }
}
