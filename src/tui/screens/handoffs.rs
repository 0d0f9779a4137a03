use super::{around, when};
use crate::{
    time::say::count,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Workbook, coming_home::Sent, handing::HANDOFF},
};

/// What went to coaches, and what came back: to whom and when, and no words.
#[derive(Debug)]
pub struct HandoffsPage {
    /// The latest first.
    sent: Vec<Sent>,
    at: usize,
}

impl HandoffsPage {
    pub fn open(workbook: &Workbook) -> Self {
        let mut page = Self {
            sent: Vec::new(),
            at: 0,
        };
        page.read(workbook);
        page
    }

    fn read(&mut self, workbook: &Workbook) {
        self.sent = workbook.handoffs();
        self.sent.reverse();
        self.at = self.at.min(self.sent.len().saturating_sub(1));
    }

    fn row(&self, cx: &Cx<'_>, sheet: &mut Sheet, item: usize) {
        let Some(sent) = self.sent.get(item) else {
            return;
        };
        let (page, theme) = (&cx.page, cx.theme);
        let to = match &*sent.to {
            "" => "For nobody named".to_owned(),
            to => format!("For {to}"),
        };
        let answers = count(sent.entries().count(), "answer");
        let came = cx.workbook.notes_of(&sent.token).count();
        let note = match came {
            0 => answers,
            came => format!("{answers}, {} back", count(came, "note")),
        };
        let day = when(sent.date, cx.today());
        sheet.row(page, item, [&to, &note, &day], [theme.text, theme.muted]);
        if item == self.at {
            let said = [&sent.form, &sent.purpose]
                .into_iter()
                .filter(|said| !said.is_empty());
            for said in said {
                sheet.below(page, item, &crate::text::capital(said), theme.muted);
            }
        }
    }
}

/// How one is begun; one that was begun is gone on with where every walk is.
fn begins(cx: &Cx<'_>) -> &'static str {
    match cx.workbook.left_at(HANDOFF) {
        Some(_) => "One is begun, and waits on the first page. n begins another.",
        None => "n begins one.",
    }
}

impl Screen for HandoffsPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Handoffs, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What went to coaches, to whom and when, and what came back."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Hand-offs", "", false);
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        if self.sent.is_empty() {
            let purpose = "You choose what a coach may read, see it as the coach will, and write it \
                 into one file. Your last answers to the questions before a session with a coach \
                 are chosen to begin with, and nothing else before you choose it.";
            sheet.text(page, "Nothing went to a coach yet.", theme.text);
            sheet.blank();
            sheet.text(page, purpose, theme.muted);
            sheet.blank();
            sheet.text(page, begins(cx), theme.muted);
            return sheet.draw(paper, page.top, View::From(0));
        }
        for item in around(self.at, self.sent.len(), page) {
            self.row(cx, &mut sheet, item);
        }
        if cx.workbook.left_at(HANDOFF).is_some() {
            sheet.pause(page);
            sheet.text(page, begins(cx), theme.muted);
        }
        sheet.draw(paper, page.top, View::Chosen(self.at));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Back => Next::Back,
            Act::Add => {
                let preselected = cx.workbook.session_answers();
                Next::Go(Route::Walk(cx.workbook.begin_handoff(cx.now, preselected)))
            }
            Act::TakeReply => Next::Go(Route::Reply),
            Act::Open => match self.sent.get(self.at) {
                Some(sent) => Next::Go(Route::Notes(sent.token.clone())),
                None => Next::Say("Nothing went to a coach yet; n begins one.".to_owned()),
            },
            _ => {
                let room = usize::from(cx.page.rows).saturating_sub(2);
                self.at = moved(self.at, self.sent.len(), room, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        if self.sent.is_empty() {
            return vec![Act::Add, Act::Back, Act::Help];
        }
        vec![Act::Open, Act::Add, Act::TakeReply, Act::Back, Act::Help]
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.read(cx.workbook);
    }
}
