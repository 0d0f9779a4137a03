use serde_json::Value;

use crate::{
    insight::{told, told::answer},
    journal::{Fact, ME, Walk},
    time::say::{plain, short},
    tui::{
        act::{Act, Scope},
        page::Page,
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
        voice,
    },
    workbook::{
        Deed, Workbook,
        coming_home::{Sent, can_be_asked, note_of},
    },
};

const NOT_THERE: &str = "This hand-off is not in the journal.";
const NOTHING_CAME: &str = "Nothing came back yet. i on the page of hand-offs takes a reply in.";

/// One hand-off that went, and the notes that came back.
#[derive(Debug)]
pub struct NotesPage {
    token: String,
    sent: Option<Sent>,
    lines: Vec<Line>,
    at: usize,
    /// Whether the words of the answer that is chosen are shown.
    opened: bool,
    sheet: Sheet,
    laid: Option<Page>,
}

/// What can be chosen, by the ids of entries.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Answer(String),
    Note(String),
}

impl NotesPage {
    pub fn open(workbook: &Workbook, token: String) -> Self {
        let mut page = Self {
            token,
            sent: None,
            lines: Vec::new(),
            at: 0,
            opened: false,
            sheet: Sheet::default(),
            laid: None,
        };
        page.read(workbook);
        // What came back is what the keys of this page are for.
        let note = |line: &Line| matches!(line, Line::Note(_));
        page.at = page.lines.iter().position(note).unwrap_or(0);
        page
    }

    /// What went, each answer with the notes on it; at the end those on the whole.
    fn read(&mut self, workbook: &Workbook) {
        self.laid = None;
        self.sent = workbook.handoff(&self.token);
        let notes: Vec<_> = workbook.notes_of(&self.token).collect();
        let mut lines = Vec::new();
        let mut put = |on: Option<&str>| {
            let its = notes
                .iter()
                .filter(|(note, _)| note.answers.as_deref() == on);
            lines.extend(on.map(|on| Line::Answer(on.to_owned())));
            lines.extend(its.map(|(note, _)| Line::Note(note.id.clone())));
        };
        for (_, entry) in self.sent.iter().flat_map(Sent::entries) {
            put(Some(entry));
        }
        put(None);
        self.lines = lines;
        self.at = self.at.min(self.lines.len().saturating_sub(1));
    }

    fn lay(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let Some(sent) = &self.sent else {
            sheet.text(page, NOT_THERE, theme.text);
            return sheet;
        };
        for line in about(sent) {
            sheet.text(page, &line, theme.muted);
        }
        if !self.lines.iter().any(|line| matches!(line, Line::Note(_))) {
            sheet.text(page, NOTHING_CAME, theme.text);
        }
        for (item, line) in self.lines.iter().enumerate() {
            sheet.blank();
            match line {
                Line::Answer(id) => self.lay_answer(cx, &mut sheet, item, id),
                Line::Note(id) => lay_note(cx, &mut sheet, item, id),
            }
        }
        sheet
    }

    fn lay_answer(&self, cx: &Cx<'_>, sheet: &mut Sheet, item: usize, id: &str) {
        let (page, theme) = (&cx.page, cx.theme);
        let Some(entry) = cx.workbook.journal.entry(id) else {
            let gone = "An answer that is not in the journal any more.";
            return sheet.item(page, item, "", gone, theme.muted);
        };
        let title = cx.workbook.asked_of(entry);
        sheet.item(page, item, "", &title, theme.text);
        if self.opened && item == self.at {
            let now = cx.workbook.journal.current(entry);
            let day = short(entry.at.date_naive(), cx.today());
            sheet.below(page, item, &day, theme.muted);
            sheet.below(page, item, &cx.workbook.said(now, cx.today()), theme.text);
        }
    }

    /// Does something with the note that is chosen.
    fn with_note(&self, then: impl FnOnce(&str) -> Next) -> Next {
        match self.lines.get(self.at) {
            Some(Line::Note(id)) => then(id),
            Some(Line::Answer(_)) | None => Next::Say("Choose a note first.".to_owned()),
        }
    }

    fn ask(&self, cx: &Cx<'_>) -> Next {
        self.with_note(|note| {
            let entry = cx.workbook.journal.entry(note);
            if entry.and_then(note_of).is_some_and(can_be_asked) {
                return turn(Fact::Question, note, cx.workbook.is_asked(note));
            }
            Next::Say("This note asks nothing; the next check-in can ask a question.".to_owned())
        })
    }

    fn hide(&self, cx: &Cx<'_>) -> Next {
        self.with_note(|note| turn(Fact::Hidden, note, cx.workbook.is_hidden(note)))
    }

    /// The words of an answer; a note beside the words it is on.
    fn show(&mut self, cx: &Cx<'_>) -> Next {
        match self.lines.get(self.at) {
            Some(Line::Answer(_)) => {
                (self.opened, self.laid) = (!self.opened, None);
                Next::Stay
            }
            Some(Line::Note(id)) => {
                let journal = &cx.workbook.journal;
                let on = journal.entry(id).filter(|note| note.answers.is_some());
                on.map_or(Next::Stay, |note| {
                    let on = answer(journal, note).first.id.clone();
                    Next::Go(Route::Beside(on, None))
                })
            }
            None => Next::Stay,
        }
    }
}

/// States that a note is so, or is not so any more.
fn turn(fact: Fact, note: &str, was: bool) -> Next {
    Next::Do(Deed::State {
        fact,
        key: note.to_owned(),
        value: Value::Bool(!was),
    })
}

/// When it went, to whom and for what, and what was agreed.
fn about(sent: &Sent) -> Vec<String> {
    let form = if sent.form.is_empty() {
        String::new()
    } else {
        format!(", as {}", sent.form)
    };
    let may = |may| if may { "yes" } else { "no" };
    let until = sent.agreement.keep_until;
    let until = until.map(|day| format!(" To be kept until {}.", plain(day)));
    let agreed = format!(
        "May be quoted: {}. May be discussed with a sponsor: {}.{}",
        may(sent.agreement.quote),
        may(sent.agreement.sponsor),
        until.unwrap_or_default()
    );
    let went = format!("It went on {}{form}.", plain(sent.date));
    let lines = [went, sent.purpose.clone(), agreed];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

fn lay_note(cx: &Cx<'_>, sheet: &mut Sheet, item: usize, id: &str) {
    let (theme, journal) = (cx.theme, &cx.workbook.journal);
    let Some(note) = journal.entry(id) else {
        return;
    };
    let measure = usize::from(cx.page.measure);
    let whole = note.answers.is_none();
    let side = if whole { ", on the whole" } else { "" };
    if cx.workbook.is_hidden(id) {
        let hidden = format!("{}: hidden", cx.workbook.signed(note, cx.today()));
        return sheet.below(&cx.page, item, &hidden, theme.muted);
    }
    for row in voice::rows(cx, note, side, measure) {
        sheet.below_runs(item, row);
    }
    if cx.workbook.is_asked(id) {
        let asked = "It comes in your next check-in.";
        sheet.below(&cx.page, item, asked, theme.muted);
    }
    let said = told::about(journal, note).into_iter();
    for own in said.filter(|point| point.first.author == ME) {
        let day = format!("You, {}", short(own.day(), cx.today()));
        sheet.below(&cx.page, item, &day, theme.muted);
        sheet.below(
            &cx.page,
            item,
            &cx.workbook.said_of(own, cx.today()),
            theme.text,
        );
    }
}

impl Screen for NotesPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Notes, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "One hand-off that went, and the notes that came back. Nobody's notes change your words."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let to = self.sent.as_ref().map_or("", |sent| &sent.to);
        let title = if to.is_empty() {
            "A hand-off".to_owned()
        } else {
            format!("Handed over to {to}")
        };
        let day = self.sent.as_ref().map(|sent| short(sent.date, cx.today()));
        paper.head(&title, &day.unwrap_or_default(), false);
        let view = if self.lines.is_empty() {
            View::From(0)
        } else {
            View::Chosen(self.at)
        };
        self.sheet.draw(paper, cx.page.top, view);
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        if self.laid != Some(cx.page) {
            self.sheet = self.lay(cx);
            self.laid = Some(cx.page);
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        self.read(cx.workbook);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Back => Next::Back,
            Act::Open => self.show(cx),
            Act::AskMe => self.ask(cx),
            Act::HideIt => self.hide(cx),
            Act::Note => self.with_note(|note| Next::Go(Route::Walk(Walk::note_on(note)))),
            _ => {
                let at = moved(self.at, self.lines.len(), 5, act);
                if at != self.at {
                    (self.at, self.opened, self.laid) = (at, false, None);
                }
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::Open, Act::AskMe, Act::Note, Act::HideIt, Act::Help]
    }
}
