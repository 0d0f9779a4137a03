//! What narrows a search beside words: a track, a shelf, a stretch of time, a mark.

use super::{Source, fold::fold};
use crate::{
    deck::Dimension,
    journal::{Became, Entry, Judged, Mark},
    time::{Day, parse_since, say::plain},
};

/// One filter, as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filter {
    /// Answers to the questions of these decks, by id and title.
    Tracks(Vec<(String, String)>),
    Shelves(Vec<Dimension>),
    /// On this day or later.
    Since(Day),
    /// Earlier than this day.
    Before(Day),
    /// Both ends of a range of points.
    Rating(u8, u8),
    /// The ids of verdicts, outcomes and options, and how each is said.
    Marked(Vec<(String, String)>),
}

/// The names of the filters, as they are typed before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Track,
    Dim,
    Since,
    Before,
    Mark,
}

impl Name {
    const ALL: [(&'static str, Self); 5] = [
        ("track", Self::Track),
        ("dim", Self::Dim),
        ("since", Self::Since),
        ("before", Self::Before),
        ("mark", Self::Mark),
    ];

    /// The filter that a word begins, and what stands behind its colon.
    pub(super) fn of(word: &str) -> Option<(Self, &str)> {
        let (name, value) = word.split_once(':')?;
        let name = name.to_lowercase();
        let known = Self::ALL.iter().find(|(known, _)| *known == name)?;
        Some((known.1, value))
    }
}

/// Reads one filter; what cannot be understood is said.
pub(super) fn read(
    name: Name,
    value: &str,
    today: Day,
    tracks: &[(String, String)],
    sources: &[Source],
) -> Result<Filter, String> {
    let folded = fold(value.trim()).replace(' ', "-");
    if folded.is_empty() {
        return Err(match name {
            Name::Track => "A track comes after track:, as in track:authority.",
            Name::Dim => "A shelf comes after dim:, as in dim:reach.",
            Name::Since => "A day comes after since:, as in since:2026-Q1.",
            Name::Before => "A day comes after before:, as in before:march.",
            Name::Mark => "A mark comes after mark:, as in mark:5 or mark:changed.",
        }
        .to_owned());
    }
    let day = || parse_since(value, today).map_err(|error| error.to_string());
    let said: String = value.chars().take(40).collect();
    match name {
        Name::Track => {
            let known = named(tracks.iter().cloned(), &folded);
            known.map(Filter::Tracks).ok_or_else(|| {
                format!(
                    "No track begins with \"{said}\". Write track:authority, or the beginning of \
                     a title."
                )
            })
        }
        Name::Dim => {
            let all = Dimension::ALL.iter();
            let all = all.map(|one| (one.as_str().to_owned(), one.title().to_owned()));
            let known = named(all, &folded);
            let found = known.map(|known| {
                let ids = known.iter().filter_map(|(id, _)| Dimension::named(id));
                Filter::Shelves(ids.collect())
            });
            found.ok_or_else(|| {
                format!(
                    "No shelf begins with \"{said}\". Write dim:reach, or the beginning of its title."
                )
            })
        }
        Name::Since => day().map(Filter::Since),
        Name::Before => day().map(Filter::Before),
        Name::Mark => mark(&folded, sources).ok_or_else(|| {
            format!("\"{said}\" is not a mark. Write mark:5, mark:3-5 or mark:changed.")
        }),
    }
}

/// The one with this id, or else all whose id or title begins so.
fn named(
    known: impl Iterator<Item = (String, String)>,
    folded: &str,
) -> Option<Vec<(String, String)>> {
    let known: Vec<(String, String)> = known.collect();
    if let Some(one) = known.iter().find(|(id, _)| fold(id) == folded) {
        return Some(vec![one.clone()]);
    }
    let begins = |text: &str| fold(text).replace(' ', "-").starts_with(folded);
    let mut found = known;
    found.retain(|(id, title)| begins(id) || begins(title));
    (!found.is_empty()).then_some(found)
}

fn mark(folded: &str, sources: &[Source]) -> Option<Filter> {
    let point = |text: &str| {
        text.parse::<u8>()
            .ok()
            .filter(|point| (1..=7).contains(point))
    };
    let (low, high) = folded.split_once('-').unwrap_or((folded, folded));
    if let (Some(low), Some(high)) = (point(low), point(high)) {
        return Some(Filter::Rating(low.min(high), low.max(high)));
    }
    let verdicts = Judged::ALL.map(|one| (one.id().to_owned(), one.words().to_owned()));
    let promises = Became::OF_PROMISES.map(|one| (one.id().to_owned(), one.words().to_owned()));
    let forecasts = Became::OF_FORECASTS.map(|one| (one.id().to_owned(), one.words().to_owned()));
    let known = verdicts.into_iter().chain(promises).chain(forecasts);
    // An option is named whole, for the beginnings of so many would mean too much.
    let asked = sources.iter().filter_map(|source| source.asked.as_ref());
    let mut offered = asked.flat_map(|asked| &asked.options);
    let option = offered.find(|option| fold(&option.id) == folded);
    let option = option.map(|option| (option.id.clone(), option.text.clone()));
    named(known.chain(option), folded).map(Filter::Marked)
}

impl Filter {
    /// Whether it leaves room for entries that go back to a source.
    pub(super) fn admits_source(&self, source: &Source) -> bool {
        match self {
            Self::Tracks(tracks) => tracks.iter().any(|(id, _)| *id == source.track),
            Self::Shelves(shelves) => {
                (shelves.iter()).any(|shelf| source.dimensions.contains(shelf))
            }
            Self::Since(_) | Self::Before(_) | Self::Rating(..) | Self::Marked(_) => true,
        }
    }

    /// Whether it admits an entry of such a source.
    pub(super) fn admits(&self, entry: &Entry) -> bool {
        match self {
            Self::Tracks(_) | Self::Shelves(_) => true,
            Self::Since(day) => entry.at.date_naive() >= *day,
            Self::Before(day) => entry.at.date_naive() < *day,
            Self::Rating(low, high) => {
                matches!(&entry.mark, Some(Mark::Rating(point)) if (low..=high).contains(&point))
            }
            Self::Marked(wanted) => {
                let wanted = |id: &str| wanted.iter().any(|(known, _)| known == id);
                match &entry.mark {
                    Some(Mark::Verdict(verdict)) => wanted(verdict.is.id()),
                    Some(Mark::Outcome(outcome)) => wanted(outcome.is.id()),
                    Some(Mark::Choice(id)) => wanted(id),
                    Some(Mark::Choices(ids)) => ids.iter().any(|id| wanted(id)),
                    _ => false,
                }
            }
        }
    }

    /// How it was understood, as a part of a sentence.
    pub(super) fn said(&self) -> String {
        let either = |names: Vec<&str>| match names.as_slice() {
            [names @ .., last] if !names.is_empty() => format!("{} or {last}", names.join(", ")),
            names => names.concat(),
        };
        let titles = |known: &[(String, String)]| {
            either(known.iter().map(|(_, title)| title.as_str()).collect())
        };
        match self {
            Self::Tracks(tracks) => format!("on {}", titles(tracks)),
            Self::Shelves(shelves) => {
                let titles = shelves.iter().map(|shelf| shelf.title()).collect();
                format!("on the shelf {}", either(titles))
            }
            Self::Since(day) => format!("since {}", plain(*day)),
            Self::Before(day) => format!("before {}", plain(*day)),
            Self::Rating(low, high) if low == high => format!("marked {low} of 7"),
            Self::Rating(low, high) => format!("marked {low} to {high} of 7"),
            Self::Marked(marks) => format!("marked as {}", titles(marks)),
        }
    }
}
