//! What may be asked: decks, their prompts and steps, and reading them from TOML.
//!
//! `docs/decks.md` is the format in words. Nothing here touches a file: text comes in, a deck
//! and everything wrong with it come out.

mod builtin;
mod fields;
mod model;
mod outline;
mod problem;
mod read;
mod read_prompt;
mod read_step;
mod words;

pub use builtin::{Decks, builtin, care};
pub use model::{Act, Choice, Deck, Ends, Prompt, Step};
pub use outline::Outline;
pub use problem::Problem;
pub use read::read;
pub use words::{DeckKind, Dimension, Kind, States};
