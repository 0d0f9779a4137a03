use ratatui::{layout::Position, style::Style};

use super::{Editor, Field, Input, Pick, Shape};
use crate::{
    text::wrapped,
    time::{
        Day, parse_day,
        say::{full, plain, relative},
    },
    tui::paper::{Paper, shorten, width},
};

/// The rows of a page that are the input's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Space {
    pub top: u16,
    pub rows: u16,
}

/// Where each part of an input stands.
struct Layout {
    /// The rows of the mark, and whether it is drawn in a few rows only.
    pick: Option<(Space, bool)>,
    /// For each field in view, its number, the row of its label if it has one, and its rows.
    fields: Vec<(usize, Option<u16>, Space)>,
}

impl Input {
    /// Fits the fields to the width, and brings the cursor into view.
    pub fn fit(&mut self, measure: u16, space: Space) {
        let dot = self.indent();
        for (_, editor) in &mut self.fields {
            editor.set_measure(usize::from(measure.saturating_sub(dot)));
        }
        let places = self.layout(measure, space).fields;
        for (at, _, place) in places {
            if Some(at) == self.at() {
                self.height = usize::from(place.rows);
            }
            if let Some((_, editor)) = self.fields.get_mut(at) {
                editor.scroll_to_cursor(usize::from(place.rows).max(1));
            }
        }
    }

    pub fn view(&self, paper: &mut Paper<'_>, space: Space, today: Day) {
        let layout = self.layout(paper.page.measure, space);
        if let (Some(pick), Some((place, small))) = (&self.pick, layout.pick) {
            view_pick(pick, paper, place, small, self.is_marking());
        }
        for (at, label, place) in layout.fields {
            let Some((field, editor)) = self.fields.get(at) else {
                continue;
            };
            let here = self.at() == Some(at);
            if let Some(row) = label {
                let note = day_note(field, editor, today, here, paper.page.measure);
                let tone = if here {
                    paper.theme.text
                } else {
                    paper.theme.muted
                };
                let rows = wrapped(&field.label, usize::from(paper.page.measure));
                for (part, y) in rows.iter().zip(row..place.top) {
                    let end = paper.put(paper.page.left, y, part, tone);
                    if rows.len() == 1 {
                        paper.put(end, y, &note, paper.theme.muted);
                    }
                }
                if here && self.fields.len() > 1 {
                    paper.bar(row);
                }
            }
            self.view_field(paper, editor, place, here);
        }
    }

    /// How many rows a scale cannot do without: both ends and its points. None for anything else.
    pub fn scale_rows(&self, measure: u16) -> Option<u16> {
        let scale = self.pick.as_ref().filter(|pick| pick.is_scale());
        scale.map(|pick| small_rows(pick, measure))
    }

    /// Only the words and the cursor, where nothing else has room.
    pub fn view_bare(&self, paper: &mut Paper<'_>) {
        let space = Space {
            top: 0,
            rows: paper.page.size.height,
        };
        match (self.field(), &self.pick) {
            (Some((_, editor)), _) => self.view_field(paper, editor, space, true),
            (None, Some(pick)) => view_pick(pick, paper, space, true, true),
            (None, None) => {}
        }
    }

    /// The mouse was pressed at a point of the window.
    pub fn pointed(&mut self, measure: u16, left: u16, space: Space, at: (u16, u16), drag: bool) {
        let (column, row) = at;
        let layout = self.layout(measure, space);
        let inside = |place: Space| row >= place.top && row < place.top.saturating_add(place.rows);
        let hit = layout.fields.into_iter().find(|(field, _, place)| {
            if drag {
                Some(*field) == self.at()
            } else {
                inside(*place)
            }
        });
        let Some((field, _, place)) = hit else { return };
        if !drag {
            self.turn_to(field + usize::from(self.pick.is_some()));
        }
        let left = left.saturating_add(self.indent());
        if let Some((_, editor)) = self.fields.get_mut(field) {
            editor.click(
                column.saturating_sub(left),
                row.saturating_sub(place.top),
                drag,
            );
        }
    }

    /// Items stand behind a dot.
    fn indent(&self) -> u16 {
        let items = self
            .fields
            .first()
            .is_some_and(|(field, _)| field.shape == Shape::Items);
        if items { 2 } else { 0 }
    }

    fn layout(&self, measure: u16, space: Space) -> Layout {
        let mut top = space.top;
        let bottom = space.top.saturating_add(space.rows);
        let mut pick = None;
        if let Some(mark) = &self.pick {
            let whole = pick_rows(mark, measure);
            let small = whole + 3 > space.rows;
            let rows = match (small, self.is_marking(), mark.is_scale()) {
                (false, _, _) => whole,
                // While the line beside it is written, the mark takes what that leaves.
                (true, false, true) => {
                    let line = self
                        .fields
                        .first()
                        .map_or(0, |field| label_rows(&field.0, measure));
                    let ends = small_rows(mark, measure);
                    // Its ends, where the line keeps its label and two rows.
                    if ends + 1 + line + 2 <= space.rows {
                        ends
                    } else {
                        1
                    }
                }
                (true, false, false) => {
                    let line = self.fields.first().map_or(0, |field| {
                        let rows = u16::try_from(field.1.total_rows()).unwrap_or(u16::MAX);
                        label_rows(&field.0, measure).saturating_add(rows)
                    });
                    space
                        .rows
                        .saturating_sub(line.saturating_add(1))
                        .clamp(1, whole)
                }
                (true, true, true) => small_rows(mark, measure).min(space.rows),
                (true, true, false) => space.rows.saturating_sub(3).max(1),
            };
            pick = Some((Space { top, rows }, small));
            top = top.saturating_add(rows);
            top = top.saturating_add(1).min(bottom);
        }
        let wanted = |field: &(Field, Editor)| {
            let rows = u16::try_from(field.1.total_rows()).unwrap_or(u16::MAX);
            label_rows(&field.0, measure).saturating_add(rows)
        };
        let room = bottom.saturating_sub(top);
        let all: u16 = self.fields.iter().map(wanted).fold(0, u16::saturating_add);
        let gaps = u16::try_from(self.fields.len().saturating_sub(1)).unwrap_or(0);
        let gap = u16::from(all.saturating_add(gaps) <= room);
        let alone = all > room;
        let mut fields = Vec::new();
        for (at, field) in self.fields.iter().enumerate() {
            let here = self.at() == Some(at) || (self.is_marking() && at == 0);
            if alone && !here {
                continue;
            }
            let left = bottom.saturating_sub(top);
            let wants = label_rows(&field.0, measure);
            let labelled = if left > wants { wants } else { 0 };
            let label = (labelled > 0).then_some(top);
            let from = top + labelled;
            let last = alone || at + 1 == self.fields.len();
            let own = wanted(field).saturating_sub(wants);
            let rows = if last {
                bottom.saturating_sub(from)
            } else {
                own
            };
            fields.push((at, label, Space { top: from, rows }));
            top = from.saturating_add(rows).saturating_add(gap);
        }
        Layout { pick, fields }
    }

    fn view_field(&self, paper: &mut Paper<'_>, editor: &Editor, place: Space, here: bool) {
        let indent = self.indent();
        let left = paper.page.left.saturating_add(indent);
        let tone = paper.theme.text;
        for (row, y) in editor.rows(usize::from(place.rows)).zip(place.top..) {
            if indent > 0 && row.first_of_paragraph {
                paper.put(paper.page.left, y, paper.glyphs.dot, paper.theme.muted);
            }
            let mut x = left;
            for run in row.runs {
                let style = if run.selected {
                    paper.theme.selected_text
                } else {
                    tone
                };
                x = paper.put_shown(x, y, &run.text, style);
            }
        }
        if here {
            let (column, row) = editor.cursor_cell();
            let y = place.top.saturating_add(row);
            paper.cursor = Some(Position {
                x: left.saturating_add(column),
                y,
            });
        }
    }
}

/// What a date comes to, said in full, or in short where that does not fit beside its label.
fn day_note(field: &Field, editor: &Editor, today: Day, here: bool, measure: u16) -> String {
    if field.shape != Shape::Date || (editor.is_empty() && !here) {
        return String::new();
    }
    let (long, short) = match parse_day(&editor.text(), today) {
        Ok(day) => (
            format!("   {}, {}", full(day), relative(day, today)),
            format!("   {}", plain(day)),
        ),
        Err(_) if here => (
            "   a day, such as friday, in 3 weeks, 2026-Q1, 31 March".to_owned(),
            "   friday, or 31 March".to_owned(),
        ),
        Err(_) => ("   not a day yet".to_owned(), "   not a day yet".to_owned()),
    };
    let fits = |note: &String| width(&field.label) + width(note) <= usize::from(measure);
    let mut notes = [long, short].into_iter();
    notes.find(fits).unwrap_or_default()
}

/// How many rows a label takes.
fn label_rows(field: &Field, measure: u16) -> u16 {
    if field.label.is_empty() {
        return 0;
    }
    u16::try_from(wrapped(&field.label, usize::from(measure)).len()).unwrap_or(1)
}

fn lead(pick: &Pick, at: usize, paper: &Paper<'_>) -> String {
    let chosen = pick.options.get(at).is_some_and(|option| option.chosen);
    if pick.is_scale() {
        let mark = if chosen {
            format!("{} ", paper.glyphs.on)
        } else {
            String::new()
        };
        return format!("{}  {mark}", at + 1);
    }
    // Ten options have a digit; one after them is reached by moving.
    let number = match at {
        0..9 => (at + 1).to_string(),
        9 => "0".to_owned(),
        _ => " ".to_owned(),
    };
    let mark = if chosen {
        paper.glyphs.on
    } else {
        paper.glyphs.off
    };
    format!("{number}  {mark} ")
}

const LEAD: u16 = 5;

fn pick_rows(pick: &Pick, measure: u16) -> u16 {
    let rows = |text: &str| wrapped(text, usize::from(measure.saturating_sub(LEAD)).max(1)).len();
    let rows = pick
        .options
        .iter()
        .map(|option| rows(&option.text).max(1))
        .sum::<usize>();
    u16::try_from(rows).unwrap_or(u16::MAX)
}

fn view_pick(pick: &Pick, paper: &mut Paper<'_>, place: Space, small: bool, here: bool) {
    if pick.is_scale() && small {
        return view_scale_small(pick, paper, place);
    }
    let measure = usize::from(paper.page.measure.saturating_sub(LEAD)).max(1);
    // Where not all fits, the rows around the bar are in view.
    let mut first = 0;
    let rows_of = |at: usize| {
        pick.options
            .get(at)
            .map_or(0, |option| wrapped(&option.text, measure).len().max(1))
    };
    let to = pick.at.unwrap_or(0);
    while (first..=to).map(rows_of).sum::<usize>() > usize::from(place.rows) && first < to {
        first += 1;
    }
    let mut y = place.top;
    let bottom = place.top.saturating_add(place.rows);
    for (at, option) in pick.options.iter().enumerate().skip(first) {
        let barred = Some(at) == pick.at && here;
        let style = option_style(paper, option.chosen, barred);
        let lead = lead(pick, at, paper);
        let indent = u16::try_from(width(&lead)).unwrap_or(0);
        if y < bottom {
            // What is chosen is told by its sign and its weight, and only then by its tone.
            let tone = if option.chosen {
                style.patch(paper.theme.accent)
            } else {
                style
            };
            paper.put(paper.page.left, y, &lead, tone);
            if barred {
                paper.bar(y);
            }
        }
        let rows = wrapped(&option.text, measure);
        for row in &rows {
            if y < bottom {
                paper.put(paper.page.left + indent, y, row.trim_end(), style);
            }
            y += 1;
        }
        if rows.is_empty() {
            y += 1;
        }
    }
    // That there is more stands in the margin, where no text is.
    if paper.page.left > 0 && first > 0 && pick.at != Some(first) {
        paper.put(
            paper.page.bar,
            place.top,
            paper.glyphs.more,
            paper.theme.muted,
        );
    }
    if paper.page.left > 0 && y > bottom && place.rows > 1 {
        paper.put(
            paper.page.bar,
            bottom - 1,
            paper.glyphs.more,
            paper.theme.muted,
        );
    }
}

fn option_style(paper: &Paper<'_>, chosen: bool, barred: bool) -> Style {
    if chosen || barred {
        paper.theme.strong
    } else {
        paper.theme.text
    }
}

/// The ends of a scale, each behind its number and wrapped.
fn ends(pick: &Pick, measure: u16) -> [Vec<String>; 2] {
    let room = usize::from(measure).saturating_sub(END.into()).max(1);
    let last = pick.options.len().saturating_sub(1);
    [0, last].map(|at| {
        let text = pick.options.get(at).map_or("", |option| &option.text);
        let rows = wrapped(text, room).into_iter().enumerate();
        let number = (at + 1).to_string();
        let lead = |row: usize| if row == 0 { number.as_str() } else { "" };
        rows.map(|(row, part)| format!("{:<3}{}", lead(row), part.trim_end()))
            .collect()
    })
}

/// What stands before the words of an end: its number, and two blanks.
const END: u16 = 3;

/// How many rows a scale takes where room is short: its ends, and its points between them.
fn small_rows(pick: &Pick, measure: u16) -> u16 {
    let rows = ends(pick, measure).iter().map(Vec::len).sum::<usize>() + 1;
    u16::try_from(rows).unwrap_or(u16::MAX)
}

/// A scale in a few rows: its low end, its points, its high end. Of ends that are too long for
/// the rows there are, the first row each.
fn view_scale_small(pick: &Pick, paper: &mut Paper<'_>, place: Space) {
    let (left, theme, more) = (paper.page.left, paper.theme, paper.glyphs.more);
    let [mut low, mut high] = ends(pick, paper.page.measure);
    if low.len() + high.len() + 1 > usize::from(place.rows) {
        let room = usize::from(paper.page.measure);
        for end in [&mut low, &mut high] {
            *end = vec![shorten(&end.join(" "), room, more)];
        }
    }
    let mut points = place.top;
    if place.rows >= 3 {
        points = place.top + u16::try_from(low.len()).unwrap_or(1);
        for (row, y) in low.iter().zip(place.top..) {
            paper.line(left, y, &[(row.clone(), theme.text)]);
        }
        for (row, y) in high.iter().zip(points + 1..) {
            paper.line(left, y, &[(row.clone(), theme.text)]);
        }
    }
    let mut x = left;
    for (at, option) in pick.options.iter().enumerate() {
        let text = if option.chosen {
            format!("[{}] ", at + 1)
        } else {
            format!(" {}  ", at + 1)
        };
        let style = if option.chosen {
            theme.accent
        } else {
            theme.text
        };
        x = paper.put(x, points, &text, style);
    }
}
