//! Say against hold on a field of seven by seven: numbers of dates, and corners in plain words.

use ratatui::style::Modifier;

use super::Chapter;
use crate::{
    insight::say_and_hold::corner,
    text::wrapped,
    tui::{
        page::Page,
        paper::{Paper, shorten, width},
    },
};

/// How many columns a corner has for its words.
const CORNER: u16 = 20;
/// The least and the most that points stand apart.
const NARROW: u16 = 3;
const WIDE: u16 = 5;
const POINTS: u16 = 7;
/// The digits of the rows, and a blank on both sides of them.
const DIGITS: u16 = 4;
/// Its seven rows, the ends of one scale above and below, the other scale and its ends.
pub(super) const HEIGHT: u16 = POINTS + 4;

/// How far points stand apart; none where the field has no room beside its corners.
fn pitch(page: &Page) -> Option<u16> {
    let room = page.width.checked_sub(2 * CORNER + DIGITS)?;
    (room / POINTS >= NARROW).then(|| (room / POINTS).min(WIDE))
}

/// Whether the field has room on a page, with so many rows of its own.
pub(super) fn fits(page: &Page, rows: u16) -> bool {
    pitch(page).is_some() && rows >= HEIGHT
}

/// Draws the field from a row on; gives the row after it.
pub(super) fn draw(paper: &mut Paper<'_>, y: u16, chapter: &Chapter, chosen: usize) -> u16 {
    let (Some(pitch), Some((of_say, of_hold))) = (pitch(&paper.page), &chapter.ends) else {
        return y;
    };
    let (theme, left) = (*paper.theme, paper.page.left);
    let axis = left + CORNER + 1;
    let grid = left + CORNER + DIGITS;
    let right = grid + POINTS * pitch;
    paper.put(axis, y, &of_say.high, theme.text);
    for (row, say) in (1..=7_u8).rev().enumerate() {
        let y = y + 1 + u16::try_from(row).unwrap_or(0);
        paper.put(axis, y, &say.to_string(), theme.muted);
        for (column, hold) in (1..=7_u8).enumerate() {
            let x = grid + u16::try_from(column).unwrap_or(0) * pitch;
            point(paper, (x, y), chapter, (say, hold), (pitch, chosen));
        }
    }
    let below = y + 1 + POINTS;
    paper.put(axis, below, &of_say.low, theme.text);
    for hold in 1..=POINTS {
        let x = grid + (hold - 1) * pitch;
        paper.put(x, below + 1, &hold.to_string(), theme.muted);
    }
    let free = paper.put(grid, below + 2, &of_hold.low, theme.text) + 2;
    let end = u16::try_from(width(&of_hold.high)).unwrap_or(0);
    let far = (grid + (POINTS - 1) * pitch + 1).saturating_sub(end);
    paper.put(far.max(free), below + 2, &of_hold.high, theme.text);
    for (say, y) in [(true, y + 1), (false, y + POINTS - 1)] {
        for (hold, x) in [(false, left), (true, right)] {
            let words = corner((of_say, of_hold), say, hold);
            for (row, y) in wrapped(&words, usize::from(CORNER)).iter().take(2).zip(y..) {
                paper.put(x, y, row, theme.muted);
            }
        }
    }
    y + HEIGHT
}

/// One point of the field: the numbers of the dates that stand there, together.
fn point(
    paper: &mut Paper<'_>,
    (x, y): (u16, u16),
    chapter: &Chapter,
    marks: (u8, u8),
    (pitch, chosen): (u16, usize),
) {
    let here = chapter.pairs.iter().enumerate();
    let here: Vec<usize> = here
        .filter(|(_, pair)| (pair.say, pair.hold) == marks)
        .map(|(at, _)| at)
        .collect();
    let (theme, glyphs) = (*paper.theme, *paper.glyphs);
    if here.is_empty() {
        // The field is read against them: on a light page a decoration's tone is too pale.
        paper.put(x, y, glyphs.dot, theme.muted);
        return;
    }
    let numbers: Vec<String> = here.iter().map(|at| (at + 1).to_string()).collect();
    let mut text = numbers.join(",");
    let room = usize::from(pitch - 1);
    let is_chosen = here.contains(&chosen);
    if width(&text) > room {
        // The list names them all; where they have no room, the chosen one goes first.
        let first = if is_chosen {
            chosen + 1
        } else {
            here.first().map_or(0, |at| at + 1)
        };
        text = format!("{first}{}", glyphs.more);
        if width(&text) > room {
            text = shorten(&first.to_string(), room, "");
        }
    }
    let style = if is_chosen {
        theme.accent.add_modifier(Modifier::BOLD)
    } else {
        theme.accent
    };
    paper.put(x, y, &text, style);
}
