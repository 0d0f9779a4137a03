//! What leaves, and what comes back.

mod compose;
mod formats;
mod gate;
mod home;
mod html;
mod leader;
mod machine;
mod made;
mod mine;
mod reply;
mod review;
#[cfg(unix)]
mod review_lines;
mod sent;
mod text;
#[cfg(unix)]
mod trip;
mod withheld;
