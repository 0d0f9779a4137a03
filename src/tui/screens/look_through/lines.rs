//! Which line of the journal a row of the page is.
//!
//! A row is no line of an entry any more: names became roles, marks became words. So each line
//! that could be meant is left out once, by way of trial, and what would go is looked at: the one
//! with which this row goes, and no other, is the line.

use super::{LookThroughPage, Row, Tone, rows};
use crate::{
    insight::{
        thread::{Point, points},
        told::told,
    },
    journal::{Chosen, Entry, Journal, LeftOut, Selection},
    share::handoff::{LEFT_OUT, lines},
    tui::{
        act::Act,
        screen::{Cx, Next},
    },
};

const NO_LINE: &str = "This is no line that can be left out by itself.";

impl LookThroughPage {
    /// A line is left out, then not shown at all, then there again.
    pub(super) fn leave_out(&mut self, cx: &Cx<'_>) -> Next {
        let Some(row) = self.rows.get(self.at).cloned() else {
            return Next::Stay;
        };
        let Some(main) = self.entry().map(str::to_owned) else {
            return Next::Stay;
        };
        let journal = &cx.workbook.journal;
        if let Some(line) = row.unseen {
            self.change(cx, |selection| take_back(selection, journal, &main, &line));
            return Next::Stay;
        }
        let goes = |line: &LeftOut| {
            self.is_here(cx, &main, |selection| {
                put(selection, journal, &main, line.clone());
            })
        };
        let found = if row.text.contains(LEFT_OUT) {
            let left = self.left_out(journal, &main).into_iter();
            let left: Vec<LeftOut> = left.filter(|line| !line.silent).collect();
            let silent = left.iter().cloned().map(|line| LeftOut {
                silent: true,
                ..line
            });
            let Some(line) = silent.into_iter().find(&goes) else {
                // Without its last line there is no answer, so that line comes back.
                let comes = |line: &LeftOut| {
                    self.is_here(cx, &main, |selection| {
                        take_back(selection, journal, &main, line);
                    })
                };
                return self.bring_back(cx, &main, left.into_iter().find(comes));
            };
            Some(line)
        } else {
            let mut lines = self.candidates(journal, &main);
            lines.sort_by_key(|(_, text)| *text != row.text);
            lines.into_iter().map(|(line, _)| line).find(goes)
        };
        let Some(line) = found else {
            return Next::Say(NO_LINE.to_owned());
        };
        self.change(cx, |selection| put(selection, journal, &main, line));
        Next::Stay
    }

    fn bring_back(&mut self, cx: &Cx<'_>, main: &str, line: Option<LeftOut>) -> Next {
        let Some(line) = line else {
            return Next::Say(NO_LINE.to_owned());
        };
        let journal = &cx.workbook.journal;
        self.change(cx, |selection| take_back(selection, journal, main, &line));
        Next::Stay
    }

    /// Where the bar stands after a move: on a line of words, or on one that is not shown.
    pub(super) fn skip(&self, at: usize, act: Act) -> usize {
        let stands = |at: &usize| {
            let row = self.rows.get(*at);
            row.is_some_and(|row| !row.text.is_empty())
        };
        let up = matches!(act, Act::Up | Act::PageUp | Act::Last);
        let found = if up {
            (0..=at).rev().find(stands)
        } else {
            (at..self.rows.len()).find(stands)
        };
        found.unwrap_or(self.at)
    }

    /// A row for each line of the page in view that is not shown at all.
    pub(super) fn unseen(&self) -> Vec<Row> {
        let main = self.entry();
        let chosen = self
            .selection()
            .into_iter()
            .flat_map(|selection| &selection.chosen);
        let chosen = chosen.filter(|chosen| Some(chosen.entry.as_str()) == main);
        let left = chosen.flat_map(|chosen| &chosen.left_out);
        left.filter(|line| line.silent).map(Row::unseen).collect()
    }

    fn left_out(&self, journal: &Journal, main: &str) -> Vec<LeftOut> {
        let mut selection = self
            .place
            .walk
            .selection
            .as_deref()
            .cloned()
            .unwrap_or_default();
        holder(&mut selection, journal, main)
            .map_or_else(Vec::new, |chosen| chosen.left_out.clone())
    }

    /// The lines of the answer and of whatever goes with it, and what each says.
    fn candidates(&self, journal: &Journal, main: &str) -> Vec<(LeftOut, String)> {
        let Some(entry) = journal.entry(main) else {
            return Vec::new();
        };
        let mut all: Vec<Point<'_>> = match &entry.asked {
            Some(asked) if entry.answers.is_none() => points(journal, &asked.prompt).collect(),
            _ => vec![Point::of(journal, entry)],
        };
        let later: Vec<Point<'_>> = all
            .iter()
            .flat_map(|point| told(journal, point.first))
            .collect();
        all.extend(later);
        let known = self.left_out(journal, main);
        let of = |point: Point<'_>| {
            let id = point.now.id.clone();
            lines(point.now).into_iter().map(move |line| {
                let left = LeftOut {
                    entry: id.clone(),
                    line: line.line,
                    of_mark: line.of_mark,
                    silent: false,
                };
                (left, line.text)
            })
        };
        let new = |(line, _): &(LeftOut, String)| {
            let same = |known: &LeftOut| is_same(known, line);
            !known.iter().any(same)
        };
        all.into_iter().flat_map(of).filter(new).collect()
    }

    /// Whether the row under the bar, and nothing else, changes or goes with this change.
    fn is_here(&self, cx: &Cx<'_>, main: &str, change: impl FnOnce(&mut Selection)) -> bool {
        let journal = &cx.workbook.journal;
        let mut walk = self.place.walk.clone();
        let Some(selection) = walk.selection.as_deref_mut() else {
            return false;
        };
        let prompt = |id: &str| Some(&journal.entry(id)?.asked.as_ref()?.prompt);
        let of = prompt(main);
        selection
            .chosen
            .retain(|chosen| chosen.entry == main || (of.is_some() && prompt(&chosen.entry) == of));
        change(selection);
        let packed = cx.workbook.packed(&walk, cx.today());
        let at = packed.ids.iter().position(|(_, entry)| entry == main);
        let item = at.and_then(|at| packed.handoff.items.get(at));
        let text = |rows: &[Row]| -> Vec<String> {
            // Its id there is another one, and what is run together changes with it.
            let rows = rows.iter().skip(1).filter(|row| row.tone != Tone::Aside);
            rows.map(|row| row.text.clone()).collect()
        };
        let before = text(&self.rows);
        let aside = |row: &&Row| row.tone != Tone::Aside;
        let here = self.rows.iter().take(self.at).skip(1).filter(aside).count();
        let after = text(&item.map(rows).unwrap_or_default());
        let tail = before.get(here + 1..).unwrap_or_default();
        before != after && before.get(..here) == after.get(..here) && after.ends_with(tail)
    }
}

/// The chosen answer with which an answer goes.
pub(super) fn holder<'a>(
    selection: &'a mut Selection,
    journal: &Journal,
    main: &str,
) -> Option<&'a mut Chosen> {
    let first = |entry: &Entry| journal.first(entry).id.clone();
    let main = first(journal.entry(main)?);
    let mut chosen = selection.chosen.iter_mut();
    chosen.find(|chosen| {
        journal
            .entry(&chosen.entry)
            .is_some_and(|entry| first(entry) == main)
    })
}

fn put(selection: &mut Selection, journal: &Journal, main: &str, line: LeftOut) {
    if let Some(chosen) = holder(selection, journal, main) {
        chosen.left_out.retain(|known| !is_same(known, &line));
        chosen.left_out.push(line);
    }
}

fn take_back(selection: &mut Selection, journal: &Journal, main: &str, line: &LeftOut) {
    if let Some(chosen) = holder(selection, journal, main) {
        chosen.left_out.retain(|known| known != line);
    }
}

fn is_same(one: &LeftOut, other: &LeftOut) -> bool {
    (&one.entry, one.line, one.of_mark) == (&other.entry, other.line, other.of_mark)
}
