use crate::{
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// The page to read before a roundtable.
#[derive(Debug)]
pub struct BriefPage {
    at: usize,
}

impl BriefPage {
    pub fn open(_workbook: &Workbook, _now: Moment) -> Self {
        Self { at: 0 }
    }
}

impl Screen for BriefPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Brief, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The page to read before a roundtable."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let _ = cx;
        paper.head("BriefPage", "", false);
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
