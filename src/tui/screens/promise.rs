use super::{
    promises::because,
    steps::{Laid, head, on},
};
use crate::{
    insight::promises::{Promised, Stands},
    journal::{Became, Stop, Walk},
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::Sheet,
    },
    workbook::{BECAME, Deed, Place, Workbook},
};

const KEYS: [(&str, &str); 6] = [
    ("d", "done"),
    ("p", "partly"),
    ("c", "changed on purpose"),
    ("l", "let go"),
    ("o", "still open"),
    ("y", "a line, a day"),
];

/// A promise of yours: a key says what became of it.
pub struct PromisePage {
    place: Place,
    /// The first row in view.
    top: usize,
}

impl PromisePage {
    pub fn open(_workbook: &Workbook, place: Place, _now: Moment) -> Self {
        Self { place, top: 0 }
    }

    fn promised<'a>(&self, cx: &'a Cx<'_>) -> Option<Promised<'a>> {
        let Some(Stop::Promise(id)) = self.place.walk.stop() else {
            return None;
        };
        let journal = &cx.workbook.journal;
        Some(Promised::of(journal, journal.entry(id)?))
    }

    /// The promise whole: its words, its days, what was in the way, and what was said of it.
    fn lay(&self, cx: &Cx<'_>) -> Laid {
        let (page, theme, today) = (&cx.page, cx.theme, cx.today());
        let mut sheet = Sheet::default();
        if let Some((_, prompt)) = cx.workbook.decks.prompt(BECAME) {
            sheet.text(page, &prompt.text, theme.question);
            sheet.blank();
        }
        if let Some(promised) = self.promised(cx) {
            sheet.text(page, &promised.point.now.words, theme.text);
            sheet.blank();
            sheet.text(page, &promised.made(today), theme.muted);
            let late = matches!(promised.stands(today), Stands::Overdue(_));
            let tone = if late { theme.attention } else { theme.muted };
            if let Some(when) = promised.when(today) {
                sheet.text(page, &when, tone);
            }
            let promise = promised.promise();
            let obstacle = promise.map_or("", |promise| &promise.obstacle);
            let then = promise.map_or("", |promise| &promise.then);
            for (label, text) in [("In the way: ", obstacle), ("Then: ", then)] {
                if !text.is_empty() {
                    sheet.text(page, &format!("{label}{text}"), theme.muted);
                }
            }
            for told in promised.outcomes() {
                sheet.text(page, &told.says(today), theme.muted);
                if !told.point.now.words.is_empty() {
                    sheet.text(page, &told.point.now.words, theme.muted);
                }
            }
        }
        Laid::new(cx, sheet, &KEYS)
    }

    fn became(&self, cx: &Cx<'_>, which: u8) -> Next {
        let is = Became::OF_PROMISES.get(usize::from(which));
        let on_promise = self.promised(cx).map(|one| one.point.first.id.clone());
        match (is, on_promise) {
            (Some(is), Some(promise)) => {
                let (is, by) = (is.clone(), None);
                let deed = Deed::Outcome {
                    on: promise,
                    is,
                    by,
                };
                on(&self.place, Some(deed))
            }
            (_, _) => Next::Stay,
        }
    }
}

impl Screen for PromisePage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Promise, Scope::Step, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "A promise of yours: a key says what became of it. Letting go on purpose is a fair outcome."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        head(cx, &self.place.walk, paper);
        self.lay(cx).draw(paper, self.top);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open | Act::Skip | Act::NotToday => return on(&self.place, None),
            Act::Became(which) => return self.became(cx, which),
            Act::Because => {
                return match self.promised(cx) {
                    Some(promised) => Next::Go(because(cx, &promised)),
                    None => Next::Stay,
                };
            }
            Act::Enough => return Next::Enough,
            Act::Back => return Next::Back,
            _ => self.top = self.lay(cx).moved(&cx.page, self.top, act),
        }
        Next::Stay
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        let mut hints = vec![Act::Skip, Act::Enough, Act::Back, Act::Help];
        if self.lay(cx).has_more(&cx.page, self.top) {
            hints.insert(0, Act::PageDown);
        }
        hints
    }

    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn kept(&mut self, _cx: &Cx<'_>, next: (Walk, String)) {
        self.place.advance(next);
    }

    fn into_place(self: Box<Self>) -> Option<Place> {
        Some(self.place)
    }
}
