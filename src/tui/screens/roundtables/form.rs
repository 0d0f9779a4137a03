//! A roundtable being put down, a line at a time.

use serde_json::Map;

use super::{edit, is_past};
use crate::{
    insight::roundtable::Roundtable,
    time::{Cadence, Day, parse_day, say::full},
    tui::{
        act::Act,
        editor::{Editor, Shape},
        paper::Paper,
        screen::Cx,
        sheet::{Sheet, View, moved},
    },
};

/// What there is of a new roundtable.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) step: Step,
    name: Editor,
    date: Editor,
    /// Which of the cadences.
    cadence: usize,
    who: Vec<String>,
    /// The role name being written.
    line: Editor,
    /// It was given to be stated.
    sent: bool,
}

/// The lines, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Name,
    Date,
    Cadence,
    Who,
}

/// The column in which what is put down begins.
const COLUMN: usize = 12;

const DAYS: &str = "A day as you say it: 9 April, in 3 weeks, friday.";

impl Default for Form {
    fn default() -> Self {
        let field = || Editor::new("", Shape::Line);
        Self {
            step: Step::Name,
            name: field(),
            date: field(),
            cadence: 0,
            who: Vec::new(),
            line: field(),
            sent: false,
        }
    }
}

impl Form {
    /// Whether nothing was put down.
    pub(super) fn is_empty(&self) -> bool {
        let fields = [&self.name, &self.date, &self.line];
        fields.into_iter().all(Editor::is_empty) && self.who.is_empty()
    }

    /// The name under which it was given to be stated.
    pub(super) fn sent(&self) -> Option<String> {
        self.sent.then(|| self.name.text())
    }

    /// The field that is being written in; none where one chooses.
    pub(super) fn field(&mut self) -> Option<&mut Editor> {
        match self.step {
            Step::Name => Some(&mut self.name),
            Step::Date => Some(&mut self.date),
            Step::Cadence => None,
            Step::Who => Some(&mut self.line),
        }
    }

    pub(super) fn act(&mut self, act: Act) {
        match self.field() {
            Some(field) => edit(field, act),
            None => self.cadence = moved(self.cadence, Cadence::ALL.len(), 1, act),
        }
    }

    /// To the line before; of those who sit there the last is taken in again. False at the first.
    pub(super) fn back(&mut self) -> bool {
        self.sent = false;
        self.step = match self.step {
            Step::Name => return false,
            Step::Date => Step::Name,
            Step::Cadence => Step::Date,
            Step::Who => {
                match self.who.pop() {
                    Some(last) if self.line.is_empty() => {
                        self.line = Editor::new(&last, Shape::Line);
                        return true;
                    }
                    Some(last) => self.who.push(last),
                    None => {}
                }
                Step::Cadence
            }
        };
        true
    }

    fn cadence(&self) -> Cadence {
        let all = Cadence::ALL.get(self.cadence);
        all.copied().unwrap_or(Cadence::Quarterly)
    }

    /// Enter: to the next line, and after the last of them what is to be stated.
    ///
    /// # Errors
    /// What is put down there cannot be taken, in a sentence.
    pub(super) fn enter(
        &mut self,
        today: Day,
        is_called: impl Fn(&str) -> bool,
    ) -> Result<Option<Roundtable>, String> {
        let name = self.name.text().trim().to_owned();
        let read = || parse_day(&self.date.text(), today).map_err(|error| error.to_string());
        match self.step {
            Step::Name if name.is_empty() => return Err("It has a name, such as its city.".into()),
            Step::Name if is_called(&name) => {
                return Err("There is a roundtable of that name; d moves it.".into());
            }
            Step::Name => self.step = Step::Date,
            Step::Date => {
                read()?;
                self.step = Step::Cadence;
            }
            Step::Cadence => {
                let past = is_past(read()?, self.cadence(), today);
                if let Some(past) = past {
                    return Err(past.to_owned());
                }
                self.step = Step::Who;
            }
            Step::Who if !self.line.text().trim().is_empty() => {
                self.who.push(self.line.text().trim().to_owned());
                self.line = Editor::new("", Shape::Line);
            }
            Step::Who => {
                let (date, cadence) = (read()?, self.cadence());
                self.sent = true;
                return Ok(Some(Roundtable {
                    id: String::new(),
                    name,
                    date,
                    cadence,
                    who: self.who.clone(),
                    before: None,
                    more: Map::new(),
                }));
            }
        }
        Ok(None)
    }

    pub(super) fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, theme) = (&cx.page, cx.theme);
        let mut y = page.top;
        let mut rows = vec![
            (Step::Name, "Name", self.name.text()),
            (Step::Date, "Date", self.date.text()),
        ];
        if matches!(self.step, Step::Cadence | Step::Who) {
            rows.push((
                Step::Cadence,
                "How often",
                self.cadence().words().to_owned(),
            ));
        }
        for (at, who) in self.who.iter().enumerate() {
            let label = if at == 0 { "Who" } else { "" };
            rows.push((Step::Name, label, who.clone()));
        }
        if self.step == Step::Who {
            let label = if self.who.is_empty() { "Who" } else { "" };
            rows.push((Step::Who, label, self.line.text()));
        }
        // Where they are many, the last are in view, where one writes.
        let room = usize::from(page.rows.saturating_sub(4)).max(1);
        let skip = rows.len().saturating_sub(room);
        for (at, (step, label, text)) in rows.into_iter().enumerate().skip(skip) {
            let here = step == self.step && !(at >= 2 && step == Step::Name);
            let label = format!("{label:<COLUMN$}");
            let x = paper.put(page.left, y, &label, theme.muted);
            let style = if here { theme.question } else { theme.text };
            let x = paper.put(x, y, &text, style);
            if here {
                paper.bar(y);
                if self.step != Step::Cadence {
                    paper.cursor = Some((x, y).into());
                }
            }
            y = y.saturating_add(1);
        }
        let mut sheet = Sheet::default();
        sheet.text(page, &self.help(cx.today()), theme.muted);
        sheet.draw(paper, y.saturating_add(1), View::From(0));
    }

    fn help(&self, today: Day) -> String {
        match self.step {
            Step::Name => "What you call it. Enter goes on.".to_owned(),
            Step::Date => match parse_day(&self.date.text(), today) {
                Ok(day) => full(day),
                Err(_) => DAYS.to_owned(),
            },
            Step::Cadence => {
                "j and k choose: every quarter, every month, or once. Enter goes on.".to_owned()
            }
            Step::Who => "Who sits there, a role name a line, if you like. Enter on an empty line \
                          states the roundtable."
                .to_owned(),
        }
    }
}

/// The field in which the day is typed to which a roundtable is moved.
pub(super) fn view_day(typed: &Editor, name: &str, cx: &Cx<'_>, paper: &mut Paper<'_>) {
    let (page, theme) = (&cx.page, cx.theme);
    let text = typed.text();
    let x = paper.put(page.left, page.top, "Moved to  ", theme.muted);
    let x = paper.put(x, page.top, &text, theme.question);
    paper.cursor = Some((x, page.top).into());
    let said = match parse_day(&text, cx.today()) {
        Ok(day) => full(day),
        Err(_) => DAYS.to_owned(),
    };
    let mut sheet = Sheet::default();
    sheet.text(page, name, theme.text);
    sheet.text(page, &said, theme.muted);
    sheet.draw(paper, page.top.saturating_add(2), View::From(0));
}
