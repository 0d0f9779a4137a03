use crate::{
    deck::Ends,
    insight::{
        say_and_hold::{HOLD, SAY, chapters},
        thread::{Break, DRAWN},
    },
    time::Day,
    tui::{
        act::{Act, Scope},
        page::Page,
        paper::{Paper, shorten},
        route::Route,
        screen::{Cx, Next, Screen},
        sheet::{Sheet, View, moved},
    },
    workbook::{Workbook, again},
};

mod field;

/// So many rows of dates are in view beneath the field, at least.
const LIST: u16 = 3;

/// How far your say goes against how much is in your hands, by date, a role at a time.
#[derive(Debug)]
pub struct SayAndHold {
    /// The oldest first.
    chapters: Vec<Chapter>,
    chapter: usize,
    /// The pair chosen.
    at: usize,
}

/// The pairs of one role.
#[derive(Debug)]
struct Chapter {
    /// The role in words; empty where it has none.
    role: String,
    /// What is said where it begins, if anything beside its role, which heads the page.
    begins: String,
    ends: Option<(Ends, Ends)>,
    pairs: Vec<Pair>,
}

#[derive(Debug)]
struct Pair {
    day: Day,
    say: u8,
    hold: u8,
    /// The id of the answer on say.
    entry: String,
}

impl SayAndHold {
    pub fn open(workbook: &Workbook) -> Self {
        let chapters = chapters_of(workbook);
        let chapter = chapters.len().saturating_sub(1);
        let mut page = Self {
            chapters,
            chapter,
            at: 0,
        };
        page.at = page.count().saturating_sub(1);
        page
    }

    fn now(&self) -> Option<&Chapter> {
        self.chapters.get(self.chapter)
    }

    fn count(&self) -> usize {
        self.now().map_or(0, |chapter| chapter.pairs.len())
    }

    /// The chapter of the role before; from the first on to the last.
    fn turn(&mut self) -> Next {
        if self.chapters.len() < 2 {
            return Next::Say("There is no role before this one with both marks.".to_owned());
        }
        let last = self.chapters.len() - 1;
        self.chapter = self.chapter.checked_sub(1).unwrap_or(last);
        self.at = self.count().saturating_sub(1);
        Next::Stay
    }

    fn invite(&self, page: &Page, paper: &mut Paper<'_>) {
        let style = paper.theme.text;
        let mut sheet = Sheet::default();
        let fact = if self.chapters.is_empty() {
            "No day holds both marks yet."
        } else {
            "In this role no day holds both marks yet."
        };
        sheet.text(page, fact, style);
        sheet.text(
            page,
            "Marked on the same day, how far your say goes and how much is in your hands are laid \
             out here by date.",
            style,
        );
        sheet.text(page, "Press w to set both marks.", style);
        sheet.draw(paper, page.top, View::From(0));
    }
}

fn chapters_of(workbook: &Workbook) -> Vec<Chapter> {
    let journal = &workbook.journal;
    let chapters = chapters(journal).into_iter().map(|chapter| {
        let role = chapter.role.and_then(|role| journal.role_words(role));
        let ends = chapter.ends();
        let pairs = chapter.pairs.iter().map(|pair| Pair {
            day: pair.day(),
            say: pair.say.1,
            hold: pair.hold.1,
            entry: pair.say.0.first.id.clone(),
        });
        let begins = chapter.begins.filter(|why| *why != Break::Role);
        let begins = begins.map(|why| why.says(role));
        Chapter {
            role: role.unwrap_or_default().to_owned(),
            begins: begins.unwrap_or_default(),
            ends: ends.map(|(say, hold)| (say.clone(), hold.clone())),
            pairs: pairs.collect(),
        }
    });
    chapters.collect()
}

/// The dates in order, each with its marks.
fn list(cx: &Cx<'_>, chapter: &Chapter) -> Sheet {
    let mut sheet = Sheet::default();
    for (at, pair) in chapter.pairs.iter().enumerate() {
        let day = pair.day.format("%-d %b %Y");
        let number = format!("{:>2}  {day}", at + 1);
        let marks = format!("say {}, hold {}", pair.say, pair.hold);
        let cells = [number.as_str(), &marks, ""];
        sheet.cells(&cx.page, at, 20, cells, [cx.theme.text, cx.theme.text]);
    }
    sheet
}

impl Screen for SayAndHold {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Shelves, Scope::List, Scope::Still]
    }

    fn purpose(&self) -> &'static str {
        "How far your say goes against how much is in your hands, where both were marked on the \
         same day. Nothing is computed from the two."
    }

    fn view(&self, cx: &Cx<'_>, paper: &mut Paper<'_>) {
        let (page, muted) = (&cx.page, cx.theme.muted);
        let chapter = self.now().filter(|chapter| !chapter.pairs.is_empty());
        let role = self.now().and_then(|chapter| chapter.role.lines().next());
        paper.head("Say and hold", role.unwrap_or_default(), false);
        let Some(chapter) = chapter else {
            return self.invite(page, paper);
        };
        let mut y = page.top;
        let room = page.rows.saturating_sub(2 + 1 + 1 + LIST);
        if chapter.pairs.len() >= DRAWN && chapter.ends.is_some() && field::fits(page, room) {
            let axes = "Up, how far my say goes. Across, how much is in my hands.";
            paper.put(page.left, y, axes, muted);
            y = field::draw(paper, y + 2, chapter, self.at) + 1;
        } else if let Some((say, hold)) = chapter.ends.as_ref().filter(|_| !page.is_bare()) {
            let mut ends = Sheet::default();
            for (name, ends_of) in [("Say", say), ("Hold", hold)] {
                let text = format!("{name}: 1 = {}; 7 = {}", ends_of.low, ends_of.high);
                ends.text(page, &text, muted);
            }
            ends.draw(paper, y, View::From(0));
            y = y.saturating_add(u16::try_from(ends.rows() + 1).unwrap_or(u16::MAX));
        }
        if !chapter.begins.is_empty() && !page.is_bare() {
            let room = usize::from(page.width);
            let begins = shorten(&chapter.begins, room, cx.glyphs.more);
            paper.put(page.left, y, &begins, muted);
            y += 1;
        }
        list(cx, chapter).draw(paper, y, View::Chosen(self.at));
    }

    fn act(&mut self, _cx: &Cx<'_>, act: Act) -> Next {
        match act {
            Act::Open => {
                let pair = self.now().and_then(|chapter| chapter.pairs.get(self.at));
                pair.map_or(Next::Stay, |pair| {
                    Next::Go(Route::Thread(SAY.to_owned(), Some(pair.entry.clone())))
                })
            }
            Act::Turn => self.turn(),
            Act::Revisit => {
                let deck = SAY.split_once('.').map_or(SAY, |(deck, _)| deck);
                let both = vec![SAY.to_owned(), HOLD.to_owned()];
                Next::Go(Route::Walk(again(deck, both)))
            }
            Act::Back => Next::Back,
            _ => {
                self.at = moved(self.at, self.count(), 5, act);
                Next::Stay
            }
        }
    }

    fn hints(&self, _cx: &Cx<'_>) -> Vec<Act> {
        let mut hints = vec![Act::Revisit, Act::Back, Act::Help];
        if self.count() > 0 {
            hints.insert(0, Act::Open);
        }
        if self.chapters.len() > 1 {
            hints.insert(1, Act::Turn);
        }
        hints
    }

    fn refresh(&mut self, cx: &Cx<'_>) {
        let count = self.chapters.len();
        self.chapters = chapters_of(cx.workbook);
        if self.chapters.len() != count {
            self.chapter = self.chapters.len().saturating_sub(1);
        }
        self.at = self.at.min(self.count().saturating_sub(1));
    }
}
