use ratatui::layout::Rect;

mod earlier;
mod naming;

use self::{earlier::last_beside, naming::Naming};
use super::{
    above::{Above, heading},
    steps::{how_saved, own_side},
};
use crate::{
    deck::Prompt,
    insight::{
        thread::{Point, last},
        told::answer,
    },
    journal::{Draft, Stop, Walk},
    time::say::short,
    tui::{
        act::{Act, Scope},
        input::{Did, Input, Space},
        paper::Paper,
        route::Route,
        screen::{Cx, Next, Screen},
    },
    workbook::{
        BLIND, Exit, Given, Lack, Passage, Place, Workbook, Writing, given_of, quiet_lines,
        then_line,
    },
};

/// Where a line is written on a forecast: its statement is a key away, its likelihood is not.
const WHICH: &str = "Which forecast it was.";

/// A question, and the words that are being put down in answer.
pub struct Answer {
    place: Place,
    prompt: Option<Prompt>,
    input: Input,
    why: bool,
    earlier: bool,
    /// Grows where the place itself changes, beside what is put down.
    moves: u64,
    source: Source,
    naming: Naming,
}

/// Where what stands at a question before anything is written there comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// From the writer, or from nowhere yet.
    Hand,
    /// An answer, taken from the journal to be corrected.
    Taken,
    /// Put there to be edited: left as it is, it is nobody's words yet.
    Offered,
}

impl Answer {
    /// Goes on where a draft was left.
    pub fn resume(workbook: &Workbook, place: Place, draft: &Draft) -> Self {
        let same = place.walk.current().unwrap_or_default() == draft.prompt;
        let given = Given {
            texts: draft.texts.clone(),
            picked: draft.picked.clone(),
        };
        let (focus, cursor) = (draft.focus, draft.cursor);
        let writing = Writing {
            given,
            focus,
            cursor,
            revises: draft.revises.clone(),
        };
        Self::at(
            workbook,
            place,
            if same { writing } else { Writing::default() },
        )
    }

    /// Takes in what was said of an entry, to say why.
    pub fn because(workbook: &mut Workbook, entry: &str) -> Self {
        let (walk, writing) = workbook.because(entry);
        let place = workbook.place(walk);
        let source = Source::Taken;
        Self {
            source,
            ..Self::at(workbook, place, writing)
        }
    }

    /// At the question of a place.
    pub fn at(workbook: &Workbook, mut place: Place, writing: Writing) -> Self {
        let prompt = workbook.question(&place.walk);
        let blank = writing.given.texts.iter().all(String::is_empty);
        let aside = blank.then(|| place.take_aside()).flatten();
        let writing = match aside {
            Some(given) => {
                let cursor = given.texts.first().map_or(0, String::len);
                Writing {
                    given,
                    cursor,
                    ..writing
                }
            }
            None => writing,
        };
        let input = match &prompt {
            Some(prompt) => Input::new(prompt, &writing),
            None => Input::empty(),
        };
        // What was just read again stays in view above the new answer.
        let earlier = matches!(place.walk.stop(), Some(Stop::Anew(_)));
        let naming = Naming::of(workbook, &place.walk, prompt.as_ref());
        Self {
            place,
            prompt,
            input,
            why: false,
            earlier,
            moves: 0,
            source: Source::Hand,
            naming,
        }
    }

    /// Shows the question the walk is at now.
    fn turn(&mut self, cx: &Cx<'_>, writing: &Writing) {
        let changes = self.revision() + 1;
        let walk = &self.place.walk;
        // When a walk is over there is nothing to ask; a note is asked for once.
        let over = walk.current().is_none() && walk.kept > 0;
        self.prompt = cx.workbook.question(walk).filter(|_| !over);
        // In a ritual the screen of the next stop takes them.
        let ritual = self.place.walk.is_ritual();
        let aside = (!ritual).then(|| self.place.take_aside()).flatten();
        let writing = match aside {
            Some(given) => {
                let cursor = given.texts.first().map_or(0, String::len);
                Writing {
                    given,
                    cursor,
                    ..Writing::default()
                }
            }
            None => writing.clone(),
        };
        self.input = match &self.prompt {
            Some(prompt) => Input::new(prompt, &writing),
            None => Input::empty(),
        };
        (self.why, self.earlier, self.moves) = (false, false, changes);
        if self.source == Source::Offered {
            self.source = Source::Hand;
        }
        self.naming = Naming::of(cx.workbook, &self.place.walk, self.prompt.as_ref());
    }

    /// The writer's last answer to this question; of a blind one nothing is shown.
    fn then<'a>(&self, cx: &'a Cx<'_>) -> Option<Point<'a>> {
        let prompt = self.prompt.as_ref().filter(|prompt| !prompt.blind)?;
        if let Some(Stop::Reason(read)) = self.place.walk.stop() {
            return Some(answer(
                &cx.workbook.journal,
                cx.workbook.journal.entry(read)?,
            ));
        }
        if self.place.walk.about().is_some() {
            return None;
        }
        last(&cx.workbook.journal, &prompt.id)
    }

    /// What stands above the words: the question, and what belongs to it.
    fn above(&self, cx: &Cx<'_>) -> Vec<Above> {
        let mut above = Vec::new();
        let Some(prompt) = &self.prompt else {
            return above;
        };
        above.push(Above::Question(prompt.text.clone()));
        let quiet = quiet_lines(prompt).into_iter().map(str::to_owned);
        let quiet = self.naming.among(quiet.collect());
        let side = own_side(&self.place.walk).map(str::to_owned);
        above.extend(quiet.into_iter().chain(side).map(Above::Muted));
        let about = cx.workbook.about_lines(&self.place.walk, cx.today());
        // Where room is short, what was just chosen is left out for the words.
        if !about.is_empty() && cx.page.pause > 1 {
            above.push(Above::Blank);
            above.extend(about.into_iter().map(Above::Muted));
        }
        if let Some(statement) = cx.workbook.statement(&self.place.walk) {
            above.push(Above::Then(WHICH.to_owned()));
            let shown = self.earlier.then(|| Above::Muted(statement.to_owned()));
            above.extend(shown);
        }
        if let Some(then) = self.then(cx) {
            // On a short page the row serves the words.
            above.extend((cx.page.pause > 1).then_some(Above::Blank));
            above.push(Above::Then(then_line(then, cx.today())));
            if self.earlier && cx.page.note.is_none() {
                above.push(Above::Muted(cx.workbook.said_of(then, cx.today())));
            }
        }
        if self.why {
            above.push(Above::Blank);
            above.push(Above::Muted(prompt.why.clone()));
            above.extend(prompt.probes.iter().cloned().map(Above::Probe));
        }
        above
    }

    /// Where the rows above end and the input begins, and whether all of them are seen.
    fn split(&self, cx: &Cx<'_>) -> (Space, bool) {
        let page = &cx.page;
        let rows: usize = self
            .above(cx)
            .iter()
            .map(|part| part.rows(page.measure))
            .sum();
        let rows = u16::try_from(rows).unwrap_or(u16::MAX);
        let question = self
            .above(cx)
            .first()
            .map_or(0, |part| part.rows(page.measure));
        let question = u16::try_from(question).unwrap_or(1);
        // The question is whole; what else there is leaves the words some room. Only the ends of a
        // scale come before the end of a question that is as long as the page.
        let gap = if page.pause > 1 && rows + 8 < page.rows {
            page.pause
        } else {
            1
        };
        let least = if page.rows > 12 { 4 } else { 3 };
        let (most, question) = match self.input.scale_rows(page.measure) {
            Some(scale) => (scale + 1, question.min(page.rows.saturating_sub(4))),
            None => (least, question),
        };
        let most = page.rows.saturating_sub(most.max(least));
        let shown = rows.min(most.max(question));
        let top = (page.top + shown + gap).min(page.bottom().saturating_sub(1));
        (
            Space {
                top,
                rows: page.bottom().saturating_sub(top),
            },
            shown == rows,
        )
    }

    fn show_earlier(&mut self, cx: &Cx<'_>) -> Next {
        if cx.workbook.statement(&self.place.walk).is_some() {
            self.earlier = !self.earlier;
            return Next::Stay;
        }
        let Some(then) = self.then(cx) else {
            let blind = self.prompt.as_ref().is_some_and(|prompt| prompt.blind);
            return Next::Say(
                if blind {
                    BLIND
                } else {
                    "Nothing was written here before."
                }
                .to_owned(),
            );
        };
        let whole = self.split(cx).1;
        if self.earlier && !whole {
            // More than has room: the whole of it on a page of its own.
            let at = cx.workbook.journal.position(&then.now.id);
            let day = then.day();
            let title = cx.workbook.decks.get(&self.place.walk.deck);
            let title = title
                .map_or("Before", |deck| deck.title.as_str())
                .to_owned();
            let entries: Vec<usize> = at.into_iter().collect();
            let passage = Passage {
                title,
                note: short(day, cx.today()),
                last: day,
                clock: String::new(),
                entries,
                first: 0,
            };
            self.earlier = false;
            return Next::Go(Route::Passage(passage));
        }
        self.earlier = !self.earlier;
        Next::Stay
    }

    /// Shows or folds why this is asked: beneath the question, or where that has no room for the
    /// whole of it on a page of its own.
    fn show_why(&mut self, cx: &Cx<'_>) -> Next {
        self.why = !self.why;
        match &self.prompt {
            Some(prompt) if self.why && !self.split(cx).1 => {
                self.why = false;
                Next::Go(Route::Why(Box::new(prompt.clone())))
            }
            _ => Next::Stay,
        }
    }

    /// Takes the last answer in, to be corrected; of a blind one only what was kept just now.
    fn correct_last(&mut self, cx: &Cx<'_>) -> Next {
        let last = self
            .prompt
            .as_ref()
            .and_then(|prompt| last(&cx.workbook.journal, &prompt.id));
        let Some(point) = last else {
            return Next::Say("Nothing was written here before.".to_owned());
        };
        let last = point.now;
        let blind = self.prompt.as_ref().is_some_and(|prompt| prompt.blind);
        if blind && !cx.workbook.was_kept(&last.id) {
            return Next::Say(BLIND.to_owned());
        }
        if let Some(hidden) = point.hidden(&cx.workbook.journal, cx.today()) {
            return Next::Say(hidden.says());
        }
        if !self.input.writing().given.is_empty() {
            return Next::Say(
                "There are words here already; the last answer stays as it is.".to_owned(),
            );
        }
        let given = given_of(last);
        let cursor = given.texts.first().map_or(0, String::len);
        let revises = Some(last.id.clone());
        let writing = Writing {
            given,
            focus: 0,
            cursor,
            revises,
        };
        self.turn(cx, &writing);
        Next::Say("The last answer, to be corrected. Both are kept.".to_owned())
    }

    /// What was taken in and left as it was is kept already.
    fn keep(&self) -> Next {
        if self.untouched() {
            Next::Back
        } else {
            Next::Keep
        }
    }
}

impl Screen for Answer {
    fn scopes(&self) -> &'static [Scope] {
        self.input.scopes()
    }

    fn purpose(&self) -> &'static str {
        "A question, and your words. They are on the disk within a second of any key."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        if cx.page.is_bare() {
            return self.input.view_bare(paper);
        }
        let walk = &self.place.walk;
        let head = heading(cx, walk, self.prompt.as_ref());
        let (right, wrong) = how_saved(cx, walk);
        paper.head(&head, &right, wrong);
        let (space, _) = self.split(cx);
        let mut y = cx.page.top;
        let end = space.top.saturating_sub(1).max(y + 1);
        for part in self.above(cx) {
            let area = Rect::new(cx.page.left, y, cx.page.measure, end.saturating_sub(y));
            y = part.view(paper, area, self.earlier);
            if matches!(part, Above::Question(_)) && part.rows(area.width) > area.height.into() {
                paper.put(cx.page.bar, end - 1, paper.glyphs.more, cx.theme.muted);
            }
        }
        self.input.view(paper, space, cx.today());
        self.view_then(cx, paper);
    }

    fn act(&mut self, cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Keep => self.keep(),
            Act::Back => Next::Back,
            Act::Skip => Next::Pass(Exit::Skip),
            Act::NotToday => Next::Pass(Exit::NotToday),
            Act::Enough => Next::Enough,
            Act::Why => self.show_why(cx),
            Act::Earlier => self.show_earlier(cx),
            Act::Correct => self.correct_last(cx),
            Act::Count => Next::Say(match self.input.words() {
                1 => "1 word.".to_owned(),
                words => format!("{words} words."),
            }),
            Act::Beside => last_beside(cx),
            Act::Swap => self.swap_name(),
            Act::Leave => Next::Leave,
            _ => match self.input.act(act) {
                Did::Finished => self.keep(),
                Did::Something | Did::Nothing => Next::Stay,
            },
        }
    }

    fn hints(&self, cx: &Cx<'_>) -> Vec<Act> {
        let short = cx.page.hints < 5;
        match (self.input.is_marking(), self.input.is_line()) {
            (true, _) if short => vec![Act::Digit(0), Act::Done, Act::Help],
            (true, _) => vec![
                Act::Digit(0),
                Act::NextField,
                Act::Done,
                Act::NotToday,
                Act::Help,
            ],
            (_, true) if short => vec![Act::Done, Act::Back, Act::Help],
            (_, true) if self.input.has_more_fields() => {
                vec![Act::Done, Act::NextField, Act::Skip, Act::Back, Act::Help]
            }
            (_, true) => vec![Act::Done, Act::Skip, Act::Back, Act::Help],
            _ if short => vec![Act::Keep, Act::Back, Act::Help],
            _ => vec![Act::Keep, Act::Why, Act::Skip, Act::Back, Act::Help],
        }
    }

    fn digits(&self) -> usize {
        self.input.options()
    }

    fn typed(&mut self, _cx: &Cx<'_>, letter: char) -> bool {
        self.input.typed(letter)
    }

    fn pasted(&mut self, _cx: &Cx<'_>, text: &str) -> bool {
        self.input.pasted(text)
    }

    fn pointed(&mut self, cx: &Cx<'_>, at: (u16, u16), drag: bool) {
        let space = self.split(cx).0;
        self.input
            .pointed(cx.page.measure, cx.page.left, space, at, drag);
    }

    fn fit(&mut self, cx: &Cx<'_>) {
        self.naming.look(&self.input);
        if cx.page.is_bare() {
            let space = Space {
                top: 0,
                rows: cx.page.size.height,
            };
            return self.input.fit(cx.page.measure, space);
        }
        let space = self.split(cx).0;
        self.input.fit(cx.page.measure, space);
    }

    fn place(&self) -> Option<&Place> {
        Some(&self.place)
    }

    fn writing(&self) -> Writing {
        self.input.writing()
    }

    fn untouched(&self) -> bool {
        self.source == Source::Taken && self.revision() == 0
    }

    fn revision(&self) -> u64 {
        self.moves + self.input.revision()
    }

    fn kept(&mut self, cx: &Cx<'_>, next: (Walk, String)) {
        self.place.advance(next);
        self.turn(cx, &Writing::default());
    }

    fn lacks(&mut self, lack: &Lack) {
        self.input.lacks(lack);
    }

    fn correct(&mut self, entry: String, id: String) {
        self.place.entry = id;
        self.input.correct(entry);
        self.moves += 1;
    }

    fn into_place(self: Box<Self>) -> Option<Place> {
        Some(self.place)
    }

    fn passed(&mut self, cx: &Cx<'_>, exit: Exit) {
        let untouched = self.source == Source::Offered && self.input.revision() == 0;
        let given = self.input.writing().given;
        let given = if untouched { Given::default() } else { given };
        self.place.pass(exit, &given);
        self.turn(cx, &Writing::default());
    }
}
