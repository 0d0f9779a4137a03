use std::path::PathBuf;

use super::Site;
use crate::{
    journal::Draft,
    seal::{Public, SealError},
    store::{Beside, Doing, StoreError, Why, is_busy, put_beside},
};

/// A job that turns a journal does so once or twice; more turns than these are none of ours.
const TURNS: usize = 8;

impl Site {
    /// Whether a job on the whole journal runs.
    pub fn is_busy(&self) -> bool {
        is_busy(&*self.disk, &self.home)
    }

    /// The keys that what is written now is sealed to; none where it lies plain.
    fn form(&self) -> Result<Option<Vec<Public>>, StoreError> {
        let journal = self.protection()?.journal.unwrap_or_default();
        let noted = self.recipient(&journal).map(|recipient| recipient.read());
        // A job notes the keys before it says that the journal is locked, and takes them away
        // after it says that it is not: so the label is what counts, and is read last.
        if !self.protection()?.locked {
            return Ok(None);
        }
        let none = |path: PathBuf| StoreError {
            doing: Doing::Saving,
            path,
            why: Why::Sealed(SealError::NoKey),
        };
        let noted = noted.ok_or_else(|| none(self.home.clone()))??;
        noted.map(Some).ok_or_else(|| none(self.config.clone()))
    }
}

/// Keeps words while a job on the whole journal runs, whose end is not waited for: as a draft, or
/// sealed in the inbox where the journal is locked. Gives where they lie.
///
/// A job that locks or unlocks says so in the label, or in the keys that are noted, before it
/// looks for what it has to turn. So the words are written, and then it is looked again: either
/// the job has found them, or they are turned here.
///
/// # Errors
/// They are not kept, or perhaps in the form from before.
pub fn keep_beside(site: &Site, draft: &Draft) -> Result<PathBuf, StoreError> {
    let fail = |why: Why| StoreError {
        doing: Doing::Saving,
        path: draft.id.clone().into(),
        why,
    };
    // Between its two looks a job may have come; the second try finds what it has noted.
    let mut form = site.form().or_else(|_| site.form())?;
    let place = if form.is_some() {
        Beside::Inbox
    } else {
        Beside::Drafts
    };
    let plain = draft.to_bytes().map_err(|_| fail(Why::Damaged))?;
    for _ in 0..TURNS {
        let bytes = match &form {
            Some(keys) => Public::seal_to_all(keys, &plain).map_err(|error| fail(error.into()))?,
            None => plain.clone(),
        };
        let path = put_beside(&site.disk, &site.home, place, &draft.id, &bytes)?;
        let now = site.form().or_else(|_| site.form())?;
        if now == form {
            return Ok(path);
        }
        form = now;
    }
    Err(fail(Why::Busy))
}
