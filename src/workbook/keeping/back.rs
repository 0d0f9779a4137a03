use std::{collections::BTreeSet, path::Path, sync::Arc};

use crate::{
    journal::{Record, read_session},
    seal::Seal,
    store::{Archive, Keys, Restored, Restoring, Store, StoreError, disk::Disk},
    workbook::open::whole,
};

/// Brings a backup back into a home, or with `dry` says what that would do. What is there stays as
/// it is; what was forgotten there does not come back in its session.
pub fn restore(
    disk: &Arc<dyn Disk>,
    home: &Path,
    keys: &Keys,
    archive: &Archive,
    opens: &Seal,
    dry: bool,
) -> Result<Restored, StoreError> {
    let forgotten = forgotten(disk, home, keys)?;
    let (disk, keys) = (Arc::clone(disk), keys.clone());
    let what = Restoring {
        archive,
        opens,
        holds: &|there, back| holds(there, back, &forgotten),
    };
    if dry {
        Store::plan_restore(disk, home, keys, &what)
    } else {
        Store::restore(disk, home, keys, &whole, &what)
    }
}

/// The entries that the journal has forgotten, wherever it says so.
fn forgotten(
    disk: &Arc<dyn Disk>,
    home: &Path,
    keys: &Keys,
) -> Result<BTreeSet<String>, StoreError> {
    let (store, _) = Store::inspect(Arc::clone(disk), home, keys.clone())?;
    let (files, _) = store.read_sessions(|_, bytes| {
        let records = read_session(bytes).0.map(|file| file.records);
        let gone = records.unwrap_or_default().into_iter().filter_map(forgot);
        gone.collect::<Vec<_>>()
    });
    Ok(files.into_iter().flatten().collect())
}

fn forgot(record: Record) -> Option<String> {
    match record {
        Record::Forgot(forgot) => Some(forgot.id),
        Record::Opened(_)
        | Record::Wrote(_)
        | Record::Stated(_)
        | Record::Closed(_)
        | Record::Withdrew(_)
        | Record::Other(..) => None,
    }
}

/// Whether one session file says everything that another says; what was forgotten is no longer to
/// be said.
fn holds(there: &[u8], back: &[u8], forgotten: &BTreeSet<String>) -> bool {
    let read = |bytes| match read_session(bytes) {
        (Some(file), problems) if problems.is_empty() => Some(file),
        (Some(_) | None, _) => None,
    };
    let (Some(there), Some(back)) = (read(there), read(back)) else {
        return false;
    };
    let said = |record: &Record| {
        let gone = matches!(record, Record::Wrote(entry) if forgotten.contains(&entry.id));
        gone || there.records.contains(record)
    };
    there.session.id == back.session.id && back.records.iter().all(said)
}
