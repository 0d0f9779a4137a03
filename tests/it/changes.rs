//! What changed, a year at a glance, the word lens, and the language all of it keeps.

mod facts;
mod language;
mod lens;
mod made;
mod year;
