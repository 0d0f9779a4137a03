use crate::{
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// Words found in what you wrote, as you type.
#[derive(Debug)]
pub struct FindPage {}

impl FindPage {
    pub fn open(_workbook: &Workbook) -> Self {
        Self {}
    }
}

impl Screen for FindPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Find]
    }

    fn purpose(&self) -> &'static str {
        "Words found in what you wrote, as you type."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("FindPage", "", false);
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
