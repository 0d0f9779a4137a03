use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::{FORMAT, Problem, Record};
use crate::time::Moment;

/// One sitting at the workbook, as it lies in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionFile {
    pub session: Header,
    pub records: Vec<Record>,
}

/// What a session says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Header {
    pub id: String,
    /// The highest number seen at the start, plus one: the order of sessions, whatever clocks say.
    pub seq: u64,
    pub started: Moment,
    pub occasion: Occasion,
    /// The session that was left and is gone on with here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<String>,
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// What the sitting was for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    Alone,
    Roundtable,
    Coach,
    Import,
    #[serde(untagged)]
    Other(String),
}

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    session: &'a Header,
    records: &'a [Record],
}

#[derive(Deserialize)]
struct Read<R> {
    format: u32,
    session: Header,
    records: Vec<R>,
}

const CHECKSUM: &str = ",\n  \"checksum\": \"";
const END: &str = "\"\n}\n";
const HEX_DIGITS: usize = 64;

impl SessionFile {
    /// The bytes of the file: pretty JSON that ends in a checksum over everything before it.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        let written = Written {
            format: FORMAT,
            session: &self.session,
            records: &self.records,
        };
        let mut text = serde_json::to_string_pretty(&written)?;
        // The closing brace comes after the checksum.
        text.truncate(text.trim_end_matches(['\n', '}']).len());
        Ok(closed(text.into_bytes()))
    }
}

/// A file from what stands before its checksum.
pub(super) fn closed(body: Vec<u8>) -> Vec<u8> {
    let sum = hex(&Sha256::digest(&body));
    let mut file = body;
    file.extend_from_slice(format!("{CHECKSUM}{sum}{END}").as_bytes());
    file
}

/// Reads one file. What can be read is given, and every problem is named; a file of a newer
/// format is read as far as it can be understood.
pub fn read_session(bytes: &[u8]) -> (Option<SessionFile>, Vec<Problem>) {
    let mut problems = Vec::new();
    let read = strict(bytes).or_else(|_| {
        // Record by record, for a file in which one of them cannot be read.
        let read = serde_json::from_slice::<Read<Value>>(bytes)?;
        let records = read.records.into_iter().enumerate();
        let records = records
            .map(|(at, value)| loose_record(at, value, &mut problems))
            .collect();
        Ok(Read {
            format: read.format,
            session: read.session,
            records,
        })
    });
    let read = match read {
        Ok(read) => read,
        Err::<_, serde_json::Error>(error) => {
            problems.push(Problem::NotReadable {
                line: error.line(),
                column: error.column(),
            });
            return (None, problems);
        }
    };
    if read.format > FORMAT {
        problems.push(Problem::NewerFormat(read.format));
    }
    if !checksum_holds(bytes) {
        problems.push(Problem::Checksum);
    }
    (
        Some(SessionFile {
            session: read.session,
            records: read.records,
        }),
        problems,
    )
}

/// Reads a file in which everything is as it should be. Text that is known to be text as a whole
/// is not looked at once more string by string.
fn strict(bytes: &[u8]) -> Result<Read<Record>, serde_json::Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text),
        Err(_) => serde_json::from_slice(bytes),
    }
}

/// How many records a file holds that is complete to its last byte; none if it is not.
pub fn whole_records(bytes: &[u8]) -> Option<usize> {
    if !checksum_holds(bytes) {
        return None;
    }
    serde_json::from_slice::<Read<Record>>(bytes)
        .ok()
        .map(|read| read.records.len())
}

fn loose_record(at: usize, value: Value, problems: &mut Vec<Problem>) -> Record {
    Record::deserialize(&value).unwrap_or_else(|error| {
        problems.push(Problem::Record {
            number: at + 1,
            why: error.to_string(),
        });
        let has_kind = |map: &Map<String, Value>| map.len() == 1 && !map.contains_key("");
        if let Some(map) = value.as_object().filter(|map| has_kind(map))
            && let Some((kind, body)) = map.iter().next()
        {
            return Record::Other(kind.clone(), body.clone());
        }
        Record::Other(String::new(), value)
    })
}

/// Whether the file ends in the checksum of what stands before it, to the last byte.
fn checksum_holds(bytes: &[u8]) -> bool {
    body(bytes).is_some()
}

/// What stands before the checksum of a file, where it holds.
pub(super) fn body(bytes: &[u8]) -> Option<&[u8]> {
    let tail = CHECKSUM.len() + HEX_DIGITS + END.len();
    let (body, tail) = bytes.split_at_checked(bytes.len().checked_sub(tail)?)?;
    let expected = format!("{CHECKSUM}{}{END}", hex(&Sha256::digest(body)));
    (tail == expected.as_bytes()).then_some(body)
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(HEX_DIGITS), |mut text, byte| {
            // Writing to a String cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
