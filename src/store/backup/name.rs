use chrono::{DateTime, NaiveDateTime, Utc};

use crate::store::home;

/// What a backup is called: `2026-11-21T101233Z.rolebook-backup`, or, made before something,
/// `2026-11-21T101233Z-before-lock.rolebook-backup`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupName {
    pub at: DateTime<Utc>,
    /// What an automatic one was made before.
    pub before: Option<String>,
}

const STAMP: &str = "%Y-%m-%dT%H%M%SZ";
const BEFORE: &str = "-before-";

impl BackupName {
    /// The name of the file; `number` tells apart those of one second.
    pub(super) fn file(&self, number: u32) -> String {
        let stamp = self.at.format(STAMP);
        let before = self.before.as_ref();
        let before = before.map_or(String::new(), |before| format!("{BEFORE}{before}"));
        let number = match number {
            0 | 1 => String::new(),
            number => format!(".{number}"),
        };
        format!("{stamp}{before}{number}.{}", home::BACKUP)
    }

    /// Reads the last part of a path.
    pub fn read(name: &str) -> Option<Self> {
        let name = name.strip_suffix(home::BACKUP)?.strip_suffix('.')?;
        let (stamp, rest) = name.split_at_checked(name.find('Z')? + 1)?;
        let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?.and_utc();
        let (rest, number) = rest.rsplit_once('.').unwrap_or((rest, "2"));
        number.parse::<u32>().ok()?;
        let before = match rest {
            "" => None,
            rest => Some(rest.strip_prefix(BEFORE)?.to_owned()),
        };
        Some(Self { at, before })
    }
}
