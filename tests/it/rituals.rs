//! Rituals: walked along their steps, and resumed at each of them; roundtables, and what leaves.

mod card;
#[cfg(unix)]
mod linear;
#[cfg(unix)]
mod names;
mod revisit;
mod steps;
#[cfg(unix)]
mod tables;
