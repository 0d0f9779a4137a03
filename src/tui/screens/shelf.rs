use crate::{
    deck::Dimension,
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// The questions on one shelf, and what was last said to each.
#[derive(Debug)]
pub struct ShelfPage {
    dimension: Dimension,
}

impl ShelfPage {
    pub fn open(_workbook: &Workbook, dimension: Dimension, _now: Moment) -> Self {
        Self { dimension }
    }
}

impl Screen for ShelfPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Shelves, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The questions on one shelf, and what was last said to each."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("ShelfPage", "", false);
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        if act == Act::Back {
            return Next::Back;
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Back, Act::Help]
    }
}
