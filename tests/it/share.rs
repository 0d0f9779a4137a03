//! What leaves.

mod compose;
mod formats;
mod html;
mod made;
mod mine;
mod text;
mod withheld;
