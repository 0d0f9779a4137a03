//! Who the coach is: a key that hand-offs can be sealed to, and a name.

use zeroize::Zeroizing;

use crate::{
    seal::{Key, Public, Seal, SealError},
    store::{ReviewFile, Store, StoreError},
};

/// What is known of the coach before a hand-off is open.
#[derive(Default)]
pub struct Coach {
    /// What opens hand-offs here.
    pub keys: Vec<Key>,
}

/// Why there is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unkept {
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("reviews/key.txt holds no key; it is kept as it is")]
    NoKey,
}

impl From<SealError> for Unkept {
    fn from(_: SealError) -> Self {
        Self::NoKey
    }
}

/// The public half of the coach's key, which is made the first time.
///
/// # Errors
/// There is none, or it cannot be read; nothing was changed then.
pub fn coach_key(store: &Store) -> Result<Public, Unkept> {
    if let Some(key) = read(store)? {
        return Ok(key.public());
    }
    let key = Key::make(None);
    let file = Zeroizing::new(format!(
        "# public key: {}\n{}\n",
        key.public().as_str(),
        key.secret().as_str()
    ));
    store.save_review(&ReviewFile::Key, file.as_bytes().to_vec())?;
    // Two may have made one at the same time: what lies there now is the key.
    Ok(read(store)?.ok_or(Unkept::NoKey)?.public())
}

/// What opens hand-offs here: the coach's key, and those of the home, with which the copy that
/// lies in it is sealed.
///
/// # Errors
/// There is a key, and it cannot be read.
pub fn coach_keys(store: &Store) -> Result<Coach, Unkept> {
    let mut keys: Vec<Key> = read(store)?.into_iter().collect();
    if let Seal::Locked { key, others } = store.seal() {
        keys.push(key.clone());
        keys.extend(others.iter().cloned());
    }
    Ok(Coach { keys })
}

fn read(store: &Store) -> Result<Option<Key>, Unkept> {
    let Some(bytes) = store.read_review(&ReviewFile::Key)? else {
        return Ok(None);
    };
    let bytes = Zeroizing::new(bytes);
    let text = std::str::from_utf8(&bytes).map_err(|_| Unkept::NoKey)?;
    Ok(Some(Key::from_secret(text)?))
}
