use crate::{
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// One question, and what you answered over time.
#[derive(Debug)]
pub struct ThreadPage {
    prompt: String,
    entry: Option<String>,
}

impl ThreadPage {
    pub fn open(_workbook: &Workbook, prompt: String, entry: Option<String>) -> Self {
        Self { prompt, entry }
    }
}

impl Screen for ThreadPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Thread, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "One question, and what you answered over time."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("ThreadPage", "", false);
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
