//! Rituals, roundtables, and what leaves with them.

#[cfg(unix)]
mod tables;
