use crate::{
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// Names to be swapped for roles before anything leaves.
#[derive(Debug)]
pub struct NamesPage {
    at: usize,
}

impl NamesPage {
    pub fn open(_workbook: &Workbook) -> Self {
        Self { at: 0 }
    }
}

impl Screen for NamesPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Names, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Names to be swapped for roles before anything leaves."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let _ = cx;
        paper.head("NamesPage", "", false);
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
