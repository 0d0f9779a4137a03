//! A coach's reading on the command line: a hand-off is opened, and what was asked for is done.

mod aloud;
mod given;

use std::{io::ErrorKind, path::Path, sync::Arc};

pub(super) use self::{
    aloud::{answer, extent, read_out, say_note},
    given::{Where, kind, save, send},
};
use super::{
    args::Review as Args,
    environment::{Edge, Folders},
    failure::{Failure, Kind},
    key, linear, outside, print, screen,
    secret::Asker,
    talk,
};
use crate::{
    deck::builtin,
    journal::Ids,
    seal::{Lock, lock_of},
    share::envelope::{LARGEST, Opener, Unread},
    store::{Keys, Store, Why, disk::RealDisk},
    workbook::{
        Start, Workbook,
        review::{Review, Unopened, coach_key, coach_keys, open},
    },
};

/// What a review is opened with: the home, and whoever can be asked.
struct Desk {
    store: Store,
    asker: Option<Asker>,
}

/// Reads a hand-off, and does what was asked for with it.
pub(super) fn run(args: &Args, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let mut desk = desk(edge, &folders)?;
    if args.key {
        let key = coach_key(&desk.store).map_err(|error| {
            Failure::failed(format!("There is no key: {error}.")).hint("Nothing was changed.")
        })?;
        print::out(|out| writeln!(out, "{}", key.as_str()))?;
        talk::say(KEY);
        return Ok(());
    }
    let Some(file) = &args.file else {
        return Err(Failure::usage("A hand-off is read from a file."));
    };
    let bytes = outside::bytes_within(file, LARGEST)?;
    let review = opened(&mut desk, file, &bytes, edge)?;
    drop(desk.asker);
    if given::is_given(args) {
        return given::run(args, review, &desk.store, edge);
    }
    let mut workbook = Workbook::for_review(desk.store, builtin(), Ids::new(edge.seed));
    workbook.person = Edge::person();
    if args.plain || !edge.full_screen() {
        return linear::review(review, &workbook.store(), edge, file);
    }
    let colors = screen::Colors::ask(edge);
    let file = crate::store::disk::real_path(file);
    let begin = move |_: &Workbook| Some(Start::Review(Box::new(review), file));
    screen::run(Some(workbook), edge, &folders, colors, Box::new(begin))
}

const KEY: &str = "Give this key to whoever hands something over to you; it is no secret. What is \
    sealed to it is opened in this home and nowhere else, so keep a backup of it.";

/// Opens the home; where it is locked, whoever is there is asked for the passphrase first.
fn desk(edge: &Edge, folders: &Folders) -> Result<Desk, Failure> {
    let protection = key::protection(folders)?;
    let mut asker = None;
    let mut keys = Keys::default();
    if protection.locked {
        let site = key::site(folders);
        let there = asker.insert(Asker::new(edge)?);
        keys = key::opened(there, &protection, |key| site.takes(key))?.keys;
    }
    let home = folders.journal.clone();
    let what = format!("{} cannot be opened", home.display());
    let (store, notices) = Store::open_reviews(Arc::new(RealDisk), home, keys)
        .map_err(|error| Failure::store(&what, &error).hint("Nothing was read or changed."))?;
    for notice in &notices {
        talk::say(&notice.to_string());
    }
    if !store.writable() {
        let cause = format!("{what} to be written, so no notes could be kept.");
        return Err(Failure::failed(cause).hint("Another folder can be named with --home DIR."));
    }
    Ok(Desk { store, asker })
}

/// Opens the hand-off with what it is sealed to; a passphrase is asked for.
fn opened(desk: &mut Desk, file: &Path, bytes: &[u8], edge: &Edge) -> Result<Review, Failure> {
    let today = edge.clock.now().date_naive();
    let refused = |error: Unopened| refused(file, &error);
    match lock_of(bytes) {
        Some(Lock::Key) => {
            let coach = coach_keys(&desk.store);
            let coach = coach.map_err(|error| Failure::failed(format!("{error}.")))?;
            open(&desk.store, bytes, &Opener::Keys(&coach.keys), today).map_err(refused)
        }
        Some(Lock::Passphrase) => {
            let asker = match &mut desk.asker {
                Some(asker) => asker,
                none => none.insert(Asker::new(edge)?),
            };
            for _ in 0..key::TRIES {
                let typed = asker.secret("The passphrase of this hand-off: ")?;
                let Some(typed) = typed.filter(|typed| !typed.is_empty()) else {
                    return Err(refused(Unread::SealedWithPassphrase.into()).hint(
                        "--passphrase-fd N reads it from descriptor N. Nothing was changed.",
                    ));
                };
                talk::say("Opening\u{2026}");
                match open(&desk.store, bytes, &Opener::Passphrase(&typed), today) {
                    Err(Unopened::Unread(Unread::WrongPassphrase)) if asker.asks_again() => {
                        talk::say(key::WRONG);
                    }
                    opened => return opened.map_err(refused),
                }
            }
            Err(refused(Unread::WrongPassphrase.into()))
        }
        Some(Lock::Unknown) | None => {
            open(&desk.store, bytes, &Opener::Nothing, today).map_err(refused)
        }
    }
}

/// Why a hand-off was not opened.
fn refused(file: &Path, error: &Unopened) -> Failure {
    let kind = match error {
        Unopened::Unread(
            Unread::SealedToKey | Unread::SealedWithPassphrase | Unread::WrongPassphrase,
        ) => Kind::Locked,
        Unopened::InUse => Kind::Busy,
        Unopened::Store(error) if error.why == Why::Busy => Kind::Busy,
        Unopened::Unread(_)
        | Unopened::Token
        | Unopened::Marks(_)
        | Unopened::Another(_)
        | Unopened::Store(_)
        | Unopened::Notes { .. } => Kind::Failed,
    };
    let hint = if *error == Unopened::Unread(Unread::SealedToKey) {
        "`rolebook review --key` prints the key that hand-offs to you are sealed to. Nothing was \
         changed."
    } else {
        "Nothing was changed."
    };
    Failure::new(kind, format!("{} was not opened: {error}.", file.display())).hint(hint)
}

/// Whether a file could be read of this name; used where a path is suggested.
pub(super) fn is_there(path: &Path) -> bool {
    use crate::store::disk::Disk;
    !RealDisk
        .look(path)
        .is_err_and(|error| error.kind() == ErrorKind::NotFound)
}
