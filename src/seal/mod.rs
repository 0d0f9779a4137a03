//! The form in which bytes lie on the disk: every byte goes out and comes back through a [`Seal`].

/// How an age file begins, in its binary form and in its armored one.
const AGE: [&[u8]; 2] = [
    b"age-encryption.org/v1",
    b"-----BEGIN AGE ENCRYPTED FILE-----",
];

/// Turns what the journal says into what the disk holds, and back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Seal {
    /// As it is: readable by anyone who can open the file.
    #[default]
    Plain,
}

/// Why bytes from the disk could not be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The bytes are an age file and this seal holds no key for it.
    #[error("it is sealed, and the journal is not unlocked")]
    Sealed,
}

impl Seal {
    /// The bytes to put on the disk.
    pub fn seal(&self, plain: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Plain => plain,
        }
    }

    /// The bytes that were given to [`Seal::seal`].
    ///
    /// # Errors
    /// [`SealError::Sealed`] for an age file that this seal cannot open.
    pub fn open(&self, stored: Vec<u8>) -> Result<Vec<u8>, SealError> {
        match self {
            Self::Plain if AGE.iter().any(|start| stored.starts_with(start)) => {
                Err(SealError::Sealed)
            }
            Self::Plain => Ok(stored),
        }
    }
}
