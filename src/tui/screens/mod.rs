//! The screens, a file each.

pub mod about;
pub mod answer;
pub mod beside;
pub mod changes;
pub mod closing;
pub mod commands;
pub mod deck;
pub mod find;
pub mod forecasts;
pub mod found;
pub mod help;
pub mod home;
pub mod inbox;
pub mod lens;
pub mod letter;
pub mod passage;
pub mod privacy;
pub mod privacy_page;
pub mod promises;
pub mod reading;
pub mod say_and_hold;
pub mod shelf;
pub mod shelves;
pub mod thread;
pub mod tracks;
pub mod welcome;
pub mod year;

use crate::time::{Day, say::brief};

/// A day at the end of a row.
fn when(day: Day, today: Day) -> String {
    if day == today {
        "today".to_owned()
    } else {
        brief(day, today)
    }
}
