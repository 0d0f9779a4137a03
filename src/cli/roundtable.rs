use super::{args::Roundtable, environment::Edge, failure::Failure};

/// Does what `rolebook roundtable` asks for.
pub(super) fn run(verb: &Roundtable, edge: &Edge) -> Result<(), Failure> {
    let _ = (verb, edge);
    Err(Failure::failed("This is not there yet."))
}
