//! The page laid out: the same rows on the screen and in what is printed.

use std::collections::BTreeSet;

use super::{Brief, Key, Line, Part};
use crate::{
    insight::since::{Since, said_since},
    share::Cleared,
    text::{capital, row_width, shown_text, wrapped},
    time::{
        Day,
        say::{plain, short, since},
    },
};

/// The columns of a printed page, as the widest page on the screen has them: of its head, and of
/// its rows.
const HEAD: usize = 72;
const PRINTED: usize = 70;

/// Between two columns.
const GAP: usize = 3;

/// Words are not laid beside something where they would have fewer columns.
const BESIDE: usize = 24;

/// A row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub text: String,
    pub tone: Tone,
    /// Which of the lines it belongs to.
    pub line: Option<usize>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Above the lines of a part, and what the page says of the period.
    Title,
    Text,
    /// A line that is left out.
    Out,
}

impl Brief {
    /// What the page is, and for when.
    pub fn head(&self) -> (&'static str, String) {
        let right = self.table.as_ref().map(|(table, day)| {
            let name = table.name.trim();
            format!("{}, {name}", day.format("%A %-d %B"))
        });
        ("Roundtable brief", right.unwrap_or_default())
    }

    /// Since when it speaks, and how much was written since.
    fn since(&self) -> String {
        let said = match (self.period.since, self.period.day) {
            (Since::Roundtable, Some(day)) => since(day, self.today),
            _ => said_since(&self.period, self.today),
        };
        let (sessions, answers) = self.counted;
        let (promises, done) = self.promises();
        let mut parts = vec![
            capital(&said),
            count(sessions, "session"),
            count(answers, "answer"),
        ];
        if promises > 0 {
            parts.push(format!("{}, {done} done", count(promises, "promise")));
        }
        parts.join("   ")
    }

    /// The day on which all of its promises were made; none where they were made on several.
    fn promised_on(&self) -> Option<Day> {
        let promises = self.lines.iter().filter(|line| line.part == Part::Promises);
        let mut days = promises.map(|line| line.day);
        let first = days.next()?;
        days.all(|day| day == first).then_some(first)
    }

    fn title(&self, part: Part) -> String {
        match part {
            Part::Verdicts => "Your verdicts".to_owned(),
            Part::Marks => "Marks, then and now".to_owned(),
            Part::Promises => match self.promised_on() {
                Some(day) => format!("Promised on {}", short(day, self.today)),
                None => "Promised".to_owned(),
            },
            Part::Questions => "To bring to the table".to_owned(),
        }
    }
}

fn count(count: usize, unit: &str) -> String {
    let more = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{more}")
}

/// The rows of the page in so many columns, without its head. Lines that are left out stand where
/// they were, so that they can be taken in again; of private ones nothing is shown then.
pub fn rows(brief: &Brief, measure: usize, out: &BTreeSet<Key>) -> Vec<Row> {
    let mut rows = Vec::new();
    let title = |rows: &mut Vec<Row>, text: &str| {
        rows.extend(wrapped(text, measure).into_iter().map(|row| Row {
            text: row.to_owned(),
            tone: Tone::Title,
            line: None,
        }));
    };
    title(&mut rows, &brief.since());
    for part in [Part::Verdicts, Part::Marks, Part::Promises, Part::Questions] {
        let lines = brief.lines.iter().enumerate();
        let lines: Vec<(usize, &Line)> = lines.filter(|(_, line)| line.part == part).collect();
        if lines.is_empty() {
            continue;
        }
        rows.push(Row {
            text: String::new(),
            tone: Tone::Text,
            line: None,
        });
        title(&mut rows, &brief.title(part));
        let mut number = 0;
        let said: Vec<Said> = lines
            .iter()
            .map(|(_, line)| {
                let is_out = out.contains(&line.key());
                said(brief, line, is_out, &mut number)
            })
            .collect();
        let lead = said.iter().map(|said| row_width(&said.lead)).max();
        for ((at, _), said) in lines.iter().zip(&said) {
            lay(&mut rows, measure, lead.unwrap_or(0), *at, said);
        }
    }
    rows
}

/// A line in words.
struct Said {
    lead: String,
    text: String,
    right: String,
    tone: Tone,
}

fn said(brief: &Brief, line: &Line, is_out: bool, number: &mut usize) -> Said {
    let (title, words, when) = (&line.title, &line.words, &line.when);
    let on = (brief.promised_on().is_none()).then(|| short(line.day, brief.today));
    let promised = [on.unwrap_or_default(), when.clone()];
    let promised = promised.into_iter().filter(|said| !said.is_empty());
    let mut lead = line.lead.clone();
    if line.part == Part::Questions && !is_out {
        *number += 1;
        lead = number.to_string();
    }
    let (text, right) = match (line.part, words.is_empty()) {
        (Part::Verdicts, false) => (format!("{title}   \"{words}\", {when}"), String::new()),
        (Part::Verdicts, true) => (format!("{title}   {when}"), String::new()),
        (Part::Marks, _) => (title.clone(), String::new()),
        (Part::Promises, _) => (words.clone(), promised.collect::<Vec<_>>().join(", ")),
        (Part::Questions, _) => (words.clone(), String::new()),
    };
    let shown = |text: &str| shown_text(text).into_owned();
    if !is_out {
        let (lead, text, right) = (shown(&lead), shown(&text), shown(&right));
        let tone = Tone::Text;
        return Said {
            lead,
            text,
            right,
            tone,
        };
    }
    let text = if line.is_private {
        "left out, a private line".to_owned()
    } else {
        format!("left out: {}", shown(&text))
    };
    Said {
        lead: String::new(),
        text,
        right: String::new(),
        tone: Tone::Out,
    }
}

/// A line in columns: what leads it, the text behind that, and the right end.
fn lay(rows: &mut Vec<Row>, measure: usize, lead: usize, line: usize, said: &Said) {
    let beside = lead + GAP + BESIDE <= measure;
    let indent = match (lead, beside) {
        (0, _) => 0,
        (lead, true) => lead + GAP,
        (_, false) => 2,
    };
    let (begin, text) = if beside || lead == 0 {
        let pad = indent.saturating_sub(row_width(&said.lead));
        (
            format!("{}{}", said.lead, " ".repeat(pad)),
            said.text.clone(),
        )
    } else {
        // What leads a line on a narrow page is its first words.
        (String::new(), format!("{}   {}", said.lead, said.text))
    };
    let room = measure.saturating_sub(indent).max(1);
    let mut laid: Vec<String> = Vec::new();
    for (at, row) in wrapped(&text, room).into_iter().enumerate() {
        let before = match (at, begin.is_empty()) {
            (0, false) => begin.clone(),
            (0, true) => String::new(),
            _ => " ".repeat(indent),
        };
        laid.push(format!("{before}{}", row.trim_end()));
    }
    if !said.right.is_empty() {
        let used = laid.last().map_or(0, |row| row_width(row));
        let right = row_width(&said.right);
        let free = measure.checked_sub(used + GAP + right);
        match (laid.last_mut(), free) {
            (Some(last), Some(free)) => {
                last.push_str(&" ".repeat(free + GAP));
                last.push_str(&said.right);
            }
            _ => laid.push(format!("{}{}", " ".repeat(indent), said.right)),
        }
    }
    rows.extend(laid.into_iter().map(|text| Row {
        text,
        tone: said.tone,
        line: Some(line),
    }));
}

/// The whole page as plain text, as it is read on the screen.
pub fn text(brief: &Cleared<Brief>) -> Cleared<String> {
    brief.made(printed)
}

fn printed(brief: &Brief) -> String {
    let (left, right) = brief.head();
    let right = shown_text(&right);
    let used = row_width(left) + row_width(&right);
    let mut text = match HEAD.checked_sub(used + GAP) {
        _ if right.is_empty() => format!("{left}   {}\n", plain(brief.today)),
        Some(free) => format!("{left}{}{right}\n", " ".repeat(free + GAP)),
        None => format!("{left}\n{right}\n"),
    };
    text.push('\n');
    for row in rows(brief, PRINTED, &BTreeSet::new()) {
        text.push_str(row.text.trim_end());
        text.push('\n');
    }
    text
}
