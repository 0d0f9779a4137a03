//! What somebody asks for about the lock, the same from a page and from a verb: what is slow is
//! done first, and then the job.

use super::{
    Done, Site, bring_to_end, change_key, change_passphrase, clear, fresh_id, lock, make_key,
    said::{CHANGED, PAPER_STAYS, REACH, locked_line},
    unlock,
};
use crate::{
    journal::Ids,
    seal::{Key, Paper, Passphrase, Public, Seal, SealError},
    store::{Identity, Keys, LockState, Protection, StoreError},
    time::Moment,
    workbook::Workbook,
};

/// What a locked journal was opened with, so that something can be done about its lock.
#[derive(Clone)]
pub struct Opened {
    pub keys: Keys,
    /// The keys behind the passphrase, with their ids; none where it was the key on paper.
    pub known: Vec<(String, Key)>,
    /// Whether a key behind another passphrase lies beside them.
    pub elsewhere: bool,
}

/// What somebody wants done about the lock of a journal.
pub enum Wish {
    Lock {
        passphrase: Passphrase,
        paper: Option<Paper>,
    },
    /// To go on with what was cut off in a locked journal.
    GoOn(Opened),
    Passphrase {
        opened: Opened,
        new: Passphrase,
    },
    /// Everything sealed anew. Without a key on paper the one so far goes on opening the journal.
    NewKey {
        opened: Opened,
        new: Passphrase,
        paper: Option<Paper>,
    },
    Unlock(Opened),
    /// To take away the key that is left beside a journal that is not locked.
    Clear,
}

/// A wish of which only the job is left to be done, for which nobody may have the journal open.
pub struct Ready<'a>(Step<'a>);

enum Step<'a> {
    Lock(Identity),
    GoOn(&'a Opened),
    Passphrase(&'a Opened, Vec<Identity>),
    NewKey(&'a Opened, Identity, Vec<Identity>),
    Unlock(&'a Opened),
    Clear,
}

impl Opened {
    /// Opens a locked journal with a passphrase, or with the key on paper where `takes` says that
    /// it is one of it. Takes about a second for each key there is.
    ///
    /// # Errors
    /// As [`Protection::open`].
    pub fn with(
        typed: &Passphrase,
        protection: &Protection,
        takes: impl Fn(&Key) -> bool,
    ) -> Result<Self, SealError> {
        let paper = typed.paper().and_then(|paper| paper.key().ok());
        if let Some(key) = paper.filter(|key| takes(key)) {
            return Ok(Self {
                keys: protection.unlock_with(key),
                known: Vec::new(),
                elsewhere: false,
            });
        }
        let known = protection.open(typed)?;
        Ok(Self {
            keys: Protection::keys(&known),
            elsewhere: !protection.elsewhere(&known).is_empty(),
            known,
        })
    }

    /// Takes keys in that are behind another passphrase. With the key on paper there are none to
    /// take them in beside.
    pub fn take_in(&mut self, more: Vec<(String, Key)>) {
        self.elsewhere = false;
        if self.known.is_empty() {
            return;
        }
        for (id, key) in more {
            if self.known.iter().all(|(known, _)| *known != id) {
                self.known.push((id, key));
            }
        }
        self.keys = Protection::keys(&self.known);
    }

    /// The key on paper so far, which goes on opening the journal.
    pub fn paper(&self) -> Option<Public> {
        match &self.keys.seal {
            Seal::Locked { key, .. } if self.keys.by_paper => Some(key.public()),
            Seal::Locked { key, .. } => key.paper().cloned(),
            Seal::Plain => None,
        }
    }

    /// Every key, behind another passphrase.
    fn behind(&self, new: &Passphrase) -> Result<Vec<Identity>, SealError> {
        let behind = |(id, key): &(String, Key)| Identity::behind(id.clone(), key.clone(), new);
        self.known.iter().map(behind).collect()
    }
}

impl Wish {
    /// A passphrase for what was opened. Behind one that is lost nothing can be changed, so where
    /// it was the key on paper a new key is made.
    pub fn passphrase(
        opened: Opened,
        new: Passphrase,
        new_key: bool,
        paper: Option<Paper>,
    ) -> Self {
        if new_key || opened.keys.by_paper {
            Self::NewKey { opened, new, paper }
        } else {
            Self::Passphrase { opened, new }
        }
    }

    /// Does what is slow: puts keys behind a passphrase. Nothing is changed by it.
    ///
    /// # Errors
    /// [`SealError::NotSealed`].
    pub fn prepare(&self, protection: &Protection, ids: &mut Ids) -> Result<Ready<'_>, SealError> {
        let public = |paper: &Option<Paper>| paper.as_ref().and_then(|paper| paper.public().ok());
        Ok(Ready(match self {
            Self::Lock { passphrase, paper } => {
                Step::Lock(make_key(protection, passphrase, public(paper), ids)?)
            }
            Self::GoOn(opened) => Step::GoOn(opened),
            Self::Passphrase { opened, new } => Step::Passphrase(opened, opened.behind(new)?),
            Self::NewKey { opened, new, paper } => {
                let key = Key::make(public(paper).or_else(|| opened.paper()));
                let identity = Identity::behind(fresh_id(protection, ids), key, new)?;
                Step::NewKey(opened, identity, opened.behind(new)?)
            }
            Self::Unlock(opened) => Step::Unlock(opened),
            Self::Clear => Step::Clear,
        }))
    }

    /// What the journal is opened with while nothing was changed.
    pub fn keys_before(&self) -> Keys {
        match self {
            Self::GoOn(opened)
            | Self::Passphrase { opened, .. }
            | Self::NewKey { opened, .. }
            | Self::Unlock(opened) => opened.keys.clone(),
            Self::Lock { .. } | Self::Clear => Keys::default(),
        }
    }

    /// That it was not done, in two words.
    pub fn not_done(&self) -> &'static str {
        match self {
            Self::Lock { .. } | Self::GoOn(_) => "Not locked",
            Self::Passphrase { .. } | Self::NewKey { .. } => "Not changed",
            Self::Unlock(_) | Self::Clear => "Not unlocked",
        }
    }

    /// The same once it was begun and the disk takes nothing more, and how everything can be read.
    pub fn cut_off(&self, site: &Site) -> (&'static str, &'static str) {
        let found = site.protection().unwrap_or_default();
        match self {
            Self::Lock { .. } if found.locked => (
                "Locked in part",
                "Everything can be read with the passphrase",
            ),
            Self::GoOn(_) => ("Locked in part", SO_FAR),
            Self::Unlock(_) => ("Not unlocked wholly", SO_FAR),
            Self::NewKey { opened, .. } => {
                let turned = found.key.is_some() && found.key != opened.keys.id;
                let what = if turned {
                    "Changed in part"
                } else {
                    self.not_done()
                };
                (what, EITHER)
            }
            Self::Passphrase { .. } => (self.not_done(), EITHER),
            Self::Lock { .. } | Self::Clear => (self.not_done(), SO_FAR),
        }
    }

    /// What is true once it was done, with what cannot be reached.
    pub fn sentences(&self, done: &Done) -> Vec<String> {
        let mut lines = match self {
            Self::Lock { .. } | Self::GoOn(_) | Self::NewKey { .. } => done.sealed_lines(),
            Self::Unlock(_) => done.opened_lines(),
            Self::Passphrase { .. } => return vec![CHANGED.to_owned()],
            Self::Clear => return vec![locked_line(false).to_owned()],
        };
        if let Self::NewKey {
            opened,
            paper: None,
            ..
        } = self
            && opened.paper().is_some()
        {
            lines.push(PAPER_STAYS.to_owned());
        }
        lines.push(REACH.to_owned());
        lines
    }
}

const SO_FAR: &str = "Everything can be read as before";

const EITHER: &str = "Everything can be read with the new passphrase or, where that is refused, with \
    what opened it so far";

impl std::fmt::Debug for Opened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opened")
    }
}

impl std::fmt::Debug for Wish {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wish")
    }
}

impl Ready<'_> {
    /// Does the job.
    ///
    /// # Errors
    /// What is done by then stays done, and wishing it again goes on.
    pub fn run(&self, site: &Site, ids: &mut Ids, now: Moment) -> Result<Done, StoreError> {
        match &self.0 {
            Step::Lock(identity) => lock(site, identity, ids, now),
            Step::GoOn(opened) => bring_to_end(site, &opened.known, now),
            Step::Passphrase(opened, again) => change_passphrase(site, &opened.keys, again),
            Step::NewKey(opened, identity, again) => {
                change_key(site, &opened.keys, identity, again, now)
            }
            Step::Unlock(opened) => unlock(site, &opened.keys, &opened.known, now),
            Step::Clear => clear(site).map(|()| Done::default()),
        }
    }

    /// What the journal is opened with afterwards, whether the job came to its end or not.
    ///
    /// # Errors
    /// What says how the journal is protected cannot be read.
    pub fn keys(&self, site: &Site) -> Result<Keys, StoreError> {
        let found = site.protection()?;
        if !found.locked {
            return Ok(Keys::default());
        }
        let (before, made) = match &self.0 {
            Step::Lock(identity) => (None, Some(identity)),
            Step::NewKey(opened, identity, _) => (Some(*opened), Some(identity)),
            Step::GoOn(opened) | Step::Passphrase(opened, _) | Step::Unlock(opened) => {
                (Some(*opened), None)
            }
            Step::Clear => (None, None),
        };
        if let Some(made) = made
            && (found.key.as_ref() == Some(&made.id) || before.is_none())
        {
            // What was not turned opens with the keys so far.
            return Ok(made.keys(before.map_or_else(Vec::new, |opened| every(&opened.keys))));
        }
        let mut known: Vec<_> = before.map_or_else(Vec::new, |opened| opened.known.clone());
        known.retain(|(id, _)| found.identities.iter().any(|(there, _)| there == id));
        known.sort_by_key(|(id, _)| Some(id) != found.key.as_ref());
        if known.is_empty() {
            return Ok(before.map_or_else(Keys::default, |opened| opened.keys.clone()));
        }
        Ok(Protection::keys(&known))
    }
}

/// All that is opened with these.
pub(super) fn every(keys: &Keys) -> Vec<Key> {
    match &keys.seal {
        Seal::Locked { key, others } => std::iter::once(key).chain(others).cloned().collect(),
        Seal::Plain => Vec::new(),
    }
}

impl Workbook {
    /// What a job on the lock has left, that was cut off.
    pub fn cut_off(&self) -> Option<LockState> {
        let locked = self.store.seal().locks();
        if locked {
            let (sealed, plain) = self.store.forms();
            if plain > 0 {
                return Some(LockState::Half { sealed, plain });
            }
        }
        let found = self.store.protection().ok()?;
        if found.next.is_some() {
            return locked.then_some(LockState::Begun);
        }
        found.other.map(|_| LockState::Turning { locked })
    }
}
