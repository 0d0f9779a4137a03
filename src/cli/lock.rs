//! Locking the journal, taking the lock off, changing the passphrase.

use super::{
    args,
    environment::Edge,
    failure::{Failure, Kind},
    key::{self, Opened, TRIES},
    secret::Asker,
    talk,
};
use crate::{
    journal::Ids,
    seal::{Key, Paper, Passphrase, SealError, Strength},
    store::{Identity, Protection, StoreError, Why},
    workbook::locking::{
        self, Done, LOSS, PAPER, REACH, SAME_ELSEWHERE, locked_line, strength_line,
    },
};

/// Locks the journal, or goes on with that.
pub(super) fn lock(args: &args::Lock, edge: &Edge) -> Result<(), Failure> {
    const NOT: &str = "Not locked";
    let folders = edge.folders()?;
    let site = key::site(&folders);
    let protection = key::protection(&folders)?;
    let mut asker = Asker::new(edge)?;
    site.check_free().map_err(|error| refused(NOT, &error))?;
    let done = if protection.locked {
        let opened = key::opened(&mut asker, &protection, |key| site.takes(key))?;
        if opened.keys.by_paper {
            return Err(Failure::new(
                Kind::Locked,
                "Going on takes the passphrase. `rolebook passphrase` sets a new one with the \
                 key on paper.",
            ));
        }
        locking::go_on(&site, &opened.known)
    } else {
        talk::say(LOSS);
        let passphrase = new_passphrase(&mut asker)?;
        let paper = paper(&asker, args.paper)?;
        talk::say("Locking\u{2026}");
        let public = public(paper.as_ref());
        let mut ids = Ids::new(edge.seed);
        let identity = locking::make_key(&protection, &passphrase, public, &mut ids);
        let identity = identity.map_err(|error| key::shut(&error))?;
        locking::lock(&site, &identity, &mut ids, edge.clock.now())
    };
    let done = done.map_err(|error| refused(NOT, &error))?;
    finish(&done, &done.sealed_lines())
}

/// Takes the lock off for good.
pub(super) fn unlock(edge: &Edge) -> Result<(), Failure> {
    const NOT: &str = "Not unlocked";
    let folders = edge.folders()?;
    let site = key::site(&folders);
    let protection = key::protection(&folders)?;
    if !protection.locked {
        locking::clear(&site).map_err(|error| refused(NOT, &error))?;
        talk::say(locked_line(false));
        return Ok(());
    }
    let mut asker = Asker::new(edge)?;
    site.check_free().map_err(|error| refused(NOT, &error))?;
    let opened = key::opened(&mut asker, &protection, |key| site.takes(key))?;
    talk::say(SAME_ELSEWHERE);
    // Whoever hands the passphrase over in a script has said what they want.
    if asker.asks_again()
        && !asker.yes("Take the lock off for good, so that anyone can read the files?")?
    {
        talk::say("It stays locked. Nothing was changed.");
        return Ok(());
    }
    let done = locking::unlock(&site, &opened.keys, &opened.known, edge.clock.now());
    let done = done.map_err(|error| refused(NOT, &error))?;
    finish(&done, &done.opened_lines())
}

/// Changes the passphrase, and the key too where that is asked for.
pub(super) fn passphrase(args: &args::Passphrase, edge: &Edge) -> Result<(), Failure> {
    const NOT: &str = "Not changed";
    let folders = edge.folders()?;
    let site = key::site(&folders);
    let protection = key::protection(&folders)?;
    if !protection.locked {
        return Err(Failure::failed("This journal is not locked.")
            .hint("`rolebook lock` locks it with a passphrase."));
    }
    let mut asker = Asker::new(edge)?;
    site.check_free().map_err(|error| refused(NOT, &error))?;
    let opened = key::opened(&mut asker, &protection, |key| site.takes(key))?;
    if args.new_key {
        talk::say(SAME_ELSEWHERE);
    }
    let Opened { keys, mut known } = opened;
    talk::say("Now the new one.");
    let new = new_passphrase(&mut asker)?;
    known.extend(taken_in(&mut asker, &protection, &known)?);
    let again = known
        .iter()
        .map(|(id, key)| Identity::behind(id.clone(), key.clone(), &new))
        .collect::<Result<Vec<_>, _>>();
    let again = again.map_err(|error| key::shut(&error))?;
    let keys = if keys.by_paper {
        keys
    } else {
        Protection::keys(&known)
    };
    // Behind the passphrase that is lost nothing can be changed, so a new key takes its place.
    if !args.new_key && !keys.by_paper {
        let done = locking::change_passphrase(&site, &keys, &again);
        done.map_err(|error| refused(NOT, &error))?;
        talk::say(
            "The passphrase is changed. Older copies of identities/, as in git, in a cloud or in \
             a backup, still open with the old one; `rolebook passphrase --new-key` closes to \
             them what is sealed from then on.",
        );
        return Ok(());
    }
    let paper = if args.paper {
        paper(&asker, true)?
    } else {
        None
    };
    let public = public(paper.as_ref()).or_else(|| known_paper(&keys));
    let id = locking::fresh_id(&protection, &mut Ids::new(edge.seed));
    talk::say("Sealing everything to the new key\u{2026}");
    let identity = Identity::behind(id, Key::make(public), &new);
    let identity = identity.map_err(|error| key::shut(&error))?;
    let done = locking::change_key(&site, &keys, &identity, &again, edge.clock.now());
    let done = done.map_err(|error| refused(NOT, &error))?;
    finish(&done, &done.sealed_lines())
}

/// The key on paper so far: it goes on opening the journal.
fn known_paper(keys: &crate::store::Keys) -> Option<crate::seal::Public> {
    match &keys.seal {
        crate::seal::Seal::Locked { key, .. } if keys.by_paper => Some(key.public()),
        crate::seal::Seal::Locked { key, .. } => key.paper().cloned(),
        crate::seal::Seal::Plain => None,
    }
}

fn public(paper: Option<&Paper>) -> Option<crate::seal::Public> {
    paper.and_then(|paper| paper.public().ok())
}

/// A new passphrase: twice at a terminal, once from a descriptor.
fn new_passphrase(asker: &mut Asker) -> Result<Passphrase, Failure> {
    let reads = asker.reads();
    let none = || {
        if reads {
            return Failure::usage(key::NO_LINE)
                .hint("The new one is a line of its own. Nothing was changed.");
        }
        Failure::usage("No new passphrase was given, and nobody can be asked for it here.")
            .hint("--passphrase-fd N reads it from descriptor N. Nothing was changed.")
    };
    for _ in 0..TRIES {
        let new = asker.secret("New passphrase: ")?;
        let new = new
            .filter(|new| !reads || !new.is_empty())
            .ok_or_else(none)?;
        let strength = new.strength();
        talk::say(&strength_line(strength));
        if strength == Strength::TooShort {
            if asker.asks_again() {
                continue;
            }
            break;
        }
        if !asker.asks_again() {
            return Ok(new);
        }
        let twice = asker.secret("The same once more: ")?.ok_or_else(none)?;
        if twice.is(&new) {
            return Ok(new);
        }
        talk::say("The two are not the same.");
    }
    Err(Failure::usage(
        "No new passphrase was set. Nothing was changed.",
    ))
}

/// Makes a key on paper, shows it once, and has a part of it typed back; none where none is
/// wanted.
fn paper(asker: &Asker, wanted: bool) -> Result<Option<Paper>, Failure> {
    if !asker.can_ask() {
        return if wanted {
            Err(Failure::usage(
                "A key on paper is shown and checked at a terminal, and this is none.",
            )
            .hint("Nothing was changed."))
        } else {
            Ok(None)
        };
    }
    talk::say_apart(PAPER);
    if !wanted && !asker.yes("Do you want one?")? {
        return Ok(None);
    }
    let paper = Paper::make();
    let groups = paper.groups();
    let rows: Vec<String> = groups.chunks(4).map(|row| row.join(" ")).collect();
    let text = format!(
        "The key on paper. Write it down; it is shown this once. Spaces do not matter.\n\n{}",
        rows.join("\n")
    );
    asker.show_once(&text)?;
    for _ in 0..TRIES {
        let Some(typed) = asker.line("Its last six characters: ")? else {
            break;
        };
        if paper.ends_in(&typed) {
            return Ok(Some(paper));
        }
        talk::say("They are others.");
    }
    Err(Failure::failed(
        "The key on paper was not copied as it was shown. Nothing was changed.",
    ))
}

/// Keys behind another passphrase, where somebody gives that too: two machines locked apart.
fn taken_in(
    asker: &mut Asker,
    protection: &Protection,
    known: &[(String, Key)],
) -> Result<Vec<(String, Key)>, Failure> {
    let unopened = protection.unopened(known);
    if unopened.is_empty() || known.is_empty() {
        return Ok(Vec::new());
    }
    if asker.asks_again() {
        talk::say(
            "There is a key behind another passphrase too, as when two machines were locked \
             apart. With its passphrase the new one opens both; enter alone leaves it.",
        );
    }
    for _ in 0..TRIES {
        let other = match asker.secret("The other passphrase: ")? {
            Some(other) if !other.is_empty() => other,
            Some(_) | None => return Ok(Vec::new()),
        };
        talk::say("Opening\u{2026}");
        match protection.open(&other) {
            Ok(more) => {
                let is_new = |(id, _): &(String, Key)| unopened.contains(&id.as_str());
                return Ok(more.into_iter().filter(is_new).collect());
            }
            Err(SealError::WrongPassphrase) if asker.asks_again() => talk::say(key::WRONG),
            Err(error) => return Err(key::shut(&error)),
        }
    }
    Ok(Vec::new())
}

/// Says what was done; that some files were not turned is a failure of its kind.
fn finish(done: &Done, lines: &[String]) -> Result<(), Failure> {
    for line in lines {
        talk::say(line);
    }
    talk::say(REACH);
    if done.stopped {
        return Err(Failure::new(Kind::Locked, "Nothing was lost."));
    }
    if !done.left.is_empty() {
        return Err(Failure::new(Kind::Damaged, "The rest is done."));
    }
    Ok(())
}

fn refused(what: &str, error: &StoreError) -> Failure {
    if error.why == Why::Busy {
        let cause = format!("{what}: another window or command has the journal open.");
        return Failure::new(Kind::Busy, cause)
            .hint("Close it and do this again. Nothing was changed.");
    }
    Failure::store(what, error).hint(
        "Everything can be read as before; what was done so far stays done, and doing this again \
         goes on.",
    )
}
