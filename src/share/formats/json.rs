//! The machine form, as `docs/handoff.schema.json` holds it.

use crate::share::{
    Cleared,
    handoff::{HandOff, machine},
};

pub(super) fn write(handoff: &Cleared<HandOff>) -> Result<Vec<u8>, serde_json::Error> {
    let mut json = serde_json::to_vec_pretty(&machine(handoff.packet())?)?;
    json.push(b'\n');
    Ok(json)
}
