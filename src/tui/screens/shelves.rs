use crate::{
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// Twelve shelves of questions, each with what was last said.
#[derive(Debug)]
pub struct Shelves {}

impl Shelves {
    pub fn open(_workbook: &Workbook, _now: Moment) -> Self {
        Self {}
    }
}

impl Screen for Shelves {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Shelves, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Twelve shelves of questions, each with what was last said."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Shelves", "", false);
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
