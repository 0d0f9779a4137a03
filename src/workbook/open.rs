use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::TimeDelta;

use super::{
    Workbook,
    desk::Desk,
    inbox,
    locking::{is_other_key, other_key_line},
    revisit::follows,
    said,
};
use crate::{
    deck::Decks,
    journal::{
        Aside, Draft, Entry, FORMAT, Ids, Journal, Mark, Problem, Questions, read_session,
        whole_records,
    },
    seal::{Seal, SealError},
    store::{
        Keys, LockState, Notice, Store, StoreError, Why, disk::Disk, names_session, protection,
    },
    time::Moment,
};

/// What a journal is opened with: everything that comes from outside.
pub struct Opening {
    pub disk: Arc<dyn Disk>,
    /// The folder of the journal.
    pub home: PathBuf,
    pub decks: Decks,
    pub ids: Ids,
    /// What opens the journal, where it is locked.
    pub keys: Keys,
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
            keys,
        } = opening;
        let (store, mut found) =
            Store::open(Arc::clone(&disk), home, &ids.session(), &whole, keys)?;
        if let Seal::Locked { .. } = store.seal() {
            let (sealed, plain) = store.forms();
            found.extend((plain > 0).then_some(Notice::Lock(LockState::Half { sealed, plain })));
        }
        let only_read = |notice: &&Notice| {
            matches!(
                notice,
                Notice::ReadOnly { .. }
                    | Notice::NewerFormat { .. }
                    | Notice::Locked
                    | Notice::Lock(LockState::ByPaper)
            )
        };
        let why_only_read = found.iter().find(only_read).map(ToString::to_string);
        let mut notices: Vec<String> = found.iter().map(ToString::to_string).collect();

        let unopened = unopened(&store, &*disk);
        let (journal, damaged, sealed) = read_journal(&store, &mut notices, unopened);
        // Sealed sessions alone and no key: nothing plain is written beside them. A single one
        // among plain ones is a stranger, and the rest goes on.
        let shut = sealed && !store.seal().locks() && journal.sittings().is_empty();
        let mut drafts = Drafts {
            journal: &journal,
            decks: &decks,
            ids: &mut ids,
        };
        let drafts = drafts.read(&store, &mut notices);
        let inbox = inbox::read(&store, &journal, &mut notices);
        let locked = shut || found.contains(&Notice::Locked);
        let why = why_only_read.or_else(|| shut.then(|| SHUT.to_owned()));
        let reading_only = (shut || !store.writable())
            .then(|| why.unwrap_or_else(|| "This journal cannot be written.".to_owned()));
        let not_today = BTreeSet::new();
        let desk = Desk::default();
        Ok(Self {
            decks,
            journal,
            notices,
            drafts,
            inbox,
            reading_only,
            locked,
            damaged,
            made_up: false,
            person: None,
            store: Arc::new(store),
            ids,
            desk,
            not_today,
            privacy_said: false,
            kept: Vec::new(),
            since: None,
            unopened,
        })
    }

    /// A draft that was read from this file now, as it is gone on with; none where nothing is left
    /// to go on with.
    pub(super) fn draft_of(&mut self, draft: Draft, file: &str) -> Option<Draft> {
        let mut drafts = Drafts {
            journal: &self.journal,
            decks: &self.decks,
            ids: &mut self.ids,
        };
        drafts.going_on(draft, file)
    }

    /// Takes in what other windows and machines have written since the last look.
    pub fn refresh(&mut self, now: Moment) {
        if self.store.has_news(now - RECENT) {
            let mut notices = Vec::new();
            (self.journal, self.damaged, _) =
                read_journal(&self.store, &mut notices, self.unopened);
            notices.retain(|notice| !self.notices.contains(notice));
            self.notices.extend(notices);
        }
    }
}

/// Said where sealed sessions lie and nothing says how they are opened.
const SHUT: &str = "Sealed sessions are here, and no key for them; a synchronizer may still be \
    bringing it. Nothing plain is written beside them.";

/// Said of a session file that was swapped with another one, or overwritten by it.
const MISPLACED: &str = "holds another session than its name says; it is read, and `rolebook \
    verify` says where that one is.";

/// Sessions begun longer ago than this are over in every window.
const RECENT: TimeDelta = TimeDelta::days(2);

/// How many keys there are that are not open.
fn unopened(store: &Store, disk: &dyn Disk) -> usize {
    let Seal::Locked { others, .. } = store.seal() else {
        return 0;
    };
    let there = protection(disk, store.home()).map_or(0, |found| found.identities.len());
    there.saturating_sub(1 + others.len())
}

/// The file a notice names, where it is sealed to a key that is not open.
fn foreign_path(notice: &Notice) -> Option<String> {
    if let Notice::Unreadable { path, why } = notice
        && is_other_key(why)
    {
        return Some(path.display().to_string());
    }
    None
}

/// Reads every session; says whether any is damaged, and whether any is sealed and no key is there.
fn read_journal(
    store: &Store,
    notices: &mut Vec<String>,
    unopened: usize,
) -> (Journal, bool, bool) {
    let questions = Mutex::new(Questions::default());
    let (files, found) = store.read_sessions(|file, bytes| {
        let (mut session, problems) = read_session(bytes);
        if let Some(session) = &mut session {
            let questions = questions.lock();
            questions
                .unwrap_or_else(PoisonError::into_inner)
                .share(session);
        }
        let id = session.as_ref().map(|session| session.session.id.as_str());
        let misplaced = id.and_then(|id| names_session(&file.path, id)) == Some(false);
        let damaged = misplaced || problems.iter().any(is_damage);
        let problems = problems.iter().map(|problem| format!("{problem}."));
        let problems = problems.chain(misplaced.then(|| MISPLACED.to_owned()));
        let path = file.path.display();
        let problems = problems.map(|problem| format!("{path} {problem}"));
        (session, damaged, problems.collect::<Vec<_>>())
    });
    // Files for another key are said in one sentence; there may be many.
    let foreign: Vec<String> = found.iter().filter_map(foreign_path).collect();
    if !foreign.is_empty() {
        notices.push(other_key_line(&foreign, unopened));
    }
    let rest = found.iter().filter(|notice| foreign_path(notice).is_none());
    notices.extend(rest.map(ToString::to_string));
    let unread =
        |notice: &Notice| matches!(notice, Notice::Unreadable { .. } | Notice::NotText { .. });
    let is_sealed = |notice: &Notice| {
        let sealed = Why::Sealed(SealError::Sealed);
        matches!(notice, Notice::Unreadable { why, .. } if *why == sealed)
    };
    let sealed = found.iter().any(is_sealed);
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
    (journal, damaged, sealed)
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
        let lost = draft.walk.clone().known(self.decks).stop().is_none();
        lost.then(|| {
            format!(
                "The draft {} belongs to a question that no deck holds now; \
                 its words are in drafts/{}.json.",
                draft.id, draft.id
            )
        })
    }

    /// The draft as it is to be gone on with; none where nothing is left to go on with.
    fn going_on(&mut self, mut draft: Draft, file: &str) -> Option<Draft> {
        let copy = draft.id != file;
        if copy {
            // A synchronizer's copy is a draft of its own.
            file.clone_into(&mut draft.id);
        }
        let gone = |id: &String| self.journal.is_gone(id);
        if gone(&draft.entry) || draft.revises.as_ref().is_some_and(gone) {
            // An answer under an id that was forgotten would never be seen.
            draft.forget();
            draft.entry = self.ids.entry();
            let over = draft.walk.left.len() <= 1 && draft.walk.again.is_empty();
            return (!over || !draft.aside.is_empty()).then_some(draft);
        }
        let Some(kept) = self.journal.entry(&draft.entry) else {
            if copy {
                draft.entry = self.ids.entry();
            }
            return Some(draft);
        };
        draft.entry = self.ids.entry();
        if !holds(kept, &draft) {
            // Other words than were kept: they may become a correction.
            draft.revises = Some(kept.id.clone());
            return Some(draft);
        }
        // The program ended after the answer was kept and before its draft was turned to the
        // next question; then that is done here.
        let stop = draft.walk.stop().cloned();
        let is = match &kept.mark {
            Some(Mark::Verdict(verdict)) => Some(&verdict.is),
            _ => None,
        };
        let follows = stop.map(|stop| follows(self.journal, &stop, is));
        draft.walk.kept();
        draft.walk.left.splice(0..0, follows.unwrap_or_default());
        (draft.texts, draft.picked) = (Vec::new(), Vec::new());
        (draft.focus, draft.cursor, draft.revises) = (0, 0, None);
        if copy || draft.walk.left.is_empty() {
            draft.walk.left = draft.aside.iter().map(Aside::stop).collect();
        }
        draft.walk.stop()?;
        let prompt = draft.walk.current().unwrap_or_default().to_owned();
        draft.prompt = prompt;
        Some(draft)
    }
}

/// Whether every word of a draft is in the answer that was made of it.
fn holds(kept: &Entry, draft: &Draft) -> bool {
    // Days and likelihoods are kept as what they mean, and roles apart from their lines, so
    // those are not in the answer as they were typed.
    let (meant, apart): (&[usize], bool) = match &kept.mark {
        // So is the day until which a letter is sealed, or to which a promise is put off.
        Some(Mark::Promise(_) | Mark::Outcome(_)) => (&[1], false),
        None if kept.sealed.is_some() => (&[1], false),
        Some(Mark::Forecast(_)) => (&[1, 2], false),
        Some(Mark::People(_)) => (&[], true),
        _ => (&[], false),
    };
    let texts = draft.texts.iter().enumerate();
    let lines = texts
        .filter(|(at, _)| !meant.contains(at))
        .flat_map(|(_, text)| text.lines());
    let mut parts = lines
        .flat_map(|line| line.split(|c| apart && c == ':'))
        .map(str::trim);
    let said = said(kept);
    parts.all(|part| said.contains(part))
}

/// Whether bytes of a session were lost or changed. A newer format is none, nor are two bodies.
fn is_damage(problem: &Problem) -> bool {
    match problem {
        Problem::NotReadable { .. } | Problem::Checksum | Problem::Record { .. } => true,
        Problem::NewerFormat(_) | Problem::TwoBodies(_) | Problem::Returned(_) => false,
    }
}

/// How much a complete file holds, so that leftovers can be told from what is newer.
pub(super) fn whole(bytes: &[u8]) -> Option<usize> {
    let draft = || {
        // Of two drafts the later one holds more; in the same second the longer one.
        let draft = Draft::read(bytes).ok()?;
        let length: usize = draft.texts.iter().map(String::len).sum();
        let second = usize::try_from(draft.at.timestamp()).unwrap_or(0);
        Some((second << 20).saturating_add(length.min(0xf_ffff)).max(1))
    };
    whole_records(bytes).or_else(draft)
}
