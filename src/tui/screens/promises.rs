use crate::{
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// What you said you would do, and what became of it.
#[derive(Debug)]
pub struct PromisesPage {}

impl PromisesPage {
    pub fn open(_workbook: &Workbook, _now: Moment) -> Self {
        Self {}
    }
}

impl Screen for PromisesPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Promises, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What you said you would do, and what became of it."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("PromisesPage", "", false);
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
