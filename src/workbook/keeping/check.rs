use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;

use crate::{
    journal::{Draft, FORMAT, Header, Problem, Record, read_session},
    seal::{Seal, SealError, holds_key},
    store::{
        Archive, Notice, Part, Protection, Store, Why, home, identity, names_draft, names_session,
    },
    time::Moment,
};

/// What was found in a journal or a backup.
#[derive(Debug, Default)]
pub struct Checkup {
    pub tally: Tally,
    /// What is not well or not plain, in order; empty where there is nothing to say.
    pub findings: Vec<Finding>,
    /// When the sessions began that say so.
    pub began: Vec<Moment>,
    ids: Ids,
    held: Held,
}

/// Which session or draft lies in which file.
#[derive(Debug, Default)]
struct Held {
    sessions: Vec<(PathBuf, String)>,
    drafts: Vec<(PathBuf, String)>,
}

/// Says whether a file's name is that of an id; none where nobody can tell.
type Names = fn(&Path, &str) -> Option<bool>;

/// Files that hold another than their names say, each with the file in which that one lies.
fn misplaced(held: &[(PathBuf, String)], names: Names) -> Vec<(PathBuf, Option<PathBuf>)> {
    let wrong = held
        .iter()
        .filter(|(path, id)| names(path, id) == Some(false));
    let elsewhere = |path: &Path| {
        let mut own = held.iter().filter(|(_, id)| names(path, id) == Some(true));
        own.next().map(|(path, _)| path.clone())
    };
    wrong
        .map(|(path, _)| (path.clone(), elsewhere(path)))
        .collect()
}

/// Which entries lie where, and which were forgotten.
#[derive(Debug, Default)]
struct Ids {
    wrote: Vec<(PathBuf, Vec<String>)>,
    forgotten: BTreeSet<String>,
}

impl Ids {
    fn note(&mut self, path: &Path, records: &[Record]) {
        let mut wrote = Vec::new();
        for record in records {
            match record {
                Record::Wrote(entry) => wrote.push(entry.id.clone()),
                Record::Forgot(forgot) => {
                    self.forgotten.insert(forgot.id.clone());
                }
                Record::Opened(_)
                | Record::Stated(_)
                | Record::Closed(_)
                | Record::Withdrew(_)
                | Record::Other(..) => {}
            }
        }
        self.wrote.push((path.to_path_buf(), wrote));
    }

    /// Copies of what was forgotten, and where they lie.
    fn returned(self) -> impl Iterator<Item = (PathBuf, String)> {
        let Self { wrote, forgotten } = self;
        let pairs = wrote.into_iter().flat_map(|(path, ids)| {
            let pair = move |id| (path.clone(), id);
            ids.into_iter().map(pair)
        });
        pairs.filter(move |(_, id)| forgotten.contains(id))
    }
}

/// How much of what there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub sessions: usize,
    /// Entries in them; in two copies of a session they count twice.
    pub entries: usize,
    pub drafts: usize,
    pub inbox: usize,
    pub reviews: usize,
    pub set_aside: usize,
    pub backups: usize,
    /// Files that are sealed and were not opened, for want of a key.
    pub sealed: usize,
}

impl Tally {
    /// Whether anything lies there that only a journal has.
    fn is_of_a_journal(&self) -> bool {
        self.sessions + self.drafts + self.inbox + self.set_aside > 0
    }
}

/// One thing to say of a file, without a word of what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Relative to the journal; empty for the whole of it.
    pub path: PathBuf,
    /// The rest of a sentence that begins with the path, or a whole one where there is none.
    pub says: String,
    /// Whether bytes were lost or changed.
    pub damage: bool,
}

impl Finding {
    pub(super) fn new(path: &Path, says: impl Into<String>, damage: bool) -> Self {
        Self {
            path: path.to_path_buf(),
            says: says.into(),
            damage,
        }
    }
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.path.as_os_str().is_empty() {
            return f.write_str(&self.says);
        }
        write!(f, "{} {}", self.path.display(), self.says)
    }
}

impl Checkup {
    /// Whether bytes of the journal were lost or changed.
    pub fn is_damaged(&self) -> bool {
        self.findings.iter().any(|finding| finding.damage)
    }

    fn find(&mut self, path: &Path, says: impl Into<String>, damage: bool) {
        self.findings.push(Finding::new(path, says, damage));
    }

    fn count(&mut self, part: Part) {
        let tally = &mut self.tally;
        match part {
            Part::Session => tally.sessions += 1,
            Part::Draft => tally.drafts += 1,
            Part::Inbox => tally.inbox += 1,
            Part::Review => tally.reviews += 1,
            Part::SetAside => tally.set_aside += 1,
            Part::Backup => tally.backups += 1,
            Part::Identity
            | Part::Label
            | Part::Settings
            | Part::Recipient
            | Part::Lock
            | Part::LeftOver
            | Part::About
            | Part::Hidden
            | Part::Unknown => {}
        }
    }

    /// Takes in one file that holds words, opened or not.
    fn see(&mut self, part: Part, path: &Path, read: Result<Vec<u8>, Why>) {
        let name = path.file_name().and_then(|name| name.to_str());
        let is_json = name.is_some_and(home::is_json);
        if !is_json && matches!(part, Part::Session | Part::Draft) {
            self.find(
                path,
                "is not a file of the journal. It is left alone.",
                false,
            );
            return;
        }
        self.count(part);
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(Why::Sealed(SealError::Sealed)) => {
                self.tally.sealed += 1;
                return;
            }
            Err(why) => {
                self.find(
                    path,
                    format!("was not read: {why}. It is kept as it is."),
                    true,
                );
                return;
            }
        };
        if part == Part::Session {
            self.session(path, &bytes);
        } else if matches!(part, Part::Draft | Part::Inbox) {
            self.draft(part, path, &bytes);
        } else if part == Part::Review
            && is_json
            && let Err(error) = serde_json::from_slice::<IgnoredAny>(&bytes)
        {
            self.torn(path, &error);
        }
    }

    fn session(&mut self, path: &Path, bytes: &[u8]) {
        let (session, problems) = read_session(bytes);
        if let Some(file) = session {
            let wrote = |record: &&Record| matches!(record, Record::Wrote(_));
            self.tally.entries += file.records.iter().filter(wrote).count();
            self.ids.note(path, &file.records);
            let held = (path.to_path_buf(), file.session.id.clone());
            self.held.sessions.push(held);
            let Header { started, .. } = file.session;
            self.began.push(started);
        }
        for problem in problems {
            let damage = !matches!(problem, Problem::NewerFormat(_));
            // What a reader says of a value can hold the value.
            let says = match &problem {
                Problem::Record { number, .. } => {
                    format!("has a record that cannot be read (number {number}); it is kept.")
                }
                Problem::NewerFormat(_)
                | Problem::NotReadable { .. }
                | Problem::Checksum
                | Problem::TwoBodies(_)
                | Problem::Returned(_) => format!("{problem}."),
            };
            self.find(path, says, damage);
        }
    }

    /// Once every file was seen: what lies under another's name, and what was forgotten and is
    /// there all the same.
    fn compare(&mut self) {
        let held = std::mem::take(&mut self.held);
        for (path, own) in misplaced(&held.sessions, names_session) {
            let says = match own {
                Some(own) => format!(
                    "holds another session than its name says; that one lies in {}. Both are \
                     read, and kept as they are.",
                    own.display()
                ),
                None => "holds another session than its name says, and that one is nowhere here; \
                         a backup may have it. The file is read, and kept as it is."
                    .to_owned(),
            };
            self.find(&path, says, true);
        }
        for (path, _) in misplaced(&held.drafts, names_draft) {
            let says = "holds another draft than its name says; it is a draft of its own.";
            self.find(&path, says, false);
        }
        for (path, id) in std::mem::take(&mut self.ids).returned() {
            let says = Problem::Returned(id).to_string();
            self.find(&path, format!("{says}."), false);
        }
    }

    fn draft(&mut self, part: Part, path: &Path, bytes: &[u8]) {
        match Draft::read(bytes) {
            Ok(draft) if draft.format > FORMAT => {
                let says = "was written by a newer version of Rolebook; it is left as it is.";
                self.find(path, says, false);
            }
            Ok(draft) if part == Part::Draft => {
                self.held.drafts.push((path.to_path_buf(), draft.id));
            }
            Ok(_) => {}
            Err(error) => self.torn(path, &error),
        }
    }

    fn torn(&mut self, path: &Path, error: &serde_json::Error) {
        let (line, column) = (error.line(), error.column());
        let says =
            format!("cannot be read from line {line}, column {column} on; it is left as it is.");
        self.find(path, says, true);
    }

    fn noticed(&mut self, notices: Vec<Notice>) {
        for notice in notices {
            let damage = matches!(notice, Notice::Unreadable { .. } | Notice::NotText { .. });
            self.find(Path::new(""), notice.to_string(), damage);
        }
    }
}

/// Reads every file of a journal, the backups in its folder among them. `notices` are those of
/// its opening.
pub fn check_journal(store: &Store, notices: Vec<Notice>) -> Checkup {
    let mut checkup = Checkup::default();
    let is_news = |notice: &Notice| !matches!(notice, Notice::Locked);
    checkup.noticed(notices.into_iter().filter(is_news).collect());
    let (files, strange) = store.files(Part::holds_words);
    checkup.noticed(strange);
    for (part, path) in files {
        let read = store.read_file(&path).map_err(|error| error.why);
        // Gone since it was listed: a draft that has become an answer.
        if read != Err(Why::Missing) {
            checkup.see(part, &path, read);
        }
    }
    checkup.compare();
    let (labels, _) = store.files(|part| part == Part::Label);
    // A coach who only reads what others handed over has no journal.
    if labels.is_empty() && checkup.tally.is_of_a_journal() {
        let says = "is not there. The next start makes it again; no answer needs it.";
        checkup.find(Path::new(home::LABEL), says, true);
    }
    if let Ok(protection) = store.protection() {
        checkup.look_at_keys(&protection);
    }
    let (backups, strange) = store.backups();
    checkup.noticed(strange);
    for backup in backups {
        checkup.tally.backups += 1;
        match store.read_backup(&backup.path) {
            Ok(archive) => {
                for flaw in archive.flaws() {
                    let says = format!("is damaged. {flaw}");
                    checkup.find(&backup.path, says, true);
                }
            }
            Err(error) => {
                let says = format!("was not read: {}. It is kept as it is.", error.why);
                checkup.find(&backup.path, says, true);
            }
        }
    }
    checkup
}

impl Checkup {
    /// Names the keys behind a passphrase that are gone or cannot be whole.
    fn look_at_keys(&mut self, protection: &Protection) {
        let back = "`rolebook restore` brings it back from a backup, and until then the key on \
                    paper opens the journal.";
        let keys = &protection.identities;
        for (id, _) in keys.iter().filter(|(_, stored)| !holds_key(stored)) {
            let says = format!(
                "is damaged: it is a key of the journal, behind its passphrase. Move it away: {back}"
            );
            self.find(&identity(id), says, true);
        }
        let is_there = |id: &String| keys.iter().any(|(known, _)| known == id);
        if let Some(id) = protection.key.as_ref().filter(|id| !is_there(id)) {
            let says = format!("is not there: it is the key of the journal. {back}");
            self.find(&identity(id), says, true);
        }
    }
}

/// Reads every file of a backup, with what opens them.
pub fn check_backup(archive: &Archive, seal: &Seal) -> Checkup {
    let mut checkup = Checkup::default();
    for flaw in archive.flaws() {
        checkup.find(Path::new(""), flaw.to_string(), true);
    }
    for (part, path, bytes) in archive.files() {
        if part.holds_words() {
            let read = seal.open(bytes.to_vec()).map_err(Why::from);
            checkup.see(part, path, read);
        } else if !part.is_backed_up() {
            let says = "is not a file of the journal; it is not brought back.";
            checkup.find(path, says, false);
        }
    }
    checkup.compare();
    checkup
}
