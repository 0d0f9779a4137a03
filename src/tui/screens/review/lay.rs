//! An answer and the notes on it as rows of a page.

use crate::{
    share::{
        handoff::{Block, Dot, Item, first_page, item},
        reply::{Note, NoteKind},
    },
    text::{diff::Run as Part, flat, wrapped},
    time::say::plain,
    tui::{
        paper::{Run, shorten, width},
        screen::Cx,
        sheet::Sheet,
    },
    workbook::review::Review,
};

/// Something on the page that the bar can stand at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Thing {
    /// A paragraph of the client's, which a note can hang on.
    Span(String),
    /// A note, by its id.
    Note(String),
}

/// A page as it is laid out, and what the bar can stand at.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub(super) sheet: Sheet,
    pub(super) things: Vec<Thing>,
    /// Whether what comes next was said before: it stands back.
    past: bool,
    /// Whether a sentence of ours leads to what comes next.
    led: bool,
    /// Whether it is to be read at a glance, without the blank rows of a page.
    dense: bool,
}

/// The title of an answer, in a row: its mark, and the beginning of its question.
pub(super) fn title(item: &Item) -> String {
    let about = match &item.asked {
        Some(asked) => flat(&asked.text),
        None => format!("a note of {}", plain(item.said.date)),
    };
    format!("[{}]  {about}", item.id)
}

/// One answer: its question, its history, and the notes where they hang.
pub(super) fn answer(cx: &Cx<'_>, review: &Review, one: &Item) -> Laid {
    let (page, theme) = (&cx.page, cx.theme);
    let mut laid = Laid::default();
    let question = one.asked.as_ref().map(|asked| asked.text.as_str());
    let question = question.unwrap_or("A note, on no question");
    laid.sheet.text(page, question, theme.question);
    let ends = one.asked.as_ref().and_then(|asked| asked.ends.as_ref());
    if let Some(ends) = ends {
        laid.sheet.text(page, &ends.said(), theme.muted);
    }
    laid.sheet.blank();
    let day = plain(one.said.date);
    let day = match &one.said.time {
        Some(time) => format!("{day}, {time}"),
        None => day,
    };
    let about = format!("{day}   {}", one.part.title());
    laid.sheet.text(page, &about, theme.muted);
    let mut blocks = Vec::new();
    item(&mut blocks, one);
    let above = |block: &&Block<'_>| {
        matches!(
            block,
            Block::Item { .. } | Block::Question(_) | Block::About(_)
        )
    };
    let mut waiting: Vec<&Note> = review.notes_on(&one.id).collect();
    for block in blocks.iter().skip_while(above) {
        laid.block(cx, block, &mut |laid, span| {
            let (here, rest) = waiting.iter().partition(|note| note.quote == span);
            waiting = rest;
            let here: Vec<&Note> = here;
            for note in here {
                laid.note(cx, review, note);
            }
        });
    }
    // On the answer as a whole, or on words that are not in it.
    for note in waiting {
        laid.note(cx, review, note);
    }
    if let Some(asked) = one.asked.as_ref().filter(|asked| !asked.why.is_empty()) {
        laid.sheet.blank();
        let why = format!("Why it is asked: {}", asked.why);
        laid.sheet.text(page, &why, theme.muted);
    }
    laid
}

/// The first page: what there is to say, and what is read in ninety seconds.
pub(super) fn digest(cx: &Cx<'_>, review: &Review) -> Laid {
    let (page, theme) = (&cx.page, cx.theme);
    let mut laid = Laid {
        dense: true,
        ..Laid::default()
    };
    for said in &review.said {
        laid.sheet.text(page, said, theme.text);
    }
    let blocks = first_page(&review.handoff).unwrap_or_default();
    for block in &blocks {
        match block {
            Block::Title(_) => {
                if !review.said.is_empty() {
                    laid.sheet.blank();
                }
            }
            // What stands in the head or above is not said twice.
            Block::Pair("From" | "Date" | "To be kept until", _)
            | Block::Item { .. }
            | Block::About(_) => {}
            block => laid.block(cx, block, &mut |_, _| {}),
        }
    }
    // Here one reads; notes hang on the answers, or on the whole.
    laid.things.clear();
    laid.sheet.unchoose();
    for note in review.notes_on("") {
        laid.note(cx, review, note);
    }
    laid
}

/// The notes of a reply, as they go.
pub(super) fn going(cx: &Cx<'_>, review: &Review, notes: &[Note], sheet: Sheet) -> Sheet {
    let things = Vec::new();
    let mut laid = Laid {
        sheet,
        things,
        ..Laid::default()
    };
    let mut last = None;
    for note in notes {
        if last.replace(&note.on) != Some(&note.on) {
            laid.sheet.blank();
            let about = review.item(&note.on).map(title);
            let about = about.unwrap_or_else(|| "On the whole".to_owned());
            let room = usize::from(cx.page.measure);
            let about = shorten(&about, room, cx.glyphs.more);
            laid.sheet.runs(vec![(about, cx.theme.muted)]);
        }
        laid.note(cx, review, note);
    }
    laid.sheet
}

/// How the older of two answers is headed.
const THEN: &str = "Then";

impl Laid {
    /// A block of the page; after each paragraph of the client's, what hangs on it.
    fn block(&mut self, cx: &Cx<'_>, block: &Block<'_>, hung: &mut dyn FnMut(&mut Self, &str)) {
        let (page, theme) = (&cx.page, cx.theme);
        let led = std::mem::take(&mut self.led);
        match block {
            Block::Title(title) | Block::Part(title) => {
                self.sheet.blank();
                self.sheet.text(page, title, theme.strong);
            }
            Block::Sub(title) => {
                self.sheet.text(page, title, theme.muted);
            }
            Block::Pair(label, value) => {
                let runs = [
                    (format!("{label}: "), theme.muted),
                    (value.to_string(), theme.text),
                ];
                // A label may be wider than a narrow page, so it wraps with what it says.
                self.sheet
                    .flow(page, None, &(String::new(), theme.text), &runs);
            }
            Block::Say(words) => {
                self.sheet.blank();
                self.sheet.text(page, words, theme.muted);
                self.led = words.ends_with(':');
            }
            Block::Turn(then, day) => {
                self.sheet.blank();
                let words = format!("{then}, {day}:");
                self.sheet.text(page, &words, theme.muted);
                self.past = *then == THEN;
                self.led = true;
            }
            Block::Question(words) if self.dense => self.sheet.text(page, words, theme.muted),
            Block::Question(words) => {
                self.sheet.blank();
                self.sheet.text(page, words, theme.question);
            }
            Block::About(words) => self.sheet.text(page, words, theme.muted),
            Block::Words(words) => {
                if !led && !self.dense {
                    self.sheet.blank();
                }
                self.paragraphs(cx, words, hung);
            }
            Block::List(lines) => {
                if !led && !self.dense {
                    self.sheet.blank();
                }
                for line in lines {
                    self.span(cx, "- ", line.trim(), hung);
                }
            }
            Block::Dot(dot) => {
                self.sheet.text(page, &dotted(dot, cx), theme.text);
                self.paragraphs(cx, dot.evidence, hung);
            }
            Block::Edited(runs) => {
                self.sheet.blank();
                let none = (String::new(), theme.text);
                self.sheet.flow(page, None, &none, &edited(runs, cx));
            }
            Block::Glance { id, line } => {
                let before = (format!("[{id}]  "), theme.muted);
                let runs = [(line.to_string(), theme.text)];
                self.sheet.flow(page, None, &before, &runs);
            }
            Block::Item { date, .. } => self.sheet.text(page, date, theme.muted),
            Block::Drawn(_) | Block::Form(_) => {}
        }
    }

    /// Paragraphs of the client's, each of which a note can hang on.
    fn paragraphs(&mut self, cx: &Cx<'_>, words: &str, hung: &mut dyn FnMut(&mut Self, &str)) {
        let mut apart = false;
        for part in words.trim_matches('\n').split('\n').map(str::trim) {
            if part.is_empty() {
                apart = true;
                continue;
            }
            if std::mem::take(&mut apart) {
                self.sheet.blank();
            }
            self.span(cx, "", part, hung);
        }
    }

    fn span(
        &mut self,
        cx: &Cx<'_>,
        lead: &str,
        words: &str,
        hung: &mut dyn FnMut(&mut Self, &str),
    ) {
        if words.is_empty() {
            return;
        }
        let item = self.things.len();
        self.things.push(Thing::Span(words.to_owned()));
        let style = if self.past {
            cx.theme.muted
        } else {
            cx.theme.text
        };
        self.sheet.item(&cx.page, item, lead, words, style);
        hung(self, words);
    }

    /// A note in its margin: what kind it is, then its words.
    fn note(&mut self, cx: &Cx<'_>, review: &Review, note: &Note) {
        let (page, theme) = (&cx.page, cx.theme);
        let item = self.things.len();
        self.things.push(Thing::Note(note.id.clone()));
        let lead: Run = (format!("{} ", cx.glyphs.rule), theme.attention);
        let room = usize::from(page.measure)
            .saturating_sub(width(&lead.0))
            .max(1);
        self.sheet.blank();
        let mut head = note.kind.words().to_owned();
        if note.kind == NoteKind::Connects {
            let with = review.item(&note.with).map(title);
            head.push(' ');
            head.push_str(&with.unwrap_or_else(|| "no answer yet".to_owned()));
        }
        let head = shorten(&head, room, cx.glyphs.more);
        let head = vec![lead.clone(), (head, theme.attention)];
        self.sheet.below_runs(item, head);
        for row in wrapped(note.words.trim_end(), room) {
            let row = row.trim_end().to_owned();
            self.sheet
                .below_runs(item, vec![lead.clone(), (row, theme.text)]);
        }
    }
}

/// A rating on its day: "31 March 2026   5 of 7".
fn dotted(dot: &Dot<'_>, cx: &Cx<'_>) -> String {
    let of = |mark: u8| format!("{mark} of 7");
    let mark = dot.mark.map_or_else(|| cx.glyphs.dot.to_owned(), of);
    let from_now = dot.from_now.map(|mark| format!("   seen from now {mark}"));
    format!("{}   {mark}{}", dot.date, from_now.unwrap_or_default())
}

/// Two texts run together: what is gone as `[-gone-]`, what is new as `{+new+}`.
fn edited(runs: &[Part<'_>], cx: &Cx<'_>) -> Vec<Run> {
    let theme = cx.theme;
    let marked = |open: &str, words: &str, close: &str| {
        let inner = words.trim_end();
        let rest = words.get(inner.len()..).unwrap_or_default();
        format!("{open}{inner}{close}{rest}")
    };
    let run = |run: &Part<'_>| match run {
        Part::Kept { now, .. } => ((*now).to_owned(), theme.text),
        Part::Gone(words) => (marked("[-", words, "-]"), theme.muted),
        Part::New(words) => (marked("{+", words, "+}"), theme.text),
    };
    runs.iter().map(run).collect()
}
