//! Moments, days and quarters, and how people say them.
//!
//! Nothing here reads the clock: every function that needs today is handed it.

mod cadence;
mod moment;
mod phrase;
mod quarter;
mod reader;
pub mod say;
mod steps;
mod words;

pub use cadence::Cadence;
pub use moment::{Moment, MomentError, moment_from, moment_text};
pub use phrase::{DayError, parse_day, parse_since};
pub use quarter::{Quarter, older_than_a_quarter, quarter};

/// A day of the calendar, without a place or an hour.
pub type Day = chrono::NaiveDate;
