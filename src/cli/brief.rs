use super::{args::Brief, environment::Edge, failure::Failure};

/// Does what `rolebook brief` asks for.
pub(super) fn run(args: &Brief, edge: &Edge) -> Result<(), Failure> {
    let _ = (args, edge);
    Err(Failure::failed("This is not there yet."))
}
