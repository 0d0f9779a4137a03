use super::about::{further, scrolled};
use crate::tui::{
    act::{Act, Scope},
    paper::Paper,
    screen::{Cx, Next, Screen},
    sheet::{Sheet, View},
};

/// Files that were found and could not be read as they should be. They are kept as they are.
#[derive(Debug, Default)]
pub struct Found {
    top: usize,
}

/// What was found, beside why the journal is only read: the first page says that whole.
pub fn found<'a>(cx: &Cx<'a>) -> impl Iterator<Item = &'a String> {
    let workbook = cx.workbook;
    let said = workbook.reading_only.as_ref();
    let notices = workbook.notices.iter();
    notices.filter(move |notice| Some(*notice) != said)
}

impl Found {
    fn sheet(cx: &Cx<'_>) -> Sheet {
        let mut sheet = Sheet::default();
        sheet.text(
            &cx.page,
            "Everything else was read. Each of these is kept exactly as it was found.",
            cx.theme.muted,
        );
        for notice in found(cx) {
            sheet.blank();
            sheet.text(&cx.page, notice, cx.theme.text);
        }
        sheet
    }
}

impl Screen for Found {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Files of this journal that could not be read as they should be."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("What was found", "", false);
        Self::sheet(cx).draw(paper, cx.page.top, View::From(self.top));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if act == Act::Back {
            return Next::Back;
        }
        self.top = scrolled(self.top, &Self::sheet(cx), cx, act);
        Next::Stay
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        further(&Self::sheet(cx), cx)
    }
}
