//! Rituals, and what comes of them.

mod card;
mod names;
