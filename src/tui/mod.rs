//! The full-screen shell: keys in, frames out.
#![allow(
    clippy::wildcard_enum_match_arm,
    reason = "a screen acts on the commands that are its own and leaves the rest"
)]

pub mod act;
pub mod app;
pub mod command;
pub mod door;
pub mod editor;
pub mod event;
pub mod gate;
pub mod idle;
pub mod input;
pub mod page;
pub mod palette;
pub mod paper;
pub mod route;
pub mod rows;
mod run;
pub mod screen;
pub mod screens;
pub mod secret;
pub mod sheet;
mod stage;
pub mod terminal;
pub mod voice;
mod writer;

pub use run::{Begin, Setup, Visit, run};
