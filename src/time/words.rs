//! The words that a phrase about a day is made of.

use chrono::Weekday;

/// One to twelve; what is said in words is also read in words.
pub(super) const COUNTING: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

const LARGER: [(&str, u32); 8] = [
    ("fifteen", 15),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("ninety", 90),
    ("hundred", 100),
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

const MONTHS: [(&str, u32); 12] = [
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
];

/// Words that carry nothing here.
const FILLERS: [&str; 2] = ["of", "the"];

/// A word that carries meaning in a phrase about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Today,
    Tomorrow,
    Yesterday,
    In,
    Ago,
    From,
    By,
    Before,
    After,
    Next,
    Last,
    This,
    End,
    Weekday(Weekday),
    Month(u32),
    /// 1 to 4.
    Quarter(u32),
    Unit(Unit),
    /// Digits, unless they are four.
    Number(u32),
    /// Four digits.
    Year(u32),
    /// `31st`.
    Ordinal(u32),
    /// A count said in words.
    Count(u32),
    /// Digits beyond any count or year.
    OutOfRange,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

/// The words of a phrase. Dashes, slashes and dots divide within a word, so that `31.3.2026`,
/// `31/3/2026` and `31 3 2026` are the same three.
pub(super) fn words(said: &str) -> Vec<Word> {
    said.to_lowercase()
        .split(|c: char| c.is_whitespace() || c == ',')
        .map(|token| token.strip_suffix('.').unwrap_or(token))
        .filter(|token| !token.is_empty() && !FILLERS.contains(token))
        .flat_map(|token| token.split(['-', '/', '.']).map(word).collect::<Vec<_>>())
        .collect()
}

fn word(piece: &str) -> Word {
    named(piece)
        .or_else(|| numbered(piece))
        .or_else(|| begins(&WEEKDAYS, piece).map(Word::Weekday))
        .or_else(|| begins(&MONTHS, piece).map(Word::Month))
        .unwrap_or(Word::Unknown)
}

fn named(piece: &str) -> Option<Word> {
    Some(match piece {
        "today" | "now" => Word::Today,
        "tomorrow" => Word::Tomorrow,
        "yesterday" => Word::Yesterday,
        "in" => Word::In,
        "ago" => Word::Ago,
        "from" => Word::From,
        "by" | "on" | "until" | "till" => Word::By,
        "before" => Word::Before,
        "after" => Word::After,
        "next" => Word::Next,
        "last" => Word::Last,
        "this" => Word::This,
        "end" => Word::End,
        "day" | "days" => Word::Unit(Unit::Day),
        "week" | "weeks" => Word::Unit(Unit::Week),
        "month" | "months" => Word::Unit(Unit::Month),
        "quarter" | "quarters" => Word::Unit(Unit::Quarter),
        "year" | "years" => Word::Unit(Unit::Year),
        "q1" => Word::Quarter(1),
        "q2" => Word::Quarter(2),
        "q3" => Word::Quarter(3),
        "q4" => Word::Quarter(4),
        "a" | "an" => Word::Count(1),
        _ => return None,
    })
}

fn numbered(piece: &str) -> Option<Word> {
    if let Some((_, count)) = LARGER.iter().find(|(name, _)| *name == piece) {
        return Some(Word::Count(*count));
    }
    if let Some((count, _)) = (1..).zip(COUNTING).find(|(_, name)| *name == piece) {
        return Some(Word::Count(count));
    }
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .find_map(|ending| piece.strip_suffix(ending));
    let digits = ordinal.unwrap_or(piece);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(match (digits.parse(), ordinal) {
        (Err(_), _) => Word::OutOfRange,
        (Ok(number), Some(_)) => Word::Ordinal(number),
        (Ok(0..1000), None) if digits.len() == 4 => Word::OutOfRange,
        (Ok(number), None) if digits.len() == 4 => Word::Year(number),
        (Ok(number), None) => Word::Number(number),
    })
}

/// A name in full, or its beginning of at least three letters.
fn begins<T: Copy>(names: &[(&str, T)], piece: &str) -> Option<T> {
    let found = names.iter().find(|(name, _)| name.starts_with(piece))?;
    (piece.len() >= 3).then_some(found.1)
}
