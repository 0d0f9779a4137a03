//! Two answers to the same question, side by side, and the writer's verdict.

mod flow;
mod laid;
mod sides;
mod verdict;

use ratatui::layout::Size;

pub(super) use self::{
    laid::{Laid, read_again},
    sides::Sides,
};
use super::steps::pin;
use crate::{
    insight::{seen::Hidden, told::answer},
    journal::{Judged, Mark, Walk},
    time::say::plain,
    tui::{
        act::{Act, Scope},
        paper::{Paper, width},
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View},
    },
    workbook::{Deed, THEN_FROM_NOW, Workbook, about, again, title},
};

/// Two answers to the same question, the older and the newer, by the ids of the entries in which
/// they were first given; or one answer by itself.
///
/// What is shown is laid out once for each size of the page, since the texts may be long.
#[derive(Debug)]
pub struct BesidePage {
    then: String,
    now: Option<String>,
    /// The first row in view.
    top: usize,
    laid: Option<(Size, Laid)>,
}

impl BesidePage {
    pub fn open(workbook: &Workbook, then: String, now: Option<String>) -> Self {
        let first = |id: String| {
            let known = workbook.journal.entry(&id);
            let known = known.map(|entry| answer(&workbook.journal, entry));
            known.map_or(id, |point| point.first.id.clone())
        };
        Self {
            then: first(then),
            now: now.map(first),
            top: 0,
            laid: None,
        }
    }

    fn sides<'a>(&self, workbook: &'a Workbook) -> Result<Sides<'a>, &'static str> {
        Sides::of(&workbook.journal, &self.then, self.now.as_deref())
    }

    /// The newer of the two, or the only one.
    fn newest(&self) -> &str {
        self.now.as_deref().unwrap_or(&self.then)
    }

    fn lay(&self, cx: &Cx<'_>) -> Laid {
        self.sides(cx.workbook)
            .map_or_else(|_| Laid::default(), |sides| laid::lay(cx, &sides))
    }

    fn judge(&self, cx: &Cx<'_>, key: u8) -> Next {
        let sides = match self.sides(cx.workbook) {
            Ok(sides) => sides,
            Err(why) => return Next::Say(why.to_owned()),
        };
        match sides.then.hidden(&cx.workbook.journal, cx.today()) {
            Some(Hidden::Letter(day)) => {
                return Next::Say(format!("This letter is sealed until {}.", plain(day)));
            }
            Some(hidden) => return Next::Say(hidden.says()),
            None => {}
        }
        let at = usize::from(key).checked_sub(1);
        match at.and_then(|at| Judged::ALL.get(at)) {
            Some(is) => Next::Do(Deed::Verdict {
                on: self.then.clone(),
                is: is.clone(),
                beside: self.now.clone(),
            }),
            None => Next::Stay,
        }
    }

    fn because(&self, cx: &Cx<'_>) -> Next {
        let sides = match self.sides(cx.workbook) {
            Ok(sides) => sides,
            Err(why) => return Next::Say(why.to_owned()),
        };
        match sides.then.verdict(&cx.workbook.journal) {
            Some((verdict, _)) => Next::Go(Route::Because(verdict.now.id.clone())),
            None => Next::Say("Give a verdict first: 1 to 5.".to_owned()),
        }
    }

    /// The question once more, where a deck still asks it.
    fn answer_again(&self, cx: &Cx<'_>) -> Next {
        let Some(prompt) = self.prompt(cx) else {
            return Next::Say("A note answers no question.".to_owned());
        };
        match cx.workbook.decks.prompt(&prompt) {
            Some((deck, known)) if !known.repeats => {
                Next::Go(Route::Walk(again(&deck.id, vec![prompt])))
            }
            Some(_) => Next::Say(
                "This question is asked inside its ritual, about other answers.".to_owned(),
            ),
            None => Next::Say("No deck asks this question now.".to_owned()),
        }
    }

    fn prompt(&self, cx: &Cx<'_>) -> Option<String> {
        let entry = cx.workbook.journal.entry(&self.then)?;
        Some(entry.asked.as_ref()?.prompt.clone())
    }

    fn over_time(&self, cx: &Cx<'_>) -> Next {
        match self.prompt(cx) {
            Some(prompt) => Next::Go(Route::Thread(prompt, Some(self.newest().to_owned()))),
            None => Next::Say("A note answers no question.".to_owned()),
        }
    }

    fn mark_from_now(&self, cx: &Cx<'_>) -> Next {
        let then = self.sides(cx.workbook).map(|sides| sides.then.now);
        if then.is_ok_and(|then| matches!(then.mark, Some(Mark::Rating(_)))) {
            return Next::Go(Route::Walk(about(THEN_FROM_NOW, &self.then)));
        }
        Next::Say("Only a mark on a scale can be set for then, from now.".to_owned())
    }

    fn lens(&self) -> Next {
        match &self.now {
            Some(now) => Next::Go(Route::Lens(self.then.clone(), now.clone())),
            None => Next::Say("The word lens reads two answers, and this is one.".to_owned()),
        }
    }

    /// Another answer on one of the sides.
    fn turn(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match sides::moved(&cx.workbook.journal, &self.then, self.now.as_deref(), act) {
            Ok((then, now)) => {
                (self.then, self.now) = (then, Some(now));
                (self.top, self.laid) = (0, None);
                Next::Stay
            }
            Err(why) => Next::Say(why.to_owned()),
        }
    }

    /// From the older answer to the newer one, where that stands below it.
    fn below(&mut self) -> Next {
        let Some((_, laid)) = &self.laid else {
            return Next::Stay;
        };
        match laid.sides {
            Some((then, now)) => {
                self.top = if self.top >= now { then } else { now };
                Next::Stay
            }
            None if self.now.is_some() => Next::Say("The two stand side by side here.".to_owned()),
            None => Next::Say("There is one answer here.".to_owned()),
        }
    }

    fn scroll(&mut self, cx: &Cx<'_>, act: Act) {
        if let Some((_, laid)) = &self.laid {
            self.top = laid.scrolled(&cx.page, self.top, act);
        }
    }
}

impl Screen for BesidePage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Beside, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Two answers to the same question, side by side, and your verdict."
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
        let page = paper.page;
        let sides = match self.sides(cx.workbook) {
            Ok(sides) => sides,
            Err(why) => {
                paper.head("Then and now", "", false);
                let mut sheet = Sheet::default();
                sheet.text(&page, why, cx.theme.text);
                return sheet.draw(paper, page.top, View::From(0));
            }
        };
        let (title, days) = (title(cx.workbook, sides.then.first), sides.days(cx.today()));
        // Where there is no room for both days, they stand above the two answers.
        let whole = width(title) + 2 + width(&days) <= usize::from(page.width);
        paper.head(title, if whole { &days } else { "" }, false);
        laid.draw(paper, self.top);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Digit(key) => self.judge(cx, key),
            Act::Because => self.because(cx),
            Act::Revisit => self.answer_again(cx),
            Act::Note => Next::Go(Route::Walk(Walk::note_on(self.newest()))),
            Act::ThenBefore | Act::ThenAfter | Act::NowBefore | Act::NowAfter => self.turn(cx, act),
            Act::Pin => pin(cx, self.newest()),
            Act::Thread => self.over_time(cx),
            Act::FromNow => self.mark_from_now(cx),
            Act::Lens => self.lens(),
            Act::Turn => self.below(),
            Act::Open => Next::GoOn,
            Act::Back => Next::Back,
            _ => {
                self.scroll(cx, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        let Some((_, laid)) = &self.laid else {
            return vec![Act::Open, Act::Help];
        };
        let write = if laid.judged {
            Act::Because
        } else {
            Act::Revisit
        };
        // Where there is more to read, that comes before other dates.
        let more = laid.goes_on(&cx.page, self.top);
        match (cx.page.hints < 5, more) {
            (true, true) => vec![Act::Digit(0), Act::PageDown, Act::Help],
            (true, false) => vec![Act::Digit(0), Act::Open, Act::Help],
            (false, true) => vec![Act::Open, Act::PageDown, write, Act::Note, Act::Help],
            (false, false) => vec![Act::Open, write, Act::Note, Act::ThenBefore, Act::Help],
        }
    }

    fn digits(&self) -> usize {
        Judged::ALL.len()
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        if self
            .laid
            .as_ref()
            .is_none_or(|(size, _)| *size != cx.page.size)
        {
            self.laid = Some((cx.page.size, self.lay(cx)));
            self.scroll(cx, Act::Redraw);
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.laid = Some((cx.page.size, self.lay(cx)));
    }
}
