use super::{
    args::Note, environment::Edge, failure::Failure, give, inbox, linear, open, outside, personal,
};

/// Keeps a note: words on no question.
pub(super) fn run(args: &Note, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let shelf = personal::shelf(&folders.config);
    if let (Some(from), Some(journal)) = (&args.from, inbox::locked(edge, &folders)?) {
        return give::note_for_later(edge, &folders, &journal, outside::words(from)?);
    }
    let workbook = open::to_write(edge, &folders, shelf)?;
    match &args.from {
        Some(from) => give::note(workbook, edge.clock.now(), outside::words(from)?),
        None => linear::note(workbook, edge),
    }
}
