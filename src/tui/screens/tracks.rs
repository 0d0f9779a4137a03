use super::when;
use crate::{
    deck::DeckKind,
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Shelf, Workbook, shelves},
};

/// Every track and ritual, by number.
#[derive(Debug)]
pub struct Tracks {
    shelves: Vec<Shelf>,
    at: usize,
    /// The first digit of a number of two.
    typed: Option<u8>,
}

impl Tracks {
    pub fn open(workbook: &Workbook, now: Moment) -> Self {
        let mut shelves = shelves(workbook, now.date_naive());
        shelves.sort_by_key(|shelf| shelf.kind != DeckKind::Track);
        Self {
            shelves,
            at: 0,
            typed: None,
        }
    }

    /// Digits choose a row by its number; a second digit in a row makes a number of two.
    fn digit(&mut self, digit: u8) {
        let number = self.typed.map_or(digit, |first| first * 10 + digit);
        let (number, typed) = match self.row(number) {
            Some(row) => (Some(row), (number < 10).then_some(number)),
            None => (self.row(digit), Some(digit)),
        };
        self.typed = typed;
        if let Some(row) = number {
            self.at = row;
        }
    }

    fn row(&self, number: u8) -> Option<usize> {
        usize::from(number)
            .checked_sub(1)
            .filter(|row| *row < self.shelves.len())
    }
}

impl Screen for Tracks {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Every track and ritual. Open one to see its questions; nothing has to be answered."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Tracks and rituals", "", false);
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let mut rituals = false;
        for (item, shelf) in self.shelves.iter().enumerate() {
            if shelf.kind != DeckKind::Track && !rituals {
                rituals = true;
                sheet.blank();
            }
            let title = format!("{:>2}  {}", item + 1, shelf.title);
            let note = match shelf.answered {
                0 => format!("{} questions", shelf.questions),
                some => format!("{some} of {} answered", shelf.questions),
            };
            let last = shelf
                .last
                .map(|day| when(day, cx.today()))
                .unwrap_or_default();
            sheet.row(
                page,
                item,
                [&title, &note, &last],
                [theme.text, theme.muted],
            );
        }
        sheet.draw(paper, page.top, View::Chosen(self.at));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if let Act::Digit(digit) = act {
            self.digit(digit);
            return Next::Stay;
        }
        self.typed = None;
        match act {
            Act::Open => match self.shelves.get(self.at) {
                Some(found) => Next::Go(Route::Deck(found.deck.clone())),
                None => Next::Stay,
            },
            Act::Back => Next::Back,
            _ => {
                self.at = moved(self.at, self.shelves.len(), usize::from(cx.page.rows), act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Digit(0), Act::Back, Act::Help]
    }
}
