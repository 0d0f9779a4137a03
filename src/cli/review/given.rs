//! What flags ask for: a note, the reply, the end of the copy. For scripts, one thing at a time.

use std::path::Path;

use serde_json::json;

use super::aloud::say_note;
use crate::{
    cli::{
        args::Review as Args,
        environment::Edge,
        failure::{Failure, Kind},
        json, outside, print,
        secret::Asker,
        talk,
    },
    share::{
        Cleared, Consent,
        reply::{Note, NoteKind},
    },
    store::{Store, Why, disk::RealDisk, write_outside},
    workbook::{
        Save,
        review::{Lack, Review, span},
    },
};

/// The answer that a note is on, and the paragraph: "h3", "h3.2", "all".
pub(in crate::cli) struct Where {
    pub(in crate::cli) on: String,
    pub(in crate::cli) quote: String,
}

impl Where {
    /// What is meant by it in this hand-off.
    ///
    /// # Errors
    /// A sentence.
    pub(in crate::cli) fn find(review: &Review, said: &str) -> Result<Self, String> {
        let of = |on: &str, quote: String| {
            let on = on.to_owned();
            Self { on, quote }
        };
        if said == "all" {
            return Ok(of("", String::new()));
        }
        if review.item(said).is_some() {
            return Ok(of(said, String::new()));
        }
        let (id, number) = said.rsplit_once('.').unwrap_or((said, ""));
        let Some(item) = review.item(id) else {
            return Err(format!("There is no answer {said} in this hand-off."));
        };
        let quote = number.parse().ok().and_then(|number| span(item, number));
        let quote = quote.ok_or_else(|| format!("The answer {id} has no paragraph {number}."))?;
        Ok(of(id, quote))
    }
}

/// Whether flags ask for anything but reading.
pub(super) fn is_given(args: &Args) -> bool {
    args.note.is_some()
        || args.mine
        || args.list
        || args.drop.is_some()
        || args.pack.is_some()
        || args.remove
}

/// Does what flags ask for.
pub(super) fn run(
    args: &Args,
    mut review: Review,
    store: &Store,
    edge: &Edge,
) -> Result<(), Failure> {
    if let Some(on) = &args.note {
        let id = note(args, &mut review, on)?;
        save(&review, store)?;
        return print::out(|out| writeln!(out, "{id}"));
    }
    if args.mine {
        let words = from(args)?;
        let mine = review.mine().trim_end().to_owned();
        let gap = if mine.is_empty() { "" } else { "\n\n" };
        review.set_mine(&format!("{mine}{gap}{}", words.trim_end()));
        return save(&review, store);
    }
    if let Some(id) = &args.drop {
        if review.note(id).is_none() {
            let cause = format!("There is no note {id}. Nothing was changed.");
            return Err(Failure::new(Kind::NotFound, cause));
        }
        review.drop_note(id);
        return save(&review, store);
    }
    if let Some(to) = &args.pack {
        return pack(args, &mut review, store, edge, to);
    }
    if args.remove {
        return remove(args, &review, store, edge);
    }
    list(args, &review)
}

fn from(args: &Args) -> Result<String, Failure> {
    let Some(from) = &args.from else {
        let cause = "The words come from a file, or from standard input: --from FILE|-.";
        return Err(Failure::usage(cause).hint("Nothing was kept."));
    };
    let words = outside::words(from)?;
    if words.trim().is_empty() {
        return Err(Failure::usage(
            "There are no words in what was given. Nothing was kept.",
        ));
    }
    Ok(words)
}

/// Keeps a note, and gives its id.
fn note(args: &Args, review: &mut Review, on: &str) -> Result<String, Failure> {
    let unknown = |why: String| Failure::new(Kind::NotFound, why).hint("Nothing was kept.");
    let place = Where::find(review, on).map_err(unknown)?;
    let kind = kind(&args.kind).unwrap_or_default();
    if (kind == NoteKind::Connects) != args.with.is_some() {
        let cause = "--kind connects goes with --with ANSWER, the other answer.";
        return Err(Failure::usage(cause).hint("Nothing was kept."));
    }
    let with = args.with.clone().unwrap_or_default();
    if !with.is_empty() && (review.item(&with).is_none() || with == place.on) {
        return Err(unknown(format!("There is no other answer {with} in it.")));
    }
    let words = from(args)?;
    let id = review.begin(kind, &place.on, &place.quote);
    review.say(&id, words.trim_end());
    review.turn(&id, kind, &with);
    Ok(id)
}

/// The kind of this name: its word in the reply, or its first word.
pub(in crate::cli) fn kind(name: &str) -> Option<NoteKind> {
    let first = |kind: &NoteKind| kind.words().split(' ').next().unwrap_or_default();
    let mut kinds = NoteKind::ALL.into_iter();
    kinds.find(|kind| first(kind) == name || kind.words().replace(' ', "-") == name)
}

/// Puts what was changed on the disk.
pub(in crate::cli) fn save(review: &Review, store: &Store) -> Result<(), Failure> {
    let save = Save {
        session: None,
        leaves: None,
        before: None,
        draft: review.save(),
    };
    let saved = save.run(store).draft;
    saved.map_err(|error| {
        let failure = Failure::store("Not kept", &error);
        failure.hint("What was kept before is as it was.")
    })
}

fn list(args: &Args, review: &Review) -> Result<(), Failure> {
    if args.json {
        let note = |note: &Note| serde_json::to_value(note).unwrap_or_default();
        let notes: Vec<_> = review.notes().iter().map(note).collect();
        let all = json!({ "schema": "rolebook.notes/1", "token": review.token(), "notes": notes });
        return print::out(|out| json::value(out, &all));
    }
    talk::say(&format!("{}.", review.standing()));
    print::out(|out| {
        review
            .notes()
            .iter()
            .try_for_each(|note| say_note(out, note))
    })
}

/// Packs the reply into a file, or onto standard output.
fn pack(
    args: &Args,
    review: &mut Review,
    store: &Store,
    edge: &Edge,
    to: &Path,
) -> Result<(), Failure> {
    if let Some(name) = &args.sign {
        review.sign(name);
    }
    let today = edge.clock.now().date_naive();
    let lacks = |lack: Lack| {
        let hint = if lack == Lack::Name {
            "--sign NAME says it; it is kept. Nothing was written."
        } else {
            "Nothing was written."
        };
        Failure::failed(lack.to_string()).hint(hint)
    };
    let bytes: Cleared<Vec<u8>> = if args.text {
        review.mail(today, Consent::given()).map_err(lacks)?.into()
    } else {
        review.pack(today, Consent::given()).map_err(lacks)?
    };
    send(&bytes, to)?;
    review.was_packed(today);
    save(review, store)
}

/// Writes a reply where it was asked for, over nothing.
pub(in crate::cli) fn send(bytes: &Cleared<Vec<u8>>, to: &Path) -> Result<(), Failure> {
    if to == Path::new("-") {
        return print::out(|out| out.write_all(bytes.packet()));
    }
    let written = write_outside(&RealDisk, to, bytes).map_err(|error| {
        let hint = if error.why == Why::Taken {
            "What was there is as it was. Another name may do."
        } else {
            "Your notes are kept. Another place may do."
        };
        Failure::store("Not written", &error).hint(hint)
    })?;
    talk::say("Written. It cannot be called back.");
    print::out(|out| writeln!(out, "{}", written.display()))
}

/// Removes the copy and all notes on it, once that was said twice.
fn remove(args: &Args, review: &Review, store: &Store, edge: &Edge) -> Result<(), Failure> {
    talk::say(
        "The copy of this hand-off, your notes and your own notes go from this machine. \
         The file that you opened stays, and so does a backup made before.",
    );
    let wanted = args.yes || Asker::new(edge)?.yes("Remove them?")?;
    if !wanted {
        let failure = Failure::usage("Nothing was removed.");
        return Err(failure.hint("--yes removes it without asking."));
    }
    let removed = store.remove_review(review.token());
    removed.map_err(|error| Failure::store("Not all of it was removed", &error))?;
    talk::say("Removed.");
    Ok(())
}
