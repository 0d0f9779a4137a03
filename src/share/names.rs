//! The names list: names to be swapped for roles before anything leaves.

use crate::journal::{Fact, Journal};

/// A name, and the role it is swapped for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub name: String,
    pub role: String,
}

/// The person's own list, in the order in which it was stated.
pub fn listed(journal: &Journal) -> Vec<Name> {
    let stated = journal.facts_of(Fact::Name);
    stated
        .filter_map(|stated| {
            let role = stated.value.as_str()?.to_owned();
            let name = stated.key.clone();
            Some(Name { name, role })
        })
        .collect()
}
