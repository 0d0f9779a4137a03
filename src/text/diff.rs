//! Word differences between two texts.
