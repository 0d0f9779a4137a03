use std::{collections::BTreeSet, path::Path, sync::Arc};

use crate::{
    journal::{Record, SessionFile, read_session},
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
    let (disk, keys) = (Arc::clone(disk), keys.clone());
    let what = Restoring {
        archive,
        opens,
        holds: &holds,
    };
    if dry {
        Store::plan_restore(disk, home, keys, &what)
    } else {
        Store::restore(disk, home, keys, &whole, &what)
    }
}

/// Whether one session file says everything that another says; where it has forgotten an entry,
/// that is no longer to be said.
fn holds(there: &[u8], back: &[u8]) -> bool {
    let read = |bytes| match read_session(bytes) {
        (Some(file), problems) if problems.is_empty() => Some(file),
        (Some(_) | None, _) => None,
    };
    let (Some(there), Some(back)) = (read(there), read(back)) else {
        return false;
    };
    there.session.id == back.session.id && says_all(&there, &back)
}

fn says_all(there: &SessionFile, back: &SessionFile) -> bool {
    let forgotten: BTreeSet<&str> = there
        .records
        .iter()
        .filter_map(|record| match record {
            Record::Forgot(forgot) => Some(forgot.id.as_str()),
            Record::Opened(_)
            | Record::Wrote(_)
            | Record::Stated(_)
            | Record::Closed(_)
            | Record::Withdrew(_)
            | Record::Other(..) => None,
        })
        .collect();
    let said = |record: &Record| {
        let gone = matches!(record, Record::Wrote(entry) if forgotten.contains(entry.id.as_str()));
        gone || there.records.contains(record)
    };
    back.records.iter().all(said)
}
