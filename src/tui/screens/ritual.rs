use crate::{
    journal::Form,
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// The first page of a ritual: what comes, and how long it takes.
#[derive(Debug)]
pub struct RitualPage {
    deck: String,
}

impl RitualPage {
    pub fn open(workbook: &Workbook, deck: String, now: Moment) -> Self {
        let _ = (workbook, now);
        Self { deck }
    }
}

impl Screen for RitualPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Ritual, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The first page of a ritual: what comes, and how long it takes."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let _ = cx;
        paper.head("RitualPage", "", false);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let _ = cx;
        match act {
            Act::Open => Next::Replace(Route::Walk(cx.workbook.begin(
                &self.deck,
                Form::Short,
                cx.now,
            ))),
            Act::Back => Next::Back,
            _ => Next::Stay,
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Back, Act::Help]
    }
}
