use crate::{
    insight::letters,
    time::say::{plain, relative},
    tui::{
        act::{Act, Scope},
        paper::Paper,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::Deed,
};

/// A letter to yourself: that it is sealed, or its words.
#[derive(Debug)]
pub struct Letter {
    entry: String,
    /// The first row in view.
    row: usize,
}

impl Letter {
    pub fn new(entry: String) -> Self {
        Self { entry, row: 0 }
    }

    fn stands(&self, cx: &Cx<'_>) -> Option<letters::Letter> {
        let journal = &cx.workbook.journal;
        letters::Letter::of(journal, journal.entry(&self.entry)?, cx.today())
    }

    fn is_shut(&self, cx: &Cx<'_>) -> bool {
        let stands = self.stands(cx);
        matches!(
            stands,
            Some(letters::Letter::Sealed(_) | letters::Letter::Open(_))
        )
    }

    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let (page, theme, today) = (&cx.page, cx.theme, cx.today());
        let mut sheet = Sheet::default();
        let Some(entry) = cx.workbook.journal.entry(&self.entry) else {
            let gone = "The journal does not hold this letter.";
            sheet.text(page, gone, theme.text);
            return sheet;
        };
        let on = plain(entry.at.date_naive());
        let letter = format!("A letter to yourself, written on {on}");
        let sealed = match self.stands(cx) {
            Some(letters::Letter::Sealed(day)) => {
                let when = relative(day, today);
                let said = format!("{letter}, sealed until {}, {when}.", plain(day));
                sheet.text(page, &said, theme.text);
                sheet.blank();
                let now = "Opening it now is possible; that is recorded.";
                sheet.text(page, now, theme.muted);
                return sheet;
            }
            Some(letters::Letter::Open(day)) => {
                let said = format!("{letter}. Its day came on {}.", plain(day));
                sheet.text(page, &said, theme.text);
                return sheet;
            }
            Some(letters::Letter::Opened(opened, day)) => {
                let early = if opened < day { "early " } else { "" };
                let (opened, day) = (plain(opened), plain(day));
                format!(", sealed until {day}, opened {early}on {opened}")
            }
            None => String::new(),
        };
        sheet.text(page, &format!("{letter}{sealed}."), theme.muted);
        sheet.pause(page);
        sheet.text(page, &cx.workbook.said(entry, today), theme.text);
        sheet
    }
}

impl Screen for Letter {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Letter, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "A letter to yourself. Its words are not shown before its day, unless you open it."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head("A letter", "", false);
        self.sheet(cx)
            .draw(paper, cx.page.top, View::From(self.row));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Back => Next::Back,
            Act::Unseal if self.is_shut(cx) => Next::Do(Deed::Unseal(self.entry.clone())),
            Act::Unseal => Next::Say("It is open.".to_owned()),
            _ => {
                let room = usize::from(cx.page.rows);
                let last = self.sheet(cx).rows().saturating_sub(room);
                self.row = moved(self.row, last + 1, room.saturating_sub(2), act);
                Next::Stay
            }
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        if self.is_shut(cx) {
            vec![Act::Unseal, Act::Back, Act::Help]
        } else {
            vec![Act::PageDown, Act::PageUp, Act::Back, Act::Help]
        }
    }
}
