use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Style,
};
use unicode_segmentation::UnicodeSegmentation;

use super::{
    act::Act,
    command::Command,
    page::Page,
    palette::{Glyphs, Theme},
};
use crate::text::{shown_clusters, wrapped};

/// A piece of a line in one tone.
pub type Run = (String, Style);

/// So many cells at the right of the head are never cut.
const SHORT: usize = 24;
/// The beginning of a head says nothing in fewer cells.
const LEAST: usize = 8;

/// What a screen draws on: the page, the buffer beneath it, and the cursor.
pub struct Paper<'a> {
    pub page: Page,
    pub theme: &'a Theme,
    pub glyphs: &'a Glyphs,
    pub cursor: Option<Position>,
    buffer: &'a mut Buffer,
}

impl<'a> Paper<'a> {
    pub fn new(page: Page, theme: &'a Theme, glyphs: &'a Glyphs, buffer: &'a mut Buffer) -> Self {
        Self {
            page,
            theme,
            glyphs,
            cursor: None,
            buffer,
        }
    }

    /// Puts text at a point, cut at the window's edge; gives the column after it. Control and
    /// direction-changing characters are shown by name.
    pub fn put(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let right = self.buffer.area.right();
        self.put_within(x, y, right, text, style)
    }

    fn put_within(&mut self, x: u16, y: u16, right: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= right.min(area.right()) {
            return x;
        }
        let room = usize::from(right.min(area.right()) - x);
        self.buffer
            .set_stringn(x, y, shown_clusters(text), room, style)
            .0
    }

    /// Puts text that is already as it is to be shown.
    pub fn put_shown(&mut self, x: u16, y: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() {
            return x;
        }
        self.buffer
            .set_stringn(x, y, text, usize::from(area.right() - x), style)
            .0
    }

    /// The one line that says something was written before, with the key that shows it and what it
    /// does. Where room is short that goes first, then all of the line but its day; the key stays.
    pub fn then_line(&mut self, y: u16, (text, day): (&str, &str), (key, does): (&str, &str)) {
        let (page, muted) = (self.page, self.theme.muted);
        let room = usize::from(page.width);
        let whole = format!("{key}  {does}");
        let key = if width(text) + 2 + width(&whole) <= room {
            whole.as_str()
        } else {
            key
        };
        let left = room.saturating_sub(width(key) + 2);
        let text = if width(text) > left { day } else { text };
        let text = shorten(text, left, self.glyphs.more);
        self.put(page.left, y, &text, muted);
        let wide = u16::try_from(width(key)).unwrap_or(0);
        let x = (page.left + page.width).saturating_sub(wide);
        self.put_within(x, y, page.left + page.width, key, muted);
    }

    /// Makes a row blank.
    pub fn clear_row(&mut self, y: u16) {
        let blank = " ".repeat(usize::from(self.page.size.width));
        self.put_shown(0, y, &blank, Style::reset());
    }

    /// Puts the runs of one line one after another, within the page's width.
    pub fn line(&mut self, x: u16, y: u16, runs: &[Run]) {
        let right = self.page.left.saturating_add(self.page.width);
        let mut x = x;
        for (text, style) in runs {
            x = self.put_within(x, y, right, text, *style);
        }
    }

    /// The bar that says where one is.
    pub fn bar(&mut self, y: u16) {
        let (x, style) = (self.page.bar, self.theme.accent);
        if self.page.left > 0 {
            self.put(x, y, self.glyphs.bar, style);
        }
    }

    /// The running head: a title at the left, something at the right where both have room.
    pub fn head(&mut self, left: &str, right: &str, attention: bool) {
        let Some(y) = self.page.head else { return };
        let (page, muted) = (self.page, self.theme.muted);
        let room = usize::from(page.width);
        // What is short at the right stays whole; what is long there gives way to the title.
        let right = if width(right) <= SHORT {
            right.to_owned()
        } else {
            shorten(
                right,
                room.saturating_sub(width(left) + 2),
                self.glyphs.more,
            )
        };
        let right_width = width(&right);
        let left_room = if right.is_empty() {
            room
        } else {
            room.saturating_sub(right_width + 2)
        };
        let left = head_within(left, left_room, self.glyphs.more);
        self.put(page.left, y, &left, muted);
        if right_width < room {
            let x = page.left + page.width - u16::try_from(right_width).unwrap_or(0);
            let style = if attention {
                self.theme.attention
            } else {
                muted
            };
            self.put(x, y, &right, style);
        }
    }

    /// The last row: each key in plain, its meaning in muted. A row that does not fit loses its
    /// tail, the way to the keys excepted.
    pub fn foot(&mut self, hints: &[&Command], digits: usize) {
        let Some(y) = self.page.foot else { return };
        let page = self.page;
        let room = usize::from(self.page.width);
        let short = page.width < 56;
        let meaning = |hint: &'static str| match hint.split_once(',') {
            Some((first, _)) if short => first,
            _ => hint,
        };
        // Only as many digits are said as there are lines for them.
        let key = |row: &Command| match row.act {
            Act::Digit(_) if row.key().starts_with('1') => format!("1 to {}", digits.clamp(1, 9)),
            _ => row.key(),
        };
        let says = |row: &Command| (key(row), meaning(row.hint));
        let wide = |(key, hint): &(String, &str)| width(key) + 1 + width(hint);
        let mut said: Vec<(String, &str)> = hints
            .iter()
            .take(self.page.hints)
            .map(|row| says(row))
            .collect();
        if hints.len() > self.page.hints
            && let (Some(last), Some(keys)) = (said.last_mut(), hints.last())
        {
            *last = says(keys);
        }
        while said.len() > 1 && said.iter().map(|hint| wide(hint) + 3).sum::<usize>() > room + 3 {
            said.remove(said.len() - 2);
        }
        let mut x = self.page.left;
        for (key, hint) in &said {
            x = self.put(x, y, key, self.theme.text);
            x = self.put(x + 1, y, hint, self.theme.muted) + 3;
        }
    }

    /// Puts wrapped text into an area; gives the row after it.
    pub fn text(&mut self, area: Rect, text: &str, style: Style) -> u16 {
        let mut y = area.y;
        for row in wrapped(text, usize::from(area.width)) {
            if y >= area.bottom() {
                break;
            }
            self.put_within(
                area.x,
                y,
                area.right().saturating_add(1),
                row.trim_end(),
                style,
            );
            y += 1;
        }
        y
    }
}

/// The parts of a head within `room` columns: those between the first and the last go first, then
/// the end of the first. The last says where one is, as in "2 of 4".
fn head_within(head: &str, room: usize, more: &str) -> String {
    const APART: &str = "   ";
    let mut parts: Vec<&str> = head.split(APART).collect();
    while parts.len() > 2 && width(&parts.join(APART)) > room {
        parts.remove(1);
    }
    let whole = parts.join(APART);
    match parts.as_slice() {
        [first, last] if width(&whole) > room => {
            let left = room.saturating_sub(width(last) + width(APART));
            let first = shorten(first, left, more);
            if left > LEAST {
                format!("{first}{APART}{last}")
            } else {
                shorten(&whole, room, more)
            }
        }
        _ => shorten(&whole, room, more),
    }
}

/// The cells a text takes as it is shown.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(crate::text::width).sum()
}

/// The beginning of a text that fits into `room` columns, with a sign that there is more.
pub fn shorten(text: &str, room: usize, more: &str) -> String {
    let text = shown_clusters(text);
    if width(&text) <= room {
        return text.into_owned();
    }
    let row_of = |room: usize| {
        wrapped(&text, room.max(1))
            .first()
            .map(|row| row.trim_end().len())
    };
    let keep = row_of(room.saturating_sub(width(more))).unwrap_or(0);
    let mut short: String = text.get(..keep).unwrap_or_default().to_owned();
    short.push_str(more);
    if width(&short) > room {
        more.to_owned()
    } else {
        short
    }
}
