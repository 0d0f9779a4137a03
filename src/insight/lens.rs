//! Words of a kind, counted on both sides.
