use super::about::scrolled;
use crate::{
    time::say::{clock, plain},
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Deed, waiting_words},
};

/// What was added while the journal was locked: nothing proves who wrote it, so it is shown, and
/// taken in or thrown away.
#[derive(Debug, Default)]
pub struct Inbox {
    at: usize,
    /// The first row in view, where one reads on in something long.
    top: Option<usize>,
    /// The key that throws away, pressed once.
    dropping: Option<Act>,
}

const WHAT: &str = "This was added while the journal was locked. Nothing proves who wrote it; it \
    counts once you have taken it in.";

impl Inbox {
    /// The names of what a command is about.
    fn meant(&self, cx: &Cx<'_>, all: bool) -> Vec<String> {
        let names = cx.workbook.inbox.iter().map(|item| item.id.clone());
        if all {
            names.collect()
        } else {
            names.skip(self.at).take(1).collect()
        }
    }

    fn take(&self, cx: &Cx<'_>, all: bool) -> Next {
        match self.meant(cx, all) {
            ids if ids.is_empty() => Next::Say(NOTHING.to_owned()),
            ids => Next::Do(Deed::TakeIn(ids)),
        }
    }

    /// Everything that waits, and the row at which what is chosen begins.
    fn sheet(&self, cx: &Cx<'_>) -> (Sheet, usize) {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let mut begins = 0;
        let waiting = &cx.workbook.inbox;
        let what = if waiting.is_empty() { NOTHING } else { WHAT };
        sheet.text(page, what, theme.muted);
        for (item, draft) in waiting.iter().enumerate() {
            sheet.pause(page);
            if item == self.at {
                begins = sheet.rows();
            }
            let question = if draft.question.is_empty() {
                "A note"
            } else {
                &draft.question
            };
            sheet.item(page, item, "", question, theme.text);
            let when = format!("{} {}", plain(draft.at.date_naive()), clock(&draft.at));
            sheet.text(page, &when, theme.muted);
            sheet.text(page, &waiting_words(draft), theme.text);
        }
        (sheet, begins)
    }

    /// Throwing away takes the key twice: it cannot be brought back.
    fn throw(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let ids = self.meant(cx, act == Act::DropAll);
        if ids.is_empty() {
            return Next::Say(NOTHING.to_owned());
        }
        if self.dropping == Some(act) {
            self.dropping = None;
            return Next::Do(Deed::ThrowAway(ids));
        }
        self.dropping = Some(act);
        Next::Say("Press the key once more to throw it away; it cannot be brought back.".to_owned())
    }
}

const NOTHING: &str = "Nothing waits here any more.";

impl Screen for Inbox {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Inbox, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What was added while the journal was locked, to be taken in or thrown away."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("The inbox", "", false);
        let view = self.top.map_or(View::Chosen(self.at), View::From);
        self.sheet(cx).0.draw(paper, cx.page.top, view);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if !matches!(act, Act::Drop | Act::DropAll) {
            self.dropping = None;
        }
        match act {
            Act::Back => Next::Back,
            Act::Open => self.take(cx, false),
            Act::TakeAll => self.take(cx, true),
            Act::Drop | Act::DropAll => self.throw(cx, act),
            Act::PageDown | Act::PageUp => {
                let (sheet, begins) = self.sheet(cx);
                let top = scrolled(self.top.unwrap_or(begins), &sheet, cx, act);
                self.top = Some(top);
                Next::Stay
            }
            _ => {
                self.top = None;
                self.at = moved(self.at, cx.workbook.inbox.len(), 3, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        if cx.workbook.inbox.is_empty() {
            return vec![Act::Back, Act::Help];
        }
        vec![Act::Open, Act::Drop, Act::TakeAll, Act::Back, Act::Help]
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.top = None;
        self.at = self.at.min(cx.workbook.inbox.len().saturating_sub(1));
    }
}
