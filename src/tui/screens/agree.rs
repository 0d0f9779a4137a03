use crate::{
    journal::Walk,
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::{Place, Workbook},
};

/// What the coach may do with it.
pub struct AgreePage {
    place: Place,
}

impl AgreePage {
    pub fn open(_workbook: &Workbook, place: Place, _now: Moment) -> Self {
        Self { place }
    }
}

impl Screen for AgreePage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Agree, Scope::Step, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What the coach may do with it."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("AgreePage", "", false);
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open | Act::Skip => {
                let mut walk = self.place.walk.clone();
                walk.pass(false);
                Next::Step(None, walk)
            }
            Act::Back => Next::Back,
            _ => Next::Stay,
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Back, Act::Help]
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
