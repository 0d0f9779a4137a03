//! Every string that goes passes here: lines that are left out, names that become roles.

use std::collections::HashMap;

use crate::share::names::Finder;
use crate::{
    deck::{Decks, Prompt, builtin},
    insight::thread::Point,
    journal::{
        Asked, Forecast, Journal, LeftOut, Mark, Offered, Outcome, Person, Promise, Selection,
        Verdict,
    },
    share::{
        handoff::{LEFT_OUT, Question},
        names::{self, Name},
    },
};

/// What becomes of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Goes,
    LeftOut,
    Silent,
}

/// What is held back of an entry.
#[derive(Default)]
struct Held<'a> {
    lines: Vec<&'a LeftOut>,
    /// It was corrected since it was looked through.
    whole: bool,
}

pub(super) struct Redact<'a> {
    finder: Finder,
    journal: &'a Journal,
    left_out: HashMap<&'a str, Vec<&'a LeftOut>>,
    /// The role names that were put in or stand there, in order.
    used: Vec<String>,
    ours: Decks,
}

impl<'a> Redact<'a> {
    pub(super) fn new(journal: &'a Journal, selection: &'a Selection) -> Self {
        let own = selection.roles.iter().map(|(name, role)| Name {
            name: name.clone(),
            role: role.clone(),
        });
        let all: Vec<Name> = own.chain(names::listed(journal)).collect();
        let mut left_out: HashMap<&str, Vec<&LeftOut>> = HashMap::new();
        for line in selection.chosen.iter().flat_map(|chosen| &chosen.left_out) {
            left_out.entry(&line.entry).or_default().push(line);
        }
        Self {
            finder: Finder::new(&all),
            journal,
            left_out,
            used: Vec::new(),
            ours: builtin(),
        }
    }

    /// A text with roles in place of names.
    pub(super) fn text(&mut self, text: &str) -> String {
        let found = self.finder.find(text);
        if found.is_empty() {
            return text.to_owned();
        }
        let roles: Vec<String> = found.iter().map(|found| found.name.role.clone()).collect();
        for role in roles {
            self.uses(role);
        }
        self.finder.swap(text)
    }

    /// The words with a role on both sides of a line's end, where a name runs over it and only one
    /// of the lines goes.
    fn parted(&self, words: &str, held: &Held<'_>) -> String {
        let mut out = String::with_capacity(words.len());
        let mut from = 0;
        for found in self.finder.find(words) {
            let line = words
                .get(..found.range.start)
                .unwrap_or_default()
                .matches('\n')
                .count();
            let name = words.get(found.range.clone()).unwrap_or_default();
            let ends = name.matches('\n').count();
            let goes = |line: usize| held.fate(line, false) == Fate::Goes;
            if (line..=line + ends).all(goes) {
                continue;
            }
            out.push_str(words.get(from..found.range.start).unwrap_or_default());
            out.push_str(&vec![found.name.role.as_str(); ends + 1].join("\n"));
            from = found.range.end;
        }
        out.push_str(words.get(from..).unwrap_or_default());
        out
    }

    fn uses(&mut self, role: String) {
        if !role.trim().is_empty() && role != LEFT_OUT && !self.used.contains(&role) {
            self.used.push(role);
        }
    }

    /// The role names that stand in what passed so far.
    pub(super) fn used(&self) -> impl Iterator<Item = String> {
        self.used.iter().cloned()
    }

    /// The words of an entry as they stand now, without the lines that are left out.
    pub(super) fn words(&mut self, point: Point<'_>) -> String {
        let held = held(&self.left_out, self.journal, point);
        if held.whole {
            return LEFT_OUT.to_owned();
        }
        if held.lines.is_empty() {
            return self.text(&point.now.words);
        }
        let gone = matches!(
            point.now.mark,
            Some(Mark::Rating(_) | Mark::Outcome(_) | Mark::Verdict(_))
        ) && held.fate(0, true) == Fate::LeftOut;
        let words = self.parted(&point.now.words, &held);
        let lines: Vec<(Fate, String)> = words
            .split('\n')
            .enumerate()
            .map(|(line, text)| (held.fate(line, false), text.to_owned()))
            .filter(|(fate, _)| *fate != Fate::Silent)
            .collect();
        // A name may run over the end of a line; it does not run over a line that is left out.
        let mut parts: Vec<String> = gone.then(|| LEFT_OUT.to_owned()).into_iter().collect();
        for run in lines.chunk_by(|one, other| one.0 == other.0) {
            let left_out = run.first().is_some_and(|(fate, _)| *fate == Fate::LeftOut);
            let text: Vec<&str> = run.iter().map(|(_, line)| line.as_str()).collect();
            if left_out {
                parts.extend(run.iter().map(|_| LEFT_OUT.to_owned()));
            } else if !(gone && point.now.words.is_empty()) {
                parts.push(self.text(&text.join("\n")));
            }
        }
        parts.join("\n")
    }

    /// The mark of an entry, without what is left out of it and without any id of the journal.
    pub(super) fn mark(&mut self, point: Point<'_>) -> Option<Mark> {
        let mark = point.now.mark.as_ref()?;
        let held = &held(&self.left_out, self.journal, point);
        if held.whole {
            return None;
        }
        let asked = point.asked();
        Some(match mark {
            Mark::Rating(_) | Mark::Outcome(_) | Mark::Verdict(_) if !held.goes(0) => return None,
            Mark::Rating(mark) => Mark::Rating(*mark),
            Mark::Outcome(Outcome { is, by }) => Mark::Outcome(Outcome {
                is: is.clone(),
                by: *by,
            }),
            Mark::Verdict(verdict) => Mark::Verdict(Verdict {
                is: verdict.is.clone(),
                beside: None,
            }),
            Mark::Choice(id) => {
                Mark::Choice(self.line(held, 0, id, |all, id| all.option(asked, id))?)
            }
            Mark::Choices(ids) => {
                Mark::Choices(self.each(held, ids, |all, id| all.option(asked, id)))
            }
            Mark::Lines(lines) => Mark::Lines(self.each(held, lines, Self::text)),
            Mark::People(people) => Mark::People(self.people(held, people)),
            Mark::Promise(promise) => Mark::Promise(Promise {
                by: promise.by.filter(|_| held.goes(0)),
                obstacle: self.field(held, 1, &promise.obstacle),
                then: self.field(held, 2, &promise.then),
            }),
            Mark::Forecast(forecast) => Mark::Forecast(Forecast {
                percent: forecast.percent.filter(|_| held.goes(0)),
                check: forecast.check.filter(|_| held.goes(1)),
                yes: self.field(held, 2, &forecast.yes),
            }),
            // Nobody knows what a mark of a later version holds.
            Mark::Note(_) | Mark::Other(_) => return None,
        })
    }

    fn line(
        &mut self,
        held: &Held<'_>,
        line: usize,
        text: &str,
        mut say: impl FnMut(&mut Self, &str) -> String,
    ) -> Option<String> {
        match held.fate(line, true) {
            Fate::Goes => Some(say(self, text)),
            Fate::LeftOut => Some(LEFT_OUT.to_owned()),
            Fate::Silent => None,
        }
    }

    fn each(
        &mut self,
        held: &Held<'_>,
        all: &[String],
        mut say: impl FnMut(&mut Self, &str) -> String,
    ) -> Vec<String> {
        let lines = all.iter().enumerate();
        lines
            .filter_map(|(line, text)| self.line(held, line, text, &mut say))
            .collect()
    }

    fn field(&mut self, held: &Held<'_>, line: usize, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        self.line(held, line, text, Self::text).unwrap_or_default()
    }

    fn people(&mut self, held: &Held<'_>, people: &[Person]) -> Vec<Person> {
        let mut left = Vec::with_capacity(people.len());
        for (line, person) in people.iter().enumerate() {
            let role = match held.fate(line, true) {
                Fate::Goes => self.text(&person.role),
                Fate::LeftOut => LEFT_OUT.to_owned(),
                Fate::Silent => continue,
            };
            let goes = held.goes(line);
            let line = if goes {
                self.text(&person.line)
            } else {
                String::new()
            };
            self.uses(role.clone());
            left.push(Person { role, line });
        }
        left
    }

    /// A question as it was asked, and why it is asked.
    pub(super) fn question(&mut self, asked: &Asked, why: &str) -> Question {
        let ours = self.ours.prompt(&asked.prompt);
        if ours.is_some_and(|(_, prompt)| is_as_asked(prompt, asked) && prompt.why == why) {
            // Words of ours name nobody, whatever word is also a name.
            return Question {
                prompt: asked.prompt.clone(),
                rev: asked.rev,
                text: asked.question.clone(),
                why: why.to_owned(),
                ends: asked.ends.clone(),
                options: asked.options.clone(),
            };
        }
        let ends = asked.ends.clone().map(|mut ends| {
            ends.low = self.text(&ends.low);
            ends.high = self.text(&ends.high);
            ends
        });
        let offered = asked.options.iter().map(|option| Offered {
            id: self.option(Some(asked), &option.id),
            text: self.text(&option.text),
        });
        let options = offered.collect();
        let named = self.finder.holds(&asked.prompt);
        Question {
            prompt: if named {
                String::new()
            } else {
                asked.prompt.clone()
            },
            rev: asked.rev,
            text: self.text(&asked.question),
            why: self.text(why),
            ends,
            options,
        }
    }

    /// The id of an option; its number where the id itself holds a name.
    fn option(&mut self, asked: Option<&Asked>, id: &str) -> String {
        let known = asked.and_then(|asked| asked.options.iter().position(|option| option.id == id));
        match known {
            Some(_) if !self.finder.holds(id) => id.to_owned(),
            Some(at) => format!("option-{}", at + 1),
            None => self.text(id),
        }
    }
}

/// Whether a question was asked exactly as it stands in a deck.
fn is_as_asked(prompt: &Prompt, asked: &Asked) -> bool {
    let offered = asked
        .options
        .iter()
        .map(|option| (&option.id, &option.text));
    let options = prompt
        .options
        .iter()
        .map(|option| (&option.id, &option.text));
    prompt.text == asked.question && prompt.ends == asked.ends && options.eq(offered)
}

/// What is held back of an entry as it stands now.
fn held<'a>(
    left_out: &HashMap<&str, Vec<&'a LeftOut>>,
    journal: &Journal,
    point: Point<'_>,
) -> Held<'a> {
    if left_out.is_empty() {
        return Held::default();
    }
    let older = |form: &crate::journal::Entry| form.id != point.now.id;
    let lines = left_out.get(point.now.id.as_str());
    Held {
        lines: lines.cloned().unwrap_or_default(),
        whole: (journal.forms(point.first).filter(|form| older(form)))
            .any(|form| left_out.contains_key(form.id.as_str())),
    }
}

impl Held<'_> {
    fn fate(&self, line: usize, of_mark: bool) -> Fate {
        let is = |left: &&&LeftOut| left.line == line && left.of_mark == of_mark;
        match self.lines.iter().find(is) {
            None => Fate::Goes,
            Some(left) if left.silent => Fate::Silent,
            Some(_) => Fate::LeftOut,
        }
    }

    /// Whether a line of the mark goes.
    fn goes(&self, line: usize) -> bool {
        self.fate(line, true) == Fate::Goes
    }
}
