use std::collections::BTreeSet;

use super::{
    changes::route,
    outward,
    typing::{Typed, Typing},
};
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
    /// The path of the file to be written, while it is typed.
    typing: Option<Typing>,
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
            typing: None,
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
        let deck = QUESTION.split('.').next().unwrap_or_default();
        Next::Go(match begun(cx) {
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

    fn act_typing(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let typed = self.typing.as_mut().map(|typing| typing.act(act));
        match typed {
            Some(Typed::Left) => self.typing = None,
            Some(Typed::Done(typed)) => match outward::path(cx, &typed) {
                Ok(path) => {
                    self.typing = None;
                    return Next::Write(path, self.chosen().into());
                }
                Err(why) => return Next::Say(why),
            },
            Some(Typed::More) | None => {}
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

/// Said where a question was begun and is not kept: it is not on the page.
const WAITS: &str = "A question you began waits as a draft; a goes on with it.";
/// The same where room is short.
const WAITS_SHORT: &str = "A question waits; a goes on with it.";

/// The question that was begun for the table and is not kept.
fn begun<'a>(cx: &Cx<'a>) -> Option<&'a Draft> {
    let begun = |draft: &&Draft| {
        let asks = draft.walk.stop() == Some(&Stop::Ask(QUESTION.to_owned()));
        asks && draft.walk.form == Form::One && !draft.is_empty()
    };
    cx.workbook.drafts.iter().find(begun)
}

impl Screen for BriefPage {
    fn scopes(&self) -> &'static [Scope] {
        if self.typing.is_some() {
            &[Scope::Field, Scope::Find]
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
        if let Some(typing) = &self.typing {
            return typing.view(cx, paper, outward::BELOW);
        }
        let view = if self.brief.lines.is_empty() {
            View::From(0)
        } else {
            View::Chosen(self.at)
        };
        self.sheet.draw(paper, cx.page.top, view);
        if let (Some((y, up)), true) = (cx.page.notice(), begun(cx).is_some()) {
            let says = if up { WAITS } else { WAITS_SHORT };
            paper.put(cx.page.left, y, says, cx.theme.text);
        }
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        let typing = self.typing.as_mut();
        typing.map(|typing| typing.typed(letter)).is_some()
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        let typing = self.typing.as_mut();
        typing.map(|typing| typing.pasted(text)).is_some()
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
        if self.typing.is_some() {
            return self.act_typing(cx, act);
        }
        match act {
            Act::Back => return Next::Back,
            Act::Add => return Self::add(cx),
            Act::LeaveOut => return self.leave_out(),
            Act::Print => return Next::Print(self.chosen()),
            Act::WriteFile => self.typing = Some(outward::asked(cx, None, &self.name())),
            Act::Open => {
                let line = self.brief.lines.get(self.at);
                return line.map_or(Next::Stay, |line| Next::Go(route(line.leads.clone())));
            }
            _ => self.at = moved(self.at, self.brief.lines.len(), PAGE, act),
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        if self.typing.is_some() {
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
