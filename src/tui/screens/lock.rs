use super::about::scrolled;
use crate::{
    seal::{Paper as PaperKey, Passphrase, Strength},
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        secret::{self, Secret},
        sheet::{Sheet, View},
    },
    workbook::{
        Workbook,
        locking::{LOSS, PAPER, REACH, Wish, locked_line, strength_line},
    },
};

/// The lock of the journal: how it stands, and locking it step by step.
pub struct LockPage {
    step: Step,
    field: Secret,
    first: Option<Passphrase>,
    paper: Option<PaperKey>,
    wrong: Option<&'static str>,
    /// The first row in view, where there are more than fit.
    top: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// It is locked; there is nothing to do here.
    Locked,
    First,
    Again,
    /// Whether a key on paper is wanted.
    Ask,
    Show,
    Check,
}

impl LockPage {
    pub fn open(workbook: &Workbook) -> Self {
        let step = if workbook.is_sealed() {
            Step::Locked
        } else {
            Step::First
        };
        Self {
            step,
            field: Secret::default(),
            first: None,
            paper: None,
            wrong: None,
            top: 0,
        }
    }

    fn types(&self) -> bool {
        matches!(self.step, Step::First | Step::Again | Step::Check)
    }

    /// Enter in the field of this step.
    fn done(&mut self) -> Next {
        if self.field.is_empty() {
            return Next::Stay;
        }
        match self.step {
            Step::First => {
                let typed = self.field.take();
                self.wrong = None;
                if typed.strength() == Strength::TooShort {
                    return Next::Say(strength_line(Strength::TooShort));
                }
                self.first = Some(typed);
                self.step = Step::Again;
            }
            Step::Again => {
                let typed = self.field.take();
                if self.first.as_ref().is_some_and(|first| first.is(&typed)) {
                    self.wrong = None;
                    self.step = Step::Ask;
                } else {
                    self.first = None;
                    self.step = Step::First;
                    self.wrong = Some("The two were not the same. Once more from the start.");
                }
            }
            Step::Check => {
                let right = self
                    .paper
                    .as_ref()
                    .is_some_and(|paper| paper.ends_in(self.field.text()));
                self.field = Secret::default();
                if right {
                    return self.lock();
                }
                self.step = Step::Show;
                self.wrong = Some("Those were not its last six characters. Look once more.");
            }
            Step::Locked | Step::Ask | Step::Show => {}
        }
        Next::Stay
    }

    fn lock(&mut self) -> Next {
        let Some(passphrase) = self.first.take() else {
            return Next::Stay;
        };
        let paper = self.paper.take();
        Next::Lock(Box::new(Wish { passphrase, paper }))
    }

    /// What stands above the field or the question.
    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        match self.step {
            Step::Locked => {
                sheet.text(page, locked_line(true), theme.question);
                sheet.blank();
                sheet.text(page, LOSS, theme.text);
                sheet.blank();
                sheet.text(page, REACH, theme.text);
                sheet.blank();
                let verbs = "With the workbook closed, `rolebook passphrase` changes the \
                     passphrase, and `rolebook unlock` takes the lock off for good.";
                sheet.text(page, verbs, theme.muted);
            }
            Step::First | Step::Again => {
                // Where room is short, what losing it means is said before the rest.
                if page.pause > 1 {
                    sheet.text(page, locked_line(false), theme.text);
                    sheet.blank();
                }
                sheet.text(page, LOSS, theme.text);
                sheet.blank();
            }
            Step::Ask => {
                sheet.text(page, "A key on paper?", theme.question);
                sheet.blank();
                sheet.text(page, PAPER, theme.text);
            }
            Step::Show => {
                let say = "Write it down; it is shown this once. Spaces do not matter.";
                sheet.text(page, "The key on paper", theme.question);
                sheet.blank();
                let groups = self.paper.as_ref().map(PaperKey::groups);
                let rows = usize::from(page.measure) / 12;
                for row in groups.unwrap_or_default().chunks(rows.clamp(1, 4)) {
                    sheet.text(page, &row.join(" "), theme.text);
                }
                sheet.blank();
                sheet.text(page, say, theme.muted);
            }
            Step::Check => {}
        }
        if let Some(wrong) = self.wrong
            && !self.types()
        {
            sheet.blank();
            sheet.text(page, wrong, theme.attention);
        }
        sheet
    }
}

impl Screen for LockPage {
    fn scopes(&self) -> &'static [Scope] {
        match self.step {
            Step::Locked => &[Scope::List, Scope::Still],
            Step::First | Step::Again | Step::Check => &[Scope::Secret],
            Step::Ask => &[Scope::Ask, Scope::Still],
            Step::Show => &[Scope::Once, Scope::Still],
        }
    }

    fn purpose(&self) -> &'static str {
        "The lock of the journal. Locked, its files open with your passphrase and with nothing \
         else but a key on paper, where you made one."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("Lock", "", false);
        let (page, theme) = (cx.page, cx.theme);
        if page.is_bare() && self.types() {
            secret::draw(paper, 0, "Passphrase");
            return;
        }
        let sheet = self.sheet(cx);
        sheet.draw(paper, page.top, View::From(self.top));
        if !self.types() {
            return;
        }
        let rows = u16::try_from(sheet.rows()).unwrap_or(0);
        let from = (page.top + rows)
            .min(page.bottom().saturating_sub(5))
            .max(page.top);
        for y in from..page.bottom() {
            paper.clear_row(y);
        }
        let name = match self.step {
            Step::First => "A passphrase for this journal",
            Step::Again => "The same once more",
            _ => "The last six characters of the key on paper",
        };
        let next = secret::draw(paper, from, name);
        let typed = Passphrase::new(self.field.text().to_owned());
        let line = match (self.wrong, self.step) {
            (Some(wrong), _) => Some((wrong.to_owned(), theme.attention)),
            (None, Step::First) if !self.field.is_empty() => {
                Some((strength_line(typed.strength()), theme.text))
            }
            _ => None,
        };
        if let Some((line, style)) = line {
            let rows = crate::text::wrapped(&line, usize::from(page.measure));
            for (row, y) in rows.iter().zip(next..page.bottom()) {
                paper.put(page.left, y, row.trim_end(), style);
            }
        }
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match (act, self.step) {
            (Act::Back, _) => Next::Back,
            (act, Step::Locked) => {
                self.top = scrolled(self.top, &self.sheet(cx), cx, act);
                Next::Stay
            }
            (Act::Done, _) => self.done(),
            (Act::Yes, Step::Ask) => {
                self.paper = Some(PaperKey::make());
                self.step = Step::Show;
                Next::Stay
            }
            (Act::No, Step::Ask) => self.lock(),
            (Act::Open, Step::Show) => {
                self.wrong = None;
                self.step = Step::Check;
                Next::Stay
            }
            (act, _) if self.types() => {
                self.field.act(act);
                Next::Stay
            }
            _ => Next::Stay,
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        match self.step {
            Step::Locked => vec![Act::Back, Act::PageDown, Act::Help],
            Step::First | Step::Again | Step::Check => vec![Act::Done, Act::Back, Act::Help],
            Step::Ask => vec![Act::Yes, Act::No, Act::Back, Act::Help],
            Step::Show => vec![Act::Open, Act::Back, Act::Help],
        }
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        let types = self.types();
        if types {
            self.wrong = None;
            self.field.typed(letter);
        }
        types
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        self.types() && self.field.pasted(text)
    }
}
