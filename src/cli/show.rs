use super::{
    args::Show, beside, environment::Edge, failure::Failure, forecasts, lens, letters, promises,
    shelves, thread, year,
};
use crate::deck::Dimension;

/// Prints a page by its name, one question over time, or one answer. A row for each page.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    match show.id.as_str() {
        "shelves" => shelves::all(show.json, edge),
        "say-and-hold" => shelves::say_and_hold(show.json, edge),
        "promises" => promises::run(show, edge),
        "forecasts" => forecasts::run(show, edge),
        "letters" => letters::run(show, edge),
        "year" => year::run(show, edge),
        name => match Dimension::named(name) {
            Some(dimension) => shelves::one(dimension, show.json, edge),
            None if show.open => letters::open(show, edge),
            None if show.lens => lens::run(show, edge),
            None if show.beside || show.with.is_some() => beside::run(show, edge),
            None => thread::run(show, edge),
        },
    }
}
