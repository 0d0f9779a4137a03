use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use super::{Workbook, desk::Desk};
use crate::{
    deck::Decks,
    journal::{Draft, FORMAT, Ids, Journal, read_session, whole_records},
    store::{Store, StoreError, disk::Disk},
};

/// What a journal is opened with: everything that comes from outside.
pub struct Opening {
    pub disk: Arc<dyn Disk>,
    /// The folder of the journal.
    pub home: PathBuf,
    pub decks: Decks,
    pub ids: Ids,
}

impl Workbook {
    /// Opens a journal, which is made if there is none. What cannot be read stays where it is
    /// and is named in [`Workbook::notices`]; only a home that cannot be used at all is an error.
    pub fn open(opening: Opening) -> Result<Self, StoreError> {
        let Opening {
            disk,
            home,
            decks,
            mut ids,
        } = opening;
        let (store, found) = Store::open(disk, home, &ids.session(), &whole)?;
        let found_at_start: Vec<String> = found.iter().map(ToString::to_string).collect();
        let mut notices = found_at_start.clone();

        let (files, found) = store.read_sessions(|file, bytes| {
            let (session, problems) = read_session(bytes);
            let problems = problems
                .iter()
                .map(|problem| format!("{} {problem}.", file.path.display()));
            (session, problems.collect::<Vec<_>>())
        });
        notices.extend(found.iter().map(ToString::to_string));
        let mut sessions = Vec::with_capacity(files.len());
        for (session, problems) in files {
            notices.extend(problems);
            sessions.extend(session);
        }
        let journal = Journal::fold(sessions);
        let problems = journal.problems().iter();
        notices.extend(problems.map(|problem| format!("A session {problem}.")));

        let drafts = read_drafts(&store, &journal, &mut notices);
        let reading_only = (!store.writable()).then(|| {
            let why = found_at_start.first().cloned();
            why.unwrap_or_else(|| "This journal cannot be written.".to_owned())
        });
        let not_today = BTreeSet::new();
        let desk = Desk::default();
        Ok(Self {
            decks,
            journal,
            notices,
            drafts,
            reading_only,
            store: Arc::new(store),
            ids,
            desk,
            not_today,
            privacy_said: false,
        })
    }
}

/// The drafts that still hold something, newest first. One whose answer was kept has done its
/// work, however the program ended, and goes.
fn read_drafts(store: &Store, journal: &Journal, notices: &mut Vec<String>) -> Vec<Draft> {
    let (files, found) = store.read_drafts();
    notices.extend(found.iter().map(ToString::to_string));
    let mut drafts = Vec::new();
    for file in files {
        match Draft::read(&file.bytes) {
            _ if file.in_use => {}
            Ok(draft) if draft.format > FORMAT => notices.push(format!(
                "The draft {} was written by a newer version of Rolebook; it is left as it is.",
                file.id
            )),
            Ok(draft) if journal.entry(&draft.entry).is_some() => {
                // A removal that fails is tried again at the next start.
                let _ = store.remove_draft(&file.id);
            }
            Ok(draft) => drafts.push(draft),
            Err(error) => notices.push(format!(
                "The draft {} cannot be read from line {}, column {} on; it is left as it is.",
                file.id,
                error.line(),
                error.column()
            )),
        }
    }
    drafts.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.id.cmp(&b.id)));
    drafts
}

/// How much a complete file holds, so that leftovers can be told from what is newer.
fn whole(bytes: &[u8]) -> Option<usize> {
    whole_records(bytes).or_else(|| Draft::read(bytes).ok().map(|_| 1))
}
