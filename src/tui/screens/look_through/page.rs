//! One answer as rows, made of the same blocks of which every form of a hand-off is made.

use crate::{
    journal::LeftOut,
    share::handoff::{self, Block, Item},
};

/// A row of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) text: String,
    pub(super) tone: Tone,
    /// A blank row stands before it.
    pub(super) apart: bool,
    /// It is not on the coach's page, but stands for this line, which is not shown there at all.
    pub(super) unseen: Option<LeftOut>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Question,
    /// Words of the client.
    Words,
    /// A sentence around them.
    Said,
    /// What follows from them, and changes with them.
    Aside,
}

impl Row {
    fn new(text: impl Into<String>, tone: Tone, apart: bool) -> Self {
        Self {
            text: text.into(),
            tone,
            apart,
            unseen: None,
        }
    }

    /// Where a line stood that is not shown at all.
    pub(super) fn unseen(line: &LeftOut) -> Self {
        let text = "A line of this answer is not shown at all; h shows it again.";
        Self {
            unseen: Some(line.clone()),
            ..Self::new(text, Tone::Aside, true)
        }
    }

    /// Whether it holds words of the client.
    pub(super) fn is_line(&self) -> bool {
        self.tone == Tone::Words && !self.text.is_empty()
    }
}

/// The rows of an answer.
pub(super) fn rows(item: &Item) -> Vec<Row> {
    let mut blocks = Vec::new();
    handoff::item(&mut blocks, item);
    let mut rows = Vec::new();
    for block in &blocks {
        match block {
            Block::Item { id, date } => {
                rows.push(Row::new(format!("[{id}]  {date}"), Tone::Said, false));
            }
            Block::Question(text) => rows.push(Row::new(*text, Tone::Question, true)),
            Block::About(text) => rows.push(Row::new(text, Tone::Said, false)),
            Block::Say(text) => rows.push(Row::new(text.as_ref(), Tone::Said, true)),
            Block::Turn(then, day) => {
                rows.push(Row::new(format!("{then}, {day}:"), Tone::Said, true));
            }
            Block::Words(words) => {
                let lines = words.split('\n').enumerate();
                rows.extend(lines.map(|(at, line)| Row::new(line, Tone::Words, at == 0)));
            }
            Block::List(lines) => {
                let lines = lines.iter().enumerate();
                rows.extend(lines.map(|(at, line)| Row::new(line.as_ref(), Tone::Words, at == 0)));
            }
            Block::Dot(dot) => {
                let mark = dot
                    .mark
                    .map_or_else(String::new, |mark| format!("{mark} of 7   "));
                let then = dot
                    .from_now
                    .map(|mark| format!("then, from now, {mark}   "));
                let (date, then) = (&dot.date, then.unwrap_or_default());
                let text = format!("{date}   {mark}{then}{}", dot.evidence);
                rows.push(Row::new(text.trim_end(), Tone::Words, false));
            }
            Block::Edited(runs) => {
                let text: Vec<String> = runs.iter().map(say_run).collect();
                let lines = text.concat();
                let lines = lines.split('\n').enumerate();
                rows.extend(lines.map(|(at, line)| Row::new(line, Tone::Aside, at == 0)));
            }
            // None of these stands in an answer, or its words stand below.
            Block::Title(_)
            | Block::Part(_)
            | Block::Sub(_)
            | Block::Pair(..)
            | Block::Glance { .. }
            | Block::Drawn(_)
            | Block::Form(_) => {}
        }
    }
    rows
}

fn say_run(run: &crate::text::diff::Run<'_>) -> String {
    use crate::text::diff::Run;
    match run {
        Run::Kept { now, .. } => (*now).to_owned(),
        Run::Gone(text) => format!("[-{text}-]"),
        Run::New(text) => format!("{{+{text}+}}"),
    }
}

/// A word of a line that may be a name: it has a capital letter, and does not begin a sentence.
pub(super) fn a_name(line: &str) -> Option<&str> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let may_be = |pair: &[&str]| {
        let [before, word] = pair else { return false };
        let begins = before.ends_with(['.', '?', '!', ':']);
        !begins && word.chars().next().is_some_and(char::is_uppercase) && word.chars().count() > 1
    };
    let at = words.windows(2).position(may_be)?;
    let word = words.get(at + 1)?;
    Some(word.trim_matches(|c: char| !c.is_alphanumeric()))
}
