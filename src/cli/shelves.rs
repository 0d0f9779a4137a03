use std::io::{self, Write};

use serde_json::{Value, json};

use super::{environment::Edge, failure::Failure, json, open, personal, print, talk};
use crate::{
    deck::{Decks, Dimension},
    insight::{
        say_and_hold::{Chapter, Pair, chapters},
        shelves::{Shelved, last_said, shelf},
    },
    journal::Journal,
    text::shown_text,
    time::{Day, say::plain},
    workbook::Workbook,
};

/// Opens the journal and hands on what was read; an empty one where there is none.
fn read(
    edge: &Edge,
    give: impl FnOnce(&Decks, &Journal, Option<&Workbook>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let decks = || personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks())?;
    match &workbook {
        Some(workbook) => give(&workbook.decks, &workbook.journal, Some(workbook))?,
        None => give(&decks(), &Journal::default(), None)?,
    }
    open::say_found(workbook.as_ref())
}

/// Prints the twelve shelves, and when something was last said on each.
pub(super) fn all(json: bool, edge: &Edge) -> Result<(), Failure> {
    read(edge, |decks, journal, _| {
        let last = |shelf| last_said(decks, journal, shelf).map(|point| point.day());
        let shelves = Dimension::ALL.iter().map(|shelf| (*shelf, last(*shelf)));
        if json {
            let shelves: Vec<Value> = shelves
                .map(|(shelf, last)| json!({ "id": shelf, "title": shelf.title(), "last": last }))
                .collect();
            return give("rolebook.shelves/1", "shelves", &shelves);
        }
        print::out(|out| {
            for (shelf, last) in shelves {
                let last = last.map_or_else(|| "nothing yet".to_owned(), plain);
                writeln!(out, "{:12}  {:46}  {last}", shelf.as_str(), shelf.title())?;
            }
            Ok(())
        })
    })
}

fn give(schema: &str, name: &str, list: &[Value]) -> Result<(), Failure> {
    let all = json!({ "schema": schema, name: list });
    print::out(|out| json::value(out, &all))
}

/// Prints the questions on one shelf, and what was last said to each.
pub(super) fn one(dimension: Dimension, json: bool, edge: &Edge) -> Result<(), Failure> {
    let today = edge.clock.now().date_naive();
    read(edge, |decks, journal, workbook| {
        let said = |shelved: &Shelved<'_>| {
            let (workbook, last) = (workbook?, shelved.last?);
            Some(workbook.glance(last, today, true))
        };
        let questions = shelf(decks, journal, dimension);
        if json {
            let questions = questions.map(|shelved| {
                json!({
                    "prompt": shelved.prompt.id,
                    "deck": shelved.deck.id,
                    "question": shelved.prompt.text,
                    "last": shelved.last.map(|point| point.day()),
                    "entry": shelved.last.map(|point| &point.first.id),
                    "said": said(&shelved),
                    "older_than_a_quarter": shelved.is_old(today),
                })
            });
            return give(
                "rolebook.shelf/1",
                "questions",
                &questions.collect::<Vec<_>>(),
            );
        }
        print::out(|out| {
            writeln!(out, "{}", dimension.title())?;
            for shelved in questions {
                question(out, &shelved, said(&shelved), today)?;
            }
            Ok(())
        })
    })
}

fn question(
    out: &mut dyn Write,
    shelved: &Shelved<'_>,
    said: Option<String>,
    today: Day,
) -> io::Result<()> {
    let prompt = shelved.prompt;
    writeln!(out, "\n{}   {}", prompt.id, shown_text(&prompt.text))?;
    let old = if shelved.is_old(today) {
        ", older than a quarter"
    } else {
        ""
    };
    match shelved.last {
        None => writeln!(out, "not answered yet")?,
        Some(last) => writeln!(out, "{}{old}", plain(last.day()))?,
    }
    match said.filter(|said| !said.is_empty()) {
        Some(said) => writeln!(out, "    {}", shown_text(&said)),
        None => Ok(()),
    }
}

/// Prints say against hold: both marks of each day that has both, role by role.
pub(super) fn say_and_hold(json: bool, edge: &Edge) -> Result<(), Failure> {
    read(edge, |_, journal, _| {
        let chapters = chapters(journal);
        if json {
            let pairs = chapters
                .iter()
                .flat_map(|chapter| chapter.pairs.iter().map(|pair| pair_out(chapter, pair)));
            return give("rolebook.pairs/1", "pairs", &pairs.collect::<Vec<_>>());
        }
        if chapters.is_empty() {
            talk::say("No day holds both marks yet.");
        }
        print::out(|out| {
            for one in &chapters {
                let role = one.role.and_then(|role| journal.role_words(role));
                if let Some(why) = one.begins {
                    writeln!(out, "\n{}\n", shown_text(&why.says(role)))?;
                }
                chapter(out, one)?;
            }
            Ok(())
        })
    })
}

fn pair_out(chapter: &Chapter<'_>, pair: &Pair<'_>) -> Value {
    let of = |entry: &str, mark: u8| json!({ "entry": entry, "mark": mark });
    json!({
        "day": pair.day(),
        "role": chapter.role,
        "say": of(&pair.say.0.first.id, pair.say.1),
        "hold": of(&pair.hold.0.first.id, pair.hold.1),
    })
}

fn chapter(out: &mut dyn Write, chapter: &Chapter<'_>) -> io::Result<()> {
    let Some((say, hold)) = chapter.ends() else {
        return writeln!(out, "No day holds both marks yet.");
    };
    for (name, ends) in [("Say ", say), ("Hold", hold)] {
        let (low, high) = (shown_text(&ends.low), shown_text(&ends.high));
        writeln!(out, "{name}   1 = {low}; 7 = {high}")?;
    }
    for (number, pair) in (1..).zip(&chapter.pairs) {
        let day = plain(pair.day());
        let (say, hold) = (pair.say.1, pair.hold.1);
        writeln!(out, "{number}   {day}   say {say} of 7, hold {hold} of 7")?;
    }
    Ok(())
}
