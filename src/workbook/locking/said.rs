use std::path::{Path, PathBuf};

use super::{Done, may_pass};
use crate::{
    seal::{MINIMUM, SealError, Strength},
    store::Why,
};

/// What losing the passphrase means.
pub const LOSS: &str = "If the passphrase and the key on paper are lost, nobody can open this \
    journal, and neither can we.";

/// What the key on paper is.
pub const PAPER: &str = "A key on paper opens the journal without the passphrase. Whoever has it \
    and the files can read everything: keep it where you would keep a house key.";

/// That a new key does not close the journal to the key on paper.
pub(super) const PAPER_STAYS: &str = "The key on paper that there is goes on opening the journal, \
    what is sealed from now on too. `rolebook passphrase --new-key --paper` makes another one.";

/// What no program can reach.
pub const REACH: &str = "What this cannot reach: the history of git, older versions that a cloud \
    keeps, worn cells of a disk, and backups that lie elsewhere. They hold what they held.";

/// Before everything is sealed anew.
pub const SAME_ELSEWHERE: &str = "On other machines that share this journal, close Rolebook first \
    and let everything be synchronized.";

/// Where two machines were locked apart.
pub const OTHER_KEY: &str = "There is a key behind another passphrase too, as when two machines \
    were locked apart. With its passphrase the new one opens both; enter alone leaves it.";

/// That the passphrase is another now, and what the old one still opens.
pub(super) const CHANGED: &str = "The passphrase is changed. Older copies of identities/, as in \
    git, in a cloud or in a backup, still open with the old one; a new key (`rolebook passphrase \
    --new-key`) closes to them what is sealed from then on.";

/// At a field that shows nothing.
pub const NOT_SHOWN: &str = "What you type is not shown.";

pub(super) const STATED: &str = "journal.json did not say that this journal is locked: an older one \
    had been brought back. It says so again.";

pub(super) const DISAGREED: &str = "The keys that were noted beside the settings for adding to \
    this journal while it is locked were not its own. They are put right now. If you did not \
    change the key on another machine, look at what was added while it was locked before you keep \
    it.";

/// How long guessing a passphrase would take, for somebody who has the files.
pub fn strength_line(strength: Strength) -> String {
    let (takes, better) = match strength {
        Strength::TooShort => return format!("Too short: it takes at least {MINIMUM} characters."),
        Strength::Minutes => (
            "minutes or hours",
            " Four or five words that do not belong together would hold longer.",
        ),
        Strength::Days => ("days or weeks", " One more word would hold longer."),
        Strength::Years => ("years", ""),
        Strength::Centuries => ("more than a lifetime", ""),
    };
    format!("Guessed in {takes} by somebody who has the files.{better}")
}

pub(super) const FINISHED: &str = "The change of the key that was cut off is done: what was \
    turned is sealed to the new key.";

/// That a change of the key which was cut off is undone, with nothing sealed to the new one.
pub(super) fn undone(key_stays: bool) -> &'static str {
    if key_stays {
        "The change of the key was undone, and what was turned is sealed to the key from before. \
         The new one stays in identities/, since a file may need it. `rolebook passphrase \
         --new-key` makes another one."
    } else {
        "The change of the key was undone: everything is sealed to the key from before, and the \
         new one is gone. `rolebook passphrase --new-key` makes it again."
    }
}

/// What opens the backup that was made before a new key.
pub(super) fn opens_with(by_paper: bool) -> &'static str {
    if by_paper {
        "That backup opens with the key on paper."
    } else {
        "That backup opens with the new passphrase."
    }
}

/// How the journal is protected.
pub fn locked_line(locked: bool) -> &'static str {
    if locked {
        "Locked with a passphrase."
    } else {
        "Not locked: whoever opens the files can read them."
    }
}

impl Done {
    /// That every file is sealed, or which are not.
    pub fn sealed_lines(&self) -> Vec<String> {
        let is_plain = |(_, why): &(_, Why)| !matches!(why, Why::Sealed(_));
        let how = if self.left.iter().any(is_plain) {
            "Locked in part"
        } else if self.damaged.is_empty() && self.remains.is_empty() {
            "Locked"
        } else {
            "Locked, but plain text remains"
        };
        let mut lines = vec![match self.files {
            1 => format!("{how}: one file is sealed."),
            files => format!("{how}: {files} files are sealed."),
        }];
        if !self.backups.is_empty() {
            lines.push(format!(
                "Older backups are sealed too: {}.",
                listed(&self.backups)
            ));
        }
        lines.extend(self.damaged.iter().map(|path| damaged_line(path)));
        if !self.remains.is_empty() {
            lines.push(format!(
                "These hold plain text and are not files of the journal, so they were left \
                 alone: {}. Remove them, or move them to where nobody finds them.",
                listed(&self.remains)
            ));
        }
        lines.extend(self.left_lines("could not be sealed to the journal's key", "lock"));
        if self.key_stays {
            lines.push(
                "The key from before stays beside the new one, behind the same passphrase, since \
                 there are files that may need it: those that were named here, or older ones such \
                 as backups."
                    .to_owned(),
            );
        }
        lines.extend(self.notices.iter().cloned());
        lines
    }

    /// That every file is plain, or which are not.
    pub fn opened_lines(&self) -> Vec<String> {
        let (files, read) = match self.files {
            1 => ("one file is".to_owned(), "it can read it"),
            files => (format!("{files} files are"), "them can read them"),
        };
        let mut lines = vec![if self.stopped {
            format!("Not unlocked wholly: {files} plain, and the journal stays locked.")
        } else {
            format!("Not locked any more: {files} plain. Whoever opens {read}.")
        }];
        lines.extend(self.left_lines("could not be opened", "unlock"));
        lines.extend(self.aside.iter().map(|(path, kept)| {
            format!(
                "{} is sealed and could not be opened. It is kept as {}, exactly as it was.",
                path.display(),
                kept.display()
            )
        }));
        if self.key_stays {
            lines.push(
                "The key stays in identities/, since files are sealed to it still.".to_owned(),
            );
        }
        lines.extend(self.notices.iter().cloned());
        lines
    }

    /// What was left, why, and what helps; `verb` goes on then.
    fn left_lines(&self, how: &str, verb: &str) -> Vec<String> {
        let paths: Vec<String> = self
            .left
            .iter()
            .map(|(path, why)| format!("{} ({why})", path.display()))
            .collect();
        if paths.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![format!(
            "These {how}, and lie as they were: {}.",
            paths.join(", ")
        )];
        let any = |is: fn(&Why) -> bool| self.left.iter().any(|(_, why)| is(why));
        if self.elsewhere && any(is_other_key) {
            lines.push(format!(
                "There is a key behind another passphrase beside the journal. `rolebook \
                 passphrase` takes that passphrase too; then `rolebook {verb}` goes on."
            ));
        }
        if any(may_pass) {
            lines.push(format!(
                "Once every file can be read and written, `rolebook {verb}` goes on."
            ));
        }
        if any(|why| *why == Why::Link) {
            lines.push(format!(
                "With what a link leads to put in its place, `rolebook {verb}` goes on."
            ));
        }
        lines
    }
}

fn listed(paths: &[PathBuf]) -> String {
    let paths: Vec<_> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    paths.join(", ")
}

/// What is said of an older backup that can be read by anyone and not be sealed.
fn damaged_line(path: &Path) -> String {
    let path = path.display();
    format!(
        "The older backup {path} is damaged, so it was not sealed: whoever opens it can read what \
         is left in it. In the journal's folder, `rolebook verify {path}` says what is left, and \
         `rm {path}` removes it."
    )
}

/// What is said of files that are sealed to a key that is not open.
pub(in crate::workbook) fn other_key_line(files: &[String], unopened: usize) -> String {
    const NAMED: usize = 3;
    let mut named = files.iter().take(NAMED).cloned().collect::<Vec<_>>();
    if files.len() > NAMED {
        named.push(format!("{} more", files.len() - NAMED));
    }
    let files = named.join(", ");
    if unopened > 0 {
        format!(
            "Sealed to a key behind another passphrase, and not read: {files}. The journal was \
             locked on another machine apart; `rolebook passphrase` takes that passphrase too, \
             and then one opens both."
        )
    } else {
        format!(
            "Sealed to a key that is not in this journal, and not read: {files}. They are kept \
             as they are. A synchronizer may still be bringing the key; `rolebook restore` brings \
             it back from a backup that has it."
        )
    }
}

/// Whether something was not read because its key is not open.
pub(in crate::workbook) fn is_other_key(why: &Why) -> bool {
    *why == Why::Sealed(SealError::OtherKey)
}
