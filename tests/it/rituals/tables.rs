//! Roundtables: their days, the calendar, the first page, and the page to read beforehand.

mod brief;
mod cadence;
mod calendar;
mod last;
mod lines;
pub(crate) mod made;
mod pages;
