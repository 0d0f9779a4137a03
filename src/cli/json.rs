use std::{
    borrow::Cow,
    io::{self, Write},
};

use serde::{Serialize, Serializer};

use crate::{
    deck::{Ends, Kind},
    insight::{
        promises::Told,
        seen::{Hidden, hidden},
    },
    journal::{Became, Entry, Forecast, Journal, Mark, Offered},
    time::{Day, Moment, moment_text},
};

/// An entry as scripts read it: every field is there, null where there is nothing.
#[derive(Debug, Serialize)]
struct EntryOut<'a> {
    id: &'a str,
    session: Option<&'a str>,
    #[serde(serialize_with = "moment")]
    at: &'a Moment,
    author: &'a str,
    role: Option<&'a str>,
    prompt: Option<&'a str>,
    rev: Option<u32>,
    question: Option<&'a str>,
    kind: Option<Kind>,
    ends: Option<&'a Ends>,
    options: &'a [Offered],
    words: &'a str,
    mark: Option<Cow<'a, Mark>>,
    private: bool,
    revises: Option<&'a str>,
    answers: Option<&'a str>,
    /// The day until which the words are not given.
    sealed_until: Option<Day>,
    /// Whether it is a forecast that is due: nothing but its day is given before what happened is
    /// written.
    unresolved: bool,
}

pub(super) fn moment<S: Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&moment_text(moment))
}

impl<'a> EntryOut<'a> {
    fn of(journal: &'a Journal, today: Day, at: usize, entry: &'a Entry) -> Self {
        let asked = entry.asked.as_deref();
        let hidden = hidden(journal, entry, today);
        let unresolved = hidden == Some(Hidden::Forecast);
        let mark = match &entry.mark {
            Some(Mark::Forecast(forecast)) if unresolved => {
                let check = forecast.check;
                Some(Cow::Owned(Mark::Forecast(Forecast {
                    check,
                    ..Forecast::default()
                })))
            }
            // What is sealed gives no mark either.
            _ if hidden.is_some() => None,
            mark => mark.as_ref().map(Cow::Borrowed),
        };
        Self {
            id: &entry.id,
            session: journal.sitting_of(at).map(|sitting| sitting.id.as_str()),
            at: &entry.at,
            author: &entry.author,
            role: entry.role.as_deref(),
            prompt: asked.map(|asked| asked.prompt.as_str()),
            rev: asked.map(|asked| asked.rev),
            question: asked.map(|asked| asked.question.as_str()),
            kind: asked.map(|asked| asked.kind),
            ends: asked.and_then(|asked| asked.ends.as_ref()),
            options: asked.map_or(&[], |asked| &asked.options),
            words: hidden.map_or(&entry.words, |_| ""),
            mark,
            private: entry.private,
            revises: entry.revises.as_deref(),
            answers: entry.answers.as_deref(),
            sealed_until: match hidden {
                Some(Hidden::Letter(day)) => Some(day),
                Some(Hidden::Forecast) | None => None,
            },
            unresolved,
        }
    }
}

#[derive(Debug, Serialize)]
struct Entries<'a> {
    schema: &'static str,
    entries: Vec<EntryOut<'a>>,
}

/// Entries at these positions of a journal, with every word exact that is shown today.
pub(super) fn entries(
    out: &mut dyn Write,
    journal: Option<&Journal>,
    today: Day,
    positions: &[usize],
) -> io::Result<()> {
    let entry = |journal, at: &usize| {
        let entry = Journal::at(journal, *at)?;
        Some(EntryOut::of(journal, today, *at, entry))
    };
    let entries = journal.into_iter().flat_map(|journal| {
        let found = positions.iter().filter_map(move |at| entry(journal, at));
        found.collect::<Vec<_>>()
    });
    let schema = "rolebook.entries/1";
    value(
        out,
        &Entries {
            schema,
            entries: entries.collect(),
        },
    )
}

/// What a search found, in the same form.
pub(super) fn found(
    out: &mut dyn Write,
    journal: Option<&Journal>,
    positions: &[usize],
    today: Day,
) -> io::Result<()> {
    let entry = |at: &usize| {
        let (journal, at) = (journal?, *at);
        let entry = journal.at(at)?;
        Some(EntryOut::of(journal, today, at, entry))
    };
    let schema = "rolebook.search/1";
    let entries = positions.iter().filter_map(entry).collect();
    value(out, &Entries { schema, entries })
}

/// Any value, over several lines, with a line end.
pub(super) fn value(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    writeln!(out)
}

/// What became of a promise or a forecast.
#[derive(Serialize)]
pub(super) struct OutcomeOut<'a> {
    id: &'a str,
    #[serde(serialize_with = "moment")]
    at: &'a Moment,
    is: &'a Became,
    by: Option<Day>,
    words: &'a str,
}

impl<'a> OutcomeOut<'a> {
    pub(super) fn of(told: &Told<'a>) -> Self {
        Self {
            id: &told.point.first.id,
            at: &told.point.first.at,
            is: &told.outcome.is,
            by: told.outcome.by,
            words: &told.point.now.words,
        }
    }
}
