use serde_json::Value;

use super::steps;
use crate::{
    journal::{Fact, Walk},
    text::capital,
    time::{
        Day, Moment,
        say::{number, short},
    },
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Deed, Exit, Place, Quote, SHIFTS, Shift, Workbook},
};

/// So many changes a key moves over that moves by a page.
const PAGE: usize = 3;

/// The changes that a verdict of this ritual names, each with what was said then and what is said
/// now: the writer marks those that are shifts, five at most.
pub struct ShiftsPage {
    place: Place,
    shifts: Vec<Shift>,
    at: usize,
}

impl ShiftsPage {
    pub fn open(workbook: &Workbook, place: Place, now: Moment) -> Self {
        let mut page = Self {
            place,
            shifts: Vec::new(),
            at: 0,
        };
        page.read(workbook, now.date_naive());
        page
    }

    fn read(&mut self, workbook: &Workbook, today: Day) {
        let verdicts = workbook.shifts_in(&self.place.walk).into_iter();
        let shifts = verdicts.filter_map(|verdict| workbook.shift(verdict, today));
        self.shifts = shifts.collect();
    }

    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        sheet.text(page, "Which of these do you call a shift?", theme.question);
        let most = number(SHIFTS);
        let said = format!("As many as {most}, or none. Your words stay as they are.");
        sheet.text(page, &said, theme.muted);
        for (item, shift) in self.shifts.iter().enumerate() {
            sheet.blank();
            let mark = if shift.is_marked {
                cx.glyphs.on
            } else {
                cx.glyphs.off
            };
            let lead = format!("{mark} ");
            sheet.item(page, item, &lead, &shift.question, theme.text);
            let today = cx.today();
            let then = format!("  {}: {}", short(shift.then.day, today), shift.then.words);
            sheet.below(page, item, &then, theme.muted);
            if let Some(Quote { day, words }) = &shift.now {
                let now = format!("  {}: {words}", short(*day, today));
                sheet.below(page, item, &now, theme.text);
            }
            let is = capital(shift.is.words());
            let verdict = match shift.why.as_str() {
                "" => format!("  {is}."),
                why => format!("  {is}: {why}"),
            };
            sheet.below(page, item, &verdict, theme.muted);
        }
        sheet
    }

    fn mark(&self) -> Next {
        let Some(shift) = self.shifts.get(self.at) else {
            return Next::Stay;
        };
        let marked = self.shifts.iter().filter(|shift| shift.is_marked).count();
        if !shift.is_marked && marked >= SHIFTS {
            let most = capital(&number(SHIFTS));
            return Next::Say(format!("{most} are marked. Take one out first."));
        }
        Next::Do(Deed::State {
            fact: Fact::Shift,
            key: shift.verdict.clone(),
            value: Value::Bool(!shift.is_marked),
        })
    }
}

impl Screen for ShiftsPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Shifts, Scope::Step, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The changes you mark yourself, as many as five."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        steps::head(cx, &self.place.walk, paper);
        let view = View::Chosen(self.at);
        self.sheet(cx).draw(paper, cx.page.top, view);
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Mark => self.mark(),
            Act::Open | Act::Skip => {
                let mut walk = self.place.walk.clone();
                walk.pass(false);
                Next::Step(None, walk)
            }
            Act::NotToday => Next::Pass(Exit::NotToday),
            Act::Enough => Next::Enough,
            Act::Back => Next::Back,
            _ => {
                self.at = moved(self.at, self.shifts.len(), PAGE, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        if cx.page.hints < 5 {
            return vec![Act::Mark, Act::Open, Act::Help];
        }
        vec![Act::Mark, Act::Down, Act::Open, Act::Back, Act::Help]
    }

    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.read(cx.workbook, cx.today());
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
