//! How likely it was said to be, against what happened: sentences, and dots on a field.

use std::ops::RangeInclusive;

use crate::{
    insight::forecasts::{Band, TOO_FEW, Tally},
    tui::{paper::Run, screen::Cx, sheet::Sheet},
};

/// The columns and the rows of the field, in tens of percent.
const TENS: RangeInclusive<u8> = 0..=10;
const STEPS: usize = 11;

/// How wide the columns are, and the room at their left.
#[derive(Clone, Copy)]
struct Field {
    left: usize,
    column: usize,
}

impl Field {
    /// The field that fits a page; none where the columns would run into each other.
    fn of(measure: u16) -> Option<Self> {
        let measure = usize::from(measure);
        let wide = measure >= 64;
        let left = if wide { 9 } else { 5 };
        let column = (measure.saturating_sub(left) / STEPS).min(5);
        (column >= 3).then_some(Self { left, column })
    }

    fn label(self, text: &str) -> String {
        format!("{text:<left$}", left = self.left)
    }

    fn cell(self, text: &str) -> String {
        format!("{text:>column$}", column = self.column)
    }
}

/// Lays out what there is to say.
pub(super) fn view(cx: &Cx<'_>, sheet: &mut Sheet, tally: Option<&Tally>) {
    let (page, theme) = (&cx.page, cx.theme);
    let Some(tally) = tally else {
        return sheet.text(page, TOO_FEW, theme.text);
    };
    for sentence in tally.sentences() {
        sheet.text(page, &sentence, theme.text);
    }
    let Some(field) = Field::of(page.measure) else {
        return;
    };
    sheet.blank();
    sheet.text(
        page,
        "Columns: how likely you said. Rows: the share that happened.",
        theme.muted,
    );
    for share in TENS.rev() {
        sheet.runs(row(cx, &tally.bands, share, field));
    }
    let number = |about: u8| {
        // Where columns are narrow, only the ends and the middle have their numbers.
        let said = field.column > 3 || about.is_multiple_of(5);
        let tens = said.then(|| (about * 10).to_string());
        field.cell(&tens.unwrap_or_default())
    };
    let across: String = TENS.map(number).collect();
    sheet.runs(vec![(field.label("") + &across, theme.muted)]);
    if field.left > 5 {
        count_row(cx, sheet, field, "happened", |about| {
            at(&tally.bands, about).map(|band| band.happened)
        });
        count_row(cx, sheet, field, "of", |about| {
            at(&tally.bands, about).map(|band| band.of)
        });
    }
}

/// Under each column a count, where there is one.
fn count_row(
    cx: &Cx<'_>,
    sheet: &mut Sheet,
    field: Field,
    label: &str,
    count: impl Fn(u8) -> Option<usize>,
) {
    let cell = |about| field.cell(&count(about).map(|of| of.to_string()).unwrap_or_default());
    let counts: String = TENS.map(cell).collect();
    let label = (field.label(label), cx.theme.muted);
    sheet.runs(vec![label, (counts, cx.theme.text)]);
}

/// How many rows there are.
pub(super) fn rows(cx: &Cx<'_>, tally: Option<&Tally>) -> usize {
    let mut sheet = Sheet::default();
    view(cx, &mut sheet, tally);
    sheet.rows()
}

/// One row of the field: the number at its left, the dots on it, and the faint diagonal.
fn row(cx: &Cx<'_>, bands: &[Band], share: u8, field: Field) -> Vec<Run> {
    let theme = cx.theme;
    let mut runs = vec![(field.label(&format!("{}%", share * 10)), theme.muted)];
    for about in TENS {
        let here = at(bands, about).is_some_and(|band| band.share() == share * 10);
        let (sign, style) = match (here, about == share) {
            (true, _) => (cx.glyphs.on, theme.accent),
            (false, true) => (cx.glyphs.dot, theme.rule),
            (false, false) => ("", theme.rule),
        };
        runs.push((field.cell(sign), style));
    }
    runs
}

/// The band of so many tens of percent.
fn at(bands: &[Band], tens: u8) -> Option<&Band> {
    bands.iter().find(|band| band.about == tens * 10)
}
