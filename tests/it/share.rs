//! What leaves, and what comes back.

mod gate;
mod review;
#[cfg(unix)]
mod review_lines;
