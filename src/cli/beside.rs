use std::io::{self, Write};

use super::{
    args::Show,
    environment::Edge,
    failure::{Failure, Kind},
    json, open, personal, print, talk,
};
use crate::{
    insight::{
        change::{self, Part, change, differs, extent},
        thread::{Point, Thread},
        told,
    },
    journal::{Journal, ME, Mark},
    text::{capital, diff::Run, flat, shown_text},
    time::{
        Day,
        say::{clock, plain},
    },
    workbook::Workbook,
};

/// Prints two answers to one question, what changed between them, and the verdict.
pub(super) fn run(show: &Show, edge: &Edge) -> Result<(), Failure> {
    let folders = edge.folders()?;
    let decks = personal::shelf(&folders.config).decks;
    let workbook = open::to_read(edge, &folders, decks)?;
    let workbook = workbook.as_ref();
    let Some(known) = workbook else {
        return Err(unknown(&show.id));
    };
    let (then, now) = match sides(&known.journal, show) {
        Ok(sides) => sides,
        Err(failure) => {
            open::say_found(workbook)?;
            return Err(failure);
        }
    };
    let today = edge.clock.now().date_naive();
    if show.json {
        let entries = [Some(then), now].into_iter().flatten();
        let at = entries.filter_map(|point| known.journal.position(&point.now.id));
        let at: Vec<usize> = at.collect();
        print::out(|out| json::entries(out, Some(&known.journal), today, &at))?;
    } else {
        if now.is_none() {
            talk::say("There is one answer to this question.");
        }
        let page = Page {
            workbook: known,
            today,
        };
        print::out(|out| page.print(out, then, now))?;
    }
    open::say_found(workbook)
}

/// The older and the newer answer that are asked for: two by their ids, one and the latest beside
/// it, or the last two to a question.
fn sides<'a>(journal: &'a Journal, show: &Show) -> Result<(Point<'a>, Option<Point<'a>>), Failure> {
    let own =
        |then: &str, now: Option<&str>| change::sides(journal, then, now).map_err(Failure::usage);
    if let Some(other) = &show.with {
        let (one, with) = own(&show.id, Some(other))?.ok_or_else(|| unknown(&show.id))?;
        let other = with.ok_or_else(|| unknown(other))?;
        if prompt(one) != prompt(other) || one.first.id == other.first.id {
            return Err(Failure::usage("These are not two answers to one question."));
        }
        let place = |point: &Point<'_>| journal.position(&point.first.id);
        let mut both = [one, other];
        both.sort_by_key(place);
        let [then, now] = both;
        return Ok((then, Some(now)));
    }
    let one = own(&show.id, None)?.map(|(one, _)| one);
    let asked = one.map_or(Some(show.id.as_str()), prompt);
    let thread = Thread::of(journal, asked.unwrap_or_default());
    let points: Vec<Point<'_>> = thread.points().collect();
    let last = match points.as_slice() {
        [.., then, now] => (*then, Some(*now)),
        [only] => (*only, None),
        [] => (one.ok_or_else(|| unknown(&show.id))?, None),
    };
    let latest = last.1.unwrap_or(last.0);
    // The latest one has the one before it beside it.
    let earlier = one.filter(|one| one.first.id != latest.first.id);
    Ok(earlier.map_or(last, |one| (one, Some(latest))))
}

fn prompt(point: Point<'_>) -> Option<&str> {
    let asked = point.first.asked.as_ref();
    asked.map(|asked| asked.prompt.as_str())
}

fn unknown(id: &str) -> Failure {
    Failure::new(Kind::NotFound, format!("There is no answer {id}."))
        .hint("`rolebook log` names answers.")
}

/// The same as lines, to be read again before anything is said of it.
pub(super) fn lines(
    workbook: &Workbook,
    today: Day,
    then: Point<'_>,
    now: Option<Point<'_>>,
) -> String {
    let mut lines = Vec::new();
    // Nothing stands in the way of writing into memory.
    let _ = Page { workbook, today }.read(&mut lines, then, now);
    String::from_utf8_lossy(&lines).trim_end().to_owned()
}

struct Page<'a> {
    workbook: &'a Workbook,
    today: Day,
}

impl Page<'_> {
    fn print(
        &self,
        out: &mut dyn Write,
        then: Point<'_>,
        now: Option<Point<'_>>,
    ) -> io::Result<()> {
        self.read(out, then, now)?;
        if then.verdict(&self.workbook.journal).is_none() {
            writeln!(out, "\nNo verdict yet.")?;
        }
        Ok(())
    }

    fn read(&self, out: &mut dyn Write, then: Point<'_>, now: Option<Point<'_>>) -> io::Result<()> {
        let journal = &self.workbook.journal;
        let newest = now.unwrap_or(then);
        let question = newest
            .now
            .asked
            .as_ref()
            .map_or("A note", |asked| asked.question.as_str());
        writeln!(out, "{}", shown_text(question))?;
        if let Some(now) = now {
            for said in differs(then, now) {
                writeln!(out, "{}", shown_text(&said))?;
            }
        }
        self.side(out, if now.is_some() { "Then, " } else { "" }, then)?;
        if let Some(now) = now {
            self.side(out, "Now, ", now)?;
            if !self.is_hidden(then) && !self.is_hidden(now) {
                writeln!(out, "\nWhat changed")?;
                for part in change(then, now).parts {
                    self::part(out, &part)?;
                }
            }
        }
        if !self.is_hidden(then) {
            for fact in then.seen_from_now(journal) {
                writeln!(out, "{fact}")?;
            }
        }
        self.remarks(out, then, "")?;
        if let Some(now) = now {
            self.remarks(out, now, ", on the newer answer")?;
        }
        Ok(())
    }

    fn is_hidden(&self, point: Point<'_>) -> bool {
        let hidden = point.hidden(&self.workbook.journal, self.today);
        hidden.is_some()
    }

    /// An answer with its date and id, its words set in.
    fn side(&self, out: &mut dyn Write, name: &str, point: Point<'_>) -> io::Result<()> {
        let entry = point.now;
        let (day, hour) = (plain(point.day()), clock(&point.first.at));
        write!(
            out,
            "\n{name}{day} {hour}   {}",
            shown_text(&point.first.id)
        )?;
        if self.is_hidden(point) {
            writeln!(out)?;
            return print::set_in(out, &self.workbook.said_of(point, self.today));
        }
        let extent = extent(entry).join(", ");
        if !extent.is_empty() {
            write!(out, "   {extent}")?;
        }
        if point.is_corrected() {
            write!(out, "   corrected")?;
        }
        writeln!(out)?;
        match entry.mark {
            // The mark and both its ends are said under what changed.
            Some(Mark::Rating(_)) if !entry.words.is_empty() => print::set_in(out, &entry.words),
            _ => print::set_in(out, &self.workbook.said_of(point, self.today)),
        }
    }

    /// What was said about an answer later.
    fn remarks(&self, out: &mut dyn Write, on: Point<'_>, side: &str) -> io::Result<()> {
        for point in told::about(&self.workbook.journal, on.first) {
            let entry = point.now;
            let day = plain(point.day());
            let what = match &entry.mark {
                Some(Mark::Verdict(verdict)) => {
                    format!("your verdict on {day}: {}", verdict.is.words())
                }
                Some(Mark::Outcome(outcome)) => format!("{day}: {}", outcome.is.words()),
                Some(Mark::Rating(mark)) => format!("{day}: then, from now: {mark}"),
                _ => format!("{day}: a note"),
            };
            let who = match entry.author.as_str() {
                ME => String::new(),
                other => format!(", by {}", shown_text(other)),
            };
            writeln!(
                out,
                "\n{}{who}{side}   {}",
                capital(&what),
                shown_text(&point.first.id)
            )?;
            if !self.is_hidden(point) {
                print::set_in(out, &entry.words)?;
            }
        }
        Ok(())
    }
}

fn part(out: &mut dyn Write, part: &Part<'_>) -> io::Result<()> {
    match part {
        Part::Fact(fact) => writeln!(out, "{}", shown_text(fact)),
        Part::Edited(runs) => {
            let written = |run: &Run<'_>| match run {
                Run::Kept { now, .. } => (*now).to_owned(),
                Run::Gone(text) => marked("[-", text, "-]"),
                Run::New(text) => marked("{+", text, "+}"),
            };
            print::set_in(out, &runs.iter().map(written).collect::<String>())
        }
        Part::Row { label, then, now } => {
            let line = |side: &Option<_>| {
                let side: &Option<std::borrow::Cow<'_, str>> = side;
                side.as_deref()
                    .map(|side| shown_text(&flat(side)).into_owned())
            };
            match (line(then), line(now)) {
                (Some(then), Some(now)) => writeln!(out, "{label}: {then} / {now}"),
                (Some(one), None) | (None, Some(one)) => writeln!(out, "{label}: {one}"),
                (None, None) => Ok(()),
            }
        }
    }
}

/// The signs stand close to the words.
fn marked(open: &str, text: &str, close: &str) -> String {
    let words = text.trim();
    let (before, after) = text.split_once(words).unwrap_or_default();
    format!("{before}{open}{words}{close}{after}")
}
