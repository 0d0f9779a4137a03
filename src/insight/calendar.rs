//! Sessions by day.
