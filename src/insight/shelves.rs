//! The twelve shelves.
