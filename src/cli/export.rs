use super::{args::Export, environment::Edge, failure::Failure};

/// Does what `rolebook export` asks for.
pub(super) fn run(args: &Export, edge: &Edge) -> Result<(), Failure> {
    let _ = (args, edge);
    Err(Failure::failed("This is not there yet."))
}
