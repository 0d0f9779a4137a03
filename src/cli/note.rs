use super::{
    args::Note, environment::Edge, failure::Failure, give, linear, open, outside, personal,
};

/// Keeps a note: words on no question.
pub(super) fn run(args: &Note, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let shelf = personal::shelf(&folders.config);
    let workbook = open::to_write(edge, &folders, shelf)?;
    match &args.from {
        Some(from) => give::note(workbook, edge.clock.now(), outside::words(from)?),
        None => linear::note(workbook, edge),
    }
}
