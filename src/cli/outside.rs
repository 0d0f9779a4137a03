//! Bytes from outside the journal: files that a person names, and standard input.

use std::{
    io::{self, ErrorKind, Read},
    path::Path,
};

use super::failure::Failure;
use crate::store::disk::{Disk, RealDisk, read_named, read_named_within, within};

/// Words from a file, or from standard input for `-`, exactly as they are.
pub(super) fn words(from: &Path) -> Result<String, Failure> {
    let (name, bytes) = if from == Path::new("-") {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        ("Standard input".to_owned(), read.map(|_| bytes))
    } else {
        (from.display().to_string(), read_named(from))
    };
    let bytes = bytes.map_err(|error| {
        let why = crate::store::Why::from(error);
        Failure::failed(format!("{name} cannot be read: {why}. Nothing was kept."))
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        not_text(&name, offset).hint("Turn it into UTF-8 and give it again.")
    })
}

/// The bytes of a file that a person names.
pub(super) fn bytes(from: &Path) -> Result<Vec<u8>, Failure> {
    read_named(from).map_err(|error| {
        let (name, why) = (from.display(), crate::store::Why::from(error));
        Failure::failed(format!("{name} cannot be read: {why}."))
    })
}

/// The bytes of a file that a person names, or of standard input for `-`; no more than `most`, and
/// of what is larger one byte more.
pub(super) fn bytes_within(from: &Path, most: usize) -> Result<Vec<u8>, Failure> {
    let read = if from == Path::new("-") {
        within(io::stdin().lock(), most)
    } else {
        read_named_within(from, most)
    };
    read.map_err(|error| {
        let (name, why) = (from.display(), crate::store::Why::from(error));
        Failure::failed(format!(
            "{name} cannot be read: {why}. Nothing was changed."
        ))
    })
}

/// What was given is not text.
pub(super) fn not_text(name: &str, offset: usize) -> Failure {
    Failure::failed(format!(
        "{name} is not UTF-8 from byte {offset} on. Nothing of it was kept."
    ))
}

/// The text of a file beside the journal, such as a deck; none where there is no such file.
///
/// # Errors
/// A sentence that says why it cannot be read.
pub(super) fn text(path: &Path) -> Option<Result<String, String>> {
    let bytes = match RealDisk.read(path, Vec::new()) {
        Err(error) if error.kind() == ErrorKind::NotFound => return None,
        other => other,
    };
    let name = path.display();
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => {
            let why = crate::store::Why::from(error);
            return Some(Err(format!("{name} was not read: {why}.")));
        }
    };
    Some(String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        format!("{name} was not read: it is not UTF-8 from byte {offset} on.")
    }))
}
