//! Never lost: checking a journal, backing it up, bringing it back. Nothing here says a word of
//! what was written.

mod back;
mod check;
mod doctor;
mod say;

pub use back::restore;
pub use check::{Checkup, Finding, Tally, check_backup, check_journal};
pub use doctor::{Doctor, Given, Section, doctor, mend_modes, settle};
pub use say::{count, kinds, made_before, rule, size, state, tally};
