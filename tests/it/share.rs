//! What leaves, and what comes back.

mod compose;
mod gate;
mod home;
mod leader;
mod made;
mod mine;
mod reply;
mod sent;
mod text;
mod withheld;
