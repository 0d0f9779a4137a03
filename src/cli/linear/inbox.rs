use super::ears::{Ears, Heard};
use crate::{
    cli::{
        environment::Edge,
        failure::{Failure, Kind},
        keep,
        talk::{say, say_apart},
    },
    journal::Draft,
    time::say::{clock, plain},
    workbook::{Workbook, waiting_words},
};

const HOW: &str = "take keeps it, drop throws it away, an empty line leaves it waiting; \
    take all and drop all do so with everything that is left.";

/// Shows what was added while the journal was locked, one after another, and asks what becomes of
/// it. False where the input ended.
pub(super) fn offer(workbook: &mut Workbook, ears: &Ears, edge: &Edge) -> Result<bool, Failure> {
    let waiting = workbook.inbox.clone();
    if waiting.is_empty() {
        return Ok(true);
    }
    say("This was added while the journal was locked. Nothing proves who wrote it.");
    say(HOW);
    let mut items = waiting.iter();
    while let Some(item) = items.next() {
        show(item);
        let rest: Vec<String> = std::iter::once(item)
            .chain(items.clone())
            .map(|item| item.id.clone())
            .collect();
        loop {
            let line = match ears.next() {
                Heard::Line(line) => line,
                Heard::Interrupted => return Err(Failure::new(Kind::Interrupted, "Interrupted.")),
                Heard::End | Heard::NotText(_) | Heard::Failed(_) => return Ok(false),
            };
            match line.trim() {
                "" => break,
                "take" if take(workbook, edge, std::slice::from_ref(&item.id))? => break,
                "drop" => {
                    drop_them(workbook, std::slice::from_ref(&item.id))?;
                    break;
                }
                "take all" if take(workbook, edge, &rest)? => return Ok(true),
                "drop all" => {
                    drop_them(workbook, &rest)?;
                    return Ok(true);
                }
                _ => say(HOW),
            }
        }
    }
    Ok(true)
}

fn show(item: &Draft) {
    let question = if item.question.is_empty() {
        "A note"
    } else {
        &item.question
    };
    let day = plain(item.at.date_naive());
    say_apart(&format!("{day} {}\n{question}", clock(&item.at)));
    say(&waiting_words(item));
}

/// Takes entries in. False where they are no answers as they stand.
fn take(workbook: &mut Workbook, edge: &Edge, ids: &[String]) -> Result<bool, Failure> {
    match keep::take_in(workbook, edge.clock.now(), ids) {
        Ok(()) => {
            say("Kept.");
            Ok(true)
        }
        Err(keep::Unkept::Lack(lack)) => {
            say(&format!("This is no answer as it stands: {lack} It waits."));
            Ok(false)
        }
        Err(keep::Unkept::Store(error)) => {
            let failure = Failure::store("Not saved", &error);
            Err(failure.hint("It waits in the inbox."))
        }
    }
}

fn drop_them(workbook: &mut Workbook, ids: &[String]) -> Result<(), Failure> {
    let outcome = workbook.throw_away(ids).run(&workbook.store());
    outcome
        .draft
        .map_err(|error| Failure::store("Not thrown away", &error))?;
    say("Thrown away.");
    Ok(())
}
