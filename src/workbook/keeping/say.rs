use crate::{
    store::{BackupFile, Protection},
    time::{Day, say::relative},
};

use super::Tally;

/// The rule by which automatic backups go.
pub fn rule() -> &'static str {
    "Of the automatic backups the newest ten stay, then the last of each month for a year, then \
     the last of each year. Those you asked for always stay."
}

/// How a journal is kept, in words: "Locked with a passphrase. Last backup three days ago. This
/// program makes no network connection."
pub fn state(protection: &Protection, backups: &[BackupFile], today: Day) -> String {
    let locked = if protection.locked {
        "Locked with a passphrase."
    } else {
        "Not locked: whoever can open these files can read them."
    };
    let backup = match last(backups) {
        // A clock that has gone backwards makes no backup of tomorrow.
        Some(day) => format!("Last backup {}.", relative(day.min(today), today)),
        None if backups.is_empty() => "No backup in its folder yet.".to_owned(),
        None => "When the last backup was made is not known.".to_owned(),
    };
    format!("{locked} {backup} This program makes no network connection.")
}

/// The day of the newest backup; of its date in UTC, as its name says.
pub(super) fn last(backups: &[BackupFile]) -> Option<Day> {
    let names = backups.iter().filter_map(|backup| backup.name.as_ref());
    names.map(|name| name.at.date_naive()).max()
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
    let parts = [(asked, "that were asked for"), (automatic, "automatic")];
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
