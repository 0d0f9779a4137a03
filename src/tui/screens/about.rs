use super::deck::has_care;
use crate::tui::{
    act::{Act, Scope},
    paper::Paper,
    screen::{Cx, Next, Screen},
    sheet::{Sheet, View, moved},
};

/// What a track is for, when it helps, and whose ideas it rests on.
#[derive(Debug)]
pub struct About {
    deck: String,
    top: usize,
}

impl About {
    pub fn new(deck: String) -> Self {
        Self { deck, top: 0 }
    }

    fn sheet(&self, cx: &Cx<'_>) -> Sheet {
        let mut sheet = Sheet::default();
        let Some(deck) = cx.workbook.decks.get(&self.deck) else {
            return sheet;
        };
        let (page, theme) = (&cx.page, cx.theme);
        sheet.text(page, &deck.purpose, theme.text);
        for (title, text) in [("When", &deck.when), ("Minutes", &deck.minutes)] {
            sheet.blank();
            sheet.text(page, title, theme.muted);
            sheet.text(page, text, theme.text);
        }
        // What a note says of a repeated question concerns its ritual, not the reader.
        let own = deck.prompts.iter().filter(|prompt| !prompt.repeats);
        let notes = own.filter_map(|prompt| prompt.note.as_ref());
        for note in notes {
            sheet.blank();
            sheet.text(page, note, theme.text);
        }
        sheet.pause(page);
        sheet.text(page, "Credits", theme.muted);
        if deck.credits.is_empty() {
            sheet.text(page, "These questions borrow no named idea.", theme.text);
        }
        for credit in &deck.credits {
            sheet.text(page, credit, theme.text);
        }
        sheet.text(
            page,
            "The ideas are credited; the words are this workbook's own.",
            theme.muted,
        );
        if has_care(&self.deck) {
            sheet.pause(page);
            sheet.text(page, crate::deck::care(), theme.muted);
        }
        sheet
    }
}

impl Screen for About {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What a track is for, when it helps, and whose ideas it rests on."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let title = cx
            .workbook
            .decks
            .get(&self.deck)
            .map_or("", |deck| deck.title.as_str());
        paper.head(title, "about", false);
        self.sheet(cx)
            .draw(paper, cx.page.top, View::From(self.top));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        if act == Act::Back {
            return Next::Back;
        }
        self.top = scrolled(self.top, &self.sheet(cx), cx, act);
        Next::Stay
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        further(&self.sheet(cx), cx)
    }
}

/// The commands of a page that is read: one to go further only where there is more.
pub fn further(sheet: &Sheet, cx: &Cx<'_>) -> Vec<Act> {
    if sheet.rows() > usize::from(cx.page.rows) {
        vec![Act::Back, Act::PageDown, Act::Help]
    } else {
        vec![Act::Back, Act::Help]
    }
}

/// The first row in view of a page that is read, after a command.
pub fn scrolled(top: usize, sheet: &Sheet, cx: &Cx<'_>, act: Act) -> usize {
    let room = usize::from(cx.page.rows);
    moved(
        top,
        (sheet.rows() + 1).saturating_sub(room).max(1),
        room.saturating_sub(2),
        act,
    )
}
