use crate::tui::{
    act::{Act, Scope},
    paper::Paper,
    screen::{Cx, Next, Screen},
};

/// A letter to yourself that is still sealed.
#[derive(Debug)]
pub struct Letter {
    entry: String,
}

impl Letter {
    pub fn new(entry: String) -> Self {
        Self { entry }
    }
}

impl Screen for Letter {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Letter, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "A letter to yourself that is still sealed."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Letter", "", false);
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
