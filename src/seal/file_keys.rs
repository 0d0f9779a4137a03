use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use age::{DecryptError, secrecy::ExposeSecret};
use age_core::format::{FILE_KEY_BYTES, FileKey, Stanza};
use zeroize::Zeroizing;

/// How a file key lies in its file, sealed to a key: what it is found by.
type Wrapped = [u8; WRAPPED];

const WRAPPED: usize = FILE_KEY_BYTES + 16;

/// How the noted form begins, the version with it.
const START: &[u8] = b"rolebook file keys 1\n";

/// The keys of single files, which a journal's key has opened.
///
/// An age file has a key of its own, sealed to the journal's. To open that one is curve
/// arithmetic: three quarters of what a session costs to open. Noted from one start to the next,
/// it is done once for each file. What is noted is as secret as the journal's key; a file whose
/// key is not among them, or is another one, is opened as ever.
#[derive(Clone, Default)]
pub struct FileKeys(Arc<Mutex<Table>>);

#[derive(Default)]
struct Table {
    /// With each, whether its file was met since these began.
    keys: HashMap<Wrapped, (Zeroizing<[u8; FILE_KEY_BYTES]>, bool)>,
    fresh: usize,
}

impl FileKeys {
    /// Reads what [`Self::to_bytes`] gave; none where it is anything else.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (rows, rest) = bytes
            .strip_prefix(START)?
            .as_chunks::<{ WRAPPED + FILE_KEY_BYTES }>();
        let mut table = Table::default();
        table.keys.reserve(rows.len());
        for row in rows {
            let (wrapped, key) = row.split_at(WRAPPED);
            let (wrapped, key) = (wrapped.try_into().ok()?, key.try_into().ok()?);
            table.keys.insert(wrapped, (Zeroizing::new(key), false));
        }
        rest.is_empty().then(|| Self(Arc::new(Mutex::new(table))))
    }

    /// The keys of those files that were met since these began, to be sealed.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let table = self.table();
        let room = START.len() + table.keys.len() * (WRAPPED + FILE_KEY_BYTES);
        let mut bytes = Zeroizing::new(Vec::with_capacity(room));
        bytes.extend_from_slice(START);
        for (wrapped, (key, _)) in table.keys.iter().filter(|(_, (_, met))| *met) {
            bytes.extend_from_slice(wrapped);
            bytes.extend_from_slice(&**key);
        }
        bytes
    }

    /// How many files were met whose keys had not been noted.
    pub fn fresh(&self) -> usize {
        self.table().fresh
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        // A thread that broke down in between leaves whole rows.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, wrapped: &Wrapped) -> Option<FileKey> {
        let mut table = self.table();
        let (key, met) = table.keys.get_mut(wrapped)?;
        *met = true;
        Some(FileKey::init_with_mut(|file_key| *file_key = **key))
    }

    fn note(&self, wrapped: Wrapped, key: &FileKey) {
        let mut table = self.table();
        let key = Zeroizing::new(*key.expose_secret());
        table.fresh += 1;
        table.keys.insert(wrapped, (key, true));
    }
}

/// An identity that looks among the noted keys first, and notes the others, where that is wished.
pub(super) struct Noting<'a> {
    pub(super) identity: &'a dyn age::Identity,
    pub(super) keys: Option<&'a FileKeys>,
}

impl age::Identity for Noting<'_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        let wrapped = Wrapped::try_from(stanza.body.as_slice());
        let (Some(keys), Ok(wrapped)) = (self.keys, wrapped) else {
            return self.identity.unwrap_stanza(stanza);
        };
        if let Some(key) = keys.find(&wrapped) {
            return Some(Ok(key));
        }
        let opened = self.identity.unwrap_stanza(stanza);
        if let Some(Ok(key)) = &opened {
            keys.note(wrapped, key);
        }
        opened
    }
}
