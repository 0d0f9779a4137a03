//! Rolebook: a private coaching workbook in the terminal.
//!
//! The modules stand in layers; each may use only those above it in this list
//! (`tests/it/layers.rs` reads the sources and holds them to it).

pub mod text;

pub mod time;

pub mod config;

pub mod seal;

pub mod deck;

pub mod journal;

pub mod insight;

pub mod share;

pub mod store;

pub mod workbook;

pub mod tui;

pub mod cli;
