//! One question over time: series, breaks, shelves, say against hold.
