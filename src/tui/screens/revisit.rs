use ratatui::layout::Size;

use super::{
    beside::{Laid, Sides, read_again},
    steps::{head_beside, pin},
};
use crate::{
    insight::{
        pins::is_pinned,
        revisit::{EXPLAINED, Why, newer},
    },
    journal::{Judged, Walk},
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View},
    },
    workbook::{Deed, Exit, Place, Workbook, follows},
};

/// An earlier answer to be read again, beside a newer one where there is one: a key gives the
/// verdict, and the ritual goes on.
pub struct RevisitPage {
    place: Place,
    /// The id of the older answer, at its place, and of the newer one.
    then: String,
    now: Option<String>,
    /// Why it is this one; as it was when the page was opened.
    why: Option<Why>,
    /// The first row in view.
    top: usize,
    laid: Option<(Size, Laid)>,
    /// Grows where the walk changes.
    moves: u64,
}

impl RevisitPage {
    pub fn open(workbook: &Workbook, place: Place, now: Moment) -> Self {
        let journal = &workbook.journal;
        let read = place.walk.about().and_then(|id| journal.entry(id));
        let then = read.map(|entry| journal.first(entry));
        let why = then.and_then(|then| workbook.why_again(&place.walk, then, now.date_naive()));
        let mut page = Self {
            then: then.map_or_else(String::new, |then| then.id.clone()),
            now: None,
            why,
            place,
            top: 0,
            laid: None,
            moves: 0,
        };
        page.look(workbook);
        page
    }

    /// Looks for a newer answer to stand beside it.
    fn look(&mut self, workbook: &Workbook) {
        let journal = &workbook.journal;
        let then = journal.entry(&self.then);
        let newer = then.and_then(|then| newer(journal, then));
        self.now = newer.map(|newer| newer.first.id.clone());
    }

    fn sides<'a>(&self, workbook: &'a Workbook) -> Result<Sides<'a>, &'static str> {
        Sides::of(&workbook.journal, &self.then, self.now.as_deref())
    }

    /// Why it is read again, and whether it is pinned.
    fn why(&self, cx: &Cx<'_>) -> String {
        let journal = &cx.workbook.journal;
        let then = journal.entry(&self.then);
        let pinned = then.is_some_and(|then| is_pinned(journal, then));
        let why = self.why.map(|why| why.says(cx.today()));
        let pin = match (self.why, pinned) {
            (Some(Why::Pinned), false) => " The pin is out.",
            (Some(Why::Pinned), true) | (_, false) => "",
            (_, true) => " It is pinned.",
        };
        format!("{}{pin}", why.unwrap_or_default())
    }

    fn lay(&self, cx: &Cx<'_>) -> Laid {
        let why = self.why(cx);
        self.sides(cx.workbook)
            .map_or_else(|_| Laid::default(), |sides| read_again(cx, &sides, &why))
    }

    fn judge(&self, cx: &Cx<'_>, key: u8) -> Next {
        let sides = match self.sides(cx.workbook) {
            Ok(sides) => sides,
            Err(why) => return Next::Say(why.to_owned()),
        };
        let journal = &cx.workbook.journal;
        if let Some(hidden) = sides.then.hidden(journal, cx.today()) {
            return Next::Say(hidden.says());
        }
        let at = usize::from(key).checked_sub(1);
        let Some(is) = at.and_then(|at| Judged::ALL.get(at)) else {
            return Next::Stay;
        };
        let mut walk = self.place.walk.clone();
        let follow = walk.stop().map(|stop| follows(journal, stop, Some(is)));
        walk.pass(true);
        walk.left.splice(0..0, follow.unwrap_or_default());
        let deed = Deed::Verdict {
            on: self.then.clone(),
            is: is.clone(),
            beside: self.now.clone(),
        };
        Next::Step(Some(deed), walk)
    }

    fn one_more(&mut self, cx: &Cx<'_>) -> Next {
        match cx.workbook.one_more(&self.place.walk, cx.today()) {
            Ok(walk) => {
                self.place.walk = walk;
                self.moves += 1;
                Next::Say("A further answer comes after these.".to_owned())
            }
            Err(why) => Next::Say(why),
        }
    }

    fn over_time(&self, cx: &Cx<'_>) -> Next {
        let then = cx.workbook.journal.entry(&self.then);
        match then.and_then(|then| then.asked.as_ref()) {
            Some(asked) => Next::Go(Route::Thread(asked.prompt.clone(), Some(self.then.clone()))),
            None => Next::Say("A note answers no question.".to_owned()),
        }
    }
}

impl Screen for RevisitPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Again, Scope::Step, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "An earlier answer of yours, to be read again: a key gives the verdict."
    }

    fn explains(&self) -> &'static [&'static str] {
        &EXPLAINED
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let fresh;
        let laid = match &self.laid {
            Some((size, laid)) if *size == cx.page.size => laid,
            _ => {
                fresh = self.lay(cx);
                &fresh
            }
        };
        paper.page = cx.page.spread();
        let sides = self.sides(cx.workbook);
        let days = sides.as_ref().map(|sides| sides.days(cx.today()));
        head_beside(cx, &self.place.walk, paper, &days.unwrap_or_default());
        match sides {
            Ok(_) => laid.draw(paper, self.top),
            Err(why) => {
                let mut sheet = Sheet::default();
                sheet.text(&cx.page, why, cx.theme.text);
                sheet.draw(paper, cx.page.top, View::From(0));
            }
        }
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Digit(key) => self.judge(cx, key),
            Act::Open | Act::Skip => Next::Pass(Exit::Skip),
            Act::NotToday => Next::Pass(Exit::NotToday),
            Act::Enough => Next::Enough,
            Act::More => self.one_more(cx),
            Act::Pin => pin(cx, &self.then),
            Act::Thread => self.over_time(cx),
            Act::Back => Next::Back,
            _ => {
                if let Some((_, laid)) = &self.laid {
                    self.top = laid.scrolled(&cx.page, self.top, act);
                }
                Next::Stay
            }
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        let laid = self.laid.as_ref();
        let more = laid.is_some_and(|(_, laid)| laid.goes_on(&cx.page, self.top));
        match (cx.page.hints < 5, more) {
            // That a key gives the verdict is said wherever one is in the answer.
            (true, true) => vec![Act::Digit(0), Act::PageDown, Act::Help],
            (true, false) => vec![Act::Digit(0), Act::Skip, Act::Help],
            (false, true) => vec![Act::PageDown, Act::Skip, Act::More, Act::Pin, Act::Help],
            (false, false) => vec![Act::Digit(0), Act::Skip, Act::More, Act::Pin, Act::Help],
        }
    }

    fn digits(&self) -> usize {
        Judged::ALL.len()
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        let size = cx.page.size;
        if self.laid.as_ref().is_none_or(|(of, _)| *of != size) {
            let laid = self.lay(cx);
            self.top = laid.scrolled(&cx.page, self.top, Act::Redraw);
            self.laid = Some((size, laid));
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.look(cx.workbook);
        self.laid = Some((cx.page.size, self.lay(cx)));
    }

    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn revision(&self) -> u64 {
        self.moves
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
