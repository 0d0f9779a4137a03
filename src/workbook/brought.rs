use super::{Given, Place, Workbook};
use crate::{
    insight::{seen::hidden, thread::Point},
    journal::{Entry, Fact, Mark, Stop},
    text::{flat, sentences},
    time::Day,
};

/// The question whose lines begin with what was pinned.
const KNOW: &str = "before.8";
/// It takes so many lines.
const MOST: usize = 5;

impl Workbook {
    /// What stands at the question of a ritual before anything is written there, to be edited: a
    /// line of each pinned answer. Nothing where words wait, or none is pinned.
    pub fn offered(&self, place: &Place, today: Day) -> Option<Given> {
        let asked = matches!(place.walk.stop(), Some(Stop::Ask(id)) if id == KNOW);
        let waits = || place.aside.iter().any(|aside| aside.prompt == KNOW);
        if !asked || !place.walk.is_ritual() || waits() {
            return None;
        }
        let pins = self.journal.facts_of(Fact::Pin);
        let pinned = pins.filter(|pin| pin.value == true);
        let entries = pinned.filter_map(|pin| self.journal.entry(&pin.key));
        let points = entries.map(|entry| Point::of(&self.journal, self.journal.first(entry)));
        // What is private does not slip into what is not.
        let open = points.filter(|point| !point.first.private && !point.now.private);
        let seen = open.filter(|point| hidden(&self.journal, point.now, today).is_none());
        let lines = seen.filter_map(|point| first_sentence(point.now));
        let lines: Vec<String> = lines.take(MOST).collect();
        let texts = vec![lines.join("\n")];
        let picked = Vec::new();
        (!lines.is_empty()).then_some(Given { texts, picked })
    }
}

/// The first sentence of an answer, or the first line of a list.
fn first_sentence(entry: &Entry) -> Option<String> {
    let words = match &entry.mark {
        Some(Mark::Lines(lines)) => lines.first()?,
        _ => &entry.words,
    };
    sentences(words).first().map(|sentence| flat(sentence))
}
