//! The rules that hold the house together: which part may use which, how long a file may be, who
//! touches files and the network, and what nobody leaves behind. Crates are looked at in `nowhere.rs`.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each may use only those before it.
const LAYERS: [&str; 12] = [
    "text", "time", "config", "seal", "deck", "journal", "insight", "share", "store", "workbook",
    "tui", "cli",
];

const CEILING: usize = 500;

/// The crate roots that a piece of a path could lead to, without comments.
fn code(source: &str) -> String {
    let lines = source
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where a path begins: after something that is no part of a name or of a longer path.
fn starts<'a>(code: &'a str, path: &'a str) -> impl Iterator<Item = &'a str> {
    code.match_indices(path).filter_map(move |(at, _)| {
        let before = code[..at].chars().next_back();
        let begins = before.is_none_or(|c| !is_word(c) && c != ':');
        begins.then_some(&code[at + path.len()..])
    })
}

/// The first names behind a path: one, or those of a group in braces.
fn first_names(behind: &str) -> Vec<String> {
    let name = |text: &str| {
        text.trim_start()
            .chars()
            .take_while(|c| is_word(*c))
            .collect::<String>()
    };
    let Some(group) = behind.trim_start().strip_prefix('{') else {
        return vec![name(behind)];
    };
    let (mut names, mut depth, mut fresh) = (Vec::new(), 0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && is_word(c) => {
                names.push(name(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

/// The modules of the crate that a file uses. `depth` is how deep its module lies.
fn used(source: &str, depth: usize) -> Vec<String> {
    let code = code(source);
    let mut names: Vec<String> = starts(&code, "crate::").flat_map(first_names).collect();
    let up = "super::".repeat(depth);
    // As many steps up as the module is deep lead to the root of the crate.
    names.extend(
        starts(&code, &up)
            .flat_map(first_names)
            .filter(|name| name != "super"),
    );
    names.retain(|name| LAYERS.contains(&name.as_str()));
    names
}

/// Everything wrong with one file; `path` is relative to `src/`.
fn wrong(path: &Path, source: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    let name = path.display();
    let parts: Vec<&str> = path.iter().map(|part| part.to_str().unwrap()).collect();
    let layer = parts[0].trim_end_matches(".rs");
    let depth = parts.len() - usize::from(path.ends_with("mod.rs"));
    if let Some(rank) = LAYERS.iter().position(|known| *known == layer) {
        for other in used(source, depth) {
            if LAYERS.iter().position(|known| *known == other) > Some(rank) {
                wrong.push(format!(
                    "{name}: {layer} uses {other}, which stands after it"
                ));
            }
        }
    } else if !["main", "lib"].contains(&layer) {
        wrong.push(format!("{name}: {layer} is no layer"));
    }
    let lines = source
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .count();
    if lines > CEILING {
        wrong.push(format!("{name}: {lines} lines; {CEILING} is the ceiling"));
    }
    let code = code(source);
    if layer != "store" {
        let own = starts(&code, "fs::").count() + code.matches("std::fs").count();
        let grouped = starts(&code, "std::")
            .flat_map(first_names)
            .any(|name| name == "fs");
        if own > 0 || grouped {
            wrong.push(format!("{name}: only store touches files"));
        }
    }
    let sockets = [
        "std::net",
        "TcpStream",
        "UdpSocket",
        "TcpListener",
        "ToSocketAddrs",
    ];
    let grouped = starts(&code, "std::")
        .flat_map(first_names)
        .any(|name| name == "net");
    if grouped || sockets.iter().any(|word| code.contains(word)) {
        wrong.push(format!("{name}: nothing here speaks to a network"));
    }
    for word in ["TODO", "FIXME", "XXX", "HACK"] {
        if source.split(|c: char| !is_word(c)).any(|part| part == word) {
            wrong.push(format!("{name}: leaves a {word}"));
        }
    }
    wrong
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_source_keeps_the_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    assert!(found.len() > 50, "the sources were not found");
    let mut all = Vec::new();
    for path in found {
        let source = fs::read_to_string(&path).unwrap();
        all.extend(wrong(path.strip_prefix(&root).unwrap(), &source));
    }
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn the_checker_sees_wrong_arrows() {
    let wrong_at = |path: &str, source: &str| wrong(Path::new(path), source);
    let bad = [
        ("text/wrap.rs", "use crate::store::Store;"),
        (
            "journal/fold.rs",
            "use crate::{deck::Kind, tui::{self, page::Page}};",
        ),
        (
            "journal/fold.rs",
            "use crate::{\n    deck::{Kind, Prompt},\n    workbook,\n};",
        ),
        ("time/mod.rs", "fn f() { crate::journal::read(); }"),
        ("text/wrap.rs", "use super::super::deck::Deck;"),
        ("text/mod.rs", "use super::deck::Deck;"),
        ("tui/screens/home.rs", "use super::super::super::cli::main;"),
        ("workbook/open.rs", "pub(in crate::cli) use std::io;"),
        ("unknown/a.rs", ""),
    ];
    for (path, source) in bad {
        assert_eq!(wrong_at(path, source).len(), 1, "{path}: {source}");
    }
    let good = [
        (
            "cli/answer.rs",
            "use crate::{deck::Deck, store::Store, tui};",
        ),
        (
            "journal/fold.rs",
            "use crate::{deck::{cli, tui}, time::Day};",
        ),
        (
            "text/wrap.rs",
            "//! As crate::store says.\nuse super::{shown, store};",
        ),
        ("tui/screens/home.rs", "use super::super::cli_like::x;"),
        ("deck/read.rs", "use toml::crate::cli;"),
    ];
    for (path, source) in good {
        assert_eq!(wrong_at(path, source), [""; 0], "{path}: {source}");
    }
}

#[test]
fn the_checker_sees_long_files_open_files_and_leftovers() {
    let at = |path: &str, source: &str| wrong(Path::new(path), source).len();
    assert_eq!(at("text/a.rs", &"x\n".repeat(500)), 0);
    assert_eq!(at("text/a.rs", &"x\n".repeat(501)), 1);
    let tests = format!("{}#[cfg(test)]\n{}", "x\n".repeat(400), "x\n".repeat(400));
    assert_eq!(at("text/a.rs", &tests), 0);
    for source in [
        "use std::fs;",
        "use std::{fs::File, io};",
        "std::fs::read(p)",
        "fs::read(p)",
    ] {
        assert_eq!(at("cli/a.rs", source), 1, "{source}");
        assert_eq!(at("store/a.rs", source), 0, "{source}");
    }
    assert_eq!(
        at("tui/a.rs", "use rustix::fs::open;\nuse std::{io, offs};"),
        0
    );
    for source in [
        "use std::net::TcpStream;",
        "use std::{io, net};",
        "use std::net;",
    ] {
        assert_eq!(at("store/a.rs", source), 1, "{source}");
    }
    let leftover = ["// TO", "DO: later"].concat();
    assert_eq!(at("text/a.rs", &leftover), 1);
}
