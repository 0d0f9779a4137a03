//! The screens, a file each.

pub mod about;
mod above;
pub mod agree;
pub mod answer;
pub mod beside;
pub mod brief;
pub mod came;
pub mod card;
pub mod changes;
pub mod choose;
pub mod closing;
pub mod commands;
pub mod deck;
pub mod find;
pub mod forecasts;
pub mod found;
pub mod from_now;
pub mod handoffs;
pub mod help;
pub mod home;
pub mod inbox;
pub mod lens;
pub mod letter;
pub mod likelihood;
pub mod lock;
pub mod look_through;
pub mod names;
pub mod notes;
mod outward;
pub mod passage;
pub mod pin;
pub mod privacy;
pub mod privacy_page;
pub mod promise;
pub mod promises;
pub mod reading;
pub mod recurs;
pub mod reply;
pub mod review;
pub mod revisit;
pub mod ritual;
pub mod roundtables;
pub mod say_and_hold;
pub mod send;
pub mod shelf;
pub mod shelves;
pub mod shifts;
mod steps;
pub mod thread;
pub mod tracks;
mod typing;
pub mod welcome;
pub mod why;
pub mod year;

use std::ops::Range;

use super::{
    page::Page,
    paper::{Run, width},
    screen::{Cx, Saved},
    sheet::Sheet,
};
use crate::time::{Day, say::brief};

/// A day at the end of a row.
fn when(day: Day, today: Day) -> String {
    if day == today {
        "today".to_owned()
    } else {
        brief(day, today)
    }
}

/// The right end of a head: when something was saved on this page, or else what it shows.
fn saved(cx: &Cx<'_>, otherwise: &str) -> String {
    match cx.saved {
        Saved::At(clock) => format!("saved {clock}"),
        Saved::Nothing | Saved::Saving | Saved::Not => otherwise.to_owned(),
    }
}

/// The head of a step of a ritual.
fn around_section(title: &str, section: &str, wide: bool) -> String {
    match (section, wide) {
        ("", _) => title.to_owned(),
        (section, true) => format!("{title}   {section}"),
        (section, false) => section.to_owned(),
    }
}

/// The items that may be in view around the chosen one, where each takes a row at least.
fn around(at: usize, count: usize, page: &Page) -> Range<usize> {
    let room = usize::from(page.rows);
    at.saturating_sub(room)..count.min(at.saturating_add(room))
}

/// Keys and what they do, under the item they act on, in as many rows as they need.
fn keys(cx: &Cx<'_>, sheet: &mut Sheet, item: usize, keys: &[(&str, &str)]) {
    let measure = usize::from(cx.page.measure);
    let mut row: Vec<Run> = Vec::new();
    let mut used = 0;
    for (key, does) in keys {
        let wide = width(key) + 1 + width(does);
        if used > 0 && used + 3 + wide > measure {
            sheet.below_runs(item, std::mem::take(&mut row));
            used = 0;
        }
        if used > 0 {
            row.push(("   ".to_owned(), cx.theme.muted));
            used += 3;
        }
        row.push(((*key).to_owned(), cx.theme.text));
        row.push((format!(" {does}"), cx.theme.muted));
        used += wide;
    }
    sheet.below_runs(item, row);
}
