use std::collections::{HashMap, HashSet};

use super::{
    gather::{Gathered, Group},
    part::{last_of_session, part},
    redact::Redact,
};
use crate::{
    deck::Decks,
    insight::thread::Point,
    journal::{Asked, Mark},
    share::handoff::{Item, Part, Question, Said},
    time::say::{clock, plain},
};

/// Turns groups of entries into items.
pub(super) struct Writer<'a, 'b> {
    gathered: &'b Gathered<'a>,
    decks: &'b Decks,
    pub(super) redact: Redact<'a>,
    /// The positions of what stands in an item, and of what is left out in silence.
    pub(super) done: HashSet<usize>,
    last: HashMap<&'a str, usize>,
}

impl<'a, 'b> Writer<'a, 'b> {
    pub(super) fn new(gathered: &'b Gathered<'a>, decks: &'b Decks) -> Self {
        Self {
            gathered,
            decks,
            redact: Redact::new(gathered.journal, gathered.selection),
            done: HashSet::new(),
            last: last_of_session(&gathered.groups, gathered),
        }
    }

    /// The items of groups, each with the position and the id of its entry.
    pub(super) fn items(&mut self, groups: &[Group<'a>]) -> Vec<(usize, &'a str, Item)> {
        let all = groups.iter().filter_map(|group| {
            let item = self.item(group)?;
            let first = group.point.first;
            Some((self.gathered.at(group.point), first.id.as_str(), item))
        });
        all.collect()
    }

    /// The item of a group, still without its id; nothing where all of the answer is left out in
    /// silence.
    fn item(&mut self, group: &Group<'a>) -> Option<Item> {
        let said = self.said(group.point);
        self.done.insert(self.gathered.at(group.point));
        if is_nothing(&said)
            && !(group.point.now.words.is_empty() && group.point.now.mark.is_none())
        {
            return None;
        }
        let asked = self.asked(group.point);
        let mut kept = HashMap::new();
        let mut earlier = Vec::new();
        for (place, point) in group.earlier.iter().enumerate() {
            let mut said = self.said(*point);
            self.done.insert(self.gathered.at(*point));
            if is_nothing(&said) {
                continue;
            }
            if !same(point.asked(), group.point.asked()) {
                said.asked = self.asked(*point).map(Box::new);
            }
            kept.insert(place, earlier.len());
            earlier.push(said);
        }
        let mut later = Vec::new();
        for (place, point) in &group.later {
            let of = place.and_then(|place| kept.get(&place).copied());
            let from_now = matches!(point.now.mark, Some(Mark::Rating(_)));
            let said = self.said(*point);
            let stands = of.is_some() == place.is_some();
            if stands || is_nothing(&said) {
                self.done.insert(self.gathered.at(*point));
            }
            if stands && !is_nothing(&said) {
                later.push(Said {
                    of,
                    from_now,
                    ..said
                });
            }
        }
        let mut item = Item {
            id: String::new(),
            part: Part::Entries,
            asked,
            earlier,
            said,
            later,
            side_note: self.side_note(group),
        };
        item.part = part(self.gathered, group, &item, &self.last);
        Some(item)
    }

    fn said(&mut self, point: Point<'_>) -> Said {
        let times = self.gathered.selection.times;
        let from_now =
            matches!(point.now.mark, Some(Mark::Rating(_))) && point.first.answers.is_some();
        Said {
            date: point.day(),
            time: times.then(|| clock(&point.first.at)),
            words: self.redact.words(point),
            mark: self.redact.mark(point),
            from_now,
            ..Said::default()
        }
    }

    fn asked(&mut self, point: Point<'_>) -> Option<Question> {
        let asked = point
            .now
            .asked
            .as_ref()
            .filter(|_| !self.gathered.is_coached(point.first))?;
        let prompt = self.decks.prompt(&asked.prompt).map(|(_, prompt)| prompt);
        // A question that was reworded since may be asked for another reason.
        let prompt =
            prompt.filter(|prompt| prompt.rev == asked.rev && prompt.text == asked.question);
        let why = prompt.map_or("", |prompt| &prompt.why);
        Some(self.redact.question(asked, why))
    }

    /// The notes to the coach on the answers of a group; one on an earlier answer says on which.
    fn side_note(&mut self, group: &Group<'_>) -> Option<String> {
        let mut notes = Vec::new();
        for (on, note) in &group.side_notes {
            self.done.insert(self.gathered.at(*note));
            let words = self.redact.words(*note);
            if words.trim().is_empty() {
                continue;
            }
            notes.push(if on.first.id == group.point.first.id {
                words
            } else {
                format!("On {}: {words}", plain(on.day()))
            });
        }
        (!notes.is_empty()).then(|| notes.join("\n\n"))
    }
}

fn is_nothing(said: &Said) -> bool {
    let empty = match &said.mark {
        None => true,
        Some(Mark::Lines(all) | Mark::Choices(all)) => all.is_empty(),
        Some(Mark::People(all)) => all.is_empty(),
        Some(_) => false,
    };
    empty && said.words.trim().is_empty()
}

/// Whether two answers were asked the same, whatever the revision is called.
fn same(one: Option<&Asked>, other: Option<&Asked>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            (&one.prompt, &one.question, one.kind) == (&other.prompt, &other.question, other.kind)
                && (&one.ends, &one.options) == (&other.ends, &other.options)
        }
        (one, other) => one.is_none() == other.is_none(),
    }
}
