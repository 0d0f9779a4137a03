//! What was added while the journal was locked. Nothing proves who wrote it, so it is an entry only
//! once the person has looked at it and taken it in.

use super::{DraftChange, Given, Lack, Pending, Place, Save, Workbook, Writing};
use crate::{
    journal::{Draft, FORMAT, Journal},
    seal::{Public, SealError},
    store::Store,
    time::Moment,
};

/// Words to be left in the inbox: a draft whose entry has its id already, so that taking it in
/// twice is taking it in once.
///
/// # Errors
/// [`SealError::NotSealed`]; then there is nothing that may be written.
pub fn letter_for_inbox(draft: &Draft, to: &[Public]) -> Result<Vec<u8>, SealError> {
    let bytes = draft.to_bytes().map_err(|_| SealError::NotSealed)?;
    Public::seal_to_all(to, &bytes)
}

/// What waits, oldest first. What is in the journal already, or was forgotten, is cleared away.
pub(super) fn read(store: &Store, journal: &Journal, notices: &mut Vec<String>) -> Vec<Draft> {
    let (files, found) = store.read_inbox();
    notices.extend(found.iter().map(ToString::to_string));
    let mut waiting = Vec::new();
    for (id, bytes) in files {
        match Draft::read(&bytes) {
            Ok(draft) if draft.format > FORMAT => notices.push(format!(
                "inbox/{id} was written by a newer version of Rolebook; it is left as it is."
            )),
            Ok(draft) if journal.entry(&draft.entry).is_some() || journal.is_gone(&draft.entry) => {
                // A removal that fails is tried again at the next start.
                let _ = store.remove_from_inbox(&id);
            }
            Ok(draft) => waiting.push(Draft { id, ..draft }),
            Err(_) => notices.push(format!(
                "inbox/{id} cannot be read; it is left as it is, and is no answer."
            )),
        }
    }
    waiting.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
    waiting
}

impl Workbook {
    /// Makes entries of what waits under these names, to be saved; they leave the inbox with that.
    ///
    /// # Errors
    /// The first of them that is no answer; nothing is taken in then.
    pub fn take_in(&mut self, now: Moment, ids: &[String]) -> Result<Option<Pending>, Lack> {
        let items: Vec<Draft> = (self.inbox.iter())
            .filter(|item| ids.contains(&item.id))
            .cloned()
            .collect();
        let mut weighed = Vec::new();
        for item in &items {
            let (place, writing) = laid_out(item);
            let said = self.weigh(now, &place, &writing)?;
            weighed.push((place, writing, said));
        }
        let Some(entry) = items.last().map(|item| item.entry.clone()) else {
            return Ok(None);
        };
        let mut records = self.opening(now);
        for (place, writing, said) in weighed {
            self.wrote(now, &place, &writing, said, &mut records);
        }
        let mut pending = self.pending(now, records);
        pending.entry = Some(entry);
        let names = items.into_iter().map(|item| item.id);
        pending.save.draft = DraftChange::LeaveInbox(names.collect());
        Ok(Some(pending))
    }

    /// The save that throws away what waits under these names.
    pub fn throw_away(&mut self, ids: &[String]) -> Save {
        self.inbox.retain(|item| !ids.contains(&item.id));
        Save {
            session: None,
            leaves: None,
            before: None,
            draft: DraftChange::LeaveInbox(ids.to_vec()),
        }
    }
}

/// What waits, as it is shown before it is an entry: the mark as it was given, then the words.
pub fn waiting_words(item: &Draft) -> String {
    let picked = (!item.picked.is_empty()).then(|| item.picked.join(", "));
    let texts = item.texts.iter().filter(|text| !text.is_empty()).cloned();
    let parts: Vec<String> = picked.into_iter().chain(texts).collect();
    parts.join("\n")
}

/// As if the words stood in the fields, at the moment at which they were given.
fn laid_out(item: &Draft) -> (Place, Writing) {
    let place = Place {
        walk: item.walk.clone(),
        draft: item.id.clone(),
        entry: item.entry.clone(),
        aside: Vec::new(),
        written: Some(item.at),
        claim: None,
    };
    let given = Given {
        texts: item.texts.clone(),
        picked: item.picked.clone(),
    };
    let writing = Writing {
        given,
        ..Writing::default()
    };
    (place, writing)
}
