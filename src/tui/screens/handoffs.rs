use crate::{
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// What went to coaches, and what came back.
#[derive(Debug)]
pub struct HandoffsPage {
    at: usize,
}

impl HandoffsPage {
    pub fn open(_workbook: &Workbook) -> Self {
        Self { at: 0 }
    }
}

impl Screen for HandoffsPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Handoffs, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What went to coaches, and what came back."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let _ = cx;
        paper.head("HandoffsPage", "", false);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let _ = cx;
        match act {
            Act::Back => Next::Back,
            Act::TakeReply => Next::Go(Route::Reply),
            _ => Next::Stay,
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Back, Act::Help]
    }
}
