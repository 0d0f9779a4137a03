use serde_json::Value;

use super::steps::{head, on};
use crate::{
    insight::{
        snag::Snags,
        thread::{Point, last, points},
    },
    journal::{Fact, Stop, Walk},
    time::{
        Moment,
        say::{number, plain},
    },
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Deed, Place, Workbook},
};

/// So many earlier answers are offered.
const FEW: usize = 6;

/// The track on what keeps coming back.
const KNOT: &str = "knot";

/// Whether this was there before: only the writer can say so.
pub struct RecursPage {
    place: Place,
    /// The ids of earlier answers, the newest first.
    items: Vec<String>,
    at: usize,
}

impl RecursPage {
    pub fn open(workbook: &Workbook, place: Place, _now: Moment) -> Self {
        let prompt = match place.walk.stop() {
            Some(Stop::Recurs(prompt)) => prompt.as_str(),
            _ => "",
        };
        let earlier = points(&workbook.journal, prompt).rev().skip(1);
        let items = earlier.take(FEW).map(|point| point.first.id.clone());
        Self {
            items: items.collect(),
            at: 0,
            place,
        }
    }

    /// The answer that was just given.
    fn given<'a>(&self, cx: &'a Cx<'_>) -> Option<Point<'a>> {
        match self.place.walk.stop() {
            Some(Stop::Recurs(prompt)) => last(&cx.workbook.journal, prompt),
            _ => None,
        }
    }

    /// Whether it was said to be one of them again, and the track is offered.
    fn offers(&self, cx: &Cx<'_>) -> bool {
        let snags = Snags::of(&cx.workbook.journal);
        let new = self.given(cx);
        new.is_some_and(|new| snags.is_marked(&new.first.id) && snags.offers(&new.first.id))
    }

    /// Marks the new answer as the one chosen, again.
    fn same(&self, cx: &Cx<'_>) -> Next {
        let (Some(new), Some(chosen)) = (self.given(cx), self.items.get(self.at)) else {
            return on(&self.place, None);
        };
        let new = &new.first.id;
        let deed = Deed::State {
            fact: Fact::Snag,
            key: new.clone(),
            value: Value::String(chosen.clone()),
        };
        if Snags::of(&cx.workbook.journal).will_offer(new, chosen) {
            Next::Do(deed)
        } else {
            on(&self.place, Some(deed))
        }
    }

    /// The line on the track goes, for this snag and for good.
    fn put_away(&self, cx: &Cx<'_>) -> Next {
        let Some(new) = self.given(cx) else {
            return on(&self.place, None);
        };
        let snags = Snags::of(&cx.workbook.journal);
        let deed = Deed::State {
            fact: Fact::Snag,
            key: snags.first(&new.first.id).to_owned(),
            value: Value::Bool(false),
        };
        on(&self.place, Some(deed))
    }

    fn view_offer(&self, cx: &Cx<'_>, sheet: &mut Sheet) {
        let (page, theme) = (&cx.page, cx.theme);
        let new = self.given(cx);
        let snags = Snags::of(&cx.workbook.journal);
        let times = new.map_or(0, |new| snags.times(&new.first.id));
        let said = match times {
            3 => "You marked this as there again for the third time.".to_owned(),
            times => format!(
                "You marked this as there again, {} times by now.",
                number(times)
            ),
        };
        sheet.text(page, &said, theme.text);
        let track = cx.workbook.decks.get(KNOT);
        let offer = match track {
            Some(track) => format!(
                "t leads to the track {:?}; or bring it to somebody.",
                track.title
            ),
            None => "You may want to bring it to somebody.".to_owned(),
        };
        sheet.text(page, &offer, theme.text);
        sheet.blank();
        sheet.text(
            page,
            "x puts this line away; it does not come again for this snag.",
            theme.muted,
        );
    }

    fn view_choice(&self, cx: &Cx<'_>, sheet: &mut Sheet) {
        let (page, theme) = (&cx.page, cx.theme);
        sheet.text(page, "Is this one of these again?", theme.question);
        sheet.text(
            page,
            "It is yours to say; nothing is read out of your words.",
            theme.muted,
        );
        sheet.blank();
        let journal = &cx.workbook.journal;
        for (item, id) in self.items.iter().enumerate() {
            if let Some(entry) = journal.entry(id) {
                let point = Point::of(journal, entry);
                let said = cx.workbook.glance(point, cx.today(), false);
                let day = plain(point.day());
                let cells = [day.as_str(), said.as_str(), ""];
                sheet.cells(page, item, 20, cells, [theme.text, theme.muted]);
            }
        }
    }
}

impl Screen for RecursPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Recurs, Scope::Step, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Whether this was there before. It is yours to say; nothing is read out of your words."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        head(cx, &self.place.walk, paper);
        let mut sheet = Sheet::default();
        if self.offers(cx) {
            self.view_offer(cx, &mut sheet);
            return sheet.draw(paper, cx.page.top, View::From(0));
        }
        self.view_choice(cx, &mut sheet);
        sheet.draw(paper, cx.page.top, View::Chosen(self.at));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let offers = self.offers(cx);
        match act {
            Act::Back => Next::Back,
            Act::Enough => Next::Enough,
            Act::Skip | Act::NotToday => on(&self.place, None),
            Act::Open if offers => on(&self.place, None),
            Act::Open => self.same(cx),
            Act::Knot if offers && cx.workbook.decks.get(KNOT).is_some() => {
                Next::Go(Route::Deck(KNOT.to_owned()))
            }
            Act::DropIt if offers => self.put_away(cx),
            Act::Knot | Act::DropIt => {
                Next::Say("Nothing is offered here; s goes on without.".to_owned())
            }
            _ => {
                self.at = moved(self.at, self.items.len(), FEW, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        if self.offers(cx) {
            vec![Act::Skip, Act::Knot, Act::DropIt, Act::Back, Act::Help]
        } else {
            vec![Act::Open, Act::Skip, Act::Down, Act::Back, Act::Help]
        }
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
