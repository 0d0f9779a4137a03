//! The real binary in a real pseudo-terminal, on real files.

#[cfg(target_os = "linux")]
mod calls;
mod demo;
mod disk;
mod ends;
mod home;
mod input;
mod kills;
mod lock_kills;
mod locks;
mod prints;
mod starts;
mod stock_age;
mod stops;
mod window;
