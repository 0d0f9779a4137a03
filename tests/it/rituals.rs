//! Rituals: walked along their steps, and resumed at each of them; roundtables, and what leaves.

mod revisit;
mod steps;
#[cfg(unix)]
mod tables;
