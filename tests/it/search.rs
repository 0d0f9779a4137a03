//! Words found in the journal.
