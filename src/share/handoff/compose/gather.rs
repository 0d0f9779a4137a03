//! Which entries go, and which of them together.

use std::collections::{HashMap, HashSet};

use super::fit::{Fit, fit};
use crate::{
    insight::{thread::Point, told::told},
    journal::{Chosen, Entry, Fact, Journal, Mark, Selection, With},
    time::Day,
};

/// An answer that goes, with the earlier ones that go with it, oldest first, and with what was
/// said of each later: the place of the earlier answer, none for the answer itself.
pub(super) struct Group<'a> {
    pub(super) point: Point<'a>,
    pub(super) earlier: Vec<Point<'a>>,
    pub(super) later: Vec<(Option<usize>, Point<'a>)>,
    pub(super) side_notes: Vec<(Point<'a>, Point<'a>)>,
}

/// Everything that goes. No entry is in two groups.
pub(super) struct Gathered<'a> {
    pub(super) journal: &'a Journal,
    pub(super) selection: &'a Selection,
    pub(super) groups: Vec<Group<'a>>,
    /// The ids of the notes whose questions are a coach's words.
    pub(super) coached: Vec<&'a str>,
    today: Day,
    /// By position: what was chosen and may go.
    chosen: HashMap<usize, (Point<'a>, &'a Chosen)>,
    /// The positions of the notes that go beside an answer.
    pub(super) notes: HashSet<usize>,
}

impl<'a> Gathered<'a> {
    pub(super) fn of(journal: &'a Journal, selection: &'a Selection, today: Day) -> Self {
        let coached = journal.facts_of(Fact::Question);
        let mut gathered = Self {
            journal,
            selection,
            groups: Vec::new(),
            coached: coached.map(|stated| stated.key.as_str()).collect(),
            today,
            chosen: HashMap::new(),
            notes: HashSet::new(),
        };
        let private: HashSet<&str> = selection
            .chosen
            .iter()
            .filter(|chosen| chosen.private)
            .filter_map(|chosen| Some(journal.first(journal.entry(&chosen.entry)?).id.as_str()))
            .collect();
        for chosen in &selection.chosen {
            gathered.choose(chosen, &private);
        }
        gathered.groups = gathered.further(&gathered.notes);
        gathered
    }

    fn choose(&mut self, chosen: &'a Chosen, private: &HashSet<&str>) {
        let Some(entry) = self.journal.entry(&chosen.entry) else {
            return;
        };
        let point = Point::of(self.journal, self.journal.first(entry));
        let goes = match fit(self.journal, entry, self.today) {
            Fit::Goes => true,
            Fit::Private => private.contains(point.first.id.as_str()),
            Fit::Never => false,
        };
        let at = self.at(point);
        if !goes || self.chosen.contains_key(&at) {
            return;
        }
        self.chosen.insert(at, (point, chosen));
        if let Some(note) = self.side_note(point, chosen) {
            self.notes.insert(self.at(note));
        }
    }

    /// What was chosen and is not done with yet, with what goes with it. The newest first, so that
    /// what goes with a later answer is not an answer by itself.
    pub(super) fn further(&self, done: &HashSet<usize>) -> Vec<Group<'a>> {
        let left = self.chosen.keys().copied().filter(|at| !done.contains(at));
        let mut newest: Vec<usize> = left.collect();
        newest.sort_unstable_by(|a, b| b.cmp(a));
        let mut taken = done.clone();
        let (answers, sayings): (Vec<usize>, Vec<usize>) = newest
            .into_iter()
            .partition(|at| self.spoken_about(*at).is_none());
        let mut groups = Vec::with_capacity(answers.len());
        for at in answers {
            groups.extend(self.take(at, &mut taken));
        }
        // What says something of an answer that goes, goes with it.
        for at in sayings {
            let goes = |about: &usize| taken.contains(about) && !done.contains(about);
            if self
                .spoken_about(at)
                .as_ref()
                .is_none_or(|about| !goes(about))
            {
                groups.extend(self.take(at, &mut taken));
            }
        }
        groups
    }

    fn take(&self, at: usize, taken: &mut HashSet<usize>) -> Option<Group<'a>> {
        let (point, chosen) = self.chosen.get(&at).copied()?;
        if !taken.insert(at) {
            return None;
        }
        let mut earlier = Vec::new();
        let mut left = vec![(point, chosen.with)];
        while let Some((point, with)) = left.pop() {
            let most = match with {
                With::Alone => 0,
                With::Before => 1,
                With::Thread => usize::MAX,
            };
            for before in self.before(point).take(most) {
                let at = self.at(before);
                if !self.goes(before) || !taken.insert(at) {
                    continue;
                }
                earlier.push(before);
                // A whole thread has nothing before it.
                if let (With::Before, Some((point, chosen))) = (with, self.chosen.get(&at)) {
                    left.push((*point, chosen.with));
                }
            }
        }
        earlier.sort_by_key(|point| self.at(*point));
        Some(self.with_sayings(point, earlier))
    }

    fn with_sayings(&self, point: Point<'a>, earlier: Vec<Point<'a>>) -> Group<'a> {
        let mut group = Group {
            point,
            earlier,
            later: Vec::new(),
            side_notes: Vec::new(),
        };
        let of = (0..group.earlier.len()).map(Some).chain([None]);
        let points = group.earlier.iter().copied().chain([point]);
        for (of, point) in of.zip(points) {
            let said = self.said_of(point);
            group.later.extend(said.into_iter().map(|said| (of, said)));
            let chosen = self.chosen.get(&self.at(point));
            let note = chosen.and_then(|(point, chosen)| self.side_note(*point, chosen));
            group.side_notes.extend(note.map(|note| (point, note)));
        }
        group.later.sort_by_key(|(_, said)| self.at(*said));
        group
    }

    /// What the client said of an answer: the verdict, the mark for then and the line that hold,
    /// what became of it by days. A note goes only where it was chosen itself.
    fn said_of(&self, point: Point<'a>) -> Vec<Point<'a>> {
        let mut said: Vec<Point<'a>> = Vec::new();
        for one in told(self.journal, point.first) {
            let note = one.now.mark.is_none() && one.first.asked.is_none();
            let chosen = self.chosen.contains_key(&self.at(one));
            if !self.goes(one) || self.notes.contains(&self.at(one)) || (note && !chosen) {
                continue;
            }
            said.retain(|known| !replaces(one, *known));
            said.push(one);
        }
        said
    }

    /// The answers before one to the same question, the nearest first; to a rating those that can
    /// be laid side by side with it.
    fn before(&self, point: Point<'a>) -> impl Iterator<Item = Point<'a>> + use<'a> {
        let journal = self.journal;
        let at = self.at(point);
        let asked = point.first.asked.as_ref();
        let asked = asked.filter(|_| point.first.answers.is_none());
        let thread = asked.map_or(&[][..], |asked| journal.thread_of(&asked.prompt));
        let before = thread
            .iter()
            .take(thread.partition_point(|other| *other < at));
        let before = before.rev().filter_map(|at| journal.at(*at));
        let points = before.filter_map(|entry| Point::own(journal, entry));
        let rated = point.rating().is_some();
        points.take_while(move |before| !rated || comparable(*before, point))
    }

    /// Whether an entry goes that was not chosen by itself, or was.
    fn goes(&self, point: Point<'_>) -> bool {
        match fit(self.journal, point.first, self.today) {
            Fit::Goes => true,
            Fit::Private => {
                let chosen = self.chosen.get(&self.at(point));
                chosen.is_some()
            }
            Fit::Never => false,
        }
    }

    /// The note to the coach that was named with an answer: one on it, and private only where the
    /// answer was chosen as private.
    fn side_note(&self, point: Point<'a>, chosen: &Chosen) -> Option<Point<'a>> {
        let note = self.journal.entry(chosen.side_note.as_ref()?)?;
        let note = Point::of(self.journal, self.journal.first(note));
        let on = note.first.answers.as_ref()?;
        let is_on = self.journal.forms(point.first).any(|form| form.id == *on);
        let goes = match fit(self.journal, note.first, self.today) {
            Fit::Goes => true,
            Fit::Private => chosen.private,
            Fit::Never => false,
        };
        (is_on && goes && note.now.mark.is_none()).then_some(note)
    }

    /// The position of the writer's own entry that the one at a position speaks about.
    fn spoken_about(&self, at: usize) -> Option<usize> {
        let entry = self.journal.at(at)?;
        let about = self.journal.entry(entry.answers.as_ref()?)?;
        let about = self.journal.own(self.journal.first(about))?;
        self.journal.position(&about.id)
    }

    pub(super) fn at(&self, point: Point<'_>) -> usize {
        self.journal.position(&point.first.id).unwrap_or(usize::MAX)
    }

    /// Whether the question an entry stands under is in a coach's words.
    pub(super) fn is_coached(&self, entry: &Entry) -> bool {
        let answers = entry.answers.as_ref().and_then(|id| self.journal.entry(id));
        let foreign = answers.is_some_and(|about| about.author != entry.author);
        let prompt = entry.asked.as_ref().map_or("", |asked| &asked.prompt);
        foreign || self.coached.iter().any(|note| prompt.ends_with(note))
    }
}

/// Whether of two sayings on one answer the newer one holds.
fn replaces(newer: Point<'_>, older: Point<'_>) -> bool {
    match (&newer.now.mark, &older.now.mark) {
        (Some(Mark::Verdict(_)), Some(Mark::Verdict(_)))
        | (Some(Mark::Rating(_)), Some(Mark::Rating(_))) => true,
        (Some(Mark::Outcome(_)), Some(Mark::Outcome(_))) => newer.day() == older.day(),
        _ => false,
    }
}

/// Whether two ratings belong to one series.
fn comparable(one: Point<'_>, other: Point<'_>) -> bool {
    let asked = one.asked().zip(other.asked());
    let same = asked.is_some_and(|(one, other)| {
        (&one.question, one.kind, &one.ends) == (&other.question, other.kind, &other.ends)
    });
    same && one.first.role == other.first.role
}
