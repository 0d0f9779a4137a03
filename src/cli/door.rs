use std::sync::atomic::{AtomicU64, Ordering};

use super::{
    environment::{Edge, Folders},
    failure::Failure,
    key, lock, open, personal, screen,
};
use crate::{
    journal::Ids,
    seal::{Passphrase, SealError},
    store::Keys,
    tui::door::{Door, Refused, Settled},
    workbook::{
        Workbook,
        locking::{Opened, Wish},
    },
};

/// The way into the journal for the full screen: its work is done on a thread of its own.
pub(super) struct Way {
    edge: Edge,
    folders: Folders,
    /// How often ids were begun. Each time they begin elsewhere, so that none comes twice.
    begun: AtomicU64,
}

/// How far apart the beginnings of ids lie: odd, and no step of theirs.
const APART: u64 = 0xd134_2543_de82_ef95;

impl Way {
    pub(super) fn new(edge: &Edge, folders: &Folders) -> Self {
        let (edge, folders) = (edge.clone(), folders.clone());
        let begun = AtomicU64::new(0);
        Self {
            edge,
            folders,
            begun,
        }
    }

    /// The edge with ids that begin where none began before.
    fn edge(&self) -> Edge {
        let nth = self.begun.fetch_add(1, Ordering::Relaxed) + 1;
        let mut edge = self.edge.clone();
        edge.seed = edge.seed.wrapping_add(nth.wrapping_mul(APART));
        edge
    }

    fn open_with(&self, keys: Keys) -> Result<Workbook, Failure> {
        let decks = personal::shelf(&self.folders.config);
        let mut workbook = open::open_with(&self.edge(), &self.folders, decks.decks, keys)?;
        workbook.notices.extend(decks.problems);
        let (_, problems) = screen::read_config(&self.folders);
        workbook.notices.extend(problems);
        Ok(workbook)
    }

    /// Does what was asked for; gives what there is to say, and what the journal is opened with.
    fn done(&self, wish: &Wish) -> (Result<Vec<String>, Failure>, Result<Keys, Failure>) {
        let (site, edge) = (key::site(&self.folders), self.edge());
        let mut ids = Ids::new(edge.seed);
        let refused = |error| lock::refused(wish.not_done(), &error);
        let ready = site.check_free().map_err(refused).and_then(|()| {
            let protection = key::protection(&self.folders)?;
            let ready = wish.prepare(&protection, &mut ids);
            ready.map_err(|error| key::shut(&protection, &error))
        });
        match ready {
            Ok(ready) => {
                let done = lock::run(wish, &ready, &site, &mut ids, &edge);
                let said = done.map(|done| wish.sentences(&done));
                (said, ready.keys(&site).map_err(refused))
            }
            Err(failure) => (Err(failure), Ok(wish.keys_before())),
        }
    }
}

impl Door for Way {
    fn open(&self, passphrase: &Passphrase) -> Result<Workbook, Refused> {
        let opened = self.try_key(passphrase)?;
        let workbook = self.open_with(opened.keys);
        workbook.map_err(|failure| Refused::Failed(failure.said()))
    }

    fn try_key(&self, passphrase: &Passphrase) -> Result<Opened, Refused> {
        let site = key::site(&self.folders);
        let failed = |failure: Failure| Refused::Failed(failure.said());
        let protection = key::protection(&self.folders).map_err(failed)?;
        let opened = Opened::with(passphrase, &protection, |key| site.takes(key));
        opened.map_err(|error| {
            if error == SealError::WrongPassphrase {
                Refused::Wrong
            } else {
                failed(key::shut(&protection, &error))
            }
        })
    }

    fn look(&self, keys: Keys) -> Settled {
        let what = if keys.seal.locks() {
            "Nothing can be changed about the lock"
        } else {
            "Not locked"
        };
        let free = key::site(&self.folders).check_free();
        let free = free.map_err(|error| lock::refused(what, &error));
        settled(free.map(|()| Vec::new()), self.open_with(keys))
    }

    fn carry_out(&self, wish: &Wish) -> Settled {
        let (said, keys) = self.done(wish);
        settled(said, keys.and_then(|keys| self.open_with(keys)))
    }
}

fn settled(said: Result<Vec<String>, Failure>, workbook: Result<Workbook, Failure>) -> Settled {
    Settled {
        said: said.map_err(|failure| failure.said()),
        workbook: workbook.map_err(|failure| failure.said()),
    }
}
