use sha2::{Digest, Sha256};

use super::HandOff;

/// The check value of a hand-off: the same for the same content, in whichever form it is read.
///
/// It is the beginning of the SHA-256 of the machine form without white space, in groups of four.
///
/// # Errors
/// The machine form cannot be written.
pub fn check_value(handoff: &HandOff) -> Result<String, serde_json::Error> {
    let sum = Sha256::digest(serde_json::to_vec(handoff)?);
    let groups = sum.chunks_exact(2).take(4);
    let group = |two: &[u8]| match two {
        [one, other] => format!("{one:02x}{other:02x}"),
        _ => String::new(),
    };
    Ok(groups.map(group).collect::<Vec<String>>().join("-"))
}
