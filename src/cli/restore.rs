use std::{cell::Cell, path::Path, sync::Arc};

use serde_json::{Value, json};

use super::{
    busy,
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    json, key, print,
    secret::Asker,
    talk, verify,
};
use crate::{
    seal::{Key, Passphrase, Seal, SealError, open_key},
    store::{
        Archive, Fate, Keys, Notice, Part, Protection, Restored, Step, Store, Why,
        disk::{Disk, RealDisk},
        identity,
    },
    text::shown_text,
    workbook::{
        keeping::{count, restore},
        locking::Opened,
    },
};

/// Said where a label came to sessions of which the backup has none.
const FOREIGN: &str = "No session that was here is in this backup, and its journal.json, with its \
     id, goes with them now. If it is a backup of another journal, move journal.json away: the next start makes one.";

/// Brings a backup back and prints what became of each file, or would.
pub(super) fn run(file: &Path, dry: bool, json: bool, edge: &Edge) -> Result<(), Failure> {
    let archive = verify::archive(file)?;
    let folders = edge.folders()?;
    let home = protection(&archive, &folders)?;
    let (keys, opens) = opening(&archive, &home, &folders, edge)?;
    let restored = bring(&archive, &folders, &keys, &opens, dry)?;
    for flaw in archive.flaws() {
        talk::say(&format!("Of the backup: {flaw}"));
    }
    for notice in &restored.notices {
        // A locked journal takes what is sealed to its key without being opened.
        if *notice != Notice::Locked {
            talk::say(&notice.to_string());
        }
    }
    if json {
        print::out(|out| json::value(out, &as_json(&restored, dry)))?;
    } else {
        print::out(|out| {
            for line in restored.steps.iter().filter_map(line) {
                writeln!(out, "{}", shown_text(&line))?;
            }
            Ok(())
        })?;
    }
    talk::say(&summary(&restored, dry));
    if restored.foreign {
        talk::say(FOREIGN);
    }
    ending(&archive, &restored)
}

/// How the journal is protected once what it has lost of that is back: a key that is gone here and
/// lies in the backup opens the journal with the passphrase it has there.
fn protection(archive: &Archive, folders: &Folders) -> Result<Protection, Failure> {
    match Store::protection_with(Arc::new(RealDisk), &folders.journal, archive) {
        // What no journal can lie in is said where it is brought back.
        Err(error) if error.why == Why::NotAFolder => Ok(Protection::default()),
        Err(error) => {
            let what = "What says how the journal is protected was not read";
            Err(Failure::store(what, &error).hint("Nothing was changed."))
        }
        Ok(protection) => Ok(protection),
    }
}

fn bring(
    archive: &Archive,
    folders: &Folders,
    keys: &Keys,
    opens: &Seal,
    dry: bool,
) -> Result<Restored, Failure> {
    let disk: Arc<dyn Disk> = Arc::new(RealDisk);
    restore(&disk, &folders.journal, keys, archive, opens, dry).map_err(|error| {
        if error.why == Why::Busy {
            return busy::not_alone(folders, "Nothing was brought back", &error);
        }
        let failure = Failure::store("Not all of it was brought back", &error);
        failure.hint("Nothing that was there has changed; doing this again goes on.")
    })
}

/// The keys of the journal and of the backup, as far as they are needed: what is the same, and
/// what goes into a fresh home, is not opened.
fn opening(
    archive: &Archive,
    home: &Protection,
    folders: &Folders,
    edge: &Edge,
) -> Result<(Keys, Seal), Failure> {
    let needs = |keys: &Keys, opens: &Seal| {
        bring(archive, folders, keys, opens, true).map(|plan| plan.needs_key())
    };
    let (mut keys, mut opens) = (Keys::default(), Seal::default());
    let theirs = archive.protection();
    // One after the other from the same descriptor.
    let mut asker = Asker::new(edge)?;
    // Whether a key that is in the backup alone is needed, the journal tells only when it is open.
    let tells = has_more_keys(&theirs, home) && (asker.reads() || asker.can_ask());
    if !(home.locked || theirs.locked) || !tells && !needs(&keys, &opens)? {
        return Ok((keys, opens));
    }
    if home.locked {
        let site = key::site(folders);
        let other = Cell::new(None);
        let opened = key::asked(&mut asker, home, |typed| {
            let opened = Opened::with(typed, home, |key| site.takes(key));
            if opened.is_err() {
                other.set(better(typed, &theirs, home, |key| site.takes(key)));
            }
            opened
        });
        let keyless = home.identities.is_empty();
        keys = opened
            .map_err(|failure| match other.take() {
                Some(id) => stranger(&id),
                None => keyed(failure, keyless),
            })?
            .keys;
    }
    if theirs.locked && needs(&keys, &opens)? {
        if edge.passphrase_fd.is_none() {
            talk::say("The backup has a passphrase of its own.");
        }
        let takes = |key: &Key| archive.is_opened_by(key);
        opens = key::opened(&mut asker, &theirs, takes)?.keys.seal;
    }
    Ok((keys, opens))
}

/// What stays shut for want of a key, told by somebody who was about to bring it back.
fn keyed(failure: Failure, keyless: bool) -> Failure {
    if !keyless || failure.kind != Kind::Locked {
        return failure;
    }
    let cause = "This journal is locked, and its key is neither in identities/ nor in this backup. \
         The key on paper opens it, or another backup may hold the key. Nothing was changed.";
    Failure::new(Kind::Locked, cause)
        .hint("`rolebook restore FILE --home NEW` makes a journal of the backup by itself.")
}

/// The id of a key that a passphrase opens as the backup has it, though not as it lies in the
/// journal, whose files it opens: what lies there is damaged, another's, or behind a newer one.
fn better(
    typed: &Passphrase,
    theirs: &Protection,
    home: &Protection,
    opens: impl Fn(&Key) -> bool,
) -> Option<String> {
    let differs = |(id, bytes): &&(String, Vec<u8>)| {
        let mut known = home.identities.iter();
        known.any(|(known, there)| known == id && there != bytes)
    };
    let mut keys = theirs.identities.iter().filter(differs);
    let better = keys.find(|(_, bytes)| open_key(bytes, typed).is_ok_and(|key| opens(&key)));
    better.map(|(id, _)| id.clone())
}

fn stranger(id: &str) -> Failure {
    let path = identity(id).display().to_string();
    let cause = format!(
        "What was given does not open {path}, and it does open that key as this backup has it. \
         Nothing was changed."
    );
    Failure::new(Kind::Damaged, cause).hint(format!(
        "If the passphrase was changed since, give the new one. If it was not, {path} is damaged \
         or another's: move it away and restore again."
    ))
}

/// Whether a backup holds keys that a locked journal, with keys of its own, does not have, or has
/// otherwise.
fn has_more_keys(theirs: &Protection, home: &Protection) -> bool {
    let more = theirs
        .identities
        .iter()
        .any(|key| !home.identities.contains(key));
    home.locked && !home.identities.is_empty() && more
}

fn line(step: &Step) -> Option<String> {
    let path = step.path.display();
    match &step.fate {
        Fate::Added => Some(format!("added   {}", step.to.display())),
        Fate::Beside => Some(format!("beside  {}", step.to.display())),
        Fate::Instead(kept) => Some(format!(
            "added   {path}: what lay there is no key, and lies in {} now",
            kept.display()
        )),
        Fate::Left(why) => Some(format!("left    {path}: {}", said(step, why))),
        Fate::Same => None,
    }
}

fn said(step: &Step, why: &Why) -> String {
    if *why == Why::KeyMissing {
        "sealed files are here that no key of this backup opens".to_owned()
    } else if step.part == Part::Identity && is_in_the_way(why) {
        format!("{why}; move it away and restore again")
    } else if step.part == Part::Label && *why == Why::Taken {
        "it does not fit the keys and the files that are there".to_owned()
    } else if *why == Why::Taken {
        "another is there, and stays".to_owned()
    } else if !step.part.is_backed_up() {
        "it is not a file of the journal".to_owned()
    } else {
        why.to_string()
    }
}

fn summary(restored: &Restored, dry: bool) -> String {
    let instead = restored.count(|fate| matches!(fate, Fate::Instead(_)));
    let added = restored.count(|fate| *fate == Fate::Added) + instead;
    let beside = restored.count(|fate| *fate == Fate::Beside);
    let same = restored.count(|fate| *fate == Fate::Same);
    let left = restored.count(|fate| matches!(fate, Fate::Left(_)));
    let files = |some| count(some, "file", "files");
    let (would, were) = if dry {
        ("would be ", "")
    } else if added == 1 {
        ("", "was ")
    } else {
        ("", "were ")
    };
    let mut parts = vec![format!("{} {would}{were}added", files(added))];
    if beside > 0 {
        let of = if dry { "would be put" } else { "put" };
        parts.push(format!("{beside} {of} beside another version"));
    }
    if same > 0 {
        parts.push(format!("{same} there already"));
    }
    if left > 0 {
        parts.push(format!("{left} left in the backup"));
    }
    let done = if dry {
        "Nothing was changed."
    } else if instead > 0 {
        "What was no key was set aside as it was; nothing else that was there was changed."
    } else {
        "Nothing that was there was changed."
    };
    let mut said = parts.join(", ");
    if let Some(first) = said.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    format!("{said}. {done}")
}

fn ending(archive: &Archive, restored: &Restored) -> Result<(), Failure> {
    let stays = "It stays in the backup.";
    if restored.needs_key() {
        let cause = if archive.is_sealed() {
            "What is sealed to a key that was not given was left."
        } else {
            "Files here are sealed and were not opened; what the backup has under their names was \
             left."
        };
        return Err(Failure::new(Kind::Locked, cause).hint(stays));
    }
    if let Some(failure) = unfit(restored) {
        return Err(failure);
    }
    let damaged = restored.count(|fate| match fate {
        Fate::Left(why) => !matches!(why, Why::Taken | Why::BadName),
        Fate::Added | Fate::Same | Fate::Beside | Fate::Instead(_) => false,
    });
    let foreign = Fate::Left(Why::Sealed(SealError::OtherKey));
    if restored.count(|fate| *fate == foreign) == damaged && archive.flaws().is_empty() {
        return match damaged {
            0 => Ok(()),
            _ => Err(Failure::failed("What is sealed to another key was left.").hint(stays)),
        };
    }
    let cause = "The backup is damaged; what could be read of it is back.";
    Err(Failure::new(Kind::Damaged, cause))
}

/// What of the keys and the label is lost here and did not come back.
fn unfit(restored: &Restored) -> Option<Failure> {
    let left = |part: Part, is: fn(&Why) -> bool| {
        let is_it =
            |step: &&Step| step.part == part && matches!(&step.fate, Fate::Left(why) if is(why));
        restored.steps.iter().find(is_it)
    };
    let itself = "`rolebook restore FILE --home NEW` makes a journal of this backup by itself.";
    if restored.count(|fate| *fate == Fate::Left(Why::KeyMissing)) > 0 {
        let cause = "Sealed files are here, and no key of this backup opens them: it may be of \
             another journal, or of before a lock or a new key. Its journal.json, its keys and its \
             words were left in it, and what is here is as it was.";
        let hint = format!("Another backup may hold their key. {itself}");
        return Some(Failure::new(Kind::Damaged, cause).hint(hint));
    }
    if let Some(step) = left(Part::Identity, is_in_the_way) {
        let cause = format!(
            "{} is the name of a key of this journal, and no file: the key did not come back.",
            step.path.display()
        );
        let hint = "Move it away and restore again.";
        return Some(Failure::new(Kind::Damaged, cause).hint(hint));
    }
    let stranger = |why: &Why| *why == Why::Sealed(SealError::OtherKey);
    if let Some(step) = left(Part::Identity, stranger) {
        let path = step.path.display();
        let cause = format!(
            "Nothing that is sealed here opens with {path}, and this backup has another key of \
             that name: it was left."
        );
        let hint = "Move the one that is here away and restore again.";
        return Some(Failure::new(Kind::Damaged, cause).hint(hint));
    }
    left(Part::Label, |why| *why == Why::Taken).map(|_| {
        let cause = "journal.json is gone here, and that of this backup does not fit the keys and \
             the files that are here: it was left.";
        let hint = format!("The next start makes one, or says what it lacks. {itself}");
        Failure::new(Kind::Damaged, cause).hint(hint)
    })
}

/// Whether something else than a file stands where a key belongs.
fn is_in_the_way(why: &Why) -> bool {
    matches!(why, Why::NotAFile | Why::Link | Why::Special)
}

fn as_json(restored: &Restored, dry: bool) -> Value {
    let files = restored.steps.iter().map(|step| {
        let (fate, why) = match &step.fate {
            Fate::Added => ("added", None),
            Fate::Same => ("same", None),
            Fate::Beside => ("beside", None),
            Fate::Instead(kept) => {
                let why = format!(
                    "what lay there is no key, and lies in {} now",
                    kept.display()
                );
                ("added", Some(why))
            }
            Fate::Left(why) => ("left", Some(said(step, why))),
        };
        json!({
            "path": step.path.to_string_lossy(),
            "to": step.to.to_string_lossy(),
            "fate": fate,
            "why": why,
        })
    });
    json!({
        "schema": "rolebook.restore/1",
        "dry_run": dry,
        "fresh": restored.fresh,
        "files": files.collect::<Vec<_>>(),
    })
}
