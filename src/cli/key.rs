use std::sync::Arc;

use super::{
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    secret::Asker,
    talk,
};
use crate::{
    seal::{Key, Passphrase, SealError},
    store::{Keys, Protection, Why, disk::RealDisk},
    workbook::locking::{Opened, Site},
};

/// How often a passphrase is asked for at a terminal.
pub(super) const TRIES: usize = 3;

pub(super) const WRONG: &str = "That is not the passphrase.";

/// Where a line was to come from a descriptor and none did, or an empty one.
pub(super) const NO_LINE: &str =
    "The descriptor that --passphrase-fd names gave no passphrase, or an empty line.";

/// The journal as a job on the whole of it finds it.
pub(super) fn site(folders: &Folders) -> Site {
    Site {
        disk: Arc::new(RealDisk),
        home: folders.journal.clone(),
        config: folders.config.clone(),
    }
}

/// How the journal is protected.
pub(super) fn protection(folders: &Folders) -> Result<Protection, Failure> {
    match site(folders).protection() {
        // What no journal can lie in is said where it is opened.
        Err(error) if error.why == Why::NotAFolder => Ok(Protection::default()),
        Err(error) => {
            let what = "What says how the journal is protected was not read";
            Err(Failure::store(what, &error).hint("Nothing was changed."))
        }
        Ok(protection) => Ok(protection),
    }
}

/// What the journal is opened with. Where it is locked, whoever is there is asked.
///
/// # Errors
/// [`Kind::Locked`] where nobody can be asked, or it is not the passphrase.
pub(super) fn keys(edge: &Edge, folders: &Folders) -> Result<Keys, Failure> {
    let site = site(folders);
    keys_of(edge, &protection(folders)?, |key| site.takes(key))
}

/// The same of whatever is protected so. `takes` says whether a key on paper belongs to it.
pub(super) fn keys_of(
    edge: &Edge,
    protection: &Protection,
    takes: impl Fn(&Key) -> bool,
) -> Result<Keys, Failure> {
    if !protection.locked {
        return Ok(Keys::default());
    }
    let mut asker = Asker::new(edge)?;
    opened(&mut asker, protection, takes).map(|opened| opened.keys)
}

/// Asks for the passphrase of something locked, or for the key on paper; enter alone leaves it
/// locked.
pub(super) fn opened(
    asker: &mut Asker,
    protection: &Protection,
    takes: impl Fn(&Key) -> bool,
) -> Result<Opened, Failure> {
    asked(asker, protection, |typed| {
        Opened::with(typed, protection, &takes)
    })
}

/// The same, with whatever the passphrase is tried on.
pub(super) fn asked<T>(
    asker: &mut Asker,
    protection: &Protection,
    open: impl Fn(&Passphrase) -> Result<T, SealError>,
) -> Result<T, Failure> {
    let nobody = "It is locked with a passphrase, and nobody can be asked for it here.";
    let how = "--passphrase-fd N reads it from descriptor N.";
    for _ in 0..TRIES {
        let typed = asker.secret("Passphrase: ")?;
        if asker.reads() && typed.as_ref().is_none_or(Passphrase::is_empty) {
            let cause = format!("{NO_LINE} It stays locked.");
            return Err(Failure::new(Kind::Locked, cause).hint("Nothing was read or changed."));
        }
        let Some(typed) = typed else {
            let how = format!("{how} {}", untouched(protection));
            return Err(Failure::new(Kind::Locked, nobody).hint(how));
        };
        if typed.is_empty() {
            return Err(Failure::new(
                Kind::Locked,
                "It stays locked. Nothing was read or changed.",
            ));
        }
        talk::say("Opening\u{2026}");
        match open(&typed) {
            Ok(opened) => return Ok(opened),
            Err(SealError::WrongPassphrase) if asker.asks_again() => talk::say(WRONG),
            Err(error) => return Err(shut(protection, &error)),
        }
    }
    Err(shut(protection, &SealError::WrongPassphrase))
}

/// Why a locked journal stays shut.
pub(super) fn shut(protection: &Protection, error: &SealError) -> Failure {
    let linked = protection.linked.as_ref();
    let cause = match (error, linked) {
        (SealError::NoKey, Some(link)) => format!(
            "This journal is locked, and a link stands in the place of its key ({}), where none \
             is followed. Put the file itself there.",
            link.display()
        ),
        (error, _) => why_shut(error),
    };
    Failure::new(Kind::Locked, cause).hint(untouched(protection))
}

/// What is safe; and where a key alone tells that the journal is locked, that it does.
fn untouched(protection: &Protection) -> String {
    const SAFE: &str = "Nothing was read or changed.";
    let first = protection.identities.first();
    match first.filter(|_| protection.is_unstated()) {
        Some((id, _)) => format!(
            "{SAFE} journal.json says that this journal is not locked; the key \
             identities/{id}.age says that it is. If that is none of this journal, move it away."
        ),
        None => SAFE.to_owned(),
    }
}

fn why_shut(error: &SealError) -> String {
    match error {
        SealError::WrongPassphrase => WRONG.to_owned(),
        SealError::NoKey => "This journal is locked, and its key is not in identities/. A \
             synchronizer may still be bringing it; `rolebook restore` brings it back from a \
             backup that has it; one from before a new key does not."
            .to_owned(),
        SealError::Damaged => "The key of this journal, in identities/, is damaged. The key on \
             paper opens it in its place. So does a backup: move the damaged file away, and \
             `rolebook restore` brings it back."
            .to_owned(),
        SealError::OtherKey => "This is the passphrase of a new key, and the change to that was \
             cut off before anything was sealed to it. What opened the journal so far opens it \
             still. `rolebook lock`, with this passphrase too, undoes the change and takes the \
             new key away; `rolebook passphrase --new-key` makes it again."
            .to_owned(),
        SealError::Sealed | SealError::NotSealed => {
            format!("The key of this journal cannot be opened: {error}.")
        }
    }
}
