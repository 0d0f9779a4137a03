use std::{cmp::Ordering, collections::HashSet};

use super::{around, keys, saved};
use crate::{
    insight::{
        letters::{Letter, letters},
        promises::{Promised, Stands, open, promises},
    },
    journal::{Became, Entry, Journal},
    time::{
        Moment,
        say::{plain, relative, short},
    },
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{BECAME, Deed, Workbook, about},
};

/// What you said you would do, and what became of it; and letters to yourself.
#[derive(Debug)]
pub struct PromisesPage {
    /// The ids of promises, and from [`Self::letters`] on of letters. Those in view stay where
    /// they are, whatever is said of them meanwhile.
    items: Vec<String>,
    letters: usize,
    all: bool,
    at: usize,
}

const KEYS: [(&str, &str); 5] = [
    ("d", "done"),
    ("p", "partly"),
    ("c", "changed on purpose"),
    ("l", "let go"),
    ("o", "still open"),
];

impl PromisesPage {
    pub fn open(workbook: &Workbook, _now: Moment) -> Self {
        let mut page = Self {
            items: Vec::new(),
            letters: 0,
            all: false,
            at: 0,
        };
        page.read(&workbook.journal);
        page
    }

    fn read(&mut self, journal: &Journal) {
        self.items = if self.all {
            promises(journal).rev().map(|one| id(&one)).collect()
        } else {
            open(journal).iter().map(id).collect()
        };
        self.letters = self.items.len();
        let letters = letters(journal).rev();
        self.items.extend(letters.map(|letter| letter.id.clone()));
    }

    fn chosen<'a>(&self, cx: &'a Cx<'_>) -> Option<Promised<'a>> {
        let item = self.items.get(self.at).filter(|_| self.at < self.letters)?;
        promised(&cx.workbook.journal, item)
    }

    fn open_chosen(&self, cx: &Cx<'_>) -> Next {
        let Some(item) = self.items.get(self.at) else {
            return Next::Stay;
        };
        if self.at >= self.letters {
            return Next::Go(Route::Letter(item.clone()));
        }
        let entry = cx.workbook.journal.entry(item);
        match entry.and_then(|entry| entry.asked.as_ref()) {
            Some(asked) => Next::Go(Route::Thread(asked.prompt.clone(), Some(item.clone()))),
            None => Next::Say("This promise stands under no question.".to_owned()),
        }
    }

    /// Says with one key what became of the promise chosen.
    fn became(&self, cx: &Cx<'_>, which: u8) -> Next {
        let Some(promised) = self.chosen(cx) else {
            return Next::Say("Choose a promise first.".to_owned());
        };
        let Some(is) = Became::OF_PROMISES.get(usize::from(which)) else {
            return Next::Stay;
        };
        let said = promised.last().filter(|told| told.outcome.is == *is);
        if said.is_some_and(|told| told.point.day() == cx.today()) {
            return Next::Say("That is said; y says a line about it.".to_owned());
        }
        Next::Do(Deed::Outcome {
            on: promised.point.first.id.clone(),
            is: is.clone(),
            by: None,
        })
    }

    fn row(&self, cx: &Cx<'_>, sheet: &mut Sheet, item: usize) {
        let journal = &cx.workbook.journal;
        let entry = self.items.get(item).and_then(|id| journal.entry(id));
        match (entry, item.cmp(&self.letters)) {
            (Some(entry), Ordering::Less) => {
                let promised = Promised::of(journal, entry);
                promise_rows(cx, sheet, item, &promised, self.all);
                if item == self.at {
                    keys(cx, sheet, item, &KEYS);
                }
            }
            (Some(entry), order) => {
                if order == Ordering::Equal {
                    sheet.text(&cx.page, "Letters", cx.theme.muted);
                }
                letter_rows(cx, sheet, item, entry);
            }
            (None, _) => return,
        }
        sheet.blank();
    }
}

fn id(promised: &Promised<'_>) -> String {
    promised.point.first.id.clone()
}

/// Where a line is said on what became of a promise, and a new day.
pub(super) fn because(cx: &Cx<'_>, promised: &Promised<'_>) -> Route {
    let afresh = || Route::Walk(about(BECAME, &promised.point.first.id));
    let said = cx.workbook.last_told(promised);
    said.map_or_else(afresh, Route::Because)
}

fn promised<'a>(journal: &'a Journal, id: &str) -> Option<Promised<'a>> {
    Some(Promised::of(journal, journal.entry(id)?))
}

fn promise_rows(cx: &Cx<'_>, sheet: &mut Sheet, item: usize, promised: &Promised<'_>, all: bool) {
    let (page, theme, today) = (&cx.page, cx.theme, cx.today());
    sheet.item(page, item, "", &promised.point.now.words, theme.text);
    let late = matches!(promised.stands(today), Stands::Overdue(_));
    let tone = if late { theme.attention } else { theme.muted };
    if let Some(when) = promised.when(today) {
        sheet.below(page, item, &when, tone);
    }
    if all {
        sheet.below(page, item, &promised.made(today), theme.muted);
    }
    if let Some(promise) = promised.promise() {
        for (label, text) in [
            ("In the way: ", &promise.obstacle),
            ("Then: ", &promise.then),
        ] {
            if !text.is_empty() {
                sheet.below(page, item, &format!("{label}{text}"), theme.muted);
            }
        }
    }
    for told in promised.outcomes() {
        sheet.below(page, item, &told.says(today), theme.text);
        if !told.point.now.words.is_empty() {
            sheet.below(page, item, &told.point.now.words, theme.text);
        }
    }
}

fn letter_rows(cx: &Cx<'_>, sheet: &mut Sheet, item: usize, letter: &Entry) {
    let (page, theme, today) = (&cx.page, cx.theme, cx.today());
    let on = short(letter.at.date_naive(), today);
    let title = format!("A letter to yourself, written on {on}");
    sheet.item(page, item, "", &title, theme.text);
    let stands = Letter::of(&cx.workbook.journal, letter, today);
    let stands = stands.map(|stands| match stands {
        Letter::Sealed(day) => format!("Sealed until {}, {}.", plain(day), relative(day, today)),
        Letter::Opened(on, day) if on < day => format!("Opened early, on {}.", plain(on)),
        Letter::Opened(on, _) => format!("Opened on {}.", plain(on)),
        Letter::Open(day) => format!("Its day came on {}; enter opens it.", plain(day)),
    });
    sheet.below(page, item, &stands.unwrap_or_default(), theme.muted);
}

impl Screen for PromisesPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Promises, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What you said you would do, and what became of it; and letters to yourself."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, theme) = (&cx.page, cx.theme);
        let which = if self.all { "all" } else { "open" };
        paper.head("Promises", &saved(cx, which), false);
        let mut sheet = Sheet::default();
        if self.letters == 0 {
            let fact = if cx.workbook.journal.promises().is_empty() {
                "You have promised nothing yet."
            } else {
                "No promise is open."
            };
            sheet.text(page, fact, theme.text);
            sheet.text(
                page,
                "A promise says what you will do, by when, and what then if something gets in the \
                 way. The week asks for one: w on the first page.",
                theme.muted,
            );
            sheet.pause(page);
        }
        // Only what stands around the chosen one is laid out, however many there are.
        for item in around(self.at, self.items.len(), page) {
            self.row(cx, &mut sheet, item);
        }
        let view = if self.items.is_empty() {
            View::From(0)
        } else {
            View::Chosen(self.at)
        };
        sheet.draw(paper, page.top, view);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Back => return Next::Back,
            Act::Open => return self.open_chosen(cx),
            Act::Became(which) => return self.became(cx, which),
            Act::Because => {
                return match self.chosen(cx) {
                    Some(promised) => Next::Go(because(cx, &promised)),
                    None => Next::Say("Choose a promise first.".to_owned()),
                };
            }
            Act::Turn => {
                (self.all, self.at) = (!self.all, 0);
                self.read(&cx.workbook.journal);
            }
            _ => self.at = moved(self.at, self.items.len(), 5, act),
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Because, Act::Turn, Act::Back, Act::Help]
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let seen = std::mem::take(&mut self.items);
        let promises = seen.into_iter().take(self.letters).collect::<Vec<_>>();
        self.read(&cx.workbook.journal);
        // Those that were in view stay, in their order; what is new comes after them.
        let (mine, letters) = self.items.split_at(self.letters.min(self.items.len()));
        let known: HashSet<&String> = promises.iter().collect();
        let new = mine.iter().filter(|id| !known.contains(id)).cloned();
        let all: Vec<String> = promises.iter().cloned().chain(new).collect();
        let letters = letters.to_vec();
        self.letters = all.len();
        self.items = all;
        self.items.extend(letters);
    }
}
