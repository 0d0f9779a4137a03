use crate::{
    journal::Walk,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View},
    },
    workbook::privacy,
};

/// The truth about privacy, said once before the first sensitive question.
#[derive(Debug)]
pub struct Privacy {
    /// The walk to begin after it; none where one is under way beneath.
    walk: Option<Walk>,
}

impl Privacy {
    pub fn new(walk: Option<Walk>) -> Self {
        Self { walk }
    }
}

impl Screen for Privacy {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Once, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What these files protect, and what they do not. It is said once, and stands on this page."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Before a question that may be tender", "", false);
        let mut sheet = Sheet::default();
        sheet.text(&cx.page, privacy(cx.workbook), cx.theme.text);
        sheet.blank();
        sheet.text(&cx.page, "This is said once.", cx.theme.muted);
        sheet.draw(paper, cx.page.top, View::From(0));
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open => Next::PrivacySaid(self.walk.take()),
            Act::Back if self.walk.is_some() => Next::Back,
            Act::Back => Next::PrivacySaid(None),
            _ => Next::Stay,
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Back, Act::Help]
    }
}
