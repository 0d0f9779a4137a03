use serde_json::Value;

use super::about::{further, scrolled};
use crate::{
    insight::lens::{
        ABOUT, COLUMNS, COUNTED, ENGLISH, Kind, Lens, NOTHING_BY_ITSELF, Not, SETTING, Sentence,
        Side, look, per_hundred,
    },
    time::{Day, say::brief},
    tui::{
        act::{Act, Scope},
        page::Page,
        paper::{Paper, Run},
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View},
    },
    workbook::{Deed, Workbook},
};

/// Words of yours in two answers, counted on both sides, with their sentences.
#[derive(Debug)]
pub struct LensPage {
    then: String,
    now: String,
    on: bool,
    seen: Option<Result<Lens, Not>>,
    top: usize,
    /// The page laid out, and for which size.
    sheet: Sheet,
    laid: Option<Page>,
}

impl LensPage {
    pub fn open(workbook: &Workbook, then: String, now: String) -> Self {
        Self {
            then,
            now,
            on: is_on(workbook),
            seen: None,
            top: 0,
            sheet: Sheet::default(),
            laid: None,
        }
    }

    fn lay(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        match (&self.seen, self.on) {
            (_, false) => {
                sheet.text(page, ABOUT, theme.text);
                sheet.blank();
                sheet.text(page, ENGLISH, theme.text);
                sheet.blank();
                let off = "It is off in this journal. y switches it on, and off again.";
                sheet.text(page, off, theme.text);
            }
            (Some(Ok(lens)), true) => {
                sheet.text(page, &lens.question, theme.question);
                sheet.blank();
                table(&mut sheet, cx, lens);
                sheet.pause(page);
                for kind in Kind::ALL {
                    sentences(&mut sheet, cx, lens, kind);
                }
            }
            (Some(Err(not)), true) => {
                sheet.text(page, &not.said(cx.today()), theme.text);
                sheet.blank();
                sheet.text(page, ENGLISH, theme.muted);
            }
            (None, true) => {}
        }
        sheet
    }
}

fn is_on(workbook: &Workbook) -> bool {
    workbook.journal.setting(SETTING) == Some(&Value::Bool(true))
}

/// The counts, the older side first; nothing is computed between them.
fn table(sheet: &mut Sheet, cx: &Cx<'_>, lens: &Lens) {
    let (page, theme) = (&cx.page, cx.theme);
    let row = |title: &str, then: &str, now: &str| format!("{title:11}{then:>12}{now:>13}");
    sheet.text(page, COUNTED, theme.text);
    sheet.blank();
    let day = |day: Day| brief(day, cx.today());
    let words = |side: &Side| format!("{} words", side.words);
    for head in [
        row("", "then", "now"),
        row("", &day(lens.then.day), &day(lens.now.day)),
        row("", &words(&lens.then), &words(&lens.now)),
    ] {
        sheet.runs(vec![(head, theme.muted)]);
    }
    for kind in Kind::ALL {
        let cell = |side: &Side| {
            let per = per_hundred(side.tenths(kind));
            format!("{:>5}{per:>7}", side.count(kind))
        };
        let line = row(kind.title(), &cell(&lens.then), &cell(&lens.now));
        sheet.runs(vec![(line, theme.text)]);
    }
    sheet.blank();
    sheet.text(page, NOTHING_BY_ITSELF, theme.text);
    sheet.text(page, COLUMNS, theme.muted);
    sheet.text(page, ENGLISH, theme.muted);
}

/// The sentences in which a kind occurs, on either side.
fn sentences(sheet: &mut Sheet, cx: &Cx<'_>, lens: &Lens, kind: Kind) {
    let (page, theme) = (&cx.page, cx.theme);
    if lens.then.count(kind) + lens.now.count(kind) == 0 {
        return;
    }
    sheet.text(page, kind.title(), theme.strong);
    for (name, side, style) in [
        ("then  ", &lens.then, theme.muted),
        ("now   ", &lens.now, theme.text),
    ] {
        let lead = (name.to_owned(), theme.muted);
        for sentence in side.with(kind) {
            sheet.flow(
                page,
                None,
                &lead,
                &pieces(sentence, kind, [style, theme.strong]),
            );
        }
        if side.count(kind) == 0 {
            sheet.flow(page, None, &lead, &[("none".to_owned(), theme.muted)]);
        }
    }
    sheet.blank();
}

/// A sentence with what was counted in it standing out.
fn pieces(sentence: &Sentence, kind: Kind, styles: [ratatui::style::Style; 2]) -> Vec<Run> {
    let [plain, strong] = styles;
    let piece = |from, to, style| {
        let text = sentence.text.get(from..to).unwrap_or_default();
        (text.to_owned(), style)
    };
    let (mut runs, mut from) = (Vec::new(), 0);
    for place in sentence.of(kind) {
        runs.push(piece(from, place.start, plain));
        runs.push(piece(place.start, place.end, strong));
        from = place.end;
    }
    runs.push(piece(from, sentence.text.len(), plain));
    runs
}

impl Screen for LensPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Lens, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "Words of yours in two answers, counted on both sides, with their sentences."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let state = if self.on { "on" } else { "off" };
        paper.head("Word lens", state, false);
        self.sheet.draw(paper, cx.page.top, View::From(self.top));
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        if self.on && self.seen.is_none() {
            let journal = &cx.workbook.journal;
            self.seen = Some(look(journal, &self.then, &self.now, cx.today()));
            self.laid = None;
        }
        if self.laid != Some(cx.page) {
            self.sheet = self.lay(cx);
            self.laid = Some(cx.page);
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.on = is_on(cx.workbook);
        (self.seen, self.laid, self.top) = (None, None, 0);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Back => Next::Back,
            Act::Turn => Next::Do(Deed::Set(SETTING, Value::Bool(!self.on))),
            _ => {
                self.top = scrolled(self.top, &self.sheet, cx, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        let mut hints = further(&self.sheet, cx);
        hints.insert(0, Act::Turn);
        hints
    }
}
