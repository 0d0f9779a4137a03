//! One integration binary: features are tested through their widest fast door.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    clippy::indexing_slicing
)]
#![allow(
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm
)]

mod about;
mod beside;
mod changes;
mod commands;
mod decks;
mod demo;
mod diff;
mod driver;
mod editor;
mod faults;
mod journal;
mod layers;
mod linear;
mod linear_twins;
mod palette;
#[cfg(unix)]
mod pty;
mod screens;
mod search;
mod standing;
mod store;
mod terminal;
mod text;
mod threads;
mod time;
