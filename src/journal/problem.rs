use std::fmt;

/// Something in a file that could not be read as it should be. Nothing is lost by it: the file
/// stays as it is, and the rest is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Written by a newer version of the program.
    NewerFormat(u32),
    /// Not JSON, or not a session: nothing of it could be read.
    NotReadable { line: usize, column: usize },
    /// The checksum is missing or does not match.
    Checksum,
    /// One record could not be read.
    Record { number: usize, why: String },
    /// Two bodies under one id; both are shown.
    TwoBodies(String),
    /// A copy holds words under an id that was forgotten; they are not shown.
    Returned(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NewerFormat(format) => write!(
                f,
                "was written by a newer version of Rolebook (format {format}); \
                 it is read as far as this version understands it, and not changed"
            ),
            Self::NotReadable { line, column } => write!(
                f,
                "cannot be read from line {line}, column {column} on; it is left as it is"
            ),
            Self::Checksum => write!(
                f,
                "does not match its checksum: it was damaged, or edited by hand; \
                 it is read as it stands"
            ),
            Self::Record { number, why } => {
                write!(
                    f,
                    "has a record that cannot be read (number {number}: {why}); it is kept"
                )
            }
            Self::TwoBodies(id) => {
                write!(
                    f,
                    "has other words under the id {id} than another file; both are shown"
                )
            }
            Self::Returned(id) => {
                write!(
                    f,
                    "has words of {id}, which you forgot; they are not shown, and \
                     `rolebook forget {id}` removes them"
                )
            }
        }
    }
}
