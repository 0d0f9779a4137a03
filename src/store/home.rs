//! What lies where below a home, and what the names mean.

use std::path::{Component, Path, PathBuf};

/// Format version, journal id and how the journal is protected.
pub const LABEL: &str = "journal.json";
/// Keeps windows and jobs on the whole journal apart; always empty.
pub const LOCK: &str = "lock";
/// One file per session, in a folder per year.
pub const SESSIONS: &str = "sessions";
/// Words that are not an entry yet.
pub const DRAFTS: &str = "drafts";
/// What could not be read, exactly as found.
pub const SET_ASIDE: &str = "set-aside";
/// What was added while the journal was locked.
pub const INBOX: &str = "inbox";
/// What a coach reads and writes.
pub const REVIEWS: &str = "reviews";
/// Present when the journal is locked, or was about to be.
pub const IDENTITIES: &str = "identities";
/// Dated copies of the journal, one file each.
pub const BACKUPS: &str = "backups";
/// What the name of a backup ends in.
pub const BACKUP: &str = "rolebook-backup";
/// Settings and keys, which the program never writes.
pub const CONFIG: &str = "config.toml";
/// Personal decks.
pub const DECKS: &str = "decks";
/// In the configuration folder, which may be the home: for each journal the keys that words are
/// sealed to while it is locked. Of this machine alone: neither backed up nor synchronized.
pub const RECIPIENTS: &str = "recipients";
/// What the name of a sealed file ends in, after the name it would have when plain.
pub const SEALED: &str = ".age";

/// All folders of a home.
pub(super) const FOLDERS: [&str; 9] = [
    SESSIONS, DRAFTS, SET_ASIDE, INBOX, REVIEWS, BACKUPS, IDENTITIES, RECIPIENTS, DECKS,
];

/// The name a file has while it is being written.
pub(super) fn temporary(name: &str, number: u64) -> String {
    format!(".{name}.{number}.tmp")
}

/// The final name of a file of the journal whose writing was cut off; `None` for any other file.
pub(super) fn unfinished(name: &str) -> Option<&str> {
    cut_off(name).filter(|last| id(last).is_some())
}

/// The final name of any file whose writing was cut off.
pub(super) fn cut_off(name: &str) -> Option<&str> {
    let (last, number) = name
        .strip_prefix('.')?
        .strip_suffix(".tmp")?
        .rsplit_once('.')?;
    number.parse::<u64>().is_ok().then_some(last)
}

/// The name a file has when it is not sealed.
pub(super) fn plain(name: &str) -> &str {
    name.strip_suffix(SEALED).unwrap_or(name)
}

/// Where the sealed form of a file lies.
pub(super) fn sealed(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(SEALED);
    PathBuf::from(name)
}

/// Where the same file lies in its other form: sealed for a plain one, plain for a sealed one.
pub(super) fn other(path: &Path) -> PathBuf {
    let name = path.file_name().and_then(|name| name.to_str());
    match name.and_then(|name| name.strip_suffix(SEALED)) {
        Some(plain) => path.with_file_name(plain),
        None => sealed(path),
    }
}

/// The same path with a number in its name, before what the name ends in.
pub(super) fn numbered(path: &Path, number: u32) -> PathBuf {
    let name = path.file_name().and_then(|name| name.to_str());
    let name = name.unwrap_or_default();
    let (bare, sealed) = match name.strip_suffix(SEALED) {
        Some(bare) => (bare, SEALED),
        None => (name, ""),
    };
    let name = match bare.strip_suffix(".json") {
        Some(stem) => format!("{stem}.{number}.json{sealed}"),
        None => format!("{bare}.{number}{sealed}"),
    };
    path.with_file_name(name)
}

/// How synchronizers mark the second of two versions.
const CONFLICTS: [&str; 2] = [".sync-conflict-", "conflicted copy"];

/// Whether a name is one that synchronizers give to the second of two versions.
pub(super) fn is_conflict(name: &str) -> bool {
    CONFLICTS.iter().any(|mark| name.contains(mark))
}

/// The id in the name of a JSON file, sealed or not; none for any other file. A synchronizer puts
/// its mark before the last ending alone, so that the copy of a sealed file is called
/// `k7f3q2.json.sync-conflict-….age`.
pub(super) fn id(name: &str) -> Option<String> {
    let name = plain(name);
    if let Some(id) = name.strip_suffix(".json") {
        return Some(id.to_owned());
    }
    let (id, mark) = name.split_once(".json").filter(|_| is_conflict(name))?;
    Some(format!("{id}{mark}"))
}

/// Whether a file of this name is read, where it lies in the right folder.
pub fn is_json(name: &str) -> bool {
    id(name).is_some()
}

/// The other name that the sealed conflict copy with this id may have.
pub(super) fn spread(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let id = plain(name).strip_suffix(".json")?;
    let at = id.find(CONFLICTS[0]).or_else(|| id.find(" ("))?;
    let (id, mark) = id.split_at_checked(at).filter(|_| is_conflict(id))?;
    Some(path.with_file_name(format!("{id}.json{mark}{SEALED}")))
}

/// Where a draft lies; `None` when the id could not be a name there.
pub(super) fn draft(id: &str) -> Option<PathBuf> {
    is_name(id).then(|| Path::new(DRAFTS).join(format!("{id}.json")))
}

/// Where something that waits in the inbox lies.
pub(super) fn inbox(id: &str) -> Option<PathBuf> {
    is_name(id).then(|| Path::new(INBOX).join(format!("{id}.json")))
}

/// Where the window that is typing a draft holds its lock.
pub(super) fn draft_lock(id: &str) -> Option<PathBuf> {
    is_name(id).then(|| Path::new(DRAFTS).join(format!("{id}.lock")))
}

/// Whether a name begins with an id, and with no longer one.
pub(super) fn begins_with_id(name: &str, id: &str) -> bool {
    let rest = name.strip_prefix(id);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// Whether a name ends in a dot and these letters.
pub(super) fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name)
        .extension()
        .is_some_and(|found| found == extension)
}

/// Whether an id is one plain name, and so cannot lead out of its folder.
pub(super) fn is_name(id: &str) -> bool {
    let mut parts = Path::new(id).components();
    let one = matches!(parts.next(), Some(Component::Normal(name)) if name == id);
    one && parts.next().is_none() && !id.starts_with('.') && !id.contains('\0')
}
