use super::{args::Demo, environment::Edge, failure::Failure};

/// Opens a made-up journal in a temporary folder, and removes it at the end.
pub(super) fn run(_demo: &Demo, _edge: &Edge) -> Result<(), Failure> {
    Err(Failure::failed("This is not built yet.".to_owned()))
}
