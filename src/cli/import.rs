use std::io::{self, BufRead, IsTerminal};

use super::{
    args::Import,
    environment::Edge,
    failure::{Failure, Kind},
    keep, open, outside, personal, print, talk,
};
use crate::{
    share::reply::LARGEST,
    store::{StoreError, home},
    text::shown_text,
    time::{Day, say::count},
    workbook::{
        Deed, Workbook,
        coming_home::{Coming, Refused, Standing},
    },
};

/// Shows a coach's reply, and takes in what is wanted of it.
pub(super) fn run(args: &Import, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let bytes = outside::bytes_within(&args.file, LARGEST)?;
    let shelf = personal::shelf(&folders.config);
    let today = edge.clock.now().date_naive();
    let refused = |refused: Refused| {
        let kind = match refused {
            Refused::Unknown => Kind::NotFound,
            Refused::Unread(_) | Refused::OtherHandOff | Refused::Empty => Kind::Failed,
        };
        let name = args.file.display();
        let cause = format!("{name} was not taken in: {refused}.");
        Failure::new(kind, cause).hint("Nothing was changed.")
    };
    if open::is_missing(&folders) {
        return Err(refused(Refused::Unknown));
    }
    let mut workbook = if args.dry_run {
        let read = open::to_read(edge, &folders, shelf.decks)?;
        read.ok_or_else(|| refused(Refused::Unknown))?
    } else {
        open::to_write(edge, &folders, shelf)?
    };
    if workbook.locked {
        return Err(Failure::new(
            Kind::Locked,
            "The journal is locked. Nothing was taken in.",
        ));
    }
    let coming = workbook.arriving(&bytes, today).map_err(refused)?;
    show(&workbook, &coming, today)?;
    let new = coming.notes.iter().enumerate();
    let new = new.filter(|(_, note)| workbook.standing(note) == Standing::New);
    let new: Vec<usize> = new.map(|(at, _)| at).collect();
    if args.dry_run {
        talk::say("Nothing was taken in; this was a look at it.");
        return Ok(());
    }
    if new.is_empty() {
        talk::say("There is nothing in it to take in that is not in the journal.");
        return Ok(());
    }
    let which = if args.yes {
        new
    } else if args.take.is_empty() {
        asked(&coming, &new)?
    } else {
        chosen(&workbook, &coming, &args.take)?
    };
    take(&mut workbook, edge, coming, which)
}

fn take(
    workbook: &mut Workbook,
    edge: &Edge,
    coming: Coming,
    which: Vec<usize>,
) -> Result<(), Failure> {
    if which.is_empty() {
        talk::say("Nothing was taken in.");
        return Ok(());
    }
    let said = count(which.len(), "note");
    let deed = Deed::TakeHome(Box::new(coming), which);
    let kept = keep::record(workbook, edge.clock.now(), &deed);
    let failed = |error: StoreError| {
        let what = if error.path.starts_with(home::BACKUPS) {
            "Not taken in, since no backup could be made before"
        } else {
            "Not taken in"
        };
        Failure::store(what, &error).hint("What was kept before is as it was; give the file again.")
    };
    let Some(kept) = kept.map_err(failed)? else {
        talk::say("Nothing was taken in.");
        return Ok(());
    };
    for said in &kept.said {
        talk::say(said);
    }
    talk::say(&format!(
        "Taken in: {said}, beside your words. No word of yours was changed."
    ));
    Ok(())
}

/// The reply as it would stand beside the words, each note under a number.
fn show(workbook: &Workbook, coming: &Coming, today: Day) -> Result<(), Failure> {
    print::out(|out| {
        for line in coming.says().iter().chain(&coming.problems) {
            writeln!(out, "{}", shown_text(line))?;
        }
        for (at, note) in coming.notes.iter().enumerate() {
            let title = workbook.title_of(note);
            writeln!(out, "\n{}  {}", at + 1, shown_text(&title))?;
            let standing = workbook.standing(note).says();
            if !standing.is_empty() {
                writeln!(out, "   It is {standing}.")?;
            }
            if let Some(quote) = workbook.quote_of(note, today) {
                print::set_in(out, &format!("\u{201c}{quote}\u{201d}"))?;
            }
            print::set_in(out, &note.note.words)?;
        }
        writeln!(out)
    })
}

/// The notes of these numbers, all of which must be there to be taken in.
fn chosen(workbook: &Workbook, coming: &Coming, numbers: &[usize]) -> Result<Vec<usize>, Failure> {
    let mut which = Vec::new();
    for number in numbers {
        let at = number.checked_sub(1);
        let note = at.and_then(|at| Some((at, coming.notes.get(at)?)));
        let Some((at, note)) = note else {
            let cause = format!("There is no note {number} in it. Nothing was taken in.");
            return Err(Failure::usage(cause));
        };
        let standing = workbook.standing(note);
        if standing != Standing::New {
            let cause = format!("Note {number} is {}.", standing.says());
            return Err(Failure::usage(cause).hint("Nothing was taken in."));
        }
        if !which.contains(&at) {
            which.push(at);
        }
    }
    Ok(which)
}

/// What the person wants of it. Nobody there is nothing.
fn asked(coming: &Coming, new: &[usize]) -> Result<Vec<usize>, Failure> {
    talk::say("Type all to take them in, numbers such as 1 3 for some, or anything else for none.");
    let mut line = String::new();
    let input = io::stdin();
    input.lock().read_line(&mut line).map_err(|error| {
        Failure::failed(format!("No answer can be read: {error}.")).hint("Nothing was taken in.")
    })?;
    if line.is_empty() && !input.is_terminal() {
        let cause = "Nobody answered, so nothing was taken in.";
        return Err(Failure::usage(cause).hint("--yes takes all of them in, --take N some."));
    }
    if line.trim() == "all" {
        return Ok(new.to_vec());
    }
    let between = |c: char| c == ',' || c.is_whitespace();
    let numbers = line.split(between).filter(|part| !part.is_empty());
    let numbers: Result<Vec<usize>, _> = numbers.map(str::parse).collect();
    let known = |number: &usize| (1..=coming.notes.len()).contains(number);
    match numbers {
        Ok(numbers) if numbers.iter().all(known) => {
            let places = numbers.iter().map(|number| number - 1);
            Ok(places.filter(|at| new.contains(at)).collect())
        }
        _ => Ok(Vec::new()),
    }
}
