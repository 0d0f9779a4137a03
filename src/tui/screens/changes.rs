use crate::{
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// What changed since a day, as facts.
#[derive(Debug)]
pub struct ChangesPage {}

impl ChangesPage {
    pub fn open(_workbook: &Workbook, _now: Moment) -> Self {
        Self {}
    }
}

impl Screen for ChangesPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Changes, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What changed since a day, as facts."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("ChangesPage", "", false);
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
