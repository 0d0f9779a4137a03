//! The five verdicts, and the one that was given.

use crate::{
    journal::{Judged, Verdict},
    text::wrapped,
    time::{Day, say::short},
    tui::{
        palette::Theme,
        paper::{Run, width},
    },
};

/// Between two verdicts of a row.
const APART: &str = "  ";

/// The rows of the verdicts: their keys, and at the right whose they are, or which was given and
/// when. The given one stands out.
pub(super) fn rows(
    room: usize,
    given: Option<(&Verdict, Day)>,
    today: Day,
    theme: &Theme,
) -> Vec<Vec<Run>> {
    let mut rows: Vec<Vec<Run>> = vec![Vec::new()];
    let wide = |row: &[Run]| row.iter().map(|(text, _)| width(text)).sum::<usize>();
    for (at, judged) in Judged::ALL.iter().enumerate() {
        let said = format!("{} {}", at + 1, judged.words());
        let chosen = given.is_some_and(|(verdict, _)| verdict.is == *judged);
        let style = if chosen { theme.strong } else { theme.text };
        match rows.last_mut() {
            Some(row) if row.is_empty() => row.push((said, style)),
            Some(row) if wide(row) + APART.len() + width(&said) <= room => {
                row.push((APART.to_owned(), theme.text));
                row.push((said, style));
            }
            _ => rows.push(vec![(said, style)]),
        }
    }
    let (label, style) = match given {
        None => ("your verdict".to_owned(), theme.muted),
        Some((verdict, day)) => {
            let (day, words) = (short(day, today), verdict.is.words());
            (format!("your verdict on {day}: {words}"), theme.text)
        }
    };
    let free = rows.last().map_or(0, |row| room.saturating_sub(wide(row)));
    match rows.last_mut() {
        Some(row) if free >= width(&label) + APART.len() => {
            row.push((" ".repeat(free - width(&label)), theme.text));
            row.push((label, style));
        }
        _ => rows.extend(
            wrapped(&label, room)
                .into_iter()
                .map(|row| vec![(row.trim_end().to_owned(), style)]),
        ),
    }
    rows
}
