use crate::{
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// Your roundtables: when they are, and who sits there.
#[derive(Debug)]
pub struct RoundtablesPage {
    at: usize,
}

impl RoundtablesPage {
    pub fn open(_workbook: &Workbook, _now: Moment) -> Self {
        Self { at: 0 }
    }
}

impl Screen for RoundtablesPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Roundtables, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Your roundtables: when they are, and who sits there."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let _ = cx;
        paper.head("RoundtablesPage", "", false);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let _ = cx;
        match act {
            Act::Back => Next::Back,
            _ => Next::Stay,
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Back, Act::Help]
    }
}
