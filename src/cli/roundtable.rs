use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::{
    args::Roundtable as Verb,
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    ics, json, keep, open, personal, print, talk,
};
use crate::{
    insight::roundtable::{Cadence, Roundtable, coming, roundtables},
    journal::{Fact, Journal},
    share::calendar::Days,
    text::shown_text,
    time::{
        Day, parse_day,
        say::{full, relative, short},
    },
    workbook::{Deed, Workbook},
};

const UNCHANGED: &str = "Nothing was changed.";

/// Does what `rolebook roundtable` asks for.
pub(super) fn run(verb: &Verb, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    match verb {
        Verb::List { ics: Some(_), .. } => calendar(verb, edge, &folders),
        Verb::List { json, name, .. } => list(*json, name.as_deref(), edge, &folders),
        Verb::Add {
            name,
            date,
            cadence,
            who,
        } => {
            let one = Roundtable {
                id: String::new(),
                name: name.trim().to_owned(),
                date: day(date, edge)?,
                cadence: Cadence::named(cadence).unwrap_or(Cadence::Quarterly),
                who: who.iter().map(|who| who.trim().to_owned()).collect(),
                before: None,
                more: Map::new(),
            };
            add(&one, edge, &folders)
        }
        Verb::Move {
            roundtable,
            date,
            cadence,
        } => {
            let cadence = cadence.as_deref().and_then(Cadence::named);
            go_to(
                roundtable.as_deref(),
                day(date, edge)?,
                cadence,
                edge,
                &folders,
            )
        }
        Verb::Drop { roundtable } => take_off(roundtable, edge, &folders),
    }
}

fn day(said: &str, edge: &Edge) -> Result<Day, Failure> {
    let today = edge.clock.now().date_naive();
    parse_day(said, today).map_err(|error| Failure::usage(error.to_string()).hint(UNCHANGED))
}

fn list(json: bool, name: Option<&str>, edge: &Edge, folders: &Folders) -> Result<(), Failure> {
    let today = edge.clock.now().date_naive();
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, folders, decks)?;
    let journal = workbook.as_ref().map(|workbook| &workbook.journal);
    let mut all = journal.map_or_else(Vec::new, |journal| coming(journal, today));
    if let Some(name) = name {
        let one = find(journal, Some(name), today)?;
        all.retain(|(known, _)| known.id == one.id);
    }
    if json {
        let all: Vec<Value> = all.iter().map(|(one, next)| of(one, *next)).collect();
        let page = json!({ "schema": "rolebook.roundtables/1", "roundtables": all });
        print::out(|out| json::value(out, &page))?;
        return open::say_found(workbook.as_ref());
    }
    if all.is_empty() {
        talk::say(
            "No roundtable is stated yet. `rolebook roundtable add --name NAME --date DATE` \
             states one.",
        );
    }
    print::out(|out| {
        for (at, (one, next)) in all.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            give(out, one, *next, today)?;
        }
        Ok(())
    })?;
    open::say_found(workbook.as_ref())
}

fn give(out: &mut dyn Write, one: &Roundtable, next: Option<Day>, today: Day) -> io::Result<()> {
    writeln!(out, "{}   {}", shown_text(&one.name), shown_text(&one.id))?;
    print::set_in(out, &when(one, next, today))?;
    print::set_in(out, &one.who.join("\n"))
}

/// "Thursday 9 April 2026, in nine days, every quarter".
fn when(one: &Roundtable, next: Option<Day>, today: Day) -> String {
    match next {
        Some(day) => {
            let (on, ahead) = (full(day), relative(day, today));
            format!("{on}, {ahead}, {}", one.cadence.words())
        }
        None => format!("was on {}", full(one.date)),
    }
}

fn of(one: &Roundtable, next: Option<Day>) -> Value {
    json!({
        "id": one.id,
        "name": one.name,
        "next": next,
        "date": one.date,
        "cadence": one.cadence,
        "who": one.who,
        "before": one.before,
    })
}

fn add(one: &Roundtable, edge: &Edge, folders: &Folders) -> Result<(), Failure> {
    let today = edge.clock.now().date_naive();
    if one.name.is_empty() {
        return Err(Failure::usage("A roundtable has a name.").hint(UNCHANGED));
    }
    lies_ahead(one.date, one.cadence, today)?;
    let mut workbook = open::to_write(edge, folders, personal::shelf(&folders.config))?;
    let known = coming(&workbook.journal, today);
    if let Some((_, next)) = known.iter().find(|(known, _)| known.is_called(&one.name)) {
        let next = next.map(|day| format!(" It is on {}.", short(day, today)));
        let cause = format!(
            "There is a roundtable of that name.{}",
            next.unwrap_or_default()
        );
        return Err(
            Failure::usage(cause).hint(format!("`rolebook roundtable move` moves it. {UNCHANGED}"))
        );
    }
    state(&mut workbook, edge, "", one.value())?;
    let stated = coming(&workbook.journal, today);
    let stated = stated.iter().find(|(known, _)| known.is_called(&one.name));
    let Some((stated, next)) = stated else {
        return Ok(());
    };
    talk::say(&format!("Stated: {}.", when(stated, *next, today)));
    print::out(|out| writeln!(out, "{}", stated.id))
}

fn go_to(
    which: Option<&str>,
    date: Day,
    cadence: Option<Cadence>,
    edge: &Edge,
    folders: &Folders,
) -> Result<(), Failure> {
    let today = edge.clock.now().date_naive();
    let mut workbook = writable(which, edge, folders)?;
    let one = find(Some(&workbook.journal), which, today)?;
    let cadence = cadence.unwrap_or(one.cadence);
    lies_ahead(date, cadence, today)?;
    let id = one.id.clone();
    let moved = one.moved(date, cadence, today);
    let said = when(&moved, moved.next(today), today);
    state(&mut workbook, edge, &id, moved.value())?;
    talk::say(&format!("Moved: {said}."));
    Ok(())
}

fn take_off(which: &str, edge: &Edge, folders: &Folders) -> Result<(), Failure> {
    let today = edge.clock.now().date_naive();
    let mut workbook = writable(Some(which), edge, folders)?;
    let one = find(Some(&workbook.journal), Some(which), today)?;
    state(&mut workbook, edge, &one.id, Value::Null)?;
    talk::say("It is off the list. Its record stays in the journal.");
    Ok(())
}

/// What takes place once cannot lie behind.
fn lies_ahead(date: Day, cadence: Cadence, today: Day) -> Result<(), Failure> {
    if cadence != Cadence::None || date >= today {
        return Ok(());
    }
    let cause = format!("{} is past, and it takes place once.", full(date));
    Err(Failure::usage(cause).hint(format!("Give a day that is to come. {UNCHANGED}")))
}

/// The journal, opened to write, where there is one to change.
fn writable(which: Option<&str>, edge: &Edge, folders: &Folders) -> Result<Workbook, Failure> {
    if open::is_missing(folders) {
        return Err(unknown(which));
    }
    open::to_write(edge, folders, personal::shelf(&folders.config))
}

fn unknown(which: Option<&str>) -> Failure {
    let cause = match which {
        Some(which) => format!("There is no roundtable {which}."),
        None => "No roundtable is stated yet.".to_owned(),
    };
    let failure = Failure::new(Kind::NotFound, cause);
    failure.hint(format!(
        "`rolebook roundtable list` names them. {UNCHANGED}"
    ))
}

/// The roundtable of this id or name; without one the only one there is.
fn find(journal: Option<&Journal>, which: Option<&str>, today: Day) -> Result<Roundtable, Failure> {
    let mut all = journal.map(roundtables).unwrap_or_default();
    if let Some(which) = which {
        match all.iter().position(|one| one.id == which) {
            Some(at) => return Ok(all.swap_remove(at)),
            None => all.retain(|one| one.is_called(which)),
        }
    } else if all.len() > 1 {
        // What is over and does not come again is not meant.
        all.retain(|one| one.next(today).is_some());
    }
    match (all.pop(), all.is_empty()) {
        (None, _) => Err(unknown(which)),
        (Some(one), true) => Ok(one),
        (Some(_), false) => {
            let several = match which {
                Some(_) => "There are several roundtables of that name.",
                None => "There are several roundtables.",
            };
            Err(Failure::usage(several).hint(format!(
                "Name one by its id; `rolebook roundtable list` has them. {UNCHANGED}"
            )))
        }
    }
}

fn state(workbook: &mut Workbook, edge: &Edge, key: &str, value: Value) -> Result<(), Failure> {
    let now = edge.clock.now();
    let (fact, key) = (Fact::Roundtable, key.to_owned());
    let deed = Deed::State { fact, key, value };
    keep::record(workbook, now, &deed).map_err(|error| {
        Failure::store("Not stated", &error).hint("What was kept before is as it was.")
    })?;
    keep::close(workbook, now);
    Ok(())
}

/// Writes the days of a roundtable into a calendar file.
fn calendar(verb: &Verb, edge: &Edge, folders: &Folders) -> Result<(), Failure> {
    let Verb::List {
        ics: Some(path),
        title,
        name,
        ..
    } = verb
    else {
        return Ok(());
    };
    let today = edge.clock.now().date_naive();
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, folders, decks)?;
    let journal = workbook.as_ref().map(|workbook| &workbook.journal);
    let one = find(journal, name.as_deref(), today)?;
    let days = Days::of(one.date, one.cadence, today);
    let title = title.as_deref().unwrap_or("Roundtable");
    ics::write(path, title, days, edge)?;
    open::say_found(workbook.as_ref())
}
