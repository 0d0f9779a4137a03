use super::{
    args::Show, beside, due, environment::Edge, failure::Failure, forecasts, ics, lens, letters,
    promises, shelves, thread, year, year_ago,
};
use crate::deck::Dimension;

type Print = fn(&Show, &Edge) -> Result<(), Failure>;

/// The pages by their names. The shelves have names of their own.
const PAGES: [(&str, Print); 8] = [
    ("shelves", |show, edge| shelves::all(show.json, edge)),
    ("say-and-hold", |show, edge| {
        shelves::say_and_hold(show.json, edge)
    }),
    ("promises", promises::run),
    ("forecasts", forecasts::run),
    ("letters", letters::run),
    ("due", due::run),
    (YEAR, year::run),
    ("year-ago", year_ago::run),
];

const YEAR: &str = "year";

/// Prints a page by its name, one question over time, or one answer.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let page = PAGES.iter().find(|(name, _)| *name == show.id);
    let shelf = Dimension::named(&show.id);
    check(show, page.is_some() || shelf.is_some())?;
    if let Some(path) = &show.ics {
        return ics::promise(show, path, edge);
    }
    match (page, shelf) {
        (Some((_, print)), _) => print(show, edge),
        (None, Some(shelf)) => shelves::one(shelf, show.json, edge),
        (None, None) if show.open => letters::open(show, edge),
        (None, None) if show.lens => lens::run(show, edge),
        (None, None) if show.beside || show.with.is_some() => beside::run(show, edge),
        (None, None) => thread::run(show, edge),
    }
}

/// Whether each flag means something there.
fn check(show: &Show, page: bool) -> Result<(), Failure> {
    let alone = page || show.open || show.ics.is_some();
    let wrong = [
        (alone && show.with.is_some(), "second answer"),
        (alone && show.lens, "--lens"),
        (alone && show.beside, "--beside"),
        (page && show.ics.is_some(), "--ics"),
        ((page || show.ics.is_some()) && show.open, "--open"),
        (show.year.is_some() && show.id != YEAR, "--year"),
    ];
    let Some((_, flag)) = wrong.iter().find(|(wrong, _)| *wrong) else {
        return Ok(());
    };
    let what = match (page, show.open && show.ics.is_none()) {
        (true, _) => format!("The page {}", show.id),
        (false, true) => format!("{}, which is to be opened as a letter,", show.id),
        (false, false) => show.id.clone(),
    };
    Err(Failure::usage(format!("{what} takes no {flag}.")).hint(
        "--beside and --lens read two answers to one question, --open opens a letter, and --year \
         chooses the year of the page year; --ics writes the day of one promise.",
    ))
}
