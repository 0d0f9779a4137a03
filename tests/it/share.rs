//! What leaves, and what comes back.

mod compose;
mod gate;
mod made;
mod mine;
mod text;
mod withheld;
