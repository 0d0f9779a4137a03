use super::{environment::Edge, failure::Failure};
use crate::deck::Dimension;

/// Prints the twelve shelves.
pub(super) fn all(_json: bool, _edge: &Edge) -> Result<(), Failure> {
    Ok(())
}

/// Prints the questions on one shelf.
pub(super) fn one(_shelf: Dimension, _json: bool, _edge: &Edge) -> Result<(), Failure> {
    Ok(())
}

/// Prints say against hold.
pub(super) fn say_and_hold(_json: bool, _edge: &Edge) -> Result<(), Failure> {
    Ok(())
}
