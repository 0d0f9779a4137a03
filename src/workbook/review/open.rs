//! Opening a hand-off: from a file somebody sent, or from the copy that lies here.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Changed, Review,
    files::{self, NotesFile, Unreadable},
};
use crate::{
    deck::Decks,
    journal::{Ids, Journal},
    share::{
        envelope::{self, Opener, Unread},
        handoff::HandOff,
    },
    store::{ReviewFile, Store, StoreError, Why, is_token},
    text::shown_text,
    time::{Day, say::plain},
    workbook::{Workbook, desk::Desk},
};

/// Why a hand-off is not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unopened {
    #[error("{0}")]
    Unread(#[from] Unread),
    #[error("its token is none, so no reply could find home")]
    Token,
    #[error("two of its answers have the mark \u{201c}{0}\u{201d}, or one has none")]
    Marks(String),
    /// Something else lies here under the same token.
    #[error(
        "it has the token of a hand-off that lies in reviews/{0} and says something else. Your \
         notes are on that one, which was not changed"
    )]
    Another(String),
    #[error("another window has it open")]
    InUse,
    #[error("{0}")]
    Store(StoreError),
    #[error("{file}: {why}. It is kept as it is, so nothing is written beside it")]
    Notes { file: String, why: Unreadable },
}

impl From<StoreError> for Unopened {
    fn from(error: StoreError) -> Self {
        if error.why == Why::InUse {
            Self::InUse
        } else {
            Self::Store(error)
        }
    }
}

/// Opens a hand-off to be read, and keeps a copy in the home, where the notes on it lie.
///
/// # Errors
/// Why not. Nothing was written, but for the copy where it was made before.
pub fn open(
    store: &Store,
    bytes: &[u8],
    with: &Opener<'_>,
    today: Day,
) -> Result<Review, Unopened> {
    let opened = envelope::read(bytes, with)?;
    let handoff = opened.handoff;
    check(&handoff)?;
    let token = handoff.reply.token.clone();
    let copied = keep(store, &handoff)?;
    let lies_open = !store.seal().locks();
    let claim = store.claim_review(&token)?;
    let file = |name| format!("reviews/{token}/{name}.json");
    let unread = |name| move |why| Unopened::Notes { file: name, why };
    let notes = store.read_review(&ReviewFile::Notes(token.clone()))?;
    let notes = NotesFile::read(notes.as_deref()).map_err(unread(file("notes")))?;
    let mine = store.read_review(&ReviewFile::Mine(token.clone()))?;
    let mine = files::read(mine.as_deref()).map_err(unread(file("mine")))?;
    let name = store.read_review(&ReviewFile::Name)?.unwrap_or_default();
    let name = String::from_utf8_lossy(&name);
    let name = name.lines().next().unwrap_or_default().trim().to_owned();
    let mut said = Vec::new();
    if opened.is_newer {
        said.push(NEWER.to_owned());
    }
    said.extend(keep_until(&handoff, today));
    if lies_open {
        said.push(COPIED.to_owned());
    } else if copied {
        said.push(COPIED_SEALED.to_owned());
    }
    Ok(Review {
        handoff,
        said,
        lies_open,
        notes,
        mine,
        name,
        changed: Changed::default(),
        revision: 0,
        _claim: claim,
    })
}

const NEWER: &str = "A newer version of Rolebook wrote this; what this one does not know is not \
    shown.";
/// Said as long as it is so.
pub const COPIED: &str = "A copy is kept on this machine, and whoever opens its files can read it; \
    `rolebook lock` locks them with a passphrase.";
const COPIED_SEALED: &str = "A copy is kept on this machine, sealed with your passphrase.";

/// Until when it may be kept, and whether that is past.
fn keep_until(handoff: &HandOff, today: Day) -> Option<String> {
    let until = handoff.cover.agreement.keep_until?;
    let day = plain(until);
    Some(if until < today {
        format!(
            "You agreed to keep this until {day}, and that day is past. X, twice, removes it and \
             your notes from this machine."
        )
    } else {
        format!("You agreed to keep this until {day}.")
    })
}

/// What must be so for a note to find its answer, and a reply its hand-off.
fn check(handoff: &HandOff) -> Result<(), Unopened> {
    if !is_token(&handoff.reply.token) {
        return Err(Unopened::Token);
    }
    let mut seen = BTreeSet::new();
    for item in &handoff.items {
        if item.id.trim().is_empty() || !seen.insert(item.id.as_str()) {
            return Err(Unopened::Marks(shown_text(&item.id).into_owned()));
        }
    }
    Ok(())
}

/// Keeps a copy where there is none yet; says whether it was made now.
fn keep(store: &Store, handoff: &HandOff) -> Result<bool, Unopened> {
    let token = handoff.reply.token.clone();
    let file = ReviewFile::HandOff(token.clone());
    if let Some(kept) = store.read_review(&file)? {
        let same = serde_json::from_slice::<HandOff>(&kept).is_ok_and(|kept| kept == *handoff);
        return if same {
            Ok(false)
        } else {
            Err(Unopened::Another(token))
        };
    }
    let Ok(bytes) = files::bytes(handoff) else {
        return Err(Unopened::Unread(Unread::Other("hand-off")));
    };
    store.save_review(&file, bytes)?;
    Ok(true)
}

impl Workbook {
    /// A workbook in which there is no journal, for a coach's reading: nothing of a journal that
    /// may be in the same home is read, and none is begun.
    pub fn for_review(store: Store, decks: Decks, ids: Ids) -> Self {
        Self {
            decks,
            journal: Journal::default(),
            notices: Vec::new(),
            drafts: Vec::new(),
            inbox: Vec::new(),
            reading_only: None,
            locked: false,
            damaged: false,
            made_up: false,
            store: Arc::new(store),
            ids,
            desk: Desk::default(),
            not_today: BTreeSet::new(),
            privacy_said: false,
            kept: Vec::new(),
            unopened: 0,
            person: None,
            since: None,
        }
    }
}
