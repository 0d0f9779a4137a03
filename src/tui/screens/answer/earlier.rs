//! What was written before, beside the question that is asked now.

use ratatui::layout::Rect;

use super::{Answer, Source};
use crate::{
    time::{Day, say::short},
    tui::{
        paper::Paper,
        route::Route,
        screen::{Cx, Next},
    },
    workbook::{Place, Workbook, Writing},
};

impl Answer {
    /// At the question of a place, with what is offered there to be edited, if anything is.
    pub fn arrive(workbook: &Workbook, place: Place, today: Day) -> Self {
        let Some(given) = workbook.offered(&place, today) else {
            return Self::at(workbook, place, Writing::default());
        };
        let cursor = given.texts.first().map_or(0, String::len);
        let writing = Writing {
            given,
            cursor,
            ..Writing::default()
        };
        Self {
            source: Source::Offered,
            ..Self::at(workbook, place, writing)
        }
    }

    /// The last answer, in the margin where there is one.
    pub(super) fn view_then(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (Some(area), Some(then), true) = (cx.page.note, self.then(cx), self.earlier) else {
            return;
        };
        let day = short(then.day(), cx.today());
        paper.put(area.x, area.y, &day, cx.theme.muted);
        let below = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        paper.text(
            below,
            &cx.workbook.said_of(then, cx.today()),
            cx.theme.muted,
        );
    }
}

/// The answer kept last, beside the one before it.
pub(super) fn last_beside(cx: &Cx<'_>) -> Next {
    let last = cx.workbook.last_kept();
    match last.and_then(|last| cx.workbook.before(last)) {
        Some((then, now)) => Next::Go(Route::Beside(then, Some(now))),
        None => Next::Say("Nothing kept just now has an older answer beside it.".to_owned()),
    }
}
