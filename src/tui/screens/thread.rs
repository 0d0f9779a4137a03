use std::collections::HashSet;

use super::steps::pin;
use crate::{
    insight::{pins::pinned, told},
    journal::ME,
    text::wrapped,
    time::say::plain,
    tui::{
        act::{Act, Scope},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
        voice,
    },
    workbook::{Workbook, again},
};

mod over_time;
mod plot;

use over_time::OverTime;
use plot::Plot;

/// So many rows of answers are in view beneath a plot, at least.
const LIST: u16 = 2;

/// One question over time.
///
/// What is drawn and listed is laid out for the rows in view alone.
#[derive(Debug)]
pub struct ThreadPage {
    prompt: String,
    over: OverTime,
    /// The row chosen, the newest answer being the first.
    at: usize,
    /// The ids of up to two answers, to be compared.
    marked: Vec<String>,
}

impl ThreadPage {
    /// Opens the page at the answer with this id, or at the newest.
    pub fn open(workbook: &Workbook, prompt: String, entry: Option<String>) -> Self {
        let over = OverTime::of(workbook, &prompt);
        let mut page = Self {
            prompt,
            over,
            at: 0,
            marked: Vec::new(),
        };
        let chosen = entry.and_then(|entry| page.over.find(&workbook.journal, &entry));
        if let Some(chosen) = chosen {
            page.at = page.row(chosen);
        }
        page
    }

    /// Between the number of an answer, oldest first, and its row, newest first.
    fn row(&self, at: usize) -> usize {
        self.over.count().saturating_sub(at + 1)
    }

    fn chosen(&self) -> usize {
        self.row(self.at)
    }

    /// The id of an answer.
    fn id(&self, cx: &Cx<'_>, at: usize) -> Option<String> {
        let point = self.over.point(&cx.workbook.journal, at)?;
        Some(point.first.id.clone())
    }

    fn sealed(&self, cx: &Cx<'_>, at: usize) -> bool {
        let journal = &cx.workbook.journal;
        let point = self.over.point(journal, at);
        point.is_some_and(|point| journal.sealed(point.first, cx.today()).is_some())
    }

    /// The question as it was asked last, or as it would be asked.
    fn question<'a>(&self, cx: &'a Cx<'_>) -> Option<&'a str> {
        let last = self.over.count().checked_sub(1);
        let point = last.and_then(|last| self.over.point(&cx.workbook.journal, last));
        let asked = point.and_then(|point| point.asked());
        let prompt = || cx.workbook.decks.prompt(&self.prompt);
        asked
            .map(|asked| asked.question.as_str())
            .or_else(|| prompt().map(|(_, prompt)| prompt.text.as_str()))
    }

    fn read(&self, cx: &Cx<'_>) -> Next {
        let Some(id) = self.id(cx, self.chosen()) else {
            return Next::Stay;
        };
        if self.sealed(cx, self.chosen()) {
            return Next::Go(Route::Letter(id));
        }
        let newest = (0..self.over.count())
            .rev()
            .find(|at| !self.sealed(cx, *at));
        let newest = newest.and_then(|at| self.id(cx, at));
        Next::Go(Route::Beside(
            id.clone(),
            newest.filter(|newest| *newest != id),
        ))
    }

    fn mark(&mut self, cx: &Cx<'_>) -> Next {
        let Some(id) = self.id(cx, self.chosen()) else {
            return Next::Stay;
        };
        if self.sealed(cx, self.chosen()) {
            return Next::Say("A letter that is sealed cannot be compared.".to_owned());
        }
        let marked = self.marked.iter().position(|marked| *marked == id);
        match marked {
            Some(at) => drop(self.marked.remove(at)),
            None => self.marked.push(id),
        }
        if self.marked.len() > 2 {
            self.marked.remove(0);
        }
        Next::Stay
    }

    /// Lays two answers side by side: the two marked, or the one marked and the one chosen.
    fn compare(&self, cx: &Cx<'_>) -> Next {
        let journal = &cx.workbook.journal;
        let mut two: Vec<usize> = self
            .marked
            .iter()
            .filter_map(|id| self.over.find(journal, id))
            .collect();
        if two.len() == 1 && !self.sealed(cx, self.chosen()) {
            two.push(self.chosen());
        }
        two.sort_unstable();
        two.dedup();
        let ids: Vec<String> = two.iter().filter_map(|at| self.id(cx, *at)).collect();
        match ids.as_slice() {
            [older, newer] => Next::Go(Route::Beside(older.clone(), Some(newer.clone()))),
            _ => Next::Say("Mark two answers with space, then press d.".to_owned()),
        }
    }

    fn answer_again(&self, cx: &Cx<'_>) -> Next {
        match cx.workbook.decks.prompt(&self.prompt) {
            Some((deck, prompt)) if !prompt.repeats => {
                Next::Go(Route::Walk(again(&deck.id, vec![self.prompt.clone()])))
            }
            _ => Next::Say("No deck asks this question now; its answers stay.".to_owned()),
        }
    }

    /// The next question of the same deck that has answers, or the one before.
    fn turn(&self, cx: &Cx<'_>, back: bool) -> Next {
        let deck = self.prompt.split_once('.').map_or("", |(deck, _)| deck);
        let deck = cx.workbook.decks.get(deck);
        let mut all = deck.map(|deck| deck.full_form()).unwrap_or_default();
        if back {
            all.reverse();
        }
        let here = all.iter().position(|id| *id == self.prompt);
        let (before, after) = all.split_at(here.map_or(0, |here| here + 1));
        let answered = |id: &&&str| {
            let mut answers = cx.workbook.journal.answers(id);
            **id != self.prompt && answers.any(|entry| entry.author == ME)
        };
        match after.iter().chain(before).find(answered) {
            Some(next) => Next::Replace(Route::Thread((*next).to_owned(), None)),
            None => Next::Say("No other question of this track has an answer.".to_owned()),
        }
    }

    fn list(&self, cx: &Cx<'_>, plot: Option<&Plot>) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let journal = &cx.workbook.journal;
        let mut sheet = Sheet::default();
        let pinned: HashSet<&String> = pinned(journal).map(|entry| &entry.id).collect();
        let room = usize::from(page.rows).max(1);
        let first = self.at.saturating_sub(room);
        for row in first..(self.at + room).min(self.over.count()) {
            let at = self.row(row);
            let Some(point) = self.over.point(journal, at) else {
                continue;
            };
            let drawn = plot.is_some_and(|plot| plot.shows(at));
            let said = cx.workbook.glance(point, cx.today(), !drawn);
            let day = point.day().format("%-d %b %Y").to_string();
            let marked = self.marked.contains(&point.first.id);
            let words = [
                marked.then_some("marked"),
                pinned.contains(&point.first.id).then_some("pinned"),
                point.is_corrected().then_some("corrected"),
                point
                    .verdict(journal)
                    .map(|(_, verdict)| verdict.is.words()),
            ];
            let words: Vec<&str> = words.into_iter().flatten().collect();
            let cells = [day.as_str(), &said, &words.join(", ")];
            sheet.cells(page, row, 14, cells, [theme.text, theme.text]);
            if let Some(yardstick) = point.yardstick(journal) {
                sheet.beneath(page, yardstick, "", theme.muted);
            }
            for note in told::about(journal, point.first) {
                let hidden = cx.workbook.is_hidden(&note.first.id);
                if !note.is_own() && !hidden {
                    let begins = voice::row(cx, note.first, usize::from(page.measure));
                    sheet.runs(begins);
                }
            }
            let (begins, before) = self.over.begins(at);
            for begins in begins {
                sheet.beneath(page, begins, "", theme.muted);
            }
            if let Some(before) = before {
                sheet.text(page, &format!("Before that it read: {before}"), theme.muted);
            }
        }
        sheet
    }

    /// The chosen answer in full, where there is a margin for it.
    fn margin(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let point = self.over.point(&cx.workbook.journal, self.chosen());
        let (Some(area), Some(point)) = (cx.page.note, point) else {
            return;
        };
        let y = paper.text(area, &plain(point.day()), cx.theme.muted);
        let said = cx.workbook.said_of(point, cx.today());
        // No more than there is room for is laid out.
        let cells = usize::from(area.width) * usize::from(area.height);
        let start: String = said.chars().take(cells).collect();
        let mut below = area;
        below.y = (y + 1).min(area.bottom());
        below.height = area.bottom().saturating_sub(below.y);
        paper.text(below, &start, cx.theme.muted);
    }

    fn invite(&self, cx: &Cx<'_>, paper: &mut Paper<'_>, y: u16) {
        let mut sheet = Sheet::default();
        let mut say = |text: &str| sheet.text(&cx.page, text, cx.theme.text);
        if self.question(cx).is_none() {
            say("No deck holds this question, and nothing was written on it.");
        } else {
            say("This question has no answer yet.");
            say("Answered more than once, it lays your words from then and now one under another.");
            say("Press w to answer it.");
        }
        sheet.draw(paper, y, View::From(0));
    }
}

impl Screen for ThreadPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Thread, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "One question over time: every answer at its date, in your words. Nothing is added up."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let deck = self.prompt.split_once('.').map_or("", |(deck, _)| deck);
        let deck = cx.workbook.decks.get(deck);
        let title = deck.map_or("A question that no deck holds now", |deck| &deck.title);
        let span = if self.over.count() == 0 {
            ""
        } else {
            &self.over.span
        };
        paper.head(title, span, false);
        let page = &cx.page;
        let mut y = page.top;
        let question = self.question(cx).unwrap_or_default();
        if !page.is_bare() && !question.is_empty() {
            for row in wrapped(question, usize::from(page.measure)) {
                if y + 1 >= page.bottom() {
                    break;
                }
                paper.put(page.left, y, row, cx.theme.question);
                y += 1;
            }
            y += 1;
        }
        if self.over.count() == 0 {
            return self.invite(cx, paper, y);
        }
        let room = page.bottom().saturating_sub(y + 1 + LIST);
        let plot = Plot::of(cx, &self.over, self.chosen(), room);
        if let Some(plot) = &plot {
            y = plot.draw(paper, y, self.chosen()) + 1;
        }
        let list = self.list(cx, plot.as_ref());
        list.draw(paper, y, View::Chosen(self.at));
        self.margin(cx, paper);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open => self.read(cx),
            Act::Mark => self.mark(cx),
            Act::Compare => self.compare(cx),
            Act::Revisit => self.answer_again(cx),
            Act::Pin => match self.id(cx, self.chosen()) {
                Some(id) => pin(cx, &id),
                None => Next::Stay,
            },
            Act::NextThread => self.turn(cx, false),
            Act::LastThread => self.turn(cx, true),
            Act::Back => Next::Back,
            _ => {
                self.at = moved(self.at, self.over.count(), 6, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        match self.over.count() {
            0 => vec![Act::Revisit, Act::NextThread, Act::Back, Act::Help],
            1 => vec![Act::Open, Act::Revisit, Act::NextThread, Act::Help],
            _ => vec![Act::Open, Act::Revisit, Act::Mark, Act::Compare, Act::Help],
        }
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let chosen = self.id(cx, self.chosen());
        self.over = OverTime::of(cx.workbook, &self.prompt);
        let chosen = chosen.and_then(|id| self.over.find(&cx.workbook.journal, &id));
        self.at = chosen.map_or(0, |chosen| self.row(chosen));
    }
}
