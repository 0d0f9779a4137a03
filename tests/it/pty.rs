//! The real binary in a real pseudo-terminal, on real files.

mod demo;
mod disk;
mod ends;
mod home;
mod input;
mod kills;
mod starts;
mod stops;
mod window;
