//! What changed, a year at a glance, the word lens, and the language all of it keeps.

mod facts;
mod made;
mod year;
