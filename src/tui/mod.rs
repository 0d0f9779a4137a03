//! The full-screen shell: keys in, frames out.

pub mod act;
pub mod app;
pub mod command;
pub mod editor;
pub mod event;
mod input;
pub mod page;
pub mod palette;
mod paper;
mod route;
mod rows;
mod run;
mod screen;
mod screens;
mod sheet;
pub mod terminal;

pub use run::{Setup, run};
