//! The full-screen shell: keys in, frames out.

pub mod editor;
pub mod palette;
pub mod terminal;
