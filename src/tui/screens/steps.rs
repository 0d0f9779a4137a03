//! What the stops of a ritual that ask no question of their own have in common.

use super::{around_section, keys};
use crate::{
    journal::Walk,
    tui::{
        act::Act,
        page::Page,
        paper::{Paper, width},
        screen::{Cx, Next, Saved},
        sheet::{Sheet, View, moved},
    },
    workbook::{Deed, OWN_SIDE, Place},
};

/// The head of a stop: its ritual and section, and how what was said stands with the disk.
pub(super) fn head(cx: &Cx<'_>, walk: &Walk, paper: &mut Paper<'_>) {
    let title = cx.workbook.decks.get(&walk.deck);
    let title = title.map_or("", |deck| deck.title.as_str());
    let section = cx.workbook.stands_at(walk);
    let head = around_section(title, section, cx.page.pause > 1);
    let (right, wrong) = how_saved(cx, walk);
    paper.head(&head, &right, wrong);
}

/// The same, with what the page shows at the right end; that gives way where room is short.
pub(super) fn head_beside(cx: &Cx<'_>, walk: &Walk, paper: &mut Paper<'_>, beside: &str) {
    let title = cx.workbook.decks.get(&walk.deck);
    let title = title.map_or("", |deck| deck.title.as_str());
    let section = cx.workbook.stands_at(walk);
    let head = around_section(title, section, cx.page.pause > 1);
    if *cx.saved == Saved::Not {
        return paper.head(&head, "not saved", true);
    }
    let beside = match cx.workbook.sat(cx.now) {
        Some(sat) => format!("{sat}   {beside}"),
        None => beside.to_owned(),
    };
    let whole = width(&head) + 2 + width(&beside) <= usize::from(paper.page.width);
    paper.head(&head, if whole { &beside } else { "" }, false);
}

/// The right end of a head: how what is written stands with the disk, and before it how long one
/// has sat at a ritual, where that is wanted. And whether something is wrong.
pub(super) fn how_saved(cx: &Cx<'_>, walk: &Walk) -> (String, bool) {
    let (saved, wrong) = match cx.saved {
        Saved::Nothing => (String::new(), false),
        Saved::At(clock) => (format!("saved {clock}"), false),
        Saved::Saving => ("saving".to_owned(), false),
        Saved::Not => ("not saved".to_owned(), true),
    };
    match cx.workbook.sat(cx.now).filter(|_| walk.is_ritual()) {
        Some(sat) if saved.is_empty() => (sat, wrong),
        Some(sat) => (format!("{sat}   {saved}"), wrong),
        None => (saved, wrong),
    }
}

/// Goes on from a stop, and keeps what was said there.
pub(super) fn on(place: &Place, deed: Option<Deed>) -> Next {
    let mut walk = place.walk.clone();
    walk.pass(deed.is_some());
    Next::Step(deed, walk)
}

/// Pins an answer, or takes the pin out.
pub(super) fn pin(cx: &Cx<'_>, entry: &str) -> Next {
    match cx.workbook.pin(entry, cx.today()) {
        Ok(deed) => Next::Do(deed),
        Err(why) => Next::Say(why),
    }
}

/// The line that stands on every page after a roundtable.
pub(super) fn own_side(walk: &Walk) -> Option<&'static str> {
    (walk.is_ritual() && walk.deck == "after").then_some(OWN_SIDE)
}

/// What a stop shows, and beneath it the keys that answer it, which are always in view.
pub(super) struct Laid {
    pub sheet: Sheet,
    keys: Sheet,
}

impl Laid {
    pub(super) fn new(cx: &Cx<'_>, sheet: Sheet, said: &[(&str, &str)]) -> Self {
        let mut below = Sheet::default();
        keys(cx, &mut below, 0, said);
        Self { sheet, keys: below }
    }

    /// How many rows of the sheet are in view.
    fn room(&self, page: &Page) -> usize {
        let keys = self.keys.rows() + 1;
        usize::from(page.rows).saturating_sub(keys).max(1)
    }

    /// The first row in view after a command that moves over them.
    pub(super) fn moved(&self, page: &Page, top: usize, act: Act) -> usize {
        let room = self.room(page);
        let last = self.sheet.rows().saturating_sub(room);
        moved(top.min(last), last + 1, room.saturating_sub(1), act)
    }

    /// Whether more of the sheet lies below what is in view.
    pub(super) fn has_more(&self, page: &Page, top: usize) -> bool {
        top + self.room(page) < self.sheet.rows()
    }

    pub(super) fn draw(&self, paper: &mut Paper<'_>, top: usize) {
        let page = paper.page;
        if page.is_bare() {
            return self.sheet.draw(paper, page.top, View::From(top));
        }
        let room = u16::try_from(self.room(&page)).unwrap_or(page.rows);
        paper.page.rows = room.min(page.rows);
        self.sheet.draw(paper, page.top, View::From(top));
        paper.page = page;
        let rows = u16::try_from(self.sheet.rows()).unwrap_or(page.rows);
        // Close beneath what it is about, and never below the page.
        let below = page.top + rows.min(room) + 1;
        let keys = u16::try_from(self.keys.rows()).unwrap_or(0);
        let from = below.min(page.bottom().saturating_sub(keys));
        self.keys.draw(paper, from, View::From(0));
    }
}
