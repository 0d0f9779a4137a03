use std::collections::HashSet;

use super::{around, keys, likelihood, saved};
use crate::{
    insight::forecasts::{Expected, Tally, forecasts, open},
    journal::{Became, Journal},
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Deed, HAPPENED, Workbook, about},
};

/// What you expected, and what happened.
#[derive(Debug)]
pub struct ForecastsPage {
    /// The ids of forecasts. Those in view stay where they are, whatever is said of them
    /// meanwhile.
    items: Vec<String>,
    shows: Shows,
    tally: Option<Tally>,
    at: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// What is not resolved.
    Open,
    All,
    /// How likely against what happened.
    Likelihood,
}

const REVEALED: [(&str, &str); 3] = [("y", "it happened"), ("n", "it did not"), ("u", "unclear")];
const DUE: [(&str, &str); 1] = [("w", "write what happened")];
const NOT_DUE: [(&str, &str); 2] = [("enter", "read it now"), ("w", "write what happened")];

impl ForecastsPage {
    pub fn open(workbook: &Workbook, _now: Moment) -> Self {
        let mut page = Self {
            items: Vec::new(),
            shows: Shows::Open,
            tally: None,
            at: 0,
        };
        page.read(&workbook.journal);
        page
    }

    fn read(&mut self, journal: &Journal) {
        self.items = match self.shows {
            Shows::Open => open(journal).iter().map(id).collect(),
            Shows::All => forecasts(journal).rev().map(|one| id(&one)).collect(),
            Shows::Likelihood => Vec::new(),
        };
        self.tally = match self.shows {
            Shows::Open | Shows::All => None,
            Shows::Likelihood => Tally::of(journal),
        };
    }

    fn forecast<'a>(&self, cx: &'a Cx<'_>, item: usize) -> Option<Expected<'a>> {
        let journal = &cx.workbook.journal;
        Some(Expected::of(journal, journal.entry(self.items.get(item)?)?))
    }

    /// Writes what happened to the one that is due; what is not due is read in its thread.
    fn open_chosen(&self, cx: &Cx<'_>) -> Next {
        let Some(expected) = self.forecast(cx, self.at) else {
            return Next::Stay;
        };
        if expected.is_due(cx.today()) && !expected.is_revealed() {
            return write(&expected);
        }
        let id = expected.point.first.id.clone();
        match &expected.point.first.asked {
            Some(asked) => Next::Go(Route::Thread(asked.prompt.clone(), Some(id))),
            None => Next::Say("This forecast stands under no question.".to_owned()),
        }
    }

    /// Says with one key what the forecast chosen came to.
    fn became(&self, cx: &Cx<'_>, which: u8) -> Next {
        let Some(expected) = self.forecast(cx, self.at) else {
            return Next::Say("Choose a forecast first.".to_owned());
        };
        let of_promises = Became::OF_PROMISES.len();
        let which = usize::from(which).checked_sub(of_promises);
        let Some(is) = which.and_then(|which| Became::OF_FORECASTS.get(which)) else {
            return Next::Stay;
        };
        if !expected.is_revealed() {
            return Next::Say(
                "First a line on what happened, with w; the forecast is shown after it.".to_owned(),
            );
        }
        let said = expected.outcome().filter(|told| told.outcome.is == *is);
        if said.is_some_and(|told| told.point.day() == cx.today()) {
            return Next::Say("That is said.".to_owned());
        }
        Next::Do(Deed::Outcome {
            on: expected.point.first.id.clone(),
            is: is.clone(),
            by: None,
        })
    }

    fn rows(&self, cx: &Cx<'_>, sheet: &mut Sheet, item: usize) {
        let (page, theme, today) = (&cx.page, cx.theme, cx.today());
        let Some(expected) = self.forecast(cx, item) else {
            return;
        };
        let title = |item: usize| Some(heading(&self.forecast(cx, item)?, cx));
        let before = item.checked_sub(1).and_then(title);
        let here = heading(&expected, cx);
        if self.shows == Shows::Open && before != Some(here) {
            sheet.text(page, here, theme.muted);
        }
        sheet.item(page, item, "", expected.question(), theme.text);
        sheet.below(page, item, &expected.made(today), theme.muted);
        if expected.is_revealed() {
            revealed_rows(cx, sheet, item, &expected);
        }
        if item == self.at {
            match (expected.is_revealed(), expected.is_due(today)) {
                (true, _) => keys(cx, sheet, item, &REVEALED),
                (false, true) => keys(cx, sheet, item, &DUE),
                (false, false) => keys(cx, sheet, item, &NOT_DUE),
            }
        }
        sheet.blank();
    }

    fn empty(cx: &Cx<'_>, sheet: &mut Sheet) {
        let fact = if cx.workbook.journal.forecasts().is_empty() {
            "You have made no forecast yet."
        } else {
            "No forecast waits for its day."
        };
        sheet.text(&cx.page, fact, cx.theme.text);
        sheet.text(
            &cx.page,
            "A forecast says what you expect, how likely you think it is, and when to check. The \
             track on decisions asks for one: t on the first page.",
            cx.theme.muted,
        );
    }
}

fn id(expected: &Expected<'_>) -> String {
    expected.point.first.id.clone()
}

fn write(expected: &Expected<'_>) -> Next {
    Next::Go(Route::Walk(about(HAPPENED, &expected.point.first.id)))
}

/// Under which heading one stands among those that are not resolved.
fn heading(expected: &Expected<'_>, cx: &Cx<'_>) -> &'static str {
    match expected.check() {
        Some(day) if day <= cx.today() => "Due",
        Some(_) => "Not due yet",
        None => "Without a day",
    }
}

/// What was expected, the line on what happened, and what it came to.
fn revealed_rows(cx: &Cx<'_>, sheet: &mut Sheet, item: usize, expected: &Expected<'_>) {
    let (page, theme, today) = (&cx.page, cx.theme, cx.today());
    for line in expected.stated() {
        sheet.below(page, item, &line, theme.muted);
    }
    if let Some(line) = expected.happened(today) {
        sheet.below(page, item, &line, theme.text);
    }
    if let Some(told) = expected.outcome() {
        sheet.below(page, item, &told.says(today), theme.text);
        if !told.point.now.words.is_empty() {
            sheet.below(page, item, &told.point.now.words, theme.text);
        }
    }
}

impl Screen for ForecastsPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Forecasts, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What you expected, and what happened. What happened is written before the forecast is \
         shown again."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let page = &cx.page;
        let which = match self.shows {
            Shows::Open => "not resolved",
            Shows::All => "all",
            Shows::Likelihood => "how likely",
        };
        paper.head("Forecasts", &saved(cx, which), false);
        let mut sheet = Sheet::default();
        if self.shows == Shows::Likelihood {
            likelihood::view(cx, &mut sheet, self.tally.as_ref());
            return sheet.draw(paper, page.top, View::From(self.at));
        }
        if self.items.is_empty() {
            Self::empty(cx, &mut sheet);
            return sheet.draw(paper, page.top, View::From(0));
        }
        for item in around(self.at, self.items.len(), page) {
            self.rows(cx, &mut sheet, item);
        }
        sheet.draw(paper, page.top, View::Chosen(self.at));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Back => return Next::Back,
            Act::Open => return self.open_chosen(cx),
            Act::Became(which) => return self.became(cx, which),
            Act::Because => {
                return match self.forecast(cx, self.at) {
                    Some(expected) if expected.is_revealed() => Next::Say(
                        "What happened is written; y, n or u says what it came to.".to_owned(),
                    ),
                    Some(expected) => write(&expected),
                    None => Next::Say("Choose a forecast first.".to_owned()),
                };
            }
            Act::Turn => {
                self.shows = match self.shows {
                    Shows::Open => Shows::All,
                    Shows::All => Shows::Likelihood,
                    Shows::Likelihood => Shows::Open,
                };
                self.at = 0;
                self.read(&cx.workbook.journal);
            }
            _ => {
                let count = match self.shows {
                    Shows::Open | Shows::All => self.items.len(),
                    Shows::Likelihood => {
                        let rows = likelihood::rows(cx, self.tally.as_ref());
                        (rows + 1).saturating_sub(usize::from(cx.page.rows))
                    }
                };
                self.at = moved(self.at, count, 5, act);
            }
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        match self.shows {
            Shows::Open | Shows::All => {
                vec![Act::Open, Act::Because, Act::Turn, Act::Back, Act::Help]
            }
            Shows::Likelihood => vec![Act::Turn, Act::Back, Act::Help],
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let seen = std::mem::take(&mut self.items);
        self.read(&cx.workbook.journal);
        // Those that were in view stay, in their order; what is new comes after them.
        let known: HashSet<&String> = seen.iter().collect();
        let new = self.items.iter().filter(|id| !known.contains(id));
        let new: Vec<String> = new.cloned().collect();
        self.items = seen;
        self.items.extend(new);
    }
}
