//! What stands above the words of an answer.

use ratatui::layout::Rect;

use super::around_section;
use crate::{
    deck::{DeckKind, Prompt},
    journal::{Form, Walk},
    text::wrapped,
    tui::{paper::Paper, screen::Cx},
    workbook::section,
};

/// A part of what stands above the words.
pub(super) enum Above {
    Question(String),
    Muted(String),
    /// A smaller question, behind a dot.
    Probe(String),
    /// One line that says there is more, and the key that shows or folds it.
    Then(String),
    Blank,
}

impl Above {
    pub(super) fn rows(&self, measure: u16) -> usize {
        match self {
            Self::Question(text) | Self::Muted(text) => wrapped(text, usize::from(measure)).len(),
            Self::Probe(text) => wrapped(text, usize::from(measure.saturating_sub(2)).max(1)).len(),
            Self::Then(_) | Self::Blank => 1,
        }
    }

    /// Puts it into an area; gives the row after it.
    pub(super) fn view(&self, paper: &mut Paper<'_>, area: Rect, unfolded: bool) -> u16 {
        let (theme, y) = (paper.theme, area.y);
        match self {
            Self::Question(text) => paper.text(area, text, theme.question),
            Self::Muted(text) => paper.text(area, text, theme.muted),
            Self::Probe(text) => {
                if area.height > 0 {
                    paper.put(area.x, y, paper.glyphs.dot, theme.muted);
                }
                let hung = Rect {
                    x: area.x + 2,
                    width: area.width.saturating_sub(2),
                    ..area
                };
                paper.text(hung, text, theme.muted)
            }
            Self::Blank => y + 1,
            Self::Then(text) => {
                if area.height > 0 {
                    let does = if unfolded { "fold" } else { "show" };
                    let day = text
                        .split_once(" you ")
                        .map_or(text.as_str(), |(day, _)| day);
                    paper.then_line(y, (text, day), ("f2", does));
                }
                y + 1
            }
        }
    }
}

/// The head of a question: its track or ritual, and where it stands in it.
pub(super) fn heading(cx: &Cx<'_>, walk: &Walk, prompt: Option<&Prompt>) -> String {
    let (number, of) = walk.number(&cx.workbook.decks);
    let title = cx.workbook.decks.get(&walk.deck);
    let title = match (title, prompt) {
        (None, Some(prompt)) if prompt.section.is_empty() => "A note",
        (None, Some(prompt)) => &prompt.section,
        // A few questions of the first start, asked by themselves: what they are about.
        (Some(deck), Some(prompt)) if deck.kind == DeckKind::First && walk.form == Form::One => {
            &prompt.section
        }
        (deck, _) => deck.map_or("", |deck| deck.title.as_str()),
    };
    let deck = cx.workbook.decks.get(&walk.deck);
    let section = deck.map_or("", |deck| section(deck, walk));
    let head = match (walk.form, of) {
        _ if walk.is_ritual() => around_section(title, section, cx.page.pause > 1),
        (Form::One, 1) => title.to_owned(),
        _ if cx.page.pause > 1 => format!("{title}   {number} of {of}"),
        _ => format!("{title}   {number}/{of}"),
    };
    let again = walk.stop().is_some_and(|stop| walk.again.contains(stop));
    if again {
        format!("{head}, once more")
    } else {
        head
    }
}
