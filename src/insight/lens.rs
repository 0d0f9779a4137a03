//! Words of a few kinds in two answers to one question, counted on either side, with the sentences
//! in which they stand. Nothing is computed between the two sides.

mod lists;

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{change::NOT_YOURS, seen::Hidden, thread::Point};
use crate::{
    journal::{Entry, Journal, Mark},
    text,
    time::Day,
};

/// The setting that switches the lens on for a journal.
pub const SETTING: &str = "word_lens";

/// So many words a side are wanted.
pub const LEAST: usize = 150;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    I,
    We,
    They,
    HaveTo,
    ChooseTo,
    Hedge,
    /// A sentence that ends in a question mark.
    Question,
}

/// Both sides, the older first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    pub question: String,
    pub then: Side,
    pub now: Side,
}

/// One of the two answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub day: Day,
    /// How many words it has.
    pub words: usize,
    /// Those in which something was found, in their order.
    pub sentences: Vec<Sentence>,
}

/// A sentence, and where something stands in it, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub text: String,
    pub found: Vec<(Kind, Range<usize>)>,
}

/// Why nothing is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Not {
    /// One of the answers is not in the journal.
    Missing,
    /// They answer different questions, or the question was asked in other words.
    Different,
    /// One of them is somebody else's.
    Others,
    /// One of them is not shown on this day.
    Hidden(Hidden),
    /// So many words then, and now.
    TooFew(usize, usize),
}

/// Looks at two answers through the lens, as they stand now.
///
/// # Errors
/// Where the two cannot be laid side by side in this way.
pub fn look(journal: &Journal, then: &str, now: &str, today: Day) -> Result<Lens, Not> {
    let (Some(then), Some(now)) = (journal.entry(then), journal.entry(now)) else {
        return Err(Not::Missing);
    };
    let [then, now] = [then, now].map(|entry| Point::of(journal, journal.first(entry)));
    if !then.is_own() || !now.is_own() {
        return Err(Not::Others);
    }
    let asked = |point: Point<'_>| {
        let asked = point.asked()?;
        Some((asked.prompt.clone(), asked.question.clone()))
    };
    let question = asked(then)
        .filter(|question| Some(question) == asked(now).as_ref())
        .ok_or(Not::Different)?;
    for point in [then, now] {
        if let Some(hidden) = point.hidden(journal, today) {
            return Err(Not::Hidden(hidden));
        }
    }
    let side = |point: Point<'_>| Side::of(point.day(), &words_of(point.now));
    let (then, now) = (side(then), side(now));
    if then.words < LEAST || now.words < LEAST {
        return Err(Not::TooFew(then.words, now.words));
    }
    Ok(Lens {
        question: question.1,
        then,
        now,
    })
}

/// What somebody wrote, the lines of lists among it.
fn words_of(entry: &Entry) -> String {
    let mut words = vec![entry.words.clone()];
    match &entry.mark {
        Some(Mark::Lines(lines)) => words.extend(lines.iter().cloned()),
        Some(Mark::People(people)) => words.extend(people.iter().map(|one| one.line.clone())),
        _ => {}
    }
    words.join("\n")
}

impl Side {
    /// A text of a day, looked at.
    pub fn of(day: Day, text: &str) -> Self {
        let sentences = text::sentences(text).into_iter().map(|sentence| Sentence {
            found: found(sentence),
            text: sentence.to_owned(),
        });
        Self {
            day,
            words: text::words(text),
            sentences: sentences
                .filter(|sentence| !sentence.found.is_empty())
                .collect(),
        }
    }

    /// How often a kind occurs.
    pub fn count(&self, kind: Kind) -> usize {
        let of = |sentence: &Sentence| sentence.of(kind).count();
        self.sentences.iter().map(of).sum()
    }

    /// How often in a hundred words, in tenths.
    pub fn tenths(&self, kind: Kind) -> usize {
        (self.count(kind) * 1000 + self.words / 2)
            .checked_div(self.words)
            .unwrap_or_default()
    }

    /// The sentences in which a kind occurs.
    pub fn with(&self, kind: Kind) -> impl Iterator<Item = &Sentence> {
        let has = move |sentence: &&Sentence| sentence.of(kind).next().is_some();
        self.sentences.iter().filter(has)
    }
}

impl Sentence {
    /// Where a kind stands in it.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Range<usize>> {
        let of = move |found: &&(Kind, Range<usize>)| found.0 == kind;
        self.found.iter().filter(of).map(|(_, place)| place)
    }
}

/// Everything that is counted in one sentence.
fn found(sentence: &str) -> Vec<(Kind, Range<usize>)> {
    let words: Vec<(Range<usize>, String)> = sentence
        .unicode_word_indices()
        .map(|(at, word)| {
            let folded = word.to_lowercase().replace('\u{2019}', "'");
            (at..at + word.len(), folded)
        })
        .collect();
    let mut found = Vec::new();
    for (at, (place, word)) in words.iter().enumerate() {
        // "I'm" and "we've" count with their pronoun.
        let pronoun = match word.split_once('\'') {
            Some((pronoun, rest)) if lists::CONTRACTED.contains(&rest) => pronoun,
            _ => word.as_str(),
        };
        for (kind, forms) in lists::WORDS {
            let wanted = match kind {
                Kind::I | Kind::We | Kind::They => pronoun,
                Kind::HaveTo | Kind::ChooseTo | Kind::Hedge | Kind::Question => word,
            };
            if forms.contains(&wanted) {
                found.push((*kind, place.clone()));
            }
        }
        let next = words.get(at + 1).filter(|(next, _)| {
            // Nothing but space may stand between the two.
            sentence
                .get(place.end..next.start)
                .is_some_and(|between| between.trim().is_empty())
        });
        let Some((end, next)) = next else { continue };
        for (kind, pairs) in lists::PAIRS {
            if pairs.contains(&(word.as_str(), next.as_str())) {
                found.push((*kind, place.start..end.end));
            }
        }
    }
    let closing = [
        '"', '\'', ')', ']', '\u{201d}', '\u{2019}', '\u{bb}', '*', '_',
    ];
    let asks = sentence.trim_end_matches(closing);
    if let Some(asks) = asks.strip_suffix('?') {
        found.push((Kind::Question, asks.len()..asks.len() + 1));
    }
    found
}

/// "7.5", from tenths.
pub fn per_hundred(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

impl Kind {
    /// In the order in which they are shown, the same on both sides.
    pub const ALL: [Self; 7] = [
        Self::I,
        Self::We,
        Self::They,
        Self::HaveTo,
        Self::ChooseTo,
        Self::Hedge,
        Self::Question,
    ];

    /// How it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::I => "I",
            Self::We => "we",
            Self::They => "they",
            Self::HaveTo => "have to",
            Self::ChooseTo => "choose to",
            Self::Hedge => "hedges",
            Self::Question => "questions",
        }
    }
}

impl Not {
    /// The sentence that says so.
    pub fn said(self, today: Day) -> String {
        match self {
            Self::Missing => "One of these answers is not in the journal any longer.".to_owned(),
            Self::Different => {
                "The word lens is for two answers to the same question in the same words."
                    .to_owned()
            }
            Self::Others => NOT_YOURS.to_owned(),
            Self::Hidden(Hidden::Letter(day)) => format!(
                "One of these is a letter to yourself, sealed until {}.",
                crate::time::say::short(day, today)
            ),
            Self::Hidden(hidden) => hidden.says(),
            Self::TooFew(then, now) => format!(
                "The word lens wants at least {LEAST} words on either side. \
                 Here are {then} then and {now} now."
            ),
        }
    }
}

/// What the lens is.
pub const ABOUT: &str = "The word lens counts words of yours in two answers to the same question: \
    I, we and they, have to and choose to, words that hedge, and questions. It shows the sentences \
    in which they stand, and attaches no meaning to them.";

/// Which words it knows.
pub const ENGLISH: &str = "The lens knows English words and no others.";

/// Before the counts, and after them.
pub const COUNTED: &str = "Counted from your words:";
pub const NOTHING_BY_ITSELF: &str = "This says nothing by itself. What do you make of it?";

/// How the counts are to be read.
pub const COLUMNS: &str = "Each count, and the same in a hundred words.";
