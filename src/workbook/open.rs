use std::{collections::BTreeSet, path::PathBuf, sync::Arc};

use super::{Given, Workbook, compose, desk::Desk};
use crate::{
    deck::Decks,
    journal::{Draft, FORMAT, Ids, Journal, Problem, read_session, whole_records},
    store::{Notice, Store, StoreError, disk::Disk},
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
        let locked = found.contains(&Notice::Locked);
        let only_read = |notice: &&Notice| {
            matches!(
                notice,
                Notice::ReadOnly { .. } | Notice::NewerFormat { .. } | Notice::Locked
            )
        };
        let why_only_read = found.iter().find(only_read).map(ToString::to_string);
        let mut notices: Vec<String> = found.iter().map(ToString::to_string).collect();

        let (files, found) = store.read_sessions(|file, bytes| {
            let (session, problems) = read_session(bytes);
            let damaged = problems.iter().any(is_damage);
            let problems = problems
                .iter()
                .map(|problem| format!("{} {problem}.", file.path.display()));
            (session, damaged, problems.collect::<Vec<_>>())
        });
        notices.extend(found.iter().map(ToString::to_string));
        let unread =
            |notice: &Notice| matches!(notice, Notice::Unreadable { .. } | Notice::NotText { .. });
        let mut damaged = found.iter().any(unread);
        let mut sessions = Vec::with_capacity(files.len());
        for (session, damage, problems) in files {
            damaged |= damage;
            notices.extend(problems);
            sessions.extend(session);
        }
        let journal = Journal::fold(sessions);
        let problems = journal.problems().iter();
        notices.extend(problems.map(|problem| format!("A session {problem}.")));

        let mut drafts = Drafts {
            journal: &journal,
            decks: &decks,
            ids: &mut ids,
        };
        let drafts = drafts.read(&store, &mut notices);
        let reading_only = (!store.writable())
            .then(|| why_only_read.unwrap_or_else(|| "This journal cannot be written.".to_owned()));
        let not_today = BTreeSet::new();
        let desk = Desk::default();
        Ok(Self {
            decks,
            journal,
            notices,
            drafts,
            reading_only,
            locked,
            damaged,
            store: Arc::new(store),
            ids,
            desk,
            not_today,
            privacy_said: false,
        })
    }
}

/// What is needed to tell which drafts still hold something.
struct Drafts<'a> {
    journal: &'a Journal,
    decks: &'a Decks,
    ids: &'a mut Ids,
}

impl Drafts<'_> {
    /// The drafts to go on with, newest first.
    fn read(&mut self, store: &Store, notices: &mut Vec<String>) -> Vec<Draft> {
        let (files, found) = store.read_drafts();
        notices.extend(found.iter().map(ToString::to_string));
        let mut drafts = Vec::new();
        for file in files.into_iter().filter(|file| !file.in_use) {
            match Draft::read(&file.bytes) {
                Ok(draft) if draft.format > FORMAT => notices.push(format!(
                    "The draft {} was written by a newer version of Rolebook; it is left as it is.",
                    file.id
                )),
                Ok(draft) => {
                    let Some(draft) = self.going_on(draft, &file.id) else {
                        // A removal that fails is tried again at the next start.
                        let _ = store.remove_draft(&file.id);
                        continue;
                    };
                    notices.extend(self.stranded(&draft));
                    drafts.push(draft);
                }
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

    /// What is to be said of a draft that no list of places shows.
    fn stranded(&self, draft: &Draft) -> Option<String> {
        if draft.walk.is_nowhere() {
            return Some("A note was begun and not kept; `rolebook note` goes on with it.".into());
        }
        let lost = draft.walk.clone().known(self.decks).current().is_none();
        lost.then(|| {
            format!(
                "The draft {} belongs to a question that no deck holds now; \
                 its words are in drafts/{}.json.",
                draft.id, draft.id
            )
        })
    }

    /// The draft as it is to be gone on with. The program may have ended after an answer was
    /// kept and before its draft was turned to the next question; then that is done here. None
    /// where nothing is left to go on with.
    fn going_on(&mut self, mut draft: Draft, file: &str) -> Option<Draft> {
        let Some(kept) = self.journal.entry(&draft.entry) else {
            return Some(draft);
        };
        if draft.id != file {
            // A synchronizer's copy: where its words are others, they may become a correction.
            let given = Given {
                texts: draft.texts.clone(),
                picked: draft.picked.clone(),
            };
            // Without its question nobody can tell what was made of them; then they stay.
            if let Some((_, prompt)) = self.decks.prompt(&draft.prompt) {
                let made = compose(prompt, &given, kept.at.date_naive());
                let kept = (kept.words.clone(), kept.mark.clone());
                if made.ok().is_none_or(|made| made == kept) {
                    return None;
                }
            }
            draft.revises = Some(kept.id.clone());
            file.clone_into(&mut draft.id);
            draft.entry = self.ids.entry();
            return Some(draft);
        }
        draft.walk.kept();
        draft.entry = self.ids.entry();
        (draft.texts, draft.picked) = (Vec::new(), Vec::new());
        (draft.focus, draft.cursor, draft.revises) = (0, 0, None);
        if draft.walk.left.is_empty() {
            draft.walk.left = draft
                .aside
                .iter()
                .map(|aside| aside.prompt.clone())
                .collect();
        }
        draft.walk.current()?.clone_into(&mut draft.prompt);
        Some(draft)
    }
}

/// Whether bytes of a session were lost or changed. A newer format is none, nor are two bodies.
fn is_damage(problem: &Problem) -> bool {
    match problem {
        Problem::NotReadable { .. } | Problem::Checksum | Problem::Record { .. } => true,
        Problem::NewerFormat(_) | Problem::TwoBodies(_) => false,
    }
}

/// How much a complete file holds, so that leftovers can be told from what is newer.
fn whole(bytes: &[u8]) -> Option<usize> {
    whole_records(bytes).or_else(|| Draft::read(bytes).ok().map(|_| 1))
}
