use super::{args::Import, environment::Edge, failure::Failure};

/// Does what `rolebook import` asks for.
pub(super) fn run(args: &Import, edge: &Edge) -> Result<(), Failure> {
    let _ = (args, edge);
    Err(Failure::failed("This is not there yet."))
}
