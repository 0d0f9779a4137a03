use chrono::Datelike;

use super::{Mode, ReviewPage};
use crate::{
    time::{Day, say::plain},
    tui::{
        paper::{Paper, width},
        screen::{Cx, Saved},
    },
    workbook::review::{MANY, READ_ONLY, WHICH},
};

/// What stands above and below the reading.
impl ReviewPage {
    pub(super) fn head(&self, cx: &Cx<'_>) -> (String, String) {
        let cover = &self.review.handoff.cover;
        let from = match cover.from.trim() {
            "" => "A hand-off".to_owned(),
            from => format!("{from}\u{2019}s hand-off"),
        };
        let wide = cx.page.pause > 1;
        let period = cover.period.map(months).filter(|_| wide);
        let left = match period {
            Some(period) => format!("{from}   {period}"),
            None => from,
        };
        let (at, of) = (self.answer + 1, self.review.handoff.items.len());
        let right = match &self.mode {
            Mode::Digest => plain(cover.date),
            Mode::Answers if wide => format!("answer {at} of {of}"),
            Mode::Answers => format!("{at}/{of}"),
            Mode::Note(_) | Mode::Mine(_) => match cx.saved {
                Saved::Nothing => String::new(),
                Saved::At(clock) => format!("saved {clock}"),
                Saved::Saving => "saving".to_owned(),
                Saved::Not => "not saved".to_owned(),
            },
            Mode::Pack(_) => "finish and pack".to_owned(),
            Mode::Gone => String::new(),
        };
        (left, right)
    }

    /// The last row of the reading: that nothing can be changed, and how the notes stand.
    pub(super) fn view_standing(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, muted) = (&cx.page, cx.theme.muted);
        let Some((y, true)) = page.notice() else {
            return;
        };
        let standing = self.review.standing();
        let wide = u16::try_from(width(&standing)).unwrap_or(0);
        let x = (page.left + page.width).saturating_sub(wide);
        if width(READ_ONLY) + 2 + usize::from(wide) <= usize::from(page.width) {
            paper.put(page.left, y, READ_ONLY, muted);
            paper.put(x, y, &standing, muted);
        } else {
            paper.put(page.left, y, &standing, muted);
        }
        if self.review.count() >= MANY && page.pause > 1 {
            paper.put(page.left, y.saturating_sub(1), WHICH, muted);
        }
    }
}

/// "October to March"; where it is a year or more, with the years.
fn months((first, last): (Day, Day)) -> String {
    let months = |day: Day| i64::from(day.year()) * 12 + i64::from(day.month0());
    let between = months(last) - months(first);
    match between {
        0 => first.format("%B").to_string(),
        1..12 => format!("{} to {}", first.format("%B"), last.format("%B")),
        _ => format!("{} to {}", first.format("%B %Y"), last.format("%B %Y")),
    }
}
