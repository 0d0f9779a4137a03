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

/// The first screen's text (field.md, g1).
pub const PURPOSE: &str = "This is a workbook for thinking about your role. What you write stays in \
    files on this machine; the program has no network. It asks; it does not judge, score or advise. \
    It is not therapy, and it is not an assessment.";

/// The truth about privacy (field.md, g2), as long as nothing can be locked.
pub const PRIVACY: &str = "These files are not locked. They do not make a journal privileged: courts \
    can ask for diaries and work calendars. If your employer owns this machine, its rules may apply. \
    Write with role names where others are concerned.";

/// A day at the end of a row.
fn when(day: Day, today: Day) -> String {
    if day == today {
        "today".to_owned()
    } else {
        brief(day, today)
    }
}
