use chrono::Datelike;
use serde_json::json;

use super::{args::Show, environment::Edge, failure::Failure, json, open, personal, print, talk};
use crate::{
    insight::calendar::Calendar,
    text::shown_text,
    time::{Day, say::plain},
    workbook::{Passage, on_day},
};

/// Prints the days of a year on which something was written, with titles.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let year = show.year.unwrap_or(edge.clock.now().date_naive().year());
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let days: Vec<(Day, Passage)> = workbook.as_ref().map_or_else(Vec::new, |workbook| {
        let calendar = Calendar::of(&workbook.journal);
        let days = calendar.year(year);
        days.map(|day| (day, on_day(workbook, day, calendar.on(day))))
            .collect()
    });
    if show.json {
        let id = |at: &usize| {
            let workbook = workbook.as_ref()?;
            Some(workbook.journal.at(*at)?.id.clone())
        };
        let of = |(day, passage): &(Day, Passage)| {
            let entries: Vec<String> = passage.entries.iter().filter_map(id).collect();
            json!({ "date": day, "titles": passage.note, "entries": entries })
        };
        let days: Vec<_> = days.iter().map(of).collect();
        let page = json!({ "schema": "rolebook.year/1", "year": year, "days": days });
        print::out(|out| json::value(out, &page))?;
        return open::say_found(workbook.as_ref());
    }
    if days.is_empty() {
        talk::say(&format!("Nothing is written in {year}."));
    }
    let widest = days.iter().map(|(day, _)| plain(*day).len()).max();
    let widest = widest.unwrap_or_default();
    print::out(|out| {
        for (day, passage) in &days {
            writeln!(
                out,
                "{:widest$}   {}",
                plain(*day),
                shown_text(&passage.note)
            )?;
        }
        Ok(())
    })?;
    open::say_found(workbook.as_ref())
}
