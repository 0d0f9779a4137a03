use std::{io::ErrorKind, path::Path};

use super::outside;
use crate::{
    deck::{self, Decks},
    store::disk::{Disk, Kind, RealDisk},
};

/// All decks at hand, and what there is to say of the personal ones.
#[derive(Debug)]
pub(super) struct Shelf {
    pub(super) decks: Decks,
    /// Which of them stand in the place of a built-in one.
    pub(super) replaced: Vec<String>,
    /// What is wrong with them, each with its place.
    pub(super) problems: Vec<String>,
}

/// The built-in decks, and those in `decks/` of the configuration folder. What is wrong in one is
/// named, and the rest of it is used.
pub(super) fn shelf(config: &Path) -> Shelf {
    let mut shelf = Shelf {
        decks: deck::builtin(),
        replaced: Vec::new(),
        problems: Vec::new(),
    };
    let folder = config.join("decks");
    let items = match RealDisk.list(&folder) {
        Ok(items) => items,
        Err(error) => {
            if error.kind() != ErrorKind::NotFound {
                let folder = folder.display();
                shelf
                    .problems
                    .push(format!("{folder} was not read: {error}."));
            }
            return shelf;
        }
    };
    let is_deck = |name: &Path| {
        name.extension()
            .is_some_and(|extension| extension == "toml")
    };
    let mut names: Vec<_> = items
        .into_iter()
        .filter(|item| matches!(item.kind, Kind::File | Kind::Link))
        .map(|item| item.name)
        .filter(|name| is_deck(Path::new(name)))
        .collect();
    names.sort();
    for name in names {
        match outside::text(&folder.join(&name)) {
            None => {}
            Some(Err(problem)) => shelf.problems.push(problem),
            Some(Ok(text)) => shelf.add(&format!("decks/{}", name.to_string_lossy()), &text),
        }
    }
    shelf
}

impl Shelf {
    fn add(&mut self, name: &str, text: &str) {
        let (deck, problems) = deck::read(text);
        let problems = problems.iter().map(|problem| format!("{name}:{problem}"));
        self.problems.extend(problems);
        let Some(deck) = deck else { return };
        let id = deck.id.clone();
        if self.decks.add(deck) {
            let said = format!("{name} stands in the place of the deck {id}.");
            self.replaced.push(said);
        }
    }
}
