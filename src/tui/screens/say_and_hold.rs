use crate::{
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// How far your say goes against how much is in your hands, by date.
#[derive(Debug)]
pub struct SayAndHold {}

impl SayAndHold {
    pub fn open(_workbook: &Workbook) -> Self {
        Self {}
    }
}

impl Screen for SayAndHold {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Shelves, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "How far your say goes against how much is in your hands, by date."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("SayAndHold", "", false);
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
