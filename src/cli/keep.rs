use super::{failure::Failure, ritual};
use crate::{
    journal::{Selection, Walk},
    share::handoff::Details,
    store::{StoreError, Why},
    time::Moment,
    workbook::{Deed, Lack, Pending, Place, Workbook, Writing, handing::Sending},
};

/// An answer that is on the disk.
#[derive(Debug)]
pub(super) struct Kept {
    /// The id of the entry.
    pub(super) entry: String,
    /// The walk after it, and the id of the entry that would follow.
    pub(super) next: Option<(Walk, String)>,
    /// What there is to say of the backup that was made first.
    pub(super) said: Vec<String>,
}

/// Why an answer is not on the disk.
#[derive(Debug)]
pub(super) enum Unkept {
    /// It is no answer yet.
    Lack(Lack),
    /// It could not be saved.
    Store(StoreError),
}

/// Saves what was given, as the answer to the question of this place or, where it belongs to no
/// deck, as a note.
pub(super) fn keep(
    workbook: &mut Workbook,
    now: Moment,
    place: &Place,
    writing: &Writing,
) -> Result<Kept, Unkept> {
    let make = |workbook: &mut Workbook| {
        if place.walk.is_nowhere() {
            workbook.keep_note(now, place, writing)
        } else {
            workbook.keep(now, place, writing)
        }
    };
    let pending = make(workbook).map_err(Unkept::Lack)?;
    match save(workbook, pending) {
        // A file that cannot be trusted any more is given up: everything goes into the next one.
        Err(error) if error.distrust() => {
            let pending = make(workbook).map_err(Unkept::Lack)?;
            save(workbook, pending)
        }
        other => other,
    }
    .map_err(Unkept::Store)
}

/// Takes in what waits in the inbox under these names.
pub(super) fn take_in(workbook: &mut Workbook, now: Moment, ids: &[String]) -> Result<(), Unkept> {
    for tried in [false, true] {
        let pending = workbook.take_in(now, ids).map_err(Unkept::Lack)?;
        let Some(pending) = pending else {
            return Ok(());
        };
        match save(workbook, pending) {
            Err(error) if error.distrust() && !tried => {}
            other => return other.map(drop).map_err(Unkept::Store),
        }
    }
    Ok(())
}

/// Saves what is said without words.
pub(super) fn record(
    workbook: &mut Workbook,
    now: Moment,
    deed: &Deed,
) -> Result<Option<Kept>, StoreError> {
    let Some(pending) = workbook.record(now, deed) else {
        return Ok(None);
    };
    save(workbook, pending).map(Some)
}

/// Saves what was said at a stop of a ritual, and the way on. None where the entry it is about is
/// not in the journal any more.
pub(super) fn step(
    workbook: &mut Workbook,
    now: Moment,
    place: &Place,
    deed: &Deed,
    walk: &Walk,
) -> Result<Option<Kept>, StoreError> {
    save_again(workbook, |workbook| {
        workbook.step(now, place, deed, walk.clone())
    })
}

/// Ends a ritual, or the first half of one.
pub(super) fn end(
    workbook: &mut Workbook,
    now: Moment,
    place: &Place,
) -> Result<Option<Kept>, StoreError> {
    save_again(workbook, |workbook| Some(workbook.end_ritual(now, place)))
}

/// Saves; a file that cannot be trusted any more is given up, and everything goes into the next.
fn save_again(
    workbook: &mut Workbook,
    make: impl Fn(&mut Workbook) -> Option<Pending>,
) -> Result<Option<Kept>, StoreError> {
    let Some(pending) = make(workbook) else {
        return Ok(None);
    };
    match save(workbook, pending) {
        Err(error) if error.distrust() => {
            let pending = make(workbook);
            pending.map(|again| save(workbook, again)).transpose()
        }
        other => other.map(Some),
    }
}

fn save(workbook: &mut Workbook, pending: Pending) -> Result<Kept, StoreError> {
    let outcome = pending.save.clone().run(&workbook.store());
    let kept = Kept {
        entry: pending.entry.clone().unwrap_or_default(),
        next: pending.next.clone(),
        said: outcome.said.clone(),
    };
    workbook.settle(pending, &outcome);
    // A draft that stays behind is recognized at the next start: its entry is in the journal.
    outcome.session.map(|()| kept)
}

/// Records that a hand-off leaves, and writes its file.
///
/// # Errors
/// Why the file is not there. Then nothing of it is recorded either.
pub(super) fn hand_over(
    workbook: &mut Workbook,
    now: Moment,
    selection: &Selection,
    details: Details,
    sending: Sending,
) -> Result<(), Why> {
    let pending = workbook.hand_over_of(now, selection, details, sending);
    let token = pending
        .save
        .leaves
        .as_ref()
        .map(|going| going.token.clone());
    let outcome = pending.save.clone().run(&workbook.store());
    workbook.settle(pending, &outcome);
    outcome.session.map_err(|error| error.why)?;
    let Some(Err(why)) = outcome.left else {
        return Ok(());
    };
    if let Some(pending) = workbook.take_back(now, token.unwrap_or_default()) {
        // What cannot be taken back says of a file that it went; that is all that is wrong then.
        let _ = save(workbook, pending);
    }
    Err(why)
}

/// Ends the session. Every word of it is on the disk already, so nothing is said if the end of it
/// cannot be.
pub(super) fn close(workbook: &mut Workbook, now: Moment) {
    if let Some(pending) = workbook.close(now) {
        let _ = save(workbook, pending);
    }
}

/// Saves what was given as a draft.
pub(super) fn save_draft(
    workbook: &Workbook,
    now: Moment,
    place: &Place,
    writing: &Writing,
) -> Result<(), StoreError> {
    let draft = workbook.draft(now, place, writing);
    let outcome = workbook.save_draft(&draft).run(&workbook.store());
    outcome.draft
}

/// Puts words that could not be kept into a draft, and says what is safe.
pub(super) fn rescue(
    workbook: &Workbook,
    now: Moment,
    place: &Place,
    writing: &Writing,
    error: &StoreError,
) -> Failure {
    let failure = Failure::store("Not saved", error);
    let about = place.walk.about();
    let command = match about.or(place.walk.current()) {
        Some(_) if place.walk.is_ritual() => ritual::command(&place.walk.deck),
        Some(prompt) => format!("rolebook answer {prompt}"),
        None => "rolebook note".to_owned(),
    };
    match save_draft(workbook, now, place, writing) {
        Ok(()) => failure.hint(format!(
            "What you gave is in a draft, and what was kept before is as it was. \
             `{command}` goes on with it."
        )),
        Err(_) => failure.hint(
            "No draft of it could be saved either: what you gave is not in the journal. \
             What was kept before is as it was.",
        ),
    }
}
