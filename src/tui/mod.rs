//! The full-screen shell: keys in, frames out.

pub mod act;
pub mod app;
pub mod command;
pub mod editor;
pub mod event;
pub mod input;
pub mod page;
pub mod palette;
pub mod paper;
pub mod route;
pub mod rows;
mod run;
pub mod screen;
pub mod screens;
pub mod sheet;
pub mod terminal;

pub use run::{Setup, run};
