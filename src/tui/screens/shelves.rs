use super::when;
use crate::{
    deck::Dimension,
    insight::shelves::last_said,
    time::{Day, Moment},
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::Workbook,
};

/// Twelve shelves of questions, each with when something was last said. A shelf has no number.
#[derive(Debug)]
pub struct Shelves {
    /// When something was last said on each, in the order of the shelves.
    last: Vec<Option<Day>>,
    at: usize,
}

impl Shelves {
    pub fn open(workbook: &Workbook, _now: Moment) -> Self {
        Self {
            last: last(workbook),
            at: 0,
        }
    }
}

fn last(workbook: &Workbook) -> Vec<Option<Day>> {
    let (decks, journal) = (&workbook.decks, &workbook.journal);
    let shelves = Dimension::ALL.iter();
    let said = shelves.map(|shelf| last_said(decks, journal, *shelf));
    said.map(|point| point.map(|point| point.day())).collect()
}

impl Screen for Shelves {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Shelves, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Twelve shelves: questions that belong together, from every deck, and when something was \
         last said to any of them."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Shelves", "last said", false);
        let mut sheet = Sheet::default();
        for (item, (shelf, last)) in Dimension::ALL.iter().zip(&self.last).enumerate() {
            let last = last.map(|day| when(day, cx.today()));
            let last = last.unwrap_or_else(|| "nothing yet".to_owned());
            let cells = [shelf.title(), "", &last];
            sheet.row(&cx.page, item, cells, [cx.theme.text, cx.theme.muted]);
        }
        sheet.draw(paper, cx.page.top, View::Chosen(self.at));
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open => match Dimension::ALL.get(self.at) {
                Some(dimension) => Next::Go(Route::Shelf(*dimension)),
                None => Next::Stay,
            },
            Act::SayAndHold => Next::Go(Route::SayAndHold),
            Act::Revisit => Next::Say("Open a shelf, and choose a question there.".to_owned()),
            Act::Back => Next::Back,
            _ => {
                self.at = moved(self.at, Dimension::ALL.len(), 6, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::SayAndHold, Act::Back, Act::Help]
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.last = last(cx.workbook);
    }
}
