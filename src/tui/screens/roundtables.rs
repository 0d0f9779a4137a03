mod form;

use self::form::{Form, Step};
use crate::{
    insight::roundtable::{Roundtable, coming},
    journal::Fact,
    time::{
        Cadence, Day, Moment, parse_day,
        say::{full, relative},
    },
    tui::{
        act::{Act, Scope},
        editor::{Editor, Motion, Op, Shape},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Deed, Workbook},
};

/// Your roundtables: when they are, and who sits there.
#[derive(Debug)]
pub struct RoundtablesPage {
    tables: Vec<(Roundtable, Option<Day>)>,
    at: usize,
    /// What was put down of a new one; it stays while the page is open.
    form: Option<Form>,
    doing: Doing,
    /// A key that takes something away was pressed once.
    asked: Option<Act>,
}

#[derive(Debug)]
enum Doing {
    Looking,
    Adding,
    /// The day to which the chosen one is moved is being typed.
    Moving(Box<Editor>),
}

const NONE: &str = "No roundtable is stated yet.";
const PURPOSE: &str = "With its date here, the first page says when the next one is, and the \
    brief begins at the last one. Nothing reminds you outside the program.";

impl RoundtablesPage {
    pub fn open(workbook: &Workbook, now: Moment) -> Self {
        Self {
            tables: coming(&workbook.journal, now.date_naive()),
            at: 0,
            form: None,
            doing: Doing::Looking,
            asked: None,
        }
    }

    fn chosen(&self) -> Option<&Roundtable> {
        self.tables.get(self.at).map(|(one, _)| one)
    }

    fn act_looking(&mut self, act: Act) -> Next {
        let asked = self.asked.take();
        match act {
            Act::Back if self.form.is_some() && asked != Some(Act::Back) => {
                self.asked = Some(Act::Back);
                let say = "A roundtable is begun here and not stated: a goes on with it, esc once \
                           more leaves it.";
                return Next::Say(say.to_owned());
            }
            Act::Back => return Next::Back,
            Act::Add => {
                self.form.get_or_insert_with(Form::default);
                self.doing = Doing::Adding;
            }
            Act::Date | Act::DropIt if self.tables.is_empty() => {
                return Next::Say(NONE.to_owned());
            }
            Act::Date | Act::Open if !self.tables.is_empty() => {
                self.doing = Doing::Moving(Box::new(Editor::new("", Shape::Line)));
            }
            Act::DropIt if asked == Some(Act::DropIt) => {
                let id = self.chosen().map(|one| one.id.clone());
                return id.map_or(Next::Stay, |id| state(id, serde_json::Value::Null));
            }
            Act::DropIt => {
                self.asked = Some(Act::DropIt);
                let say = "Press x once more to take it off this list; its record stays in the \
                           journal.";
                return Next::Say(say.to_owned());
            }
            _ => self.at = moved(self.at, self.tables.len(), 5, act),
        }
        Next::Stay
    }

    fn act_moving(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let chosen = self.chosen().cloned();
        let (Doing::Moving(typed), Some(one)) = (&mut self.doing, chosen) else {
            return Next::Stay;
        };
        match act {
            Act::Back => self.doing = Doing::Looking,
            Act::Open => match parse_day(&typed.text(), cx.today()) {
                Err(why) => return Next::Say(why.to_string()),
                Ok(day) => {
                    if let Some(lies) = is_past(day, one.cadence, cx.today()) {
                        return Next::Say(lies.to_owned());
                    }
                    self.doing = Doing::Looking;
                    let cadence = one.cadence;
                    let id = one.id.clone();
                    return state(id, one.moved(day, cadence, cx.today()).value());
                }
            },
            _ => edit(typed, act),
        }
        Next::Stay
    }

    fn act_adding(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let Some(form) = &mut self.form else {
            return Next::Stay;
        };
        match act {
            Act::Back => {
                if !form.back() {
                    self.doing = Doing::Looking;
                    if form.is_empty() {
                        self.form = None;
                    }
                }
                Next::Stay
            }
            Act::Open => {
                let called = |name: &str| self.tables.iter().any(|(one, _)| one.is_called(name));
                match form.enter(cx.today(), called) {
                    Ok(None) => Next::Stay,
                    Ok(Some(one)) => state(String::new(), one.value()),
                    Err(why) => Next::Say(why),
                }
            }
            act => {
                form.act(act);
                Next::Stay
            }
        }
    }

    fn row(cx: &Cx<'_>, sheet: &mut Sheet, item: usize, one: &Roundtable, next: Option<Day>) {
        let (page, theme) = (&cx.page, cx.theme);
        let when = next.map(|day| relative(day, cx.today()));
        let cells = [one.name.as_str(), "", &when.unwrap_or_default()];
        sheet.row(page, item, cells, [theme.text, theme.muted]);
        let on = match next {
            Some(day) => format!("{}, {}.", full(day), one.cadence.words()),
            None => format!("Was on {}.", full(one.date)),
        };
        sheet.below(page, item, &on, theme.muted);
        if !one.who.is_empty() {
            sheet.below(page, item, &one.who.join(", "), theme.muted);
        }
        sheet.blank();
    }
}

/// States a roundtable, a new one where it has no id.
fn state(key: String, value: serde_json::Value) -> Next {
    let fact = Fact::Roundtable;
    Next::Do(Deed::State { fact, key, value })
}

/// What is said where something that takes place once would lie behind.
fn is_past(day: Day, cadence: Cadence, today: Day) -> Option<&'static str> {
    let past = cadence == Cadence::None && day < today;
    past.then_some("That day is past, and this one takes place once. Give a day that is to come.")
}

fn edit(field: &mut Editor, act: Act) {
    match act {
        Act::Edit(op) => {
            field.apply(op);
        }
        Act::CutWord => {
            field.apply(Op::Kill(Motion::WordLeft));
        }
        _ => {}
    }
}

impl Screen for RoundtablesPage {
    fn scopes(&self) -> &'static [Scope] {
        let choosing = self
            .form
            .as_ref()
            .is_some_and(|form| form.step == Step::Cadence);
        match self.doing {
            Doing::Looking => &[Scope::Roundtables, Scope::List, Scope::Still],
            Doing::Adding if choosing => &[Scope::List],
            Doing::Adding | Doing::Moving(_) => &[Scope::Find],
        }
    }

    fn purpose(&self) -> &'static str {
        "Your roundtables: when they are, and who sits there. Role names are enough."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, theme) = (&cx.page, cx.theme);
        paper.head("Roundtables", &full(cx.today()), false);
        match (&self.doing, &self.form) {
            (Doing::Adding, Some(form)) => return form.view(cx, paper),
            (Doing::Moving(typed), _) => {
                let name = self.chosen().map_or("", |one| one.name.as_str());
                return form::view_day(typed, name, cx, paper);
            }
            _ => {}
        }
        let mut sheet = Sheet::default();
        if self.tables.is_empty() {
            sheet.text(page, NONE, theme.text);
            sheet.blank();
            sheet.text(page, PURPOSE, theme.text);
            sheet.blank();
            sheet.text(page, "a states one.", theme.muted);
        }
        for (item, (one, next)) in self.tables.iter().enumerate() {
            Self::row(cx, &mut sheet, item, one, *next);
        }
        if self.form.is_some() {
            sheet.text(
                page,
                "A roundtable is begun; a goes on with it.",
                theme.muted,
            );
        }
        let view = if self.tables.is_empty() {
            View::From(0)
        } else {
            View::Chosen(self.at)
        };
        sheet.draw(paper, page.top, view);
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        let field = self.field();
        field.map(|field| field.type_char(letter)).is_some()
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        let field = self.field();
        field.map(|field| field.paste(text)).is_some()
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match self.doing {
            Doing::Looking => self.act_looking(act),
            Doing::Adding => self.act_adding(cx, act),
            Doing::Moving(_) => self.act_moving(cx, act),
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let chosen = self.chosen().map(|one| one.id.clone());
        self.tables = coming(&cx.workbook.journal, cx.today());
        let stated = self.form.as_ref().and_then(Form::sent).and_then(|name| {
            let mut tables = self.tables.iter();
            tables.position(|(one, _)| one.is_called(&name))
        });
        if let Some(at) = stated {
            // It is on the disk.
            (self.form, self.doing, self.at) = (None, Doing::Looking, at);
            return;
        }
        let mut tables = self.tables.iter();
        let at = tables.position(|(one, _)| Some(&one.id) == chosen.as_ref());
        self.at = at.unwrap_or(self.at.min(self.tables.len().saturating_sub(1)));
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        match self.doing {
            Doing::Looking if self.tables.is_empty() => vec![Act::Add, Act::Back, Act::Help],
            Doing::Looking => vec![Act::Add, Act::Date, Act::DropIt, Act::Back, Act::Help],
            Doing::Adding | Doing::Moving(_) => vec![Act::Open, Act::Back, Act::Help],
        }
    }
}

impl RoundtablesPage {
    /// The field that is being written in.
    fn field(&mut self) -> Option<&mut Editor> {
        match &mut self.doing {
            Doing::Looking => None,
            Doing::Adding => self.form.as_mut()?.field(),
            Doing::Moving(typed) => Some(typed),
        }
    }
}
