use super::{
    fit::{Fit, fit},
    redact::Redact,
};
use crate::{insight::thread::points, journal::Journal, share::handoff::Context, time::Day};

/// The question since when the role is held.
const SINCE: &str = "first.since";

/// The role held, since when, and the role names that stand in what was composed so far.
pub(super) fn context(journal: &Journal, redact: &mut Redact<'_>, today: Day) -> Option<Context> {
    let (id, role) = journal.role()?;
    let of_role = |held: Option<&str>| held == Some(id);
    let mut answers = points(journal, SINCE).rev();
    let since = answers.find(|point| of_role(point.first.role.as_deref()));
    let since = since.filter(|point| fit(journal, point.first, today) == Fit::Goes);
    let role = redact.text(role);
    let since = since.map(|point| redact.words(point));
    Some(Context {
        role,
        since: since.unwrap_or_default(),
        roles: redact.used().collect(),
    })
}
