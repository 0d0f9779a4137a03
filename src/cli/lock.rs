//! Locking the journal, taking the lock off, changing the passphrase.

use super::{
    args,
    environment::Edge,
    failure::{Failure, Kind},
    key::{self, TRIES},
    secret::Asker,
    talk,
};
use crate::{
    journal::Ids,
    seal::{Key, Paper, Passphrase, SealError, Strength},
    store::{Keys, Protection, StoreError, Why},
    workbook::locking::{
        self, Done, LOSS, OTHER_KEY, Opened, PAPER, Ready, SAME_ELSEWHERE, Site, Wish,
        strength_line,
    },
};

const UNDONE: &str = "The change of the key was undone: everything is sealed to the key from \
    before, and the new one is gone. What opened the journal before opens it still. `rolebook \
    passphrase --new-key` makes it again.";

const STAYS: &str = "There is a key behind another passphrase: it stays as it is, and so does what \
    is sealed to it.";

/// Locks the journal, or goes on with that.
pub(super) fn lock(args: &args::Lock, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let site = key::site(&folders);
    let protection = key::protection(&folders)?;
    let mut asker = Asker::new(edge)?;
    site.check_free()
        .map_err(|error| refused("Not locked", &error))?;
    let wish = if protection.locked {
        let opened = key::asked(&mut asker, &protection, |typed| {
            match Opened::with(typed, &protection, |key| site.takes(key)) {
                Err(SealError::OtherKey) => protection.open_unused(typed).map(Err),
                opened => opened.map(Ok),
            }
        })?;
        let opened = match opened {
            Ok(opened) => opened,
            Err(unused) => return undo(&site, &unused),
        };
        if opened.keys.by_paper {
            return Err(Failure::new(
                Kind::Locked,
                "Going on takes the passphrase. `rolebook passphrase` sets a new one with the \
                 key on paper.",
            ));
        }
        Wish::GoOn(opened)
    } else {
        talk::say(LOSS);
        let passphrase = new_passphrase(&mut asker)?;
        let paper = paper(&asker, args.paper)?;
        talk::say("Locking\u{2026}");
        Wish::Lock { passphrase, paper }
    };
    carry_out(&wish, &site, &protection, &asker, edge)
}

/// Undoes a change of the key that was cut off before it began.
fn undo(site: &Site, unused: &(String, Key)) -> Result<(), Failure> {
    let done = locking::undo(site, unused);
    let done = done.map_err(|error| refused("Not undone", &error))?;
    if done.key_stays {
        let cause = "Not undone: something may be sealed to the new key, so it stays.";
        let hint = "`rolebook lock` with the passphrase so far says what. Nothing was changed.";
        return Err(Failure::new(Kind::Damaged, cause).hint(hint));
    }
    talk::say(UNDONE);
    Ok(())
}

/// Takes the lock off for good.
pub(super) fn unlock(edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let site = key::site(&folders);
    let protection = key::protection(&folders)?;
    let mut asker = Asker::new(edge)?;
    if !protection.locked {
        return carry_out(&Wish::Clear, &site, &protection, &asker, edge);
    }
    site.check_free()
        .map_err(|error| refused("Not unlocked", &error))?;
    let opened = key::opened(&mut asker, &protection, |key| site.takes(key))?;
    talk::say(SAME_ELSEWHERE);
    // Whoever hands the passphrase over in a script has said what they want.
    if asker.asks_again()
        && !asker.yes("Take the lock off for good, so that anyone can read the files?")?
    {
        talk::say("It stays locked. Nothing was changed.");
        return Ok(());
    }
    carry_out(&Wish::Unlock(opened), &site, &protection, &asker, edge)
}

/// Changes the passphrase, and the key too where that is asked for.
pub(super) fn passphrase(args: &args::Passphrase, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let site = key::site(&folders);
    let protection = key::protection(&folders)?;
    if !protection.locked {
        return Err(Failure::failed("This journal is not locked.")
            .hint("`rolebook lock` locks it with a passphrase."));
    }
    let mut asker = Asker::new(edge)?;
    site.check_free()
        .map_err(|error| refused("Not changed", &error))?;
    let mut opened = key::opened(&mut asker, &protection, |key| site.takes(key))?;
    if args.new_key {
        talk::say(SAME_ELSEWHERE);
    }
    talk::say("Now the new one.");
    let new = new_passphrase(&mut asker)?;
    opened.take_in(taken_in(&mut asker, &protection, &opened.known)?);
    let new_key = args.new_key || opened.keys.by_paper;
    let paper = if new_key && args.paper {
        paper(&asker, true)?
    } else {
        None
    };
    if new_key {
        talk::say("Sealing everything to the new key\u{2026}");
    }
    let wish = Wish::passphrase(opened, new, new_key, paper);
    carry_out(&wish, &site, &protection, &asker, edge)
}

/// Does what was asked for, and says what is true then; that some files were not turned is a
/// failure of its kind.
fn carry_out(
    wish: &Wish,
    site: &Site,
    protection: &Protection,
    asker: &Asker,
    edge: &Edge,
) -> Result<(), Failure> {
    let mut ids = Ids::new(edge.seed);
    let ready = wish.prepare(protection, &mut ids);
    let ready = ready.map_err(|error| key::shut(protection, &error))?;
    let mut done = run(wish, &ready, site, &mut ids, edge)?;
    if !done.damaged.is_empty() && asker.asks_again() {
        let keys = ready
            .keys(site)
            .map_err(|error| refused("Not removed", &error))?;
        clear_damaged(asker, site, &keys, &mut done)?;
    }
    for line in wish.sentences(&done) {
        talk::say(&line);
    }
    if done.stopped && done.elsewhere {
        return Err(Failure::new(Kind::Locked, "Nothing was lost."));
    }
    if !done.left.is_empty() {
        return Err(Failure::new(Kind::Damaged, "The rest is done."));
    }
    if !done.damaged.is_empty() {
        return Err(Failure::new(
            Kind::Damaged,
            "Plain text remains in what is named above; the rest is sealed.",
        ));
    }
    if !done.remains.is_empty() {
        return Err(Failure::failed(
            "Plain text remains in what is named above; every file of the journal is sealed.",
        ));
    }
    Ok(())
}

/// Asks whether older backups go that are plain and too damaged to be sealed. Without an answer
/// they stay, and are named.
fn clear_damaged(asker: &Asker, site: &Site, keys: &Keys, done: &mut Done) -> Result<(), Failure> {
    for path in std::mem::take(&mut done.damaged) {
        talk::say(&format!(
            "The older backup {} is damaged, so it cannot be sealed: whoever opens it can read \
             what is left in it.",
            path.display()
        ));
        if asker.yes("Remove it?")? {
            let gone = site.remove_backup(keys, &path);
            gone.map_err(|error| refused("Not removed", &error))?;
            talk::say("It is removed.");
        } else {
            done.damaged.push(path);
        }
    }
    Ok(())
}

/// Does the job of a wish.
pub(super) fn run(
    wish: &Wish,
    ready: &Ready<'_>,
    site: &Site,
    ids: &mut Ids,
    edge: &Edge,
) -> Result<Done, Failure> {
    let done = ready.run(site, ids, edge.clock.now());
    done.map_err(|error| {
        if error.is_refusal() {
            return refused(wish.not_done(), &error);
        }
        let (what, how) = wish.cut_off(site);
        Failure::store(what, &error).hint(format!(
            "{how}; what was done so far stays done, and doing this again goes on."
        ))
    })
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
    let elsewhere = protection.elsewhere(known);
    if elsewhere.is_empty() || known.is_empty() {
        return Ok(Vec::new());
    }
    if asker.asks_again() {
        talk::say(OTHER_KEY);
    }
    for _ in 0..TRIES {
        let other = match asker.secret("The other passphrase: ")? {
            Some(other) if !other.is_empty() => other,
            Some(_) | None => break,
        };
        talk::say("Opening\u{2026}");
        let mut more = protection.open(&other).unwrap_or_default();
        more.retain(|(id, _)| elsewhere.contains(&id.as_str()));
        if !more.is_empty() {
            return Ok(more);
        }
        if !asker.asks_again() {
            let cause = "The other passphrase, on the third line, opens no further key.";
            return Err(Failure::new(Kind::Locked, cause).hint("Nothing was changed."));
        }
        talk::say(key::WRONG);
    }
    talk::say(STAYS);
    Ok(Vec::new())
}

/// Why a job was not begun, or was cut off.
pub(super) fn refused(what: &str, error: &StoreError) -> Failure {
    if error.why == Why::Busy {
        let cause = format!("{what}: another window or command has the journal open.");
        return Failure::new(Kind::Busy, cause)
            .hint("Close it and do this again. Nothing was changed.");
    }
    Failure::store(what, error).hint(if error.why == Why::NoLocks {
        "Nothing was changed. With no window open, copy the journal's folder to a disk of this \
         machine, do this there (--home DIR), and copy it back."
    } else if error.is_refusal() {
        "Nothing was changed."
    } else {
        "What was done so far stays done, and doing this again goes on."
    })
}
