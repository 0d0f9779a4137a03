//! Answers over time, a column each: dots on a grid, and never a line between them.

use ratatui::style::Modifier;

use super::over_time::OverTime;
use crate::{
    deck::Kind,
    insight::thread::{FROM_NOW, Point},
    journal::{Asked, Offered},
    time::Day,
    tui::{
        paper::{Paper, shorten, width},
        screen::Cx,
    },
};

/// How far apart columns stand: at least so that their months can be read.
const NARROW: u16 = 5;
const WIDE: u16 = 10;
/// Answers of one step in time stand as near as that.
const NEAR: u16 = 2;
const HIGHEST: u8 = 7;

/// A part of a thread that fits on a page, ready to be drawn.
#[derive(Debug)]
pub(super) struct Plot {
    rows: Vec<Row>,
    /// How wide the words beside the grid are.
    beside: u16,
    columns: Vec<Column>,
    /// Where series begin.
    breaks: Vec<u16>,
}

#[derive(Debug)]
struct Row {
    words: String,
    level: Level,
}

/// What a mark must be to stand in a row.
#[derive(Debug)]
enum Level {
    Rating(u8),
    Option(Offered),
}

#[derive(Debug)]
struct Column {
    /// The number of its answer.
    at: usize,
    x: u16,
    day: Day,
    /// The row of the mark set for then from a later day.
    hollow: Option<u8>,
    /// For each row: nothing where the option was not offered, and whether the mark is there.
    marks: Vec<Option<bool>>,
}

impl Plot {
    /// The newest answers that fit, or those around the chosen one; none where no series has
    /// marks enough, or where `room` rows do not hold it.
    pub(super) fn of(cx: &Cx<'_>, over: &OverTime, chosen: usize, room: u16) -> Option<Self> {
        let journal = &cx.workbook.journal;
        let point = |at: usize| over.point(journal, at);
        let newest = point(*over.drawn.last()?)?;
        let mut rows = match newest.asked()?.kind {
            Kind::Scale => scale(newest),
            _ => options(over.drawn.iter().rev().filter_map(|at| point(*at))),
        };
        let most = cx.page.width * 5 / 9;
        let widest = rows.iter().map(|row| width(&row.words)).max()?;
        let beside = u16::try_from(widest).unwrap_or(most).min(most) + 2;
        let shown = window(cx, over, chosen, cx.page.width.saturating_sub(beside));
        let (columns, breaks) = place(cx, over, &shown, beside);
        let mut plot = Self {
            rows: Vec::new(),
            beside,
            columns,
            breaks,
        };
        plot.fill(cx, over, &rows);
        // Where not all options have room, those that were never chosen give way.
        if plot.height(rows.len()) > room && newest.asked()?.kind != Kind::Scale {
            let mut at = 0;
            rows.retain(|_| {
                at += 1;
                let row = |column: &Column| column.marks.get(at - 1) == Some(&Some(true));
                plot.columns.iter().any(row)
            });
            plot.fill(cx, over, &rows);
        }
        let height = plot.height(rows.len());
        plot.rows = rows;
        (height <= room && !plot.columns.is_empty()).then_some(plot)
    }

    fn fill(&mut self, cx: &Cx<'_>, over: &OverTime, rows: &[Row]) {
        for column in &mut self.columns {
            let point = over.point(&cx.workbook.journal, column.at);
            let of = |row: &Row| point.and_then(|point| is_at(point, &row.level));
            column.marks = rows.iter().map(of).collect();
        }
    }

    fn height(&self, rows: usize) -> u16 {
        let legend = self.columns.iter().any(|column| column.hollow.is_some());
        u16::try_from(rows)
            .unwrap_or(u16::MAX)
            .saturating_add(2 + u16::from(legend))
    }

    /// Whether the mark of this answer is seen here.
    pub(super) fn shows(&self, at: usize) -> bool {
        let marked = |column: &Column| column.marks.contains(&Some(true));
        self.columns
            .iter()
            .any(|column| column.at == at && marked(column))
    }

    /// Draws it from a row on; gives the row after it.
    pub(super) fn draw(&self, paper: &mut Paper<'_>, y: u16, chosen: usize) -> u16 {
        let (theme, glyphs, left) = (*paper.theme, *paper.glyphs, paper.page.left);
        for (at, (row, y)) in self.rows.iter().zip(y..).enumerate() {
            let room = usize::from(self.beside).saturating_sub(2);
            paper.put(left, y, &shorten(&row.words, room, glyphs.more), theme.text);
            for x in &self.breaks {
                paper.put(left + x, y, glyphs.rule, theme.muted);
            }
            for column in &self.columns {
                let here = column.at == chosen;
                let dot = match column.marks.get(at).copied().flatten() {
                    None => continue,
                    Some(false) if here => (glyphs.dot, theme.text),
                    Some(false) => (glyphs.dot, theme.rule),
                    Some(true) if here => (glyphs.on, theme.accent.add_modifier(Modifier::BOLD)),
                    Some(true) => (glyphs.on, theme.accent),
                };
                paper.put(left + column.x, y, dot.0, dot.1);
                let hollow = column.hollow.map(Level::Rating);
                if hollow.is_some_and(|hollow| hollow.is(&row.level)) {
                    paper.put(left + column.x + 1, y, glyphs.off, theme.accent);
                }
            }
        }
        let mut y = y + u16::try_from(self.rows.len()).unwrap_or(u16::MAX);
        self.labels(paper, y, chosen);
        y += 2;
        if self.columns.iter().any(|column| column.hollow.is_some()) {
            paper.put(
                left,
                y,
                &format!("{}  {FROM_NOW}.", glyphs.off),
                theme.muted,
            );
            y += 1;
        }
        y
    }

    /// The month under each column where it changes, and under the first of a year the year.
    fn labels(&self, paper: &mut Paper<'_>, y: u16, chosen: usize) {
        let (theme, left) = (*paper.theme, paper.page.left);
        let (mut months, mut years) = (Vec::new(), Vec::new());
        let mut before = (String::new(), String::new());
        for column in &self.columns {
            let said = |form: &str| column.day.format(form).to_string();
            let (month, year) = (said("%b"), said("%Y"));
            let same = before.1 == year;
            if !same {
                years.push((column.x.saturating_sub(2), year.clone(), false));
            }
            if !same || before.0 != month || column.at == chosen {
                months.push((
                    column.x.saturating_sub(1),
                    month.clone(),
                    column.at == chosen,
                ));
            }
            before = (month, year);
        }
        for (labels, y) in [(months, y), (years, y + 1)] {
            let here = labels.iter().find(|label| label.2).map(|label| label.0);
            let mut free = 0;
            for (x, words, strong) in labels {
                let end = x + u16::try_from(words.len()).unwrap_or(0);
                // Words that would touch the label of the chosen one, or the one before, give way.
                let touches = here.is_some_and(|here| !strong && x < here + 4 && end >= here);
                if x >= free && !touches {
                    let style = if strong { theme.strong } else { theme.muted };
                    paper.put(left + x, y, &words, style);
                    free = end + 1;
                }
            }
        }
    }
}

impl Level {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Rating(one), Self::Rating(other)) => one == other,
            (Self::Option(one), Self::Option(other)) => one == other,
            (Self::Rating(_) | Self::Option(_), _) => false,
        }
    }
}

/// The seven points, both ends in words.
fn scale(newest: Point<'_>) -> Vec<Row> {
    let ends = newest.asked().and_then(|asked| asked.ends.as_ref());
    let words = |level: u8| match (level, ends) {
        (HIGHEST, Some(ends)) => format!("{level} {}", ends.high),
        (1, Some(ends)) => format!("{level} {}", ends.low),
        _ => level.to_string(),
    };
    let row = |level| Row {
        words: words(level),
        level: Level::Rating(level),
    };
    (1..=HIGHEST).rev().map(row).collect()
}

/// A row for every option that was offered, as it was offered, the newest wording first.
fn options<'a>(newest_first: impl Iterator<Item = Point<'a>>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut last: Option<&Asked> = None;
    for asked in newest_first.filter_map(|point| point.asked()) {
        // The journal keeps one copy of each form of a question.
        if last.is_some_and(|last| std::ptr::eq(last, asked)) {
            continue;
        }
        last = Some(asked);
        for option in &asked.options {
            let level = Level::Option(option.clone());
            if !rows.iter().any(|row| row.level.is(&level)) {
                let words = option.text.clone();
                rows.push(Row { words, level });
            }
        }
    }
    rows
}

/// Whether the mark of an answer stands at this level; none where it could not.
fn is_at(point: Point<'_>, level: &Level) -> Option<bool> {
    match level {
        Level::Rating(level) => Some(point.rating() == Some(*level)),
        Level::Option(option) => {
            let offered = point.asked()?.options.contains(option);
            offered.then(|| point.chosen().contains(&option.id))
        }
    }
}

/// The answers in view: the newest that fit, unless the chosen one lies before them.
fn window(cx: &Cx<'_>, over: &OverTime, chosen: usize, room: u16) -> Vec<usize> {
    let pitch = pitch(over, room);
    let last = over.drawn.len().saturating_sub(1);
    let step = |at: usize| step(cx, over, at, pitch);
    let fits = |used: &mut u16, step: u16| {
        *used = used.saturating_add(step);
        *used <= room
    };
    let (mut first, mut end, mut used) = (last, last, pitch);
    while first > 0 && fits(&mut used, step(first)) {
        first -= 1;
    }
    if let Ok(here) = over.drawn.binary_search(&chosen)
        && here < first
    {
        (first, end, used) = (here, here, pitch);
        while end < last && fits(&mut used, step(end + 1)) {
            end += 1;
        }
    }
    if pitch > room {
        return Vec::new();
    }
    (first..=end).collect()
}

fn pitch(over: &OverTime, room: u16) -> u16 {
    let count = u16::try_from(over.drawn.len()).unwrap_or(u16::MAX).max(1);
    (room / count).clamp(NARROW, WIDE)
}

/// How far a column stands from the one before it.
fn step(cx: &Cx<'_>, over: &OverTime, at: usize, pitch: u16) -> u16 {
    let of = |at: Option<usize>| over.drawn.get(at?).copied();
    let (before, here) = (of(at.checked_sub(1)), of(Some(at)));
    let point = |at: Option<usize>| over.point(&cx.workbook.journal, at?);
    let near = match (point(before), point(here)) {
        (Some(before), Some(here)) => here.is_near(before),
        _ => false,
    };
    if near && !over.breaks_between(before, here) {
        NEAR
    } else {
        pitch
    }
}

/// The columns and where series begin between them.
fn place(cx: &Cx<'_>, over: &OverTime, shown: &[usize], beside: u16) -> (Vec<Column>, Vec<u16>) {
    let journal = &cx.workbook.journal;
    let pitch = pitch(over, cx.page.width.saturating_sub(beside));
    let (mut columns, mut breaks) = (Vec::new(), Vec::new());
    let mut x = beside + pitch / 2;
    let of = |at: Option<usize>| over.drawn.get(at?).copied();
    for (number, at) in shown.iter().enumerate() {
        if number > 0 {
            x += step(cx, over, *at, pitch);
        }
        let (before, here, after) = (of(at.checked_sub(1)), of(Some(*at)), of(Some(at + 1)));
        if over.breaks_between(before, here) {
            breaks.push(x.saturating_sub(pitch / 2));
        }
        if number + 1 == shown.len() && over.breaks_between(here, after) {
            breaks.push(x + pitch - pitch / 2);
        }
        let Some((here, point)) = here.and_then(|at| Some((at, over.point(journal, at)?))) else {
            continue;
        };
        columns.push(Column {
            at: here,
            x,
            day: point.day(),
            hollow: point.from_now(journal),
            marks: Vec::new(),
        });
    }
    (columns, breaks)
}
