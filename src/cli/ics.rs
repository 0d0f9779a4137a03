//! Calendar files: written on request, with no words of the journal but the title given here.

use std::path::Path;

use super::{args::Show, environment::Edge, failure::Failure, open, personal, print, speak, talk};
use crate::{
    insight::promises::Promised,
    journal::{Ids, Mark},
    share::{
        Consent,
        calendar::{Calendar, Days, file},
        clear,
    },
    store::{Why, disk::RealDisk, write_outside},
    text::shown_text,
    time::say::{count, full},
};

/// Writes the day of a promise.
pub(super) fn promise(show: &Show, path: &Path, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let journal = workbook.as_ref().map(|workbook| &workbook.journal);
    let entry = journal.and_then(|journal| Some((journal, journal.entry(&show.id)?)));
    let (journal, entry) = entry.ok_or_else(|| speak::no_answer(&show.id))?;
    let first = journal.first(entry);
    let promised = Promised::of(journal, first);
    let unwritten = |cause: String| Err(Failure::usage(cause).hint("Nothing was written."));
    if !matches!(promised.point.now.mark, Some(Mark::Promise(_))) {
        return unwritten(format!("{} is no promise.", show.id));
    }
    let Some(day) = promised.by().filter(|_| !promised.is_over()) else {
        return unwritten("This promise is over, or has no day.".to_owned());
    };
    let title = show.title.as_deref().unwrap_or("A date");
    write(path, title, Days::Each(vec![day]), edge)?;
    open::say_found(workbook.as_ref())
}

/// Writes a calendar file, says which days are in it, and prints where it lies.
pub(super) fn write(path: &Path, title: &str, days: Days, edge: &Edge) -> Result<(), Failure> {
    let said = match &days {
        Days::Every(day, 1) => format!("{}, and every month from there.", full(*day)),
        Days::Every(day, _) => format!("{}, and every quarter from there.", full(*day)),
        Days::Each(days) => match days.as_slice() {
            [] => {
                return Err(Failure::failed(
                    "There is no day to come. Nothing was written.",
                ));
            }
            [day] => format!("{}.", full(*day)),
            [day, ..] => format!(
                "{}, and so on: {}, one by one, since calendars count the ends of months in \
                 other ways.",
                full(*day),
                count(days.len(), "day")
            ),
        },
    };
    let mut ids = Ids::new(edge.seed);
    let calendar = Calendar {
        title: title.to_owned(),
        days,
        uid: format!("{}{}", ids.session(), ids.entry()),
        at: edge.clock.now(),
    };
    let file = file(&clear(calendar, Consent::given()));
    let place = write_outside(&RealDisk, path, &file).map_err(|error| {
        let failure = Failure::store("No calendar file was written", &error);
        if error.why == Why::Taken {
            return failure.hint("What is there is as it was. Give another name.");
        }
        failure.hint("The folder has to be there.")
    })?;
    talk::say(&format!(
        "{said} Of your journal nothing is in it but the title: {title}."
    ));
    print::out(|out| writeln!(out, "{}", shown_text(&place.to_string_lossy())))
}
