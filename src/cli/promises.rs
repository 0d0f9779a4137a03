use std::io::{self, Write};

use serde::Serialize;

use super::{args::Show, environment::Edge, failure::Failure, json, open, personal, print, talk};
use crate::{
    insight::promises::{Promised, Stands, open as open_ones, promises},
    journal::Journal,
    time::{Day, Moment},
};

/// Prints the promises: those that are open, by their days, then the others, the newest last.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let today = edge.clock.now().date_naive();
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let journal = workbook.as_ref().map(|workbook| &workbook.journal);
    let all = journal.map(all).unwrap_or_default();
    if show.json {
        let promises = all.iter().map(|one| PromiseOut::of(one, today)).collect();
        let schema = "rolebook.promises/1";
        print::out(|out| json::value(out, &Promises { schema, promises }))?;
        return open::say_found(workbook.as_ref());
    }
    if all.is_empty() {
        talk::say("You have promised nothing yet.");
    }
    print::out(|out| {
        let mut before = None;
        for promised in &all {
            let heading = if promised.is_over() {
                "No longer open"
            } else {
                "Open"
            };
            if before.is_some() {
                writeln!(out)?;
            }
            if before.replace(heading) != Some(heading) {
                writeln!(out, "{heading}\n")?;
            }
            one(out, promised, today)?;
        }
        Ok(())
    })?;
    open::say_found(workbook.as_ref())
}

fn all(journal: &Journal) -> Vec<Promised<'_>> {
    let over = promises(journal).filter(Promised::is_over);
    open_ones(journal).into_iter().chain(over).collect()
}

fn one(out: &mut dyn Write, promised: &Promised<'_>, today: Day) -> io::Result<()> {
    print::head(out, promised.point.first)?;
    print::set_in(out, &promised.point.now.words)?;
    let when = promised.when(today);
    print::set_in(out, &when.unwrap_or_else(|| promised.made(today)))?;
    if let Some(promise) = promised.promise() {
        for (label, text) in [
            ("In the way: ", &promise.obstacle),
            ("Then: ", &promise.then),
        ] {
            if !text.is_empty() {
                print::set_in(out, &format!("{label}{text}"))?;
            }
        }
    }
    for told in promised.outcomes() {
        print::set_in(out, &told.says(today))?;
        if !told.point.now.words.is_empty() {
            print::set_in(out, &told.point.now.words)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Promises<'a> {
    schema: &'static str,
    promises: Vec<PromiseOut<'a>>,
}

#[derive(Serialize)]
struct PromiseOut<'a> {
    id: &'a str,
    #[serde(serialize_with = "json::moment")]
    at: &'a Moment,
    prompt: Option<&'a str>,
    words: &'a str,
    /// By when now; null without a day.
    by: Option<Day>,
    obstacle: &'a str,
    then: &'a str,
    /// `overdue`, `due`, `later`, `undated` or `over`.
    stands: &'static str,
    outcomes: Vec<json::OutcomeOut<'a>>,
}

impl<'a> PromiseOut<'a> {
    fn of(promised: &Promised<'a>, today: Day) -> Self {
        let (first, now) = (promised.point.first, promised.point.now);
        let promise = promised.promise();
        Self {
            id: &first.id,
            at: &first.at,
            prompt: first.asked.as_ref().map(|asked| asked.prompt.as_str()),
            words: &now.words,
            by: promised.by(),
            obstacle: promise.map_or("", |promise| &promise.obstacle),
            then: promise.map_or("", |promise| &promise.then),
            stands: match promised.stands(today) {
                Stands::Overdue(_) => "overdue",
                Stands::Due(_) => "due",
                Stands::Later(_) => "later",
                Stands::Undated => "undated",
                Stands::Over => "over",
            },
            outcomes: promised
                .outcomes()
                .iter()
                .map(json::OutcomeOut::of)
                .collect(),
        }
    }
}
