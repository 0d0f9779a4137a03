use serde_json::{Value, json};

use super::{
    args::Brief as Args, environment::Edge, failure::Failure, json, open, personal, print, talk,
};
use crate::share::{
    Cleared, Consent,
    brief::{self, Brief, Line, NOTHING, PURPOSE},
    clear,
};

/// Prints the page to read before the next roundtable.
pub(super) fn run(args: &Args, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let today = edge.clock.now().date_naive();
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let page = workbook.as_ref().map(|book| {
        let brief = Brief::of(&book.journal, &book.decks, today);
        // Who asks for the page on the command line has chosen no private answer by hand.
        let packet = brief.without(&brief.private());
        clear(packet, Consent::given())
    });
    if args.json {
        print::out(|out| json::value(out, &as_json(page.as_ref())))?;
        return open::say_found(workbook.as_ref());
    }
    let Some(page) = page else {
        talk::say(&format!("{NOTHING} {PURPOSE}"));
        return Ok(());
    };
    if page.packet().lines.is_empty() {
        talk::say(&format!("{NOTHING} {PURPOSE}"));
    }
    print::out(|out| out.write_all(brief::text(&page).packet().as_bytes()))?;
    open::say_found(workbook.as_ref())
}

fn as_json(page: Option<&Cleared<Brief>>) -> Value {
    let brief = page.map(Cleared::packet);
    let (sessions, answers) = brief.map_or((0, 0), |brief| brief.counted);
    let (promises, done) = brief.map_or((0, 0), Brief::promises);
    let table = brief.and_then(|brief| brief.table.as_ref());
    let table = table
        .map(|(one, day)| json!({ "id": one.id, "name": one.name, "date": day, "who": one.who }));
    let lines = brief.map(|brief| brief.lines.iter().map(of_line).collect::<Vec<_>>());
    json!({
        "schema": "rolebook.brief/1",
        "roundtable": table,
        "since": brief.map(|brief| brief.period.since.id()),
        "from": brief.and_then(|brief| brief.period.day),
        "sessions": sessions,
        "answers": answers,
        "promises": promises,
        "done": done,
        "lines": lines.unwrap_or_default(),
    })
}

/// Every field is there, null where there is nothing.
fn of_line(line: &Line) -> Value {
    let some = |text: &String| (!text.is_empty()).then(|| text.clone());
    json!({
        "part": line.part.id(),
        "entry": line.entry,
        "date": line.day,
        "is": some(&line.lead),
        "on": some(&line.title),
        "words": some(&line.words),
        "when": some(&line.when),
    })
}
