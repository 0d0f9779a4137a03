use crate::{
    store::{Job, Keys, Reason, Request, StoreError},
    time::Moment,
    workbook::keeping::made_before,
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
    Ok(made_before(&job.store().backup(&request)?))
}
