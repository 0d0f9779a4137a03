use super::{Done, Site, before::before_job, go_on, noted::remember, said, seal_all};
use crate::{
    seal::Key,
    store::{Job, Keys, Protection, Reason, StoreError},
    time::Moment,
};

/// Goes on with a job that was cut off. A change of the key comes to its end where both keys are
/// open, though nothing was sealed to the new one yet; otherwise [`go_on`] undoes it.
///
/// # Errors
/// As [`lock`].
pub fn bring_to_end(
    site: &Site,
    opened: &[(String, Key)],
    now: Moment,
) -> Result<Done, StoreError> {
    let found = site.protection()?;
    let Some(next) = found.to_finish(opened) else {
        return go_on(site, opened);
    };
    let (job, mut done) = site.begin(Protection::keys(opened))?;
    done.elsewhere = !found.elsewhere(opened).is_empty();
    let (mut sorted, was) = (opened.to_vec(), found.key.clone().unwrap_or_default());
    sorted.sort_by_key(|(id, _)| *id != next.0);
    let mut left: Vec<_> = opened.iter().filter(|(id, _)| *id != next.0).collect();
    left.sort_by_key(|(id, _)| *id == was);
    let left = left.into_iter();
    let turn = Turn {
        keys: Protection::keys(&sorted),
        was,
        left: left
            .map(|(id, key)| (Some(key.clone()), id.clone()))
            .collect(),
        by_paper: false,
    };
    let mut done = turn.run(site, job, &next.1, done, now)?;
    done.notices.insert(0, said::FINISHED.to_owned());
    Ok(done)
}

/// The part of a change of the key that follows once every key is behind the new passphrase.
pub(super) struct Turn {
    /// The new key first.
    pub(super) keys: Keys,
    /// The id of the key that everything is sealed to so far.
    pub(super) was: String,
    /// The keys that go, that one last.
    pub(super) left: Vec<(Option<Key>, String)>,
    pub(super) by_paper: bool,
}

impl Turn {
    /// Turns everything.
    ///
    /// # Errors
    /// What is turned by then stays turned, and doing it again goes on.
    pub(super) fn run(
        self,
        site: &Site,
        mut job: Job,
        key: &Key,
        mut done: Done,
        now: Moment,
    ) -> Result<Done, StoreError> {
        done.notices
            .extend(before_job(&job, Reason::NewKey, Some(&self.keys), now)?);
        done.notices
            .push(said::opens_with(self.by_paper).to_owned());
        job.turn_to(self.keys.clone(), &self.was)?;
        // Only now: cut off before, nothing is sealed to a key that the label does not name.
        remember(site, &job, key)?;
        seal_all(site, job, &self.keys, self.left, done)
    }
}
