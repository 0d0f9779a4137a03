//! The real binary in a real pseudo-terminal, on real files.

mod disk;
mod ends;
mod home;
mod input;
mod kills;
mod locks;
mod starts;
mod stops;
mod window;
