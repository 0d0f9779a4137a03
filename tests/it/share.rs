//! What leaves, and what comes back.

mod home;
mod made;
mod reply;
