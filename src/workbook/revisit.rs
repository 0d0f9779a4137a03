//! Earlier answers in a ritual: which are read again, and what was said of them.

use super::{Workbook, said, say_mark};
use crate::{
    deck::Act,
    insight::{
        change::Pairing,
        revisit::{LONG, Looking, Revisit, Why, newer},
        seen::hidden,
        thread::{Point, points},
    },
    journal::{Entry, Fact, Journal, Judged, Mark, Stop, Walk},
    text::{flat, sentences},
    time::{
        Day,
        say::{number, short},
    },
};

/// So many shifts may be marked at the end of a ritual.
pub const SHIFTS: usize = 5;

/// A change that the writer gave a verdict on, with what was said then and what is said now.
#[derive(Debug, Clone)]
pub struct Shift {
    /// The id of the verdict's entry, at its place.
    pub verdict: String,
    pub is: Judged,
    /// The question as it was asked then.
    pub question: String,
    pub then: Quote,
    /// None where nothing newer was written.
    pub now: Option<Quote>,
    /// Why, in the writer's words. May be empty.
    pub why: String,
    pub is_marked: bool,
}

/// Words of the writer, and the day they were written on.
#[derive(Debug, Clone)]
pub struct Quote {
    pub day: Day,
    /// In one row.
    pub words: String,
}

impl Workbook {
    /// Which answers a revisiting step of this ritual comes to, first the first.
    pub(super) fn to_revisit(
        &self,
        walk: &Walk,
        pairs: bool,
        today: Day,
        besides: &[String],
    ) -> Vec<Revisit> {
        let looking = self.looking(walk, pairs, today);
        looking.map_or_else(Vec::new, |looking| looking.choose(besides))
    }

    fn looking(&self, walk: &Walk, pairs: bool, today: Day) -> Option<Looking<'_>> {
        Some(Looking {
            journal: &self.journal,
            decks: &self.decks,
            ritual: self.decks.get(&walk.deck)?,
            pairs,
            began: walk.began,
            today,
        })
    }

    /// Why an answer is read again in this walk.
    pub fn why_again(&self, walk: &Walk, entry: &Entry, today: Day) -> Option<Why> {
        let looking = self.looking(walk, false, today)?;
        Some(looking.why(entry))
    }

    /// The walk with one more answer to be read again.
    ///
    /// # Errors
    /// Why there is none, in a sentence.
    pub fn one_more(&self, walk: &Walk, today: Day) -> Result<Walk, String> {
        const NONE: &str = "There is no further answer to read again.";
        let deck = self.decks.get(&walk.deck).ok_or(NONE)?;
        let step = deck.steps.iter().find_map(|step| {
            let Act::Revisit { most, pairs, .. } = step.act else {
                return None;
            };
            Some((most, pairs))
        });
        let (most, pairs) = step.ok_or(NONE)?;
        let coming = walk.left.iter();
        let coming = coming.filter(|stop| matches!(stop, Stop::Revisit(_)));
        let coming = coming.filter_map(Stop::entry).map(str::to_owned);
        let known: Vec<String> = walk.read.iter().cloned().chain(coming).collect();
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        if known.len() >= most {
            let most = crate::text::capital(&number(most));
            return Err(format!("{most} are read again at most in one sitting."));
        }
        let next = self.to_revisit(walk, pairs, today, &known);
        let next = next.into_iter().next().ok_or(NONE)?;
        let mut walk = walk.clone();
        let last = walk
            .left
            .iter()
            .rposition(|stop| matches!(stop, Stop::Revisit(_)));
        let at = last.map_or(0, |last| last + 1);
        walk.left.insert(at, Stop::Revisit(next.entry));
        Ok(walk)
    }

    /// Whether a change was marked as a shift, by the id of the entry with its verdict.
    fn is_shift(&self, verdict: &str) -> bool {
        let mut stated = self.journal.facts_of(Fact::Shift);
        stated.any(|stated| stated.key == verdict && stated.value == true)
    }

    /// The marks set in this walk that have one before them: the earlier one, from a quarter ago
    /// or thereabouts where there is one, and the new one.
    pub fn rated_in(&self, walk: &Walk) -> Vec<(Point<'_>, Point<'_>)> {
        let of = self.entries_of(walk);
        let rated = of.filter(|entry| entry.answers.is_none());
        let own = rated.filter_map(|entry| Point::own(&self.journal, entry));
        let pairs = own.filter_map(|now| {
            now.rating()?;
            let prompt = prompt_of(now.first)?;
            let at = self.journal.position(&now.first.id);
            let earlier = points(&self.journal, prompt).rev();
            let earlier = earlier.filter(|point| self.journal.position(&point.first.id) < at);
            let mut earlier = earlier.filter(|point| point.rating().is_some()).peekable();
            let last = *earlier.peek()?;
            let far = earlier.find(|point| now.day() - point.day() >= LONG);
            Some((far.unwrap_or(last), now))
        });
        pairs.collect()
    }

    /// The verdicts given in this walk that say that something changed, at their places; of
    /// several on one answer the last.
    pub fn shifts_in(&self, walk: &Walk) -> Vec<&Entry> {
        let mut shifts: Vec<&Entry> = Vec::new();
        for entry in self.entries_of(walk) {
            let own = self.journal.own(entry);
            let on = entry.answers.as_ref();
            let about = on.and_then(|on| self.journal.entry(on));
            if own.is_none() || about.is_none() || judged(&self.journal, entry).is_none() {
                continue;
            }
            shifts.retain(|known| known.answers.as_ref() != on);
            shifts.push(entry);
        }
        shifts.retain(|entry| judged(&self.journal, entry).is_some_and(is_change));
        shifts
    }

    /// What a verdict says that something changed shows: both sides in the writer's own words.
    pub fn shift(&self, verdict: &Entry, today: Day) -> Option<Shift> {
        let journal = &self.journal;
        let given = journal.current(verdict);
        let Some(Mark::Verdict(mark)) = &given.mark else {
            return None;
        };
        let then = journal.entry(verdict.answers.as_ref()?)?;
        let then = Point::own(journal, journal.first(then))?;
        let beside = mark.beside.as_ref().and_then(|id| journal.entry(id));
        let beside = beside.and_then(|entry| Point::own(journal, journal.first(entry)));
        let now = beside.or_else(|| newer(journal, then.first));
        let (old, new) = self.quotes(then, now, today);
        let question = then.asked().map_or("A note", |asked| &asked.question);
        Some(Shift {
            verdict: verdict.id.clone(),
            is: mark.is.clone(),
            question: flat(question),
            then: old,
            now: new,
            why: flat(&given.words),
            is_marked: self.is_shift(&verdict.id),
        })
    }

    /// The phrase that turned, or else how each of the two begins; of marks the marks.
    fn quotes(
        &self,
        then: Point<'_>,
        now: Option<Point<'_>>,
        today: Day,
    ) -> (Quote, Option<Quote>) {
        let quote = |point: Point<'_>, words: String| Quote {
            day: point.day(),
            words,
        };
        let begin = |point: Point<'_>| match hidden(&self.journal, point.first, today) {
            Some(hidden) => hidden.says(),
            None => beginning(point.now),
        };
        let seen = |point: Point<'_>| hidden(&self.journal, point.first, today).is_none();
        if let Some(now) = now
            && then.now.mark.is_none()
            && now.now.mark.is_none()
            && seen(then)
            && seen(now)
            && let Some(turned) = Pairing::of(&then.now.words, &now.now.words).turned.first()
        {
            let (old, new) = (flat(turned.then), flat(turned.now));
            return (quote(then, old), Some(quote(now, new)));
        }
        let new = now.map(|now| quote(now, begin(now)));
        (quote(then, begin(then)), new)
    }

    /// What stands under the question what changed an answer: that answer, and the verdict.
    pub(super) fn reason_lines(&self, about: &Entry, today: Day) -> Vec<String> {
        let point = Point::of(&self.journal, about);
        let asked = point.asked().map(|asked| asked.question.clone());
        let verdict = point.verdict(&self.journal).map(|(_, verdict)| {
            let (is, day) = (verdict.is.words(), short(point.day(), today));
            format!("Your verdict on what you wrote on {day}: {is}.")
        });
        asked.into_iter().chain(verdict).collect()
    }
}

/// What a stop leads to once this verdict is given there, before the walk goes on: what changed
/// it, and the question anew where no newer answer stands beside the old one.
pub fn follows(journal: &Journal, stop: &Stop, is: Option<&Judged>) -> Vec<Stop> {
    let (Stop::Revisit(id), Some(is)) = (stop, is) else {
        return Vec::new();
    };
    let Some(entry) = journal.entry(id) else {
        return Vec::new();
    };
    let reason = Stop::Reason(id.clone());
    if newer(journal, entry).is_some() {
        let follow = is_change(is).then_some(reason);
        return follow.into_iter().collect();
    }
    if !matches!(is, Judged::Changed | Judged::NearlyOpposite) {
        return Vec::new();
    }
    let anew = prompt_of(entry).map(|prompt| Stop::Anew(prompt.to_owned()));
    std::iter::once(reason).chain(anew).collect()
}

fn prompt_of(entry: &Entry) -> Option<&str> {
    Some(&entry.asked.as_ref()?.prompt)
}

/// The verdict that an entry gives as it stands now.
fn judged<'a>(journal: &'a Journal, entry: &'a Entry) -> Option<&'a Judged> {
    match &journal.current(entry).mark {
        Some(Mark::Verdict(verdict)) => Some(&verdict.is),
        _ => None,
    }
}

fn is_change(is: &Judged) -> bool {
    matches!(
        is,
        Judged::WeighsDifferently | Judged::Changed | Judged::NearlyOpposite
    )
}

/// How an answer begins, in one row: its mark, or its first sentence.
fn beginning(entry: &Entry) -> String {
    let first = |text: &str| sentences(text).first().map(|first| flat(first));
    let words = || first(&entry.words).unwrap_or_default();
    match &entry.mark {
        None | Some(Mark::Promise(_) | Mark::Forecast(_)) => words(),
        Some(Mark::Rating(point)) => match words() {
            words if words.is_empty() => format!("{point} of 7"),
            words => format!("{point} of 7. {words}"),
        },
        Some(Mark::Choice(_) | Mark::Choices(_) | Mark::Lines(_) | Mark::People(_)) => {
            let lines = say_mark(entry);
            lines.lines().map(flat).collect::<Vec<_>>().join("; ")
        }
        Some(Mark::Outcome(_) | Mark::Verdict(_) | Mark::Note(_) | Mark::Other(_)) => {
            flat(&said(entry))
        }
    }
}
