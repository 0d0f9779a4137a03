use super::{args::Search, environment::Edge, failure::Failure};

/// Prints what holds the words that are searched.
pub(super) fn run(_search: &Search, _edge: &Edge) -> Result<(), Failure> {
    Err(Failure::failed("This is not built yet.".to_owned()))
}
