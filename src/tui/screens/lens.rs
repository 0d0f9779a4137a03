use crate::{
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// Words of yours, counted on both sides, with their sentences.
#[derive(Debug)]
pub struct LensPage {
    then: String,
    now: String,
}

impl LensPage {
    pub fn open(_workbook: &Workbook, then: String, now: String) -> Self {
        Self { then, now }
    }
}

impl Screen for LensPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Lens, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Words of yours, counted on both sides, with their sentences."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("LensPage", "", false);
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
