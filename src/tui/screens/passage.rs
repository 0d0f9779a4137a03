use super::steps::pin;
use crate::{
    insight::pins::is_pinned,
    journal::{Entry, ME, Mark},
    text::wrapped,
    time::say::{clock, plain},
    tui::{
        act::{Act, Scope},
        paper::{Paper, Run},
        screen::{Cx, Next, Screen},
        voice,
    },
    workbook::Passage,
};

/// A passage of the journal, read from question to question.
///
/// Only the entries in view are laid out, so that a track of ten years turns as fast as a day.
#[derive(Debug)]
pub struct PassagePage {
    passage: Passage,
    /// The entry whose row is the first in view, and that row.
    entry: usize,
    row: usize,
}

impl PassagePage {
    pub fn new(passage: Passage) -> Self {
        Self {
            entry: passage.first,
            passage,
            row: 0,
        }
    }

    fn rows(&self, cx: &Cx<'_>, at: usize) -> Option<Vec<Vec<Run>>> {
        let entry = cx.workbook.journal.at(*self.passage.entries.get(at)?)?;
        let later = cx.workbook.journal.correction(&entry.id);
        Some(rows_of(cx, entry, later))
    }

    fn down(&mut self, cx: &Cx<'_>, by: usize) {
        for _ in 0..by {
            let here = self.rows(cx, self.entry).map_or(0, |rows| rows.len());
            if self.row + 1 < here {
                self.row += 1;
            } else if self.entry + 1 < self.passage.entries.len() {
                (self.entry, self.row) = (self.entry + 1, 0);
            }
        }
        // The last rows stay in view.
        if self.entry + 1 == self.passage.entries.len() {
            let here = self.rows(cx, self.entry).map_or(0, |rows| rows.len());
            self.row = self.row.min(here.saturating_sub(2));
        }
    }

    fn up(&mut self, cx: &Cx<'_>, by: usize) {
        for _ in 0..by {
            if self.row > 0 {
                self.row -= 1;
            } else if self.entry > 0 {
                self.entry -= 1;
                self.row = self
                    .rows(cx, self.entry)
                    .map_or(0, |rows| rows.len().saturating_sub(1));
            }
        }
    }
}

/// The question, when it was answered, and the words.
fn rows_of(cx: &Cx<'_>, entry: &Entry, later: Option<&Entry>) -> Vec<Vec<Run>> {
    let (page, theme) = (&cx.page, cx.theme);
    let measure = usize::from(page.measure);
    let mut rows: Vec<Vec<Run>> = Vec::new();
    let mut put = |text: &str, style| {
        rows.extend(
            wrapped(text, measure)
                .iter()
                .map(|row| vec![(row.trim_end().to_owned(), style)]),
        );
    };
    let question = entry
        .asked
        .as_ref()
        .map_or("A note", |asked| asked.question.as_str());
    put(question, theme.question);
    if let Some(about) = cx.workbook.about_what(entry) {
        put(&about, theme.muted);
    }
    if entry.author != ME {
        put("", theme.text);
        rows.extend(voice::rows(cx, entry, "", measure));
        rows.extend([Vec::new(), Vec::new()]);
        return rows;
    }
    let corrected = match later {
        Some(later) => format!(", corrected on {}", plain(later.at.date_naive())),
        None if entry.revises.is_some() => ", a correction".to_owned(),
        None => String::new(),
    };
    let pinned = entry.answers.is_none() && is_pinned(&cx.workbook.journal, entry);
    let pinned = if pinned { ", pinned" } else { "" };
    let day = plain(entry.at.date_naive());
    put(
        &format!("{day} {}{corrected}{pinned}", clock(&entry.at)),
        theme.muted,
    );
    put("", theme.text);
    let said = cx.workbook.said(entry, cx.today());
    match &entry.mark {
        // Where a line is too long for the page, it is still seen where the next one begins.
        Some(Mark::Lines(_) | Mark::People(_)) => {
            for line in said.split('\n') {
                put(&format!("{} {line}", cx.glyphs.dot), theme.text);
            }
        }
        _ => put(&said, theme.text),
    }
    put("", theme.text);
    put("", theme.text);
    rows
}

impl Screen for PassagePage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Passage, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "What you wrote, as you wrote it."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        paper.head(&self.passage.title, &self.passage.note, false);
        let (mut y, bottom) = (cx.page.top, cx.page.bottom());
        let mut skip = self.row;
        for at in self.entry..self.passage.entries.len() {
            let Some(rows) = self.rows(cx, at) else {
                continue;
            };
            for run in rows.into_iter().skip(skip) {
                if y >= bottom {
                    return;
                }
                paper.line(cx.page.left, y, &run);
                y += 1;
            }
            skip = 0;
        }
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let room = usize::from(cx.page.rows).saturating_sub(2).max(1);
        match act {
            Act::Back => return Next::Back,
            Act::Pin => {
                let at = self.passage.entries.get(self.entry);
                let entry = at.and_then(|at| cx.workbook.journal.at(*at));
                return entry.map_or(Next::Stay, |entry| pin(cx, &entry.id));
            }
            Act::Up => self.up(cx, 1),
            Act::Down => self.down(cx, 1),
            Act::PageUp => self.up(cx, room),
            Act::PageDown => self.down(cx, room),
            Act::First => (self.entry, self.row) = (0, 0),
            Act::Last => {
                (self.entry, self.row) = (self.passage.entries.len().saturating_sub(1), 0);
            }
            _ => {}
        }
        Next::Stay
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        vec![Act::PageDown, Act::PageUp, Act::Back, Act::Help]
    }
}
