use super::super::about::scrolled;
use crate::{
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View},
    },
    workbook::locking::locked_line,
};

/// What is true of the lock now, what cannot be reached, or why it is as it was.
#[derive(Debug)]
pub struct LockDone {
    said: Result<Vec<String>, String>,
    top: usize,
}

impl LockDone {
    pub fn new(said: Result<Vec<String>, String>) -> Self {
        Self { said, top: 0 }
    }

    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let state = locked_line(cx.workbook.is_sealed());
        match &self.said {
            Ok(lines) => {
                sheet.text(page, state, theme.question);
                // What only says the same again is left out.
                for line in lines.iter().filter(|line| *line != state) {
                    sheet.blank();
                    sheet.text(page, line, theme.text);
                }
            }
            Err(why) => {
                sheet.text(page, why, theme.attention);
                sheet.blank();
                sheet.text(page, state, theme.text);
            }
        }
        sheet
    }
}

impl Screen for LockDone {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Once, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What is true of the lock now, and what no program can reach."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Lock", "", false);
        self.sheet(cx)
            .draw(paper, cx.page.top, View::From(self.top));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if matches!(act, Act::Open | Act::Back) {
            return Next::Back;
        }
        self.top = scrolled(self.top, &self.sheet(cx), cx, act);
        Next::Stay
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        if self.sheet(cx).rows() > usize::from(cx.page.rows) {
            vec![Act::Open, Act::PageDown, Act::Help]
        } else {
            vec![Act::Open, Act::Help]
        }
    }
}
