use super::ChoosePage;
use crate::{
    deck::Dimension,
    insight::said::said,
    journal::{Entry, With},
    text::flat,
    tui::{screen::Cx, screens::when, sheet::Sheet},
    workbook::{
        Workbook,
        handing::{May, choosable, chosen, may_go},
        title,
    },
};

/// Of an answer so many characters are looked at for its first words.
const FIRST_WORDS: usize = 120;

/// Where the first words begin.
const WORDS: usize = 38;

/// In which order answers are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Date,
    Track,
    Shelf,
}

impl By {
    pub(super) fn says(self) -> &'static str {
        match self {
            Self::Date => "by date",
            Self::Track => "by track",
            Self::Shelf => "by shelf",
        }
    }

    pub(super) fn next(self) -> Self {
        match self {
            Self::Date => Self::Track,
            Self::Track => Self::Shelf,
            Self::Shelf => Self::Date,
        }
    }
}

/// The answers that can be chosen, as positions in the journal, each under its heading; the newest
/// first. An answer to a question that stands on several shelves is listed on each.
pub(super) struct Listed {
    heads: Vec<String>,
    items: Vec<(usize, usize)>,
}

impl Listed {
    pub(super) fn of(workbook: &Workbook, by: By) -> Self {
        let newest = choosable(&workbook.journal).rev();
        match by {
            By::Date => Self {
                heads: Vec::new(),
                items: newest.map(|at| (0, at)).collect(),
            },
            By::Track => {
                let decks = workbook.decks.outlines();
                let heads: Vec<String> = decks.map(|deck| deck.title.clone()).collect();
                Self::grouped(heads, newest, |at, heads| {
                    let entry = workbook.journal.at(at);
                    let title = entry.map_or("", |entry| title(workbook, entry));
                    let known = heads.iter().position(|head| head == title);
                    vec![known.unwrap_or_else(|| {
                        heads.push(title.to_owned());
                        heads.len() - 1
                    })]
                })
            }
            By::Shelf => {
                let mut heads: Vec<String> = Dimension::ALL
                    .iter()
                    .map(|shelf| shelf.title().to_owned())
                    .collect();
                heads.push("On no shelf".to_owned());
                Self::grouped(heads, newest, |at, heads| {
                    let asked = workbook
                        .journal
                        .at(at)
                        .and_then(|entry| entry.asked.as_ref());
                    let prompt = asked.and_then(|asked| workbook.decks.prompt(&asked.prompt));
                    let on = |shelf: &Dimension| {
                        prompt.is_some_and(|(_, prompt)| prompt.dimensions.contains(shelf))
                    };
                    let shelves = Dimension::ALL.iter().enumerate();
                    let of: Vec<usize> = shelves
                        .filter(|(_, shelf)| on(shelf))
                        .map(|(at, _)| at)
                        .collect();
                    if of.is_empty() {
                        vec![heads.len() - 1]
                    } else {
                        of
                    }
                })
            }
        }
    }

    fn grouped(
        mut heads: Vec<String>,
        newest: impl Iterator<Item = usize>,
        group: impl Fn(usize, &mut Vec<String>) -> Vec<usize>,
    ) -> Self {
        let mut items = Vec::new();
        for at in newest {
            items.extend(group(at, &mut heads).into_iter().map(|head| (head, at)));
        }
        items.sort_by_key(|(head, _)| *head);
        Self { heads, items }
    }

    pub(super) fn count(&self) -> usize {
        self.items.len()
    }

    /// Where the answer of an item stands in the journal.
    pub(super) fn position(&self, item: usize) -> Option<usize> {
        self.items.get(item).map(|(_, at)| *at)
    }

    /// The first item of the answer at a position.
    pub(super) fn find(&self, position: usize) -> Option<usize> {
        self.items.iter().position(|(_, at)| *at == position)
    }

    /// The heading before an item, where one stands there.
    fn head(&self, item: usize) -> Option<&str> {
        let (head, _) = self.items.get(item)?;
        let before = item
            .checked_sub(1)
            .and_then(|before| self.items.get(before));
        let begins = before.is_none_or(|(other, _)| other != head);
        self.heads.get(*head).filter(|_| begins).map(String::as_str)
    }
}

impl ChoosePage {
    /// A row: whether it is chosen, its question, its first words and its day; beneath the one
    /// under the bar how it stands.
    pub(super) fn row(&self, cx: &Cx<'_>, sheet: &mut Sheet, item: usize) {
        let (page, theme) = (&cx.page, cx.theme);
        let journal = &cx.workbook.journal;
        let Some(entry) = self.listed.position(item).and_then(|at| journal.at(at)) else {
            return;
        };
        if let Some(head) = self.listed.head(item) {
            if sheet.rows() > 0 {
                sheet.blank();
            }
            sheet.text(page, head, theme.muted);
        }
        let may = may_go(journal, entry, cx.today());
        let taken = self
            .selection()
            .and_then(|selection| chosen(selection, &entry.id));
        let sign = match (&may, taken) {
            (_, Some(_)) => cx.glyphs.on,
            (May::Go, None) => cx.glyphs.off,
            (May::Private, None) if self.opened.contains(&entry.id) => cx.glyphs.off,
            (May::Private, None) => cx.glyphs.dash,
            (May::Not(_), None) => cx.glyphs.dot,
        };
        let question = entry
            .asked
            .as_ref()
            .map_or("A note", |asked| &asked.question);
        let words = match &may {
            May::Not(why) => why.clone(),
            May::Go | May::Private => first_words(journal.current(entry)),
        };
        let day = when(entry.at.date_naive(), cx.today());
        let cells = [&*format!("{sign} {}", flat(question)), &*words, &*day];
        sheet.cells(page, item, WORDS, cells, [theme.text, theme.muted]);
        if item == self.at {
            if entry.asked.is_some() {
                sheet.below(page, item, question, theme.muted);
            }
            let stands = match (&may, taken.map(|taken| taken.with)) {
                (May::Not(why), _) => &format!("{why} It cannot be chosen."),
                (_, Some(With::Alone)) => "It goes by itself.",
                (_, Some(With::Before)) => "It goes with the answer before it, as then and now.",
                (_, Some(With::Thread)) => "It goes with every earlier answer to its question.",
                (May::Private, None) if !self.opened.contains(&entry.id) => {
                    "It is private. P, and then space, takes it in."
                }
                (May::Go | May::Private, None) => "It stays here.",
            };
            sheet.below(page, item, stands, theme.text);
        }
    }
}

fn first_words(entry: &Entry) -> String {
    flat(&said(entry).chars().take(FIRST_WORDS).collect::<String>())
}
