use std::cmp::Reverse;

use super::{Source, filter::Filter, needle::Needle, parts::parts, query::Query};
use crate::journal::Entry;

/// A query made ready to be held against every entry.
pub(super) struct Scan<'a> {
    needles: Vec<Needle>,
    filters: &'a [Filter],
    /// For each source which needles are not in its question or title; none where a filter leaves
    /// it out.
    missing: Vec<Option<Vec<usize>>>,
}

impl<'a> Scan<'a> {
    pub(super) fn new(query: &'a Query, sources: &[Source]) -> Self {
        let needles = query.terms.iter().map(|term| Needle::new(term));
        let mut needles: Vec<Needle> = needles.collect();
        // What few texts have is looked for first.
        needles.sort_by_key(|needle| Reverse(needle.rarity()));
        let filters = query.filters.as_slice();
        let missing_in = |source: &Source| {
            if !filters.iter().all(|filter| filter.admits_source(source)) {
                return None;
            }
            let question = source.asked.as_ref().map_or("", |asked| &asked.question);
            let missing = needles.iter().enumerate().filter(|(_, needle)| {
                let mut texts = [question, &source.title].into_iter();
                !texts.any(|text| needle.is_in(text))
            });
            Some(missing.map(|(at, _)| at).collect())
        };
        let missing = sources.iter().map(missing_in).collect();
        Self {
            needles,
            filters,
            missing,
        }
    }

    /// Whether everything holds for an entry of a source. What is said about another entry stands
    /// under that one's question, which is not searched again for it; nor are words that are not shown.
    pub(super) fn holds(&self, entry: &Entry, source: usize, is_hidden: bool) -> bool {
        let Some(Some(missing)) = self.missing.get(source) else {
            return false;
        };
        if !self.filters.iter().all(|filter| filter.admits(entry)) {
            return false;
        }
        let is_in = |needle: &Needle| !is_hidden && parts(entry).any(|text| needle.is_in(text));
        if entry.answers.is_some() {
            return self.needles.iter().all(is_in);
        }
        let mut missing = missing.iter().filter_map(|at| self.needles.get(*at));
        missing.all(is_in)
    }
}
