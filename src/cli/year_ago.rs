use chrono::Months;

use super::{args::Show, environment::Edge, failure::Failure, log, open, personal, talk};
use crate::{insight::calendar::Calendar, time::say::plain};

/// Prints what was written a year before the last day on which something was, or within a week of
/// that: what the year's page opens.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let today = edge.clock.now().date_naive();
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let calendar = workbook
        .as_ref()
        .map(|workbook| Calendar::of(&workbook.journal))
        .unwrap_or_default();
    let day = calendar.up_to(today).unwrap_or(today);
    let then = day.checked_sub_months(Months::new(12)).unwrap_or(day);
    let near = calendar.near(then);
    match near {
        Some(near) => talk::say(&format!("A year before {}: {}.", plain(day), plain(near))),
        None => talk::say(&format!(
            "Nothing is written within a week of {}.",
            plain(then)
        )),
    }
    let at = near.map_or(&[][..], |near| calendar.on(near));
    if show.json || near.is_some() {
        log::give(workbook.as_ref(), today, at, show.json, true)?;
    }
    open::say_found(workbook.as_ref())
}
