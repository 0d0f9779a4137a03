//! What leaves.

mod compose;
mod made;
mod mine;
mod text;
mod withheld;
