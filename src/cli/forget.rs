use std::{
    io::{self, BufRead, IsTerminal},
    path::{Path, PathBuf},
};

use super::{
    args::Forget,
    environment::Edge,
    failure::{Failure, Kind},
    open, personal, talk,
};
use crate::{
    journal::Draft,
    time::say::{clock, plain},
    workbook::{Forgetting, Traces, Workbook},
};

/// What no program can take back.
const BEYOND: &str = "What cannot be reached from here: files you exported or handed over, backups \
    (of the automatic ones the older go in time, of yours none), the history that git or a synchronizer keeps, and what a \
    disk keeps of files that are gone.";

/// Forgets an entry: its words go from every file of the journal.
pub(super) fn run(args: &Forget, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let decks = personal::shelf(&folders.config).decks;
    let unknown = || {
        let cause = format!("There is no entry {}, and there was none.", args.entry);
        Failure::new(Kind::NotFound, cause).hint("`rolebook log` prints the ids.")
    };
    let mut workbook = open::to_read(edge, &folders, decks)?.ok_or_else(unknown)?;
    if let Some(why) = &workbook.reading_only {
        let kind = if workbook.locked {
            Kind::Locked
        } else {
            Kind::Failed
        };
        return Err(Failure::new(kind, format!("{why} Nothing was forgotten.")));
    }
    let now = edge.clock.now();
    let Some(forgetting) = workbook.forgetting(&args.entry, now) else {
        return Err(waiting(&workbook, &args.entry).unwrap_or_else(unknown));
    };
    let traces = forgetting.traces(&workbook.store());
    show(&workbook, &forgetting, edge);
    say_traces(&traces);
    if forgetting.entries.is_empty() && traces.is_clear() {
        talk::say_apart(if traces.unread.is_empty() {
            "It was forgotten before, and nothing of it is left in the journal."
        } else {
            "It was forgotten before, and nothing of it is left in what could be looked into."
        });
        return unread(&traces);
    }
    talk::say_apart(BEYOND);
    if !args.yes && !agreed()? {
        talk::say("Nothing was forgotten.");
        return Ok(());
    }
    let again = format!(
        "Nothing else was changed. `rolebook forget {}` goes on.",
        args.entry
    );
    let job = workbook.alone();
    let (job, _) = job.map_err(|error| {
        let failure = Failure::store("Nothing was forgotten", &error);
        failure.hint("Close other windows, and try again.")
    })?;
    let done = forgetting.run(&job);
    let done =
        done.map_err(|error| Failure::store("Not all of it is gone", &error).hint(&again))?;
    let left = forgetting.traces(job.store());
    if !left.is_clear() {
        return Err(Failure::failed("Some of it turned up again meanwhile.").hint(again));
    }
    talk::say_apart(if done.unread.is_empty() {
        "Forgotten. Its words are in no file of the journal any more."
    } else {
        "Forgotten. Its words are in no file of the journal that could be looked into; they may be \
         in one that could not."
    });
    unread(&done)
}

/// Why there is no entry of an id that was given out: its words are none yet.
fn waiting(workbook: &Workbook, id: &str) -> Option<Failure> {
    let has = |drafts: &[Draft]| drafts.iter().any(|draft| draft.entry == id);
    let (place, how) = if has(&workbook.inbox) {
        let how = "`rolebook` shows what waits in the inbox: take it in, or throw it away.";
        ("waits in the inbox", how)
    } else if has(&workbook.drafts) {
        let how = "`rolebook` goes on with it from the first page.";
        ("is a draft", how)
    } else {
        return None;
    };
    let cause = format!("There is no entry {id} yet: it {place}. Nothing was forgotten.");
    Some(Failure::new(Kind::NotFound, cause).hint(how))
}

/// What goes, as it is read today.
fn show(workbook: &Workbook, forgetting: &Forgetting, edge: &Edge) {
    let today = edge.clock.now().date_naive();
    for entry in workbook.entries_at(&forgetting.entries) {
        let question = entry.asked.as_ref().map(|asked| asked.question.as_str());
        let head = format!(
            "{} {}   {}\n{}",
            plain(entry.at.date_naive()),
            clock(&entry.at),
            entry.id,
            question.unwrap_or("A note"),
        );
        talk::say(&head);
        talk::say(&format!("{}\n", workbook.said(entry, today)));
    }
    match forgetting.entries.len() {
        0 => talk::say("It was forgotten before. What is left of it goes now."),
        1 => talk::say("This entry is forgotten for good. There is no undo."),
        _ => talk::say(
            "These belong together: an answer and what corrects it. All of them are forgotten for \
             good. There is no undo.",
        ),
    }
    let said = |id: &str| workbook.journal.about(id).count();
    let about: usize = workbook
        .entries_at(&forgetting.entries)
        .map(|entry| said(&entry.id))
        .sum();
    if about > 0 {
        talk::say("What you said about it later (verdicts, outcomes, notes) stays.");
    }
}

/// Where it lies.
fn say_traces(traces: &Traces) {
    list(
        "It goes from:",
        traces.rewritten.iter().map(PathBuf::as_path),
    );
    list(
        "These hold it and cannot be read otherwise, so they go whole:",
        traces.removed.iter().map(PathBuf::as_path),
    );
    list(
        "These hold it too, and stay as they are; remove them yourself if you want to:",
        traces.copies.iter().map(PathBuf::as_path),
    );
    list(
        "These may hold it; they could not be looked into:",
        traces.closed.iter().map(PathBuf::as_path),
    );
    let histories = traces.histories.iter().map(Path::new);
    list("The journal has a history that keeps it:", histories);
}

fn list<'a>(what: &str, paths: impl Iterator<Item = &'a Path>) {
    let paths: Vec<String> = paths
        .map(|path| format!("    {}", path.display()))
        .collect();
    if !paths.is_empty() {
        talk::say_apart(&format!("{what}\n{}", paths.join("\n")));
    }
}

/// Files of the journal that could not be looked into: nobody can say what they hold.
fn unread(traces: &Traces) -> Result<(), Failure> {
    let unread = traces.unread.iter();
    let unread: Vec<String> = unread
        .map(|(path, why)| format!("{} was not looked into: {why}.", path.display()))
        .collect();
    if unread.is_empty() {
        return Ok(());
    }
    Err(Failure::new(Kind::Damaged, unread.join("\n")))
}

/// Whether the person says yes. Nobody there is no.
fn agreed() -> Result<bool, Failure> {
    talk::say_apart("Type yes to forget it, or anything else to leave it as it is.");
    let mut line = String::new();
    let input = io::stdin();
    let read = input.lock().read_line(&mut line);
    let failed = |error: io::Error| {
        Failure::failed(format!(
            "No answer can be read: {error}. Nothing was forgotten."
        ))
    };
    read.map_err(failed)?;
    if line.is_empty() && !input.is_terminal() {
        let cause = "Nobody answered, so nothing was forgotten.";
        return Err(Failure::usage(cause).hint("--yes says so beforehand."));
    }
    Ok(line.trim() == "yes")
}
