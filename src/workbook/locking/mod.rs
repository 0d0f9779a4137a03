//! Locking a journal, taking the lock off, and changing what opens it. Each of these jobs can be
//! cut off at any instant and is gone on with by doing it again.
//!
//! What is slow, putting a key behind a passphrase, is done before a job begins, so that the
//! journal is held alone no longer than its files take.

mod before;
mod beside;
mod noted;
mod said;
mod turn;
mod undo;
mod wish;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use self::{
    before::before_job, noted::remember, said::undone, turn::Turn, undo::drop_left, wish::every,
};
use super::open::whole;
use crate::{
    journal::Ids,
    seal::{Key, Passphrase, Public, Seal, SealError},
    store::{
        Doing, Identity, Job, Keys, Notice, Protection, Reason, Recipient, Shortcut, Store,
        StoreError, Why, disk::Disk, home, protection,
    },
    time::Moment,
};

pub use beside::keep_beside;
pub use noted::agree;
pub use said::{
    LOSS, NOT_SHOWN, OTHER_KEY, PAPER, REACH, SAME_ELSEWHERE, locked_line, strength_line,
};
pub(super) use said::{is_other_key, other_key_line};
pub use turn::bring_to_end;
pub use undo::undo;
pub use wish::{Opened, Ready, Wish};

/// A journal as a job on the whole of it finds it.
#[derive(Clone)]
pub struct Site {
    pub disk: Arc<dyn Disk>,
    /// The folder of the journal.
    pub home: PathBuf,
    /// The configuration folder.
    pub config: PathBuf,
}

/// What a job has done.
#[derive(Debug, Default)]
pub struct Done {
    /// How many files are in the wanted form now.
    pub files: usize,
    /// What could not be turned; each is as it was.
    pub left: Vec<(PathBuf, Why)>,
    /// What could not be opened and lies in `set-aside/` now, exactly as found.
    pub aside: Vec<(PathBuf, PathBuf)>,
    /// Older backups that were plain and are sealed now.
    pub backups: Vec<PathBuf>,
    /// Older backups that are plain and damaged, so that sealing them would lose what is left in
    /// them.
    pub damaged: Vec<PathBuf>,
    /// What else holds plain text and is no file of the journal.
    pub remains: Vec<PathBuf>,
    /// Whether the job stopped because some of those wait for another key, or for the disk.
    pub stopped: bool,
    /// Whether a key behind another passphrase lies beside those that were opened.
    pub elsewhere: bool,
    /// Whether an earlier key stays beside the journal, since files are sealed to it.
    pub key_stays: bool,
    /// What was found on the way.
    pub notices: Vec<String>,
}

impl Site {
    /// How the journal is protected.
    ///
    /// # Errors
    /// What says so cannot be read.
    pub fn protection(&self) -> Result<Protection, StoreError> {
        protection(&*self.disk, &self.home)
    }

    /// Makes sure that nobody else has the journal open, before somebody is asked for anything.
    ///
    /// # Errors
    /// [`Why::Busy`] while another window or a job has it; [`Why::NoLocks`].
    pub fn check_free(&self) -> Result<(), StoreError> {
        let nobody = self.disk.look(&self.home).is_err();
        if nobody {
            return Ok(());
        }
        Job::check_free(&*self.disk, &self.home)
    }

    /// Whether a key on paper is one of this journal.
    pub fn takes(&self, key: &Key) -> bool {
        Store::is_opened_by(Arc::clone(&self.disk), &self.home, key)
    }

    fn begin(&self, keys: Keys) -> Result<(Job, Done), StoreError> {
        let (job, found) = Job::begin(Arc::clone(&self.disk), self.home.clone(), keys, &whole)?;
        let done = Done {
            notices: news(&found),
            ..Done::default()
        };
        Ok((job, done))
    }

    /// Removes an older backup, as the person wished. `keys` are those of the journal as it is.
    ///
    /// # Errors
    /// It may still be there.
    pub fn remove_backup(&self, keys: &Keys, path: &Path) -> Result<(), StoreError> {
        self.begin(keys.clone())?.0.remove_backup(path)
    }

    /// Takes a key away, and what this machine has noted with it.
    fn remove_key(&self, job: &Job, id: &str) -> Result<(), StoreError> {
        Shortcut::remove(&self.disk, &self.config, id);
        job.remove_key(id)
    }

    fn recipient(&self, journal: &str) -> Option<Recipient> {
        Recipient::of(Arc::clone(&self.disk), &self.config, journal)
    }
}

/// What was found on the way; what is to be said of the lock, the job itself changes.
fn news(found: &[Notice]) -> Vec<String> {
    let news = found.iter();
    let news = news.filter(|notice| !matches!(notice, Notice::Lock(_)));
    news.map(ToString::to_string).collect()
}

/// Makes the key that a journal will be locked with. A key that is there already and that this
/// passphrase opens is taken: it is left from a lock that was cut off, or has come from another
/// machine before the rest. Takes some seconds.
///
/// # Errors
/// [`SealError::NotSealed`].
pub fn make_key(
    protection: &Protection,
    passphrase: &Passphrase,
    paper: Option<Public>,
    ids: &mut Ids,
) -> Result<Identity, SealError> {
    let known = protection.open(passphrase).unwrap_or_default();
    let (id, key) = match known.into_iter().next() {
        Some((id, key)) => {
            let paper = paper.or_else(|| key.paper().cloned());
            (id, key.with_paper(paper))
        }
        None => (fresh_id(protection, ids), Key::make(paper)),
    };
    Identity::behind(id, key, passphrase)
}

/// An id that no key of this journal has.
pub fn fresh_id(protection: &Protection, ids: &mut Ids) -> String {
    loop {
        let id = ids.session();
        if protection.identities.iter().all(|(known, _)| *known != id) {
            return id;
        }
    }
}

/// Locks a journal that is not locked; one that is not there is made first.
///
/// # Errors
/// What is sealed by then stays sealed, and doing it again goes on.
pub fn lock(
    site: &Site,
    identity: &Identity,
    fresh: &mut Ids,
    now: Moment,
) -> Result<Done, StoreError> {
    let home = site.home.clone();
    let disk = Arc::clone(&site.disk);
    let (store, found) = Store::open(disk, home, &fresh.session(), &whole, Keys::default())?;
    if store.lacks_its_key() {
        // Another key now, and the one that comes later would open half of the journal each.
        return Err(StoreError {
            doing: Doing::Opening,
            path: home::SESSIONS.into(),
            why: Why::KeyMissing,
        });
    }
    drop(store);
    let (mut job, mut done) = site.begin(Keys::default())?;
    done.notices.splice(0..0, news(&found));
    // Put there by a lock that was cut off before it sealed anything.
    drop_left(site, &job, &[], |id| id == identity.id)?;
    job.turn_to(Keys::default(), &identity.id)?;
    job.put_key(identity)?;
    let keys = identity.keys(Vec::new());
    done.notices
        .extend(before_job(&job, Reason::Lock, Some(&keys), now)?);
    remember(site, &job, &identity.key)?;
    job.write_with(keys.clone())?;
    seal_all(site, job, &keys, Vec::new(), done)
}

/// Goes on with a job that was cut off, in a locked journal: what is not sealed to its key is.
/// Where the label does not say so any more, it says again that the journal is locked, and with
/// which key.
///
/// # Errors
/// As [`lock`].
pub fn go_on(site: &Site, opened: &[(String, Key)]) -> Result<Done, StoreError> {
    let found = site.protection()?;
    let opened = own_first(site, &found, opened);
    let keys = Protection::keys(&opened);
    let (mut job, mut done) = site.begin(keys.clone())?;
    done.elsewhere = !found.elsewhere(&opened).is_empty();
    let other = found
        .other
        .clone()
        .filter(|id| Some(id) != keys.id.as_ref());
    if !found.names_its_key() {
        match &other {
            Some(other) => job.turn_to(keys.clone(), other)?,
            None => job.write_with(keys.clone())?,
        }
        let stated = found.journal.is_some().then(|| said::STATED.to_owned());
        done.notices.extend(stated);
    }
    done.notices
        .extend(agree(&site.disk, &site.config, job.store()));
    let key = |id: &String| opened.iter().find(|(open, _)| open == id);
    let other = other.map(|id| (key(&id).map(|(_, key)| key.clone()), id));
    // With the label as it is now: a change that was begun is undone by this.
    let begun = found.next.filter(|next| Some(next) != keys.id.as_ref());
    let mut done = seal_all(site, job, &keys, Vec::from_iter(other), done)?;
    if begun.is_some() {
        let undone = undone(done.key_stays);
        done.key_stays = false;
        done.notices.push(undone.to_owned());
    }
    Ok(done)
}

/// Keys that were opened, the one to write with first: the one that the label names or, where it
/// names none, the one that this machine has noted.
fn own_first(site: &Site, found: &Protection, opened: &[(String, Key)]) -> Vec<(String, Key)> {
    let mut opened = opened.to_vec();
    let recipient = found.journal.as_ref().and_then(|id| site.recipient(id));
    let noted = recipient.and_then(|recipient| recipient.read().ok().flatten());
    if let Some(noted) = noted.filter(|_| !found.names_its_key()) {
        opened.sort_by_key(|(_, key)| noted.first() != Some(&key.public()));
    }
    opened
}

/// Makes another key the one that everything is sealed to. `again` are the keys so far behind
/// the new passphrase, so that at every instant it opens all there is.
///
/// # Errors
/// As [`lock`].
pub fn change_key(
    site: &Site,
    before: &Keys,
    identity: &Identity,
    again: &[Identity],
    now: Moment,
) -> Result<Done, StoreError> {
    let (mut job, mut done) = site.begin(before.clone())?;
    let is_open = |id: &str| again.iter().any(|known| known.id == id);
    drop_left(site, &job, &every(before), is_open)?;
    let there = site.protection()?.identities;
    done.elsewhere = !before.by_paper && !there.iter().all(|(id, _)| is_open(id));
    job.announce(before.clone(), &identity.id)?;
    job.put_key(identity)?;
    for known in again {
        job.put_key(known)?;
    }
    let Seal::Locked { key, .. } = &before.seal else {
        return seal_all(site, job, before, Vec::new(), done);
    };
    let was = before.id.clone().unwrap_or_default();
    // What the key on paper opens does not tell what the key beside the journal would.
    let key = (!before.by_paper).then(|| key.clone());
    // The backup has them all. The one that the label names goes last.
    let further = again.iter().filter(|known| known.id != was);
    let further = further.map(|known| (Some(known.key.clone()), known.id.clone()));
    let turn = Turn {
        keys: identity.keys(every(before)),
        left: further.chain([(key, was.clone())]).collect(),
        was,
        by_paper: before.by_paper,
    };
    turn.run(site, job, &identity.key, done, now)
}

/// Puts keys behind another passphrase.
///
/// # Errors
/// Some may be behind the new one, the rest behind the old one.
pub fn change_passphrase(site: &Site, keys: &Keys, again: &[Identity]) -> Result<Done, StoreError> {
    let (job, mut done) = site.begin(keys.clone())?;
    for identity in again {
        job.put_key(identity)?;
        done.files += 1;
    }
    Ok(done)
}

/// Takes the lock off for good: every file is plain afterwards, and the keys are gone.
///
/// # Errors
/// What is plain by then stays plain, and doing it again goes on.
pub fn unlock(
    site: &Site,
    keys: &Keys,
    opened: &[(String, Key)],
    now: Moment,
) -> Result<Done, StoreError> {
    let (mut job, mut done) = site.begin(keys.clone())?;
    done.notices
        .extend(before_job(&job, Reason::Unlock, None, now)?);
    drop_left(site, &job, &every(keys), |id| {
        opened.iter().any(|(open, _)| open == id)
    })?;
    let resealed = job.reseal(&Seal::Plain)?;
    (done.files, done.left) = (resealed.done, resealed.left);
    let found = site.protection()?;
    done.elsewhere = !found.unopened(opened).is_empty();
    // What is sealed to a key that is nowhere here holds up nothing.
    let waits = |(_, why): &(_, Why)| done.elsewhere && is_other_key(why) || may_pass(why);
    if done.left.iter().any(waits) {
        done.stopped = true;
        return Ok(done);
    }
    let last = keys.id.clone().or(found.key).unwrap_or_default();
    let key_of = |id: &str| opened.iter().find(|(open, _)| open == id);
    for (id, key) in opened.iter().filter(|(id, _)| *id != last) {
        done.key_stays |= !let_go(site, &job, id, Some(key))?;
    }
    // From here on nobody writes anything sealed; what somebody did meanwhile is opened too.
    let opens = Keys {
        id: None,
        ..keys.clone()
    };
    job.turn_to(opens, &last)?;
    job.reseal(&Seal::Plain)?;
    // What is set aside now stays exactly as it was found.
    job.turn_to(Keys::default(), &last)?;
    if let Some(recipient) = site.recipient(job.store().id()) {
        recipient.remove()?;
    }
    let key = key_of(&last).map(|(_, key)| key);
    done.key_stays |= !let_go(site, &job, &last, key)?;
    set_apart(site, &job, &mut done)?;
    job.write_with(Keys::default())?;
    Ok(done)
}

/// Goes on with an unlocking, or with a lock that was never begun, in a journal that is not
/// locked: the key that is left is taken away.
///
/// # Errors
/// It may still be there.
pub fn clear(site: &Site) -> Result<(), StoreError> {
    let Some(left) = site.protection()?.other else {
        return Ok(());
    };
    let (mut job, _) = site.begin(Keys::default())?;
    let_go(site, &job, &left, None)?;
    job.write_with(Keys::default())
}

/// Beside a key that stays, a sealed file that nobody can open would go on saying that the journal
/// is locked: it is set aside.
fn set_apart(site: &Site, job: &Job, done: &mut Done) -> Result<(), StoreError> {
    if !site.protection()?.locked {
        return Ok(());
    }
    for (path, why) in std::mem::take(&mut done.left) {
        if matches!(why, Why::Sealed(_)) {
            done.aside.push((path.clone(), job.keep_aside(&path)?));
        } else {
            done.left.push((path, why));
        }
    }
    Ok(())
}

/// Takes a key away that no file needs; says whether it is gone.
fn let_go(site: &Site, job: &Job, id: &str, key: Option<&Key>) -> Result<bool, StoreError> {
    if job.needs(key, &[]) {
        return Ok(false);
    }
    site.remove_key(job, id).map(|()| true)
}

/// Whether a file that was left may be turned another time, with nothing done but that.
fn may_pass(why: &Why) -> bool {
    matches!(why, Why::NoPermission | Why::Io(_))
}

/// Seals every file to the key of `keys`, and takes those from before away where nothing needs
/// them; the label names the last of these. What cannot be turned is named, and the job ends all
/// the same.
fn seal_all(
    site: &Site,
    mut job: Job,
    keys: &Keys,
    before: Vec<(Option<Key>, String)>,
    mut done: Done,
) -> Result<Done, StoreError> {
    // What is read back on the way need not be made out again at the first opening.
    let mut noting = keys.clone();
    let shortcut = Shortcut::take(&site.disk, &site.config, &mut noting);
    let resealed = job.reseal(&noting.seal)?;
    if let Some(shortcut) = shortcut {
        shortcut.note();
    }
    (done.files, done.left) = (resealed.done, resealed.left);
    for path in job.plain_backups() {
        match job.seal_backup(&path, keys) {
            Ok(()) => done.backups.push(path),
            Err(error) if error.why == Why::Damaged => done.damaged.push(path),
            Err(error) => done.left.push((path, error.why)),
        }
    }
    let named = |path: &PathBuf| {
        let left = done.left.iter().map(|(left, _)| left);
        left.chain(&done.damaged).any(|named| named == path)
    };
    let remains = job.plain_remains().into_iter();
    done.remains = remains.filter(|path| !named(path)).collect();
    let own = match &keys.seal {
        Seal::Locked { key, .. } => std::slice::from_ref(key),
        Seal::Plain => &[],
    };
    let none = before.is_empty();
    for (key, id) in before {
        if job.needs(key.as_ref(), own) {
            done.key_stays = true;
        } else {
            site.remove_key(&job, &id)?;
        }
    }
    // As long as the label names it, doing this again takes it away.
    let goes_on = done.key_stays && done.left.iter().any(|(_, why)| may_pass(why));
    if !none && !goes_on {
        job.write_with(keys.clone())?;
    }
    Ok(done)
}
