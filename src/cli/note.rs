use std::path::Path;

use super::{
    args::Note, busy, environment::Edge, failure::Failure, give, inbox, linear, open, outside,
    personal, speak, talk,
};
use crate::{
    journal::{Draft, Walk},
    time::say::plain,
    workbook::{Start, Workbook},
};

/// Keeps a note: words on no question, or on an answer.
pub(super) fn run(args: &Note, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let from = args.from.as_deref();
    let put_down = |from: &Path| {
        let walk = args.on.as_deref().map_or_else(Walk::nowhere, Walk::note_on);
        let draft = give::note_for_later(edge, walk, outside::words(from)?)?;
        Err(busy::put_down(&folders, &draft))
    };
    if let Some(from) = from.filter(|_| busy::still(&folders)) {
        return put_down(from);
    }
    if let Some(on) = &args.on
        && open::is_missing(&folders)
    {
        return Err(speak::no_answer(on));
    }
    let shelf = personal::shelf(&folders.config);
    if let (Some(from), Some(journal)) = (&args.from, inbox::locked(edge, &folders)?) {
        let draft = give::note_for_later(edge, Walk::nowhere(), outside::words(from)?)?;
        return inbox::leave(&folders, &journal, &draft);
    }
    let workbook = match (open::to_write(edge, &folders, shelf), from) {
        (Err(failure), Some(from)) if failure.is_busy() => return put_down(from),
        (opened, _) => opened?,
    };
    let on = args.on.as_deref().map(|id| attached(&workbook, id));
    let on = on.transpose()?;
    match (&args.from, on) {
        (Some(from), on) => {
            let walk = on.unwrap_or_else(Walk::nowhere);
            give::note(workbook, edge.clock.now(), walk, outside::words(from)?)
        }
        (None, None) => linear::note(workbook, edge),
        (None, Some(walk)) => {
            let left =
                |draft: &&Draft| draft.walk.is_nowhere() && draft.walk.about() == walk.about();
            let draft = workbook.drafts.iter().find(left).cloned();
            let start = draft.map_or(Start::Walk(walk), |draft| Start::Resume(Box::new(draft)));
            linear::answer(workbook, edge, start, None)
        }
    }
}

/// The walk that attaches its note to an answer; says which one it is.
fn attached(workbook: &Workbook, id: &str) -> Result<Walk, Failure> {
    let entry = workbook.journal.entry(id);
    let entry = entry.ok_or_else(|| speak::no_answer(id))?;
    speak::is_an_answer(entry)?;
    let answer = workbook.journal.first(entry);
    let day = plain(answer.at.date_naive());
    talk::say(&match &answer.asked {
        Some(asked) => format!("On your answer of {day}: {}", asked.question),
        None => format!("On your note of {day}."),
    });
    Ok(Walk::note_on(&answer.id))
}
