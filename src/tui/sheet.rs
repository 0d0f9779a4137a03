//! Lines on a page: what every screen but the question itself is made of.

use ratatui::style::Style;

use super::{
    act::Act,
    page::Page,
    paper::{Paper, Run, shorten, width},
};
use crate::text::{row_starts, wrapped};

/// Where a text has fewer columns than this beside something, it stands beneath it.
const BESIDE: usize = 16;

/// Where the notes beside the titles of a table begin.
const NOTES: usize = 30;

/// A page of lines, some of which can be chosen.
#[derive(Debug, Default)]
pub struct Sheet {
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    runs: Vec<Run>,
    /// Columns at the right end of the page.
    right: Option<String>,
    /// Which of the lines that can be chosen this is; a long one has several rows.
    item: Option<usize>,
    /// Belongs to what can be chosen, and does not stand out with it.
    beside: bool,
}

/// Which part of a sheet is in view.
#[derive(Debug, Clone, Copy)]
pub enum View {
    /// The chosen item is marked and in view.
    Chosen(usize),
    /// The rows from this one on.
    From(usize),
    /// The same, and the bar stands at every row of an item.
    Over { from: usize, item: usize },
}

impl Sheet {
    /// A blank row.
    pub fn blank(&mut self) {
        self.runs(Vec::new());
    }

    /// The blank rows between two parts.
    pub fn pause(&mut self, page: &Page) {
        for _ in 0..page.pause {
            self.blank();
        }
    }

    /// Wrapped text.
    pub fn text(&mut self, page: &Page, text: &str, style: Style) {
        for row in wrapped(text, usize::from(page.measure)) {
            self.runs(vec![(
                row.trim_end_matches(['\n', '\r', ' ']).to_owned(),
                style,
            )]);
        }
    }

    /// One row made of runs.
    pub fn runs(&mut self, runs: Vec<Run>) {
        self.lines.push(Line {
            runs,
            right: None,
            item: None,
            beside: false,
        });
    }

    /// Runs that wrap as one text behind what leads them; as a whole they can be chosen where they
    /// have an item.
    pub fn flow(&mut self, page: &Page, item: Option<usize>, lead: &Run, runs: &[Run]) {
        let line_end = |c| matches!(c, '\n' | '\r');
        let text: String = runs.iter().map(|(text, _)| text.as_str()).collect();
        let text = text.replace(line_end, " ");
        let indent = width(&lead.0);
        let measure = usize::from(page.measure).saturating_sub(indent).max(1);
        let starts = row_starts(&text, measure);
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        for (at, (start, end)) in starts.iter().copied().zip(ends).enumerate() {
            let row = text.get(start..end).unwrap_or_default().trim_end();
            let mut pieces = vec![lead.clone()];
            if at > 0 {
                pieces = vec![(" ".repeat(indent), lead.1)];
            }
            pieces.retain(|(text, _)| !text.is_empty());
            let mut from = 0;
            for (run, style) in runs {
                let piece = start.max(from)..(start + row.len()).min(from + run.len());
                from += run.len();
                let piece = text.get(piece).filter(|piece| !piece.is_empty());
                pieces.extend(piece.map(|piece| (piece.to_owned(), *style)));
            }
            self.lines.push(Line {
                runs: pieces,
                right: None,
                item,
                beside: false,
            });
        }
    }

    /// A wrapped text that can be chosen as a whole.
    pub fn item(&mut self, page: &Page, item: usize, before: &str, text: &str, style: Style) {
        let indent = width(before);
        let measure = usize::from(page.measure).saturating_sub(indent).max(1);
        for (at, row) in wrapped(text, measure).into_iter().enumerate() {
            let lead = if at == 0 {
                before.to_owned()
            } else {
                " ".repeat(indent)
            };
            let runs = vec![(lead, style), (row.trim_end().to_owned(), style)];
            self.lines.push(Line {
                runs,
                right: None,
                item: Some(item),
                beside: false,
            });
        }
    }

    /// More about something to choose, wrapped below it: it comes into view with it.
    pub fn below(&mut self, page: &Page, item: usize, text: &str, style: Style) {
        for row in wrapped(text, usize::from(page.measure)) {
            self.below_runs(item, vec![(row.trim_end().to_owned(), style)]);
        }
    }

    /// The same, one row made of runs.
    pub fn below_runs(&mut self, item: usize, runs: Vec<Run>) {
        self.lines.push(Line {
            runs,
            right: None,
            item: Some(item),
            beside: true,
        });
    }

    /// Something to choose: a title, and what it leads to where that fits beside it.
    pub fn choice(
        &mut self,
        page: &Page,
        item: usize,
        title: &str,
        note: &str,
        styles: [Style; 2],
    ) {
        let [style, beside] = styles;
        let whole = width(title) + 3 + width(note);
        let note = if whole <= usize::from(page.measure) {
            note
        } else {
            ""
        };
        let runs = vec![(format!("{title}   "), style), (note.to_owned(), beside)];
        self.lines.push(Line {
            runs,
            right: None,
            item: Some(item),
            beside: false,
        });
    }

    /// A row of a table that can be chosen: a title, a note beside it, and the right end.
    pub fn row(&mut self, page: &Page, item: usize, cells: [&str; 3], styles: [Style; 2]) {
        self.cells(page, item, NOTES, cells, styles);
    }

    /// More about a row of a table, beneath it: where its note stands, or where room is short
    /// beneath its title.
    pub fn under(&mut self, page: &Page, item: usize, text: &str, style: Style) {
        let lead = if page.width >= 60 { NOTES } else { 2 };
        self.below_runs(item, vec![(" ".repeat(lead) + text, style)]);
    }

    /// A row of a table whose second column begins at `second`, where the page has room for it.
    pub fn cells(
        &mut self,
        page: &Page,
        item: usize,
        second: usize,
        cells: [&str; 3],
        styles: [Style; 2],
    ) {
        let [title, note, right] = cells;
        let [style, beside] = styles;
        let room = usize::from(page.width);
        let wide = room >= 60;
        let left = room.saturating_sub(if right.is_empty() {
            0
        } else {
            width(right) + 2
        });
        let column = if wide { second } else { left };
        let mut runs = if width(title) < column || note.is_empty() || !wide {
            vec![(shorten(title, left, "\u{2026}"), style)]
        } else {
            vec![(shorten(title, column - 2, "\u{2026}"), style)]
        };
        let used = runs.first().map_or(0, |(text, _)| width(text));
        if !wide && !note.is_empty() && left > used + 10 {
            runs.push(("  ".to_owned(), beside));
            runs.push((shorten(note, left - used - 2, "\u{2026}"), beside));
        }
        if wide && !note.is_empty() {
            let used = runs.first().map_or(0, |(text, _)| width(text));
            runs.push((" ".repeat(column.saturating_sub(used)), style));
            runs.push((
                shorten(note, left.saturating_sub(column), "\u{2026}"),
                beside,
            ));
        }
        self.lines.push(Line {
            runs,
            right: Some(right.to_owned()),
            item: Some(item),
            beside: false,
        });
    }

    /// A row beneath something: the beginning of a text, and the right end; where they have no
    /// room beside each other, one above the other.
    pub fn beneath(&mut self, page: &Page, text: &str, right: &str, style: Style) {
        let room = usize::from(page.width);
        let left = room.saturating_sub(width(right) + 2);
        let (text, right) = match (text, right) {
            ("", right) => (right, ""),
            (text, right) if left < width(text).min(BESIDE) => {
                self.beneath(page, right, "", style);
                (text, "")
            }
            both => both,
        };
        let left = if right.is_empty() { room } else { left };
        self.lines.push(Line {
            runs: vec![(shorten(text, left, "\u{2026}"), style)],
            right: (!right.is_empty()).then(|| right.to_owned()),
            item: None,
            beside: false,
        });
    }

    /// Nothing of what stands here so far can be chosen.
    pub fn unchoose(&mut self) {
        for line in &mut self.lines {
            line.item = None;
        }
    }

    /// How many rows it has.
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// The first and the last row of an item.
    pub fn rows_of(&self, item: usize) -> Option<(usize, usize)> {
        let of = |line: &Line| line.item == Some(item);
        let first = self.lines.iter().position(of)?;
        let last = self.lines.iter().rposition(of)?;
        Some((first, last))
    }

    /// Draws the part in view from a row of the page on.
    pub fn draw(&self, paper: &mut Paper<'_>, from: u16, view: View) {
        let page = paper.page;
        let room = usize::from(page.bottom().saturating_sub(from));
        let top = self.top(room, view);
        let chosen = match view {
            View::Chosen(item) | View::Over { item, .. } => Some(item),
            View::From(_) => None,
        };
        let over = matches!(view, View::Over { .. });
        if page.left > 0 && page.rows > 3 {
            let more = paper.glyphs.more;
            if top > 0 {
                paper.put(page.bar, from, more, paper.theme.muted);
            }
            if top + room < self.lines.len() {
                paper.put(
                    page.bar,
                    page.bottom().saturating_sub(1),
                    more,
                    paper.theme.muted,
                );
            }
        }
        let mut barred = false;
        for (line, y) in self.lines.iter().skip(top).take(room).zip(from..) {
            let here = chosen.is_some() && line.item == chosen;
            if here && (over || !barred) {
                paper.bar(y);
                barred = true;
            }
            // Of what is chosen the title stands out; what is muted beside it stays so.
            let first = line.runs.first().map(|(_, style)| *style);
            let strong = |style: &Style| {
                if here && !over && !line.beside && Some(*style) == first {
                    paper.theme.strong
                } else {
                    *style
                }
            };
            let runs: Vec<Run> = line
                .runs
                .iter()
                .map(|(text, style)| (text.clone(), strong(style)))
                .collect();
            paper.line(page.left, y, &runs);
            if let Some(right) = &line.right {
                let x = (page.left + page.width)
                    .saturating_sub(u16::try_from(width(right)).unwrap_or(0));
                let style = if here {
                    paper.theme.strong
                } else {
                    paper.theme.muted
                };
                paper.put(x, y, right, style);
            }
        }
    }

    /// The first row in view, so that what is chosen is seen with the lines around it.
    fn top(&self, room: usize, view: View) -> usize {
        let last = self.lines.len().saturating_sub(room);
        match view {
            View::From(top) | View::Over { from: top, .. } => top.min(last),
            View::Chosen(item) => {
                let first = self.lines.iter().position(|line| line.item == Some(item));
                let end = self.lines.iter().rposition(|line| line.item == Some(item));
                let (first, end) = (first.unwrap_or(0), end.unwrap_or(0));
                if end < room {
                    return 0;
                }
                let middle = first.saturating_sub(room / 2);
                // A long item is seen from its first row.
                middle
                    .max((end + 2).saturating_sub(room))
                    .min(first)
                    .min(last)
            }
        }
    }
}

/// Moves over `count` items, a page being `page` of them; other commands leave it.
pub fn moved(at: usize, count: usize, page: usize, act: Act) -> usize {
    let last = count.saturating_sub(1);
    match act {
        Act::Up => at.saturating_sub(1),
        Act::Down => (at + 1).min(last),
        Act::PageUp => at.saturating_sub(page.max(1)),
        Act::PageDown => (at + page.max(1)).min(last),
        Act::First => 0,
        Act::Last => last,
        _ => at.min(last),
    }
}

/// Chooses a line by its number: two digits in a row make a number of two.
#[derive(Debug, Default)]
pub struct Number {
    first: Option<u8>,
}

impl Number {
    /// The line meant by this digit, where there are `count` of them.
    pub fn digit(&mut self, digit: u8, count: usize) -> Option<usize> {
        let row = |number: u8| {
            usize::from(number)
                .checked_sub(1)
                .filter(|row| *row < count)
        };
        let number = self.first.map_or(digit, |first| first * 10 + digit);
        let (chosen, typed) = match row(number) {
            Some(row) => (Some(row), number),
            None => (row(digit), digit),
        };
        self.first = (typed < 10).then_some(typed);
        chosen
    }

    /// Another key was pressed.
    pub fn end(&mut self) {
        self.first = None;
    }
}
