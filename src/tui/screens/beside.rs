use crate::{
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// Two answers to the same question, side by side, and your verdict.
#[derive(Debug)]
pub struct BesidePage {
    then: String,
    now: Option<String>,
}

impl BesidePage {
    pub fn open(_workbook: &Workbook, then: String, now: Option<String>) -> Self {
        Self { then, now }
    }
}

impl Screen for BesidePage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Beside, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Two answers to the same question, side by side, and your verdict."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("BesidePage", "", false);
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
