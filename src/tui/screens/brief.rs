use std::collections::BTreeSet;

use super::changes::route;
use crate::{
    insight::since::QUESTION,
    journal::{Draft, Form, Stop},
    share::{
        Cleared, Consent,
        brief::{self, Brief, Key, Line, NOTHING, PURPOSE, Part, Tone},
        clear,
    },
    time::Moment,
    tui::{
        act::{Act, Scope},
        editor::{Editor, Motion, Op, Shape},
        page::Page,
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Workbook, one},
};

/// A page down is so many lines.
const PAGE: usize = 8;

/// The page to read before a roundtable.
#[derive(Debug)]
pub struct BriefPage {
    brief: Brief,
    /// The lines left out while this page is open, the private ones from the start.
    out: BTreeSet<Key>,
    /// The private lines that are known; each was left out once without being asked for.
    private: BTreeSet<Key>,
    at: usize,
    /// The name of the file to be written, while it is typed.
    naming: Option<Editor>,
    sheet: Sheet,
    laid: Option<Page>,
}

impl BriefPage {
    pub fn open(workbook: &Workbook, now: Moment) -> Self {
        let brief = Brief::of(&workbook.journal, &workbook.decks, now.date_naive());
        let private = brief.private();
        Self {
            brief,
            out: private.clone(),
            private,
            at: 0,
            naming: None,
            sheet: Sheet::default(),
            laid: None,
        }
    }

    /// The page as it stands here, without what is left out: the key that was pressed consents.
    fn chosen(&self) -> Cleared<String> {
        let packet = self.brief.without(&self.out);
        brief::text(&clear(packet, Consent::given()))
    }

    fn leave_out(&mut self) -> Next {
        let Some(line) = self.brief.lines.get(self.at) else {
            return Next::Say("There is no line to leave out.".to_owned());
        };
        let key = line.key();
        if !self.out.remove(&key) {
            self.out.insert(key);
        }
        self.laid = None;
        Next::Stay
    }

    /// To the question that was begun, or to a fresh one.
    fn add(cx: &Cx<'_>) -> Next {
        let begun = |draft: &&Draft| {
            let asks = draft.walk.stop() == Some(&Stop::Ask(QUESTION.to_owned()));
            asks && draft.walk.form == Form::One
        };
        let deck = QUESTION.split('.').next().unwrap_or_default();
        Next::Go(match cx.workbook.drafts.iter().find(begun) {
            Some(draft) => Route::Resume(Box::new(draft.clone())),
            None => Route::Walk(one(deck, QUESTION)),
        })
    }

    /// The name that is offered for the file.
    fn name(&self) -> String {
        let table = self.brief.table.as_ref();
        let day = table.map_or(self.brief.today, |(_, day)| *day);
        format!("roundtable-{day}.txt")
    }

    fn act_naming(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let Some(name) = &mut self.naming else {
            return Next::Stay;
        };
        match act {
            Act::Back => self.naming = None,
            Act::Open => {
                let path = cx.workbook.path_of(&name.text());
                if path.as_os_str().is_empty() {
                    return Next::Say("A file has a name; esc goes back without one.".to_owned());
                }
                self.naming = None;
                return Next::Write(path, self.chosen().into());
            }
            Act::Edit(op) => {
                name.apply(op);
            }
            Act::CutWord => {
                name.apply(Op::Kill(Motion::WordLeft));
            }
            _ => {}
        }
        Next::Stay
    }

    fn lay(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        for row in brief::rows(&self.brief, usize::from(page.measure), &self.out) {
            let style = match row.tone {
                Tone::Text => theme.text,
                Tone::Title | Tone::Out => theme.muted,
            };
            match row.line {
                Some(line) => sheet.item(page, line, "", &row.text, style),
                None => sheet.runs(vec![(row.text, style)]),
            }
        }
        sheet.blank();
        if self.brief.lines.is_empty() {
            sheet.text(page, NOTHING, theme.text);
            sheet.text(page, PURPOSE, theme.text);
            sheet.blank();
        }
        let asks = |line: &Line| line.part == Part::Questions;
        if !self.brief.lines.iter().any(asks) {
            sheet.text(page, "To bring to the table", theme.muted);
            sheet.text(page, "a adds a question of yours.", theme.muted);
        }
        sheet
    }
}

impl Screen for BriefPage {
    fn scopes(&self) -> &'static [Scope] {
        if self.naming.is_some() {
            &[Scope::Find]
        } else {
            &[Scope::Brief, Scope::List, Scope::Still]
        }
    }

    fn purpose(&self) -> &'static str {
        "The page to read before a roundtable: facts of your journal since the last one, and your \
         own lines. Private answers stay out unless you take them in."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (left, right) = self.brief.head();
        paper.head(left, &right, false);
        if let Some(name) = &self.naming {
            return view_naming(name, cx, paper);
        }
        let view = if self.brief.lines.is_empty() {
            View::From(0)
        } else {
            View::Chosen(self.at)
        };
        self.sheet.draw(paper, cx.page.top, view);
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        let name = self.naming.as_mut();
        name.map(|name| name.type_char(letter)).is_some()
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        let name = self.naming.as_mut();
        name.map(|name| name.paste(text)).is_some()
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        if self.laid != Some(cx.page) {
            self.sheet = self.lay(cx);
            self.laid = Some(cx.page);
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let known: BTreeSet<Key> = self.brief.lines.iter().map(Line::key).collect();
        self.brief = Brief::of(&cx.workbook.journal, &cx.workbook.decks, cx.today());
        let is_new = |line: &Line| line.part == Part::Questions && !known.contains(&line.key());
        if let Some(new) = self.brief.lines.iter().rposition(is_new) {
            // The question that was added is in view.
            self.at = new;
        }
        let private = self.brief.private();
        self.out.extend(private.difference(&self.private).cloned());
        self.private = private;
        self.at = self.at.min(self.brief.lines.len().saturating_sub(1));
        self.laid = None;
    }

    fn takes_back(&self) -> bool {
        true
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if self.naming.is_some() {
            return self.act_naming(cx, act);
        }
        match act {
            Act::Back => return Next::Back,
            Act::Add => return Self::add(cx),
            Act::LeaveOut => return self.leave_out(),
            Act::Print => return Next::Print(self.chosen()),
            Act::WriteFile => self.naming = Some(Editor::new(&self.name(), Shape::Line)),
            Act::Open => {
                let line = self.brief.lines.get(self.at);
                return line.map_or(Next::Stay, |line| Next::Go(route(line.leads.clone())));
            }
            _ => self.at = moved(self.at, self.brief.lines.len(), PAGE, act),
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        if self.naming.is_some() {
            return vec![Act::Open, Act::Back, Act::Help];
        }
        let mut hints = vec![Act::Add];
        if !self.brief.lines.is_empty() {
            hints.push(Act::LeaveOut);
        }
        hints.extend([Act::Print, Act::WriteFile, Act::Help]);
        hints
    }
}

/// The field in which the name of a file is typed.
fn view_naming(name: &Editor, cx: &Cx<'_>, paper: &mut Paper<'_>) {
    let (page, theme) = (&cx.page, cx.theme);
    let x = paper.put(page.left, page.top, "File  ", theme.muted);
    let x = paper.put(x, page.top, &name.text(), theme.question);
    paper.cursor = Some((x, page.top).into());
    let mut sheet = Sheet::default();
    sheet.text(
        page,
        "A new file in the folder in which the program was started, or where its path leads; \
         nothing is written over. You are about to write a file that can be read outside this \
         program. It holds exactly the page you saw. It cannot be called back.",
        theme.muted,
    );
    sheet.draw(paper, page.top.saturating_add(2), View::From(0));
}
