use super::{
    around,
    steps::{head, on, own_side},
};
use crate::{
    insight::{
        pins::{is_pinned, is_pinned_since, pinned},
        seen::hidden,
        thread::Point,
    },
    journal::{Entry, Walk},
    text::flat,
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Deed, Place, Workbook},
};

/// What to look at first next time.
pub struct PinPage {
    place: Place,
    /// The ids of answers: those of this ritual, and those pinned before it.
    items: Vec<String>,
    at: usize,
}

impl PinPage {
    pub fn open(workbook: &Workbook, place: Place, _now: Moment) -> Self {
        let answers = workbook.to_pin(&place.walk);
        let answers = answers.into_iter().filter(|entry| entry.asked.is_some());
        let mut items: Vec<String> = answers.map(|entry| entry.id.clone()).collect();
        for entry in pinned(&workbook.journal) {
            if !items.contains(&entry.id) {
                items.push(entry.id.clone());
            }
        }
        Self {
            place,
            items,
            at: 0,
        }
    }

    /// Whether it is pinned for the next time: what was pinned before this ritual is not any more
    /// once the ritual ends.
    fn stays(&self, cx: &Cx<'_>, entry: &Entry) -> bool {
        let began = self.place.walk.began.unwrap_or(cx.now);
        is_pinned_since(&cx.workbook.journal, entry, began)
    }

    fn toggle(&self, cx: &Cx<'_>) -> Next {
        let journal = &cx.workbook.journal;
        let chosen = self.items.get(self.at).and_then(|id| journal.entry(id));
        let Some(entry) = chosen else {
            return Next::Stay;
        };
        match hidden(journal, entry, cx.today()) {
            Some(hidden) => Next::Say(hidden.says()),
            None => Next::Do(Deed::pin(entry, !self.stays(cx, entry))),
        }
    }

    fn row(&self, cx: &Cx<'_>, sheet: &mut Sheet, item: usize) {
        let (page, theme, journal) = (&cx.page, cx.theme, &cx.workbook.journal);
        let Some(entry) = self.items.get(item).and_then(|id| journal.entry(id)) else {
            return;
        };
        let asked = entry.asked.as_ref();
        let question = asked.map_or("", |asked| asked.question.as_str());
        let note = match (self.stays(cx, entry), is_pinned(journal, entry)) {
            (true, _) => "pinned",
            (false, true) => "pinned until now",
            (false, false) => "",
        };
        let title = flat(question);
        let second = usize::from(page.width);
        sheet.cells(
            page,
            item,
            second,
            [&title, "", note],
            [theme.text, theme.muted],
        );
        let said = cx
            .workbook
            .glance(Point::of(journal, entry), cx.today(), true);
        sheet.beneath(page, &said, "", theme.muted);
        if page.pause > 1 {
            sheet.blank();
        }
    }
}

impl Screen for PinPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Pin, Scope::Step, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What to look at first next time: pinned until the next roundtable closes."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        head(cx, &self.place.walk, paper);
        let mut sheet = Sheet::default();
        let what = "What is pinned is read again first, next time.";
        sheet.text(&cx.page, what, cx.theme.question);
        if let Some(own_side) = own_side(&self.place.walk) {
            sheet.text(&cx.page, own_side, cx.theme.muted);
        }
        sheet.blank();
        for item in around(self.at, self.items.len(), &cx.page) {
            self.row(cx, &mut sheet, item);
        }
        sheet.draw(paper, cx.page.top, View::Chosen(self.at));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open | Act::Skip | Act::NotToday => return on(&self.place, None),
            Act::Pin => return self.toggle(cx),
            Act::Enough => return Next::Enough,
            Act::Back => return Next::Back,
            _ => self.at = moved(self.at, self.items.len(), 5, act),
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Pin, Act::Down, Act::Open, Act::Back, Act::Help]
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
