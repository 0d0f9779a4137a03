//! Promises: open, due, and what became of them.
