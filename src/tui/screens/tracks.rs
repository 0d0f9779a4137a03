use super::when;
use crate::{
    deck::DeckKind,
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Number, Sheet, View, moved},
    },
    workbook::{Shelf, Workbook, shelves},
};

/// Every track and ritual, by number.
#[derive(Debug)]
pub struct Tracks {
    shelves: Vec<Shelf>,
    at: usize,
    number: Number,
}

impl Tracks {
    pub fn open(workbook: &Workbook, now: Moment) -> Self {
        let mut shelves = shelves(workbook, now.date_naive());
        shelves.sort_by_key(|shelf| shelf.kind != DeckKind::Track);
        Self {
            shelves,
            at: 0,
            number: Number::default(),
        }
    }
}

impl Screen for Tracks {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Numbered, Scope::List, Scope::Still]
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
            let title = format!("{:>2} {}", item + 1, shelf.title);
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
            self.at = self
                .number
                .digit(digit, self.shelves.len())
                .unwrap_or(self.at);
            return Next::Stay;
        }
        self.number.end();
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
