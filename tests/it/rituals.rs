//! Rituals, roundtables, and what leaves with them.

mod card;
#[cfg(unix)]
mod names;
#[cfg(unix)]
mod tables;
