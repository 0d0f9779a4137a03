use super::{
    args::Show,
    environment::Edge,
    failure::{Failure, Kind},
    forecasts, lens, letters, log, open, personal, print, promises, talk, year,
};
use crate::text::shown_text;

/// Prints every answer to a question, the oldest first, or one entry.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    match show.id.as_str() {
        "year" => return year::run(show, edge),
        "promises" => return promises::run(show, edge),
        "forecasts" => return forecasts::run(show, edge),
        "letters" => return letters::run(show, edge),
        _ if show.open => return letters::open(show, edge),
        _ if show.lens => return lens::run(show, edge),
        _ => {}
    }
    let today = edge.clock.now().date_naive();
    let folders = edge.folders()?;
    let shelf = personal::shelf(&folders.config);
    let question = shelf
        .decks
        .prompt(&show.id)
        .map(|(_, prompt)| prompt.text.clone());
    let workbook = open::to_read(edge, &folders, shelf.decks)?;
    let workbook = workbook.as_ref();
    let journal = workbook.map(|workbook| &workbook.journal);
    let thread = journal.map_or(&[][..], |journal| journal.thread_of(&show.id));
    if thread.is_empty() && question.is_none() {
        let Some(one) = journal.and_then(|journal| journal.position(&show.id)) else {
            open::say_found(workbook)?;
            let cause = format!("There is no question and no answer {}.", show.id);
            return Err(Failure::new(Kind::NotFound, cause)
                .hint("`rolebook decks show DECK` names questions, `rolebook log` answers."));
        };
        log::give(workbook, today, &[one], show.json, true)?;
        return open::say_found(workbook);
    }
    // Where the wording changed over time, each answer is shown with the question it had.
    let mut asked = thread
        .iter()
        .filter_map(|at| journal?.at(*at)?.asked.as_ref());
    let first = asked.next().map(|asked| asked.question.clone());
    let same = asked.all(|asked| Some(&asked.question) == first.as_ref());
    if !show.json
        && same
        && let Some(question) = first.or(question)
    {
        print::out(|out| writeln!(out, "{}\n", shown_text(&question)))?;
    }
    if thread.is_empty() && !show.json {
        talk::say("Nothing is written there yet.");
        return open::say_found(workbook);
    }
    log::give(workbook, today, thread, show.json, !same)?;
    open::say_found(workbook)
}
