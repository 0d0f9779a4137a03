//! Two answers as rows of a page.

use std::borrow::Cow;

use ratatui::style::Style;

use super::{
    flow::{edited, flow},
    sides::Sides,
    verdict,
};
use crate::{
    insight::{
        change::{Part, change, differs, extent},
        thread::Point,
        told,
    },
    journal::{Entry, ME, Mark, Verdict},
    text::wrapped,
    time::{Day, say::short},
    tui::{
        act::Act,
        page::Page,
        paper::{Paper, Run, width},
        screen::Cx,
        sheet::{Sheet, View},
        voice,
    },
};

/// On a page of fewer rows than this the verdict stands at the end of the rows, and elsewhere
/// always in the last ones.
const TALL: u16 = 14;
/// The words that say what changed stand in a column of their own.
const LABEL: usize = 10;

/// What is shown, row by row.
#[derive(Debug, Default)]
pub(in crate::tui::screens) struct Laid {
    pub(super) sheet: Sheet,
    /// What stands in the last rows of the page.
    pub(super) verdict: Vec<Vec<Run>>,
    /// The rows at which the older answer and the newer one begin, where one stands above the
    /// other.
    pub(super) sides: Option<(usize, usize)>,
    /// Whether a verdict was given.
    pub(super) judged: bool,
}

impl Laid {
    /// How many rows are left for the sheet: a blank one stands above the verdict.
    pub(super) fn room(&self, page: &Page) -> usize {
        let taken = self.verdict.len() + usize::from(!self.verdict.is_empty());
        usize::from(page.rows).saturating_sub(taken)
    }

    /// Whether there is more below the rows in view, the first of which is `top`.
    pub(in crate::tui::screens) fn goes_on(&self, page: &Page, top: usize) -> bool {
        top + self.room(page) < self.sheet.rows()
    }

    /// The first row in view after a command that moves; the same after any other.
    pub(in crate::tui::screens) fn scrolled(&self, page: &Page, top: usize, act: Act) -> usize {
        let room = self.room(page);
        let last = self.sheet.rows().saturating_sub(room);
        let page = room.saturating_sub(2).max(1);
        let top = top.min(last);
        let top = match act {
            Act::Up => top.saturating_sub(1),
            Act::Down => top + 1,
            Act::PageUp => top.saturating_sub(page),
            Act::PageDown => top + page,
            Act::First => 0,
            Act::Last => last,
            _ => top,
        };
        top.min(last)
    }

    /// Draws it on a page that is spread. The verdict stands in the last rows, whatever is in view
    /// above it.
    pub(in crate::tui::screens) fn draw(&self, paper: &mut Paper<'_>, top: usize) {
        let page = paper.page;
        paper.page.rows = u16::try_from(self.room(&page)).unwrap_or(page.rows);
        self.sheet.draw(paper, page.top, View::From(top));
        paper.page = page;
        let rows = u16::try_from(self.verdict.len()).unwrap_or(0);
        for (row, y) in self
            .verdict
            .iter()
            .zip(page.bottom().saturating_sub(rows)..)
        {
            paper.line(page.left, y, row);
        }
    }

    fn with_verdict(mut self, cx: &Cx<'_>, given: Option<(&Verdict, Day)>) -> Self {
        let rows = verdict::rows(usize::from(cx.page.width), given, cx.today(), cx.theme);
        if cx.page.rows >= TALL {
            self.verdict = rows;
            return self;
        }
        self.sheet.blank();
        for row in rows {
            self.sheet.runs(row);
        }
        self
    }
}

/// Lays two answers out, or one.
pub(super) fn lay(cx: &Cx<'_>, sides: &Sides<'_>) -> Laid {
    let mut laid = Laid::default();
    question(cx, &mut laid.sheet, sides);
    laid.sheet.blank();
    laid.sides = answers(cx, &mut laid.sheet, sides, cx.theme.text);
    changed(cx, &mut laid.sheet, sides);
    let journal = &cx.workbook.journal;
    if !is_hidden(cx, sides.then) {
        for fact in sides.then.seen_from_now(journal) {
            laid.sheet.text(&cx.page, &fact, cx.theme.text);
        }
    }
    remarks(cx, &mut laid.sheet, sides.then, "");
    if let Some(now) = sides.now {
        remarks(cx, &mut laid.sheet, now, ", on the newer answer");
    }
    let given = sides.then.verdict(journal);
    let given = given.map(|(point, verdict)| (verdict, point.day()));
    laid.judged = given.is_some();
    laid.with_verdict(cx, given)
}

/// Lays out an older answer to be read again, beside a newer one where there is one: why it is
/// this one, and nothing of what was said about it before.
pub(in crate::tui::screens) fn read_again(cx: &Cx<'_>, sides: &Sides<'_>, why: &str) -> Laid {
    let mut laid = Laid::default();
    question(cx, &mut laid.sheet, sides);
    if let Some(ends) = sides.then.now.ends() {
        laid.sheet.text(&cx.page, &ends.said(), cx.theme.muted);
    }
    // Where room is short, the words come first.
    let short = cx.page.pause == 1;
    if !short {
        laid.sheet.text(&cx.page, why, cx.theme.muted);
    }
    laid.sheet.blank();
    laid.sides = answers(cx, &mut laid.sheet, sides, cx.theme.muted);
    changed(cx, &mut laid.sheet, sides);
    if short {
        laid.sheet.blank();
        laid.sheet.text(&cx.page, why, cx.theme.muted);
    }
    laid.with_verdict(cx, None)
}

/// The question as it was asked last, and what differs from how it was asked then.
fn question(cx: &Cx<'_>, sheet: &mut Sheet, sides: &Sides<'_>) {
    let asked = sides.now.unwrap_or(sides.then).now.asked.as_ref();
    let question = asked.map_or("A note", |asked| asked.question.as_str());
    sheet.text(&cx.page, question, cx.theme.question);
    for said in sides.now.iter().flat_map(|now| differs(sides.then, *now)) {
        sheet.text(&cx.page, &said, cx.theme.muted);
    }
}

/// The answers themselves, one alone in this tone; gives the rows at which they begin where one
/// stands above the other.
fn answers(
    cx: &Cx<'_>,
    sheet: &mut Sheet,
    sides: &Sides<'_>,
    alone: Style,
) -> Option<(usize, usize)> {
    match (sides.now, cx.page.columns()) {
        (None, _) => {
            answer(cx, sheet, ("", sides.then), alone);
            None
        }
        (Some(now), Some(half)) => {
            columns(cx, sheet, [sides.then, now], usize::from(half));
            None
        }
        (Some(now), None) => {
            let first = sheet.rows();
            answer(cx, sheet, ("then", sides.then), cx.theme.muted);
            sheet.blank();
            let second = sheet.rows();
            answer(cx, sheet, ("now", now), cx.theme.text);
            Some((first, second))
        }
    }
}

/// Whether nothing of an answer is shown today.
fn is_hidden(cx: &Cx<'_>, point: Point<'_>) -> bool {
    point.hidden(&cx.workbook.journal, cx.today()).is_some()
}

/// What changed between the two; of what is not shown nothing.
fn changed(cx: &Cx<'_>, sheet: &mut Sheet, sides: &Sides<'_>) {
    let shown = |point| !is_hidden(cx, point);
    let Some(now) = sides.now.filter(|now| shown(*now) && shown(sides.then)) else {
        return;
    };
    let mut before: Option<Part<'_>> = None;
    for part in change(sides.then, now).parts {
        // A blank row stands above, and between the words and the marks.
        if matches!(
            (&before, &part),
            (None | Some(Part::Edited(_)), _) | (Some(Part::Row { .. }), Part::Fact(_))
        ) {
            sheet.blank();
        }
        show(cx, sheet, &part);
        before = Some(part);
    }
}

/// What an answer says today: its words where a point of a scale is said above them, its mark and
/// its words elsewhere; of what is not shown only what it is.
fn words<'a>(cx: &Cx<'a>, point: Point<'a>) -> Cow<'a, str> {
    match point.now.mark {
        Some(Mark::Rating(_)) if !is_hidden(cx, point) => point.now.words.trim_end().into(),
        _ => {
            let said = cx.workbook.said_of(point, cx.today());
            said.trim_end().to_owned().into()
        }
    }
}

/// What stands above an answer: which of the two it is, how long it is, its mark.
fn heading(cx: &Cx<'_>, point: Point<'_>, before: &[&str]) -> String {
    let mut parts: Vec<String> = before
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| (*part).to_owned())
        .collect();
    if !is_hidden(cx, point) {
        parts.extend(extent(point.now));
        parts.extend(point.is_corrected().then(|| "corrected".to_owned()));
    }
    // As far apart as the page has room for.
    parts.join(" ".repeat(2 * usize::from(cx.page.pause)).as_str())
}

/// One answer, with its day.
fn answer(cx: &Cx<'_>, sheet: &mut Sheet, (name, point): (&str, Point<'_>), style: Style) {
    let day = short(point.day(), cx.today());
    let day = if name.is_empty() {
        day
    } else {
        format!("{name}, {day}")
    };
    sheet.text(&cx.page, &heading(cx, point, &[&day]), cx.theme.muted);
    if cx.page.pause > 1 {
        sheet.blank();
    }
    let words = words(cx, point);
    if !words.is_empty() {
        sheet.text(&cx.page, &words, style);
    }
}

/// Two answers in two columns, a hairline between them.
fn columns(cx: &Cx<'_>, sheet: &mut Sheet, sides: [Point<'_>; 2], half: usize) {
    let theme = cx.theme;
    let [then, now] = sides;
    let title = padded(&heading(cx, then, &["then"]), half + 4);
    let now_title = heading(cx, now, &["now"]);
    sheet.runs(vec![(title, theme.muted), (now_title, theme.text)]);
    sheet.blank();
    let (old, new) = (words(cx, then), words(cx, now));
    // A cell stays blank before the hairline.
    let (left, right) = (wrapped(&old, half - 1), wrapped(&new, half));
    for at in 0..left.len().max(right.len()) {
        let row = |rows: &[&str]| rows.get(at).map_or("", |row| row.trim_end()).to_owned();
        sheet.runs(vec![
            (padded(&row(&left), half), theme.muted),
            (cx.glyphs.rule.to_owned(), theme.rule),
            ("   ".to_owned(), theme.text),
            (row(&right), theme.text),
        ]);
    }
}

fn padded(text: &str, room: usize) -> String {
    let free = room.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(free))
}

/// A part of what changed.
fn show(cx: &Cx<'_>, sheet: &mut Sheet, part: &Part<'_>) {
    let (page, theme) = (&cx.page, cx.theme);
    match part {
        Part::Fact(fact) => sheet.text(page, fact, theme.text),
        Part::Edited(runs) => {
            let pieces = edited(runs, theme, cx.glyphs.more);
            for row in flow(&pieces, usize::from(page.measure)) {
                sheet.runs(row);
            }
        }
        Part::Row { label, then, now } => {
            let sides = [then.as_deref(), now.as_deref()];
            match (sides, page.columns()) {
                ([Some(then), Some(now)], Some(_)) => across(cx, sheet, label, [then, now]),
                // A side that says nothing is a side, where the other is not new or gone.
                _ => hung(cx, sheet, label, sides),
            }
        }
    }
}

/// Then and now in one row, each as wide as half of it.
fn across(cx: &Cx<'_>, sheet: &mut Sheet, label: &str, [then, now]: [&str; 2]) {
    let theme = cx.theme;
    let half = (usize::from(cx.page.spread().width) - LABEL - 3) / 2;
    let (left, right) = (wrapped(then, half), wrapped(now, half));
    for at in 0..left.len().max(right.len()) {
        let row = |rows: &[&str]| rows.get(at).map_or("", |row| row.trim_end()).to_owned();
        let label = if at == 0 { label } else { "" };
        sheet.runs(vec![
            (padded(label, LABEL), theme.muted),
            (padded(&row(&left), half + 3), theme.muted),
            (row(&right), theme.text),
        ]);
    }
}

/// Then, and below it now, beside the word that says what they are.
fn hung(cx: &Cx<'_>, sheet: &mut Sheet, label: &str, sides: [Option<&str>; 2]) {
    let theme = cx.theme;
    let room = usize::from(cx.page.measure).saturating_sub(LABEL).max(1);
    let mut label = label;
    for (side, style) in sides.into_iter().zip([theme.muted, theme.text]) {
        for row in side.iter().flat_map(|side| wrapped(side, room)) {
            let row = (row.trim_end().to_owned(), style);
            sheet.runs(vec![(padded(label, LABEL), theme.muted), row]);
            label = "";
        }
    }
}

/// What was said about an answer later, each with its day: verdicts and why, notes, outcomes.
fn remarks(cx: &Cx<'_>, sheet: &mut Sheet, answer: Point<'_>, side: &str) {
    let (theme, journal) = (cx.theme, &cx.workbook.journal);
    let holds = answer.verdict(journal);
    let holds = holds.map(|(point, _)| point.first.id.as_str());
    for point in told::about(journal, answer.first) {
        let entry = point.now;
        // What is said in the last rows, or above, is not said twice.
        let bare = entry.words.trim().is_empty();
        let twice =
            holds == Some(point.first.id.as_str()) || matches!(entry.mark, Some(Mark::Rating(_)));
        if bare && twice {
            continue;
        }
        if entry.author != ME && cx.workbook.is_hidden(&point.first.id) {
            continue;
        }
        sheet.blank();
        if entry.author != ME {
            for row in voice::rows(cx, entry, side, usize::from(cx.page.measure)) {
                sheet.runs(row);
            }
            continue;
        }
        let day = short(point.day(), cx.today());
        let head = format!("{day}, {}{side}", what(entry));
        sheet.text(&cx.page, &head, theme.muted);
        if bare || is_hidden(cx, point) {
            continue;
        }
        sheet.text(&cx.page, entry.words.trim_end(), theme.text);
    }
}

/// What an entry about an answer is.
fn what(entry: &Entry) -> String {
    match &entry.mark {
        Some(Mark::Verdict(verdict)) => format!("your verdict: {}", verdict.is.words()),
        Some(Mark::Outcome(outcome)) => outcome.is.words().to_owned(),
        Some(Mark::Rating(point)) => format!("how you see then, from now: {point}"),
        _ => "a note".to_owned(),
    }
}
