//! The made-up journal.
