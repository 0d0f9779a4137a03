use super::{BECAME, CAME, HAPPENED, THEN_FROM_NOW, VERDICT, Workbook};
use crate::{
    deck::{DeckKind, Outline},
    journal::{Form, Mark},
    time::{Day, Moment, older_than_a_quarter},
};

/// How the decks stand, for the first page: facts only, by title, date and count.
#[derive(Debug, Default)]
pub struct Begun {
    /// Places to go on from, newest first.
    pub places: Vec<GoOn>,
    /// Answered and worth another look, those longest not looked at first.
    pub look_again: Vec<Shelf>,
    /// Begun and not finished.
    pub go_on: Vec<Shelf>,
    pub not_begun: Vec<Shelf>,
}

/// A place where somebody left.
#[derive(Debug)]
pub struct GoOn {
    /// Its position in [`Workbook::drafts`].
    pub draft: usize,
    pub title: String,
    /// Which question, and of how many.
    pub number: (usize, usize),
    /// Where a ritual was left; empty for everything else.
    pub stands: String,
    pub form: Form,
    pub words: Words,
    pub left: Moment,
    /// When a ritual was begun.
    pub begun: Option<Moment>,
}

/// Where words wait that were not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Words {
    None,
    /// At the question to go on with.
    Here,
    /// At a question that was passed over.
    Elsewhere,
}

/// A deck and how it stands.
#[derive(Debug, Clone)]
pub struct Shelf {
    pub deck: String,
    pub title: String,
    pub kind: DeckKind,
    /// Questions that can be answered, those with an answer, and those whose last answer is
    /// older than a quarter.
    pub questions: usize,
    pub answered: usize,
    pub old: usize,
    pub last: Option<Day>,
}

/// How every deck stands on this day.
pub fn begun(workbook: &Workbook, today: Day) -> Begun {
    let mut begun = Begun {
        places: places(workbook),
        ..Begun::default()
    };
    for shelf in shelves(workbook, today) {
        match (shelf.last, shelf.old, shelf.answered < shelf.questions) {
            // Rituals have keys of their own and wait for their moment.
            _ if shelf.kind == DeckKind::Ritual => {}
            (None, _, _) => begun.not_begun.push(shelf),
            (Some(_), 0, true) => begun.go_on.push(shelf),
            (Some(_), _, _) => begun.look_again.push(shelf),
        }
    }
    begun
        .look_again
        .sort_by_key(|shelf| (shelf.old == 0, shelf.last));
    begun
        .go_on
        .sort_by_key(|shelf| std::cmp::Reverse(shelf.last));
    begun
}

/// Every track and ritual, those first that suit what brings the person here.
pub fn shelves(workbook: &Workbook, today: Day) -> Vec<Shelf> {
    let wanted = wanted(workbook);
    let decks = workbook
        .decks
        .outlines()
        .filter(|deck| deck.kind != DeckKind::First);
    let mut shelves: Vec<Shelf> = decks.map(|deck| shelf(workbook, deck, today)).collect();
    let rank = |shelf: &Shelf| wanted.iter().position(|id| *id == shelf.deck);
    shelves.sort_by_key(|shelf| rank(shelf).unwrap_or(wanted.len()));
    shelves
}

fn shelf(workbook: &Workbook, deck: &Outline, today: Day) -> Shelf {
    let prompts = &deck.prompts;
    let lasts = prompts.iter().filter_map(|id| workbook.journal.latest(id));
    let days: Vec<Day> = lasts.map(|entry| entry.at.date_naive()).collect();
    Shelf {
        deck: deck.id.clone(),
        title: deck.title.clone(),
        kind: deck.kind,
        questions: prompts.len(),
        answered: days.len(),
        old: days
            .iter()
            .filter(|day| older_than_a_quarter(**day, today))
            .count(),
        last: days.iter().max().copied(),
    }
}

/// The questions of a deck whose last answer is older than a quarter, the oldest first.
pub fn old_questions(workbook: &Workbook, deck: &str, today: Day) -> Vec<String> {
    let Some(deck) = workbook.decks.get(deck) else {
        return Vec::new();
    };
    let mut old: Vec<(Day, &str)> = deck
        .full_form()
        .into_iter()
        .filter_map(|id| Some((workbook.journal.latest(id)?.at.date_naive(), id)))
        .filter(|(day, _)| older_than_a_quarter(*day, today))
        .collect();
    old.sort_by_key(|(day, _)| *day);
    old.into_iter().map(|(_, id)| id.to_owned()).collect()
}

fn places(workbook: &Workbook) -> Vec<GoOn> {
    let places = workbook
        .drafts
        .iter()
        .enumerate()
        .filter_map(|(at, draft)| {
            let walk = draft.walk.clone().known(&workbook.decks);
            let prompt = match walk.current() {
                Some(prompt) => prompt.to_owned(),
                // A step of a ritual that asks no question of its own.
                None if walk.is_ritual() && walk.stop().is_some() => String::new(),
                None if walk.is_nowhere() && !draft.is_empty() => String::new(),
                None => return None,
            };
            let of = |id: &str| {
                workbook
                    .decks
                    .prompt(id)
                    .map(|(deck, _)| deck.title.clone())
            };
            let title = match (walk.about(), draft.walk.form) {
                _ if walk.is_side_note() => "A side-note to a coach".to_owned(),
                _ if walk.selection.is_some() => "A hand-off to a coach".to_owned(),
                _ if walk.is_ritual() => workbook.decks.get(&walk.deck)?.title.clone(),
                _ if prompt.is_empty() => spoken_about("").to_owned(),
                (Some(_), _) => spoken_about(&prompt).to_owned(),
                (None, Form::One | Form::Again) => of(&prompt)?,
                (None, Form::Short | Form::Full) => workbook.decks.get(&walk.deck)?.title.clone(),
            };
            Some(GoOn {
                draft: at,
                title,
                number: walk.number(&workbook.decks),
                stands: if walk.is_ritual() {
                    workbook.stands_at(&walk).to_owned()
                } else {
                    String::new()
                },
                form: walk.form,
                words: match (draft.is_empty(), draft.aside.as_slice()) {
                    (true, []) => Words::None,
                    (true, aside) if aside.iter().all(|aside| aside.prompt != prompt) => {
                        Words::Elsewhere
                    }
                    (_, _) => Words::Here,
                },
                left: draft.at,
                begun: walk.began,
            })
        });
    places.collect()
}

/// What a question about an entry is about.
fn spoken_about(prompt: &str) -> &'static str {
    match prompt {
        HAPPENED | CAME => "A forecast",
        BECAME => "A promise",
        VERDICT => "A verdict, and why",
        THEN_FROM_NOW => "Then, from now",
        _ => "A note",
    }
}

/// Which decks suit what brings the person here. It only orders them.
fn wanted(workbook: &Workbook) -> &'static [&'static str] {
    let brings = workbook
        .journal
        .latest("first.brings")
        .and_then(|entry| workbook.journal.current(entry).mark.as_ref());
    let Some(Mark::Choice(brings)) = brings else {
        return &[];
    };
    match brings.as_str() {
        "new-role" => &["inherit", "chair", "mandate"],
        "structure" => &["seats", "seam", "cpto", "calls"],
        "stuck" => &["authority", "mandate", "knot"],
        "relationship" => &["chair", "seam", "inherit"],
        "preparing" => &["before", "after", "session"],
        _ => &[],
    }
}
