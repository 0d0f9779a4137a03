use crate::{
    store::{Backed, BackupFile, Store},
    time::{Day, Moment, say::relative},
    workbook::locking::locked_line,
};

use super::Tally;

/// The rule by which automatic backups go.
pub fn rule() -> &'static str {
    "Of the automatic backups the newest ten stay, then the last of each month for a year, then \
     the last of each year. Those you asked for always stay."
}

/// How a journal is kept, in words: "Locked with a passphrase. Last backup three days ago. This
/// program makes no network connection." Backups are those in its own folder.
pub fn state(locked: bool, store: &Store, now: Moment) -> String {
    let (sealed, plain) = store.forms();
    let kept = match (locked, sealed, plain) {
        (true, _, 0) => locked_line(true).to_owned(),
        (true, _, plain) => {
            let files = count(plain, "file is", "files are");
            format!("Locked with a passphrase in part: {files} not sealed yet.")
        }
        (false, 0, _) => locked_line(false).to_owned(),
        (false, sealed, _) => {
            let files = count(sealed, "file is", "files are");
            format!("Not locked, though {files} sealed: whoever opens the others can read them.")
        }
    };
    let (backups, _) = store.backups();
    let backup = match last(&backups, now) {
        Some(day) => format!("Last backup {}.", relative(day, now.date_naive())),
        None if backups.is_empty() => "No backup in its folder yet.".to_owned(),
        None => "When the last backup was made is not known.".to_owned(),
    };
    format!("{kept} {backup} This program makes no network connection.")
}

/// What there is to say of a backup that was made before something else.
pub fn made_before(backed: &Backed) -> Vec<String> {
    let made = format!(
        "A backup was made before, and read back: {}.",
        backed.path.display()
    );
    let left = backed.left.iter().map(ToString::to_string);
    let gone = backed.removed.iter();
    let gone = gone.map(|gone| format!("Removed: {}.", gone.display()));
    std::iter::once(made).chain(left).chain(gone).collect()
}

/// The day of the newest backup, here; a clock that has gone backwards makes none of tomorrow.
pub(super) fn last(backups: &[BackupFile], now: Moment) -> Option<Day> {
    let names = backups.iter().filter_map(|backup| backup.name.as_ref());
    let last = names
        .map(|name| name.at.with_timezone(now.offset()))
        .max()?;
    Some(last.date_naive().min(now.date_naive()))
}

/// "1 draft", "no drafts", "1,204 files".
pub fn count(count: usize, one: &str, more: &str) -> String {
    match count {
        0 => format!("no {more}"),
        1 => format!("1 {one}"),
        count => {
            let digits = count.to_string();
            let mut grouped = String::new();
            for (at, digit) in digits.chars().enumerate() {
                if at > 0 && (digits.len() - at).is_multiple_of(3) {
                    grouped.push(',');
                }
                grouped.push(digit);
            }
            format!("{grouped} {more}")
        }
    }
}

/// "21 sessions with 204 entries, 2 drafts, 1 backup": what there is, and sessions in any case.
pub fn tally(tally: &Tally) -> String {
    let mut parts = vec![count(tally.sessions, "session", "sessions")];
    if tally.entries > 0 {
        let with = count(tally.entries, "entry", "entries");
        parts = vec![format!("{} with {with}", parts.concat())];
    }
    let others = [
        (tally.drafts, "draft", "drafts"),
        (tally.inbox, "file in the inbox", "files in the inbox"),
        (tally.reviews, "file of reviews", "files of reviews"),
        (tally.set_aside, "file set aside", "files set aside"),
        (tally.backups, "backup", "backups"),
    ];
    let others = others.into_iter().filter(|(count, ..)| *count > 0);
    parts.extend(others.map(|(many, one, more)| count(many, one, more)));
    parts.join(", ")
}

/// "3 that were asked for, 10 automatic".
pub fn kinds(automatic: usize, asked: usize) -> String {
    let for_you = match asked {
        1 => "that was asked for",
        _ => "that were asked for",
    };
    let parts = [(asked, for_you), (automatic, "automatic")];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<_> = parts
        .map(|(count, kind)| format!("{count} {kind}"))
        .collect();
    parts.join(", ")
}

/// "840 bytes", "12 KB", "3.1 MB".
pub fn size(bytes: usize) -> String {
    match bytes {
        0..10_000 => count(bytes, "byte", "bytes"),
        10_000..1_000_000 => format!("{} KB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}
