//! A day in a calendar file, with no words of the journal in it (RFC 5545).

use super::Cleared;
use crate::{
    text::shown_text,
    time::{Cadence, Day, Moment},
};

/// The longest line of a calendar file, in bytes.
const LINE: usize = 75;

/// Of days that no rule of a calendar gives, so many months are written one by one.
const AHEAD: u32 = 24;

/// What goes into a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What the person typed for it.
    pub title: String,
    pub days: Days,
    /// Told apart from every other file by this; it says nothing.
    pub uid: String,
    /// When it is written.
    pub at: Moment,
}

/// The days on which something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    /// On each of these.
    Each(Vec<Day>),
    /// From this day on, every so many months on the day of that number.
    Every(Day, u32),
}

impl Days {
    /// The days of something from `from` on: as a rule where a calendar counts as we do, one by
    /// one where it does not, as from the last day of a month. May be empty.
    pub fn of(first: Day, cadence: Cadence, from: Day) -> Self {
        let mut days = cadence.from(first, from);
        let Some(months) = cadence.months() else {
            return Self::Each(days.collect());
        };
        if cadence.keeps_its_number(first) {
            return match days.next() {
                Some(day) => Self::Every(day, months),
                None => Self::Each(Vec::new()),
            };
        }
        let count = usize::try_from(AHEAD / months).unwrap_or(1);
        Self::Each(days.take(count).collect())
    }
}

/// The file, to be written as it is.
pub fn file(calendar: &Cleared<Calendar>) -> Cleared<String> {
    calendar.made(written)
}

fn written(calendar: &Calendar) -> String {
    let mut lines = Lines::default();
    lines.line("BEGIN:VCALENDAR");
    lines.line("VERSION:2.0");
    lines.line("PRODID:-//Rolebook//Rolebook//EN");
    match &calendar.days {
        Days::Each(days) => {
            for (at, day) in days.iter().enumerate() {
                event(&mut lines, calendar, at, *day, None);
            }
        }
        Days::Every(day, months) => event(&mut lines, calendar, 0, *day, Some(*months)),
    }
    lines.line("END:VCALENDAR");
    lines.0
}

fn event(lines: &mut Lines, calendar: &Calendar, at: usize, day: Day, months: Option<u32>) {
    lines.line("BEGIN:VEVENT");
    lines.line(&format!("UID:{}-{}", calendar.uid, at + 1));
    let stamp = calendar.at.to_utc().format("%Y%m%dT%H%M%SZ");
    lines.line(&format!("DTSTAMP:{stamp}"));
    lines.line(&format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
    match months {
        None => {}
        Some(1) => lines.line("RRULE:FREQ=MONTHLY"),
        Some(months) => lines.line(&format!("RRULE:FREQ=MONTHLY;INTERVAL={months}")),
    }
    lines.line(&format!("SUMMARY:{}", escaped(&calendar.title)));
    lines.line("CLASS:PRIVATE");
    lines.line("TRANSP:TRANSPARENT");
    lines.line("END:VEVENT");
}

/// A text with what would end it, or begin another, escaped; control characters by name.
fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = shown_text(&text);
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Lines that end as RFC 5545 wants it, folded between characters where they are long.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, line: &str) {
        let mut used = 0;
        for c in line.chars() {
            if used + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                used = 1;
            }
            used += c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}
