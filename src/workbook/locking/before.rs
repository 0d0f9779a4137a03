use crate::{
    store::{Job, Keys, StoreError},
    time::Moment,
};

/// What is done before a job turns the whole journal: the one place for it. The job holds the
/// journal alone and nothing is turned yet; `keys` are what it will be written with.
///
/// Gives what there is to say of it.
///
/// # Errors
/// The job is not begun, and nothing was changed.
#[expect(clippy::unnecessary_wraps, reason = "what belongs here can fail")]
pub(super) fn before_job(
    _job: &Job,
    _keys: &Keys,
    _now: Moment,
) -> Result<Vec<String>, StoreError> {
    Ok(Vec::new())
}
