use super::{args::Changes, environment::Edge, failure::Failure};

/// Prints what changed since a day.
pub(super) fn run(_changes: &Changes, _edge: &Edge) -> Result<(), Failure> {
    Err(Failure::failed("This is not built yet.".to_owned()))
}
