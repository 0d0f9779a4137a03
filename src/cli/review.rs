use super::{args::Review, environment::Edge, failure::Failure};

/// Does what `rolebook review` asks for.
pub(super) fn run(args: &Review, edge: &Edge) -> Result<(), Failure> {
    let _ = (args, edge);
    Err(Failure::failed("This is not there yet."))
}
