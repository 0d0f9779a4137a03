use crate::{
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
    },
    workbook::Workbook,
};

/// What you expected, and what happened.
#[derive(Debug)]
pub struct ForecastsPage {}

impl ForecastsPage {
    pub fn open(_workbook: &Workbook, _now: Moment) -> Self {
        Self {}
    }
}

impl Screen for ForecastsPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Forecasts, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What you expected, and what happened."
    }

    fn view(&self, _cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("ForecastsPage", "", false);
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        if act == Act::Back {
            return Next::Back;
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::Back, Act::Help]
    }
}
