//! One integration binary: features are tested through their widest fast door.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    unreachable_pub,
    clippy::indexing_slicing
)]
#![allow(
    clippy::string_slice,
    clippy::disallowed_methods,
    clippy::wildcard_enum_match_arm
)]

mod about;
mod backup;
mod beside;
#[cfg(unix)]
mod busy;
mod changes;
mod commands;
mod damage;
mod decks;
mod demo;
mod diff;
mod doctor;
mod driver;
mod editor;
mod faults;
mod forget;
mod inbox;
mod integrity;
mod journal;
#[cfg(unix)]
mod keys;
mod layers;
mod linear;
mod linear_twins;
mod locked;
mod locking;
mod lost;
mod machines;
mod mutate;
mod nowhere;
mod palette;
#[cfg(unix)]
mod pty;
mod rituals;
mod screens;
mod search;
mod share;
#[cfg(unix)]
mod shell;
mod shortcut;
mod standing;
mod store;
mod terminal;
mod text;
mod threads;
mod time;
#[cfg(unix)]
mod trouble;
mod untried;
