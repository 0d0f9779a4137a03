use super::{
    args::Answer,
    environment::Edge,
    failure::Failure,
    give, linear, open, personal,
    screen::{self, Colors},
    speak,
};
use crate::{
    deck::{Decks, Prompt},
    journal::{Draft, Form, Walk},
    time::Moment,
    workbook::{Start, Workbook, one},
};

/// What an id names.
enum Named {
    Deck(String),
    Prompt(String, Box<Prompt>),
    /// Neither; it may be an entry.
    Other(String),
}

/// Answers a track or a question, in the way that the arguments and the terminal ask for.
pub(super) fn run(args: &Answer, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let shelf = personal::shelf(&folders.config);
    let named = args
        .id
        .as_deref()
        .map(|id| named(&shelf.decks, id))
        .transpose()?;
    if let Some(Named::Other(id)) = &named {
        return speak::run(args, id, edge, &folders, shelf);
    }
    if args.beside.is_some() {
        return Err(
            Failure::usage("--beside goes with a verdict on an earlier answer.")
                .hint("Name that answer by its id, which `rolebook log` prints. Nothing was kept."),
        );
    }
    if give::is_given(args) {
        let Some(Named::Prompt(deck, prompt)) = named else {
            return Err(
                Failure::usage("This names a whole deck, and words answer one question.")
                    .hint("Name a question, such as ground.1."),
            );
        };
        return give::answer(args, &deck, &prompt, edge, &folders, shelf);
    }
    let form = if args.short { Form::Short } else { Form::Full };
    let now = edge.clock.now();
    let begin = move |workbook: &Workbook| match &named {
        None | Some(Named::Other(_)) => where_they_were(workbook, now),
        Some(Named::Deck(id)) => Ok(deck(workbook, id, form, now)),
        Some(Named::Prompt(deck, prompt)) => {
            let here = |walk: &Walk| walk.form == Form::One && walk.current() == Some(&prompt.id);
            Ok(resume(workbook, here).unwrap_or_else(|| Start::Walk(one(deck, &prompt.id))))
        }
    };
    let full = edge.full_screen() && !args.plain;
    if full && screen::is_shut(edge, &folders)? {
        // Where nothing waits, the first page says what there is.
        let start = Box::new(move |workbook: &Workbook| begin(workbook).ok());
        return screen::run(None, edge, &folders, Colors::ask(edge), start);
    }
    let workbook = open::to_write(edge, &folders, shelf)?;
    if args.id.is_none() && !full {
        return linear::go_on(workbook, edge);
    }
    let start = begin(&workbook)?;
    if full {
        let start = Box::new(|_: &Workbook| Some(start));
        return screen::run(Some(workbook), edge, &folders, Colors::ask(edge), start);
    }
    linear::answer(workbook, edge, start, Some(form))
}

/// The newest place that was left, or the first questions of a fresh journal.
pub(super) fn where_they_were(workbook: &Workbook, now: Moment) -> Result<Start, Failure> {
    if let Some(start) = resume(workbook, |_| true) {
        return Ok(start);
    }
    if workbook.journal.is_empty() {
        return Ok(deck(workbook, "first", Form::Short, now));
    }
    Err(Failure::usage("No question waits to be gone on with.")
        .hint("Choose one: `rolebook decks list` names the decks, `rolebook answer ID` begins."))
}

/// A deck from its beginning, or where it was left; a ritual that was left is gone on with in the
/// form it has.
fn deck(workbook: &Workbook, id: &str, form: Form, now: Moment) -> Start {
    let walk = workbook.begin(id, form, now);
    let left = if walk.is_ritual() {
        let left = workbook.left_at(id);
        left.map(|draft| Start::Resume(Box::new(draft.clone())))
    } else {
        let here = |walk: &Walk| walk.deck == id && walk.form == form;
        resume(workbook, here)
    };
    left.unwrap_or(Start::Walk(walk))
}

/// The newest draft with a question in it whose walk is such.
pub(super) fn resume(workbook: &Workbook, is: impl Fn(&Walk) -> bool) -> Option<Start> {
    let waits = |draft: &&Draft| {
        let walk = draft.walk.clone().known(&workbook.decks);
        walk.stop().is_some() && is(&walk)
    };
    let draft = workbook.drafts.iter().find(waits)?;
    Some(Start::Resume(Box::new(draft.clone())))
}

fn named(decks: &Decks, id: &str) -> Result<Named, Failure> {
    if let Some(deck) = decks.get(id) {
        return Ok(Named::Deck(deck.id.clone()));
    }
    match decks.prompt(id) {
        Some((_, prompt)) if prompt.repeats => Err(Failure::usage(format!(
            "{id} goes over earlier answers, as a step of its ritual; it takes no words by itself."
        ))
        .hint("Nothing was kept.")),
        Some((deck, prompt)) => Ok(Named::Prompt(deck.id.clone(), Box::new(prompt.clone()))),
        None => Ok(Named::Other(id.to_owned())),
    }
}
