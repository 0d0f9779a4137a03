use crate::{
    text::wrapped,
    time::say::plain,
    tui::{
        act::{Act, Scope},
        paper::{Paper, shorten},
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View},
    },
    workbook::said,
};

/// The end of a walk, with the last line written. No question is asked.
#[derive(Debug)]
pub struct Closing {
    /// How many questions hold words that were not kept.
    waiting: usize,
}

impl Closing {
    pub fn new(waiting: usize) -> Self {
        Self { waiting }
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
        sheet.text(page, "Kept. Nothing left this machine.", theme.strong);
        sheet.pause(page);
        if let Some(entry) = cx.workbook.last_entry() {
            let words = if entry.words.is_empty() {
                said(entry)
            } else {
                entry.words.clone()
            };
            let last = words
                .lines()
                .rfind(|line| !line.trim().is_empty())
                .unwrap_or_default();
            // One line of theirs: the last row of a long paragraph is not a line, its end is cut.
            let line = if wrapped(last, usize::from(page.measure)).len() > 3 {
                shorten(last, 3 * usize::from(page.measure), paper.glyphs.more)
            } else {
                last.to_owned()
            };
            sheet.text(page, &line, theme.text);
        }
        if self.waiting > 0 {
            sheet.pause(page);
            let waiting = match self.waiting {
                1 => "One question holds words that you did not keep. They wait as a draft.",
                _ => "Some questions hold words that you did not keep. They wait as a draft.",
            };
            sheet.text(page, waiting, theme.muted);
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

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Leave, Act::Help]
    }
}
