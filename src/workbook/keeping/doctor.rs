use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{Checkup, check_journal, say};
use crate::{
    store::{
        Carrier, Keys, Notice, Part, Protection, Store, StoreError, disk::Disk, is_conflict_copy,
    },
    time::Moment,
    workbook::open::whole,
};

/// A journal that is looked through, and what is known of it from outside.
pub struct Given<'a> {
    pub store: &'a Store,
    /// Those of opening it.
    pub notices: Vec<Notice>,
    pub protection: &'a Protection,
    pub carriers: &'a [Carrier],
    pub now: Moment,
}

/// What a doctor says of a journal: sentences, and none of its words.
#[derive(Debug)]
pub struct Doctor {
    /// How it is kept, in words.
    pub state: String,
    pub sections: Vec<Section>,
    /// How many files are sealed and were not opened.
    pub sealed: usize,
}

/// What there is to say about one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub about: &'static str,
    /// Whole sentences, at least one.
    pub says: Vec<String>,
    /// Whether bytes were lost or changed.
    pub damage: bool,
}

impl Section {
    /// A section that names no damage.
    pub fn new(about: &'static str, says: Vec<String>) -> Self {
        Self {
            about,
            says,
            damage: false,
        }
    }

    fn or(mut self, nothing: &str) -> Self {
        if self.says.is_empty() {
            self.says.push(nothing.to_owned());
        }
        self
    }
}

/// Clocks of two machines may differ by so much.
const APART: chrono::TimeDelta = chrono::TimeDelta::minutes(10);

/// Looks a journal through.
pub fn doctor(given: Given<'_>) -> Doctor {
    let Given {
        store,
        notices,
        protection,
        carriers,
        now,
    } = given;
    let checkup = check_journal(store, notices);
    let sections = vec![
        files(store, &checkup),
        modes(store),
        left_over(store),
        copies(store),
        others(store),
        plain(store, protection),
        backup(store, now),
        carried(carriers, protection.locked),
        clock(&checkup, now),
    ];
    Doctor {
        state: say::state(protection.locked, store, now),
        sealed: checkup.tally.sealed,
        sections: sections
            .into_iter()
            .filter(|section| !section.says.is_empty())
            .collect(),
    }
}

fn files(store: &Store, checkup: &Checkup) -> Section {
    let mut says = Vec::new();
    if store.is_there() {
        says.push(format!("Found {}.", say::tally(&checkup.tally)));
    } else {
        says.push("There is no journal here yet.".to_owned());
    }
    let sealed = checkup.tally.sealed;
    if sealed > 0 {
        let files = say::count(sealed, "file is", "files are");
        says.push(format!(
            "{files} sealed and not opened, for want of the passphrase."
        ));
    }
    says.extend(checkup.findings.iter().map(ToString::to_string));
    let damage = checkup.is_damaged();
    if !damage && sealed == 0 && store.is_there() {
        says.push("Every one was read, and none is damaged.".to_owned());
    }
    Section {
        about: "Files",
        says,
        damage,
    }
}

fn modes(store: &Store) -> Section {
    let modes = store.modes().into_iter().map(|mode| {
        let path = placed(&mode.path);
        if mode.open_to_others {
            format!("{path} lets other people on this machine in; --mend closes it to them.")
        } else {
            format!("{path} is closed to its owner too; --mend opens it to them.")
        }
    });
    Section::new("Permissions", modes.collect())
        .or("Every file and folder of the journal is its owner's alone.")
}

fn left_over(store: &Store) -> Section {
    let left = store.strangers().into_iter();
    let left = left.filter(|(part, ..)| *part == Part::LeftOver);
    let says = left.map(|(_, path, _)| {
        let path = path.display();
        format!("{path} was left by a save that was cut off. --mend settles it, or the next start.")
    });
    Section::new("Leftovers", says.collect()).or("No save was cut off.")
}

fn copies(store: &Store) -> Section {
    let (files, _) = store.files(Part::holds_words);
    let copies = files.into_iter().filter(|(_, path)| is_conflict_copy(path));
    let says = copies.map(|(_, path)| {
        let path = path.display();
        format!("{path} is a second version; it is read beside the first, and nothing is lost.")
    });
    let (keys, _) = store.files(|part| part == Part::Identity);
    let keys = keys.into_iter().filter(|(_, path)| is_conflict_copy(path));
    let keys = keys.map(|(_, path)| {
        let path = path.display();
        format!(
            "{path} is a second version of a key. It is tried beside the first, so the passphrase \
             that it lies behind opens the journal too, an older one perhaps."
        )
    });
    Section::new("Second versions", says.chain(keys).collect())
}

fn others(store: &Store) -> Section {
    let others = store.strangers().into_iter();
    let says = others
        .filter(|(part, ..)| *part != Part::LeftOver)
        .map(|(_, path, is_link)| {
            let path = path.display();
            if is_link {
                format!("{path} is a link, and the journal follows none. It is left alone.")
            } else {
                format!("{path} is not a file of the journal. It is left alone.")
            }
        });
    Section::new("Other files", says.collect()).or("Nothing else lies in the folder.")
}

/// What is not sealed in a journal that is locked.
fn plain(store: &Store, protection: &Protection) -> Section {
    let mut says = Vec::new();
    if protection.locked {
        let (files, _) = store.files(Part::holds_words);
        let is_plain = |path: &PathBuf| path.extension().is_none_or(|end| end != "age");
        let plain = files.iter().filter(|(_, path)| is_plain(path)).count();
        if plain > 0 {
            let files = say::count(plain, "file is", "files are");
            says.push(format!(
                "{files} not sealed yet; `rolebook lock` goes on with it."
            ));
        }
        for backup in store.backups().0 {
            let archive = store.read_backup(&backup.path);
            if archive.is_ok_and(|archive| archive.is_plain()) {
                let path = backup.path.display();
                says.push(format!("{path} holds words that are not sealed."));
            }
        }
    }
    Section::new("Not sealed", says)
}

fn backup(store: &Store, now: Moment) -> Section {
    let (backups, _) = store.backups();
    let Some(day) = say::last(&backups, now) else {
        let says = "There is none in backups/; `rolebook backup` makes one, and `rolebook backup \
                    DIR` one elsewhere.";
        return Section::new("Backups", vec![says.to_owned()]);
    };
    let last = crate::time::say::relative(day, now.date_naive());
    let automatic = backups
        .iter()
        .filter(|backup| backup.is_automatic())
        .count();
    let kinds = say::kinds(automatic, backups.len() - automatic);
    let says = format!("The last was made {last}. In backups/: {kinds}.");
    Section::new("Backups", vec![says])
}

fn carried(carriers: &[Carrier], locked: bool) -> Section {
    let says = carriers.iter().map(|carrier| {
        let name = carrier.name();
        let form = if locked { "sealed" } else { "as plain text" };
        match carrier {
            Carrier::Git => format!(
                "The folder lies in a git repository: what is committed stays in its history, \
                 {form}, and goes where it is pushed."
            ),
            Carrier::Syncthing
            | Carrier::Dropbox
            | Carrier::OneDrive
            | Carrier::ICloud
            | Carrier::Nextcloud
            | Carrier::GoogleDrive => format!(
                "The folder seems to be carried by {name}: what you write leaves this machine with \
                 it, {form}, and older versions may be kept there."
            ),
        }
    });
    Section::new("Synchronizing", says.collect())
        .or("No sign of a synchronizer or of git in the folder or above it.")
}

fn clock(checkup: &Checkup, now: Moment) -> Section {
    let ahead = checkup.began.iter().filter(|began| **began > now + APART);
    let ahead: Vec<_> = ahead.collect();
    let mut says = Vec::new();
    if let Some(last) = ahead.iter().max() {
        let sessions = match ahead.len() {
            1 => "1 session says that it began after now".to_owned(),
            some => format!("{some} sessions say that they began after now"),
        };
        let day = crate::time::say::plain(last.date_naive());
        let today = crate::time::say::plain(now.date_naive());
        says.push(format!(
            "{sessions}, the last on {day}, and this clock says {today}: it is behind, or another \
             was ahead. The order of sessions does not depend on it."
        ));
    }
    Section::new("Clock", says).or("No session began after now.")
}

fn placed(path: &Path) -> String {
    if path.as_os_str().is_empty() {
        return "The journal's folder".to_owned();
    }
    path.display().to_string()
}

/// Closes to others, and opens to its owner, what is the journal's. What was done, in sentences.
///
/// # Errors
/// The journal cannot be looked at.
pub fn mend_modes(disk: &Arc<dyn Disk>, home: &Path) -> Result<Vec<String>, StoreError> {
    let mut done = Vec::new();
    // A folder that was closed to its owner shows what is in it only once it is open.
    for _ in 0..10 {
        let (store, _) = Store::inspect(Arc::clone(disk), home, Keys::default())?;
        let mut mended = false;
        for mode in store.modes() {
            let path = placed(&mode.path);
            match store.restrict(&mode.path) {
                Ok(()) => {
                    mended = true;
                    done.push(format!("{path} is its owner's alone now."));
                }
                Err(error) => done.push(format!("{path} could not be mended: {}.", error.why)),
            }
        }
        if !mended {
            break;
        }
    }
    Ok(done)
}

/// Settles what cut-off saves have left, without a word changing. What was done, in sentences.
///
/// # Errors
/// The journal cannot be opened.
pub fn settle(
    disk: &Arc<dyn Disk>,
    home: &Path,
    keys: &Keys,
    fresh_id: &str,
) -> Result<Vec<String>, StoreError> {
    let mut done = Vec::new();
    let (store, _) = Store::inspect(Arc::clone(disk), home, keys.clone())?;
    let is_there = store.is_there();
    drop(store);
    if is_there {
        let (_, notices) = Store::open(Arc::clone(disk), home, fresh_id, &whole, keys.clone())?;
        let settled = notices.iter().filter(|notice| {
            matches!(
                notice,
                Notice::Adopted { .. } | Notice::SetAside { .. } | Notice::LabelRebuilt { .. }
            )
        });
        done.extend(settled.map(ToString::to_string));
    }
    Ok(done)
}
