use super::steps;
use crate::{
    insight::thread::Point,
    journal::Walk,
    time::{Moment, say::short},
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Deed, Exit, Place, THEN_FROM_NOW, Workbook},
};

/// So many marks a key moves over that moves by a page.
const PAGE: usize = 5;

/// The marks of this ritual with the earlier ones: where you would put those of then, knowing what
/// you know now.
pub struct FromNowPage {
    place: Place,
    /// The ids of the older mark and of the newer one.
    marks: Vec<(String, String)>,
    at: usize,
}

impl FromNowPage {
    pub fn open(workbook: &Workbook, place: Place, _now: Moment) -> Self {
        let rated = workbook.rated_in(&place.walk).into_iter();
        let ids = rated.map(|(then, now)| (then.first.id.clone(), now.first.id.clone()));
        Self {
            marks: ids.collect(),
            place,
            at: 0,
        }
    }

    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        if let Some((_, prompt)) = cx.workbook.decks.prompt(THEN_FROM_NOW) {
            sheet.text(page, &prompt.text, theme.question);
            if page.pause > 1 {
                sheet.text(page, &prompt.why, theme.muted);
            }
        }
        let journal = &cx.workbook.journal;
        for (item, (then, now)) in self.marks.iter().enumerate() {
            let point = |id: &String| Point::own(journal, journal.entry(id)?);
            let (Some(then), Some(now)) = (point(then), point(now)) else {
                continue;
            };
            sheet.blank();
            let question = now.asked().map_or("", |asked| asked.question.as_str());
            sheet.item(page, item, "", question, theme.text);
            let on = short(then.day(), cx.today());
            if let (Some(old), Some(new)) = (then.rating(), now.rating()) {
                let said = format!("Then {old}, on {on}; now {new}.");
                sheet.below(page, item, &said, theme.muted);
            }
            for fact in then.seen_from_now(journal) {
                sheet.below(page, item, &fact, theme.text);
            }
            if item == self.at
                && let Some(ends) = then.now.ends()
            {
                sheet.below(page, item, &ends.said(), theme.muted);
            }
        }
        sheet
    }
}

impl Screen for FromNowPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::FromNow, Scope::Step, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Where you would put the marks of then, knowing what you know now."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        steps::head(cx, &self.place.walk, paper);
        let view = View::Chosen(self.at);
        self.sheet(cx).draw(paper, cx.page.top, view);
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Digit(mark @ 1..=7) => match self.marks.get(self.at) {
                Some((then, _)) => Next::Do(Deed::FromNow {
                    on: then.clone(),
                    mark,
                }),
                None => Next::Stay,
            },
            Act::Open | Act::Skip => {
                let mut walk = self.place.walk.clone();
                walk.pass(false);
                Next::Step(None, walk)
            }
            Act::NotToday => Next::Pass(Exit::NotToday),
            Act::Enough => Next::Enough,
            Act::Back => Next::Back,
            _ => {
                self.at = moved(self.at, self.marks.len(), PAGE, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        if cx.page.hints < 5 || self.marks.len() < 2 {
            return vec![Act::Digit(0), Act::Open, Act::Help];
        }
        vec![Act::Digit(0), Act::Down, Act::Open, Act::Back, Act::Help]
    }

    fn digits(&self) -> usize {
        7
    }

    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn kept(&mut self, _cx: &Cx<'_>, next: (Walk, String)) {
        self.place.advance(next);
    }

    fn passed(&mut self, _cx: &Cx<'_>, exit: Exit) {
        self.place.walk.leave(exit);
    }

    fn into_place(self: Box<Self>) -> Option<Place> {
        Some(self.place)
    }
}
