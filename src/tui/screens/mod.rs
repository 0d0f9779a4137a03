//! The screens, a file each.

pub mod about;
pub mod answer;
pub mod closing;
pub mod commands;
pub mod deck;
pub mod found;
pub mod help;
pub mod home;
pub mod passage;
pub mod privacy;
pub mod reading;
pub mod tracks;
pub mod welcome;

use crate::time::{Day, say::brief};

/// A day at the end of a row.
fn when(day: Day, today: Day) -> String {
    if day == today {
        "today".to_owned()
    } else {
        brief(day, today)
    }
}
