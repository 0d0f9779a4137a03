//! Say against hold, by date.
