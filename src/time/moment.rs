//! Moments as they stand in files: RFC 3339, whole seconds, with the offset of the place.

use chrono::{DateTime, FixedOffset, SecondsFormat, Timelike};

/// A moment together with the offset of the place where it was written.
pub type Moment = DateTime<FixedOffset>;

/// Text that is not an RFC 3339 moment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("This is not a moment: write it like 2026-03-31T10:42:00+02:00.")]
pub struct MomentError;

/// Reads an RFC 3339 moment. Fractions of a second are dropped, so that what was read once is
/// written back the same.
pub fn moment_from(text: &str) -> Result<Moment, MomentError> {
    DateTime::parse_from_rfc3339(text)
        .ok()
        .and_then(|moment| moment.with_nanosecond(0))
        .ok_or(MomentError)
}

/// Writes a moment as RFC 3339 in whole seconds, `Z` for an offset of nothing.
pub fn moment_text(moment: &Moment) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}
