use serde::Serialize;

use super::{HandOff, check_value};

/// What the machine form says of itself.
pub const SCHEMA: &str = "rolebook.handoff/1";

/// A hand-off as a program reads it, in every file that holds one as JSON: what it is, its check
/// value, and then the hand-off itself, which [`HandOff`] reads back.
#[derive(Debug, Serialize)]
pub struct Machine<'a> {
    schema: &'static str,
    check: String,
    #[serde(flatten)]
    handoff: &'a HandOff,
}

/// The machine form.
///
/// # Errors
/// The check value cannot be computed.
pub fn machine(handoff: &HandOff) -> Result<Machine<'_>, serde_json::Error> {
    let check = check_value(handoff)?;
    Ok(Machine {
        schema: SCHEMA,
        check,
        handoff,
    })
}
