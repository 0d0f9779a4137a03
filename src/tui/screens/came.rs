use super::steps::{Laid, head, on};
use crate::{
    insight::forecasts::Expected,
    journal::{Became, Stop, Walk},
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::Sheet,
    },
    workbook::{Deed, Place, Workbook},
};

const KEYS: [(&str, &str); 3] = [("y", "it happened"), ("n", "it did not"), ("u", "unclear")];

/// A forecast of yours, and what happened: a key says what it came to.
pub struct CamePage {
    place: Place,
    /// The first row in view.
    top: usize,
}

impl CamePage {
    pub fn open(_workbook: &Workbook, place: Place, _now: Moment) -> Self {
        Self { place, top: 0 }
    }

    fn expected<'a>(&self, cx: &'a Cx<'_>) -> Option<Expected<'a>> {
        let Some(Stop::Came(id)) = self.place.walk.stop() else {
            return None;
        };
        let journal = &cx.workbook.journal;
        Some(Expected::of(journal, journal.entry(id)?))
    }

    /// The line on what happened, and then what was expected.
    fn lay(&self, cx: &Cx<'_>) -> Laid {
        let (page, theme, today) = (&cx.page, cx.theme, cx.today());
        let mut sheet = Sheet::default();
        sheet.text(page, "Did it happen?", theme.question);
        sheet.blank();
        // Nothing of what was expected shows before the line is written.
        if let Some(expected) = self.expected(cx).filter(Expected::is_revealed) {
            if let Some(line) = expected.happened(today) {
                sheet.text(page, &line, theme.text);
                sheet.blank();
            }
            sheet.text(page, &expected.made(today), theme.muted);
            for line in expected.stated() {
                sheet.text(page, &line, theme.text);
            }
        }
        Laid::new(cx, sheet, &KEYS)
    }

    fn came(&self, cx: &Cx<'_>, which: u8) -> Next {
        let which = usize::from(which).checked_sub(Became::OF_PROMISES.len());
        let is = which.and_then(|which| Became::OF_FORECASTS.get(which));
        let of = self.expected(cx).filter(Expected::is_revealed);
        match (is, of) {
            (Some(is), Some(expected)) => {
                let deed = Deed::Outcome {
                    on: expected.point.first.id.clone(),
                    is: is.clone(),
                    by: None,
                };
                on(&self.place, Some(deed))
            }
            (_, _) => Next::Stay,
        }
    }
}

impl Screen for CamePage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Came, Scope::Step, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "A forecast of yours, and what happened: a key says what it came to."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        head(cx, &self.place.walk, paper);
        self.lay(cx).draw(paper, self.top);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open | Act::Skip | Act::NotToday => return on(&self.place, None),
            Act::Became(which) => return self.came(cx, which),
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
