use ratatui::layout::Rect;

use crate::{
    insight::{
        search::{Place, Query, Runs, Search},
        told::answer,
    },
    journal::{Entry, Journal, ME, Mark},
    text::flat,
    time::say::plain,
    tui::{
        act::{Act, Scope},
        editor::{Editor, Motion, Op, Shape},
        paper::{Paper, Run, shorten, width},
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Workbook, passage_of, say_mark},
};

/// The longest paste that is taken for words to look for, in bytes.
const SHORT: usize = 200;

/// Of a text without a word that was looked for no more than a row is shown: so many characters
/// for each cell of it, for some stand together in one.
const FAR: usize = 4;

const FILTERS: [(&str, &str); 7] = [
    ("\"is mine\"", "words as they stand together"),
    (
        "track:authority",
        "a track, by its id or how its title begins",
    ),
    ("dim:reach", "a shelf, in the same way"),
    ("since:2026-Q1", "that day and later"),
    ("before:march", "earlier than that day"),
    ("mark:5   mark:3-5", "a mark that was set"),
    ("mark:changed", "a verdict, an outcome, an option"),
];

/// Words found in what you wrote, as you type.
#[derive(Debug)]
pub struct FindPage {
    search: Search,
    typed: Editor,
    query: Query,
    /// Which of what was found is chosen.
    at: usize,
}

impl FindPage {
    pub fn open(workbook: &Workbook) -> Self {
        Self {
            search: Search::new(&workbook.journal, &workbook.decks),
            typed: Editor::new("", Shape::Line),
            query: Query::default(),
            at: 0,
        }
    }

    /// Looks for what is typed now.
    fn look(&mut self, cx: &Cx<'_>) {
        self.query = self.search.read(&self.typed.text(), cx.today());
        self.search
            .find(&cx.workbook.journal, &self.query, cx.today());
        self.at = 0;
    }

    /// Where what is chosen is read.
    fn chosen(&self, cx: &Cx<'_>) -> Option<Route> {
        let journal = &cx.workbook.journal;
        let found = journal.at(*self.search.found().get(self.at)?)?;
        // What is said about an entry is read where that one is.
        let entry = answer(journal, found).first;
        if journal.sealed(entry, cx.today()).is_some() {
            return Some(Route::Letter(entry.id.clone()));
        }
        match &entry.asked {
            Some(asked) => Some(Route::Thread(asked.prompt.clone(), Some(entry.id.clone()))),
            None => passage_of(cx.workbook, journal.position(&entry.id)?).map(Route::Passage),
        }
    }

    /// The field, and what its filters were understood as; gives the row after them.
    fn view_field(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) -> u16 {
        let (page, theme) = (&cx.page, cx.theme);
        let row = if page.is_bare() { 0 } else { page.top };
        let typed = self.typed.text();
        // Of more than fits the end is in view, where one types.
        let room = usize::from(page.measure).saturating_sub(1);
        let starts = typed.char_indices().map(|(at, _)| at);
        let tail = starts
            .filter_map(|at| typed.get(at..))
            .find(|tail| width(tail) <= room);
        let x = paper.put(page.left, row, tail.unwrap_or_default(), theme.question);
        paper.cursor = Some((x, row).into());
        if page.is_bare() {
            return row;
        }
        let rows = page.bottom().saturating_sub(row + 1);
        let mut area = Rect::new(page.left, row + 1, page.measure, rows);
        let mut said = |text: &str, style| {
            let next = paper.text(area, text, style);
            area.height = area.bottom().saturating_sub(next);
            area.y = next;
        };
        let understood = self.query.understood();
        if !understood.is_empty() {
            said(&understood, theme.muted);
        }
        for sentence in &self.query.not_understood {
            said(sentence, theme.text);
        }
        area.y + 1
    }

    fn view_found(&self, cx: &Cx<'_>, paper: &mut Paper<'_>, from: u16) {
        let page = &cx.page;
        let found = self.search.found();
        let room = page.bottom().saturating_sub(from);
        // A blank row stands between them where there is room for that.
        let tall = if page.pause > 1 { 3 } else { 2 };
        let fit = usize::from((room + tall - 2) / tall).max(1);
        let first = self
            .at
            .saturating_sub(fit / 2)
            .min(found.len().saturating_sub(fit));
        let more = paper.glyphs.more;
        if page.left > 0 && first > 0 {
            paper.put(page.bar, from.saturating_sub(1), more, cx.theme.muted);
        }
        let shown = found.iter().enumerate().skip(first).take(fit);
        let mut y = from;
        for (item, at) in shown {
            let [above, below] = self.rows_of(cx, *at, item == self.at, more);
            if item == self.at {
                paper.bar(y);
            }
            for row in [above, below] {
                if y < page.bottom() {
                    paper.line(page.left, y, &row);
                }
                y += 1;
            }
            y += tall - 2;
        }
        if page.left > 0 && first + fit < found.len() {
            paper.put(
                page.bar,
                page.bottom().saturating_sub(1),
                more,
                cx.theme.muted,
            );
        }
    }

    /// When it was written and on what, and the sentence with the words.
    fn rows_of(&self, cx: &Cx<'_>, at: usize, is_chosen: bool, more: &str) -> [Vec<Run>; 2] {
        let (journal, theme) = (&cx.workbook.journal, cx.theme);
        let Some(entry) = journal.at(at) else {
            return [Vec::new(), Vec::new()];
        };
        let room = usize::from(cx.page.measure);
        let found = self.search.excerpt(journal, at, (room, more));
        let in_question = matches!(found, Some((Place::Question, _)));
        let when = when(journal, entry);
        let on = self.on(journal, at, entry, in_question);
        let left = room.saturating_sub(width(&when) + 3);
        let style = if is_chosen { theme.strong } else { theme.text };
        let above = vec![
            (when, style),
            (format!("   {}", shorten(&on, left, more)), theme.muted),
        ];
        let below = if let Some((_, runs)) = found {
            runs
        } else {
            let said = cx.workbook.said(entry, cx.today());
            let start: String = said.chars().take(FAR * room).collect();
            Runs::from([(shorten(&flat(&start), room, more), false)])
        };
        let styled = below.into_iter().map(|(text, is_hit)| {
            let style = if is_hit { theme.strong } else { theme.text };
            (text, style)
        });
        [above, styled.collect()]
    }

    /// What it is on: its question, or the title of the track where the question is shown below.
    fn on(&self, journal: &Journal, at: usize, entry: &Entry, in_question: bool) -> String {
        if let Some(about) = &entry.answers {
            let what = match &entry.mark {
                Some(Mark::Verdict(_) | Mark::Outcome(_)) => say_mark(entry),
                _ => "A note".to_owned(),
            };
            return match journal.entry(about) {
                Some(about) => {
                    format!(
                        "{what}, on what you wrote on {}",
                        plain(about.at.date_naive())
                    )
                }
                None => format!("{what}, on words that are not in this journal"),
            };
        }
        match &entry.asked {
            None => "A note".to_owned(),
            Some(_) if in_question => self.search.track(at).to_owned(),
            Some(asked) => flat(&asked.question),
        }
    }
}

/// The day, whose words they are where they are somebody else's, and whether they were corrected.
fn when(journal: &Journal, entry: &Entry) -> String {
    let mut when = plain(entry.at.date_naive());
    if entry.author != ME {
        when = format!("{when}, {}", entry.author);
    }
    if journal.correction(&entry.id).is_some() {
        when.push_str(", corrected since");
    } else if entry.revises.is_some() {
        when.push_str(", a correction");
    }
    when
}

/// What can be typed, where nothing is typed yet.
fn invitation(cx: &Cx<'_>) -> Sheet {
    let (page, theme) = (&cx.page, cx.theme);
    let mut sheet = Sheet::default();
    if cx.workbook.journal.is_empty() {
        sheet.text(
            page,
            "Nothing is written yet, so there is nothing to find.",
            theme.text,
        );
        return sheet;
    }
    let is_short = page.pause < 2;
    let invites = if is_short {
        "Type words that you wrote, or one of these:"
    } else {
        "Type words that you wrote, or words of a question. All of them must stand in the same \
         answer; capitals and accents make no difference. These narrow it down:"
    };
    sheet.text(page, invites, theme.muted);
    if !is_short {
        sheet.blank();
    }
    for (item, (filter, does)) in FILTERS.iter().enumerate() {
        let does = if is_short { "" } else { does };
        sheet.row(page, item, [filter, does, ""], [theme.text, theme.muted]);
    }
    sheet
}

impl Screen for FindPage {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Find]
    }

    fn purpose(&self) -> &'static str {
        "Words found in what you wrote, as you type, the newest first; enter opens an answer among \
         the others to its question. Letters that are sealed are not searched."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let count = self.search.found().len();
        let count = match count {
            0 => String::new(),
            count => format!("{count} found"),
        };
        paper.head("Find", &count, false);
        let from = self.view_field(cx, paper);
        if cx.page.is_bare() {
            return;
        }
        if !self.search.found().is_empty() {
            return self.view_found(cx, paper, from);
        }
        let mut sheet = Sheet::default();
        if self.typed.is_empty() {
            sheet = invitation(cx);
        } else if self.query.has_words() {
            sheet.text(
                &cx.page,
                "Nothing that you wrote has these words together. The beginning of a word, or one \
                 word less, finds more.",
                cx.theme.text,
            );
        } else if !self.query.is_empty() {
            sheet.text(
                &cx.page,
                "Nothing that you wrote is there. A longer time, or a filter less, finds more.",
                cx.theme.text,
            );
        }
        sheet.draw(paper, from, View::From(0));
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Back => Next::Back,
            Act::Open => self.chosen(cx).map_or(Next::Stay, Next::Go),
            Act::Edit(op) => {
                self.typed.apply(op);
                self.look(cx);
                Next::Stay
            }
            Act::CutWord => {
                self.typed.apply(Op::Kill(Motion::WordLeft));
                self.look(cx);
                Next::Stay
            }
            _ => {
                let page = usize::from(cx.page.rows.saturating_sub(2) / 3);
                self.at = moved(self.at, self.search.found().len(), page, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        if self.search.found().is_empty() {
            return vec![Act::Back, Act::Help];
        }
        vec![Act::Open, Act::PageDown, Act::Back, Act::Help]
    }

    fn typed(&mut self, cx: &Cx<'_>, letter: char) -> bool {
        self.typed.type_char(letter);
        self.look(cx);
        true
    }

    fn pasted(&mut self, cx: &Cx<'_>, text: &str) -> bool {
        let short = text.len() <= SHORT;
        if short {
            self.typed.paste(text);
            self.look(cx);
        }
        short
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let at = self.at;
        self.search = Search::new(&cx.workbook.journal, &cx.workbook.decks);
        self.look(cx);
        self.at = at.min(self.search.found().len().saturating_sub(1));
    }
}
