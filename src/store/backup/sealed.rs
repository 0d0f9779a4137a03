//! Older backups of a journal that is locked now.

use std::path::{Path, PathBuf};

use super::{BackupName, Shut};
use crate::store::{
    Archive, Doing, Job, Keys, Part, StoreError, Why, archive::pack, keys, label::Label, protection,
};

impl Job {
    /// The backups in the journal's own folder that hold words nobody has to open.
    pub fn plain_backups(&self) -> Vec<PathBuf> {
        let (backups, _) = self.store().backups();
        let plain = backups
            .into_iter()
            .map(|backup| backup.path)
            .filter(|path| {
                let archive = self.store().read_backup(path);
                archive.is_ok_and(|archive| archive.is_plain())
            });
        plain.collect()
    }

    /// Seals a backup under its own name, with the keys that lie beside the journal in it. At
    /// every instant it is wholly the old one or the new one, and the new one was read back and
    /// every file in it opened before it takes the place of the old one.
    ///
    /// # Errors
    /// It is as it was. [`Why::Damaged`] for one that is not as it was written: what could not be
    /// read of it would be lost.
    pub fn seal_backup(&self, path: &Path, keys: &Keys) -> Result<(), StoreError> {
        let store = self.store();
        let archive = store.read_backup(path)?;
        if !archive.flaws().is_empty() {
            return Err(StoreError::new(Doing::Saving, path, Why::Damaged));
        }
        let id = archive.journal().unwrap_or_else(|| store.id().to_owned());
        let mut files = Vec::new();
        let mut shut = Shut::new();
        for (inside, bytes) in archive.into_files() {
            let part = Part::of(&inside);
            files.push(if part == Part::Label {
                (inside, Label::write(&id, keys.id.as_deref(), None))
            } else if part.holds_words() {
                let formed = store.in_form(inside, bytes, &keys.seal)?;
                if formed.shut {
                    shut.insert(formed.path.clone());
                }
                (formed.path, formed.bytes)
            } else {
                (inside, bytes)
            });
        }
        for (id, bytes) in protection(&*store.disk, &store.home)?.identities {
            let inside = keys::identity(&id);
            files.retain(|(path, _)| *path != inside);
            files.push((inside, bytes));
        }
        let name = path.file_name().and_then(|name| name.to_str());
        let at = name.and_then(BackupName::read).map(|name| name.at);
        let seconds = at.map_or(0, |at| at.timestamp());
        let packed = pack(&files, u64::try_from(seconds).unwrap_or(0));
        let packed = packed.map_err(|error| StoreError::new(Doing::Saving, path, error))?;
        let holds = |back: Vec<u8>| {
            let archive = Archive::read(&back);
            back == packed && archive.flaws().is_empty() && archive.opens(&keys.seal, &shut)
        };
        store.put_checked(path, &packed, &holds)
    }

    /// Removes a backup, as the person wished.
    ///
    /// # Errors
    /// It may still be there.
    pub fn remove_backup(&self, path: &Path) -> Result<(), StoreError> {
        if Part::of(path) != Part::Backup {
            return Err(StoreError::new(Doing::Removing, path, Why::BadName));
        }
        self.store().remove(path)
    }
}
