use crate::{
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// One hand-off, and the notes that came back.
#[derive(Debug)]
pub struct NotesPage {
    at: usize,
}

impl NotesPage {
    pub fn open(_workbook: &Workbook, _token: String) -> Self {
        Self { at: 0 }
    }
}

impl Screen for NotesPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Notes, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "One hand-off, and the notes that came back."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let _ = cx;
        paper.head("NotesPage", "", false);
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
