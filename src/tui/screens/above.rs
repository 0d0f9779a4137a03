//! What stands above the words of an answer.

use ratatui::layout::Rect;

use crate::{text::wrapped, tui::paper::Paper};

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
                    let key = if unfolded { "f2  fold" } else { "f2  show" };
                    paper.then_line(y, text, key);
                }
                y + 1
            }
        }
    }
}
