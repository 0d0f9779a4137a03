use serde_json::Value;

use crate::{
    journal::{Draft, Form},
    text::capital,
    time::Moment,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{CLOCK, Deed, Workbook},
};

/// The ritual before and after the coach's hour.
const SESSION: &str = "session";

const HAND_OVER: &str = "h chooses what to hand over, and shows what came back.";

/// The first page of a ritual: what comes, and how long it takes.
#[derive(Debug)]
pub struct RitualPage {
    deck: String,
    /// The form that is begun from here.
    form: Form,
    /// What comes when it is begun, a sentence for each sitting.
    coming: Vec<String>,
    left: Option<Left>,
    /// The first row in view.
    top: usize,
}

/// A place where it was left.
#[derive(Debug)]
struct Left {
    draft: Box<Draft>,
    /// What still comes.
    coming: Vec<String>,
}

impl RitualPage {
    pub fn open(workbook: &Workbook, deck: String, now: Moment) -> Self {
        let mut page = Self {
            deck,
            form: Form::Short,
            coming: Vec::new(),
            left: None,
            top: 0,
        };
        page.read(workbook, now);
        page
    }

    fn read(&mut self, workbook: &Workbook, now: Moment) {
        let walk = workbook.begin(&self.deck, self.form, now);
        self.coming = workbook.coming(&walk);
        self.left = workbook.left_at(&self.deck).map(|draft| {
            let mut walk = draft.walk.clone();
            workbook.arrive(&mut walk, now.date_naive());
            Left {
                coming: workbook.coming(&walk),
                draft: Box::new(draft.clone()),
            }
        });
    }

    fn begin(&self, cx: &Cx<'_>) -> Next {
        let walk = cx.workbook.begin(&self.deck, self.form, cx.now);
        Next::Replace(Route::Walk(walk))
    }

    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let Some(deck) = cx.workbook.decks.get(&self.deck) else {
            sheet.text(page, "This ritual is in no deck now.", theme.text);
            return sheet;
        };
        let greeting = cx
            .workbook
            .greeting(&self.deck, cx.today(), "m leads there");
        for line in greeting {
            sheet.text(page, &line, theme.text);
            sheet.blank();
        }
        sheet.text(page, &deck.purpose, theme.text);
        if !deck.minutes.is_empty() {
            let minutes = format!("Minutes: {}.", deck.minutes);
            sheet.text(page, &minutes, theme.muted);
        }
        if self.deck == SESSION {
            sheet.text(page, HAND_OVER, theme.muted);
        }
        if cx.workbook.has_clock() {
            sheet.text(page, "The clock is on; c switches it off.", theme.muted);
        }
        sheet.pause(page);
        let coming = match &self.left {
            Some(left) => {
                sheet.text(page, &Self::left_line(cx, left), theme.text);
                &left.coming
            }
            None => &self.coming,
        };
        if let Some((now, later)) = coming.split_first() {
            sheet.text(page, &capital(now), theme.muted);
            for later in later {
                sheet.text(page, &format!("Another time: {later}"), theme.muted);
            }
        }
        if self.form == Form::Full {
            let what = "n begins the longer form; f turns to the shorter one.";
            let what = match (&self.left, what.split_once(' ')) {
                (None, Some((_, rest))) => format!("enter {rest}"),
                _ => what.to_owned(),
            };
            sheet.text(page, &what, theme.muted);
        }
        sheet
    }

    /// Where it was left, and when.
    fn left_line(cx: &Cx<'_>, left: &Left) -> String {
        let was_at = cx.workbook.was_at(&left.draft, cx.today());
        if cx.workbook.is_afterwards(&left.draft.walk) {
            return format!("{was_at} enter goes on with what comes afterwards.");
        }
        format!("{was_at} enter goes on there.")
    }
}

impl Screen for RitualPage {
    fn scopes(&self) -> &'static [Scope] {
        if self.left.is_some() {
            return &[Scope::Begun, Scope::Ritual, Scope::List, Scope::Still];
        }
        &[Scope::Ritual, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "The first page of a ritual: what comes, and how long it takes. Every step can be skipped."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let deck = cx.workbook.decks.get(&self.deck);
        paper.head(deck.map_or("", |deck| deck.title.as_str()), "", false);
        let sheet = self.sheet(cx);
        sheet.draw(paper, cx.page.top, View::From(self.top));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open => match &self.left {
                Some(left) => Next::Replace(Route::Resume(left.draft.clone())),
                None => self.begin(cx),
            },
            Act::Add => self.begin(cx),
            Act::Full => {
                self.form = match self.form {
                    Form::Short => Form::Full,
                    Form::Full | Form::One | Form::Again => Form::Short,
                };
                self.read(cx.workbook, cx.now);
                Next::Stay
            }
            Act::Clock => {
                let on = !cx.workbook.has_clock();
                Next::Do(Deed::Set(CLOCK, Value::Bool(on)))
            }
            Act::Back => Next::Back,
            _ => {
                let room = usize::from(cx.page.rows).max(1);
                let last = self.sheet(cx).rows().saturating_sub(room);
                self.top = moved(self.top, last + 1, room, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        let second = match (&self.left, self.deck.as_str()) {
            (Some(_), _) => Act::Add,
            (None, "before") => Act::Roundtables,
            (None, _) => Act::Clock,
        };
        vec![Act::Open, second, Act::Full, Act::Back, Act::Help]
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.read(cx.workbook, cx.now);
    }
}
