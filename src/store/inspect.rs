//! Looking at a home without changing anything in it: for checking it, and for backups.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{Disk, Hold, Kind};
use super::error::{Doing, StoreError, Why};
use super::label::Label;
use super::{FORMAT, Keys, LockState, Notice, Part, Store, home, lock};

/// A file or a folder of the journal that lets others in, or keeps its owner out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mode {
    /// Relative to the home; empty for the home itself.
    pub path: PathBuf,
    pub open_to_others: bool,
}

/// What carries a folder to other machines, or keeps its past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carrier {
    Git,
    Syncthing,
    Dropbox,
    OneDrive,
    ICloud,
    Nextcloud,
    GoogleDrive,
}

/// What lies in a folder that is carried.
const MARKERS: [(&str, Carrier); 8] = [
    (".git", Carrier::Git),
    (".stfolder", Carrier::Syncthing),
    (".stignore", Carrier::Syncthing),
    (".dropbox", Carrier::Dropbox),
    (".dropbox.cache", Carrier::Dropbox),
    (".owncloudsync.log", Carrier::Nextcloud),
    (".nextcloudsync.log", Carrier::Nextcloud),
    (".tmp.driveupload", Carrier::GoogleDrive),
];

/// How the names of such folders begin.
const NAMES: [(&str, Carrier); 9] = [
    ("Dropbox", Carrier::Dropbox),
    ("OneDrive", Carrier::OneDrive),
    ("com~apple~CloudDocs", Carrier::ICloud),
    ("Mobile Documents", Carrier::ICloud),
    ("iCloud", Carrier::ICloud),
    ("Nextcloud", Carrier::Nextcloud),
    ("ownCloud", Carrier::Nextcloud),
    ("Google Drive", Carrier::GoogleDrive),
    ("GoogleDrive", Carrier::GoogleDrive),
];

impl Carrier {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Git => "git",
            Self::Syncthing => "Syncthing",
            Self::Dropbox => "Dropbox",
            Self::OneDrive => "OneDrive",
            Self::ICloud => "iCloud",
            Self::Nextcloud => "Nextcloud",
            Self::GoogleDrive => "Google Drive",
        }
    }
}

/// What carries a folder, told by the names of the folders above it and by what lies in them.
/// `home` is where it really lies; see [`super::disk::real_path`].
pub fn carriers(disk: &dyn Disk, home: &Path) -> Vec<Carrier> {
    let mut carriers = BTreeSet::new();
    for folder in home.ancestors() {
        let name = folder.file_name().and_then(|name| name.to_str());
        let named = NAMES
            .iter()
            .filter(|(start, _)| name.is_some_and(|name| name.starts_with(start)));
        let marked = MARKERS
            .iter()
            .filter(|(marker, _)| disk.look(&folder.join(marker)).is_ok());
        carriers.extend(named.chain(marked).map(|(_, carrier)| *carrier));
    }
    carriers.into_iter().collect()
}

impl Store {
    /// Opens a home to look at it: nothing is made, mended or settled, and nothing can be saved.
    /// A home that is not there is empty.
    ///
    /// # Errors
    /// [`Why::Busy`] while a job on the whole journal runs.
    pub fn inspect(
        disk: Arc<dyn Disk>,
        home: impl Into<PathBuf>,
        keys: Keys,
    ) -> Result<(Self, Vec<Notice>), StoreError> {
        let mut store = Self::new(disk, home.into(), keys);
        let mut notices = Vec::new();
        let path = Path::new(home::LOCK);
        if let Ok(Some(Kind::File)) = store.look(path) {
            match lock::hold(&*store.disk, &store.at(path), Hold::Shared) {
                Ok(Some(guard)) => store.lock = Some(guard),
                Ok(None) => return Err(StoreError::new(Doing::Opening, path, Why::Busy)),
                // Where there are no locks, or none can be had, looking does no harm.
                Err(_) => {}
            }
        }
        store.read_label(&mut notices);
        store.writable &= store.disk.can_write(&store.home).is_ok();
        Ok((store, notices))
    }

    pub(super) fn read_label(&mut self, notices: &mut Vec<Notice>) {
        let path = Path::new(home::LABEL);
        match self
            .disk
            .read(&self.at(path), Vec::new())
            .map_err(Why::from)
        {
            Ok(bytes) => match Label::read(&bytes) {
                Some(label) => {
                    if label.format > FORMAT {
                        let format = label.format;
                        notices.push(Notice::NewerFormat { format });
                        self.writable = false;
                    } else if label.is_locked() && !self.seal.locks() {
                        notices.push(Notice::Locked);
                        self.writable = false;
                    } else if self.seal.locks() && !label.is_locked() {
                        notices.push(Notice::Lock(LockState::Unstated));
                    } else {
                        notices.extend(label.turning().map(Notice::Lock));
                    }
                    self.id = label.id;
                }
                None => notices.push(Notice::Unreadable {
                    path: path.into(),
                    why: Why::Damaged,
                }),
            },
            Err(Why::Missing) => {}
            Err(why) => notices.push(Notice::Unreadable {
                path: path.into(),
                why,
            }),
        }
    }

    /// Whether a newer version wrote the label.
    pub(super) fn is_newer(&self) -> bool {
        let bytes = self.disk.read(&self.at(Path::new(home::LABEL)), Vec::new());
        let label = bytes.ok().as_deref().and_then(Label::read);
        label.is_some_and(|label| label.format > FORMAT)
    }

    /// Whether there is a journal: a label, or anything that holds words.
    pub fn is_there(&self) -> bool {
        let is_there = |part: Part| part == Part::Label || part.holds_words();
        let (files, strange) = self.files(is_there);
        !files.is_empty() || !strange.is_empty()
    }

    /// What one file says, opened.
    ///
    /// # Errors
    /// It cannot be read, or not be opened.
    pub fn read_file(&self, path: &Path) -> Result<Vec<u8>, StoreError> {
        self.read(path)
    }

    /// What lies in the home and is not the journal's, and what cut-off saves have left; true for
    /// a link, which is followed nowhere.
    pub fn strangers(&self) -> Vec<(Part, PathBuf, bool)> {
        let all = self.everything(&mut Vec::new());
        let strange = all.into_iter().filter(|(part, found)| {
            let ours = matches!(part, Part::Backup | Part::Lock | Part::Recipient);
            let known = part.is_backed_up() || ours;
            !known && *part != Part::Hidden && *part != Part::About || found.kind == Kind::Link
        });
        strange
            .map(|(part, found)| (part, found.path, found.kind == Kind::Link))
            .collect()
    }

    /// The folders and files of the journal whose modes are not 0700 and 0600, or stricter.
    pub fn modes(&self) -> Vec<Mode> {
        let all = self.everything(&mut Vec::new());
        let ours = all
            .iter()
            .filter(|(part, _)| !matches!(part, Part::Hidden | Part::Unknown))
            .map(|(_, found)| found);
        let mut paths = BTreeSet::from([PathBuf::new()]);
        for found in ours {
            paths.extend(found.path.ancestors().map(Path::to_path_buf));
        }
        for folder in home::FOLDERS {
            paths.insert(folder.into());
        }
        let open = paths.into_iter().filter_map(|path| {
            let look = self.disk.look(&self.at(&path)).ok()?;
            let ours = matches!(look.kind, Kind::File | Kind::Folder);
            let open_to_others = look.open_to_others;
            let wrong = ours && (open_to_others || look.closed_to_owner);
            wrong.then_some(Mode {
                path,
                open_to_others,
            })
        });
        open.collect()
    }

    /// Closes a file or a folder of the journal to everyone but its owner.
    ///
    /// # Errors
    /// It is as it was.
    pub fn restrict(&self, path: &Path) -> Result<(), StoreError> {
        let done = self.disk.restrict(&self.at(path));
        done.map_err(|error| StoreError::new(Doing::Saving, path, error))
    }
}
