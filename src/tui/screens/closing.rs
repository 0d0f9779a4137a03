use crate::{
    time::say::plain,
    tui::{
        act::{Act, Scope},
        paper::{Paper, shorten},
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View},
    },
    workbook::{closing, last_line, waiting_line},
};

/// The end of a walk, with the last line written. No question is asked.
#[derive(Debug)]
pub struct Closing {
    /// How many questions hold words that were not kept.
    waiting: usize,
    /// That a ritual waits where it was left.
    later: Option<String>,
}

impl Closing {
    pub fn new(waiting: usize, later: Option<String>) -> Self {
        Self { waiting, later }
    }

    /// Whether something was written that a coach may read before the hour.
    fn hands_over(&self, cx: &Cx<'_>) -> bool {
        self.later.is_some() && !cx.workbook.session_answers().is_empty()
    }
}

impl Screen for Closing {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Closing, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The end of a walk. Everything is on the disk."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, theme) = (&cx.page, cx.theme);
        paper.head("Rolebook", "", false);
        let mut sheet = Sheet::default();
        sheet.text(page, closing(cx.workbook), theme.strong);
        sheet.pause(page);
        if let Some((question, line)) = last_line(cx.workbook) {
            sheet.text(page, &question, theme.muted);
            // Of a long paragraph its beginning; the rest is where it was written.
            let room = 3 * usize::from(page.measure);
            sheet.text(page, &shorten(&line, room, paper.glyphs.more), theme.text);
        }
        if let Some(waiting) = waiting_line(self.waiting) {
            sheet.pause(page);
            sheet.text(page, waiting, theme.muted);
        }
        if let Some(later) = &self.later {
            sheet.pause(page);
            sheet.text(page, later, theme.muted);
            if self.hands_over(cx) {
                sheet.text(
                    page,
                    "h chooses what your coach may read of it.",
                    theme.muted,
                );
            }
        }
        if let Some(day) = cx
            .workbook
            .journal
            .look_again()
            .filter(|day| *day > cx.today())
        {
            sheet.pause(page);
            let again = format!("You set {} to look again.", plain(day));
            sheet.text(page, &again, theme.muted);
        }
        sheet.draw(paper, page.top, View::From(0));
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open | Act::Back => Next::Home,
            Act::Leave => Next::Leave,
            _ => Next::Stay,
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        if self.hands_over(cx) {
            return vec![Act::Open, Act::Handoffs, Act::Leave, Act::Help];
        }
        vec![Act::Open, Act::Leave, Act::Help]
    }
}
