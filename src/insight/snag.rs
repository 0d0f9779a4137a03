//! Snags that the writer marked as there again. Only marks count, by the ids of entries: nothing
//! is read out of words.

use std::collections::{HashMap, HashSet};

use crate::journal::{Fact, Journal};

/// From so many marks on a track is offered.
const OFTEN: usize = 3;

/// What was marked as there again, and as what.
#[derive(Debug, Default)]
pub struct Snags<'a> {
    /// From the id of an entry to that of the one before it.
    before: HashMap<&'a str, &'a str>,
    /// First entries of snags of which nothing more is to be said.
    put_away: HashSet<&'a str>,
}

impl<'a> Snags<'a> {
    pub fn of(journal: &'a Journal) -> Self {
        let mut snags = Self::default();
        for stated in journal.facts_of(Fact::Snag) {
            if let Some(before) = stated.value.as_str() {
                snags.before.insert(&stated.key, before);
            } else if stated.value == false {
                snags.put_away.insert(&stated.key);
            }
        }
        snags
    }

    /// Whether this entry was marked as an earlier one again.
    pub fn is_marked(&self, entry: &str) -> bool {
        self.before.contains_key(entry)
    }

    /// The id of the first entry of the snag that this entry belongs to: its own where it was
    /// never marked.
    pub fn first<'b>(&self, entry: &'b str) -> &'b str
    where
        'a: 'b,
    {
        let mut first = entry;
        // A file edited by hand could make a ring; no chain is longer than there are marks.
        for _ in 0..self.before.len() {
            match self.before.get(first) {
                Some(before) => first = before,
                None => break,
            }
        }
        first
    }

    /// How often the snag that this entry belongs to was marked as there again.
    pub fn times(&self, entry: &str) -> usize {
        let first = self.first(entry);
        let marked = self.before.keys();
        marked.filter(|key| self.first(key) == first).count()
    }

    /// Whether the snag of this entry was marked often enough for a track to be offered, and that
    /// was not put away.
    pub fn offers(&self, entry: &str) -> bool {
        self.times(entry) >= OFTEN && !self.put_away.contains(self.first(entry))
    }

    /// The same, once `entry` is marked as `before` again.
    pub fn will_offer(&self, entry: &str, before: &str) -> bool {
        let more = usize::from(!self.is_marked(entry));
        self.times(before) + more >= OFTEN && !self.put_away.contains(self.first(before))
    }
}
