use super::{Card, Form, Line, Part, Span};
use crate::{
    text::{row_starts, row_width},
    time::say::plain,
};

/// How wide a card is that is written or printed, in cells.
pub const MEASURE: usize = 70;
/// Where the words begin beside what they are.
const BESIDE: usize = 14;
/// Where a page is narrower, they begin below it.
const NARROW: usize = 56;

/// So many rows the card has room for on a page of 24 rows.
const ROWS: usize = 19;

/// What a run of a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Title,
    /// What the words are.
    Label,
    Question,
    Plain,
    /// A listed name.
    Name,
}

/// A row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number of the line it belongs to.
    pub line: Option<usize>,
    pub runs: Vec<(String, Tone)>,
}

/// The page that a card is, row by row. Its parts stand apart where the page has room for that.
pub fn rows(card: &Card, measure: usize) -> Vec<Row> {
    let mut rows = laid(card, measure);
    if rows.len() > ROWS && measure >= NARROW {
        let mut number = 0..;
        rows.retain(|row| number.next().is_some_and(|at| at < 2) || !row.runs.is_empty());
    }
    rows
}

fn laid(card: &Card, measure: usize) -> Vec<Row> {
    let mut rows = vec![title(card, measure)];
    if card.form == Form::Ask {
        rows.push(blank());
    }
    let mut part = None;
    for (at, line) in card.lines.iter().enumerate() {
        let first = part.replace(line.part) != Some(line.part);
        if card.form == Form::Ask {
            flow(&mut rows, at, ("", ""), line, measure);
            continue;
        }
        if first {
            rows.push(blank());
        }
        let label = line.part.label();
        match (measure < NARROW, first) {
            (true, true) => {
                rows.push(Row {
                    line: Some(at),
                    runs: vec![(label.to_owned(), Tone::Label)],
                });
                flow(&mut rows, at, ("", ""), line, measure);
            }
            (true, false) => flow(&mut rows, at, ("", ""), line, measure),
            (false, _) => {
                let indent = " ".repeat(BESIDE);
                let shown = if first { label } else { "" };
                let lead = format!("{shown:BESIDE$}");
                flow(&mut rows, at, (&lead, &indent), line, measure);
            }
        }
    }
    rows
}

fn blank() -> Row {
    let (line, runs) = (None, Vec::new());
    Row { line, runs }
}

/// What it is, and the day at the right end where that has room.
fn title(card: &Card, measure: usize) -> Row {
    let (title, day) = (card.form.title(), plain(card.day));
    let gap = measure.saturating_sub(title.len() + day.len());
    let mut runs = vec![(title.to_owned(), Tone::Title)];
    if gap > 1 {
        runs.push((format!("{}{day}", " ".repeat(gap)), Tone::Label));
    }
    Row { line: None, runs }
}

/// The words of a line, all of them, wrapped behind what leads them: what is seen is what leaves.
fn flow(rows: &mut Vec<Row>, at: usize, lead: (&str, &str), line: &Line, measure: usize) {
    let spans = || line.pieces.iter().flat_map(|piece| &piece.spans);
    let tone = |span: &Span| match (span.name.is_some(), line.part) {
        (true, _) => Tone::Name,
        (false, Part::Question) => Tone::Question,
        (false, _) => Tone::Plain,
    };
    let text: String = spans().map(|span| span.text.as_str()).collect();
    let room = measure.saturating_sub(row_width(lead.1)).max(1);
    let starts = row_starts(&text, room);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    for (number, (start, end)) in starts.iter().copied().zip(ends).enumerate() {
        let lead = if number == 0 { lead.0 } else { lead.1 };
        let mut runs = Vec::new();
        if !lead.is_empty() {
            runs.push((lead.to_owned(), Tone::Label));
        }
        let row = text.get(start..end).unwrap_or_default().trim_end();
        let mut from = 0;
        for span in spans() {
            let piece = start.max(from)..(start + row.len()).min(from + span.text.len());
            from += span.text.len();
            let piece = text.get(piece).filter(|piece| !piece.is_empty());
            runs.extend(piece.map(|piece| (piece.to_owned(), tone(span))));
        }
        let line = Some(at);
        rows.push(Row { line, runs });
    }
}
