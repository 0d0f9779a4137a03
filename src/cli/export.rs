//! What leaves, by the command line: it prints exactly what would, and writes only with --yes.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    args::Export,
    environment::Edge,
    failure::{Failure, Kind},
    keep, key, open, personal, print,
    secret::Asker,
    talk,
};
use crate::{
    journal::Selection,
    seal::{Passphrase, Public, Strength},
    share::{Consent, clear, formats, handoff::Details, mine},
    store::disk::{is_folder, real_path},
    text::{flat, shown_text},
    time::{Day, parse_since, say::count},
    workbook::{
        Workbook,
        handing::{May, SEALED, Sealing, Sending, choosable, form, may_go, take},
        locking::strength_line,
    },
};

/// Does what `rolebook export` asks for.
pub(super) fn run(args: &Export, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let shelf = personal::shelf(&folders.config);
    // One asker: of a descriptor the first line opens the journal, the next one seals the file.
    let mut asker = Asker::new(edge)?;
    let protection = key::protection(&folders)?;
    let keys = if protection.locked {
        let site = key::site(&folders);
        key::opened(&mut asker, &protection, |key| site.takes(key))?.keys
    } else {
        crate::store::Keys::default()
    };
    if open::is_missing(&folders) {
        let cause = "There is no journal yet, so there is nothing that could leave.";
        return Err(Failure::new(Kind::NotFound, cause));
    }
    let mut workbook = open::open_with(edge, &folders, shelf.decks, keys)?;
    let today = edge.clock.now().date_naive();
    if args.mine {
        everything(args, &workbook, today)?;
    } else {
        handoff(args, edge, &mut workbook, &mut asker)?;
    }
    open::say_found(Some(&workbook))
}

fn handoff(
    args: &Export,
    edge: &Edge,
    workbook: &mut Workbook,
    asker: &mut Asker,
) -> Result<(), Failure> {
    let now = edge.clock.now();
    let today = now.date_naive();
    let selection = selection(args, workbook, today)?;
    if selection.chosen.is_empty() {
        return Err(Failure::new(
            Kind::NotFound,
            "Nothing that could leave was found there.",
        ));
    }
    let details = Details {
        to: flat(args.to_whom.as_deref().unwrap_or_default()),
        ..Details::default()
    };
    let packed = workbook.packed_with(&selection, &details, today);
    let answers = count(packed.ids.len(), "answer");
    let cleared = clear(packed.handoff, Consent::given());
    let text = formats::named("text").map(|text| (text.write)(&cleared));
    let text = text.and_then(Result::ok).unwrap_or_default();
    print::out(|out| out.write_all(&text))?;
    let Some(form) = form(&args.format) else {
        return Err(Failure::usage("There is no such form."));
    };
    if form.id != SEALED && (args.seal_to.is_some() || args.open) {
        let cause = "No other form than the hand-off file is sealed: --format handoff. Nothing was written.";
        return Err(Failure::usage(cause));
    }
    let path = place(
        args,
        workbook,
        &format!("hand-off-{today}.{}", form.extension),
    );
    if !args.yes {
        talk::say_apart(&format!(
            "These {answers} would leave. {}",
            would_write(path.as_deref().ok())
        ));
        return Ok(());
    }
    let path = path?;
    if let Some(why) = &workbook.reading_only {
        let why = format!("{why} What leaves is recorded first, so nothing was written.");
        return Err(Failure::failed(why));
    }
    let sealing = match form.id {
        SEALED => sealing(args, asker)?,
        _ => Sealing::Open,
    };
    let sending = Sending {
        form,
        sealing,
        path: path.clone(),
        consent: Consent::given(),
    };
    keep::hand_over(workbook, now, &selection, details, sending).map_err(|why| {
        Failure::failed(format!("Not written to {}: {why}.", path.display()))
            .hint("Nothing was changed, and nothing left. --to names another file.")
    })?;
    keep::close(workbook, now);
    said(
        &path,
        &format!("{answers} in it. A file, once given, cannot be called back."),
    );
    Ok(())
}

/// What the flags choose. A range never takes a private answer in, nor one that is not shown.
fn selection(args: &Export, workbook: &Workbook, today: Day) -> Result<Selection, Failure> {
    let journal = &workbook.journal;
    let mut selection = Selection::default();
    if args.track.is_none() && args.since.is_none() && args.select.is_empty() {
        return Err(
            Failure::usage("Say what is to leave: --track, --since, or --select.")
                .hint("`rolebook log` prints the ids of answers. Nothing was written."),
        );
    }
    let since = args
        .since
        .as_deref()
        .map(|said| parse_since(said, today))
        .transpose();
    let since = since.map_err(|error| Failure::usage(error.to_string()))?;
    if let Some(track) = &args.track
        && !workbook.decks.outlines().any(|deck| deck.id == *track)
    {
        return Err(
            Failure::new(Kind::NotFound, format!("There is no deck {track}."))
                .hint("`rolebook decks list` names them all."),
        );
    }
    if args.track.is_some() || since.is_some() {
        let entries = choosable(journal).filter_map(|at| journal.at(at));
        for entry in entries.filter(|entry| may_go(journal, entry, today) == May::Go) {
            let asked = entry.asked.as_ref();
            let deck = asked
                .and_then(|asked| asked.prompt.split_once('.'))
                .map(|(deck, _)| deck);
            let in_track = args.track.is_none() || deck == args.track.as_deref();
            if in_track && since.is_none_or(|since| entry.at.date_naive() >= since) {
                take(&mut selection, &entry.id, false);
            }
        }
    }
    for id in &args.select {
        let unknown = || Failure::new(Kind::NotFound, format!("There is no answer {id}."));
        let entry = journal.entry(id).ok_or_else(unknown)?;
        let first = journal.first(entry);
        match may_go(journal, first, today) {
            May::Go => take(&mut selection, &first.id, false),
            May::Private if args.private => take(&mut selection, &first.id, true),
            May::Private => {
                return Err(
                    Failure::usage(format!("{id} is private. Nothing was written."))
                        .hint("--private beside --select lets it leave."),
                );
            }
            May::Not(why) => {
                return Err(Failure::failed(format!("{id} cannot leave: {why}")));
            }
        }
    }
    Ok(selection)
}

/// How a hand-off file is closed: as the flags say, or with a passphrase.
fn sealing(args: &Export, asker: &mut Asker) -> Result<Sealing, Failure> {
    if args.open {
        return Ok(Sealing::Open);
    }
    if let Some(key) = &args.seal_to {
        let key = key.parse::<Public>().map_err(|_| {
            Failure::usage("What --seal-to names is no public key; it begins with age1.")
                .hint("Nothing was written.")
        })?;
        return Ok(Sealing::To(key));
    }
    let none = || {
        Failure::usage("A hand-off file is sealed, and nobody can be asked for a passphrase here.")
            .hint("--seal-to KEY seals it to a key, --passphrase-fd N reads one, --open leaves it open. Nothing was written.")
    };
    let typed = asker
        .secret("A passphrase for this file: ")?
        .filter(|typed| !typed.is_empty());
    let typed = typed.ok_or_else(none)?;
    if typed.strength() == Strength::TooShort {
        return Err(Failure::usage(strength_line(Strength::TooShort)).hint("Nothing was written."));
    }
    if asker.asks_again() {
        let again = asker.secret("The same once more: ")?;
        if !again.is_some_and(|again: Passphrase| again.is(&typed)) {
            return Err(Failure::failed(
                "The two were not the same. Nothing was written.",
            ));
        }
    }
    Ok(Sealing::With(Arc::new(typed)))
}

/// Where it is written: where --to says, or else into the folder that is home to the person.
fn place(args: &Export, workbook: &Workbook, name: &str) -> Result<PathBuf, Failure> {
    match (&args.to, &workbook.person) {
        (Some(to), _) if is_folder(to) => Ok(real_path(to).join(name)),
        (Some(to), _) => Ok(absolute(to)),
        (None, Some(person)) => Ok(person.join(name)),
        (None, None) => Err(Failure::failed("Nothing says where your home folder is.")
            .hint("--to FILE names where to write it. Nothing was written.")),
    }
}

fn absolute(path: &Path) -> PathBuf {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = real_path(folder.unwrap_or(Path::new(".")));
    path.file_name()
        .map_or_else(|| folder.clone(), |name| folder.join(name))
}

/// Everything of one's own, for oneself: it is printed, or written where it is named.
fn everything(args: &Export, workbook: &Workbook, today: Day) -> Result<(), Failure> {
    let mine = clear(mine::mine(&workbook.journal, today), Consent::given());
    let Some(bytes) = mine::leaving(&mine, &args.format) else {
        let cause = "Everything of your own is written as text, markdown or json.";
        return Err(Failure::usage(cause));
    };
    let bytes =
        bytes.map_err(|error| Failure::failed(format!("It cannot be written: {error}.")))?;
    let known = mine::FORMATS.iter().find(|(id, _)| *id == args.format);
    let extension = known.map_or("txt", |(_, extension)| extension);
    let path = place(args, workbook, &format!("rolebook-{today}.{extension}"));
    if !args.yes {
        print::out(|out| out.write_all(bytes.as_bytes()))?;
        talk::say_apart(&format!(
            "This is all of it, private answers too. {}",
            would_write(path.as_deref().ok())
        ));
        return Ok(());
    }
    let path = path?;
    let written = workbook.store().write_outside(&path, &bytes);
    written.map_err(|why| {
        Failure::failed(format!("Not written to {}: {why}.", path.display()))
            .hint("Nothing was changed. --to names another file.")
    })?;
    said(
        &path,
        "Everything you wrote is in it, private answers too, and it is not sealed.",
    );
    Ok(())
}

/// Where --yes would write it, said before it does.
fn would_write(path: Option<&Path>) -> String {
    match path {
        Some(path) => format!(
            "Nothing was written; --yes writes it to {}, and --to names another place.",
            shown_text(&path.to_string_lossy())
        ),
        None => "Nothing was written; --yes writes it where --to says.".to_owned(),
    }
}

fn said(path: &Path, more: &str) {
    let path = real_path(path);
    let path = path.to_string_lossy();
    talk::say_apart(&format!(
        "Written to {}; no other account can read it. {more}",
        shown_text(&path)
    ));
}
