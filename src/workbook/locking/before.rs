use crate::{
    store::{Job, Keys, Reason, Request, StoreError},
    time::Moment,
};

/// What is done before a job turns the whole journal, the one place for it: a backup, read back.
/// It is sealed to `keys` where the journal is about to have them. The job holds the journal
/// alone, and no file is turned yet.
///
/// Gives what there is to say of it.
///
/// # Errors
/// The job is not begun, and nothing was turned.
pub(super) fn before_job(
    job: &Job,
    reason: Reason,
    keys: Option<&Keys>,
    now: Moment,
) -> Result<Vec<String>, StoreError> {
    let request = Request::automatic(reason, now);
    let request = match keys {
        Some(keys) => request.sealed_to(keys),
        None => request,
    };
    let backed = job.store().backup(&request)?;
    let mut said = vec![format!(
        "A backup was made before, and read back: {}.",
        backed.path.display()
    )];
    said.extend(backed.left.iter().map(ToString::to_string));
    said.extend(
        backed
            .removed
            .iter()
            .map(|gone| format!("Removed: {}.", gone.display())),
    );
    Ok(said)
}
