use super::{
    environment::{Edge, Folders},
    failure::Failure,
    key, open, personal, screen,
};
use crate::{
    journal::Ids,
    seal::{Passphrase, SealError},
    store::Keys,
    tui::door::{Door, Refused, Relocked},
    workbook::{
        Workbook,
        locking::{self, Wish},
    },
};

/// The way into the journal for the full screen: its work is done on a thread of its own.
pub(super) struct Way {
    edge: Edge,
    folders: Folders,
}

impl Way {
    pub(super) fn new(edge: &Edge, folders: &Folders) -> Self {
        let (edge, folders) = (edge.clone(), folders.clone());
        Self { edge, folders }
    }

    fn open_with(&self, keys: Keys) -> Result<Workbook, Failure> {
        let decks = personal::shelf(&self.folders.config);
        let mut workbook = open::open_with(&self.edge, &self.folders, decks.decks, keys)?;
        workbook.notices.extend(decks.problems);
        let (_, problems) = screen::read_config(&self.folders);
        workbook.notices.extend(problems);
        Ok(workbook)
    }

    /// Locks the journal; gives what it is opened with now, and what there is to say.
    fn locked(&self, wish: &Wish) -> Result<(Keys, String), String> {
        let site = key::site(&self.folders);
        let not = |why: &dyn std::fmt::Display| format!("Not locked: {why}. Nothing was lost.");
        let busy = "Not locked: another window or command has the journal open. Close it and try \
             again; nothing was changed.";
        let refused = |error: crate::store::StoreError| {
            if error.why == crate::store::Why::Busy {
                busy.to_owned()
            } else {
                not(&error)
            }
        };
        site.check_free().map_err(refused)?;
        let protection = site.protection().map_err(refused)?;
        let public = wish.paper.as_ref().and_then(|paper| paper.public().ok());
        let mut ids = Ids::new(self.edge.seed);
        let identity = locking::make_key(&protection, &wish.passphrase, public, &mut ids);
        let identity = identity.map_err(|error| not(&error))?;
        let done = locking::lock(&site, &identity, &mut ids, self.edge.clock.now());
        let done = done.map_err(refused)?;
        Ok((identity.keys(Vec::new()), done.sealed_lines().join(" ")))
    }
}

impl Door for Way {
    fn open(&self, passphrase: &Passphrase) -> Result<Workbook, Refused> {
        let site = key::site(&self.folders);
        let failed = |failure: Failure| Refused::Failed(failure.said());
        let protection = key::protection(&self.folders).map_err(failed)?;
        let paper = passphrase.paper().and_then(|paper| paper.key().ok());
        let keys = match paper.filter(|key| site.takes(key)) {
            Some(key) => protection.unlock_with(key),
            None => protection.unlock(passphrase).map_err(|error| {
                if error == SealError::WrongPassphrase {
                    Refused::Wrong
                } else {
                    failed(key::shut(&error))
                }
            })?,
        };
        self.open_with(keys).map_err(failed)
    }

    fn lock(&self, wish: &Wish) -> Relocked {
        let (keys, said) = match self.locked(wish) {
            Ok((keys, said)) => (Some(keys), Ok(said)),
            Err(why) => (None, Err(why)),
        };
        // What was cut off in the middle is opened with the passphrase that was given for it.
        let keys = keys.map_or_else(|| self.keys_of(wish), Ok);
        let workbook = keys.and_then(|keys| self.open_with(keys).map_err(|error| error.said()));
        Relocked { said, workbook }
    }
}

impl Way {
    fn keys_of(&self, wish: &Wish) -> Result<Keys, String> {
        let protection = key::protection(&self.folders).map_err(|failure| failure.said())?;
        if !protection.locked {
            return Ok(Keys::default());
        }
        let keys = protection.unlock(&wish.passphrase);
        keys.map_err(|error| key::shut(&error).said())
    }
}
