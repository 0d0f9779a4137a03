//! What changed: facts about the journal, computed when they are looked at.
//!
//! Nothing here judges. Every sentence it composes is in the language that
//! `tests/it/changes/language.rs` holds it to.

pub mod calendar;
pub mod change;
pub mod forecasts;
pub mod lens;
pub mod letters;
pub mod pins;
pub mod promises;
pub mod revisit;
pub mod roundtable;
pub mod said;
pub mod say_and_hold;
pub mod search;
pub mod seen;
pub mod shelves;
pub mod since;
pub mod snag;
pub mod standing;
pub mod thread;
pub mod told;
