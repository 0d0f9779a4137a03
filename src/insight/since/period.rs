use chrono::Months;

use crate::{
    insight::roundtable::{Roundtable, last_stated, prepared_on, roundtables},
    journal::{Entry, Fact, Journal, Occasion, Sitting},
    time::{Day, moment_from, quarter, say},
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
                after = last.and_then(|(at, _)| at);
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
        self.day
            .is_none_or(|first| day > first || day == first && self.since != Since::Roundtable)
    }
}

/// The day of the last roundtable that is over, as it was written about or as it was stated,
/// whichever is later; and the last answer written for it.
fn last_roundtable(journal: &Journal, today: Day) -> Option<(Option<usize>, Day)> {
    let look = Look {
        journal,
        today,
        stated: roundtables(journal),
    };
    let sittings = journal.sittings().iter().rev();
    let written = sittings.filter_map(|sitting| look.written(sitting)).max();
    let stated = last_stated(journal, today);
    let later = stated.filter(|day| written.is_none_or(|(_, written)| written < *day));
    match later {
        Some(day) => Some((None, day)),
        None => written.map(|(at, day)| (Some(at), day)),
    }
}

struct Look<'a> {
    journal: &'a Journal,
    today: Day,
    stated: Vec<Roundtable>,
}

impl Look<'_> {
    fn written(&self, sitting: &Sitting) -> Option<(usize, Day)> {
        let (mut before, mut after, mut asked) = (None, None, false);
        for at in sitting.entries.iter().rev().copied() {
            let entry = self.journal.at(at);
            let prompt = entry.and_then(prompt);
            match prompt.and_then(|prompt| prompt.split_once('.')) {
                Some(("before", _)) if before.is_none() => {
                    let lone =
                        prompt == Some(QUESTION) && !entry.is_some_and(|e| self.in_ritual(e));
                    asked |= lone;
                    before = (!lone).then_some(at);
                }
                Some(("after", _)) if after.is_none() => after = Some(at),
                _ => {}
            }
        }
        let alone = sitting.occasion == Occasion::Roundtable && !asked;
        let last = sitting.entries.last().copied().filter(|_| alone);
        let at = before.max(after).or(last)?;
        let day = self.journal.at(at)?.at.date_naive();
        // One prepares on the day or on the evening before, or for a day that was stated: until
        // then the roundtable is to come.
        let over = match (before, after) {
            (Some(_), None) => prepared_on(&self.stated, day).max(day.succ_opt())?,
            _ => day,
        };
        (over < self.today).then_some((at, day))
    }

    /// Whether it was written on the way through the last ritual that came to its end.
    fn in_ritual(&self, entry: &Entry) -> bool {
        let mut ended = self.journal.facts_of(Fact::Ritual);
        let ended = ended.find(|stated| stated.key == "before");
        ended.is_some_and(|stated| {
            let began = stated.value.get("began").and_then(|began| began.as_str());
            let began = began.and_then(|began| moment_from(began).ok());
            began.is_some_and(|began| began <= entry.at) && entry.at <= stated.at
        })
    }
}

/// The question for a roundtable. By itself it prepares none: it is kept for the next one.
pub const QUESTION: &str = "before.7";

/// The question an entry answers.
fn prompt(entry: &Entry) -> Option<&str> {
    let asked = entry.asked.as_ref().filter(|_| entry.answers.is_none())?;
    Some(&asked.prompt)
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
