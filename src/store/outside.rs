//! Files outside the journal, which a person has named.

use std::io::ErrorKind;
use std::path::Path;

use super::Store;
use super::disk::real_path;
use super::error::Why;

impl Store {
    /// Writes a file that was not there, for its owner alone; never over another one, and not
    /// into the journal, whose files are all its own. The path is absolute.
    ///
    /// # Errors
    /// Nothing was changed, and no part of the file is left.
    pub fn write_outside(&self, path: &Path, bytes: &[u8]) -> Result<(), Why> {
        let folder = path.parent().filter(|_| path.is_absolute());
        let (Some(folder), Some(_)) = (folder, path.file_name()) else {
            return Err(Why::BadName);
        };
        if real_path(folder).starts_with(real_path(&self.home)) {
            return Err(Why::Inside);
        }
        let written = match self.disk.create(path, bytes) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(Why::Taken),
            Ok(mut fresh) => fresh.sync(),
            Err(error) => Err(error),
        };
        if let Err(error) = written {
            // What may be torn helps nobody; where nothing was made there is nothing to remove.
            let _ = self.disk.remove(path);
            return Err(error.into());
        }
        // The bytes are down; that the name is too can only be asked for.
        let _ = self.disk.sync_folder(folder);
        Ok(())
    }
}
