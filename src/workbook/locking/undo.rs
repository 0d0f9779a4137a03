use std::sync::Arc;

use super::{Done, Site};
use crate::{
    seal::{Key, Seal},
    store::{Job, Keys, StoreError},
};

/// Takes away the key that the label names as another one and that a job which was cut off has
/// left, unless `stays` says that it is of use, or a file may need it. `own` are the keys that are
/// open.
///
/// # Errors
/// It may still be there.
pub(super) fn drop_left(
    site: &Site,
    job: &Job,
    own: &[Key],
    stays: impl Fn(&str) -> bool,
) -> Result<(), StoreError> {
    match site.protection()?.other.filter(|id| !stays(id)) {
        Some(left) if !job.needs(None, own) => site.remove_key(job, &left),
        Some(_) | None => Ok(()),
    }
}

/// Undoes a change of the key that was cut off before anything was sealed to the new one, with
/// nothing but that: it goes, and the journal is as it was.
///
/// # Errors
/// The key may still be there, and doing it again goes on.
pub fn undo(site: &Site, (id, key): &(String, Key)) -> Result<Done, StoreError> {
    let seal = |key: &Key| Seal::Locked {
        key: key.clone(),
        others: Vec::new(),
    };
    let keys = |id: Option<String>| Keys {
        seal: seal(key),
        id,
        by_paper: false,
    };
    let own = site.protection()?.key;
    let (mut job, _) = Job::take(Arc::clone(&site.disk), site.home.clone(), keys(own))?;
    let mut done = Done::default();
    let found = site.protection()?;
    let is_left = found.other.as_ref() == Some(id) && found.names_its_key();
    if !is_left || job.needs(Some(key), &[]) {
        done.key_stays = true;
        return Ok(done);
    }
    site.remove_key(&job, id)?;
    // Only the label is written, and it names the key that the journal is sealed to.
    job.write_with(keys(found.key))?;
    Ok(done)
}
