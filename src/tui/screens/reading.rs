use super::when;
use crate::{
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Passage, Workbook, by_date, by_track},
};

/// What was written, a passage a row: by date, or by track.
#[derive(Debug)]
pub struct Reading {
    passages: Vec<Passage>,
    tracks: bool,
    at: usize,
}

impl Reading {
    pub fn open(workbook: &Workbook) -> Self {
        Self {
            passages: by_date(workbook),
            tracks: false,
            at: 0,
        }
    }
}

impl Screen for Reading {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Reading, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What you wrote, to be read: a row for each session, or for each track."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let how = if self.tracks { "by track" } else { "by date" };
        paper.head("What you wrote", how, false);
        let (page, theme) = (&cx.page, cx.theme);
        // Only the rows around the chosen one are made, however many there are.
        let room = usize::from(page.rows).max(1);
        let first = self
            .at
            .saturating_sub(room / 2)
            .min(self.passages.len().saturating_sub(room));
        let mut sheet = Sheet::default();
        for (item, passage) in self.passages.iter().enumerate().skip(first).take(room) {
            let last = if self.tracks {
                when(passage.last, cx.today())
            } else {
                passage.clock.clone()
            };
            let styles = [theme.text, theme.muted];
            sheet.row(page, item, [&passage.title, &passage.note, &last], styles);
        }
        sheet.draw(paper, page.top, View::Chosen(self.at));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open => match self.passages.get(self.at) {
                Some(passage) => Next::Go(Route::Passage(passage.clone())),
                None => Next::Stay,
            },
            Act::Turn => {
                self.tracks = !self.tracks;
                self.at = 0;
                self.passages = if self.tracks {
                    by_track(cx.workbook)
                } else {
                    by_date(cx.workbook)
                };
                Next::Stay
            }
            Act::Back => Next::Back,
            _ => {
                let room = usize::from(cx.page.rows).saturating_sub(1);
                self.at = moved(self.at, self.passages.len(), room, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Turn, Act::Back, Act::Help]
    }
}
