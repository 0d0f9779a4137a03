//! A note being written on a paragraph, and what kind it is.

use ratatui::style::Style;

use super::lay::title;
use crate::{
    share::reply::NoteKind,
    text::{flat, wrapped},
    time::say::plain,
    tui::{
        act::{Act, Scope},
        input::{Input, Space},
        paper::{Paper, shorten, width},
        screen::Cx,
        sheet::{Sheet, View, moved},
    },
    workbook::{
        Given, Writing, note as plain_prompt,
        review::{Review, paragraphs},
    },
};

/// What a key comes to while a note is written.
pub(super) enum Did {
    Stay,
    /// The note is done with for now.
    Done,
}

/// A note, its words in an editor.
#[derive(Debug)]
pub(super) struct NoteField {
    pub(super) id: String,
    input: Input,
    at: Focus,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Words,
    Kind,
    /// Which answer it connects with: the row chosen.
    With(usize),
}

impl NoteField {
    pub(super) fn open(review: &Review, id: String) -> Self {
        let words = review.note(&id).map_or("", |note| note.words.as_str());
        Self {
            input: field(words),
            id,
            at: Focus::Words,
        }
    }

    pub(super) fn scopes(&self) -> &'static [Scope] {
        match self.at {
            Focus::Words => &[Scope::CoachNote, Scope::Prose, Scope::Write],
            Focus::Kind => &[Scope::NoteKind],
            Focus::With(_) => &[Scope::List],
        }
    }

    pub(super) fn hints(&self) -> Vec<Act> {
        match self.at {
            Focus::Words => vec![Act::Keep, Act::NextField, Act::Back, Act::Help],
            Focus::Kind => vec![Act::Digit(0), Act::NextField, Act::Back, Act::Help],
            Focus::With(_) => vec![Act::Open, Act::Back, Act::Help],
        }
    }

    pub(super) fn typed(&mut self, review: &mut Review, letter: char) -> bool {
        let taken = self.at == Focus::Words && self.input.typed(letter);
        self.put_down(review);
        taken
    }

    pub(super) fn pasted(&mut self, review: &mut Review, text: &str) -> bool {
        let taken = self.at == Focus::Words && self.input.pasted(text);
        self.put_down(review);
        taken
    }

    pub(super) fn act(&mut self, review: &mut Review, act: Act) -> Did {
        match (self.at, act) {
            (Focus::Words, Act::Keep | Act::Back) => return Did::Done,
            // Without the other answer a note stays what it was.
            (Focus::Words, Act::NextField | Act::LastField) | (Focus::With(_), Act::Back) => {
                self.at = Focus::Kind;
            }
            (Focus::Words, act) => {
                self.input.act(act);
                self.put_down(review);
            }
            (Focus::Kind, Act::Digit(digit)) => self.turn(review, digit),
            (Focus::Kind, Act::Back | Act::NextField | Act::Done) => self.at = Focus::Words,
            (Focus::Kind, _) => {}
            (Focus::With(at), Act::Open) => {
                let others = self.others(review);
                if let Some(with) = others.get(at).cloned() {
                    review.turn(&self.id, NoteKind::Connects, &with);
                }
                self.at = Focus::Words;
            }
            (Focus::With(at), act) => {
                self.at = Focus::With(moved(at, self.others(review).len(), 8, act));
            }
        }
        Did::Stay
    }

    fn turn(&mut self, review: &mut Review, digit: u8) {
        let kind = usize::from(digit).checked_sub(1);
        let Some(kind) = kind.and_then(|at| NoteKind::ALL.get(at)) else {
            return;
        };
        if *kind == NoteKind::Connects {
            let with = review.note(&self.id).map_or("", |note| note.with.as_str());
            let with = self.others(review).iter().position(|id| id == with);
            self.at = Focus::With(with.unwrap_or(0));
        } else {
            review.turn(&self.id, *kind, "");
            self.at = Focus::Words;
        }
    }

    /// The answers that it could connect with, by their ids.
    fn others(&self, review: &Review) -> Vec<String> {
        let on = review.note(&self.id).map_or("", |note| note.on.as_str());
        let items = review.handoff.items.iter();
        let others = items.filter(|item| item.id != on);
        others.map(|item| item.id.clone()).collect()
    }

    fn put_down(&self, review: &mut Review) {
        review.say(&self.id, &words(&self.input));
    }

    pub(super) fn fit(&mut self, cx: &Cx<'_>, review: &Review) {
        let space = self.space(cx, review);
        let measure = cx.page.measure.saturating_sub(INDENT).max(1);
        self.input.fit(measure, space);
    }

    /// The rows for its words: below the question, the paragraph and the kinds.
    fn space(&self, cx: &Cx<'_>, review: &Review) -> Space {
        let page = &cx.page;
        if page.is_bare() {
            let (top, rows) = (0, page.size.height);
            return Space { top, rows };
        }
        let above = u16::try_from(self.above(cx, review).rows()).unwrap_or(u16::MAX);
        let top = page
            .top
            .saturating_add(above)
            .min(page.bottom().saturating_sub(2));
        let rows = page.bottom().saturating_sub(top);
        Space { top, rows }
    }

    /// The answers it could connect with: of two to one question the words tell which is which.
    fn offered(&self, cx: &Cx<'_>, review: &Review) -> Sheet {
        let mut sheet = Sheet::default();
        let wide = usize::from(cx.page.measure);
        let others = self.others(review);
        let column = others.iter().map(|id| width(id)).max().unwrap_or(0) + 4;
        for (item, id) in others.iter().enumerate() {
            let Some(one) = review.item(id) else {
                continue;
            };
            let lead = format!("[{id}]");
            let gap = " ".repeat(column.saturating_sub(width(&lead)));
            let asked = one.asked.as_ref().map(|asked| flat(&asked.text));
            let asked = asked.unwrap_or_else(|| "A note".to_owned());
            let words = match one.said.words.trim() {
                "" => paragraphs(one).pop().unwrap_or_default(),
                words => flat(words),
            };
            let said = format!("{}   {words}", plain(one.said.date));
            let rows = [format!("{lead}{gap}{asked}"), " ".repeat(column) + &said];
            let [title, said] = rows.map(|row| shorten(&row, wide, cx.glyphs.more));
            sheet.item(&cx.page, item, "", &title, cx.theme.muted);
            sheet.below_runs(item, vec![(said, cx.theme.muted)]);
        }
        sheet
    }

    /// What stands above its words.
    fn above(&self, cx: &Cx<'_>, review: &Review) -> Sheet {
        let (page, theme) = (&cx.page, cx.theme);
        let mut sheet = Sheet::default();
        let Some(note) = review.note(&self.id) else {
            return sheet;
        };
        let wide = usize::from(page.measure);
        let item = review.item(&note.on);
        let question = item.map_or_else(|| "On the whole".to_owned(), title);
        sheet.runs(vec![(
            shorten(&question, wide, cx.glyphs.more),
            theme.question,
        )]);
        if !note.quote.is_empty() {
            let most = usize::from(page.rows / 3).clamp(1, 6);
            if page.pause > 1 {
                sheet.blank();
            }
            let rows = wrapped(&note.quote, wide);
            for (at, row) in rows.iter().take(most).enumerate() {
                let mut row = row.trim_end().to_owned();
                if at + 1 == most && rows.len() > most {
                    row = shorten(&format!("{row} {}", cx.glyphs.more), wide, cx.glyphs.more);
                }
                sheet.item(page, 0, "", &row, theme.text);
            }
        }
        if page.pause > 1 {
            sheet.blank();
        }
        let before = (String::new(), theme.muted);
        sheet.flow(
            page,
            Some(1),
            &before,
            &kinds(note.kind, cx, self.at == Focus::Kind),
        );
        if note.kind == NoteKind::Connects {
            let with = review.item(&note.with).map(title);
            let with = with.unwrap_or_else(|| "no answer yet".to_owned());
            let with = shorten(&format!("with {with}"), wide, cx.glyphs.more);
            sheet.runs(vec![(with, theme.muted)]);
        }
        if page.pause > 1 {
            sheet.blank();
        }
        sheet
    }

    pub(super) fn view(&self, cx: &Cx<'_>, review: &Review, paper: &mut Paper<'_>) {
        if cx.page.is_bare() {
            return self.input.view_bare(paper);
        }
        if let Focus::With(at) = self.at {
            let sheet = self.offered(cx, review);
            let say = if sheet.rows() == 0 {
                "There is no other answer in this hand-off."
            } else {
                "Which answer does it connect with?"
            };
            paper.put(cx.page.left, cx.page.top, say, cx.theme.question);
            return sheet.draw(paper, cx.page.top.saturating_add(2), View::Chosen(at));
        }
        let above = self.above(cx, review);
        let barred = usize::from(self.at == Focus::Kind);
        let view = View::Over {
            from: 0,
            item: barred,
        };
        above.draw(paper, cx.page.top, view);
        let space = self.space(cx, review);
        for y in space.top..space.top.saturating_add(space.rows) {
            paper.put(cx.page.left, y, cx.glyphs.rule, cx.theme.attention);
        }
        let whole = paper.page;
        paper.page.left = whole.left.saturating_add(INDENT);
        paper.page.measure = whole.measure.saturating_sub(INDENT).max(1);
        self.input.view(paper, space, cx.today());
        paper.page = whole;
        if self.at == Focus::Kind {
            paper.cursor = None;
        }
    }
}

/// The words of a note stand behind a hairline.
const INDENT: u16 = 2;

/// The five kinds with their digits, the one chosen standing out.
fn kinds(chosen: NoteKind, cx: &Cx<'_>, choosing: bool) -> Vec<(String, Style)> {
    let theme = cx.theme;
    let mut runs = Vec::new();
    for (at, kind) in NoteKind::ALL.into_iter().enumerate() {
        let here = kind == chosen;
        if !choosing && !here {
            continue;
        }
        if !runs.is_empty() {
            runs.push(("   ".to_owned(), theme.muted));
        }
        let style = if here { theme.strong } else { theme.text };
        let digit = if choosing {
            format!("{} ", at + 1)
        } else {
            String::new()
        };
        // Apart from the weight, so that it is told without it too.
        let sign = if here && choosing {
            format!("{} ", cx.glyphs.on)
        } else {
            String::new()
        };
        runs.push((format!("{digit}{sign}{}", kind.words()), style));
    }
    runs
}

/// A field of prose.
pub(super) fn field(words: &str) -> Input {
    let given = Given {
        texts: vec![words.to_owned()],
        picked: Vec::new(),
    };
    let writing = Writing {
        given,
        cursor: words.len(),
        ..Writing::default()
    };
    Input::new(&plain_prompt(), &writing)
}

/// What stands in a field.
pub(super) fn words(input: &Input) -> String {
    let mut texts = input.writing().given.texts;
    texts.drain(..).next().unwrap_or_default()
}
