use std::{
    io::{self, BufRead, Write},
    path::Path,
};

use serde_json::json;

use super::{
    args::Names,
    environment::Edge,
    failure::{Failure, Kind},
    json, keep, open, outside, personal, print, talk,
};
use crate::{
    journal::Fact,
    share::names::{Name, fit, listed, same},
    text::{row_width, shown_text},
    time::{Moment, say::count},
    workbook::{Deed, Workbook},
};

/// Does what `rolebook names` asks for.
pub(super) fn run(verb: &Names, edge: &Edge) -> Result<(), Failure> {
    match verb {
        Names::List { json } => list(*json, edge),
        Names::Add => add(edge),
        Names::Drop => drop_one(edge),
    }
}

fn list(as_json: bool, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let names = workbook.as_ref().map(|workbook| listed(&workbook.journal));
    let names = names.unwrap_or_default();
    if as_json {
        let name = |name: &Name| json!({ "name": name.name, "role": name.role });
        let names: Vec<_> = names.iter().map(name).collect();
        let all = json!({ "schema": "rolebook.names/1", "names": names });
        print::out(|out| json::value(out, &all))?;
    } else if names.is_empty() {
        talk::say("No name is on the list. `rolebook names add` takes one, and its role.");
    } else {
        print::out(|out| rows(out, &names))?;
    }
    open::say_found(workbook.as_ref())
}

fn rows(out: &mut dyn Write, names: &[Name]) -> io::Result<()> {
    let wide = names.iter().map(|name| row_width(&name.name)).max();
    let wide = wide.unwrap_or(0).min(30);
    for name in names {
        let gap = " ".repeat(wide.saturating_sub(row_width(&name.name)));
        let (name, role) = (shown_text(&name.name), shown_text(&name.role));
        writeln!(out, "{name}{gap}   {role}")?;
    }
    Ok(())
}

/// Adds pairs of lines: a name, and its role.
fn add(edge: &Edge) -> Result<(), Failure> {
    let lines = lines(
        edge,
        &["The name, as you write it:", "The role in its place:"],
    )?;
    let pairs = lines.chunks(2);
    if lines.is_empty() || lines.len() % 2 > 0 {
        let cause = "A name takes two lines: the name, and then its role. Nothing was added.";
        return Err(Failure::usage(cause));
    }
    let mut workbook = to_write(edge)?;
    let mut names = listed(&workbook.journal);
    let mut deeds = Vec::new();
    for pair in pairs {
        let [name, role] = pair else { continue };
        let unfit = |why| Failure::usage(format!("{why} Nothing was added."));
        let name = fit(&names, name, role).map_err(unfit)?;
        names.retain(|known| known.name != name.name);
        names.push(name.clone());
        deeds.push(state(name.name, name.role.into()));
    }
    record(&mut workbook, edge.clock.now(), &Deed::All(deeds), "added")?;
    let holds = count(names.len(), "name");
    talk::say(&format!("Kept. The list holds {holds} now."));
    Ok(())
}

fn drop_one(edge: &Edge) -> Result<(), Failure> {
    let lines = lines(edge, &["The name to drop:"])?;
    let [name] = lines.as_slice() else {
        let cause = "The name to drop is one line of standard input. Nothing was dropped.";
        return Err(Failure::usage(cause));
    };
    let mut workbook = to_write(edge)?;
    let names = listed(&workbook.journal);
    let known = names.into_iter().find(|known| same(&known.name, name));
    let known = known.ok_or_else(|| {
        let failure = Failure::new(Kind::NotFound, "That name is not on the list.");
        failure.hint("`rolebook names list` prints it.")
    })?;
    let deed = state(known.name, serde_json::Value::Null);
    record(&mut workbook, edge.clock.now(), &deed, "dropped")?;
    talk::say("Dropped.");
    Ok(())
}

fn state(key: String, value: serde_json::Value) -> Deed {
    let fact = Fact::Name;
    Deed::State { fact, key, value }
}

fn record(workbook: &mut Workbook, now: Moment, deed: &Deed, done: &str) -> Result<(), Failure> {
    let kept = keep::record(workbook, now, deed);
    kept.map_err(|error| Failure::store(&format!("Nothing was {done}"), &error))?;
    keep::close(workbook, now);
    Ok(())
}

fn to_write(edge: &Edge) -> Result<Workbook, Failure> {
    let folders = edge.folders()?;
    open::to_write(edge, &folders, personal::shelf(&folders.config))
}

/// The lines of standard input that hold something; whoever types them is asked for each.
fn lines(edge: &Edge, asked: &[&str]) -> Result<Vec<String>, Failure> {
    let mut lines = Vec::new();
    if edge.input_is_terminal {
        let mut input = io::stdin().lock();
        for question in asked {
            talk::say(question);
            let mut line = String::new();
            let read = input.read_line(&mut line);
            read.map_err(|error| {
                Failure::failed(format!(
                    "The line cannot be read: {error}. Nothing was changed."
                ))
            })?;
            lines.push(line);
        }
    } else {
        lines.extend(outside::words(Path::new("-"))?.lines().map(str::to_owned));
    }
    lines.retain(|line| !line.trim().is_empty());
    Ok(lines)
}
