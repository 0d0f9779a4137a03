use crate::{
    insight::since::{
        Fact, Leads, NO_ROUNDTABLE, NOTHING, PURPOSE, Period, Since, counted, said_count,
        said_since, since,
    },
    time::{Moment, parse_since, say::full},
    tui::{
        act::{Act, Scope},
        editor::{Editor, Motion, Op, Shape},
        page::Page,
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::Workbook,
};

/// A page down is so many facts.
const PAGE: usize = 5;

/// What changed since a day, as facts, each leading to where it can be read.
#[derive(Debug)]
pub struct ChangesPage {
    /// The beginnings that follow each other, and which of them it is.
    beginnings: Vec<Since>,
    from: usize,
    period: Period,
    counted: (usize, usize),
    facts: Vec<Fact>,
    /// The facts that lead somewhere, and which of them is chosen.
    leading: Vec<usize>,
    at: usize,
    /// The day being typed from which on changes are to be shown.
    typing: Option<Editor>,
    /// The facts laid out, and for which page.
    sheet: Sheet,
    laid: Option<Page>,
}

impl ChangesPage {
    pub fn open(workbook: &Workbook, now: Moment) -> Self {
        let today = now.date_naive();
        let period = Period::of(&workbook.journal, Since::Roundtable, today);
        // Without a roundtable the first of them is the second.
        let beginnings = Since::ALL.iter().copied();
        let beginnings = beginnings.skip(usize::from(period.no_roundtable));
        let mut page = Self {
            beginnings: beginnings.collect(),
            from: 0,
            period,
            counted: (0, 0),
            facts: Vec::new(),
            leading: Vec::new(),
            at: 0,
            typing: None,
            sheet: Sheet::default(),
            laid: None,
        };
        page.read(workbook, now);
        page
    }

    /// Reads the facts of the period afresh.
    fn read(&mut self, workbook: &Workbook, now: Moment) {
        let today = now.date_naive();
        self.facts = since(&workbook.journal, &workbook.decks, &self.period, today);
        self.counted = counted(&workbook.journal, &self.period);
        let facts = self.facts.iter().enumerate();
        self.leading = facts
            .filter(|(_, fact)| fact.leads.is_some())
            .map(|(at, _)| at)
            .collect();
        self.at = self.at.min(self.leading.len().saturating_sub(1));
        self.laid = None;
    }

    fn turn(&mut self, cx: &Cx<'_>) {
        self.from = (self.from + 1) % self.beginnings.len().max(1);
        if let Some(since) = self.beginnings.get(self.from) {
            self.period = Period::of(&cx.workbook.journal, *since, cx.today());
        }
        self.at = 0;
        self.read(cx.workbook, cx.now);
    }

    /// From the day that was typed.
    fn begin_on(&mut self, cx: &Cx<'_>, typed: &str) -> Next {
        match parse_since(typed, cx.today()) {
            Ok(day) => {
                self.period = Period::of(&cx.workbook.journal, Since::Day(day), cx.today());
                (self.typing, self.at) = (None, 0);
                self.read(cx.workbook, cx.now);
                Next::Stay
            }
            Err(why) => Next::Say(why.to_string()),
        }
    }

    fn act_typing(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let Some(query) = &mut self.typing else {
            return Next::Stay;
        };
        match act {
            Act::Back => self.typing = None,
            Act::Open => {
                let typed = query.text();
                return self.begin_on(cx, &typed);
            }
            Act::Edit(op) => {
                query.apply(op);
            }
            Act::CutWord => {
                query.apply(Op::Kill(Motion::WordLeft));
            }
            _ => {}
        }
        Next::Stay
    }

    fn chosen(&self) -> Option<&Fact> {
        self.facts.get(*self.leading.get(self.at)?)
    }

    fn lay(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let counts = said_count(self.counted);
        if !counts.is_empty() {
            sheet.text(page, &counts, theme.muted);
        }
        if self.period.no_roundtable {
            sheet.text(page, NO_ROUNDTABLE, theme.muted);
        }
        if self.facts.is_empty() {
            sheet.text(page, NOTHING, theme.text);
            sheet.blank();
            sheet.text(page, PURPOSE, theme.text);
            sheet.blank();
            sheet.text(
                page,
                "tab begins at another day, d at a day you type.",
                theme.muted,
            );
            return sheet;
        }
        let mut kind = None;
        for (item, fact) in self.facts.iter().enumerate() {
            if kind != Some(fact.kind) {
                if sheet.rows() > 0 {
                    sheet.blank();
                }
                sheet.text(page, fact.kind.title(), theme.muted);
                kind = Some(fact.kind);
            } else if !fact.said.lines.is_empty() {
                // What takes several rows stands apart from what is above it.
                sheet.blank();
            }
            lay_fact(&mut sheet, cx, item, fact);
        }
        sheet
    }
}

fn lay_fact(sheet: &mut Sheet, cx: &Cx<'_>, item: usize, fact: &Fact) {
    let (page, theme) = (&cx.page, cx.theme);
    let item = fact.leads.as_ref().map(|_| item);
    let mut title = vec![(fact.said.title.clone(), theme.text)];
    if !fact.said.beside.is_empty() {
        title.push((format!("   {}", fact.said.beside), theme.muted));
    }
    sheet.flow(page, item, &(String::new(), theme.text), &title);
    for line in &fact.said.lines {
        let lead = ("  ".to_owned(), theme.text);
        sheet.flow(page, item, &lead, &[(line.clone(), theme.muted)]);
    }
}

impl Screen for ChangesPage {
    fn scopes(&self) -> &'static [Scope] {
        if self.typing.is_some() {
            &[Scope::Find]
        } else {
            &[Scope::Changes, Scope::List, Scope::Still]
        }
    }

    fn purpose(&self) -> &'static str {
        "What happened since a day, as facts: answers, verdicts, marks, promises, forecasts."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let since = said_since(&self.period, cx.today());
        paper.head("What changed", &since, false);
        if let Some(query) = &self.typing {
            return view_typing(query, cx, paper);
        }
        let view = match self.leading.get(self.at) {
            Some(item) => View::Chosen(*item),
            None => View::From(0),
        };
        self.sheet.draw(paper, cx.page.top, view);
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        let query = self.typing.as_mut();
        query.map(|query| query.type_char(letter)).is_some()
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        if self.laid != Some(cx.page) {
            self.sheet = self.lay(cx);
            self.laid = Some(cx.page);
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.read(cx.workbook, cx.now);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if self.typing.is_some() {
            return self.act_typing(cx, act);
        }
        match act {
            Act::Back => return Next::Back,
            Act::Since => self.turn(cx),
            Act::SinceDay => self.typing = Some(Editor::new("", Shape::Line)),
            Act::Open => {
                let leads = self.chosen().and_then(|fact| fact.leads.clone());
                return leads.map_or(Next::Stay, |leads| Next::Go(route(leads)));
            }
            _ => self.at = moved(self.at, self.leading.len(), PAGE, act),
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        if self.typing.is_some() {
            return vec![Act::Open, Act::Back, Act::Help];
        }
        let mut hints = vec![Act::Since, Act::SinceDay, Act::Back, Act::Help];
        if !self.leading.is_empty() {
            hints.insert(0, Act::Open);
        }
        hints
    }
}

/// The field in which a day is typed.
fn view_typing(query: &Editor, cx: &Cx<'_>, paper: &mut Paper<'_>) {
    let (page, theme) = (&cx.page, cx.theme);
    let text = query.text();
    let y = paper.put(page.left, page.top, "Since  ", theme.muted);
    let x = paper.put(y, page.top, &text, theme.question);
    paper.cursor = Some((x, page.top).into());
    let mut sheet = Sheet::default();
    let said = match parse_since(&text, cx.today()) {
        Ok(day) => full(day),
        Err(_) => "A day as you say it: 3 weeks, monday, 31 March, 2026-Q1.".to_owned(),
    };
    sheet.text(page, &said, theme.muted);
    sheet.draw(paper, page.top.saturating_add(2), View::From(0));
}

pub(super) fn route(leads: Leads) -> Route {
    match leads {
        Leads::Beside(then, now) => Route::Beside(then, now),
        Leads::Thread(prompt, entry) => Route::Thread(prompt, Some(entry)),
        Leads::Promises => Route::Promises,
        Leads::Forecasts => Route::Forecasts,
    }
}
