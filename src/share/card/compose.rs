use std::collections::HashMap;

use super::{Card, Form, Line, Part, Piece, Recipe, Span, Swap};
use crate::{
    insight::{seen::hidden, thread::Point},
    journal::{Entry, Journal, Mark},
    share::names::{Finder, Name, listed},
    text::{capital, flat, shown_clusters},
    time::{Day, Moment},
};

/// No more lines of what they must know are in a card.
const MOST_KNOWN: usize = 5;

impl Part {
    /// The part that an entry belongs to; none for what belongs to no card.
    fn of(entry: &Entry) -> Option<Self> {
        if matches!(entry.mark, Some(Mark::Outcome(_))) {
            return Some(Self::Promised);
        }
        Some(match entry.asked.as_ref()?.prompt.as_str() {
            "before.5" => Self::Better,
            "before.6" => Self::Heavier,
            "before.7" => Self::Question,
            "before.8" => Self::Know,
            "before.9" => Self::Help,
            "before.10" => Self::NoHelp,
            _ => return None,
        })
    }
}

impl Form {
    /// Its parts, in their order.
    fn parts(self) -> &'static [Part] {
        use Part::{Better, Heavier, Help, Know, NoHelp, Promised, Question};
        match self {
            Self::Update => &[Better, Heavier, Promised, Question, Know, Help, NoHelp],
            Self::Case => &[Question, Know, Help, NoHelp, Heavier, Better, Promised],
            Self::Ask => &[Question, Help, NoHelp],
        }
    }
}

/// The card of a recipe, from the words as they are now. What is not in the journal any more, or
/// may not be seen yet, is not in it.
pub fn compose(journal: &Journal, recipe: &Recipe, began: Moment, today: Day) -> Card {
    let list = listed(journal);
    let checked = Checked::new(&list, recipe);
    let entries = recipe.entries.iter().filter_map(|id| journal.entry(id));
    let points = entries.map(|first| Point::of(journal, first));
    let points: Vec<(Part, Point<'_>)> = points
        .filter(|point| hidden(journal, point.now, today).is_none())
        .filter_map(|point| Some((Part::of(point.now)?, point)))
        .collect();
    let mut lines = Vec::new();
    for part in recipe.form.parts() {
        for (_, point) in points.iter().filter(|(of, _)| of == part) {
            lines.extend(checked.lines(journal, *part, *point));
        }
    }
    let (mut lines, out): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| recipe.holds(line));
    if recipe.form == Form::Ask {
        lines = in_two(lines);
    }
    Card {
        form: recipe.form,
        day: began.date_naive(),
        lines,
        out,
        kept: recipe.kept.clone(),
    }
}

impl Recipe {
    fn holds(&self, line: &Line) -> bool {
        let list = if line.private {
            &self.taken_in
        } else {
            &self.left_out
        };
        let named = line.keys().all(|key| list.iter().any(|known| known == key));
        named == line.private
    }
}

/// The names list and the swaps of a card.
struct Checked<'a> {
    recipe: &'a Recipe,
    finder: Finder,
    /// Whether a name is on the list now; what was swapped stays so when it is dropped from it.
    list: &'a [Name],
}

impl<'a> Checked<'a> {
    fn new(list: &'a [Name], recipe: &'a Recipe) -> Self {
        let mut all = list.to_vec();
        for swap in &recipe.swaps {
            if all.iter().all(|name| name.name != swap.name) {
                let (name, role) = (swap.name.clone(), swap.role.clone());
                all.push(Name { name, role });
            }
        }
        let finder = Finder::new(&all);
        Self {
            recipe,
            finder,
            list,
        }
    }

    /// The lines that an entry gives a card.
    fn lines(&self, journal: &Journal, part: Part, point: Point<'_>) -> Vec<Line> {
        let (now, id) = (point.now, point.first.id.as_str());
        let of_promise = || journal.entry(now.answers.as_deref()?);
        let about = of_promise().map(|promise| journal.current(promise));
        let private = point.first.private || now.private || about.is_some_and(|on| on.private);
        let texts: Vec<String> = match (&now.mark, about) {
            // What was said of it can be left out by itself.
            (Some(Mark::Outcome(told)), Some(promise)) => {
                let promised = format!("{}: {}", capital(told.is.words()), promise.words);
                vec![promised, now.words.clone()]
            }
            (Some(Mark::Lines(lines)), _) => lines.iter().take(MOST_KNOWN).cloned().collect(),
            (Some(Mark::Choices(ids)), _) => {
                let said = ids.iter().map(|id| now.option(id));
                let said = said.chain(now.words.lines()).map(flat);
                let said: Vec<String> = said.filter(|said| !said.is_empty()).collect();
                vec![said.join("; ")]
            }
            _ => now.words.split('\n').map(str::to_owned).collect(),
        };
        let texts = texts.iter().map(|text| flat(text));
        let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        let line = |(at, text): (usize, &String)| Line {
            part,
            pieces: vec![self.piece(format!("{id}#{at}"), text)],
            private,
        };
        texts.iter().enumerate().map(line).collect()
    }

    /// Words with the swaps of the card, and with the names that are left.
    fn piece(&self, key: String, text: &str) -> Piece {
        let mut spans = Vec::new();
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let mut from = 0;
        for found in self.finder.find(text) {
            let name = found.name.name.as_str();
            let count = counts.entry(name).or_default();
            let nth = std::mem::replace(count, *count + 1);
            push(&mut spans, text.get(from..found.range.start), None);
            from = found.range.end;
            let is = |swap: &&Swap| swap.at == key && swap.name == name && swap.nth == nth;
            if let Some(swap) = self.recipe.swaps.iter().find(is) {
                // A name that was listed since may be in a role of then.
                let role = self.finder.swap(&swap.role);
                push(&mut spans, Some(&role), None);
                continue;
            }
            let is_listed = self.list.iter().any(|known| known.name == name);
            let swap = is_listed.then(|| Swap {
                at: key.clone(),
                name: name.to_owned(),
                nth,
                role: found.name.role.clone(),
            });
            push(&mut spans, text.get(found.range), swap);
        }
        push(&mut spans, text.get(from..), None);
        Piece { key, spans }
    }
}

fn push(spans: &mut Vec<Span>, text: Option<&str>, name: Option<Swap>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        let text = shown_clusters(text).into_owned();
        spans.push(Span { text, name });
    }
}

/// The question in one line, and what would help in another.
fn in_two(lines: Vec<Line>) -> Vec<Line> {
    let mut two: Vec<Line> = Vec::new();
    for line in lines {
        let (part, lead) = match line.part {
            Part::Help => (Part::Help, "Would help: "),
            Part::NoHelp => (Part::Help, "Would not: "),
            part
            @ (Part::Better | Part::Heavier | Part::Promised | Part::Question | Part::Know) => {
                (part, "")
            }
        };
        let place = two.iter().position(|known| known.part == part);
        let same = place.and_then(|at| two.get_mut(at));
        let before = same.as_ref().map_or("", |_| " / ");
        let joint = format!("{before}{lead}");
        let mut pieces = Vec::new();
        if !joint.is_empty() {
            let mut spans = Vec::new();
            push(&mut spans, Some(&joint), None);
            let key = String::new();
            pieces.push(Piece { key, spans });
        }
        pieces.extend(line.pieces);
        match same {
            Some(same) => {
                same.pieces.extend(pieces);
                same.private |= line.private;
            }
            None => two.push(Line {
                part,
                pieces,
                private: line.private,
            }),
        }
    }
    two
}
