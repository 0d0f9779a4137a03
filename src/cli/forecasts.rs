use std::io::{self, Write};

use serde::Serialize;

use super::{args::Show, environment::Edge, failure::Failure, json, open, personal, print, talk};
use crate::{
    insight::forecasts::{Band, Expected, TOO_FEW, Tally, forecasts, open as open_ones},
    journal::Journal,
    text::shown_text,
    time::{Day, Moment},
};

/// Prints the forecasts: those that wait, by their days, then those that are resolved, and how
/// likely against what happened. Nothing of what was expected before the line on what happened.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let today = edge.clock.now().date_naive();
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let journal = workbook.as_ref().map(|workbook| &workbook.journal);
    let all = journal.map(all).unwrap_or_default();
    let tally = journal.and_then(Tally::of);
    if show.json {
        let out = Page {
            schema: "rolebook.forecasts/1",
            forecasts: all.iter().map(|one| ForecastOut::of(one, today)).collect(),
            bands: tally.map(|tally| tally.bands.iter().map(BandOut::of).collect()),
        };
        print::out(|to| json::value(to, &out))?;
        return open::say_found(workbook.as_ref());
    }
    if all.is_empty() {
        talk::say("You have made no forecast yet.");
        return open::say_found(workbook.as_ref());
    }
    print::out(|out| {
        let mut before = None;
        for expected in &all {
            let heading = heading(expected, today);
            if before.replace(heading) != Some(heading) {
                writeln!(out, "{heading}\n")?;
            }
            one(out, expected, today)?;
            writeln!(out)?;
        }
        match &tally {
            None => writeln!(out, "{TOO_FEW}"),
            Some(tally) => {
                let mut sentences = tally.sentences().into_iter();
                sentences.try_for_each(|sentence| writeln!(out, "{sentence}"))
            }
        }
    })?;
    open::say_found(workbook.as_ref())
}

fn all(journal: &Journal) -> Vec<Expected<'_>> {
    let resolved = forecasts(journal).filter(|one| one.outcome().is_some());
    open_ones(journal).into_iter().chain(resolved).collect()
}

fn heading(expected: &Expected<'_>, today: Day) -> &'static str {
    match (expected.outcome(), expected.is_due(today), expected.check()) {
        (Some(_), _, _) => "Resolved",
        (None, true, _) => "Due",
        (None, false, Some(_)) => "Not due yet",
        (None, false, None) => "Without a day",
    }
}

fn one(out: &mut dyn Write, expected: &Expected<'_>, today: Day) -> io::Result<()> {
    print::head(out, expected.point.first)?;
    writeln!(out, "{}", shown_text(expected.question()))?;
    print::set_in(out, &expected.made(today))?;
    if !expected.is_revealed() {
        return Ok(());
    }
    for line in expected.stated().iter().chain(&expected.happened(today)) {
        print::set_in(out, line)?;
    }
    if let Some(told) = expected.outcome() {
        print::set_in(out, &told.says(today))?;
        if !told.point.now.words.is_empty() {
            print::set_in(out, &told.point.now.words)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Page<'a> {
    schema: &'static str,
    forecasts: Vec<ForecastOut<'a>>,
    /// Null where they are too few to be looked at together.
    bands: Option<Vec<BandOut>>,
}

/// What was expected is null before the line on what happened is written.
#[derive(Serialize)]
struct ForecastOut<'a> {
    id: &'a str,
    #[serde(serialize_with = "json::moment")]
    at: &'a Moment,
    prompt: Option<&'a str>,
    question: &'a str,
    check: Option<Day>,
    due: bool,
    statement: Option<&'a str>,
    percent: Option<u8>,
    yes: Option<&'a str>,
    /// What happened, as it was written.
    line: Option<&'a str>,
    outcome: Option<json::OutcomeOut<'a>>,
}

#[derive(Serialize)]
struct BandOut {
    about: u8,
    happened: usize,
    of: usize,
}

impl BandOut {
    fn of(band: &Band) -> Self {
        let Band {
            about,
            happened,
            of,
        } = *band;
        Self {
            about,
            happened,
            of,
        }
    }
}

impl<'a> ForecastOut<'a> {
    fn of(expected: &Expected<'a>, today: Day) -> Self {
        let first = expected.point.first;
        let forecast = expected.forecast().filter(|_| expected.is_revealed());
        Self {
            id: &first.id,
            at: &first.at,
            prompt: first.asked.as_ref().map(|asked| asked.prompt.as_str()),
            question: expected.question(),
            check: expected.check(),
            due: expected.is_due(today),
            statement: forecast.map(|_| expected.point.now.words.as_str()),
            percent: forecast.and_then(|forecast| forecast.percent),
            yes: forecast.map(|forecast| forecast.yes.as_str()),
            line: expected.line().map(|line| line.now.words.as_str()),
            outcome: expected.outcome().as_ref().map(json::OutcomeOut::of),
        }
    }
}
