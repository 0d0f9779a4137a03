use crate::{
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// A year of sessions; each day opens what was written.
#[derive(Debug)]
pub struct YearPage {}

impl YearPage {
    pub fn open(_workbook: &Workbook, _now: Moment) -> Self {
        Self {}
    }
}

impl Screen for YearPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Year, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "A year of sessions; each day opens what was written."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("YearPage", "", false);
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
