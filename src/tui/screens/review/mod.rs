//! A coach's reading: the first page, answer by answer, notes, and the reply.

mod frame;
mod lay;
mod moving;
mod note;
mod pack;

use std::path::PathBuf;

use self::{
    lay::{Laid, Thing},
    note::NoteField,
    pack::Pack,
};
use crate::{
    share::{handoff::Item, reply::NoteKind},
    tui::{
        act::{Act, Scope},
        input::{Input, Space},
        page::Page,
        paper::Paper,
        screen::{Cx, Next, Saved, Screen},
        sheet::View,
    },
    workbook::{
        DraftChange,
        review::{MANY, Review},
    },
};

/// A hand-off, as a coach reads it.
#[derive(Debug)]
pub struct ReviewPage {
    review: Review,
    /// The file that was opened.
    file: PathBuf,
    mode: Mode,
    /// The answer in view, from 0.
    answer: usize,
    /// What the bar stands at, and the first row in view.
    at: usize,
    top: usize,
    laid: Laid,
    laid_for: Option<(Page, usize, u64)>,
    /// The note that the bar is to stand at once the page is laid out.
    focus: Option<String>,
    /// What is done when its key is pressed once more.
    armed: Option<Act>,
}

#[derive(Debug)]
enum Mode {
    /// What is read in ninety seconds.
    Digest,
    Answers,
    Note(NoteField),
    Mine(Input),
    Pack(Pack),
    /// It is being removed: nothing of it is saved any more.
    Gone,
}

const MINE: &str = "Your own notes. They stay on this machine; no reply contains them.";
const GONE: &str = "This hand-off and your notes on it are being removed from this machine.";

impl ReviewPage {
    pub fn open(review: Review, file: PathBuf) -> Self {
        Self {
            review,
            file,
            mode: Mode::Digest,
            answer: 0,
            at: 0,
            top: 0,
            laid: Laid::default(),
            laid_for: None,
            focus: None,
            armed: None,
        }
    }

    fn item(&self) -> Option<&Item> {
        self.review.handoff.items.get(self.answer)
    }

    /// The rows in which an answer is read; a blank one stands below, and the quiet line.
    fn room(&self, page: &Page) -> usize {
        if page.pause == 1 {
            return usize::from(page.rows);
        }
        let asks = self.review.count() >= MANY;
        usize::from(page.rows).saturating_sub(1 + usize::from(asks))
    }

    /// To another answer, from its beginning.
    fn turn_to(&mut self, answer: usize) {
        (self.answer, self.at, self.top) = (answer, 0, 0);
        self.mode = Mode::Answers;
        self.laid_for = None;
    }

    fn turn_to_digest(&mut self) {
        (self.mode, self.at, self.top) = (Mode::Digest, 0, 0);
        self.laid_for = None;
    }

    fn next_answer(&mut self) -> Next {
        let next = match self.mode {
            Mode::Digest => self.answer,
            _ => self.answer + 1,
        };
        if next >= self.review.handoff.items.len() {
            let say = match self.review.handoff.items.len() {
                0 => "There is no answer in this hand-off.",
                _ => "This is the last answer. Press f to finish and pack.",
            };
            return Next::Say(say.to_owned());
        }
        self.turn_to(next);
        Next::Stay
    }

    fn read(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match (&self.mode, act) {
            (Mode::Digest, Act::Back) | (_, Act::Leave) => return Next::Leave,
            (Mode::Digest, Act::ReviewNote) => return self.begin("", ""),
            (Mode::Digest, Act::Open) if self.laid.things.is_empty() => return self.next_answer(),
            (_, Act::Back) => self.turn_to_digest(),
            (_, Act::Down) => self.further(&cx.page),
            (_, Act::Up) => self.back_up(&cx.page),
            (_, Act::PageDown) => (0..5).for_each(|_| self.further(&cx.page)),
            (_, Act::PageUp) => (0..5).for_each(|_| self.back_up(&cx.page)),
            (_, Act::First) => (self.at, self.top) = (0, 0),
            (_, Act::Last) => {
                self.at = self.laid.things.len().saturating_sub(1);
                self.bring(self.room(&cx.page));
            }
            (_, Act::ReviewNote | Act::Open) => return self.note(act),
            (_, Act::DropIt) => return self.drop_note(),
            _ => {}
        }
        match act {
            Act::NextAnswer => self.next_answer(),
            Act::AnswerBefore if self.answer > 0 && matches!(self.mode, Mode::Answers) => {
                self.turn_to(self.answer - 1);
                Next::Stay
            }
            Act::AnswerBefore => {
                self.turn_to_digest();
                Next::Stay
            }
            Act::Pack => {
                self.mode = Mode::Pack(Pack::open(&self.review));
                Next::Stay
            }
            Act::MyNotes => {
                self.mode = Mode::Mine(note::field(self.review.mine()));
                Next::Stay
            }
            Act::RemoveCopy => self.remove(),
            _ => Next::Stay,
        }
    }

    /// A note on what the bar stands at; on a note itself, that note.
    fn note(&mut self, act: Act) -> Next {
        let item = self.item().filter(|_| matches!(self.mode, Mode::Answers));
        let id = item.map(|item| item.id.clone()).unwrap_or_default();
        match self.laid.things.get(self.at).cloned() {
            Some(Thing::Note(note)) if act == Act::Open => {
                self.mode = Mode::Note(NoteField::open(&self.review, note));
                Next::Stay
            }
            Some(Thing::Note(note)) => {
                let quote = self.review.note(&note).map(|note| note.quote.clone());
                self.begin(&id, &quote.unwrap_or_default())
            }
            Some(Thing::Span(quote)) => self.begin(&id, &quote),
            None => self.begin(&id, ""),
        }
    }

    fn begin(&mut self, on: &str, quote: &str) -> Next {
        let note = self.review.begin(NoteKind::default(), on, quote);
        self.mode = Mode::Note(NoteField::open(&self.review, note));
        Next::Stay
    }

    /// Back to the reading; a note without words was none.
    fn note_done(&mut self, id: &str) {
        let note = self.review.note(id);
        let on = note.map(|note| note.on.clone()).unwrap_or_default();
        if note.is_some_and(|note| note.words.trim().is_empty()) {
            self.review.drop_note(id);
        } else {
            self.focus = Some(id.to_owned());
        }
        let items = &self.review.handoff.items;
        let answer = items.iter().position(|item| item.id == on);
        self.mode = if answer.is_some() {
            Mode::Answers
        } else {
            Mode::Digest
        };
        self.laid_for = None;
    }

    fn drop_note(&mut self) -> Next {
        let Some(Thing::Note(id)) = self.laid.things.get(self.at).cloned() else {
            return Next::Say("This is no note of yours; j and k lead to one.".to_owned());
        };
        if self.armed != Some(Act::DropIt) {
            self.armed = Some(Act::DropIt);
            return Next::Say("Press x once more to remove this note.".to_owned());
        }
        self.armed = None;
        self.review.drop_note(&id);
        self.at = self.at.saturating_sub(1);
        self.laid_for = None;
        Next::Stay
    }

    fn remove(&mut self) -> Next {
        if self.armed != Some(Act::RemoveCopy) {
            self.armed = Some(Act::RemoveCopy);
            return Next::Say(
                "Press X once more to remove this copy, your notes and your own notes. \
                 A backup made before may hold them."
                    .to_owned(),
            );
        }
        self.mode = Mode::Gone;
        Next::RemoveReview(self.review.token().to_owned())
    }
}

impl Screen for ReviewPage {
    fn scopes(&self) -> &'static [Scope] {
        match &self.mode {
            Mode::Digest | Mode::Answers | Mode::Gone => &[Scope::Review, Scope::List],
            Mode::Note(field) => field.scopes(),
            Mode::Mine(_) => &[Scope::CoachNote, Scope::Prose, Scope::Write],
            Mode::Pack(pack) => pack.scopes(),
        }
    }

    fn purpose(&self) -> &'static str {
        "A hand-off, as a coach reads it. Nothing in it can be changed; your notes are on the disk \
         within a second of any key, and travel back in one file."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let page = &cx.page;
        let (left, right) = self.head(cx);
        let wrong = *cx.saved == Saved::Not;
        paper.head(&left, &right, wrong);
        match &self.mode {
            Mode::Digest | Mode::Answers => {
                let whole = paper.page;
                let less = usize::from(page.rows).saturating_sub(self.room(page));
                let less = u16::try_from(less).unwrap_or(0);
                paper.page.rows = page.rows.saturating_sub(less);
                let view = View::Over {
                    from: self.top,
                    item: self.at,
                };
                self.laid.sheet.draw(paper, page.top, view);
                paper.page = whole;
                self.view_standing(cx, paper);
            }
            Mode::Note(field) => field.view(cx, &self.review, paper),
            Mode::Mine(input) => {
                if page.is_bare() {
                    return input.view_bare(paper);
                }
                let y = paper.text(area(page), MINE, cx.theme.muted);
                input.view(paper, mine_space(page, y), cx.today());
            }
            Mode::Pack(pack) => pack.view(cx, paper),
            Mode::Gone => drop(paper.text(area(page), GONE, cx.theme.text)),
        }
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        let armed = self.armed.filter(|armed| *armed == act);
        self.armed = armed;
        match &mut self.mode {
            Mode::Digest | Mode::Answers => return self.read(cx, act),
            Mode::Gone => {
                return match act {
                    Act::RemoveCopy => Next::RemoveReview(self.review.token().to_owned()),
                    Act::Back | Act::Leave => Next::Leave,
                    _ => Next::Stay,
                };
            }
            Mode::Note(field) => {
                if let note::Did::Done = field.act(&mut self.review, act) {
                    let id = field.id.clone();
                    self.note_done(&id);
                }
            }
            Mode::Mine(input) => match act {
                Act::Keep | Act::Back => self.turn_back(),
                act => {
                    input.act(act);
                    let words = note::words(input);
                    self.review.set_mine(&words);
                }
            },
            Mode::Pack(pack) => match pack.act(cx, &mut self.review, &self.file, act) {
                pack::Did::Stay => {}
                pack::Did::Back => self.turn_back(),
                pack::Did::Ask(next) => return *next,
            },
        }
        Next::Stay
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        match &mut self.mode {
            Mode::Note(field) => field.typed(&mut self.review, letter),
            Mode::Mine(input) => {
                let taken = input.typed(letter);
                let words = note::words(input);
                self.review.set_mine(&words);
                taken
            }
            Mode::Pack(pack) => pack.typed(letter),
            Mode::Digest | Mode::Answers | Mode::Gone => false,
        }
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        match &mut self.mode {
            Mode::Note(field) => field.pasted(&mut self.review, text),
            Mode::Mine(input) => {
                let taken = input.pasted(text);
                let words = note::words(input);
                self.review.set_mine(&words);
                taken
            }
            Mode::Pack(pack) => pack.pasted(text),
            Mode::Digest | Mode::Answers | Mode::Gone => false,
        }
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        let page = &cx.page;
        match &mut self.mode {
            Mode::Digest => self.lay(cx, usize::MAX),
            Mode::Answers => self.lay(cx, self.answer),
            Mode::Note(field) => field.fit(cx, &self.review),
            Mode::Mine(input) => {
                let rows = crate::text::wrapped(MINE, usize::from(page.measure)).len();
                let y = page.top + u16::try_from(rows).unwrap_or(1);
                input.fit(page.measure, mine_space(page, y));
            }
            Mode::Pack(pack) => pack.fit(cx, &self.review),
            Mode::Gone => {}
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        match &self.mode {
            Mode::Digest => vec![
                Act::Open,
                Act::Pack,
                Act::MyNotes,
                Act::RemoveCopy,
                Act::Help,
            ],
            Mode::Answers => vec![
                Act::ReviewNote,
                Act::Down,
                Act::NextAnswer,
                Act::Pack,
                Act::Help,
            ],
            Mode::Note(field) => field.hints(),
            Mode::Mine(_) => vec![Act::Keep, Act::Back, Act::Help],
            Mode::Pack(pack) => pack.hints(),
            Mode::Gone => vec![Act::RemoveCopy, Act::Leave],
        }
    }

    fn digits(&self) -> usize {
        NoteKind::ALL.len()
    }

    fn revision(&self) -> u64 {
        self.review.revision()
    }

    fn is_apart(&self) -> bool {
        !matches!(self.mode, Mode::Gone)
    }

    fn apart(&self) -> Option<DraftChange> {
        self.is_apart().then(|| self.review.save())
    }

    fn written(&mut self, cx: &Cx<'_>) {
        self.review.was_packed(cx.today());
        if let Mode::Pack(pack) = &mut self.mode {
            pack.written();
        }
    }
}

impl ReviewPage {
    /// Lays the page out where it or the notes have changed: an answer, or the first page.
    fn lay(&mut self, cx: &Cx<'_>, answer: usize) {
        let now = (cx.page, answer, self.review.revision());
        if self.laid_for == Some(now) {
            return;
        }
        self.laid = match self.review.handoff.items.get(answer) {
            Some(item) => lay::answer(cx, &self.review, item),
            None => lay::digest(cx, &self.review),
        };
        self.laid_for = Some(now);
        let things = &self.laid.things;
        if let Some(id) = self.focus.take() {
            let note = Thing::Note(id);
            self.at = things
                .iter()
                .position(|thing| *thing == note)
                .unwrap_or(self.at);
        }
        self.at = self.at.min(things.len().saturating_sub(1));
        if answer != usize::MAX || self.at > 0 {
            self.bring(self.room(&cx.page));
        }
    }

    /// Back to where one was reading.
    fn turn_back(&mut self) {
        self.mode = match self.laid_for {
            Some((_, usize::MAX, _)) | None => Mode::Digest,
            Some(_) => Mode::Answers,
        };
    }
}

fn area(page: &Page) -> ratatui::layout::Rect {
    ratatui::layout::Rect::new(page.left, page.top, page.measure, page.rows)
}

/// The rows for the coach's own notes, below the line that says what they are.
fn mine_space(page: &Page, y: u16) -> Space {
    if page.is_bare() {
        let (top, rows) = (0, page.size.height);
        return Space { top, rows };
    }
    let top = y.saturating_add(1).min(page.bottom().saturating_sub(1));
    let rows = page.bottom().saturating_sub(top);
    Space { top, rows }
}
