//! The gate: what leaves was consented to, in the few places where a person says so.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Who may say that the person has just asked for it: each behind a key or a command.
const CONSENT: [&str; 10] = [
    "cli/brief.rs",
    "cli/export.rs",
    "cli/ics.rs",
    "cli/linear/review.rs",
    "cli/linear/stop/card.rs",
    "cli/review/given.rs",
    "tui/screens/brief.rs",
    "tui/screens/card/leaving.rs",
    "tui/screens/review/pack.rs",
    "tui/screens/send.rs",
];

/// Who may hand bytes to a file outside the journal, and who does.
const OUTSIDE: [&str; 5] = [
    "store/outside.rs",
    "cli/export.rs",
    "cli/ics.rs",
    "cli/review/given.rs",
    "workbook/save.rs",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The files below `src/` whose code holds this, relative to it.
fn holding(what: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    let code = |path: &PathBuf| {
        let source = fs::read_to_string(path).unwrap();
        let lines = source.lines().map(str::trim);
        let lines = lines.filter(|line| !line.starts_with("//"));
        lines.collect::<Vec<_>>().concat()
    };
    found.retain(|path| what.iter().any(|what| code(path).contains(what)));
    let name = |path: &PathBuf| path.strip_prefix(&root).unwrap().display().to_string();
    let mut names: Vec<String> = found.iter().map(name).collect();
    names.sort();
    names
}

fn sorted(names: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    names.sort();
    names
}

#[test]
fn consent_is_given_in_the_places_that_are_named_and_in_no_further_one() {
    assert_eq!(
        holding(&["Consent::given", "Consent("]).len(),
        CONSENT.len() + 1
    );
    assert_eq!(holding(&["Consent::given()"]), sorted(&CONSENT));
}

#[test]
fn nothing_but_the_gate_makes_what_may_leave() {
    assert_eq!(
        holding(&["Cleared(", "-> Self(", "Consent(())"]),
        ["share/mod.rs"]
    );
    let aliased = [
        "use crate::share::Consent as",
        "Consent as ",
        "Consent::default",
        "Cleared as ",
    ];
    assert_eq!(holding(&aliased), [""; 0]);
}

#[test]
fn a_file_outside_the_journal_is_written_through_one_door() {
    let known = sorted(&OUTSIDE);
    let mut found = holding(&["write_outside("]);
    // The app asks for it under the same name.
    found.retain(|name| !name.starts_with("tui/app/"));
    assert_eq!(found, known);
}
