//! Every sentence about what changed.

use super::{Kind, Said};
use crate::{
    deck::Ends,
    insight::thread::{Break, Point},
    journal::{Entry, Mark},
    text,
    time::{Day, say::short},
};

/// So many words of an older answer are quoted.
const QUOTED: usize = 10;

/// Between two parts of a line.
const GAP: &str = "   ";

impl Kind {
    /// Above the facts of this kind.
    pub fn title(self) -> &'static str {
        match self {
            Self::Verdict => "Your verdicts",
            Self::Mark => "Marks, then and now",
            Self::Choice => "Choices, then and now",
            Self::Promise => "Promises",
            Self::Forecast => "Forecasts",
            Self::Letter => "Letters",
            Self::Role => "Roles",
            Self::Again => "Answered again",
            Self::First => "Answered for the first time",
            Self::Rested => "Not looked at for long",
        }
    }

    /// The id it has for scripts.
    pub fn id(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Mark => "mark",
            Self::Choice => "choice",
            Self::Promise => "promise",
            Self::Forecast => "forecast",
            Self::Letter => "letter",
            Self::Role => "role",
            Self::Again => "again",
            Self::First => "first",
            Self::Rested => "rested",
        }
    }
}

impl Said {
    fn new(title: impl Into<String>, beside: impl Into<String>, lines: Vec<String>) -> Self {
        Self {
            title: title.into(),
            beside: beside.into(),
            lines,
        }
    }

    /// With a line in the writer's own words.
    pub(super) fn with(mut self, words: Option<&str>) -> Self {
        self.lines.extend(words.map(str::to_owned));
        self
    }
}

pub(super) fn counts((sessions, answers): (usize, usize)) -> String {
    let count = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    };
    match sessions {
        0 => String::new(),
        _ => format!(
            "{}, {}",
            count(sessions, "session", "sessions"),
            count(answers, "answer", "answers")
        ),
    }
}

/// The first words of an entry, to know it again by; of marks that are lines, the first.
pub(super) fn first_words(entry: &Entry) -> Option<String> {
    let lines: Vec<&str> = match &entry.mark {
        Some(Mark::Lines(lines)) => lines.iter().map(String::as_str).collect(),
        Some(Mark::People(people)) => people.iter().map(|one| one.role.as_str()).collect(),
        _ => Vec::new(),
    };
    let words = entry.words.lines().chain(lines);
    let line = words.map(str::trim).find(|line| !line.is_empty())?;
    if matches!(entry.mark, Some(Mark::Promise(_) | Mark::Forecast(_))) {
        return Some(text::flat(line));
    }
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let whole = words.len() <= QUOTED;
    words.truncate(QUOTED);
    // Where a sentence ends before the break, the quotation ends with it.
    let ends = |word: &&str| word.ends_with(['.', '?', '!']);
    if let Some(end) = words.iter().rposition(ends).filter(|_| !whole) {
        words.truncate(end + 1);
    }
    let quote = words.join(" ");
    if whole || words.last().is_some_and(ends) {
        return Some(quote);
    }
    // A quotation that breaks off says so, and does not end in the comma before the break.
    let broken = quote.trim_end_matches([',', ';', ':', '-', '\u{2013}', ' ']);
    Some(format!("{broken}\u{2026}"))
}

fn question(entry: &Entry) -> &str {
    let asked = entry.asked.as_ref();
    asked.map_or("A note", |asked| asked.question.as_str())
}

pub(super) fn verdict(
    on: Point<'_>,
    is: &str,
    words: Option<&str>,
    why: Option<&str>,
    today: Day,
) -> Said {
    let day = short(on.day(), today);
    let line = match words {
        Some(words) => format!("{day}: \"{words}\""),
        None => format!("what you wrote on {day}"),
    };
    let title = format!("{is}{GAP}{}", question(on.now));
    Said::new(title, "", vec![line]).with(why)
}

/// "Then 3, now 5.", and both ends in words.
pub(super) fn marks(then: Point<'_>, now: Point<'_>, marks: [u8; 2], today: Day) -> Said {
    let [was, is] = marks;
    let days = two_days(then, now, today);
    let mut lines = vec![format!("Then {was}, now {is}.{GAP}{days}")];
    lines.extend(now.now.ends().map(Ends::said));
    Said::new(question(now.now), "", lines)
}

pub(super) fn choices(then: Point<'_>, now: Point<'_>, says: &[String; 2], today: Day) -> Said {
    let [was, is] = says;
    let lines = vec![
        format!("then, {}: {was}", short(then.day(), today)),
        format!("now, {}: {is}", short(now.day(), today)),
    ];
    Said::new(question(now.now), "", lines)
}

/// What was chosen, in the words in which it was offered.
pub(super) fn chosen(entry: &Entry) -> String {
    let chosen: Vec<&str> = match &entry.mark {
        Some(Mark::Choice(id)) => vec![entry.option(id)],
        Some(Mark::Choices(ids)) => ids.iter().map(|id| entry.option(id)).collect(),
        _ => Vec::new(),
    };
    chosen.join("; ")
}

pub(super) fn again(then: Point<'_>, now: Point<'_>, breaks: &[Break], today: Day) -> Said {
    let mut beside = vec![two_days(then, now, today)];
    beside.extend(breaks.iter().map(|one| broke(*one).to_owned()));
    Said::new(question(now.now), beside.join(", "), Vec::new())
}

fn broke(one: Break) -> &'static str {
    match one {
        Break::Role => "in another role",
        Break::Question => "asked in other words",
        Break::Scale => "answered in another way",
        Break::Options => "with other options",
    }
}

pub(super) fn first(now: Point<'_>, today: Day) -> Said {
    Said::new(question(now.now), short(now.day(), today), Vec::new())
}

pub(super) fn rested(entry: &Entry, day: Day, today: Day) -> Said {
    let last = format!("last on {}", short(day, today));
    Said::new(question(entry), last, Vec::new())
}

pub(super) fn promise(
    point: Point<'_>,
    is: Option<&str>,
    words: Option<&str>,
    by: Option<Day>,
    came: bool,
    today: Day,
) -> Said {
    let words = words.unwrap_or("a promise without words");
    let (is, made) = match (is, came) {
        (Some(is), _) => (is, "promised "),
        (None, true) => ("came due", "promised "),
        (None, false) => ("promised", ""),
    };
    let by = by.map(|by| format!(", by {}", short(by, today)));
    let line = format!(
        "{made}on {}{}",
        short(point.day(), today),
        by.unwrap_or_default()
    );
    Said::new(format!("{is}{GAP}{words}"), "", vec![line])
}

/// A forecast whose outcome is known.
pub(super) fn resolved(
    point: Point<'_>,
    is: &str,
    words: &str,
    percent: Option<u8>,
    today: Day,
) -> Said {
    let percent = percent.map(|percent| format!(", {percent} percent likely"));
    let line = format!(
        "forecast on {}{}",
        short(point.day(), today),
        percent.unwrap_or_default()
    );
    Said::new(format!("{is}{GAP}{words}"), "", vec![line])
}

/// A forecast that waits for its outcome; what it says is not shown.
pub(super) fn due(point: Point<'_>, check: Day, today: Day) -> Said {
    let day = short(point.day(), today);
    let beside = format!("to check on {}", short(check, today));
    Said::new(
        format!("came due{GAP}a forecast of {day}"),
        beside,
        Vec::new(),
    )
}

pub(super) fn forecast(point: Point<'_>, check: Option<Day>, today: Day) -> Said {
    let day = short(point.day(), today);
    let beside = check.map(|check| format!("to check on {}", short(check, today)));
    Said::new(
        format!("made{GAP}a forecast on {day}"),
        beside.unwrap_or_default(),
        Vec::new(),
    )
}

pub(super) fn letter(entry: &Entry, day: Day, today: Day) -> Said {
    let written = short(entry.at.date_naive(), today);
    let title = format!("A letter to yourself of {written}");
    Said::new(
        title,
        format!("to be read from {} on", short(day, today)),
        Vec::new(),
    )
}

pub(super) fn role(words: &str, day: Day, today: Day) -> Said {
    Said::new(
        words,
        format!("stated on {}", short(day, today)),
        Vec::new(),
    )
}

/// Both dates; of two that are the same day once.
fn two_days(then: Point<'_>, now: Point<'_>, today: Day) -> String {
    let day = |day: Day| short(day, today);
    if then.day() == now.day() {
        return format!("both on {}", day(now.day()));
    }
    format!("{}, then {}", day(then.day()), day(now.day()))
}

/// What the page says where a period holds nothing.
pub const NOTHING: &str = "Nothing is written there yet.";

/// What it is for.
pub const PURPOSE: &str = "Here you find what happened since a day, as facts: questions answered \
    again, your verdicts, marks then and now, promises and forecasts.";

/// That no roundtable was found to begin from.
pub const NO_ROUNDTABLE: &str = "The journal holds no roundtable yet.";
