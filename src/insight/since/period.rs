use chrono::Months;

use crate::{
    journal::{Entry, Journal, Occasion, Sitting},
    time::{Day, quarter, say},
};

/// From when changes are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    Roundtable,
    Quarter,
    LastQuarter,
    YearAgo,
    Everything,
    Day(Day),
}

impl Since {
    /// Those that follow each other, round and round.
    pub const ALL: [Self; 5] = [
        Self::Roundtable,
        Self::Quarter,
        Self::LastQuarter,
        Self::YearAgo,
        Self::Everything,
    ];

    /// The id it has for scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Roundtable => "roundtable",
            Self::Quarter => "quarter",
            Self::LastQuarter => "last-quarter",
            Self::YearAgo => "year-ago",
            Self::Everything => "everything",
            Self::Day(_) => "day",
        }
    }

    /// The beginning that is meant by its id, however it is written: "last quarter".
    pub fn named(said: &str) -> Option<Self> {
        let words: Vec<String> = said.split_whitespace().map(str::to_lowercase).collect();
        let id = words.join("-");
        Self::ALL.into_iter().find(|since| since.id() == id)
    }
}

/// A stretch of the journal up to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub since: Since,
    /// The day from which on; none for everything.
    pub day: Option<Day>,
    /// The last answer of a roundtable: what follows it in the journal belongs to the period,
    /// whatever a clock said.
    after: Option<usize>,
    /// A roundtable was asked for, and the journal holds none; the quarter stands for it.
    pub no_roundtable: bool,
}

impl Period {
    pub fn of(journal: &Journal, since: Since, today: Day) -> Self {
        let this_quarter = quarter(today).first();
        let (mut since, mut after, mut no_roundtable) = (since, None, false);
        let day = match since {
            Since::Roundtable => {
                let last = last_roundtable(journal, today);
                no_roundtable = last.is_none();
                after = last.map(|(at, _)| at);
                if no_roundtable {
                    since = Since::Quarter;
                }
                Some(last.map_or(this_quarter, |(_, day)| day))
            }
            Since::Quarter => Some(this_quarter),
            Since::LastQuarter => this_quarter.checked_sub_months(Months::new(3)),
            Since::YearAgo => today.checked_sub_months(Months::new(12)),
            Since::Everything => None,
            Since::Day(day) => Some(day),
        };
        Self {
            since,
            day,
            after,
            no_roundtable,
        }
    }

    /// Whether the entry at this position belongs to it.
    pub fn holds(&self, at: usize, entry: &Entry) -> bool {
        let later = self.after.is_some_and(|after| at > after);
        later || self.begins_by(entry.at.date_naive())
    }

    /// Whether a day that was set beforehand lies in it and has come.
    pub fn came(&self, day: Day, today: Day) -> bool {
        day <= today && self.begins_by(day)
    }

    /// Whether it has begun on this day. The day of a roundtable belongs to what lies before it.
    pub(super) fn begins_by(&self, day: Day) -> bool {
        self.day.is_none_or(|first| match self.after {
            Some(_) => day > first,
            None => day >= first,
        })
    }
}

/// The last answer written for a roundtable that is over, and its day.
fn last_roundtable(journal: &Journal, today: Day) -> Option<(usize, Day)> {
    let sittings = journal.sittings().iter().rev();
    sittings
        .filter_map(|sitting| roundtable(journal, sitting, today))
        .max()
}

fn roundtable(journal: &Journal, sitting: &Sitting, today: Day) -> Option<(usize, Day)> {
    let (mut before, mut after) = (None, None);
    for at in sitting.entries.iter().rev().copied() {
        match journal.at(at).and_then(deck) {
            Some("before") if before.is_none() => before = Some(at),
            Some("after") if after.is_none() => after = Some(at),
            _ => {}
        }
    }
    let alone = sitting.occasion == Occasion::Roundtable;
    let last = sitting.entries.last().copied().filter(|_| alone);
    let at = before.max(after).or(last)?;
    let day = journal.at(at)?.at.date_naive();
    // One prepares on the day or on the evening before: until then the roundtable is to come.
    let over = match (before, after) {
        (Some(_), None) => day.succ_opt()?,
        _ => day,
    };
    (over < today).then_some((at, day))
}

/// The deck whose question an entry answers.
fn deck(entry: &Entry) -> Option<&str> {
    if entry.answers.is_some() {
        return None;
    }
    let (deck, _) = entry.asked.as_ref()?.prompt.split_once('.')?;
    Some(deck)
}

/// Where a period begins, and why there: "since 12 December, your last roundtable".
pub fn said_since(period: &Period, today: Day) -> String {
    let Some(day) = period.day else {
        return "from the first day on".to_owned();
    };
    let since = say::since(day, today);
    match period.since {
        Since::Roundtable => format!("{since}, your last roundtable"),
        Since::Quarter => format!("{since}, when this quarter began"),
        Since::LastQuarter => format!("{since}, when last quarter began"),
        Since::YearAgo => format!("{since}, a year ago"),
        Since::Everything | Since::Day(_) => since,
    }
}
