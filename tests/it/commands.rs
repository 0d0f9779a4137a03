//! The one table of commands, and everything that comes from it.

use std::collections::HashSet;

use rolebook::tui::{
    act::{Act, Scope},
    command::{SCOPES, keys_page, live, resolve},
    rows::{ANY, COMMANDS},
};

use crate::driver::{Driver, key};

#[test]
fn no_key_means_two_things_in_one_place() {
    for (scope, title) in SCOPES {
        let mut seen = HashSet::new();
        for row in COMMANDS.iter().filter(|row| row.scope == *scope) {
            for name in row.keys {
                assert!(seen.insert(name), "{name} twice: {title}");
            }
        }
    }
}

/// The scopes of every screen, as its source names them, nearest first.
fn screens() -> Vec<Vec<Scope>> {
    let scope_of = |said: &str| {
        let mut scopes = SCOPES.iter().map(|(scope, _)| *scope);
        scopes.find(|scope| format!("{scope:?}") == said)
    };
    let mut all: Vec<Vec<Scope>> = Vec::new();
    let mut folders = vec![concat!(env!("CARGO_MANIFEST_DIR"), "/src/tui").into()];
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir::<std::path::PathBuf>(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            for list in text.split("&[Scope::").skip(1) {
                let list = list.split(']').next().unwrap();
                let names = list
                    .split(',')
                    .map(|name| name.trim().trim_start_matches("Scope::"));
                all.push(names.filter_map(scope_of).collect());
            }
        }
    }
    all
}

#[test]
fn no_help_page_says_a_key_twice() {
    let screens = screens();
    assert!(screens.len() > 50, "{}", screens.len());
    for scopes in screens {
        let mut seen = HashSet::new();
        for (row, keys) in live(&scopes) {
            for name in keys {
                let digits = match name.split_once('-') {
                    Some((from, to)) if !to.is_empty() && from.len() == 1 => {
                        (from.parse::<u8>().unwrap()..=to.parse().unwrap())
                            .map(|digit| digit.to_string())
                            .collect()
                    }
                    _ => vec![name.to_owned()],
                };
                for name in digits {
                    if name != ANY {
                        let meant = resolve(&scopes, key(&name));
                        let digit = name.parse().map(Act::Digit);
                        assert_eq!(meant, Some(digit.unwrap_or(row.act)), "{name}: {scopes:?}");
                    }
                    assert!(seen.insert(name.clone()), "{name} twice: {scopes:?}");
                }
            }
        }
    }
}

#[test]
fn where_two_answers_are_to_be_given_nothing_is_to_be_opened() {
    let rows = live(&[Scope::Ask, Scope::List, Scope::Still]);
    let said = |act| rows.iter().any(|(row, _)| row.act == act);
    assert!(said(Act::Yes) && said(Act::No) && said(Act::PageDown));
    assert!(!said(Act::Open) && !said(Act::Up) && !said(Act::Last));
}

#[test]
fn every_scope_is_on_the_page_of_keys_and_has_commands() {
    for row in COMMANDS {
        assert!(
            SCOPES.iter().any(|(scope, _)| *scope == row.scope),
            "{row:?}"
        );
    }
    for (scope, title) in SCOPES {
        assert!(COMMANDS.iter().any(|row| row.scope == *scope), "{title}");
    }
}

#[test]
fn where_one_writes_no_letter_is_a_command() {
    let writing = [
        Scope::Prose,
        Scope::Line,
        Scope::Answer,
        Scope::Write,
        Scope::Find,
    ];
    for letter in ('!'..='~').chain([' ']) {
        let name = if letter == ' ' {
            "space".to_owned()
        } else {
            letter.to_string()
        };
        if name == "+" {
            continue;
        }
        assert_eq!(resolve(&writing, key(&name)), None, "{letter}");
    }
}

#[test]
fn every_key_of_the_table_reaches_its_command() {
    for row in COMMANDS {
        for name in row
            .keys
            .iter()
            .filter(|name| !name.contains('-') && **name != ANY)
        {
            let meant = resolve(&[row.scope], key(name));
            let digit = name.parse().map(Act::Digit);
            assert_eq!(
                meant,
                Some(digit.unwrap_or(row.act)),
                "{name} in {:?}",
                row.scope
            );
        }
    }
}

#[test]
fn the_document_of_keys_is_the_table() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(
        written,
        keys_page(),
        "run `cargo run -- keys > docs/keys.md`"
    );
}

#[test]
fn the_help_page_says_what_the_page_is_for_its_keys_and_the_care_line() {
    let mut t = Driver::fresh().size(100, 200);
    t.press("?")
        .expect("The first page of a workbook")
        .expect("state a new role");
    t.expect("These files are not locked. They do not make a journal privileged");
    t.expect("This program makes no network connection.")
        .expect("findahelpline.com");
    // Any key returns.
    t.press("x").expect("Begin");
}

#[test]
fn the_care_line_stands_at_the_foot_of_three_tracks_whatever_is_written() {
    for (number, here) in [
        ("5", true),
        ("1 2", true),
        ("1 7", true),
        ("1", false),
        ("3", false),
    ] {
        let mut t = Driver::fresh().size(80, 120);
        t.press("t").press(number).press("enter");
        assert_eq!(
            t.sees("findahelpline.com"),
            here,
            "{number}\n{}",
            t.screen()
        );
    }
}
