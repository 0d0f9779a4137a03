//! Days as people say them.

use chrono::{Datelike, Months};

use super::{Day, Moment, words};

/// "Tuesday 31 March 2026".
pub fn full(day: Day) -> String {
    day.format("%A %-d %B %Y").to_string()
}

/// "31 March 2026".
pub fn plain(day: Day) -> String {
    day.format("%-d %B %Y").to_string()
}

/// "31 March", or with its year where another day of that name is as near or nearer.
pub fn short(day: Day, today: Day) -> String {
    if names_itself(day, today) {
        day.format("%-d %B").to_string()
    } else {
        plain(day)
    }
}

/// For a narrow column: "12 Dec", or "Dec 2024" where another 12 December is as near or nearer.
pub fn brief(day: Day, today: Day) -> String {
    let form = if names_itself(day, today) {
        "%-d %b"
    } else {
        "%b %Y"
    };
    day.format(form).to_string()
}

/// "since 12 December".
pub fn since(day: Day, today: Day) -> String {
    format!("since {}", short(day, today))
}

/// "10:42", at the place where the moment was written.
pub fn clock(moment: &Moment) -> String {
    moment.format("%H:%M").to_string()
}

/// "today", "in nine days", "three weeks ago", "two months ago".
///
/// Exact to the day below four weeks; beyond that in whole weeks, months and years, never
/// rounded up.
pub fn relative(day: Day, today: Day) -> String {
    match (day - today).num_days() {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {}", span(today, day)),
        _ => format!("{} ago", span(day, today)),
    }
}

/// Half a year at most: no other year's day of the same name can be nearer.
fn names_itself(day: Day, today: Day) -> bool {
    (day - today).num_days().abs() <= 182
}

fn span(from: Day, to: Day) -> String {
    let days = (to - from).num_days();
    let months = whole_months(from, to);
    if months >= 24 {
        counted(months / 12, "year")
    } else if months >= 2 {
        counted(months, "month")
    } else if days >= 28 || days % 7 == 0 {
        counted(days / 7, "week")
    } else {
        counted(days, "day")
    }
}

fn whole_months(from: Day, to: Day) -> i64 {
    let count = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month0());
    let months = count(to) - count(from);
    let complete = u32::try_from(months)
        .ok()
        .and_then(|months| from.checked_add_months(Months::new(months)))
        .is_some_and(|day| day <= to);
    if complete { months } else { months - 1 }
}

/// "three"; in digits beyond twelve.
pub fn number(count: usize) -> String {
    let word = count
        .checked_sub(1)
        .and_then(|place| words::COUNTING.get(place));
    word.map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// "one answer", "five answers", "14 answers".
pub fn count(count: usize, unit: &str) -> String {
    let more = if count == 1 { "" } else { "s" };
    format!("{} {unit}{more}", number(count))
}

/// Words up to twelve, digits beyond.
fn counted(count: i64, unit: &str) -> String {
    let word = usize::try_from(count - 1)
        .ok()
        .and_then(|place| words::COUNTING.get(place));
    match (count, word) {
        (1, _) => format!("a {unit}"),
        (_, Some(word)) => format!("{word} {unit}s"),
        (_, None) => format!("{count} {unit}s"),
    }
}
