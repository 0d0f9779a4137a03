use std::path::Path;

use serde_json::json;

use super::{
    environment::Edge,
    failure::{Failure, Kind},
    json, key, open, outside, print, talk,
};
use crate::{
    seal::Key,
    store::{Archive, Flaw, Keys},
    text::shown_text,
    workbook::keeping::{Checkup, check_backup, check_journal, count, tally},
};

/// Reads every file of the journal, or of a backup, and prints what is not well.
pub(super) fn run(file: Option<&Path>, json: bool, edge: &Edge) -> Result<(), Failure> {
    let (checkup, locked) = match file {
        Some(file) => backup(file, edge)?,
        None => journal(edge)?,
    };
    let what = if file.is_some() { "backup" } else { "journal" };
    if json {
        print::out(|out| json::value(out, &as_json(what, &checkup)))?;
    } else {
        print::out(|out| {
            writeln!(out, "Found {}.", tally(&checkup.tally))?;
            for finding in &checkup.findings {
                writeln!(out, "{}", shown_text(&finding.to_string()))?;
            }
            Ok(())
        })?;
    }
    let sealed = checkup.tally.sealed;
    if checkup.is_damaged() {
        return Err(Failure::new(
            Kind::Damaged,
            "Nothing was changed; what is not named is well.",
        ));
    }
    if sealed > 0 {
        let files = count(sealed, "file is", "files are");
        let cause = format!("{files} sealed, and what is in them was not read.");
        let why = locked.map_or(String::new(), |failure| failure.said());
        return Err(Failure::new(Kind::Locked, cause).hint(why));
    }
    talk::say("Every file was read, and none is damaged.");
    Ok(())
}

/// What there is, and why what is sealed was not opened.
type Read = (Checkup, Option<Failure>);

fn journal(edge: &Edge) -> Result<Read, Failure> {
    let folders = edge.folders()?;
    let (keys, locked) = or_none(key::keys(edge, &folders))?;
    let (store, notices) = open::look(&folders, keys)?;
    if !store.is_there() {
        let home = folders.journal.display();
        let cause = format!("There is no journal in {home} yet.");
        return Err(Failure::new(Kind::NotFound, cause));
    }
    Ok((check_journal(&store, notices), locked))
}

fn backup(file: &Path, edge: &Edge) -> Result<Read, Failure> {
    let archive = archive(file)?;
    let takes = |key: &Key| archive.is_opened_by(key);
    let (keys, locked) = or_none(key::keys_of(edge, &archive.protection(), takes))?;
    Ok((check_backup(&archive, &keys.seal), locked))
}

/// The keys where they can be had; else why not, and what is not sealed is read all the same.
fn or_none(keys: Result<Keys, Failure>) -> Result<(Keys, Option<Failure>), Failure> {
    match keys {
        Ok(keys) => Ok((keys, None)),
        Err(failure) if failure.kind == Kind::Locked => Ok((Keys::default(), Some(failure))),
        Err(failure) => Err(failure),
    }
}

/// Reads a backup that a person named, as far as it can be read.
pub(super) fn archive(file: &Path) -> Result<Archive, Failure> {
    let archive = Archive::read(&outside::bytes(file)?);
    let none = |flaw: &&Flaw| matches!(flaw, Flaw::NotABackup | Flaw::Wrapped);
    match archive.flaws().iter().find(none) {
        Some(flaw) => Err(Failure::failed(format!("{}: {flaw}", file.display()))),
        None => Ok(archive),
    }
}

fn as_json(what: &str, checkup: &Checkup) -> serde_json::Value {
    let findings = checkup.findings.iter().map(|finding| {
        let path = finding.path.to_string_lossy();
        let path = (!path.is_empty()).then_some(path);
        json!({ "path": path, "says": finding.says, "damage": finding.damage })
    });
    let tally = &checkup.tally;
    json!({
        "schema": "rolebook.verify/1",
        "of": what,
        "sessions": tally.sessions,
        "entries": tally.entries,
        "drafts": tally.drafts,
        "inbox": tally.inbox,
        "reviews": tally.reviews,
        "set_aside": tally.set_aside,
        "backups": tally.backups,
        "unopened": tally.sealed,
        "findings": findings.collect::<Vec<_>>(),
    })
}
