use serde_json::json;

use super::{args::Show, environment::Edge, failure::Failure, json, open, personal, print, talk};
use crate::{
    insight::{
        roundtable,
        standing::{Line, lines},
    },
    time::{Day, say::plain},
    workbook::Workbook,
};

/// Prints what stands out on the first page: what is due and what is overdue, by count and never
/// in words of the journal.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let today = edge.clock.now().date_naive();
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let standing = workbook.as_ref().map(|workbook| standing(workbook, today));
    let standing = standing.unwrap_or_default();
    if show.json {
        let line = |line: &Line| json!({ "text": line.text, "overdue": line.late });
        let lines: Vec<_> = standing.iter().map(line).collect();
        let page = json!({ "schema": "rolebook.due/1", "lines": lines });
        print::out(|out| json::value(out, &page))?;
        return open::say_found(workbook.as_ref());
    }
    if standing.is_empty() {
        talk::say("Nothing stands out today.");
    }
    print::out(|out| {
        let mut lines = standing.iter();
        lines.try_for_each(|line| writeln!(out, "{}", line.text))
    })?;
    open::say_found(workbook.as_ref())
}

/// The lines of the first page. Here no key leads anywhere; the pages have names.
fn standing(workbook: &Workbook, today: Day) -> Vec<Line> {
    let line = |text| Line {
        text,
        late: false,
        letters: 0,
    };
    let table = roundtable::line(&workbook.journal, today).map(line);
    let again = workbook.journal.look_again();
    let again = again.map(|day| line(format!("You set {} to look again.", plain(day))));
    (table.into_iter().chain(again))
        .chain(lines(&workbook.journal, today))
        .collect()
}
