use super::{args::Names, environment::Edge, failure::Failure};

/// Does what `rolebook names` asks for.
pub(super) fn run(verb: &Names, edge: &Edge) -> Result<(), Failure> {
    let _ = (verb, edge);
    Err(Failure::failed("This is not there yet."))
}
