use chrono::Months;

use crate::{
    deck::{Kind, Prompt, States},
    journal::{Became, Entry, Forecast, Mark, Person, Promise},
    time::{Day, DayError, parse_day, say::plain},
    workbook::{BECAME, say_mark},
};

/// What a person has put down in answer to a prompt, field by field, before it is an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The text of each of the prompt's [`fields`].
    pub texts: Vec<String>,
    /// A point of the scale, or ids of options.
    pub picked: Vec<String>,
}

impl Given {
    /// Whether nothing was put down.
    pub fn is_empty(&self) -> bool {
        self.picked.is_empty() && self.texts.iter().all(String::is_empty)
    }
}

/// One field of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// What it asks; empty where the question says it.
    pub label: String,
    pub shape: Shape,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Prose of any length.
    Prose,
    /// Items, a line each.
    Items,
    /// A line or a few.
    Line,
    /// A day, as people say it.
    Date,
    /// A likelihood from 0 to 100.
    Percent,
}

/// Why what was given is not an answer yet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Lack {
    #[error("Nothing is written yet.")]
    Nothing,
    #[error("Press 1 to 7 for a mark.")]
    NoMark,
    #[error("Choose one, or write a line.")]
    NoChoice,
    #[error("A mark is a whole number from 1 to 7.")]
    NotAMark,
    #[error("This question offers no option \u{201c}{0}\u{201d}.")]
    NoSuchOption(String),
    #[error("This question takes one option.")]
    OneOption,
    #[error("A likelihood is a whole number from 0 to 100.")]
    NotAPercentage,
    #[error("The first line is empty: {0}")]
    FirstField(&'static str),
    #[error("Choose what became of it; a line and a day go with that.")]
    NoOutcome,
    #[error("A new day goes with what is still open.")]
    NotOpen,
    #[error("A letter is sealed until a day that is still to come; that one has come.")]
    PastDay,
    #[error("{0}")]
    Day(#[from] DayError),
}

impl Lack {
    /// Whether something was given that cannot be taken, where otherwise something is missing.
    pub fn is_wrong(&self) -> bool {
        match self {
            Self::Nothing
            | Self::NoMark
            | Self::NoChoice
            | Self::NoOutcome
            | Self::FirstField(_) => false,
            Self::NotAMark
            | Self::NoSuchOption(_)
            | Self::OneOption
            | Self::NotAPercentage
            | Self::NotOpen
            | Self::PastDay
            | Self::Day(_) => true,
        }
    }
}

/// The fields of an answer to `prompt`, in the order they are asked.
pub fn fields(prompt: &Prompt) -> Vec<Field> {
    let field = |label: &str, shape| Field {
        label: label.to_owned(),
        shape,
    };
    if prompt.states == Some(States::LookAgain) {
        return vec![field("A day, or none", Shape::Date)];
    }
    match prompt.kind {
        Kind::Long if prompt.sealed => vec![
            field("", Shape::Prose),
            field(
                "Sealed until  (a day; three months from now if none)",
                Shape::Date,
            ),
        ],
        Kind::Long => vec![field("", Shape::Prose)],
        Kind::List | Kind::People => vec![field("", Shape::Items)],
        // The first of the smaller questions asks for what the mark rests on.
        Kind::Scale | Kind::One | Kind::Many => {
            let probe = prompt
                .probes
                .first()
                .map_or("What makes you say so?", String::as_str);
            let line = field(&format!("{probe}  (a line, or none)"), Shape::Line);
            let day = field("Still open: by when now  (a day, or none)", Shape::Date);
            let day = (prompt.id == BECAME).then_some(day);
            [Some(line), day].into_iter().flatten().collect()
        }
        Kind::Commit => vec![
            field("What", Shape::Line),
            field("By when", Shape::Date),
            field("What might get in the way", Shape::Line),
            field("If it does, then what", Shape::Line),
        ],
        Kind::Predict => vec![
            field("What you expect", Shape::Line),
            field("When to check", Shape::Date),
            field("How likely, in percent", Shape::Percent),
            field("What would count as yes", Shape::Line),
        ],
    }
}

/// Puts the lines of a text into the fields of a prompt: a commitment takes what, obstacle and
/// then; a forecast takes the statement and what counts as yes; all else takes the text whole.
pub fn from_lines(prompt: &Prompt, text: &str) -> Vec<String> {
    // A final line end closes the last line; the rest of a text is the last field's.
    let text_of = |line: &str| line.strip_suffix('\n').unwrap_or(line).to_owned();
    match prompt.kind {
        Kind::Commit => {
            let mut lines = text.splitn(3, '\n').map(text_of);
            let what = lines.next().unwrap_or_default();
            let obstacle = lines.next().unwrap_or_default();
            vec![
                what,
                String::new(),
                obstacle,
                lines.next().unwrap_or_default(),
            ]
        }
        Kind::Predict => {
            let mut lines = text.splitn(2, '\n').map(text_of);
            let statement = lines.next().unwrap_or_default();
            let yes = lines.next().unwrap_or_default();
            vec![statement, String::new(), String::new(), yes]
        }
        Kind::Long | Kind::List | Kind::People | Kind::Scale | Kind::One | Kind::Many => {
            vec![text.to_owned()]
        }
    }
}

/// Why what was given is no answer yet, if it is none.
pub fn lacks(prompt: &Prompt, given: &Given, today: Day) -> Option<Lack> {
    compose(prompt, given, today)
        .err()
        .or_else(|| sealed_until(prompt, given, today, None).err())
        .or_else(|| put_off(prompt, given, today).err())
}

/// The day until which a letter stays sealed; none for what is no letter. A letter that corrects
/// an earlier one may keep its day, although it has come.
pub(super) fn sealed_until(
    prompt: &Prompt,
    given: &Given,
    today: Day,
    before: Option<Day>,
) -> Result<Option<Day>, Lack> {
    if !prompt.sealed {
        return Ok(None);
    }
    match second_day(given, today)? {
        None => Ok(today.checked_add_months(Months::new(3))),
        Some(day) if day <= today && before != Some(day) => Err(Lack::PastDay),
        day => Ok(day),
    }
}

/// The new day of a promise that is still open.
pub(super) fn put_off(prompt: &Prompt, given: &Given, today: Day) -> Result<Option<Day>, Lack> {
    if prompt.id != BECAME {
        return Ok(None);
    }
    let day = second_day(given, today)?;
    let open = given.picked.iter().any(|id| id == Became::StillOpen.id());
    if day.is_some() && !open {
        return Err(Lack::NotOpen);
    }
    Ok(day)
}

/// The day in the second field.
fn second_day(given: &Given, today: Day) -> Result<Option<Day>, Lack> {
    optional_day(given.texts.get(1).map_or("", String::as_str), today)
}

/// What was given to make this entry, to be corrected: the other way round of [`compose`].
pub fn given_of(entry: &Entry) -> Given {
    let day = |day: Option<Day>| day.map(plain).unwrap_or_default();
    let words = entry.words.clone();
    let (texts, picked) = match &entry.mark {
        None if entry.sealed.is_some() => (vec![words, day(entry.sealed)], Vec::new()),
        None | Some(Mark::Other(_) | Mark::Note(_)) => (vec![words], Vec::new()),
        Some(Mark::Rating(point)) => (vec![words], vec![point.to_string()]),
        Some(Mark::Outcome(outcome)) => (
            vec![words, day(outcome.by)],
            vec![outcome.is.id().to_owned()],
        ),
        Some(Mark::Verdict(verdict)) => (vec![words], vec![verdict.is.id().to_owned()]),
        Some(Mark::Choice(id)) => (vec![words], vec![id.clone()]),
        Some(Mark::Choices(ids)) => (vec![words], ids.clone()),
        Some(Mark::Lines(_) | Mark::People(_)) => (vec![say_mark(entry)], Vec::new()),
        Some(Mark::Promise(promise)) => {
            let (obstacle, then) = (promise.obstacle.clone(), promise.then.clone());
            (vec![words, day(promise.by), obstacle, then], Vec::new())
        }
        Some(Mark::Forecast(forecast)) => {
            let percent = forecast.percent.map(|percent| percent.to_string());
            let (percent, yes) = (percent.unwrap_or_default(), forecast.yes.clone());
            (vec![words, day(forecast.check), percent, yes], Vec::new())
        }
    };
    Given { texts, picked }
}

/// Makes an entry's words and mark from what was given.
///
/// Words are kept byte for byte. A mark may stay unset where there are words.
pub fn compose(prompt: &Prompt, given: &Given, today: Day) -> Result<(String, Option<Mark>), Lack> {
    let text = |at: usize| given.texts.get(at).map_or("", String::as_str);
    let blank = given.texts.iter().all(|text| text.trim().is_empty());
    if prompt.id == BECAME && given.picked.is_empty() {
        return Err(Lack::NoOutcome);
    }
    if blank && given.picked.is_empty() {
        return Err(nothing(prompt.kind));
    }
    if prompt.states == Some(States::LookAgain) {
        parse_day(text(0), today)?;
        return Ok((text(0).to_owned(), None));
    }
    match prompt.kind {
        Kind::Long => Ok((text(0).to_owned(), None)),
        Kind::List => Ok((String::new(), Some(Mark::Lines(items(text(0)).collect())))),
        Kind::People => {
            let people = items(text(0)).map(|line| person(&line)).collect();
            Ok((String::new(), Some(Mark::People(people))))
        }
        Kind::Scale => Ok((text(0).to_owned(), rating(&given.picked)?)),
        Kind::One | Kind::Many => Ok((text(0).to_owned(), choice(prompt, &given.picked)?)),
        Kind::Commit => {
            let promise = Promise {
                by: optional_day(text(1), today)?,
                obstacle: text(2).to_owned(),
                then: text(3).to_owned(),
            };
            Ok((
                first(text(0), "what will you do?")?,
                Some(Mark::Promise(promise)),
            ))
        }
        Kind::Predict => {
            let forecast = Forecast {
                check: optional_day(text(1), today)?,
                percent: percent(text(2))?,
                yes: text(3).to_owned(),
            };
            Ok((
                first(text(0), "what do you expect?")?,
                Some(Mark::Forecast(forecast)),
            ))
        }
    }
}

fn nothing(kind: Kind) -> Lack {
    match kind {
        Kind::Scale => Lack::NoMark,
        Kind::One | Kind::Many => Lack::NoChoice,
        Kind::Long | Kind::List | Kind::People | Kind::Commit | Kind::Predict => Lack::Nothing,
    }
}

/// The lines that hold something, each as it stands.
fn items(text: &str) -> impl Iterator<Item = String> {
    text.split('\n')
        .filter(|line| !line.trim().is_empty())
        .map(str::to_owned)
}

fn person(line: &str) -> Person {
    let (role, rest) = line.split_once(':').unwrap_or((line, ""));
    let rest = rest.strip_prefix(' ').unwrap_or(rest);
    Person {
        role: role.trim().to_owned(),
        line: rest.to_owned(),
    }
}

fn rating(picked: &[String]) -> Result<Option<Mark>, Lack> {
    let Some(point) = picked.first() else {
        return Ok(None);
    };
    match point.parse::<u8>() {
        Ok(point @ 1..=7) => Ok(Some(Mark::Rating(point))),
        Ok(_) | Err(_) => Err(Lack::NotAMark),
    }
}

fn choice(prompt: &Prompt, picked: &[String]) -> Result<Option<Mark>, Lack> {
    let offered = |id: &&String| prompt.options.iter().any(|option| option.id == **id);
    if let Some(stranger) = picked.iter().find(|id| !offered(id)) {
        return Err(Lack::NoSuchOption(stranger.clone()));
    }
    match (prompt.kind, picked) {
        (_, []) => Ok(None),
        (Kind::One, [one]) => Ok(Some(Mark::Choice(one.clone()))),
        (Kind::One, _) => Err(Lack::OneOption),
        (_, _) => {
            let ids = prompt.options.iter().map(|option| &option.id);
            let ids = ids.filter(|id| picked.contains(id)).cloned().collect();
            Ok(Some(Mark::Choices(ids)))
        }
    }
}

fn optional_day(said: &str, today: Day) -> Result<Option<Day>, Lack> {
    if said.trim().is_empty() {
        Ok(None)
    } else {
        Ok(Some(parse_day(said, today)?))
    }
}

fn percent(said: &str) -> Result<Option<u8>, Lack> {
    let said = said.trim().trim_end_matches('%').trim_end();
    if said.is_empty() {
        return Ok(None);
    }
    match said.parse::<u8>() {
        Ok(percent @ 0..=100) => Ok(Some(percent)),
        Ok(_) | Err(_) => Err(Lack::NotAPercentage),
    }
}

fn first(text: &str, ask: &'static str) -> Result<String, Lack> {
    if text.trim().is_empty() {
        Err(Lack::FirstField(ask))
    } else {
        Ok(text.to_owned())
    }
}
